"""The columns of a table: those that are shown, in their order, and those that are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pgwidgets.errors import closest
from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.described import Described
from pgwidgets.model.tables.given import Given, unique_keys
from pgwidgets.model.tables.lists import ListColumn
from pgwidgets.model.tables.rows import dict_rows, field_names, is_row
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.types import Icon
from pgwidgets.model.tables.value_type import shorten


class Columns:
    """The columns of a table.

    Parameters
    ----------
    given : Given
        What the table was given.
    described : sequence of Mapping, optional
        The columns that are wanted; without it those that were given.

    Attributes
    ----------
    shown : list of Column
        Those that are shown, in their order.
    """

    def __init__(self, given: Given, described: Sequence[Mapping[str, Any]] | None = None) -> None:
        # what the table was given
        self._given = given
        # those that are given back: of what was given first, in its order
        self._all = list(given.columns)
        self.shown = list(given.columns)
        if described is not None:
            self.describe(described)

    @property
    def count(self) -> int:
        """How many rows were given."""
        return self._given.count

    @property
    def keys(self) -> list[str]:
        """The keys of those that are shown, in their order."""
        return [column.key for column in self.shown]

    @property
    def all(self) -> Sequence[Column]:
        """Those that are given back, whether or not they are shown; not to be changed."""
        return self._all

    def __len__(self) -> int:
        return len(self.shown)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.shown)

    def __contains__(self, key: object) -> bool:
        return any(column.key == key for column in self.shown)

    def __getitem__(self, key: str) -> Column:
        """Return a column that is shown.

        Raises
        ------
        ValueError
            When none has the key.
        """
        for column in self.shown:
            if column.key == key:
                return column
        raise ValueError(f"no column has the key {shorten(key)}; {closest(str(key), self.keys)}")

    def find(self, key: str) -> Column | None:
        """Return a column by its key, whether or not it is shown."""
        return next((column for column in self._all if column.key == key), None)

    # -- columns that come and go

    def describe(self, described: Sequence[Mapping[str, Any]]) -> None:
        """Show other columns of the same data, or the same ones in another way.

        A column whose key no data has is empty. One without a key of its own, and each where the
        data has no names, is the one in its place. What no longer is shown is kept, to be given
        back.
        """
        wanted = [Described.of(place, column) for place, column in enumerate(described)]
        repeated = [
            one.key for place, one in enumerate(wanted) if one.key in keys_of(wanted[:place])
        ]
        if repeated:
            raise ValueError(f"columns must have keys that differ; {repeated[0]!r} comes twice")
        by_key = {column.key: column for column in self._all}
        found = [by_key.get(one.key) for one in wanted]
        for place, one in enumerate(wanted):
            if found[place] is None:
                found[place] = self._at(place, one, found)
        shown = []
        for column, one in zip(found, wanted, strict=True):
            shown.append(self._add(new_column(one)) if column is None else column)
            apply(one, shown[-1])
        self.shown = shown

    def _at(self, place: int, wanted: Described, found: Sequence[Column | None]) -> Column | None:
        """Return the column that was given in a place, if that is how one is meant."""
        given = self._given
        is_named = (given.has_names and wanted.has_name) or not given.has_places
        if is_named or place >= len(given.columns):
            return None
        column = given.columns[place]
        return column if column in self._all and column not in found else None

    def _add(self, column: Column) -> Column:
        """Have one more column."""
        self._all.append(column)
        return column

    def insert(self, index: int, described: Mapping[str, Any]) -> Column:
        """Show one more column, before the one in a place; an empty one if no data has its key.

        Raises
        ------
        ValueError
            When a column with the key is shown already.
        """
        one = Described.of(len(self._all), described)
        if one.key in self:
            raise ValueError(f"there is a column with the key {one.key!r} already")
        index = range(len(self.shown) + 1)[index]
        column = next((column for column in self._all if column.key == one.key), None)
        if column is None:
            column = new_column(one)
            at = self._all.index(self.shown[index]) if index < len(self.shown) else len(self._all)
            self._all.insert(at, column)
        apply(one, column)
        self.shown.insert(index, column)
        return column

    def delete(self, key: str) -> Column:
        """Take a column away, which is no longer given back.

        Raises
        ------
        ValueError
            When none has the key.
        """
        column = self[key]
        self.shown.remove(column)
        self._all.remove(column)
        return column

    # -- rows

    def row(self, row: int) -> dict[str, Any]:
        """Return the values of a row by the keys of the columns, without those that it lacks."""
        values = ((column.key, column.stored(row)) for column in self.shown)
        return {key: value for key, value in values if value is not ABSENT}

    def whole_row(self, row: int) -> dict[str, Any]:
        """Return what :meth:`put_row` makes a row of that was taken out and comes back."""
        return {column.key: column.stored(row) for column in self._all}

    def all_values(self, row: int) -> dict[str, Any]:
        """Return the values of a row by the keys of all columns, also of those not shown."""
        return {column.key: column.value(row) for column in self._all}

    def copy_of(self, row: int) -> dict[str, Any]:
        """Return what :meth:`put_row` makes another row of that has the same."""
        values = ((column.key, column.stored(row)) for column in self._all)
        return {key: value for key, value in values if value is not ABSENT}

    def rows(self, rows: Rows) -> list[dict[Any, Any]]:
        """Return what some rows have, by the names that a program knows, without what they lack."""
        return dict_rows(self._all, rows)

    def check_row(self, values: Any) -> dict[str, Any]:
        """Return a program's row as columns hold it, by their keys.

        Parameters
        ----------
        values : dict, sequence or object with fields
            By the keys of columns, or in the order in which they are shown. What it lacks, the row
            lacks.

        Raises
        ------
        TypeError, ValueError
            When it is no row, or a column can't hold its value.
        """
        return self.check_rows([values])[0]

    def check_rows(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """Return rows of a program's as columns hold them: each as :meth:`check_row` does."""
        by_name = {column.source_key: column for column in self._all}
        by_name.update({column.key: column for column in self._all})
        return [self._checked(values, by_name) for values in rows]

    def _checked(self, values: Any, by_name: dict[Any, Column]) -> dict[str, Any]:
        checked = {}
        for column, value in self._named(values, by_name):
            try:
                checked[column.key] = column.check(value)
            except (TypeError, ValueError) as error:
                kind = TypeError if isinstance(error, TypeError) else ValueError
                raise kind(f"the value of column {column.key!r} {error}") from None
        return checked

    def _named(self, values: Any, by_name: dict[Any, Column]) -> Iterator[tuple[Column, Any]]:
        """Yield the values of a program's row, with their columns."""
        # most are dicts: what else they may be is not asked of those
        if type(values) is not dict and (names := field_names(values)) is not None:
            values = {name: getattr(values, name) for name in names}
        if type(values) is dict or isinstance(values, Mapping):
            for name, value in values.items():
                if name not in by_name:
                    by_name[name] = self._unnamed(name)
                yield by_name[name], value
            return
        if not is_row(values):
            raise TypeError(f"a row must be a dict, a list or a tuple, not {shorten(values)}")
        if len(values) > len(self.shown):
            raise ValueError(
                f"a row must have at most {len(self.shown)} values, as there are columns, not "
                f"{len(values)}"
            )
        yield from zip(self.shown, values, strict=False)

    def _unnamed(self, name: object) -> Column:
        """Return a new column, that is not shown, for a value that none has the name of."""
        if not self._given.takes_any_name:
            raise ValueError(
                f"a row has a value for {shorten(name)}, which is no column; "
                f"{closest(str(name), self.keys)}"
            )
        key = unique_keys([*(column.key for column in self._all), name])[-1]
        return self._add(ListColumn(key, key, name, ()))

    def put_row(self, row: int, checked: Mapping[str, Any]) -> None:
        """Set values of a row, which :meth:`check_row` has returned."""
        for column in self._all:
            if column.key in checked:
                column.put(row, checked[column.key])

    def forget(self, rows: Iterable[int]) -> None:
        """Keep nothing of rows that are gone."""
        rows = list(rows)
        for column in self._all:
            column.forget(rows)

    def give_back(self, rows: Rows) -> Any:
        """Return what was given, as it is now: of the same type, and of the same types of values.

        Parameters
        ----------
        rows : sequence of int
            The ids of the rows that there are, in their order.
        """
        given = set(map(id, self._given.columns))
        # what only is there to be pressed has no values
        kept = [column for column in self._all if id(column) in given or column.changed]
        return self._given.joined(kept, rows)


def keys_of(described: Iterable[Described]) -> set[str]:
    """Return the keys of some columns."""
    return {one.key for one in described}


def new_column(described: Described) -> Column:
    """Return a column without values."""
    label = described.key if described.label is None else described.label
    return ListColumn(described.key, label, described.key, (), described.type)


def apply(described: Described, column: Column) -> None:
    """Have a column be as a program says."""
    column.key = described.key
    if described.label is not None:
        column.label = described.label
    column.is_bar = described.is_bar
    column.is_icon = isinstance(described.type, Icon)
    column.format = described.format
    if isinstance(column, ListColumn):
        column.describe(described.type)
