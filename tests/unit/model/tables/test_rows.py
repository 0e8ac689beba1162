"""Tables that are given as rows."""

from __future__ import annotations

import contextlib
import copy
import csv
import dataclasses
import sqlite3
from collections import namedtuple
from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model import icons
from pgwidgets.model.tables.cells import LONGEST
from pgwidgets.model.tables.reading import read_table

VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.decimals()
    | st.datetimes()
    | st.dates()
    | st.timedeltas()
    | st.lists(st.integers(), max_size=3)
)

NAMES = st.sampled_from(["a", "b", 0, "0", None, ("x", "y")])


class Pair(NamedTuple):
    first: Any
    second: Any


@dataclasses.dataclass(frozen=True)
class Point:
    x: Any
    y: Any = 1


@dataclasses.dataclass(slots=True)
class Slotted:
    x: Any
    y: Any = 1


ROWS = (
    st.lists(st.dictionaries(NAMES, VALUES, max_size=4))
    | st.lists(st.lists(VALUES, max_size=4))
    | st.lists(st.tuples(VALUES, VALUES))
    | st.lists(st.tuples(VALUES) | st.lists(VALUES, max_size=2))
    | st.lists(st.builds(Pair, VALUES, VALUES))
    | st.lists(st.builds(Point, VALUES, VALUES))
    | st.lists(st.builds(Slotted, VALUES, VALUES))
    | st.dictionaries(NAMES, st.lists(VALUES, min_size=3, max_size=3), max_size=4)
)


@given(ROWS)
def test_what_is_shown_comes_back(rows: Any) -> None:
    before = copy.deepcopy(rows)
    columns = read_table(rows)
    for column in columns:
        column.texts(range(columns.count))
    again = columns.give_back(range(columns.count))
    assert repr(again) == repr(before) or again == before
    assert again is not rows
    assert repr(rows) == repr(before)


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=4)), st.data())
def test_edits_as_a_list_of_dicts_has_them(rows: list[dict[Any, Any]], data: st.DataObject) -> None:
    before = copy.deepcopy(rows)
    columns = read_table(rows)
    expected = dict(enumerate(copy.deepcopy(rows)))
    order = list(expected)
    for _ in range(data.draw(st.integers(0, 5))):
        row = data.draw(st.integers(0, len(rows) + 2))
        names = [column.source_key for column in columns]
        if row not in expected:
            order.insert(data.draw(st.integers(0, len(order))), row)
            expected[row] = {}
        elif data.draw(st.booleans()):
            order.remove(row)
            expected.pop(row)
            columns.forget([row])
            break
        if names:
            name, value = data.draw(st.sampled_from(names)), data.draw(VALUES)
            column = columns.shown[names.index(name)]
            column.put(row, column.check(value))
            expected[row][name] = value
    assert repr(columns.give_back(order)) == repr(sorted_like(columns, expected, order))
    assert repr(rows) == repr(before)


def sorted_like(columns: Any, rows: dict[int, dict[Any, Any]], order: list[int]) -> list[Any]:
    """Return rows with their values in the order of the columns."""
    names = [column.source_key for column in columns]
    return [{name: rows[row][name] for name in names if name in rows[row]} for row in order]


def test_ragged_rows_lack_values() -> None:
    columns = read_table([[1], [2, "b", "c"], ()])
    assert columns.keys == ["_col0", "_col1", "_col2"]
    assert [column.texts(range(3)) for column in columns] == [
        ["1", "2", None],
        [None, "b", None],
        [None, "c", None],
    ]
    columns["_col2"].put(0, "new")
    assert columns.give_back(range(3)) == [[1, None, "new"], [2, "b", "c"], ()]


def test_columns_as_a_program_describes_them() -> None:
    columns = read_table(
        [(1, 0.5, "gone"), (2, None, "too")],
        [
            {"key": "amount", "type": "number", "label": "Amount"},
            {"label": "Done", "widget": "progress"},
        ],
    )
    assert columns.keys == ["amount", "_col1"]
    amount, done = columns
    assert (amount.label, amount.kind, done.label) == ("Amount", "float", "Done")
    assert done.texts([0, 1]) == [{"value": 0.5, "text": "0.5"}, None]
    amount.put(0, amount.parse("2"))
    assert columns.give_back([0, 1]) == [(2.0, 0.5, "gone"), (2, None, "too")]


@pytest.mark.parametrize("make", [dict, pd.DataFrame, pl.DataFrame, pa.table])
def test_icons_by_their_names_and_by_their_addresses(make: Callable[..., Any]) -> None:
    address = f"data:image/png;base64,{LONGEST * 'x'}"
    data = {"sign": ["pg:save", address, "pg:none"]}
    (sign,) = read_table(make(data), [{"key": "sign", "type": "icon"}])
    saved, whole, unknown = sign.texts(range(3))
    assert saved == {"text": icons.icon("save"), "edit": "pg:save"}
    # half of it is none
    assert (whole, unknown) == (address, "pg:none")
    assert sign.plain([0]) == ["pg:save"]
    # one that comes later is looked at when it comes
    words = "must name an icon that there is, not 'pg:sve'; did you mean 'pg:save'"
    for take in (sign.check, sign.parse):
        assert take("pg:open") == "pg:open"
        with pytest.raises(ValueError, match=words):
            take("pg:sve")


def test_named_columns_are_told_by_name() -> None:
    data = [{"b": 1, "a": 2, "hidden": 3}]
    columns = read_table(data, [{"key": "a"}, {"key": "b"}, {"key": "press", "widget": "button"}])
    assert columns.row(0) == {"a": 2, "b": 1}
    assert columns.give_back([0]) == data
    columns["press"].put(0, "now")
    assert columns.give_back([0]) == [{"b": 1, "a": 2, "hidden": 3, "press": "now"}]
    columns.describe([{"key": "hidden"}, {"key": "a"}])
    assert columns.keys == ["hidden", "a"]
    assert columns.give_back([0]) == [{"b": 1, "a": 2, "hidden": 3, "press": "now"}]


