"""Recognizes what a table is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
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
    if (given := given_by_library(data)) is not None:
        return given
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


def libraries_of(data: Any) -> set[str]:
    """Return the names of the libraries that have made the classes of a value."""
    return {base.__module__.partition(".")[0] for base in type(data).__mro__}


def given_by_library(data: Any) -> Given | None:
    """Return a library's table, taken apart; None if it is none of a library that is known.

    What knows a library is loaded with the first table of that library.
    """
    libraries = libraries_of(data)
    if "numpy" in libraries and hasattr(data, "dtype"):
        module, function = "numpy_tables", "given_array"
    elif "pandas" in libraries:
        module, function = "pandas_tables", "given_frame"
    elif "polars" in libraries:
        module, function = "polars_tables", "given_polars"
    elif "pyarrow" in libraries:
        module, function = "arrow_tables", "given_arrow"
    else:
        return None
    found: Given = getattr(import_module(f"pgwidgets.model.tables.{module}"), function)(data)
    return found
