"""The examples of docs/notebooks.md, each run as a cell of one kernel."""

from __future__ import annotations

import re
from pathlib import Path

from tests.jupyter.kernel import Kernel
from tests.jupyter.test_waiting import USER

PAGE = Path(__file__).resolve().parents[2] / "docs" / "notebooks.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)

WAITS = '(name,) = session.wait(entry, "activated")  #'
"""Begins the example for which there must be somebody who acts."""

ACTS = """
use((entry, "activated", "Ada"), (button, "activated"), (dialog, "activated", 1))
while not session.is_connected:
    time.sleep(0.001)
"""

LEAVES = """
over.set()
while session.is_connected:
    time.sleep(0.001)
"""

SURROUNDINGS = """
import argparse
from traitlets.config import Config
options = argparse.Namespace(port=0)
c = Config()
"""
"""What the examples for operators stand in."""


def test_the_examples_run_as_cells(kernel: Kernel) -> None:
    kernel.ok(SURROUNDINGS)
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) > 5
    for number, block in enumerate(blocks):
        made, waits, then = block.partition(WAITS)
        if waits:
            kernel.ok(made + USER + ACTS)
            kernel.ok(waits + then, cell=f"cell-{number}")
            assert kernel.ok("name, goes_on").value == "('Ada', True)"
            kernel.ok(LEAVES)
        else:
            kernel.ok(block, cell=f"cell-{number}")
    assert kernel.ok("name").value == "'nobody'"
    kernel.ok("pgwidgets.jupyter.close_all()")
