"""Frames as people have them: their names, their index, what has no place in a type."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import narwhals
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from pgwidgets.model.tables.reading import read_table


def test_names_of_all_kinds() -> None:
    frame = pd.DataFrame([[1, 2, 3, 4, 5, 6, 7]])
    frame.columns = pd.Index([0, "0", "index", "a", "a", None, ("x", "y")], tupleize_cols=False)
    columns = read_table(frame)
    assert columns.keys == ["0", "0.1", "index", "a", "a.1", "None", "x / y"]
    assert [column.label for column in columns] == ["0", "0", "index", "a", "a", "None", "x / y"]
    columns["a.1"].put(0, columns["a.1"].parse("50"))
    expected = frame.copy()
    expected.isetitem(4, [50])
    pd.testing.assert_frame_equal(columns.give_back([0]), expected)


def test_nested_names() -> None:
    frame = pd.DataFrame(
        [[1, 2, 3]],
        columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y"), ("b", "")], names=["p", "q"]),
    )
    columns = read_table(frame)
    assert columns.keys == ["a / x", "a / y", "b"]
    pd.testing.assert_frame_equal(columns.give_back([0]), frame)
    columns.insert(1, {"key": "c"}).put(0, 5)
    columns.delete("a / x")
    expected = pd.DataFrame(
        [[5, 2, 3]],
        columns=pd.MultiIndex.from_tuples([("c", ""), ("a", "y"), ("b", "")], names=["p", "q"]),
    )
    pd.testing.assert_frame_equal(columns.give_back([0]), expected)


def test_an_index_is_shown_unless_it_only_counts() -> None:
    counted = pd.DataFrame({"a": [1, 2]})
    assert read_table(counted).keys == ["a"]
    again = read_table(counted).give_back([1])
    pd.testing.assert_frame_equal(again, pd.DataFrame({"a": [2]}))
    days = pd.date_range("2026-01-01", periods=2, tz="Europe/Oslo", name="day")
    frame = pd.DataFrame({"a": [1, 2]}, index=days)
    columns = read_table(frame)
    assert columns["day"].texts([0]) == ["2026-01-01 00:00:00+01:00"]
    pd.testing.assert_frame_equal(columns.give_back([0, 1]), frame)
    columns["day"].put(0, columns["day"].parse("2026-07-01 12:00:00"))
    again = columns.give_back([1, 0])
    assert list(again.index) == [days[1], pd.Timestamp("2026-07-01 12:00", tz="Europe/Oslo")]
    assert (again.index.name, again.index.dtype) == ("day", days.dtype)


def test_an_index_of_several_levels() -> None:
    index = pd.MultiIndex.from_product([["x", "y"], [1, 2]], names=[None, "n"])
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0]}, index=index)
    columns = read_table(frame)
    assert columns.keys == ["level_0", "n", "a"]
    pd.testing.assert_frame_equal(columns.give_back(range(4)), frame)
    columns["n"].put(0, columns["n"].parse("9"))
    assert list(columns.give_back([0, 3]).index) == [("x", 9), ("y", 2)]


def test_rows_without_a_value_where_no_value_stands_for_none() -> None:
    columns = read_table(pd.DataFrame({"a": np.array([1], "i1"), "b": [True], "c": ["x"]}))
    columns.put_row(5, columns.check_row({"c": "y"}))
    assert columns["a"].texts([5]) == [{"missing": True, "text": ""}]
    again = columns.give_back([0, 5])
    assert list(map(str, again.dtypes)) == ["Int8", "boolean", "str"]
    assert again.loc[1, "a"] is pd.NA
    array = read_table(np.array([(1, "x")], [("a", "i1"), ("b", "U3")]))
    array.put_row(5, array.check_row({"b": "y"}))
    assert array.give_back([5]).tolist() == [(0, "y")]


def test_what_is_refused() -> None:
    columns = read_table(
        pd.DataFrame(
            {
                "small": np.array([1], "i1"),
                "zoned": pd.to_datetime(["2026-03-01"]).tz_localize("Europe/Oslo"),
                "plain": pd.to_datetime(["2026-03-01"]),
                "kind": pd.Categorical(["red"], ["red", "green"]),
            }
        )
    )
    refusals = {
        ("small", "300"): "must be a whole number from -128 to 127, not '300'",
        ("small", "1.5"): "must be a whole number, not '1.5'",
        ("zoned", "2026-03-29 02:30"): "on 2026-03-29 its clocks go past 02:30",
        ("plain", "2026-03-29 02:30+01:00"): "without a time zone",
        ("kind", "gren"): "must be one of 'red', 'green', not 'gren'; did you mean 'green'",
    }
    for (key, text), message in refusals.items():
        with pytest.raises(ValueError, match=message):
            columns[key].parse(text)
        assert columns[key].changed == {}
    with pytest.raises(ValueError, match="the value of column 'small' must be a whole number from"):
        columns.check_row({"small": 300})
    with pytest.raises(TypeError, match=r"the value of column 'small' must be .*, not str 'x'"):
        columns.check_row({"small": "x"})


def test_time_zones_stay() -> None:
    moment = pd.Timestamp("2026-06-01 12:00", tz="Europe/Oslo")
    columns = read_table(pd.DataFrame({"t": [moment]}))
    assert columns["t"].texts([0]) == ["2026-06-01 12:00:00+02:00"]
    assert columns["t"].parse("2026-06-01 10:00Z") == moment
    assert columns["t"].parse("2026-06-01 12:00") == moment
    first, second = (columns["t"].parse(f"2026-10-25 02:30+0{n}:00") for n in (2, 1))
    assert second - first == dt.timedelta(hours=1)


@pytest.mark.parametrize(
    "make",
    [
        lambda ticks: pd.DataFrame({"t": pd.to_datetime([ticks])}),
        lambda ticks: pl.DataFrame({"t": pl.Series([ticks]).cast(pl.Datetime("ns"))}),
        lambda ticks: pa.table({"t": pa.array([ticks], pa.timestamp("ns"))}),
        lambda ticks: np.array([(ticks,)], [("t", "M8[ns]")]),
    ],
)
def test_nanoseconds(make: Any) -> None:
    columns = read_table(make(1_700_000_000_123_456_789))
    assert columns["t"].texts([0]) == ["2023-11-14 22:13:20.123456789"]
    columns["t"].put(0, columns["t"].parse("2023-11-14 22:13:20.000000001"))
    assert columns["t"].texts([0]) == ["2023-11-14 22:13:20.000000001"]
    expected = make(1_700_000_000_000_000_001)
    assert str(columns.give_back([0])) == str(expected)


def test_series() -> None:
    series = pd.Series([1, None], name="n", dtype="Int64", index=["x", "y"])
    columns = read_table(series)
    assert columns.keys == ["index", "n"]
    pd.testing.assert_series_equal(columns.give_back([0, 1]), series)
    assert read_table(pl.Series("n", [1, 2])).give_back([1]).equals(pl.Series("n", [2]))


def test_arrays() -> None:
    matrix = np.arange(6, dtype="f4").reshape(3, 2)
    columns = read_table(matrix, [{"key": "x"}, {"key": "y"}])
    assert columns.row(1) == {"x": np.float32(2), "y": np.float32(3)}
    columns["y"].put(0, columns["y"].parse("0.1"))
    again = columns.give_back([2, 0])
    assert again.dtype == matrix.dtype
    assert again.tolist() == np.array([[4, 5], [0, 0.1]], "f4").tolist()
    assert matrix[0, 1] == 1
    assert read_table(np.array([1, 2])).give_back([1, 0]).tolist() == [2, 1]
    with pytest.raises(ValueError, match="one or two dimensions, not 3"):
        read_table(np.zeros((1, 1, 1)))


def test_masked_arrays() -> None:
    masked = np.ma.array([[1, 2], [3, 4]], mask=[[False, True], [False, False]])
    columns = read_table(masked)
    assert columns["_col1"].texts([0, 1]) == [{"missing": True, "text": "NA"}, "4"]
    assert list(columns["_col1"].order([0, 1])) == [1, 0]
    columns["_col0"].put(0, columns["_col0"].parse(""))
    assert columns.give_back([0, 1]).tolist() == [[None, None], [3, 4]]


def test_a_dict_of_columns_of_several_libraries() -> None:
    data = {
        "list": [1, None],
        "tuple": ("a", "b"),
        "array": np.array([1, 2], "u1"),
        "pandas": pd.Series([1, None], dtype="Int8"),
        "polars": pl.Series([1, None], dtype=pl.Int8),
        "arrow": pa.array([1, None], pa.int8()),
    }
    columns = read_table(data)
    again = columns.give_back([0, 1])
    assert list(map(type, again.values())) == list(map(type, data.values()))
    again["arrow"], data["arrow"] = again["arrow"].to_pylist(), data["arrow"].to_pylist()
    assert repr(again) == repr(data)
    for key in ("array", "pandas", "polars", "arrow"):
        with pytest.raises(ValueError, match="a whole number from"):
            columns[key].parse("300")


def test_lazy_frames_and_other_things_of_libraries() -> None:
    with pytest.raises(TypeError, match="call collect"):
        read_table(pl.LazyFrame({"a": [1]}))
    with pytest.raises(TypeError, match="a DataFrame or a Series, not Timestamp"):
        read_table(pd.Timestamp("2026-01-01"))


def test_narwhals() -> None:
    frame = pl.DataFrame({"a": [1, 2]})
    again = read_table(narwhals.from_native(frame)).give_back([1])
    assert isinstance(again, narwhals.DataFrame)
    assert again.to_native().equals(pl.DataFrame({"a": [2]}))


def test_duckdb() -> None:
    relation = duckdb.sql("SELECT 1::TINYINT AS a, 'x'::ENUM('x', 'y') AS b, 1.5::DECIMAL(5, 2) c")
    columns = read_table(relation)
    assert [column.texts([0]) for column in columns] == [["1"], ["x"], ["1.50"]]
    assert columns.give_back([0]) is relation
    columns["a"].put(0, columns["a"].parse("7"))
    again = columns.give_back([0])
    assert (again.types, again.fetchall()[0][0]) == (relation.types, 7)
    with pytest.raises(ValueError, match="from -128 to 127"):
        columns["a"].parse("300")


class Stream:
    """A table that is known by Arrow's protocol alone."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


