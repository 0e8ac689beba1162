"""Every private field of the client says what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.client import SOURCE

MODULES = sorted(
    path.relative_to(SOURCE).as_posix()
    for folder in ("core", "documents", "widgets", "widgets-support")
    for path in (SOURCE / folder).glob("*.ts")
)
FIELD = re.compile(r"  (static |readonly |declare )*(?P<name>#\w+)( = |: |;)")


def uncommented(path: Path) -> list[str]:
    """Return the fields that no comment stands above."""
    lines = path.read_text().splitlines()
    found = []
    for before, line in zip(["", *lines], lines, strict=False):
        field = FIELD.match(line)
        if field and not (before.endswith("*/") or before.startswith("  //")):
            found.append(field["name"])
    return found


@pytest.mark.parametrize("module", MODULES)
def test_private_fields_say_what_they_are_for(module: str) -> None:
    assert uncommented(SOURCE / module) == []
