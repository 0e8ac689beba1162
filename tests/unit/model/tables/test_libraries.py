"""Tables of libraries: shown, ordered, edited and given back as what they were."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tables.reading import read_table

EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001

OSLO = ZoneInfo("Europe/Oslo")

MOMENTS = st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1))  # noqa: DTZ001
# without the hours that a clock shows twice, or never
ZONED = MOMENTS.map(lambda moment: moment.replace(tzinfo=dt.UTC).astimezone(OSLO))
DURATIONS = st.timedeltas(dt.timedelta(-10000), dt.timedelta(10000))
DECIMALS = st.decimals(-999, 999, places=2)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4)
BITS64 = st.integers(-(2**63), 2**63 - 1)
FLOATS32 = st.floats(width=32)


def whole(moments: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return moments.map(lambda moment: moment.replace(microsecond=0))


def month(number: int) -> pd.Period:
    return pd.Period(ordinal=number, freq="M")


@dataclass(frozen=True)
class Case:
    """A type of columns of a library."""

    library: str
    dtype: Any
    values: st.SearchStrategy[Any]
    none: bool = True

    def __str__(self) -> str:
        return f"{self.library} {self.dtype}"

    def make(self, values: Sequence[Any]) -> Any:
        return MAKERS[self.library](values, self.dtype)


def records(values: Sequence[Any], dtype: Any) -> Any:
    made = np.zeros(len(values), [("x", dtype), ("y", "i8")])
    for place, value in enumerate(values):
        made["x"][place] = value
    made["y"] = np.arange(len(values))
    return made


MAKERS: dict[str, Callable[[Sequence[Any], Any], Any]] = {
    "numpy": records,
    "pandas": lambda values, dtype: pd.DataFrame(
        {"x": pd.Series(values, dtype=dtype), "y": range(len(values))}
    ),
    "polars": lambda values, dtype: pl.DataFrame(
        {"x": pl.Series(values, dtype=dtype), "y": pl.int_range(len(values), eager=True)}
    ),
    "arrow": lambda values, dtype: pa.table(
        {"x": pa.array(values, dtype), "y": pa.array(range(len(values)), pa.int64())}
    ),
}

CASES = [
    Case("numpy", "?", st.booleans(), none=False),
    Case("numpy", "i1", st.integers(-128, 127), none=False),
    Case("numpy", "u8", st.integers(0, 2**64 - 1), none=False),
    Case("numpy", "f2", st.floats(width=16), none=False),
    Case("numpy", "f4", FLOATS32, none=False),
    Case("numpy", "f8", st.floats(), none=False),
    Case("numpy", "c16", st.complex_numbers(allow_nan=False), none=False),
    Case("numpy", "U4", TEXTS, none=False),
    Case("numpy", "S8", st.text("abcä", max_size=4).map(str.encode), none=False),
    Case("numpy", "M8[ns]", BITS64.map(lambda ticks: np.datetime64(ticks, "ns"))),
    Case("numpy", "M8[us]", MOMENTS),
    Case("numpy", "M8[D]", st.dates()),
    Case("numpy", "M8[M]", st.dates().map(lambda date: np.datetime64(date, "M"))),
    Case("numpy", "m8[ms]", whole(MOMENTS).map(lambda moment: moment - EPOCH)),
    Case("numpy", "m8[D]", st.integers(-9, 9).map(lambda days: np.timedelta64(days, "D"))),
    Case("numpy", "O", BITS64),
    Case("pandas", "int8", st.integers(-128, 127), none=False),
    Case("pandas", "bool", st.booleans(), none=False),
    Case("pandas", "float64", st.floats(), none=False),
    Case("pandas", "Int64", BITS64),
    Case("pandas", "UInt8", st.integers(0, 255)),
    Case("pandas", "Float32", st.floats(width=32, allow_nan=False)),
    Case("pandas", "boolean", st.booleans()),
    Case("pandas", "str", TEXTS),
    Case("pandas", "string", TEXTS),
    Case("pandas", "object", BITS64 | TEXTS | MOMENTS | DECIMALS | st.booleans()),
    Case("pandas", pd.CategoricalDtype(["b", "a", "B"]), st.sampled_from(["a", "b", "B"])),
    Case("pandas", pd.CategoricalDtype([2, 10, 1]), st.sampled_from([1, 2, 10])),
    Case("pandas", "datetime64[us]", MOMENTS),
    Case("pandas", "datetime64[ns]", st.integers(-(2**61), 2**61).map(pd.Timestamp)),
    Case("pandas", "datetime64[us, Europe/Oslo]", ZONED),
    Case("pandas", "timedelta64[us]", DURATIONS),
    Case("pandas", "timedelta64[ns]", BITS64.map(lambda ticks: pd.Timedelta(ticks // 2, "ns"))),
    Case(
        "pandas", "period[M]", st.integers(-500, 500).map(lambda n: pd.Period(ordinal=n, freq="M"))
    ),
    Case("pandas", "Sparse[int64]", BITS64, none=False),
    Case("pandas", "int64[pyarrow]", BITS64),
    Case("pandas", "string[pyarrow]", TEXTS),
    Case("pandas", "date32[pyarrow]", st.dates()),
    Case("pandas", "double[pyarrow]", st.floats(allow_nan=False)),
    Case("pandas", pd.ArrowDtype(pa.timestamp("us", "Europe/Oslo")), ZONED),
    Case("pandas", pd.ArrowDtype(pa.decimal128(5, 2)), DECIMALS),
    Case("pandas", pd.ArrowDtype(pa.list_(pa.int64())), st.lists(BITS64, max_size=3)),
    Case("polars", pl.Int8, st.integers(-128, 127)),
    Case("polars", pl.UInt64, st.integers(0, 2**64 - 1)),
    Case("polars", pl.Int128, st.integers(-(2**100), 2**100)),
    Case("polars", pl.Float32, FLOATS32),
    Case("polars", pl.Float64, st.floats()),
    Case("polars", pl.Boolean, st.booleans()),
    Case("polars", pl.String, TEXTS),
    Case("polars", pl.Categorical, TEXTS),
    Case("polars", pl.Enum(["b", "a"]), st.sampled_from("ab")),
    Case("polars", pl.Date, st.dates()),
    Case("polars", pl.Datetime("us"), MOMENTS),
    Case("polars", pl.Datetime("ms", "Europe/Oslo"), whole(ZONED)),
    Case("polars", pl.Duration("us"), DURATIONS),
    Case("polars", pl.Time, st.times()),
    Case("polars", pl.Decimal(5, 2), DECIMALS),
    Case("polars", pl.List(pl.Int64), st.lists(BITS64, max_size=3)),
    Case("polars", pl.Struct({"a": pl.Int64}), st.fixed_dictionaries({"a": BITS64})),
    Case("polars", pl.Binary, st.binary(max_size=3)),
    Case("arrow", pa.int8(), st.integers(-128, 127)),
    Case("arrow", pa.uint64(), st.integers(0, 2**64 - 1)),
    Case("arrow", pa.float32(), FLOATS32),
    Case("arrow", pa.float64(), st.floats()),
    Case("arrow", pa.bool_(), st.booleans()),
    Case("arrow", pa.string(), TEXTS),
    Case("arrow", pa.large_string(), TEXTS),
    Case("arrow", pa.dictionary(pa.int8(), pa.string()), st.sampled_from(["b", "a", "B"])),
    Case("arrow", pa.date32(), st.dates()),
    Case("arrow", pa.timestamp("us"), MOMENTS),
    Case("arrow", pa.timestamp("us", "Europe/Oslo"), ZONED),
    Case("arrow", pa.timestamp("s", "+01:00"), whole(ZONED)),
    Case("arrow", pa.duration("us"), DURATIONS),
    Case("arrow", pa.time64("us"), st.times()),
    Case("arrow", pa.decimal128(5, 2), DECIMALS),
    Case("arrow", pa.list_(pa.int64()), st.lists(BITS64, max_size=3)),
    Case("arrow", pa.struct({"a": pa.int64()}), st.fixed_dictionaries({"a": BITS64})),
    Case("arrow", pa.binary(), st.binary(max_size=3)),
]


def assert_same(one: Any, other: Any) -> None:
    """Assert that two tables can't be told apart."""
    assert type(one) is type(other)
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
    elif isinstance(one, pl.DataFrame):
        assert one.schema == other.schema
        assert one.equals(other)
    elif isinstance(one, pa.Table):
        assert one.schema.equals(other.schema, check_metadata=True)
        assert repr(one.to_pylist()) == repr(other.to_pylist())
    else:
        assert one.dtype == other.dtype
        for name in one.dtype.names:
            np.testing.assert_array_equal(one[name], other[name])