def test_streams() -> None:
    table = pa.table({"a": pa.array([1, 2], pa.int8())})
    assert read_table(Stream(table)).give_back([0, 1]).equals(table)
    batch = table.to_batches()[0]
    assert read_table(batch).give_back([0, 1]).equals(batch)


class Exchanged:
    """A table that is known by the interchange protocol alone."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __dataframe__(self, **arguments: Any) -> Any:
        return self.table.__dataframe__(**arguments)


def test_the_interchange_protocol() -> None:
    table = pa.table({"a": pa.array([1, 2], pa.int8())})
    assert read_table(Exchanged(table)).give_back([1]).equals(table.slice(1))


class Unread:
    """A table that Arrow can't read, such as one of modin with times."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        raise pa.ArrowNotImplementedError("Function 'is_nan' has no kernel matching input types")


def test_what_arrow_can_not_read() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2026-01-02", None]), "n": [1, 2]})
    with pytest.raises(NotImplementedError, match="no kernel"):
        read_table(Unread(frame))
    readable = type("Readable", (Unread,), {"to_pandas": lambda self: self.frame})(frame)
    modin = type("DataFrame", (), {"__module__": "modin.pandas", "modin": readable})()
    for data in (readable, modin):
        columns = read_table(data)
        assert (columns["day"].kind, columns["day"].is_missing(1)) == ("datetime", True)
        columns["n"].put(0, 7)
        assert columns.give_back(range(2))["n"].tolist() == [7, 2]


def test_an_expression_of_ibis_is_computed_also_of_a_column() -> None:
    facts = {"__module__": "ibis.expr", "as_table": lambda _: pa.table({"a": [1]})}
    column = type("Column", (), facts)
    assert read_table(column())["a"].texts([0]) == ["1"]
