"""What users do with rows, what they may edit and choose in each, and what they fill."""

from __future__ import annotations

from typing import Any

import pytest

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from pgwidgets.session.jobs import Job
from tests.unit.session.test_tables import Scene, part_of

COLUMNS: list[Any] = [
    "name",
    {"label": "Price", "key": "price", "type": "float", "editable": "open"},
    {"label": "Kind", "key": "kind", "editable": lambda row: row["price"] != 4.0},
]
ROWS = [
    {"name": "pear", "price": 2.5, "kind": "a", "open": True},
    {"name": "apple", "price": 1.0, "kind": "b", "open": False},
    {"name": "plum", "price": 4.0, "kind": "c"},
]


class Later:
    """Runs handlers when a test says so."""

    awaits = False

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.errors: list[BaseException] = []

    def submit(self, job: Job) -> None:
        self.jobs.append(job)

    def close(self) -> None:
        self.jobs.clear()

    def run(self) -> None:
        while self.jobs:
            for call in self.jobs.pop(0):
                try:
                    call.function()
                except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
                    self.errors.append(error)


class RowScene(Scene):
    """A table whose rows users may change, that two browsers show."""

    def __init__(self, **options: Any) -> None:
        self.program = Later()
        super().__init__(**{"rows_editable": True, "data": ROWS, **options})
        self.session.dispatcher = self.program
        for action in ("rows_inserted", "rows_deleted", "rows_moved"):
            self.listen(action)

    def settle(self) -> None:
        super().settle()
        self.program.run()
        super().settle()

    def names(self) -> list[Any]:
        return [row.get("name") for row in self.get("get_data")]

    def shown(self, who: int = 0) -> list[int]:
        return [row[0] for row in part_of(self.node, self.pages[who])["rows"]]

    def barred(self, who: int = 0) -> list[list[bool]]:
        """Return for each cell that a browser shows whether it says that it can't be edited."""
        self.settle()
        return [
            [isinstance(cell, dict) and cell.get("editable") is False for cell in row[2]]
            for row in part_of(self.node, self.pages[who])["rows"]
        ]

    def reasons(self) -> list[str]:
        return [reason for _, told in self.told("refused") for *_, reason in told]


# -- what can be edited ----------------------------------------------------------------


def test_a_cell_can_be_edited_as_its_row_says() -> None:
    scene = RowScene(columns=COLUMNS)
    assert scene.barred() == [
        [False, False, False],
        [False, True, False],
        [False, False, True],
    ]
    told = scene.node.state["columns"]
    assert [column["editable"] for column in told] == [False, True, True]
    scene.act("edit_cells", [[1, "price", "9"], [2, "kind", "x"], [0, "kind", "y"]], "edit")
    assert scene.reasons() == ["This cell can't be edited now."] * 2
    assert scene.heard == [("cell_edited", ["row0"], "kind", "a", "y")]
    # An edit elsewhere in the row decides, for all who look.
    scene.act("edit_cells", [[2, "price", "3"]], "edit")
    scene.do("set_cell", row=0, col_index=1, value=4.0)
    for who in range(2):
        assert [row[2] for row in scene.barred(who)] == [True, False, False]
    scene.check()


def test_what_can_not_be_edited_is_neither_cleared_nor_pasted_into() -> None:
    scene = RowScene(columns=COLUMNS)
    scene.act("choose_rows", "all", None, None)
    scene.act("copy_cells", "cut", True)
    assert [row["price"] for row in scene.get("get_data")] == [None, 1.0, None]
    scene.act("paste_text", 0, "price", "7\n8\n9")
    assert [row["price"] for row in scene.get("get_data")] == [7.0, 1.0, 9.0]
    assert scene.reasons() == ["This cell can't be edited now."]


