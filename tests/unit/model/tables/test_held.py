"""What people hold that was never tried: shown, sorted, edited and given back all the same."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import sqlite3
from array import array
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pydantic
import pytest
import sqlalchemy

from pgwidgets.model.tables.cells import edited_text
from pgwidgets.model.tables.reading import read_table

OSLO = ZoneInfo("Europe/Oslo")


def work(table: Any) -> Any:
    """Do with a table what users do: see, sort, add a row, and clear; returns its columns."""
    columns = read_table(table)
    rows = range(columns.count)
    for column in columns:
        column.texts(rows)
        for ascending in (True, False):
            column.order(rows, ascending=ascending)
            column.order(list(reversed(rows)), ascending=ascending)
        column.present(rows)
        for row in rows:
            if not column.is_missing(row):
                column.put(row, column.value(row))
    return columns


FAR = {
    "polars dates": pl.DataFrame({"x": pl.Series([10_000_000, 0, -10_000_000]).cast(pl.Date)}),
    "arrow dates": pa.table({"x": pa.array([10_000_000, 0, -10_000_000], pa.date32())}),
    "polars times": pl.DataFrame({"x": pl.Series([2**62, 0, -(2**62)]).cast(pl.Datetime("us"))}),
    "arrow times": pa.table({"x": pa.array([2**62, 0, -(2**62)], pa.timestamp("us", "UTC"))}),
    "durations": pa.table({"x": pa.array([2**62, 0, -(2**62)], pa.duration("ms"))}),
    # the last day of all calendars, as databases have it for what has no end
    "an end": pl.DataFrame(
        {"x": pl.Series([253402300799, 0], dtype=pl.Int64).cast(pl.Datetime("ms", "Europe/Oslo"))}
    ),
}


@pytest.mark.parametrize("name", FAR)
def test_what_is_too_far_away_for_python(name: str) -> None:
    table = FAR[name]
    columns = work(table)
    count = columns.count
    assert list(columns["x"].order(range(count))) == list(reversed(range(count)))
    again = columns.give_back(range(count))
    assert again.equals(table)
    columns.put_row(count, columns.copy_of(0))
    copied = columns.give_back([count])
    assert copied.equals(table[:1] if isinstance(table, pl.DataFrame) else table.slice(0, 1))
    columns["x"].put(count, columns["x"].cleared())
    assert columns["x"].is_missing(count)


def test_far_texts() -> None:
    columns = read_table(FAR["polars dates"])
    assert columns["x"].texts(range(3)) == ["29349-01-26", "1970-01-01", "-25410-12-06"]
    moment = pa.table({"x": pa.array([253402300799, -62135596801], pa.timestamp("s", "Etc/GMT-1"))})
    assert read_table(moment)["x"].texts(range(2)) == [
        "9999-12-31 23:59:59+00:00",
        "0000-12-31 23:59:59+00:00",
    ]
    keys = [read_table(FAR["arrow times"])["x"].sort_key(row) for row in range(3)]
    assert sorted(keys) == keys[::-1]


def test_zones_that_this_computer_does_not_know() -> None:
    table = pa.table({"x": pa.array([0], pa.timestamp("s", "Mars/Phobos"))})
    assert read_table(table)["x"].texts([0]) == ["1970-01-01 00:00:00+00:00"]


TEXTS = pa.array(["b", None, "a"])
NEWER: dict[str, Callable[[], Any]] = {
    "texts": lambda: TEXTS.cast(pa.string_view()),
    "bytes": lambda: pa.array([b"b", None, b"a"], pa.binary_view()),
    "categories": lambda: pa.DictionaryArray.from_arrays(
        pa.array([1, None, 0], pa.uint32()), pa.array(["a", "b"], pa.string_view())
    ),
    "moments once": lambda: pa.array([2, None, 1], pa.timestamp("ns", "UTC")).dictionary_encode(),
    "runs": lambda: pa.RunEndEncodedArray.from_arrays([1, 2, 3], TEXTS),
    "in lists": lambda: pa.array([["b"], None, ["a"]], pa.list_(pa.string_view())),
    "in structs": lambda: pa.array(
        [{"k": "b"}, None, {"k": "a"}], pa.struct({"k": pa.string_view()})
    ),
    "short decimals": lambda: pa.array([Decimal("1.5"), None, Decimal("0.5")], pa.decimal32(5, 1)),
    "short floats": lambda: pa.array([1.5, None, 0.5], pa.float16()),
    "months": lambda: pa.array([(1, 2, 3), None, (0, 0, 1)], pa.month_day_nano_interval()),
    "views": lambda: pa.array([[2], None, [1]], pa.list_view(pa.int64())),
    "unions": lambda: pa.UnionArray.from_sparse(
        pa.array([0, 1, 0], pa.int8()), [pa.array([2, 0, 1]), pa.array(["", "a", ""])]
    ),
}


@pytest.mark.parametrize("name", NEWER)
def test_newer_types_of_arrow(name: str) -> None:
    values = NEWER[name]()
    table = pa.table({"x": values})
    columns = work(table)
    again = columns.give_back(range(3))
    assert again.schema == table.schema
    assert again.to_pylist() == table.to_pylist()
    back = columns.give_back([2, 0])
    assert back.to_pylist() == [table.to_pylist()[2], table.to_pylist()[0]]
    columns.put_row(3, columns.check_row({}))
    columns["x"].put(0, columns["x"].cleared())
    assert columns.give_back([0, 3]).schema == table.schema
    if name not in {"unions", "months"}:
        columns["x"].put(3, columns["x"].check(table.to_pylist()[2]["x"]))
        assert columns.give_back([3]).to_pylist() == [table.to_pylist()[2]]


class Protocol:
    """What speaks one of Arrow's protocols."""

    def __init__(self, data: Any, name: str) -> None:
        setattr(type(self), name, lambda _, schema=None: getattr(data, name)(schema))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (
            pl.DataFrame({"a": ["x", "y"], "b": pl.Series(["u", "v"], dtype=pl.Categorical)}),
            "stream",
        ),
        (pl.Series("a", [1, 2]), "stream"),
        (pa.chunked_array([[1], [2]]), "stream"),
        (pa.record_batch({"a": [1, 2]}), "array"),
        (pa.array([1, 2]), "array"),
    ],
    ids=["frame", "series", "chunks", "batch", "array"],
)
def test_protocols_of_arrow(data: Any, name: str) -> None:
    spoken = type("Spoken", (Protocol,), {})(data, f"__arrow_c_{name}__")
    columns = work(spoken)
    columns.shown[0].put(0, columns.shown[0].value(1))
    back = columns.give_back([1, 0])
    assert back.to_pylist()[0] == back.to_pylist()[1] or len(columns) == 2
    if len(columns) == 2:
        assert back.to_pydict() == {"a": ["y", "y"], "b": ["v", "u"]}


