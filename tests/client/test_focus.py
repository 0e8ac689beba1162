"""Only one room gives the focus: it does not take it out of the page around a frame."""

from __future__ import annotations

import re

from tools.client import SOURCE

ROOM = ("core/focus.ts", "core/focus-keeper.ts")
GIVES = re.compile(r"\.focus\((\)|\{)|\.showModal\(|\.autofocus\b|Attribute\(.autofocus|\.blur\(")


def test_nothing_else_gives_the_focus() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in sorted(SOURCE.rglob("*.ts"))
        if not {"node_modules", "tests"} & set(path.relative_to(SOURCE).parts)
        if path.relative_to(SOURCE).as_posix() not in ROOM
        for line in path.read_text().splitlines()
        if GIVES.search(line)
    ]
    assert found == []