def drawn(data: st.DataObject, case: Case, *, size: int = 6) -> list[Any]:
    values = st.none() | case.values if case.none else case.values
    return data.draw(st.lists(values, max_size=size))


def by_case(test: Callable[..., None]) -> Any:
    few = settings(max_examples=6, deadline=None)
    return pytest.mark.parametrize("case", CASES, ids=str)(few(given(data=st.data())(test)))


@by_case
def test_what_is_shown_comes_back(case: Case, data: st.DataObject) -> None:
    values = drawn(data, case)
    table = case.make(values)
    columns = read_table(table)
    columns["x"].texts(range(len(values)))
    columns["x"].order(range(len(values)))
    assert_same(columns.give_back(range(len(values))), case.make(values))
    assert_same(table, case.make(values))


@by_case
def test_texts_are_read_as_what_they_show(case: Case, data: st.DataObject) -> None:
    values = drawn(data, case)
    columns = read_table(case.make(values))
    column = columns["x"]
    for row, cell in enumerate(column.texts(range(len(values)))):
        assert column.is_missing(row) == (isinstance(cell, dict) and cell.get("missing", False))
        if not column.is_missing(row):
            text = cell.get("edit", cell["text"]) if isinstance(cell, dict) else cell
            old = column.value(row)
            new = column.parse(text, old)
            assert type(new) is type(old)
            column.changed[row] = new
        elif values[row] is None:
            column.changed[row] = column.parse(None)
    assert_same(columns.give_back(range(len(values))), case.make(values))


