"""The values that users may choose in the cells of a column, and the texts that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.types import Anything, Choice
from pgwidgets.model.tables.value_type import ValueType
from pgwidgets.model.text import well_formed

MOST = 1000
"""So many categories of a library's, or members of an enumeration, are offered by themselves."""

Choices = Mapping[str, Any]
"""By the texts that users see."""

_ANYTHING = Anything()

_known: WeakKeyDictionary[Column, tuple[Iterable[Any], ValueType, Choices]] = WeakKeyDictionary()
"""What was asked of a column last, as a block that is pasted asks for each of its cells."""


def read_choices(said: Any) -> tuple[Any, ...]:
    """Return the choices that a program has named: texts, other values, or an enumeration.

    Raises
    ------
    TypeError
        When they are none.
    """
    if isinstance(said, str | bytes | Mapping) or not isinstance(said, Iterable):
        raise TypeError(f"choices must be a sequence of texts, not {type(said).__name__}")
    return tuple(well_formed(item) if type(item) is str else item for item in said)


def by_text(column: Column, choices: Iterable[Any]) -> Choices:
    """Return choices, which don't change, by their texts, of which the first counts."""
    known = _known.get(column)
    if known is not None and known[0] is choices and known[1] is column.type:
        return known[2]
    found: dict[str, Any] = {}
    for choice in choices:
        found.setdefault(_text_of(column, choice), choice)
    _known[column] = (choices, column.type, found)
    return found


def own_choices(column: Column) -> Choices | None:
    """Return what a column has by its type and nothing else, if that is not too many."""
    kind = column.type
    if not isinstance(kind, Choice) or len(kind.choices) > MOST:
        return None
    return by_text(column, kind.choices)


def _text_of(column: Column, choice: Any) -> str:
    if is_missing(choice):
        # to choose it clears the cell
        return ""
    if type(choice) is str:
        return choice
    try:
        return well_formed(column.text(column.own(column.type.check(choice))))
    except (TypeError, ValueError):
        return well_formed(_ANYTHING.text(choice))


def chosen(column: Column, choice: Any, old: object) -> Any:
    """Return the value that a cell gets by a choice.

    Raises
    ------
    TypeError, ValueError
        When the column can't hold it; the message continues "… must be".
    """
    if is_missing(choice):
        return column.cleared()
    if type(choice) is str:
        return column.parse(choice, old)
    try:
        return column.own(column.type.check(choice))
    except (TypeError, ValueError):
        # one of several types may hold it all the same
        return column.check(choice)
