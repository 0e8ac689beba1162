"""Which values a column has, and how often, as its filter offers them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.condition_texts import read_text
from pgwidgets.model.tables.conditions import Condition, family_of, mask_of
from pgwidgets.model.tables.frequency import frequencies
from pgwidgets.model.tables.reading import read_table

VALUES = [2, 1, None, 2, 10, 2, None, 1]


def column_of(values: Any) -> Column:
    return read_table({"a": values}).shown[0]


def told(values: Any, condition: Condition | None = None, most: int = 50) -> Any:
    column = column_of(values)
    found = frequencies(column, range(len(column)), condition, most)
    return None if found is None else [tuple(item)[1:] for item in found]


@pytest.mark.parametrize(
    "given",
    [
        VALUES,
        pd.Series(VALUES, dtype="Int64"),
        pl.Series("a", VALUES),
        pa.array(VALUES),
        [None if value is None else float(value) for value in VALUES],
    ],
)
def test_numbers_in_their_order_and_what_is_missing_last(given: Any) -> None:
    counts = [(count, on) for _, count, on in told(given)]
    assert counts == [(2, False), (3, False), (1, False), (2, False)]
    assert told(given)[-1] == ("(missing)", 2, False)


def test_texts_as_filters_compare_them() -> None:
    assert told(["b", "A", "a", "", None, "b | c"]) == [
        ("", 1, False),
        ("A", 2, False),
        ("b", 1, False),
        ("b | c", 1, False),
        ("(missing)", 1, False),
    ]
    assert told([True, False, True]) == [("false", 1, False), ("true", 2, False)]
    sizes = pd.Categorical(["M", "S", "M"], categories=["S", "M", "L"], ordered=True)
    assert told(pd.Series(sizes)) == [("S", 1, False), ("M", 2, False)]


def test_what_is_chosen_now() -> None:
    assert told(["a", "b", None], Condition(choices=("B", None, "z"))) == [
        ("a", 1, False),
        ("b", 1, True),
        ("z", 0, True),
        ("(missing)", 1, True),
    ]
    assert [on for *_, on in told([1, 2], Condition(equals=2))] == [False, True]
    assert [on for *_, on in told([1, None], Condition(missing=True))] == [False, True]
    # what is wanted besides is no choice
    assert [on for *_, on in told([1, 2], Condition(low=2))] == [False, False]
    assert [on for *_, on in told(["a", "b"], Condition(contains="a"))] == [False, False]


def test_too_many_to_choose_from() -> None:
    assert told(range(51)) is None
    assert told([f"item {number}" for number in range(100_000)]) is None
    assert len(told(np.arange(100_000) % 50)) == 50
    assert told([]) == []


CELLS = st.one_of(
    st.none(), st.integers(-3, 3), st.sampled_from(["x", "X ", '"', "a|b", "=1", "..", "(missing)"])
)
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAYS = st.sampled_from([None, NOON, NOON.replace(hour=0)])


@given(st.one_of(st.lists(CELLS, max_size=12), st.lists(DAYS, max_size=12)))
def test_the_text_of_each_lets_as_many_rows_through_as_it_says(values: list[Any]) -> None:
    column = column_of(values)
    rows = range(len(values))
    for found in frequencies(column, rows, None, 50) or []:
        condition = read_text(f"{found.text} |", family_of(column))
        assert condition is not None
        assert sum(map(bool, mask_of(column, rows, condition))) == found.rows
        (again,) = [it for it in frequencies(column, rows, condition, 50) or [] if it.is_on]
        assert again[:3] == found[:3]
