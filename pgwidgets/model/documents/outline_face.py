"""The first column of a tree: it shows the keys of rows that have no value for it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from pgwidgets.model.tables.cells import ABSENT, Cell, text_cell
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.pausing import Pause, no_pause
from pgwidgets.model.tables.sorting import Descending, Rows, ordered, sort_key
from pgwidgets.model.tables.value_type import Kind


class KeyFace:
    """A column as it shows, with the keys of rows where it has nothing.

    Parameters
    ----------
    column : Column
    keys : mapping
        By the ids of the rows.
    """

    __slots__ = ("_column", "_keys")

    def __init__(self, column: Column, keys: Mapping[int, str]) -> None:
        # what has the values
        self._column = column
        # what shows where it has none
        self._keys = keys

    def frozen(self) -> KeyFace:
        """Return it as it is now, to be read while the tree changes."""
        return KeyFace(self._column.frozen(), dict(self._keys))

    def _values(self, rows: Rows) -> tuple[list[Any], list[int]]:
        """Return what shows in some rows, and the places of those that show their keys."""
        values = list(self._column.values(rows))
        lacks = [place for place, value in enumerate(values) if value is None or value is ABSENT]
        for place in lacks:
            values[place] = self._keys[rows[place]]
        return values, lacks

    @property
    def kind(self) -> Kind:
        """What kind of column a page shows."""
        return self._column.kind

    @property
    def has_words(self) -> bool:
        """Whether there may be other texts than those of numbers: keys are."""
        return True

    def values(self, rows: Rows) -> list[Any]:
        """Return what shows in some rows."""
        return self._values(rows)[0]

    def compared(self, rows: Rows) -> None:
        """Return no array of numbers: there may be keys among them."""
        del rows

    def text(self, value: Any) -> str:
        """Return the exact text of what shows."""
        return value if isinstance(value, str) else self._column.text(value)

    def texts(self, rows: Rows) -> list[Cell]:
        """Return what a page is told of the cells of some rows."""
        values, lacks = self._values(rows)
        texts = self._column.texts(rows)
        for place in lacks:
            texts[place] = text_cell(values[place])
        return texts

    def plain(self, rows: Rows) -> list[str]:
        """Return the exact texts of some rows, for other programs."""
        return self._told(self._column.plain(rows), rows)

    def shown(self, rows: Rows) -> list[str]:
        """Return the texts of some rows that a user sees."""
        return self._told(self._column.shown(rows), rows)

    def _told(self, texts: list[str], rows: Rows) -> list[str]:
        values, lacks = self._values(rows)
        for place in lacks:
            texts[place] = values[place]
        return texts

    def order(self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause) -> array[int]:
        """Return rows in the order of what they show."""
        values, lacks = self._values(rows)
        if not lacks:
            return self._column.order(rows, ascending=ascending, pause=pause)
        return ordered(rows, values, ascending=ascending, pause=pause)

    def sort_key(self, row: int, *, ascending: bool = True) -> tuple[Any, ...]:
        """Return what `order` compares a row by."""
        values, lacks = self._values([row])
        if not lacks:
            return self._column.sort_key(row, ascending=ascending)
        key = sort_key(values[0])
        return (0, key if ascending else Descending(key))