def test_columns_come_and_go() -> None:
    columns = read_table([(1, 2)])
    columns.insert(1, {"key": "between"}).put(0, "new")
    assert columns.give_back([0]) == [(1, "new", 2)]
    with pytest.raises(ValueError, match="there is a column with the key 'between' already"):
        columns.insert(0, {"key": "between"})
    columns.delete("_col0")
    assert (columns.keys, columns.give_back([0])) == (["between", "_col1"], [("new", 2)])
    with pytest.raises(ValueError, match="no column has the key 'betwen'; did you mean 'between'"):
        columns["betwen"]


def test_rows_of_a_program() -> None:
    columns = read_table([{"a": 1, 0: "x"}])
    assert columns.check_row({"a": 2, 0: "y"}) == {"a": 2, "0": "y"}
    assert columns.check_row([3]) == {"a": 3}
    assert columns.check_row(Point(1, 2)) == {"x": 1, "y": 2}
    columns.put_row(1, columns.check_row({"0": "z", "more": 5}))
    assert columns.give_back([1, 0]) == [{0: "z", "more": 5}, {"a": 1, 0: "x"}]
    assert columns.row(1) == {"0": "z"}
    with pytest.raises(ValueError, match="at most 2 values, as there are columns, not 3"):
        columns.check_row([1, 2, 3])
    with pytest.raises(TypeError, match="a row must be a dict, a list or a tuple, not 'text'"):
        columns.check_row("text")


def test_objects_are_copied() -> None:
    first, second = Slotted(1), Slotted(2)
    columns = read_table(iter([first, second]))
    columns["x"].put(0, 5)
    columns["x"].put(2, 7)
    again = columns.give_back([2, 1, 0])
    assert again == [Slotted(7), Slotted(2), Slotted(5)]
    assert (first, second) == (Slotted(1), Slotted(2))
    assert again[1] is not second


def test_named_tuples_that_lose_a_column_become_tuples() -> None:
    columns = read_table([Pair(1, 2)])
    columns.delete("first")
    assert columns.give_back([0]) == [(2,)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([{"a": 1}, [2]], "the first is a dict, and row 1 is list"),
        (["a"], "row 0 is str 'a'"),
        ([1, 2], "row 0 is int 1"),
        ({"a": 1}, "the values of a column, such as a list, for each name"),
        ("text", "a list of rows .* not str 'text'"),
        (None, "not NoneType None"),
        ([Point(1), Pair(1, 2)], "row 0 is Point"),
    ],
)
def test_no_table(data: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        read_table(data)


def test_columns_of_several_lengths() -> None:
    with pytest.raises(ValueError, match="columns of one length, not 'a' of 1 and 'b' of 2"):
        read_table({"a": [1], "b": [1, 2]})


def test_keys_that_differ() -> None:
    with pytest.raises(ValueError, match="keys that differ; 'a' comes twice"):
        read_table([], [{"key": "a"}, {"key": "a"}])
    assert read_table({"a": [], 0: [], "0": [], "0.1": []}).keys == ["a", "0", "0.2", "0.1"]


Row = namedtuple("Row", "x y")  # noqa: PYI024 - the older way is in use


@pytest.mark.parametrize("make", [lambda: [Row(1, 2)], lambda: iter([Row(1, 2)])])
def test_iterables(make: Callable[[], Any]) -> None:
    assert read_table(make()).give_back([0]) == [Row(1, 2)]


def test_an_empty_table() -> None:
    columns = read_table([], [{"key": "a", "type": "integer"}])
    assert (columns.count, columns["a"].kind, columns.give_back([])) == (0, "integer", [])
    columns.put_row(0, columns.check_row({"a": 1}))
    assert columns.give_back([0]) == [{"a": 1}]
    columns = read_table([], [{"label": "A"}, {"label": "B"}])
    columns.put_row(0, columns.check_row([1, 2]))
    assert columns.row(0) == {"_col0": 1, "_col1": 2}


def test_csv_dicts() -> None:
    assert read_table(csv.DictReader(["a,b", "1,2"])).give_back([0]) == [{"a": "1", "b": "2"}]


def test_csv_files() -> None:
    lines = ["name,size", "a,1", "b,", 'c,"x\ny"', "d"]
    assert read_table(csv.reader(lines)).give_back([1, 0]) == [
        ["name", "size"],
        ["b", ""],
        ["a", "1"],
    ]
    columns = read_table(csv.reader(lines), [{"key": "size", "type": "int"}])
    assert columns["size"].texts(range(4)) == ["1", None, "x\ny", None]
    assert columns["size"].value(0) == 1
    columns = read_table(csv.reader(lines[1:]), [{"label": "A"}, {"label": "B", "type": "float"}])
    assert columns.give_back([0]) == [["a", 1.0]]
    assert read_table(csv.reader([])).keys == []


@pytest.mark.parametrize("factory", [None, sqlite3.Row])
def test_cursors(factory: Any) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = factory
        columns = read_table(connection.execute("SELECT 1 AS a, 'x' AS b, NULL AS a"))
        assert columns.keys == ["a", "b", "a.1"]
        assert columns.give_back([0]) == [(1, "x", None)]
        columns = read_table(connection.execute("SELECT 1 AS a, 2 AS b WHERE 0"))
        assert (columns.keys, columns.count) == (["a", "b"], 0)