def test_what_is_not_computed_yet() -> None:
    lazy = type("DataFrame", (), {"__module__": "dask.dataframe.core", "shape": (1, 1)})()
    with pytest.raises(TypeError, match=r"dask must be computed: call compute\(\) first"):
        read_table(lazy)


class Frame(pd.DataFrame):  # type: ignore[misc]  # pandas is untyped
    """A frame of a program's own."""

    _metadata = ("note",)

    @property
    def _constructor(self) -> Any:
        return Frame


def test_frames_of_other_classes() -> None:
    frame = Frame({"a": [1, 2]})
    frame.note = "kept"
    again = read_table(frame).give_back([1])
    assert type(again) is Frame
    assert again.note == "kept"


@pytest.mark.parametrize(
    "values",
    [
        pd.date_range("2026-01-01", periods=2, tz="Europe/Oslo", name="day"),
        pd.Index([1, 2]),
        pd.Index(["x", "y"], name="n"),
        pd.Categorical(["x", "y"]),
        pd.array([1, None], "Int8"),
    ],
)
def test_indexes_and_arrays_of_pandas(values: Any) -> None:
    for data in (values, {"a": values}):
        columns = work(data)
        again = columns.give_back([1, 0])
        again = again["a"] if data is not values else again
        assert type(again) is type(values)
        assert again.dtype == values.dtype
        assert list(map(str, again)) == list(map(str, values[::-1]))
        assert getattr(again, "name", None) == getattr(values, "name", None)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (pd.cut([1, 2, 3, 4], 2), "other"),
        (pd.Categorical(pd.array([1, 2], "Int64")), "integer"),
        (
            pd.Categorical(pd.to_datetime(["2026-01-01", None]).tz_localize("Europe/Oslo")),
            "datetime",
        ),
        (pd.Categorical([True, False, None]), "boolean"),
    ],
    ids=["intervals", "nullable", "moments", "truths"],
)
def test_categories_of_all_kinds(values: Any, kind: str) -> None:
    frame = pd.DataFrame({"a": values})
    columns = work(frame)
    column = columns["a"]
    assert column.kind == kind
    for row in range(len(frame)):
        if not column.is_missing(row):
            cell = column.cell(column.value(row))
            typed = cell if isinstance(cell, bool) else edited_text(cell)
            column.put(row, column.parse(typed))
    pd.testing.assert_frame_equal(columns.give_back(range(len(frame))), frame)


def test_intervals_between_whole_numbers_can_not_be_missing() -> None:
    frame = pd.DataFrame({"a": pd.interval_range(0, 2), "b": [1, 2]})
    columns = work(frame)
    with pytest.raises(ValueError, match="can't be empty"):
        columns["a"].parse("")
    pd.testing.assert_frame_equal(columns.give_back([0, 1]), frame)
    columns.put_row(2, columns.check_row({"b": 3}))
    assert columns.give_back([2, 0])["a"].isna().tolist() == [True, False]


