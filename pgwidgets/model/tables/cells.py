"""What a page is told of one cell, and which values there are none of."""

from __future__ import annotations

import math
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from pgwidgets.model.tables.real import is_real
from pgwidgets.model.text import well_formed

Cell = str | bool | dict[str, Any] | None
"""A text, a mark, nothing of its own (the cell before spans over it), or more than one of them.

A dict has ``text``, what is shown, and perhaps ``edit``, the text to edit where it is another one;
``missing`` where there is no value; ``value``, a number, where the cell is a bar; ``length``, where
the text is only the beginning of one of so many characters.
"""

LONGEST = 1000
"""So many characters of a text does a page get before anybody asks for all of them."""


class Absence(Enum):
    """That a row was given without a value for a column."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absence.ABSENT


def is_missing(value: object) -> bool:
    """Return whether a value stands for none: None, ABSENT, NaN, NaT, NA, or a masked number."""
    if value is None or value is ABSENT:
        return True
    kind = type(value)
    if kind is str or kind is int or kind is bool:
        return False
    if isinstance(value, Decimal):
        # a signalling one can't be compared
        return value.is_nan()
    if isinstance(value, float | complex) or getattr(value, "shape", None) == ():
        # only what is no number, or no time, differs from itself
        return kind.__name__ == "MaskedConstant" or bool(value != value)  # noqa: PLR0124
    return kind.__name__ in {"NAType", "NaTType"} and kind.__module__.startswith("pandas.")


def missing_text(value: object, null: str = "None") -> str:
    """Return what is shown for a value that stands for none; for None what its library calls it."""
    if value is None:
        return null
    if value is ABSENT:
        return ""
    name = type(value).__name__
    if name in {"NAType", "MaskedConstant"}:
        return "NA"
    return "NaT" if "time" in name.lower() or name == "NaTType" else "NaN"


def missing_cell(value: object, null: str = "None") -> Cell:
    """Return what a page is told of a value that stands for none, in data with types."""
    return {"missing": True, "text": missing_text(value, null)}


def text_cell(shown: str, edited: str | None = None) -> Cell:
    """Return what a page is told of a value that is shown, and edited, as text."""
    shown = well_formed(shown)
    if edited is None or edited == shown:
        return shown
    return {"text": shown, "edit": well_formed(edited)}


def formatted_cell(cell: Cell, shown: str | None) -> Cell:
    """Return what a page is told of a value that is shown in another way, and edited as it was."""
    if shown is None or cell is None or isinstance(cell, bool):
        return cell
    return text_cell(shown, edited_text(cell))


def edited_text(cell: Cell) -> str:
    """Return the text that is edited in a cell."""
    if isinstance(cell, dict):
        return str(cell.get("edit", "" if cell.get("missing") else cell.get("text", "")))
    return ("true" if cell else "false") if isinstance(cell, bool) else cell or ""


def cut_cell(cell: Cell) -> Cell:
    """Return what a page is told of a cell at first: of a long text only the beginning."""
    if isinstance(cell, str):
        if len(cell) <= LONGEST:
            return cell
        return {"text": well_formed(cell[:LONGEST]), "length": len(cell)}
    if not isinstance(cell, dict):
        return cell
    longest = max(len(cell.get("text", "")), len(cell.get("edit", "")))
    if longest <= LONGEST:
        return cell
    kept = {name: value for name, value in cell.items() if name != "edit"}
    return {**kept, "text": well_formed(cell["text"][:LONGEST]), "length": longest}


def bar_cell(value: Any, cell: Cell) -> Cell:
    """Return what a page is told of a bar: a number besides the text, where there is one."""
    if not is_real(value) or isinstance(cell, bool):
        return cell
    try:
        number = float(value)
    except OverflowError:
        return cell
    if not math.isfinite(number):
        return cell
    return {"value": number, **(cell if isinstance(cell, dict) else {"text": cell})}


def native(value: Any) -> Any:
    """Return a value as Python has it by itself, for other programs; None where it is missing."""
    if is_missing(value):
        return None
    kind = getattr(getattr(value, "dtype", None), "kind", "M")
    # a time keeps its type: as Python's it may lose some of its digits
    return value if kind in "mMO" or getattr(value, "shape", None) != () else value.item()