@by_case
def test_orders(case: Case, data: st.DataObject) -> None:
    values = drawn(data, case)
    columns = read_table(case.make(values))
    column = columns["x"]
    rows = data.draw(st.permutations(range(len(values))))
    if len(values) > 1 and data.draw(st.booleans()):
        column.put(0, column.value(1))
    there = [row for row in rows if not column.is_missing(row)]
    missing = [row for row in rows if column.is_missing(row)]
    for ascending in (True, False):
        keys = {row: column.sort_key(row, ascending=ascending) for row in rows}
        order = list(column.order(rows, ascending=ascending))
        assert order == sorted(rows, key=keys.__getitem__)
        assert order[len(there) :] == missing
        for one, next_one in itertools.pairwise(order[: len(there)]):
            first, second = (one, next_one) if ascending else (next_one, one)
            assert reference(case, column.values([first])[0]) <= reference(
                case, column.values([second])[0]
            )


FLOATS = [case for case in CASES if any(name in str(case) for name in ("loat", "double", " f"))]


@pytest.mark.parametrize("case", FLOATS, ids=str)
def test_what_is_no_number_and_what_is_missing_stay_as_they_were(case: Case) -> None:
    """Of both the first comes first, whatever a library makes of them."""
    values = [None, float("nan"), 1.0, None, float("nan")]
    if not case.none:
        values = [float("nan"), float("nan"), 1.0, float("nan")]
    column = read_table(case.make(values))["x"]
    rows = range(len(values))
    expected = [2, *(row for row in rows if row != 2)]
    assert list(column.order(rows)) == list(column.order(rows, ascending=False)) == expected


def reference(case: Case, value: Any) -> Any:
    """Return a key that orders the values of a case, in the simplest way."""
    if isinstance(case.dtype, pd.CategoricalDtype):
        return list(case.dtype.categories).index(value)
    if isinstance(case.dtype, pl.Enum):
        return case.dtype.categories.to_list().index(value)
    if case.dtype == "S8":
        return value.decode().casefold()
    if isinstance(value, complex):
        return (value.real, value.imag)
    if case.dtype == "object" or isinstance(value, dict):
        return 0
    return value.casefold() if isinstance(value, str) else value


@by_case
def test_edits_as_a_list_has_them(case: Case, data: st.DataObject) -> None:
    values = drawn(data, case)
    table = case.make(values)
    columns = read_table(table)
    expected = dict(enumerate(values))
    source = drawn(data, case)
    spare = read_table(case.make(source))["x"]
    for row, value in enumerate(source):
        target = data.draw(st.integers(0, len(values) + 2))
        old = spare.value(row)
        columns["x"].put(target, columns["x"].check(old))
        columns["y"].put(target, columns["y"].check(target))
        expected[target] = value
    order = data.draw(st.permutations(sorted(expected)))
    again = columns.give_back(order)
    like = case.make([expected[row] for row in order])
    order_of_y = np.array(order, "i8")
    if isinstance(like, pd.DataFrame):
        like["y"] = order_of_y
    elif isinstance(like, pl.DataFrame):
        like = like.with_columns(y=pl.Series(order, dtype=pl.Int64))
    elif isinstance(like, pa.Table):
        like = like.set_column(1, "y", pa.array(order, pa.int64()))
    else:
        like["y"] = order_of_y
    assert_same(again, like)
    assert_same(table, case.make(values))


@by_case
def test_cleared_cells(case: Case, data: st.DataObject) -> None:
    columns = read_table(case.make([data.draw(case.values)]))
    column = columns["x"]
    before = column.value(0)
    if case.none or column.kind == "float":
        column.put(0, column.parse(None))
        assert column.is_missing(0)
    elif column.kind == "string":
        assert column.parse(None) in {"", b""}
    else:
        with pytest.raises(ValueError, match="a cell of this column can't be empty"):
            column.parse("")
        assert column.value(0) is before or column.value(0) == before or is_missing(before)
