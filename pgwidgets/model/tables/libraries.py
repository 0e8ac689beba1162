"""Recognizes the tables of libraries, none of which has to be there."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pgwidgets.model.tables.given import Given

MAKERS = {
    "numpy": ("numpy_tables", "given_array"),
    "pandas": ("pandas_tables", "given_frame"),
    "polars": ("polars_tables", "given_polars"),
    "pyarrow": ("arrow_tables", "given_arrow"),
    "narwhals": ("wrapped", "given_wrapped"),
}
"""The module of this package that knows a library, and its function that takes a table apart."""


def given_by_library(data: Any) -> Given | None:
    """Return a library's table, taken apart; None if it is no table of a library.

    What knows a library is loaded with the first table of that library.

    Raises
    ------
    TypeError, ValueError
        When it is something of a library that is no table.
    """
    libraries = libraries_of(data)
    if libraries & {"dask", "dask_expr"}:
        raise TypeError("data of dask must be computed: call compute() first")
    if "numpy" in libraries and not hasattr(data, "dtype"):
        return None
    if "ibis" in libraries and hasattr(data, "as_table"):
        # a column alone, too
        data = data.as_table()
    if "modin" in libraries:
        # what Arrow reads of it has no times
        return made("pandas", data.modin.to_pandas())
    for library in MAKERS:
        if library in libraries:
            return made(library, data)
    if "duckdb" in libraries and hasattr(data, "to_arrow_table") and find_spec("pyarrow"):
        return _made("duckdb_tables", "given_relation", data)
    return exchanged(data)


def libraries_of(data: Any) -> set[str]:
    """Return the names of the libraries that have made the classes of a value."""
    return {base.__module__.partition(".")[0] for base in type(data).__mro__}


def exchanged(data: Any) -> Given | None:
    """Return what says by a protocol that it is a table, as one of a library that is there.

    Raises
    ------
    TypeError
        When there is none that could read it.
    """
    try:
        return spoken(data)
    except NotImplementedError:
        # Arrow lacks functions for some of what others have, such as times that may be missing
        if not hasattr(data, "to_pandas"):
            raise
    return made("pandas", data.to_pandas())


def spoken(data: Any) -> Given | None:
    """Return what speaks a protocol for tables, read by that alone."""
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        for library in ("pyarrow", "polars"):
            if find_spec(library) is not None:
                return made(library, data)
        raise unread(data, "pyarrow or polars")
    if hasattr(data, "__dataframe__"):
        if find_spec("pyarrow") is None:
            raise unread(data, "pyarrow")
        return _made("arrow_tables", "given_interchange", data)
    if hasattr(data, "__array__") and hasattr(data, "shape"):
        return _made("numpy_tables", "given_like_array", data)
    return None


def made(library: str, data: Any) -> Given:
    """Return a table, taken apart by what knows a library."""
    return _made(*MAKERS[library], data)


def _made(module: str, function: str, data: Any) -> Given:
    """Return a table, taken apart by a function of a module of this package."""
    found: Given = getattr(import_module(f"pgwidgets.model.tables.{module}"), function)(data)
    return found


def unread(data: Any, libraries: str) -> TypeError:
    """Build the error for a table that no library can read which is there."""
    return TypeError(f"data of {type(data).__name__} is read with {libraries}; install it")