def test_numbers_of_numpy_in_python_s_lists() -> None:
    data = {
        "int": [np.int8(1), np.int8(2)],
        "float": [np.float32(0.1), np.float32("nan")],
        "truth": [np.True_, np.False_],
        "text": [np.str_("x"), np.str_("y")],
        "day": [np.datetime64("2026-01-01"), np.datetime64("NaT")],
    }
    columns = work(data)
    assert [column.kind for column in columns] == ["integer", "float", "boolean", "string", "other"]
    assert columns["truth"].texts(range(2)) == [True, False]
    assert columns["day"].texts(range(2))[0] == "2026-01-01"
    with pytest.raises(ValueError, match="from -128 to 127"):
        columns["int"].parse("300")
    for key, text in (("int", "7"), ("float", "0.2"), ("truth", "no"), ("text", "z")):
        columns[key].put(0, columns[key].parse(text, columns[key].value(0)))
    first = [values[0] for values in columns.give_back(range(2)).values()]
    assert list(map(type, first[:4])) == [np.int8, np.float32, np.bool, np.str_]
    assert first[:4] == [7, np.float32(0.2), False, "z"]


def test_numbers_of_all_kinds_are_sorted() -> None:
    values = [Decimal("1.10"), np.int8(3), 2**70, 1.5, np.int64(-1)]
    columns = read_table(pd.DataFrame({"a": pd.Series(values, dtype=object)}))
    assert list(columns["a"].order(range(5))) == [4, 0, 3, 1, 2]


def test_a_moment_stays_in_its_zone() -> None:
    moment = dt.datetime(2026, 7, 1, 12, tzinfo=OSLO)
    columns = read_table([{"at": moment}, {"at": dt.datetime(2026, 7, 1)}])  # noqa: DTZ001
    read = columns["at"].parse("2026-01-01 12:00:00+00:00", moment)
    assert (read, read.tzinfo) == (dt.datetime(2026, 1, 1, 13, tzinfo=OSLO), OSLO)
    assert columns["at"].parse("2026-01-01 13:00", moment) == read
    assert columns["at"].parse("2026-01-01 13:00", columns["at"].value(1)).tzinfo is None


@contextlib.contextmanager
def found(statement: str) -> Any:
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection.execute(sqlalchemy.text(statement))
    engine.dispose()


def test_results_of_sqlalchemy() -> None:
    statement = "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL"
    for way in ("all", "mappings", ""):
        with found(statement) as result:
            columns = work(getattr(result, way)() if way else result)
        assert columns.keys == ["a", "b"]
        assert columns["b"].texts([0]) == ["x"]
    with found(f"SELECT * FROM ({statement}) WHERE 0") as result:
        assert read_table(result).keys == ["a", "b"]


def test_rows_that_a_database_names() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT 1 AS a, x'00ff' AS b, 9007199254740993 AS c").fetchall()
        columns = work(rows)
    assert columns.keys == ["a", "b", "c"]
    assert columns.give_back([0]) == [(1, b"\0\xff", 9007199254740993)]


def test_rows_of_a_frame() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    columns = work(row for _, row in frame.iterrows())
    assert (columns.keys, columns.give_back([1])) == (["a", "b"], [(2, "y")])
    with pytest.raises(TypeError, match="row 0 is DataFrame"):
        read_table([frame])


class Checked(pydantic.BaseModel):
    a: int
    b: str = "x"


@dataclasses.dataclass
class Wanting:
    a: int
    b: str = "x"


@pytest.mark.parametrize("kind", [Checked, Wanting])
def test_a_row_that_is_not_filled_in_yet(kind: Any) -> None:
    columns = work(kind(a=number) for number in range(2))
    columns.put_row(2, columns.check_row({"b": "new"}))
    added = columns.give_back([0, 2])[1]
    assert (type(added), added.a, added.b) == (kind, None, "new")


def test_an_array_that_can_not_hold_what_is_there() -> None:
    columns = read_table({"a": array("d", [1, 2])})
    assert columns.give_back([0]) == {"a": array("d", [1])}
    columns["a"].put(0, columns["a"].cleared())
    assert columns.give_back([0, 1]) == {"a": [None, 2.0]}


def test_a_column_of_another_kind_in_a_matrix() -> None:
    columns = read_table(np.array([[0.5, 1.5]]))
    columns.insert(1, {"key": "name"}).put(0, "x")
    assert columns.give_back([0]).tolist() == [[0.5, "x", 1.5]]
    days = read_table(np.array([["2026-01-01"]], "M8[D]"))
    days.insert(0, {"key": "number"}).put(0, 1)
    assert days.give_back([0]).tolist() == [[1, dt.date(2026, 1, 1)]]
    assert days.give_back([]).shape == (0, 2)
