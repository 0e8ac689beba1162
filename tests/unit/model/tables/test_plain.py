"""The exact texts of many values at once: those that each has by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pgwidgets.model.tables import times
from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.reading import read_table

ZONES = ("UTC", "Europe/Oslo", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
UNITS: tuple[Any, ...] = ("s", "ms", "us", "ns")

TICKS = st.one_of(
    st.none(),
    st.integers(-(2**62), 2**62),
    st.integers(-(10**6), 10**6),
    st.integers(-4000, 4000).map(lambda count: count * 10**15),
    st.integers(-4000, 4000).map(lambda count: count * 10**6),
)
LISTS = st.lists(TICKS, min_size=1, max_size=8)
FLOATS = st.one_of(st.floats(), st.floats(width=16), st.integers(-(10**6), 10**6).map(float))
MOMENTS = st.datetimes(timezones=st.none() | st.sampled_from([*map(ZoneInfo, ZONES), UTC]))
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    MOMENTS,
    st.decimals(),
    st.binary(),
    st.lists(st.integers(), max_size=2),
)


def assert_plain(column: Column, rows: Any) -> None:
    """What many rows have as texts is what each of them has."""
    one_by_one = [
        "" if is_missing(value) else column.text(value) for value in column.values(list(rows))
    ]
    assert column.plain(rows) == one_by_one


def assert_texts(data: Any) -> None:
    """So it is of a column, of some of its rows, after edits, and with rows behind it."""
    column = read_table(data).shown[0]
    count = len(column)
    assert_plain(column, range(count))
    assert_plain(column, list(range(count - 1, -1, -2)))
    column.put(count + 3, column.value(0))
    if count > 1:
        column.put(1, column.value(0))
    assert_plain(column, [*range(count), count + 3, count + 1])


def as_array(ticks: list[int | None], dtype: str) -> Any:
    return np.array(["NaT" if it is None else it for it in ticks], dtype)


@settings(deadline=None)  # the first brings the libraries
@given(ticks=LISTS, unit=st.sampled_from(UNITS), kind=st.sampled_from(["M8", "m8"]))
def test_times_and_durations_of_numpy(unit: str, kind: str, ticks: list[int | None]) -> None:
    assert_texts({"a": as_array(ticks, f"{kind}[{unit}]")})


@pytest.mark.parametrize("dtype", ["M8[D]", "M8[M]", "M8[h]", "M8[10s]", "m8[D]", "m8[5ms]"])
@settings(deadline=None)  # the first brings the libraries
@given(ticks=st.lists(st.none() | st.integers(-9000, 9000), min_size=1, max_size=8))
def test_times_of_other_units(dtype: str, ticks: list[int | None]) -> None:
    assert_texts({"a": as_array(ticks, dtype)})


@settings(deadline=None)  # the first brings the libraries
@given(ticks=LISTS, unit=st.sampled_from(UNITS), zone=st.sampled_from([None, *ZONES]))
def test_times_of_pandas(unit: str, zone: str | None, ticks: list[int | None]) -> None:
    end = min(7000 * 365 * 86_400 * times.TICKS[unit], 2**62)
    near = [None if it is None else it % end for it in ticks]
    moments = pd.Series(as_array(near, f"M8[{unit}]"))
    assert_texts(pd.DataFrame({"a": moments.dt.tz_localize("UTC").dt.tz_convert(zone)}))


@settings(deadline=None)  # the first brings the libraries
@given(ticks=LISTS)
def test_times_that_only_numpy_and_pandas_have(ticks: list[int | None]) -> None:
    assert_texts(pd.DataFrame({"a": pd.Series(as_array(ticks, "M8[s]"))}))


@settings(deadline=None)  # the first brings the libraries
@given(ticks=LISTS, unit=st.sampled_from(UNITS))
def test_durations_of_pandas(unit: str, ticks: list[int | None]) -> None:
    near = [None if it is None else it % 2**53 - 2**52 for it in ticks]
    assert_texts(pd.DataFrame({"a": pd.Series(as_array(near, f"m8[{unit}]"))}))


@settings(deadline=None)  # the first brings the libraries
@given(moments=st.lists(MOMENTS, min_size=1, max_size=8))
def test_times_of_python(moments: list[datetime]) -> None:
    for moment in moments:
        parts = (times.date_text(moment), times.clock_text(moment))
        assert times.moment_text(moment) == " ".join(parts) + times.offset_text(moment.utcoffset())
    assert_texts({"a": moments})


def test_times_with_nanoseconds_and_odd_offsets() -> None:
    fine = times.FineDatetime.of(datetime(2026, 6, 1, 12, tzinfo=UTC), 7)
    assert times.moment_text(fine) == "2026-06-01 12:00:00.000000007+00:00"
    odd = timezone(-timedelta(seconds=3, microseconds=5))
    assert times.moment_text(datetime(2026, 6, 1, tzinfo=odd)) == "2026-06-01 00:00:00-00:00:04"


@settings(deadline=None)  # the first brings the libraries
@given(numbers=st.lists(FLOATS, min_size=1, max_size=8), bits=st.sampled_from([16, 32, 64]))
def test_floats(bits: int, numbers: list[float]) -> None:
    with np.errstate(over="ignore"):
        array = np.array(numbers).astype(f"f{bits // 8}")
    assert_texts({"a": array})
    assert_texts(pd.DataFrame({"a": array}))
    assert_texts(pl.DataFrame({"a": array}))
    assert_texts(pa.table({"a": array}))


@settings(deadline=None)  # the first brings the libraries
@given(values=st.lists(VALUES, min_size=1, max_size=8))
@example(values=[Decimal("Infinity"), Decimal("sNaN")])
def test_values_of_several_types(values: list[Any]) -> None:
    assert_texts({"a": values})
    assert_texts([(value,) for value in values])


@pytest.mark.parametrize(
    "values",
    [
        pd.array([1, None, 2**53 + 1], "Int64"),
        pd.array([True, None, False], "boolean"),
        pd.array(["a", None, "\0b"], "str"),
        pd.Categorical(["b", None, "a", "b"]),
        pd.array([1.5, None, 2], "Float32"),
        pd.period_range("2026-01", periods=2, freq="M"),
        pd.array([Decimal("1.50"), None], pd.ArrowDtype(pa.decimal128(9, 2))),
        pd.array(
            [datetime(2026, 6, 1, tzinfo=UTC), None], pd.ArrowDtype(pa.timestamp("us", "UTC"))
        ),
        np.ma.masked_array([1, 2, 3], [False, True, False]),
        np.array([10**4400, 5], object),
        np.array(["ab", ""], "U3"),
        np.array([b"ab", b"\xff"], "S3"),
    ],
)
def test_types_of_libraries(values: Any) -> None:
    column = read_table(values if isinstance(values, np.ndarray) else pd.DataFrame({"a": values}))
    assert_plain(column.shown[0], range(len(values)))


@settings(deadline=None)  # as above
@given(ticks=LISTS, unit=st.sampled_from(UNITS[1:]))
def test_times_of_polars_and_arrow(unit: Any, ticks: list[int | None]) -> None:
    end = min(7000 * 365 * 86_400 * times.TICKS[unit], 2**62)
    near = [None if it is None else it % end for it in ticks]
    counted = pl.DataFrame({"a": pl.Series(near, dtype=pl.Int64)})
    for dtype in (pl.Datetime(unit), pl.Datetime(unit, "Europe/Oslo"), pl.Duration(unit)):
        frame = counted.with_columns(pl.col("a").cast(dtype))
        assert_texts(frame)
        assert_texts(frame.to_arrow())


def test_days_of_polars_and_arrow() -> None:
    days = [date(2026, 6, 1), None, date(1, 1, 1)]
    assert_texts(pl.DataFrame({"a": days}))
    assert_texts(pa.table({"a": days}))
