"""Tables given as a dict of columns."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.given import Given, name_text, unique_keys
from pgwidgets.model.tables.libraries import given_by_library
from pgwidgets.model.tables.lists import ListColumn
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.value_type import shorten


class GivenMapping(Given):
    """A table given as a dict, with a name and the values of each column.

    Parameters
    ----------
    columns : Mapping
    """

    def __init__(self, columns: Mapping[Any, Any]) -> None:
        lengths = {name: len(values) for name, values in columns.items()}
        if len(set(lengths.values())) > 1:
            names = {length: name for name, length in lengths.items()}
            raise ValueError(
                "data must have columns of one length, not "
                + " and ".join(f"{names[length]!r} of {length}" for length in sorted(names)[:2])
            )
        self.count = next(iter(lengths.values()), 0)
        # what the values of each column came in
        self._kinds = dict(columns)
        # what a library has for a column by itself, by the column
        self._apart: dict[int, Given] = {}
        self.columns = [
            self._column(key, name, values)
            for key, (name, values) in zip(unique_keys(columns), columns.items(), strict=True)
        ]

    def _column(self, key: str, name: object, values: Any) -> Column:
        """Return the column of some values."""
        given = given_by_library(values)
        if given is None:
            return ListColumn(key, name_text(name), name, list(values))
        # those before it are of an index
        column = given.columns[-1]
        column.key, column.label, column.source_key = key, name_text(name), name
        self._apart[id(column)] = given
        return column

    def joined(self, columns: Sequence[Column], rows: Rows) -> dict[Any, Any]:
        return {column.source_key: self._values(column, rows) for column in columns}

    def _values(self, column: Column, rows: Rows) -> Any:
        """Return the values of a column in what they came in."""
        if (given := self._apart.get(id(column))) is not None:
            return given.joined(given.columns, rows)
        values = [None if value is ABSENT else value for value in column.taken(rows)]
        came = self._kinds.get(column.source_key)
        if isinstance(came, tuple):
            return tuple(values)
        return in_array(came, values) if isinstance(came, array) else values


def in_array(like: array[Any], values: list[Any]) -> Any:
    """Return values in an array like another one; in a list, if it can't hold them."""
    try:
        return array(like.typecode, values)
    except (TypeError, OverflowError):
        return values


def given_mapping(data: Mapping[Any, Any]) -> GivenMapping:
    """Return a dict of columns, taken apart.

    Raises
    ------
    TypeError, ValueError
        When it is none, or its columns are not of one length.
    """
    if not is_columns(data):
        raise TypeError(
            "data that is a dict must have the values of a column, such as a list, for each name, "
            f"not {shorten(data)}"
        )
    return GivenMapping(data)


def is_columns(data: Any) -> bool:
    """Return whether something is a dict of columns."""
    return isinstance(data, Mapping) and all(map(is_values, data.values()))


def is_values(values: Any) -> bool:
    """Return whether something holds the values of a column."""
    if isinstance(values, str | bytes | bytearray | Mapping | set | frozenset):
        return False
    return (
        hasattr(values, "__len__")
        and hasattr(values, "__getitem__")
        and (len(getattr(values, "shape", (0,))) == 1)
    )
