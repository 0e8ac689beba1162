"""Values that compare like no others: tables take, sort, filter, add up and return them all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pgwidgets.model.tables.cells import is_missing
from tests.unit.session.simulation import Page, Session


class Grumpy:
    """It can't be compared, hashed or written."""

    def __eq__(self, other: object) -> NoReturn:
        raise ValueError("it can't be compared")

    def __hash__(self) -> NoReturn:
        raise TypeError("it can't be hashed")

    def __repr__(self) -> NoReturn:
        raise RuntimeError("it can't be written")


class Size(Enum):
    """Members without an order."""

    SMALL = 1
    LARGE = "x"


ODD: tuple[Any, ...] = (
    *(None, True, 0, 1, 1.5, -2, "a", "A", "1", ""),
    *(2**70, 10**5000, 1e308, float("nan"), float("inf"), -float("inf")),
    *map(Decimal, ["1.10", "NaN", "sNaN", "-sNaN12", "Infinity", "-Infinity", "1E+99999"]),
    *(Fraction(1, 3), Fraction(10**400, 3), 1j, complex("nan"), complex("inf")),
    *(date(2026, 1, 2), datetime(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC)),  # noqa: DTZ001
    *(datetime.min.replace(tzinfo=timezone(timedelta(hours=5))), pd.Timestamp.max),
    *(time(1), time(1, tzinfo=UTC), timedelta(1), timedelta.max),
    *(b"x", bytearray(b"x"), memoryview(b"x"), [Decimal("sNaN")], [1, "a"], (1, float("nan"))),
    *({1}, {"b": Decimal("sNaN")}, Grumpy(), [Grumpy()], Size.SMALL, Size.LARGE, ..., int),
    *(np.float16(1), np.float32("nan"), np.int8(3), np.bool_(True), np.str_("n"), np.complex64(1)),
    *(np.array([1, 2]), np.array([]), np.array(1.5), [np.array([1, 2])], np.void(b"x")),
    *(np.datetime64("NaT"), np.datetime64("2026-01-02"), np.datetime64("2026-01-02T03", "ns")),
    *(np.timedelta64("NaT"), np.timedelta64(3, "D"), np.timedelta64(3, "ns"), np.timedelta64(3)),
    *(pd.NA, pd.NaT, pd.Timestamp("2026-01-02", tz="Europe/Oslo"), pd.Timedelta(1)),
    *(pd.Interval(0, 1), pd.Period("2026"), pd.Series([1, 2]), pd.DataFrame({"a": [1]})),
)

SOME = st.lists(st.integers(0, len(ODD) - 1).map(ODD.__getitem__), min_size=1, max_size=4)


class Scene:
    """A table of one column, and a browser that shows it."""

    def __init__(self, values: list[Any]) -> None:
        self.session = Session()
        column = {"label": "A", "key": "a", "editable": True}
        rows = [(value,) for value in values]
        self.node = self.session.make("TableView", columns=[column], data=rows)
        self.page = Page().join(self.session)
        self.settle()

    def settle(self) -> None:
        self.page.settle(self.session)
        assert self.page.errors == []

    def do(self, method: str, **values: Any) -> None:
        self.session.do(self.node, method, **values)
        self.settle()

    def get(self, method: str, **values: Any) -> Any:
        return self.session.read(self.node, method, values)

    def act(self, action: str, *args: Any) -> None:
        self.page.act(self.node, action, *args)
        self.settle()

    def values(self) -> list[Any]:
        """Return the values as the program gets them back."""
        return [row[0] if row else None for row in self.get("get_data")]


def assert_same(values: list[Any], others: list[Any]) -> None:
    """They are the very objects, as some can't be compared."""
    assert list(map(id, values)) == list(map(id, others))


@settings(deadline=None)  # the first brings the libraries
@given(values=SOME)
def test_they_come_back_as_they_were_whatever_is_shown(values: list[Any]) -> None:
    scene = Scene(values)
    for ascending in (True, False):
        scene.do("sort_by_column", col_index=0, ascending=ascending)
        shown = [values[row] for row in scene.node.state["data"].shown]
        count = sum(not is_missing(value) for value in values)
        assert not any(map(is_missing, shown[:count]))
        assert all(map(is_missing, shown[count:]))
    scene.do("set_search", text="1")
    scene.do("set_search", text="")
    scene.get("to_csv")
    assert_same(scene.values(), values)


@settings(deadline=None)  # the first brings the libraries
@given(values=SOME)
def test_a_filter_finds_each_that_there_is(values: list[Any]) -> None:
    scene = Scene(values)
    for value in values:
        for condition in ("is", "from", "to", "choices"):
            said = [value] if condition == "choices" else value
            try:
                scene.do("set_filter", col_index=0, spec={condition: said})
            except TypeError as error:
                # among numbers alone
                assert "must have a number" in str(error)  # noqa: PT017
            else:
                rows = scene.node.state["data"].shown
                is_wanted = value is not None and not is_missing(value)
                assert not is_wanted or any(values[row] is value for row in rows)
                scene.get("get_filters")
    scene.act("ask_values", "a")


@settings(deadline=None)  # the first brings the libraries
@given(values=SOME)
def test_what_they_come_to_is_said_or_that_it_is_nothing(values: list[Any]) -> None:
    scene = Scene(values)
    for wanted in ("sum", "mean", "median", "min", "max", "count"):
        try:
            scene.do("set_column_footer", col_index=0, footer=wanted)
        except ValueError as error:
            assert "no " + wanted in str(error)  # noqa: PT017
        else:
            scene.get("get_footer")


@settings(deadline=None)  # the first brings the libraries
@given(values=SOME, others=SOME)
@example(values=[Decimal("Infinity")], others=[Decimal("sNaN")])
def test_each_can_be_set_in_the_place_of_each(values: list[Any], others: list[Any]) -> None:
    scene = Scene(values)
    scene.do("sort_by_column", col_index=0)
    for value in others:
        scene.do("set_cell", row=0, col_index=0, value=value)
        assert_same(scene.values(), [value, *values[1:]])
    scene.do("update_data", data=[(value,) for value in others])
    scene.do("mark_changes")
    before = scene.values()
    for row, _ in enumerate(before):
        scene.act("edit_cells", [[row, "a", "7"]], "edit")
        scene.get("get_changes")
    for _ in before:
        scene.act("revert", "undo")
    assert_same(scene.values(), before)
