"""Recognizes what a table is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.given import Given
from pgwidgets.model.tables.mapping import GivenMapping, is_columns
from pgwidgets.model.tables.rows import given_rows
from pgwidgets.model.tables.types import shorten


def read_table(data: Any, described: Sequence[Mapping[str, Any]] | None = None) -> Columns:
    """Return the columns of what a table is given.

    Parameters
    ----------
    data : object
        A list, or any iterable, of rows that are dicts, lists, tuples or objects of one class with
        fields; or a dict of columns.
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
    return Columns(recognized(data), described)


def recognized(data: Any) -> Given:
    """Return what a table is given, as what it is."""
    if isinstance(data, Mapping):
        if is_columns(data):
            return GivenMapping(data)
        raise TypeError(
            "data that is a dict must have the values of a column, such as a list, for each name, "
            f"not {shorten(data)}"
        )
    if isinstance(data, Iterable) and not isinstance(data, str | bytes | bytearray):
        return given_rows(list(data))
    raise TypeError(
        "data must be a list of rows (dicts, lists, tuples, objects with fields), a dict of "
        f"columns, or a library's table, not {type(data).__name__} {shorten(data)}"
    )
