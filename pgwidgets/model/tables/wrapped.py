"""Tables that narwhals wraps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.given import Given
from pgwidgets.model.tables.libraries import given_by_library
from pgwidgets.model.tables.sorting import Rows


class GivenWrapped(Given):
    """A table that narwhals wraps.

    Parameters
    ----------
    inner : Given
        The table, taken apart.
    """

    def __init__(self, inner: Given) -> None:
        # what puts the table together again
        self._inner = inner
        self.columns = inner.columns
        self.count = inner.count
        self.has_names = inner.has_names

    def joined(self, columns: Sequence[Column], rows: Rows) -> Any:
        return nw.from_native(self._inner.joined(columns, rows), allow_series=True)


def given_wrapped(data: Any) -> Given:
    """Return a table that narwhals wraps, taken apart.

    Raises
    ------
    TypeError
        When it is none, or not computed yet.
    """
    if isinstance(data, nw.LazyFrame):
        raise TypeError("data of narwhals must be collected: call collect() of the LazyFrame first")
    native = nw.to_native(data, pass_through=True)
    inner = None if native is data else given_by_library(native)
    if inner is None:
        raise TypeError(f"data of narwhals must be a DataFrame, not {type(data).__name__}")
    return GivenWrapped(inner)
