"""One column: its values as they were given, and the few that were changed since."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable
from copy import copy
from typing import Any, Final

from pgwidgets.model import icons
from pgwidgets.model.tables.cells import (
    ABSENT,
    Cell,
    bar_cell,
    cut_cell,
    formatted_cell,
    is_missing,
    missing_cell,
    missing_text,
)
from pgwidgets.model.tables.formats import Format
from pgwidgets.model.tables.pausing import Pause, no_pause, slices
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tables.sorting import Descending, Rows, ordered, sort_key
from pgwidgets.model.tables.types import Icon
from pgwidgets.model.tables.value_type import Kind, ValueType


class Never:
    """That no value of a column can be missing."""


NEVER: Final = Never()
"""In the place of the value that a cleared cell gets: it can't be cleared."""


class Column(ABC):
    """The values of one column as they were given, and the few that were changed since.

    A row is named by its id: given rows have those from 0 on, in their order. Rows with higher ids
    were added later. What was given is never changed, nor copied as a whole.

    Parameters
    ----------
    key : str
        What the column is called; no other one of the table has the same.
    label : str
        What stands at its head.
    source_key : object
        What the one who gave it calls it, such as 0, ``("a", "b")`` or None.
    type : ValueType
        What its values are.

    Attributes
    ----------
    changed : dict
        The values of rows, by id, that were set since, or were added.
    is_bar : bool
        Whether its numbers are shown as bars.
    is_icon : bool
        Whether its texts are addresses, or names, of icons.
    format : Format or None
        How its values are shown, if not as their type has it.
    null : str
        What its library calls None.
    """

    null: str = "None"

    def __init__(self, key: str, label: str, source_key: object, type: ValueType) -> None:  # noqa: A002
        self.key = key
        self.label = label
        self.source_key = source_key
        self.type = type
        self.changed: dict[int, Any] = {}
        self.is_bar = False
        self.is_icon = False
        self.format: Format | None = None

    @abstractmethod
    def __len__(self) -> int:
        """Return how many rows were given."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.key!r}, {len(self)} rows, {len(self.changed)} set)"

    @property
    def kind(self) -> Kind:
        """What kind of column a page shows."""
        return self.type.kind

    @property
    def has_kind(self) -> bool:
        """Whether that is known, and no guess as there are no values yet."""
        return True

    @property
    def has_words(self) -> bool:
        """Whether there may be other texts than those of numbers."""
        return self.kind not in {"integer", "float"}

    # -- what a library's column says of its own

    @abstractmethod
    def given(self, row: int) -> Any:
        """Return the value that was given in a row, as the library gives it."""

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        """Return the values that were given in some rows, in forms that Python shows and orders."""
        return [self.given(row) for row in rows]

    @property
    @abstractmethod
    def missing(self) -> Any:
        """What a cleared cell holds; NEVER if none can be cleared."""

    def own(self, value: Any) -> Any:
        """Return a Python value of the column's type as the library gives it."""
        return value

    @abstractmethod
    def taken(self, rows: Rows) -> Any:
        """Return the values of some rows, as they are now, as the library's own column."""

    # -- reading

    def stored(self, row: int) -> Any:
        """Return the value of a row, or ABSENT if it has none."""
        if row in self.changed:
            return self.changed[row]
        return self.given(row) if row < len(self) else ABSENT

    def value(self, row: int) -> Any:
        """Return the value of a row as the library would give it; None if there never was one."""
        value = self.stored(row)
        return None if value is ABSENT else value

    def values(self, rows: Rows) -> list[Any]:
        """Return the values of many rows, in forms that Python shows and orders."""
        count = len(self)
        if not self.changed and (not rows or max(rows) < count):
            return self.given_many(rows)
        changed = self.changed
        still = [row for row in rows if row not in changed and row < count]
        # a library is asked for nothing where there is nothing to ask for: that takes as long
        given = iter(self.given_many(still) if still else ())
        return [
            changed[row] if row in changed else next(given) if row < count else ABSENT
            for row in rows
        ]

    def present(self, rows: Rows) -> Any:
        """Return the values that there are in some rows: a list, or an array of numbers."""
        return present(self.values(rows))

    def is_missing(self, row: int) -> bool:
        """Return whether a row has no value, or one that stands for none."""
        return is_missing(self.stored(row))

    # -- showing

    def texts(self, rows: Rows) -> list[Cell]:
        """Return what a page is told of the cells of some rows; of long texts the beginning."""
        cells = [self.cell(value) for value in self.values(rows)]
        # half of a picture's address is none
        return cells if self.is_icon else [cut_cell(cell) for cell in cells]

    def cell(self, value: Any) -> Cell:
        """Return what a page is told of a value, whole."""
        if is_missing(value):
            return self.missing_cell(value)
        cell = ICON.cell(value) if self.is_icon else self.cell_of(value)
        if self.format is not None:
            cell = formatted_cell(cell, self.format.text(value))
        return bar_cell(value, cell) if self.is_bar else cell

    def cell_of(self, value: Any) -> Cell:
        """Return what a page is told of a value that there is, unless as a bar."""
        return self.type.cell(value)

    def missing_cell(self, value: Any) -> Cell:
        """Return what a page is told of a value that stands for none."""
        return missing_cell(value, self.null)

    def text(self, value: Any) -> str:
        """Return the exact text of a value that there is."""
        return self.type.text(value)

    def plain(self, rows: Rows) -> list[str]:
        """Return the exact texts of some rows, for other programs; missing values are empty."""
        values = self.values(rows)
        there = present(values)
        texts = self.exact(there)
        if len(there) == len(values):
            return texts
        found = iter(texts)
        return ["" if is_missing(value) else next(found) for value in values]

    def exact(self, values: list[Any]) -> list[str]:
        """Return the exact texts of values that there are."""
        return self.type.exact(values)

    def shown(self, rows: Rows) -> list[str]:
        """Return the texts of some rows that a user sees, to search in."""
        return [
            missing_text(value, self.null) if is_missing(value) else self.shown_text(value)
            for value in self.values(rows)
        ]

    def shown_text(self, value: Any) -> str:
        """Return the text that a user sees of a value that there is."""
        shown = None if self.format is None else self.format.text(value)
        return self.text(value) if shown is None else shown

    # -- comparing

    def frozen(self) -> Column:
        """Return the column as it is now, to be read while this one changes."""
        frozen = copy(self)
        frozen.changed = self.changed.copy()
        return frozen

    def compared(self, rows: Rows) -> tuple[Any, Any] | None:  # noqa: ARG002 - for those with some
        """Return the numbers of some rows as NumPy arrays: what they are, and which are missing.

        None where the values are no numbers, or no such arrays come from them at once.
        """
        return None

    # -- changing

    def parse(self, text: str | bool | None, like: object = None) -> Any:
        """Return the value that a user has entered.

        Parameters
        ----------
        text : str or bool or None
            What was typed or marked; None, and an empty text unless texts may be empty, clear the
            cell.
        like : object
            The value that the cell had, which tells what is meant where the column has values of
            several types.

        Raises
        ------
        ValueError
            When it is none that the column can hold; the message continues "… must be".
        """
        read = self.type_for(like)
        if text is None or (text == "" and read.kind not in {"string", "icon"}):
            return self.cleared()
        if isinstance(text, bool):
            text = str(text).lower() if read.kind == "boolean" else str(int(text))
        self.check_icon(text)
        return self.own(read.read(text))

    def type_for(self, like: object) -> ValueType:  # noqa: ARG002 - for those with several
        """Return what a text is read as, in the place of a value."""
        return self.type

    def cleared(self) -> Any:
        """Return what a cleared cell holds.

        Raises
        ------
        ValueError
            When none can be cleared.
        """
        if self.missing is NEVER:
            raise ValueError(f"must be {self.type.expected}: a cell of this column can't be empty")
        return self.missing

    def check(self, value: object) -> Any:
        """Return a program's value as the column holds it.

        Raises
        ------
        TypeError, ValueError
            When it is none that the column can hold; the message continues "… must be".
        """
        self.check_icon(value)
        return self.cleared() if is_missing(value) else self.own(self.type.check(value))

    def check_icon(self, value: object) -> None:
        """Refuse a text that is to name an icon, and names none that there is.

        Raises
        ------
        ValueError
        """
        if self.is_icon and isinstance(value, str):
            icons.check(value)

    def put(self, row: int, value: Any) -> None:
        """Set the value of a row, which :meth:`parse` or :meth:`check` returned, or was here."""
        if row < len(self) and is_same(value, self.given(row)):
            self.changed.pop(row, None)
        else:
            self.changed[row] = value

    def forget(self, rows: Iterable[int]) -> None:
        """Keep nothing of rows that are gone."""
        for row in rows:
            self.changed.pop(row, None)

    # -- ordering

    def order(self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause) -> array[int]:
        """Return rows in the order of their values; equal and missing ones stay as they were.

        Missing ones come last both ways. Texts are compared by their case-folded characters.

        Parameters
        ----------
        pause : callable
            Called now and then, so that others can run; it raises what ends the work.
        """
        values: list[Any] = []
        for part in slices(rows, pause):
            values += self.values(part)
        return ordered(rows, values, ascending=ascending, key=self.key_of, pause=pause)

    def sort_key(self, row: int, *, ascending: bool = True) -> tuple[Any, ...]:
        """Return what :meth:`order` compares a row by, to find its place with bisection."""
        value = self.values([row])[0]
        if is_missing(value):
            return (1,)
        key = self.key_of(value)
        return (0, key if ascending else Descending(key))

    def key_of(self, value: Any) -> tuple[Any, ...]:
        """Return what a value that there is is compared by."""
        return sort_key(value)


ICON = Icon()


def present(values: list[Any]) -> list[Any]:
    """Return those of some values that don't stand for none."""
    kinds = set(map(type, values))
    if kinds <= _THERE:
        return values
    if kinds <= _PLAIN:
        # only what is no number differs from itself
        return [it for it in values if it is not None and it is not ABSENT and it == it]  # noqa: PLR0124
    return [value for value in values if not is_missing(value)]


_THERE = frozenset({int, bool, str})
"""What never stands for none."""

_PLAIN = _THERE | {float, type(None), type(ABSENT)}
"""What needs no closer look to see whether it does."""
