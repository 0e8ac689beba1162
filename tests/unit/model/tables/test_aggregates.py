"""What the values of columns come to, compared with Python's own means."""

from __future__ import annotations

import math
import statistics
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.tables import aggregates
from pgwidgets.model.tables.aggregates import UnsuitedError, aggregate, misfit, shown
from pgwidgets.model.tables.reading import read_table

MISSING = st.sampled_from([None, math.nan])


def come_to(values: Any, wanted: Any) -> Any:
    """What a column of some values comes to."""
    columns = read_table({"a": values})
    return aggregate(columns.shown[0], range(columns.count), wanted)


@given(st.lists(st.integers() | MISSING))
def test_whole_numbers_exactly(values: list[Any]) -> None:
    there = [value for value in values if isinstance(value, int)]
    assert come_to(values, "count") == len(there)
    assert (come_to(values, "sum") or 0) == sum(there)
    for name, own in (("min", min), ("max", max), ("median", statistics.median)):
        if name != "median" or all(abs(value) < 2**53 for value in there):
            assert come_to(values, name) == (own(there) if there else None)
    if there and all(abs(value) < 2**1000 for value in there):
        assert come_to(values, "mean") == float(Fraction(sum(there), len(there)))


@given(st.lists(st.floats() | st.none()))
def test_floats(values: list[Any]) -> None:
    there = [value for value in values if value is not None and not math.isnan(value)]
    assert come_to(values, "count") == len(there)
    assert come_to(values, "min") == (min(there) if there else None)
    if all(abs(value) < 1e300 for value in there):
        assert (come_to(values, "sum") or 0) == math.fsum(there)


@settings(deadline=None)  # the first brings the libraries
@given(
    st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1),
    st.sampled_from(["int64", "Int64", "polars", "arrow"]),
)
def test_libraries_as_lists(values: list[int], kind: str) -> None:
    made: Any = np.array(values, "i8")
    if kind == "Int64":
        made = pd.Series([*values, pd.NA], dtype="Int64")
    elif kind != "int64":
        made = (pl.Series if kind == "polars" else pa.array)([*values, None])
    for name in ("sum", "mean", "min", "max", "count"):
        assert come_to(made, name) == come_to(values, name)
    assert come_to(made, sorted) == sorted(values)


def test_other_numbers_of_libraries() -> None:
    assert come_to(np.array([2**64 - 1] * 3, "u8"), "sum") == 3 * (2**64 - 1)
    assert come_to(np.array([0.5, np.nan, 2], "f4"), "median") == 1.25
    assert come_to(np.array([True, False, True]), "sum") == 2
    masked = np.ma.array([1, 2, 100], mask=[False, False, True])
    assert [come_to(masked, name) for name in ("sum", "count", "max")] == [3, 2, 2]
    assert come_to(pd.Series([1.5, None]), "mean") == 1.5
    assert come_to(pl.Series([1.5, None, math.nan]), "max") == 1.5
    assert come_to(pa.chunked_array([[1], [2, None]]), "median") == 1.5
    frame = pd.DataFrame({"a": pd.Categorical(["b", "a", None], ["b", "a"])})
    assert aggregate(read_table(frame).shown[0], range(3), "max") == "a"


def test_other_values() -> None:
    assert come_to([Decimal("0.1")] * 3 + [None], "sum") == Decimal("0.3")
    assert come_to([Decimal(1), 2], "mean") == Decimal("1.5")
    days = [date(2026, 1, 1), date(2026, 1, 3)]
    assert [come_to(days, name) for name in ("min", "max", "count")] == [*days, 2]
    moments = [datetime(2026, 1, 1), datetime(2026, 1, 3), None]  # noqa: DTZ001
    assert come_to(moments, "median") == datetime(2026, 1, 2)  # noqa: DTZ001
    spans = [timedelta(1), timedelta(2), None]
    assert [come_to(spans, name) for name in ("sum", "mean")] == [timedelta(3), timedelta(1.5)]
    assert come_to(np.array([1, 2], "m8[h]"), "sum") == np.timedelta64(3, "h")
    assert come_to(["b", None, "A"], "min") == "A"
    assert come_to([math.inf, -math.inf], "sum") != 0
    assert [come_to([], name) for name in aggregates.NAMES] == [None, None, None, None, 0, None]
    assert come_to([None, 3, None], len) == 1


def test_what_has_no_sum() -> None:
    with pytest.raises(UnsuitedError, match="'a' have no sum: one is a str"):
        come_to([1, "x"], "sum")
    with pytest.raises(UnsuitedError, match="no sum: one is a date"):
        come_to([date(2026, 1, 1)], "sum")
    with pytest.raises(ZeroDivisionError):
        come_to([1], lambda there: there[0] / 0)
    assert "count" in str(misfit("sum", "string"))
    assert misfit("median", "datetime") is misfit("max", "string") is misfit(len, "string") is None


def test_changes_and_added_rows_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregates, "CHUNK", 3)
    for values in (list(range(10)), np.arange(10), pd.Series(range(10), dtype="Int64")):
        column = read_table({"a": values}).shown[0]
        column.put(2, column.check(100))
        column.put(10, column.check(1000))
        frozen = column.frozen()
        column.put(3, column.check(5000))
        for rows in (range(12), [11, 10, 3, 2, 0]):
            expected = sum({2: 100, 10: 1000, 11: 0}.get(row, row) for row in rows)
            assert aggregate(frozen, rows, "sum") == expected
            assert aggregate(frozen, rows, "count") == len(rows) - 1
        assert aggregate(column, range(12), "max") == 5000


def test_texts_are_those_of_the_column() -> None:
    columns = read_table({"a": [1, 2, 2], "b": [0.1, 0.2, 0.3]})
    columns.describe([{"key": "a"}, {"key": "b", "format": {"decimals": 2, "suffix": " kg"}}])
    a, b = columns.shown
    assert shown(a, "mean", 5 / 3) == "1.666666667"
    assert shown(a, "sum", 5) == "5"
    assert shown(b, "sum", 0.6) == "0.60 kg"
    assert shown(b, "count", 3) == "3"
    assert shown(b, len, "three") == "three"
    assert shown(b, "min", None) == ""
