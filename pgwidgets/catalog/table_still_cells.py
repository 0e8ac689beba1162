"""What a page shows of a table's cells, in characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pgwidgets.model.tables.cells import edited_text

Column = Mapping[str, Any]
"""A column as pages are told of it."""

POINT, DIGIT = "\N{PUNCTUATION SPACE}", "\N{FIGURE SPACE}"
"""As wide as a point, and as a digit."""

_NUMBER = re.compile(r"\D*\d[\d,]*(?:\.(?P<decimals>\d+))?\D*")


def shown_text(cell: Any, column: Column) -> str:
    """Return what a page shows of a cell that it is told of."""
    if isinstance(cell, dict) and "of" in cell:
        if cell.get("visible") is False:
            return ""
        cell = cell["of"]
    return _WORDS.get(kind_of(column), _text)(cell, column)


def kind_of(column: Column) -> str:
    """Return what the cells of a column are made of: its widget, or else its type."""
    kind = column.get("widget") or column["type"]
    return "checkbox" if kind == "boolean" else str(kind)


def _text(cell: Any, column: Column) -> str:
    del column
    if isinstance(cell, dict):
        return str(cell.get("text", "")) + ("…" if "length" in cell else "")
    return edited_text(cell)


def _mark(cell: Any, column: Column) -> str:
    if isinstance(cell, dict) and cell.get("missing"):
        return _text(cell, column)
    is_on = edited_text(cell).lower() not in {"", "0", "false"}
    return "\N{BALLOT BOX WITH CHECK}" if is_on else "\N{BALLOT BOX}"


def _label(cell: Any, column: Column) -> str:
    label = column.get("text")
    return _text(cell, column) if label is None else str(label)


def _share(cell: Any, column: Column) -> str:
    """Return what a bar says: of a mere share how many percent it is."""
    low, high = column.get("min"), column.get("max")
    if column.get("format") or (low or 0, 1 if high is None else high) != (0, 1):
        return _text(cell, column)
    value = cell.get("value", 0) if isinstance(cell, dict) else 0
    return f"{int(100 * min(max(value, 0), 1) + 0.5)}%"


def _name(cell: Any, column: Column) -> str:
    """Return what an icon is called: its address may be all the bytes of a picture."""
    name = edited_text(cell)
    return "" if name == _text(cell, column) else name.partition(":")[2]


_WORDS: dict[str, Callable[[Any, Column], str]] = {
    "checkbox": _mark,
    "button": _label,
    "progress": _share,
    "icon": _name,
}


def has_points(column: Column) -> bool:
    """Return whether the numbers of a column have their points one below the other."""
    format_ = column.get("format") or {}
    return (
        kind_of(column) in {"integer", "float"}
        and column["halign"] == "right"
        and (column.get("wrap") or 1) == 1
        and format_.get("bar") != "beside"
        and format_.get("point", ".") == "."
    )


def decimals_of(texts: Sequence[str]) -> int:
    """Return how many digits numbers have behind their points at most."""
    found = map(_NUMBER.fullmatch, texts)
    return max((len(each["decimals"] or "") for each in found if each), default=0)


def lacking(text: str, most: int) -> str:
    """Return what keeps the point of a number below that of one with so many digits behind it."""
    own = decimals_of([text])
    if own >= most or not _NUMBER.fullmatch(text):
        return ""
    return ("" if own else POINT) + DIGIT * (most - own)
