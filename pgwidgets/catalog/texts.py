"""What the widgets with a text to type share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.declaration import state
from pgwidgets.catalog.methods import Query, setter
from pgwidgets.catalog.types import TEXT, Integer, Optional, Tuple

LENGTH = state(
    "length", Optional(Integer(1)), None, "Width in characters; None is left to the layout."
)


class Selection(Tuple):
    """A part of a text: where it begins and ends, in characters, and the part itself."""

    def __init__(self) -> None:
        super().__init__(Integer(0), Integer(0), TEXT)

    def check(self, value: Any) -> tuple[Any, ...]:
        start, end, text = super().check(value)
        if len(text) != end - start:
            raise ValueError(f"must have a text of {end - start} characters, not {len(text)}")
        return start, end, text


READ_SELECTION = Query(
    name="read_selection",
    doc="Ask the page what part of the text the user has selected: where it begins and ends, "
    "counted in characters of `get_text()`, and the part itself. Without a selection both are "
    "where the caret is. In a handler it is the selection of the user who made it run.",
    returns=Selection(),
)

SET_LENGTH = setter("set_length", {"numchars": "length"}, "Set the width in characters.")


def one_line(text: str) -> str:
    """Return the text without line breaks, as a page's entry would hold it."""
    return text.replace("\r", "").replace("\n", "")


def plain_breaks(text: str) -> str:
    r"""Return the text with every line break written as ``\n``, as a page's area holds it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def last_lines(text: str, limit: int) -> str:
    """Return the last lines; a line break at the very end begins no line.

    Parameters
    ----------
    limit : int
        How many; 0 means all.
    """
    if limit <= 0:
        return text
    start = len(text) - text.endswith("\n")
    for _ in range(limit):
        start = text.rfind("\n", 0, start)
        if start < 0:
            return text
    return text[start + 1 :]


def remembered(lines: Sequence[str], line: str, limit: int) -> list[str]:
    """Return the entered lines with one more; repeating the newest does not add it again."""
    if limit <= 0:
        return []
    if line in {"", *lines[-1:]}:
        return list(lines[-limit:])
    return [*lines, line][-limit:]
