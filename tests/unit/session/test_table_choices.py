"""Choices in the cells of tables that are no texts, and members of enumerations."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pandas as pd
import polars as pl
import pytest

from tests.unit.session.test_table_rows import RowScene


class Color(Enum):
    RED = 1
    GREEN = (0, 255, 0)


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Kind(StrEnum):
    FRUIT = "fruit"
    NUT = "nut"


def scene_of(data: Any, **said: Any) -> RowScene:
    column = {"key": "it", "editable": True, **said}
    return RowScene(columns=[column], data=data)


def offered(scene: RowScene) -> list[str]:
    found: list[str] = scene.node.state["columns"][0]["choices"]
    return found


def values(scene: RowScene) -> list[Any]:
    return [row["it"] for row in scene.get("get_data")]


DAYS = [dt.date(2026, 1, 2), dt.date(2026, 3, 4)]


@pytest.mark.parametrize(
    ("choices", "texts"),
    [
        ([1, 25], ["1", "25"]),
        ([0.5, 1.0], ["0.5", "1.0"]),
        ([Decimal("1.50"), Decimal(2)], ["1.50", "2"]),
        (DAYS, ["2026-01-02", "2026-03-04"]),
        ([True, False], ["true", "false"]),
        (["a", None], ["a", ""]),
        ([None, 3], ["", "3"]),
        (Color, ["Color.RED", "Color.GREEN"]),
        (list(Level), ["1", "2"]),
        (Kind, ["fruit", "nut"]),
    ],
)
@pytest.mark.parametrize("as_function", [False, True])
def test_any_value_may_be_chosen(choices: Any, texts: list[str], as_function: bool) -> None:
    wanted = list(choices)
    # of one type with all others, or a column in which there is nothing yet
    scene = scene_of(
        [{"it": wanted[0]}, {"it": None}],
        widget="combobox",
        choices=(lambda _: wanted) if as_function else wanted,
    )
    if as_function:
        scene.act("ask_choices", 1, "it")
        assert scene.told("offered") == [["offered", 1, "it", texts]]
    else:
        assert offered(scene) == texts
    for choice, text in zip(wanted, texts, strict=True):
        scene.act("edit_cells", [[1, "it", text]], "edit")
        assert values(scene)[1] in ({None, ""} if choice is None else [choice])
        assert choice is None or type(values(scene)[1]) is type(choice)
    scene.act("edit_cells", [[0, "it", "none of these"]], "edit")
    assert [reason[:15] for reason in scene.reasons()] == ["Must be one of:"]
    assert values(scene)[0] == wanted[0]
    scene.check()


def test_a_choice_is_one_as_the_column_has_it() -> None:
    frame = pd.DataFrame({"it": pd.array([1.5, None], "Float32")})
    scene = scene_of(frame, widget="combobox", choices=[1, 2, None])
    assert offered(scene) == ["1.0", "2.0", ""]
    scene.act("edit_cells", [[1, "it", "2.0"], [0, "it", ""]], "edit")
    data = scene.get("get_data")
    assert (data["it"].dtype, data["it"][1], data["it"].isna()[0]) == ("Float32", 2, True)
    small = scene_of(pl.DataFrame({"it": pl.Series([1], dtype=pl.Int8)}), choices=[1, 300])
    small.act("edit_cells", [[0, "it", "300"]], "edit")
    assert small.reasons() == ["Must be a whole number from -128 to 127, not 300"]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ([{"it": Color.RED}, {"it": None}], ["Color.RED", "Color.GREEN"]),
        (pd.DataFrame({"it": pd.Categorical([2, None], categories=[2, 1])}), ["2", "1"]),
        (pl.DataFrame({"it": pl.Series(["b"], dtype=pl.Enum(["b", "a"]))}), ["b", "a"]),
        ([{"it": "a"}], None),
    ],
)
def test_what_a_column_has_by_its_type_is_what_may_be_chosen(data: Any, texts: Any) -> None:
    scene = scene_of(data, widget="combobox")
    assert scene.node.state["columns"][0].get("choices") == texts
    if texts:
        scene.act("edit_cells", [[0, "it", texts[1]]], "edit")
        assert scene.heard[0][3] != scene.heard[0][4]
    scene.check()


@pytest.mark.parametrize(
    ("member", "typed", "other"),
    [
        (Color.RED, "Color.GREEN", Color.GREEN),
        (Color.RED, "GREEN", Color.GREEN),
        (Level.LOW, "2", Level.HIGH),
        (Level.LOW, "HIGH", Level.HIGH),
        (Kind.NUT, "fruit", Kind.FRUIT),
    ],
)
@pytest.mark.parametrize("frame", [False, True])
def test_a_member_stays_one(member: Enum, typed: str, other: Enum, frame: bool) -> None:
    rows = [{"it": member}, {"it": member}]
    scene = scene_of(pd.DataFrame({"it": pd.Series([member] * 2, dtype=object)}) if frame else rows)
    scene.act("edit_cells", [[1, "it", typed], [0, "it", "nothing"]], "edit")
    data = scene.get("get_data")
    found = list(data["it"]) if frame else [row["it"] for row in data]
    assert found == [member, other]
    assert [type(it) for it in found] == [type(member)] * 2
    (reason,) = scene.reasons()
    assert reason.startswith("Must be one of '")
    scene.do("sort_by_column", col_index=0)
    scene.do(
        "set_filter",
        col_index=0,
        spec={"contains": scene.node.state["data"].columns["it"].text(other)},
    )
    assert scene.get("get_shown_count") == 1
    scene.check()


class Weight:
    """A thing that knows how often its text was asked for."""

    asked = 0

    def __str__(self) -> str:
        Weight.asked += 1
        return "heavy"


def test_a_block_asks_for_the_choices_of_a_column_once() -> None:
    heavy = Weight()
    scene = scene_of([{"it": heavy}] * 50, choices=[heavy, None])
    Weight.asked = 0
    scene.act("edit_cells", [[row, "it", ""] for row in range(50)], "paste")
    assert values(scene) == [None] * 50
    assert Weight.asked <= 1
