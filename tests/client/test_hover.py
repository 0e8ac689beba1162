"""What lights up under the pointer: where a finger has touched, it would stay lit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pgwidgets.notebook import display
from tools.client import SOURCE

SHEETS = {
    **{
        path.relative_to(SOURCE).as_posix(): path
        for folder in ("theme", "widgets")
        for path in sorted((SOURCE / folder).glob("*.css"))
    },
    "an output's": Path(display.__file__),
}
QUERY = "@media (hover: hover)"
NO_RULES = re.compile(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)


def preludes(sheet: str) -> Iterator[list[str]]:
    """Yield what is written before each block, those around it first."""
    around: list[str] = []
    for text, mark in re.findall(r"([^{};]*)([{};])", NO_RULES.sub("", sheet)):
        if mark == "{":
            around.append(" ".join(text.split()))
            yield list(around)
        elif mark == "}":
            around.pop()


def stays(sheet: str) -> list[str]:
    """Return the selectors that would hold after a touch."""
    return [
        own for *around, own in preludes(sheet) if ":hover" in own and QUERY not in (*around, own)
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_what_hovers_is_for_devices_that_hover(name: str) -> None:
    path = SHEETS[name]
    text = path.read_text("utf-8") if path.suffix == ".css" else display.SHEET
    assert stays(text) == []


def test_what_stays_is_found() -> None:
    sheet = """
    .a { color: red; &:hover { color: blue } @media (hover: hover) { &:hover { color: green } } }
    @media (hover: hover) { .b { &:is(:hover, :focus) { top: 0 } } }
    /* .c:hover { */ .d::before { content: ":hover{" } .e:is(:hover, :active) > b { top: 0 }
    """
    assert stays(sheet) == ["&:hover", ".e:is(:hover, :active) > b"]