def test_a_rule_gives_way_to_what_is_said_of_the_column() -> None:
    scene = RowScene(columns=COLUMNS)
    scene.do("set_column_editable", col_index=1, tf=True)
    assert [row[1] for row in scene.barred()] == [False] * 3
    scene.do("set_editable", tf=False)
    scene.act("edit_cells", [[0, "kind", "y"]], "edit")
    assert scene.reasons() == ["This column can't be edited."]
    scene.do("set_columns", columns=COLUMNS)
    assert scene.barred()[2] == [False, False, True]
    scene.check()


def test_a_rule_that_fails_lets_nothing_be_edited() -> None:
    rule = {"key": "name", "editable": lambda row: row["nothing"]}
    scene = RowScene(columns=["name"])
    scene.do("set_columns", columns=[rule])
    assert scene.barred() == [[True]] * 3
    # the program is told once, not for each row
    assert [type(error) for error in scene.session.world.errors] == [KeyError]
    scene.check()


@pytest.mark.parametrize(
    ("column", "error", "words"),
    [
        ({"editable": ""}, ValueError, "the key of a column"),
        ({"editable": 1.5}, TypeError, "a bool, the key of a column"),
        ({"choices": 3}, TypeError, "a sequence of texts or values, the key of a column"),
        ({"choices": {"a": 1}}, TypeError, "a sequence of texts or values"),
    ],
)
def test_a_rule_is_checked(column: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        RowScene(columns=[{"key": "name", **column}])


def test_a_rule_may_not_wait() -> None:
    async def rule(row: dict[str, Any]) -> bool:
        return bool(row)

    with pytest.raises(TypeError, match="no coroutine function"):
        RowScene(columns=[{"key": "name", "editable": rule}])


# -- what can be chosen ----------------------------------------------------------------

CITIES = {"no": ["Oslo", "Bergen"], "ch": ["Bern"]}
PLACES = [
    {"land": "no", "city": "Oslo", "cities": CITIES["no"]},
    {"land": "ch", "city": "Bern", "cities": CITIES["ch"]},
    {"land": "", "city": ""},
]


class Cities(RowScene):
    """A table whose rows have their own choices."""

    def __init__(self, choices: Any) -> None:
        city = {"key": "city", "widget": "combobox", "choices": choices}
        land = {"key": "land", "editable": True}
        super().__init__(columns=[land, city], data=PLACES)


def test_another_column_has_the_choices() -> None:
    scene = Cities("cities")
    assert scene.node.state["columns"][1]["choices"] is None
    for row in range(3):
        scene.act("ask_choices", row, "city")
    assert [edit[1:] for edit in scene.told("offered")] == [
        [0, "city", ["Oslo", "Bergen"]],
        [1, "city", ["Bern"]],
        [2, "city", []],
    ]
    assert scene.told("offered", 1) == []
    scene.act("edit_cells", [[0, "city", "Bern"], [1, "city", "Bern"], [2, "city", "x"]], "edit")
    assert scene.reasons() == [
        "Must be one of: Oslo, Bergen",
        "There is nothing to choose here.",
    ]
    scene.act("edit_cells", [[0, "city", "Bergen"]], "edit")
    assert scene.heard == [("cell_edited", ["row0"], "city", "Oslo", "Bergen")]
    scene.check()


def test_a_function_has_the_choices_and_is_asked_once_for_each_state_of_a_row() -> None:
    asked: list[str] = []

    def choices(row: dict[str, Any]) -> list[str]:
        asked.append(row["land"])
        return CITIES[row["land"]]

    scene = Cities(choices)
    scene.act("ask_choices", 0, "city")
    scene.act("edit_cells", [[0, "city", "Bergen"]], "edit")
    assert asked == ["no"]
    # What is pasted is asked about as it comes; with another value in the row it is another one.
    scene.act("edit_cells", [[0, "city", "Bern"], [1, "city", "Bern"]], "paste")
    assert asked == ["no", "no", "ch"]
    scene.act("edit_cells", [[0, "land", "ch"]], "edit")
    scene.act("edit_cells", [[0, "city", "Bern"]], "edit")
    assert asked == ["no", "no", "ch", "ch"]
    assert [row["city"] for row in scene.get("get_data")] == ["Bern", "Bern", ""]
    assert scene.reasons() == ["Must be one of: Oslo, Bergen"]
    # A cleared cell is no choice.
    scene.act("edit_cells", [[1, "city", None]], "edit")
    assert len(asked) == 4
    scene.check()


def test_what_waits_for_choices_shows_until_they_are_known() -> None:
    """Another row's edit says nothing of it."""
    scene = Cities(lambda row: CITIES[row["land"]])
    scene.pages[0].act(scene.node, "edit_cells", [[0, "city", "Bergen"], [1, "city", "x"]], "edit")
    scene.pages[0].settle(scene.session)
    assert scene.told("pending") == [["pending", [[0, "city", "Bergen"], [1, "city", "x"]]]]
    assert scene.told("pending", 1) == []
    scene.do("set_cell", row=2, col_index=0, value="ch")
    scene.do("set_cell", row=1, col_index=1, value="Thun")
    assert scene.told("settled") == []
    scene.settle()
    assert [row["city"] for row in scene.get("get_data")] == ["Bergen", "Thun", ""]
    assert scene.reasons() == ["It was changed meanwhile."]
    assert scene.told("settled") == [["settled", [[0, "city"], [1, "city"]]]]
    # what is typed again counts, and what is taken back before does not
    scene.do("set_cell", row=0, col_index=0, value="ch")
    for text in ("Basel", "Bern"):
        scene.pages[0].act(scene.node, "edit_cells", [[0, "city", text]], "edit")
        scene.pages[0].settle(scene.session)
    scene.settle()
    assert scene.get("get_data")[0]["city"] == "Bern"
    assert len(scene.reasons()) == 1
    scene.check()


def test_choices_that_can_not_be_found_are_no_choices() -> None:
    scene = Cities(lambda row: CITIES[row["land"]])
    scene.act("ask_choices", 2, "city")
    scene.act("edit_cells", [[2, "city", "Oslo"]], "edit")
    assert scene.told("offered") == [["offered", 2, "city", None]]
    assert scene.reasons() == [
        "What may be chosen here is not known: the program has failed to say."
    ]
    assert [type(error) for error in scene.program.errors] == [KeyError, KeyError]
    with_text = Cities(lambda _: "Oslo")
    with_text.act("ask_choices", 0, "city")
    (error,) = with_text.program.errors
    assert str(error) == "choices must be a sequence of texts, not str"
    scene.check()


def test_rows_that_are_others_meanwhile_get_nothing() -> None:
    scene = Cities(lambda row: CITIES[row["land"]])
    other = [{"land": "no", "city": "Oslo"}, {"land": "no", "city": "Oslo"}]
    scene.pages[0].act(scene.node, "edit_cells", [[1, "city", "Bern"]], "edit")
    scene.pages[0].settle(scene.session)
    scene.do("set_data", data=other)
    assert scene.get("get_data") == other
    assert scene.heard == []
    scene.check()


def test_choices_are_told_of_what_can_be_edited_alone() -> None:
    scene = Cities("cities")
    scene.do("set_column_editable", col_index=1, tf=False)
    scene.act("ask_choices", 0, "city")
    scene.act("ask_choices", 9, "city")
    assert scene.told("offered") == []
    scene.check()


# -- rows ------------------------------------------------------------------------------


def test_rows_are_inserted_and_told() -> None:
    scene = RowScene(columns=["name", "price"])
    scene.act("insert_rows", 1, "before", 2)
    assert scene.names() == ["pear", None, None, "apple", "plum"]
    action, items, index = scene.heard.pop()
    assert (action, index) == ("rows_inserted", 1)
    assert [item["path"] for item in items] == [["row3"], ["row4"]]
    assert items[0]["values"] == {"name": None, "price": None}
    assert scene.told("arrived") == [["arrived", 3, 1]]
    assert scene.told("arrived", 1) == []
    scene.act("insert_rows", 2, "after", 1)
    scene.act("insert_rows", None, "after", 1, who=1)
    assert scene.shown() == [0, 3, 4, 1, 2, 5, 6]
    scene.check()


def test_rows_come_with_what_the_program_gives() -> None:
    numbers = iter(range(10))
    scene = RowScene(
        columns=["name", "price"],
        new_row=lambda: {"name": f"new {next(numbers)}", "price": 0.0, "open": True},
    )
    scene.act("insert_rows", 0, "after", 2)
    assert scene.names() == ["pear", "new 0", "new 1", "apple", "plum"]
    assert [item["values"]["name"] for item in scene.heard[0][1]] == ["new 0", "new 1"]
    scene.do("set_new_row", values=["same"])
    scene.act("insert_rows", None, "after", 1)
    assert scene.names()[-1] == "same"
    # what it gives is no row
    for wrong in (lambda: 5, lambda: 1 / 0, [1, 2, 3]):
        scene.do("set_new_row", values=wrong)
        scene.act("insert_rows", None, "after", 1)
    assert len(scene.names()) == 6
    assert len(scene.program.errors) == 3
    with pytest.raises(TypeError, match="a sequence, or a function"):
        scene.do("set_new_row", values=5)
    scene.check()


def test_rows_of_a_sorted_view_are_named_not_placed() -> None:
    scene = RowScene(columns=["name", "price"])
    scene.do("sort_by_column", col_index=0)
    # apple, pear, plum: the new one has no name, and shows last
    scene.act("insert_rows", 0, "after", 1)
    assert scene.names() == ["pear", None, "apple", "plum"]
    assert scene.shown() == [1, 0, 2, 3]
    assert scene.told("arrived") == [["arrived", 3, 3]]
    scene.act("duplicate_rows", [0])
    assert scene.names() == ["pear", "pear", None, "apple", "plum"]
    assert scene.shown() == [1, 0, 4, 2, 3]
    scene.act("delete_rows", [0, 1])
    assert scene.names() == ["pear", None, "plum"]
    scene.act("move_rows", [2], 4, "before")
    assert scene.names() == ["plum", "pear", None]
    scene.check()


def test_what_is_selected_is_one_act() -> None:
    scene = RowScene(columns=["name", "price"])
    scene.act("choose_rows", "set", 0, None)
    scene.act("choose_rows", "toggle", 2, None)
    scene.heard.clear()
    scene.act("duplicate_rows", None)
    assert scene.names() == ["pear", "apple", "plum", "pear", "plum"]
    ((action, items, index),) = scene.heard
    assert (action, len(items), index) == ("rows_inserted", 2, 3)
    scene.act("move_rows", None, 4, "after")
    assert scene.names() == ["apple", "pear", "plum", "pear", "plum"]
    assert scene.heard[-1][0::2] == ("rows_moved", 3)
    # another browser has taken one of them away, and a third is named that never was
    scene.act("delete_rows", [0], who=1)
    scene.act("delete_rows", [0, 2, 77])
    assert scene.heard[-1] == (
        "rows_deleted",
        [{"path": ["row2"], "values": {"name": "plum", "price": 4.0}}],
    )
    assert [item["path"] for item in scene.get("get_selected")] == []
    scene.check()


def test_rows_whose_cells_are_selected_are_meant() -> None:
    scene = RowScene(columns=["name", "price"], selection_mode="multiple-cell")
    scene.act("choose_cells", "extend", [0, "name"], [1, "price"])
    scene.act("delete_rows", None)
    assert scene.names() == ["plum"]
    scene.act("delete_rows", None)
    assert scene.names() == ["plum"]
    scene.check()


@pytest.mark.parametrize(
    ("rows", "to", "where", "order"),
    [
        ([0], 2, "before", [1, 0, 2, 3]),
        ([3, 1], 0, "before", [1, 3, 0, 2]),
        ([0, 1], 3, "after", [2, 3, 0, 1]),
        ([0, 2], 2, "after", [1, 0, 2, 3]),
        ([1], None, "after", [0, 2, 3, 1]),
        ([1, 2], 1, "before", [0, 1, 2, 3]),
    ],
)
def test_rows_are_moved(rows: list[int], to: int | None, where: str, order: list[int]) -> None:
    scene = RowScene(columns=["name"], data=[{"name": str(number)} for number in range(4)])
    scene.act("move_rows", rows, to, where)
    for who in range(2):
        assert scene.shown(who) == order
    assert [heard[0] for heard in scene.heard] == ["rows_moved"] * (order != [0, 1, 2, 3])
    scene.check()


def test_rows_are_left_alone_unless_it_is_allowed() -> None:
    scene = RowScene(columns=["name"], rows_editable=False)
    scene.act("insert_rows", 0, "after", 1)
    scene.act("duplicate_rows", [0])
    scene.act("delete_rows", [0])
    scene.act("move_rows", [0], 2, "after")
    assert (scene.names(), scene.heard) == (["pear", "apple", "plum"], [])
    scene.do("set_rows_editable", tf=True)
    scene.act("delete_rows", [0])
    assert scene.names() == ["apple", "plum"]
    scene.check()


@pytest.mark.parametrize(
    ("action", "args"),
    [
        ("insert_rows", [0, "after", 0]),
        ("insert_rows", [0, "after", 1001]),
        ("insert_rows", [0, "beside", 1]),
        ("delete_rows", ["all"]),
        ("delete_rows", [[-1]]),
        ("move_rows", [[0], "row1", "after"]),
        ("fill_cells", ["up", None]),
        ("fill_cells", ["typed", 5]),
    ],
)
def test_what_is_no_act_ends_the_connection(action: str, args: list[Any]) -> None:
    scene = RowScene(columns=["name"])
    with pytest.raises(ProtocolError, match=action):
        inputs.receive(
            scene.session,
            scene.pages[0].client,
            events.Input(scene.node.wid, action, args, None),
        )


# -- filling ---------------------------------------------------------------------------


def block(count: int = 3) -> RowScene:
    """Return a table of cells, of which all of two columns are selected."""
    scene = RowScene(
        columns=[
            {"key": "a", "type": "integer", "editable": True},
            {"key": "b", "editable": lambda row: row["a"] != 1},
            "c",
        ],
        data=[{"a": number, "b": f"b{number}", "c": "c"} for number in range(count)],
        selection_mode="multiple-cell",
    )
    scene.act("choose_cells", "extend", [0, "a"], [count - 1, "b"])
    scene.heard.clear()
    return scene


def test_one_value_fills_what_is_selected() -> None:
    scene = block()
    scene.act("fill_cells", "typed", "7")
    data = scene.get("get_data")
    assert [(row["a"], row["b"]) for row in data] == [(7, "7"), (7, "b1"), (7, "7")]
    assert len(scene.heard) == 5
    # one act: the other browser is told once
    assert len(scene.told("cells", 1)) == 1
    assert scene.reasons() == []
    scene.act("fill_cells", "typed", None)
    assert [row["a"] for row in scene.get("get_data")] == [None] * 3
    scene.check()


def test_the_first_row_fills_those_below_as_they_show() -> None:
    scene = block()
    scene.do("sort_by_column", col_index=0, ascending=False)
    scene.act("fill_cells", "down", None)
    data = scene.get("get_data")
    assert [(row["a"], row["b"]) for row in data] == [(2, "b2"), (2, "b1"), (2, "b2")]
    scene.check()


def test_a_single_value_is_pasted_into_all_that_is_selected() -> None:
    scene = block()
    scene.act("paste_text", 1, "a", "5\r\n")
    assert [row["a"] for row in scene.get("get_data")] == [5, 5, 5]
    # where nothing else is selected, or another cell is meant, into that one
    scene.act("choose_cells", "set", [0, "a"], None)
    scene.act("paste_text", 0, "a", "6")
    scene.act("paste_text", 2, "a", "8")
    assert [row["a"] for row in scene.get("get_data")] == [6, 5, 8]
    scene.check()


def test_a_block_goes_to_the_rows_that_its_user_saw() -> None:
    scene = block(5)
    scene.do("sort_by_column", col_index=0, ascending=False)
    # the user saw 4, 3, 2, …; the program has meanwhile made the 3 a 9, and removed the 2
    scene.do("set_cell", row=3, col_index=0, value=9)
    scene.do("delete_row", index=2)
    scene.act("paste_text", 4, "b", '"x\n""1"""\r\n"y\n2"\r\nz\r\nw', [4, 3, 2])
    texts = {row["a"]: row["b"] for row in scene.get("get_data")}
    assert texts == {4: 'x\n"1"', 9: "y\n2", 1: "b1", 0: "b0"}
    assert scene.reasons() == [
        "This row is not there any more.",
        "This cell can't be edited now.",
    ]
    scene.check()


# -- pasting beyond the last row -------------------------------------------------------

EDITABLE: list[Any] = [
    {"key": "name", "editable": True},
    {"label": "Price", "key": "price", "type": "float", "editable": True},
]


def test_what_is_pasted_beyond_the_last_row_makes_rows() -> None:
    scene = RowScene(columns=EDITABLE)
    scene.act("paste_text", 2, "name", "fig\t1\nkiwi\t2\nlime\tmuch\n")
    assert scene.names() == ["pear", "apple", "fig", "kiwi", "lime"]
    assert [row.get("price") for row in scene.get("get_data")] == [2.5, 1.0, 1.0, 2.0, None]
    action, items, index = scene.heard[0]
    assert (action, [item["path"] for item in items], index) == (
        "rows_inserted",
        [["row3"], ["row4"]],
        3,
    )
    assert [heard[0] for heard in scene.heard[1:]] == ["cell_edited"] * 5 + ["paste"]
    assert scene.reasons() == ["Must be a number, not 'much'"]
    # its user stays where the block begins, and takes all of it back in one step
    assert scene.told("arrived") == []
    scene.act("revert", "undo")
    assert scene.names() == ["pear", "apple", "plum"]
    scene.act("revert", "redo")
    assert scene.names() == ["pear", "apple", "fig", "kiwi", "lime"]
    scene.check()


def test_what_is_pasted_into_nothing_makes_rows_as_the_program_gives_them() -> None:
    scene = RowScene(columns=EDITABLE, data=[], new_row=lambda: {"price": 7.0})
    scene.act("paste_text", None, "name", "fig\nkiwi\n")
    assert scene.get("get_data") == [
        {"name": "fig", "price": 7.0},
        {"name": "kiwi", "price": 7.0},
    ]
    scene.act("revert", "undo")
    assert scene.names() == []
    # where it fails to say, there is no place for it
    scene.do("set_new_row", values=lambda: 1 / 0)
    scene.act("paste_text", None, "name", "fig\nkiwi\n")
    assert scene.names() == []
    assert scene.reasons() == ["There is no place for 2 rows of what was pasted: left off."]
    scene.check()


def test_what_has_no_place_is_said() -> None:
    scene = RowScene(columns=EDITABLE, rows_editable=False)
    scene.act("paste_text", 1, "price", "1\tx\t\n2\ty\t\n3\n4\n")
    assert [row["price"] for row in scene.get("get_data")] == [2.5, 1.0, 2.0]
    ((_, ((row, key, _, words),)),) = scene.told("refused")
    assert (row, key) == (2, "price")
    assert words == "There is no place for 2 rows and 1 column of what was pasted: left off."
    scene.act("paste_text", 0, "name", "fig\t\t\n")
    assert len(scene.told("refused")) == 1
    scene.check()


# -- spreading cells -------------------------------------------------------------------


def test_cells_are_spread_over_those_below_and_beside() -> None:
    columns = [{"key": key, "editable": key != "d", "type": "integer"} for key in "abcd"]
    data = [{key: 10 * row + at for at, key in enumerate("abcd")} for row in range(6)]
    scene = RowScene(columns=columns, data=data, selection_mode="multiple-cell")
    scene.do("sort_by_column", col_index=3, ascending=False)
    # rows 5 and 4 are the first now; corners may be named in any order
    scene.act("spread_cells", [4, "b"], [5, "a"], [1, "b"])
    got = {row: [item[key] for key in "ab"] for row, item in enumerate(scene.get("get_data"))}
    assert got == {5: [50, 51], 4: [40, 41], 3: [50, 51], 2: [40, 41], 1: [50, 51], 0: [0, 1]}
    assert len(scene.heard) == 6
    scene.act("revert", "undo")
    assert scene.get("get_data") == data
    # what can't be edited is left alone, without a word
    scene.act("spread_cells", [0, "b"], [0, "b"], [0, "d"])
    assert scene.get("get_data")[0] == {"a": 0, "b": 1, "c": 1, "d": 3}
    # down to the end of what shows
    scene.do("set_filter", col_index=0, spec=">5")
    scene.act("spread_cells", [2, "c"], [2, "c"], None)
    assert [item["c"] for item in scene.get("get_data")] == [1, 22, 22, 32, 42, 52]
    scene.heard.clear()
    for to in ([2, "c"], [9, "c"], [0, "c"], [1, "z"]):
        scene.act("spread_cells", [2, "c"], [2, "c"], to)
    assert scene.heard == []
    assert scene.reasons() == []
    scene.check()


# -- what a user saw, and what there is by then ----------------------------------------


def test_rows_are_moved_by_one_place_from_where_they_are_by_then() -> None:
    scene = RowScene(columns=["name", "price"])
    for way, names, told in (
        ("down", ["apple", "pear", "plum"], ["shifted", 0, 1]),
        ("down", ["apple", "plum", "pear"], ["shifted", 0, 2]),
        # it is the last one
        ("down", ["apple", "plum", "pear"], ["shifted", 0, 2]),
        ("up", ["apple", "pear", "plum"], ["shifted", 0, 1]),
    ):
        scene.act("shift_rows", [0], way)
        assert scene.names() == names
        assert scene.told("shifted")[-1] == told
    assert scene.told("shifted", 1) == []
    scene.do("sort_by_column", col_index=0)
    scene.act("shift_rows", [0], "down")
    scene.do("sort_by_column", col_index=None)
    assert scene.names() == ["apple", "pear", "plum"]
    with pytest.raises(ProtocolError):
        scene.act("insert_rows", 0, "within", 1)
    scene.check()


def test_what_is_cut_and_filled_is_what_was_seen() -> None:
    columns = [{"label": "Name", "key": "name", "editable": True}, "price"]
    scene = RowScene(columns=columns, selection_mode="multiple-cell")
    scene.do("select_cell", path=["row2"], col_key="name")
    scene.act("copy_cells", "cut", True, [[0, "name"], [1, "name"], [9, "name"], [0, "none"]])
    assert scene.names() == ["", "", "plum"]
    # nothing of it is there any more
    scene.act("copy_cells", "cut", True, [[9, "name"]])
    assert scene.names()[2] == "plum"
    scene.do("sort_by_column", col_index=0)
    scene.do("delete_row", index=1)
    scene.act("spread_cells", [2, "name"], [2, "name"], [0, "name"], [2, 1, 0])
    assert scene.names() == ["plum", "plum"]
    scene.check()
