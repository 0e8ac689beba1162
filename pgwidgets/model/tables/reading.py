"""Recognizes what a table is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.given import Given
from pgwidgets.model.tables.iterators import is_cursor, read_csv, read_cursor
from pgwidgets.model.tables.libraries import given_by_library
from pgwidgets.model.tables.mapping import given_mapping
from pgwidgets.model.tables.rows import given_rows
from pgwidgets.model.tables.value_type import shorten


def read_table(data: Any, described: Sequence[Mapping[str, Any]] | None = None) -> Columns:
    """Return the columns of what a table is given.

    Parameters
    ----------
    data : object
        A list, or any iterable, of rows that are dicts, lists, tuples or objects of one class with
        fields; a dict of columns; a reader of comma-separated values, a cursor of a database; or a
        table of NumPy, pandas, polars, Arrow, DuckDB or narwhals, or of a library that speaks
        Arrow's stream protocol or the interchange protocol for data frames.
    described : sequence of Mapping, optional
        The columns that are wanted, each with a ``key`` and perhaps ``label``, ``type`` and
        ``widget``; without it those of the data.

    Raises
    ------
    TypeError, ValueError
        When it is no table; the message begins with "data".

    Examples
    --------
    >>> columns = read_table([{"a": 1}, {"a": 2, "b": "x"}])
    >>> columns.keys, columns["a"].texts(range(2)), columns["b"].texts(range(2))
    (['a', 'b'], ['1', '2'], [None, 'x'])
    """
    return Columns(recognized(data, described), described)


def recognized(data: Any, described: Sequence[Mapping[str, Any]] | None = None) -> Given:
    """Return what a table is given, as what it is."""
    if (given := given_by_library(data)) is not None:
        return given
    if isinstance(data, Mapping):
        return given_mapping(data)
    if type(data).__module__ == "_csv":
        return read_csv(data, described)
    if is_cursor(data):
        return read_cursor(data)
    if isinstance(data, Iterable) and not isinstance(data, str | bytes | bytearray):
        return given_rows(list(data))
    raise TypeError(
        "data must be a list of rows (dicts, lists, tuples, objects with fields), a dict of "
        f"columns, or a library's table, not {type(data).__name__} {shorten(data)}"
    )
