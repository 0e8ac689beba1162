"""How a program has values shown, and that what is edited stays exact."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.catalog.table_formats import FORMAT
from pgwidgets.model.tables.cells import LONGEST, edited_text
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.formats import Format
from pgwidgets.model.tables.reading import read_table


def column(values: Any, said: Any = None, **more: Any) -> Column:
    """A column of some values, shown as a program says."""
    columns = read_table(values if hasattr(values, "columns") else {"a": values})
    format_ = None if said is None else FORMAT.check(said)
    columns.describe([{"key": columns.keys[0], "format": format_, **more}])
    return columns.shown[0]


def shown(value: Any, said: Any) -> Any:
    """What a value in a column is shown as."""
    cell = column([value], said).texts([0])[0]
    return cell["text"] if isinstance(cell, dict) else cell


MOMENT = datetime(2026, 6, 1, 9, 5, 3, 250_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said", "text"),
    [
        (1234.5, ",.2f", "1,234.50"),
        (1234.5, {"decimals": 0, "thousands": True}, "1,234"),
        (2**53 + 1, {"thousands": " ", "decimals": 2}, "9 007 199 254 740 993.00"),
        (-1234.5, {"decimals": 2, "thousands": True, "point": ",", "suffix": " €"}, "-1.234,50 €"),
        (-5, {"prefix": "$", "decimals": 2}, "-$5.00"),
        (-0.001, {"decimals": 2}, "0.00"),
        (0.1 + 0.2, {"suffix": " m"}, "0.3 m"),
        (1e22, {"thousands": True}, "1e+22"),
        (0.125, {"percent": True}, "12.5%"),
        (Decimal("0.12555"), {"percent": True, "decimals": 1}, "12.6%"),
        (3, ".1%", "300.0%"),
        (float("inf"), {"decimals": 2, "suffix": " kg"}, "inf kg"),
        (MOMENT, "%d.%m.%Y %H:%M", "01.06.2026 09:05"),
        (MOMENT.date(), "%a %d %b", "Mon 01 Jun"),
        (time(9, 5), "%I:%M %p", "09:05 AM"),
        (timedelta(hours=26, seconds=184), {"duration": "clock"}, "26:03:04"),
        (timedelta(seconds=-1.5), {"duration": "clock", "decimals": 0}, "-0:00:02"),
        (timedelta(hours=26), {"duration": "d", "decimals": 2}, "1.08 d"),
        (3723.5, {"duration": "clock"}, "1:02:03.500"),
        (90, {"duration": "min"}, "1.5 min"),
        ("pear", {"prefix": "#"}, "#pear"),
        # what is not meant stays as it was
        ("pear", {"decimals": 2}, "pear"),
        ("pear", "%Y", "pear"),
        (True, {"decimals": 2}, True),
        ([1], {"decimals": 2}, "[1]"),
    ],
)
def test_one_value(value: Any, said: Any, text: Any) -> None:
    assert shown(value, said) == text


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"a": [1234.5]}),
        pl.DataFrame({"a": [1234.5]}),
        np.array([[1234.5]], "f4"),
        {"a": pd.Series([1234.5], dtype="Float64")},
    ],
)
def test_tables_of_libraries(table: Any) -> None:
    columns = read_table(table)
    columns.describe([{"key": columns.keys[0], "format": FORMAT.check(",.2f")}])
    assert columns.shown[0].texts([0]) == [{"text": "1,234.50", "edit": "1234.5"}]


def test_times_of_libraries() -> None:
    moments = np.array(["2026-06-01T09:05:03.123456789"], "M8[ns]")
    for table in ({"a": moments}, pd.DataFrame({"a": moments}), pl.DataFrame({"a": moments})):
        columns = read_table(table)
        columns.describe([{"key": "a", "format": FORMAT.check("%d.%m.%y")}])
        told = columns.shown[0].texts([0])[0]
        assert told == {"text": "01.06.26", "edit": "2026-06-01 09:05:03.123456789"}


VALUES = (
    st.integers()
    | st.floats(allow_nan=False)
    | st.decimals(allow_nan=False)
    | st.datetimes()
    | st.dates()
    | st.timedeltas()
    | st.text(max_size=4)
    | st.booleans()
)

FORMATS = st.sampled_from(
    [
        ",.2f",
        ".1%",
        "%d.%m.%Y",
        {"decimals": 2, "thousands": True},
        {"percent": True},
        {"duration": "clock", "decimals": 1},
        {"duration": "h"},
        {"prefix": "<", "suffix": ">"},
        {"bar": True, "range": (0, 1), "decimals": 3},
    ]
)


@given(VALUES, FORMATS)
def test_what_is_edited_and_copied_stays_exact(value: Any, said: Any) -> None:
    plain, formatted = column([value]), column([value], said)
    assert edited_text(formatted.texts([0])[0]) == edited_text(plain.texts([0])[0])
    assert formatted.plain([0]) == plain.plain([0])
    assert formatted.value(0) == value


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"decimal": 2}, "did you mean 'decimals'"),
        ({"decimals": 2.5}, "a whole number"),
        ({"decimals": 21}, "at most 20"),
        ("d.m.Y", r"such as ',\.2f'"),
        ("%d.%Q", "'%Q' is none of these"),
        ("%Y-%", "'%' is none"),
        ({"pattern": ",.2f", "decimals": 2}, "a 'pattern' or 'decimals'"),
        ({"thousands": ",", "point": ","}, "that differ"),
        ({"point": "ab"}, "one sign"),
        ({"range": (0, 1)}, "a 'bar'"),
        ({"bar": "below", "range": (0, 1)}, "'behind' or 'beside'"),
        ({"bar": True, "range": (1, 1)}, "a lower and a higher end"),
        ({"duration": "hours"}, "must be one of 'clock', 'd', 'h'"),
        (5, "a pattern such as"),
    ],
)
def test_what_is_no_format(said: Any, words: str) -> None:
    with pytest.raises((TypeError, ValueError), match=words):
        FORMAT.check(said)


def test_a_format_for_other_values_is_told() -> None:
    for said, kind, words in (
        (",.2f", "date", "a pattern such as"),
        ({"decimals": 1}, "timedelta", "'clock' or 'h'"),
        ("%Y", "float", "it has numbers"),
        ({"percent": True}, "string", "it has texts"),
        ({"prefix": "x"}, "boolean", "no format"),
    ):
        format_ = Format.of(FORMAT.check(said))
        assert format_ is not None
        misfit = format_.misfit(kind)  # type: ignore[arg-type]
        assert misfit is not None
        assert words in misfit
        assert format_.misfit("other") is None


def test_bars_have_their_number() -> None:
    bars = column([0.5, "much", None], {"bar": True, "range": (0, 1), "percent": True})
    assert bars.texts([0, 1, 2]) == [{"value": 0.5, "text": "50%", "edit": "0.5"}, "much", None]


def test_what_is_long_is_cut_until_it_is_asked_for() -> None:
    text = "ü" * 5 * LONGEST
    long = column([text, "short", {"a": text}])
    cut, short, other = long.texts(range(3))
    assert cut == {"text": text[:LONGEST], "length": len(text)}
    assert short == "short"
    assert isinstance(other, dict)
    assert len(str(other)) < 2 * LONGEST
    assert long.cell(text) == text
    assert long.plain([0]) == [text]
    # half of a pair of surrogates is none
    assert column(["x" + "\N{GRINNING FACE}" * LONGEST]).texts([0]) == [
        {"text": "x" + "\N{GRINNING FACE}" * (LONGEST - 1), "length": LONGEST + 1}
    ]
    # half of a picture is none, either
    assert column([f"data:{text}"], type="icon").texts([0]) == [f"data:{text}"]


def test_a_date_stays_a_date() -> None:
    assert shown(date(1, 1, 1), "%d/%m") == "01/01"
