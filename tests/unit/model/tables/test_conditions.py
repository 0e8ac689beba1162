"""Which values fit a filter, in every library as in Python, and filters as users type them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.tables import pausing
from pgwidgets.model.tables.condition_texts import read_text, write_text
from pgwidgets.model.tables.conditions import (
    Condition,
    Family,
    family_of,
    mask_of,
    read_condition,
)
from pgwidgets.model.tables.reading import read_table
from pgwidgets.model.tables.searching import search_mask

BIG = 2**53

INTEGERS: dict[str, Callable[[list[Any]], Any]] = {
    "list": lambda values: [{"x": value} for value in values],
    "pandas": lambda values: pd.DataFrame({"x": pd.array(values, "Int64")}),
    "polars": lambda values: pl.DataFrame({"x": pl.Series(values, dtype=pl.Int64)}),
    "arrow": lambda values: pa.table({"x": pa.array(values, pa.int64())}),
}
FLOATS: dict[str, Callable[[list[Any]], Any]] = {
    "list": INTEGERS["list"],
    "numpy": lambda values: {"x": np.array(values, float)},
    "pandas": lambda values: pd.DataFrame({"x": pd.array(values, "Float64")}),
    "polars": lambda values: pl.DataFrame({"x": pl.Series(values, dtype=pl.Float64)}),
    "arrow": lambda values: pa.table({"x": pa.array(values, pa.float64())}),
}

BOUNDS = st.none() | st.sampled_from([-1, 0, 2, 2.5, BIG + 1, Decimal("2.5"), float("inf")])
CONDITIONS = st.builds(
    Condition,
    equals=BOUNDS,
    differs=BOUNDS,
    low=BOUNDS,
    high=BOUNDS,
    above=BOUNDS,
    below=BOUNDS,
    choices=st.none() | st.lists(BOUNDS, max_size=3).map(tuple),
    missing=st.none() | st.booleans(),
)


def fits(value: Any, condition: Condition) -> bool:
    """Whether a number fits, in the simplest way."""
    if value is None:
        if condition.choices is not None and None in condition.choices:
            return condition.missing is not False
        return condition == Condition(missing=True)
    tests = [
        not condition.missing,
        condition.equals is None or value == condition.equals,
        condition.differs is None or value != condition.differs,
        condition.low is None or value >= condition.low,
        condition.high is None or value <= condition.high,
        condition.above is None or value > condition.above,
        condition.below is None or value < condition.below,
        condition.choices is None or value in condition.choices,
    ]
    return all(tests)


@pytest.mark.parametrize("library", INTEGERS)
@settings(deadline=None)
@given(
    values=st.lists(st.none() | st.sampled_from([-1, 0, 2, 3, BIG, BIG + 1, BIG + 2])),
    condition=CONDITIONS,
)
def test_integers(library: str, values: list[Any], condition: Condition) -> None:
    column = read_table(INTEGERS[library]([*values, 7]))["x"]
    column.put(len(values), 2)
    found = mask_of(column, range(len(values) + 1), condition)
    assert list(found) == [fits(value, condition) for value in [*values, 2]]


@pytest.mark.parametrize("library", FLOATS)
@settings(deadline=None)
@given(values=st.lists(st.none() | st.sampled_from([-1.0, 2.0, 2.5, 1e300])), condition=CONDITIONS)
def test_floats(library: str, values: list[Any], condition: Condition) -> None:
    column = read_table(FLOATS[library]([*values, 7.0]))["x"]
    found = mask_of(column, range(len(values) + 1), condition)
    assert list(found) == [fits(value, condition) for value in [*values, 7.0]]


NOON = dt.datetime(2026, 3, 5, 12, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03", [1, 2]),
        ("=2026-03-05", [1]),
        ("2026-03-05..2026-03-31", [1, 2]),
        (">2026-03-05", [2, 3]),
        ("<=2026-03-05", [0, 1]),
        (">=2026-03-05T13", [2, 3]),
        ("12:30", [0, 1, 2, 3]),
        ("(missing)", [4]),
        ("(not missing)", [0, 1, 2, 3]),
        ("2026-03-06 12:30:00 | (missing)", [2, 4]),
    ],
)
@pytest.mark.parametrize("library", ["list", "pandas", "arrow"])
def test_moments(library: str, typed: str, expected: list[int]) -> None:
    values = [NOON - dt.timedelta(400), NOON, NOON + dt.timedelta(1), NOON + dt.timedelta(40), None]
    table: Any = [{"x": value} for value in values]
    if library == "pandas":
        table = pd.DataFrame({"x": pd.Series(values, dtype="datetime64[us]")})
    elif library == "arrow":
        table = pa.table({"x": pa.array(values, pa.timestamp("us"))})
    column = read_table(table)["x"]
    condition = read_text(typed, "moment")
    assert condition is not None
    found = mask_of(column, range(len(values)), condition)
    assert [row for row, fit in enumerate(found) if fit] == expected


def test_texts_and_truths() -> None:
    columns = read_table(
        [{"x": "Straße", "b": True}, {"x": "a|b", "b": False}, {"x": "", "b": None}, {"b": True}]
    )

    def found(key: str, typed: str) -> list[int]:
        condition = read_text(typed, family_of(columns[key]))
        assert condition is not None
        mask = mask_of(columns[key], range(4), condition)
        return [row for row, fit in enumerate(mask) if fit]

    assert found("x", "STRASSE") == [0]
    assert found("x", '"a|b"') == [1]
    assert found("x", '"a|b" | strasse') == [0, 1]
    assert found("x", "!=a") == [0, 1, 2]
    assert found("x", "(missing)") == [3]
    assert found("b", "=true") == [0, 3]
    assert found("b", "false | (missing)") == [1, 2]


def test_words_are_searched_in_all_columns() -> None:
    columns = read_table([{"a": "Red apple", "n": 12}, {"a": "pear", "n": 120}, {"a": None}])
    shown = list(columns)
    assert list(search_mask(shown, range(3), ["12", "e"])) == [True, True, False]
    assert list(search_mask(shown, range(3), ["apple", "1"])) == [True, False, False]
    assert list(search_mask(shown, range(3), ["none"])) == [False, False, False]


WORDS = st.text(st.sampled_from('ab1"|&=>.( )\\é'), max_size=6)


@given(
    condition=st.builds(
        Condition,
        contains=st.none() | WORDS.map(str.strip).filter(bool),
    )
    | st.builds(Condition, choices=st.lists(WORDS.filter(str.strip), min_size=1).map(tuple))
    | st.builds(Condition, equals=WORDS.filter(str.strip))
    | st.builds(Condition, missing=st.booleans()),
    family=st.sampled_from(["text", "moment"]),
)
def test_what_is_written_is_read_as_the_same(condition: Condition, family: Family) -> None:
    if condition == Condition():
        return
    assert read_text(write_text(condition, family), family) == condition


def test_what_programs_say_comes_back() -> None:
    spec = {"from": 1, "below": 5, "missing": False, "choices": [2, None], "to": None}
    condition = read_condition(spec, "number")
    assert condition is not None
    assert condition.spec == {"from": 1, "below": 5, "missing": False, "choices": [2, None]}
    assert read_condition({}, "text") is None


@given(keys=st.lists(st.integers(0, 40), max_size=60), ascending=st.booleans())
def test_slices_are_sorted_as_a_whole(keys: list[int], ascending: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pausing, "SLICE", 7)
        places = pausing.sorted_places(keys, ascending=ascending, pause=pausing.no_pause)
    assert places == sorted(range(len(keys)), key=keys.__getitem__, reverse=not ascending)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x | 1 | (missing)", [True, False, True]),
        ("=2", [False, True, False]),
        ("!=2", [True, False, False]),
        ("!=x", [True, True, False]),
        (">=2", [False, True, False]),
        (">=y", [False, False, False]),
    ],
)
@pytest.mark.parametrize("library", ["list", "pandas"])
def test_a_filter_of_texts_holds_on_when_there_are_numbers_alone(
    library: str, text: str, expected: list[bool]
) -> None:
    condition = read_text(text, "text")
    assert condition is not None
    (column,) = read_table(INTEGERS[library]([1, 2, None])).all
    assert list(mask_of(column, range(3), condition)) == expected
