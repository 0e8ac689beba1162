"""The client's unit tests, which Node runs without a browser."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.client import SOURCE, find_node

UNITS = sorted(SOURCE.glob("tests/*.test.ts"))


@pytest.mark.parametrize("unit", UNITS, ids=[unit.name.split(".")[0] for unit in UNITS])
def test_unit(unit: Path) -> None:
    done = subprocess.run(
        [find_node(), "--test", unit],
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, done.stdout
