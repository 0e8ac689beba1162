"""What has become of a table since a moment: the difference, however it came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pgwidgets.model.documents.table_edits import CellsSet, RowsMoved, TableEdit
from pgwidgets.model.tables.cells import ABSENT, is_missing
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.sameness import is_same

if TYPE_CHECKING:
    from pgwidgets.model.documents.table import Table


@dataclass(slots=True)
class Difference:
    """What differs from what there was.

    Attributes
    ----------
    edited : dict
        By row and column, the values that were there.
    came : list of int
        The rows that were not.
    moved : list of int
        The rows that are elsewhere.
    went : dict
        What the rows had that are not there any more, by the columns' keys.
    paths : dict
        What led to those.
    """

    edited: dict[int, dict[str, Any]] = field(default_factory=dict)
    came: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    went: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    paths: dict[int, list[str]] = field(default_factory=dict)


def since_given(table: Table) -> Difference:
    """Return what differs from what the table was given: its columns know."""
    given = range(table.columns.count)
    there = frozenset(table.order.ids) if table.order.ids != given else given
    difference = Difference()
    for column in table.columns.all:
        for row, value in column.changed.items():
            if row in given and row in there:
                old = column.given(row) if row < len(column) else ABSENT
                if differs(old, value):
                    difference.edited.setdefault(row, {})[column.key] = old
    difference.came = [row for row in table.order if row not in given]
    moved = [row for row in table.places.moved if row in given]
    difference.moved = list(table.order.ranks(moved))
    if there is not given:
        for row in given:
            if row not in there:
                difference.paths[row] = table.path(row)
                difference.went[row] = {
                    column.key: value
                    for column in table.columns.all
                    if row < len(column) and (value := column.given(row)) is not ABSENT
                }
    return difference


class Mark:
    """What there was at a moment, of what has changed since."""

    __slots__ = ("_came", "_paths", "_places", "_values", "_went")

    def __init__(self) -> None:
        # what rows had that are still there, where something else was set
        self._values: dict[Column, dict[int, Any]] = {}
        # the rows that came, and what those had that went, by their columns
        self._came: set[int] = set()
        self._went: dict[int, dict[Column, Any]] = {}  # as above
        # what led to those that went
        self._paths: dict[int, list[str]] = {}
        # what stood for the places of rows that were moved
        self._places: dict[int, int] = {}

    def note(self, table: Table, edit: TableEdit) -> None:
        """Take notice of an edit that a table is applied next."""
        match edit:
            case CellsSet(cells):
                columns = {column.key: column for column in table.columns.all}
                for row, key, _ in cells:
                    if row not in self._came:
                        column = columns[key]
                        values = self._values.setdefault(column, {})
                        if row not in values:
                            values[row] = column.stored(row)
            case RowsMoved(rows):
                for row in rows:
                    if row not in self._came:
                        self._places.setdefault(row, table.places.of(row))
            case _:
                for row, had in table.coming(edit).items():
                    self._insert(table, row, had)
                for row in table.going(edit):
                    self._remove(table, row)

    def _insert(self, table: Table, row: int, values: Mapping[str, Any]) -> None:
        had = self._went.pop(row, None)
        if had is None:
            self._came.add(row)
            return
        del self._paths[row]
        # it is back, not quite as it was perhaps
        for column, old in had.items():
            if not is_same(old, values.get(column.key, ABSENT)):
                self._values.setdefault(column, {})[row] = old
        for column in table.columns.all:
            if column not in had and column.key in values:
                self._values.setdefault(column, {})[row] = ABSENT

    def _remove(self, table: Table, row: int) -> None:
        if row in self._came:
            self._came.discard(row)
            return
        had = {column: column.stored(row) for column in table.columns.all}
        for column, values in self._values.items():
            if row in values:
                had[column] = values.pop(row)
        self._went[row] = had
        self._paths[row] = table.path(row)

    def difference(self, table: Table) -> Difference:
        """Return what differs now from what there was."""
        difference = Difference()
        for column in table.columns.all:
            for row, old in self._values.get(column, {}).items():
                if differs(old, column.stored(row)):
                    difference.edited.setdefault(row, {})[column.key] = old
        if self._came:
            difference.came = [row for row in table.order if row in self._came]
        moved = [row for row, place in self._places.items() if table.places.of(row) != place]
        difference.moved = list(table.order.ranks(moved))
        difference.paths = dict(self._paths)
        for row, had in self._went.items():
            difference.went[row] = {
                column.key: value for column, value in had.items() if value is not ABSENT
            }
        return difference


def differs(old: Any, new: Any) -> bool:
    """Return whether a value is another one: what is missing is missing in whatever way."""
    if is_missing(old) or is_missing(new):
        return is_missing(old) is not is_missing(new)
    return not is_same(old, new)


def values_of(table: Table, row: int) -> Iterator[tuple[str, Any]]:
    """Yield what a row has, also in columns that do not show."""
    for column in table.columns.all:
        value = column.stored(row)
        if value is not ABSENT:
            yield column.key, value
