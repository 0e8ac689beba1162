"""What users do in tables, and what each of their browsers is told."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pgwidgets.errors import ProtocolError
from pgwidgets.model.node import Node
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from tests.unit.session.simulation import Page, Session, shown

COLUMNS: list[Any] = [
    "name",
    {"label": "Price", "key": "price", "type": "float", "editable": True},
    {"label": "Count", "key": "count", "type": "integer", "editable": True, "min": 0},
]
ROWS = [
    {"name": "pear", "price": 2.5, "count": 3},
    {"name": "apple", "price": 1.0, "count": 1},
    {"name": "plum", "price": 4.0, "count": 2},
]


class Scene:
    """A table that two browsers show."""

    def __init__(self, **options: Any) -> None:
        self.session = Session()
        options = {"columns": COLUMNS, "data": ROWS, "selection_mode": "multiple", **options}
        self.node = self.session.make("TableView", **options)
        self.pages = [Page().join(self.session), Page().join(self.session)]
        self.heard: list[tuple[Any, ...]] = []
        for page in self.pages:
            # what it has in view, as each page says
            self.view(page, 0, 64)
        for action in ("cell_edited", "selected", "cell_selected", "sorted", "activated"):
            self.listen(action)
        for action in ("cell_action", "copy", "cut", "paste"):
            self.listen(action)
        self.settle()

    def listen(self, action: str) -> None:
        self.session.on(self.node, action, lambda *args: self.heard.append((action, *args)))

    def settle(self) -> None:
        for page in self.pages:
            page.settle(self.session)

    def view(self, page: Page, first: Any, count: Any) -> None:
        """Have a browser show other rows."""
        view = events.View(self.node.wid, [first, count])
        inputs.receive(self.session, page.client, view)
        page.settle(self.session)

    def act(self, action: str, *args: Any, who: int = 0) -> None:
        self.pages[who].act(self.node, action, *args)
        self.settle()

    def do(self, method: str, **values: Any) -> Any:
        return self.session.do(self.node, method, **values)

    def get(self, method: str, **values: Any) -> Any:
        return self.session.read(self.node, method, values)

    def told(self, name: str, who: int = 0) -> list[Any]:
        """Return the edits of a kind that a browser was told."""
        return [
            edit
            for message in self.pages[who].messages
            if message["type"] == "edit"
            for edit in message["edits"]
            if edit[0] == name
        ]

    def check(self) -> None:
        self.settle()
        for page in self.pages:
            assert shown(self.session, page) == {}
            assert page.errors == []


@pytest.fixture
def scene() -> Scene:
    return Scene()


# -- editing -------------------------------------------------------------------------


def test_what_a_user_types_all_are_told(scene: Scene) -> None:
    scene.act("edit_cells", [[1, "price", "3.5"]], "edit")
    assert scene.heard == [("cell_edited", ["row1"], "price", 1.0, 3.5)]
    assert scene.get("get_data")[1] == {"name": "apple", "price": 3.5, "count": 1}
    for who in range(2):
        assert scene.told("cells", who) == [["cells", [[1, "price", "3.5"]]]]
    scene.check()


def test_what_is_there_already_is_no_edit(scene: Scene) -> None:
    scene.act("edit_cells", [[1, "price", "1.0"]], "edit")
    assert scene.heard == []
    # Its own page shows what was typed until it is told.
    assert scene.told("cells") == [["cells", [[1, "price", "1.0"]]]]
    assert scene.told("cells", 1) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ([1, "price", "much"], "Must be a number"),
        ([1, "count", "1.5"], "Must be a whole number"),
        ([1, "count", "-1"], "Must be at least 0"),
        ([1, "name", "fig"], "This column can't be edited"),
        ([9, "price", "1"], "This row is not there any more"),
        ([1, "taste", "1"], "This column is not there any more"),
    ],
)
def test_what_can_not_be_taken_its_user_alone_is_told(
    scene: Scene, change: list[Any], words: str
) -> None:
    scene.act("edit_cells", [change, [2, "price", "5"]], "paste")
    assert scene.heard == [("cell_edited", ["row2"], "price", 4.0, 5.0)]
    ((_, ((row, key, _, reason),)),) = scene.told("refused")
    assert [row, key] == change[:2]
    assert reason.startswith(words)
    assert scene.told("refused", 1) == []
    scene.check()


@pytest.mark.parametrize(
    "args",
    [
        [[[1, "price", 5]], "edit"],
        [[["1", "price", "5"]], "edit"],
        [[[-1, "price", "5"]], "edit"],
        [[[1, "price"]], "edit"],
        ["all", "edit"],
        [[[1, "price", "5"]], "otherwise"],
    ],
)
def test_what_is_no_edit_ends_the_connection(scene: Scene, args: list[Any]) -> None:
    page = scene.pages[0]
    with pytest.raises(ProtocolError, match="edit_cells"):
        inputs.receive(
            scene.session, page.client, events.Input(scene.node.wid, "edit_cells", args, None)
        )
    assert scene.get("get_data") == ROWS


def test_a_table_that_is_disabled_takes_nothing(scene: Scene) -> None:
    scene.do("set_enabled", tf=False)
    scene.act("edit_cells", [[1, "price", "3.5"]], "edit")
    scene.act("choose_rows", "set", 1, None)
    assert scene.heard == []
    scene.check()


def test_editing_can_be_allowed_for_all_columns_and_for_one(scene: Scene) -> None:
    scene.do("set_editable", tf=False)
    scene.act("edit_cells", [[0, "price", "9"]], "edit")
    assert scene.heard == []
    scene.do("set_column_editable", col_index=0, tf=True)
    scene.act("edit_cells", [[0, "name", "quince"]], "edit")
    assert scene.heard == [("cell_edited", ["row0"], "name", "pear", "quince")]
    scene.do("append_column", column="note")
    scene.act("edit_cells", [[0, "note", "x"]], "edit")
    scene.do("set_editable", tf=True)
    scene.act("edit_cells", [[0, "note", "y"]], "edit")
    assert scene.heard[1:] == [("cell_edited", ["row0"], "note", None, "y")]
    scene.check()


def test_a_cleared_cell_is_missing_and_a_typed_zero_is_zero(scene: Scene) -> None:
    scene.act("edit_cells", [[0, "price", None], [1, "price", "0"]], "edit")
    prices = [row["price"] for row in scene.get("get_data")]
    assert prices == [None, 0.0, 4.0]


def test_a_choice_is_one_of_the_choices() -> None:
    kinds = {"label": "Kind", "key": "kind", "widget": "combobox", "choices": ["a", "b"]}
    scene = Scene(columns=[kinds], data=[{"kind": "a"}])
    scene.act("edit_cells", [[0, "kind", "c"]], "edit")
    scene.act("edit_cells", [[0, "kind", "b"]], "edit")
    assert scene.heard == [("cell_edited", ["row0"], "kind", "a", "b")]
    ((_, ((_, _, cell, reason),)),) = scene.told("refused")
    assert (cell, reason) == ("a", "Must be one of: a, b")


def test_values_that_do_not_show_say_what_can_be_operated() -> None:
    button = {"label": "Go", "key": "go", "widget": "button", "text": "Go", "enabled_key": "ready"}
    rows = [{"ready": True}, {"ready": False}, {}]
    scene = Scene(columns=["name", button], data=rows)
    cells = [row[2][1] for row in part_of(scene.node, scene.pages[0])["rows"]]
    assert [isinstance(cell, dict) and cell.get("enabled") is False for cell in cells] == [
        False,
        True,
        False,
    ]
    for row in range(3):
        scene.act("press", row, "go")
    assert [heard[1] for heard in scene.heard] == [["row0"], ["row2"]]


# -- the clipboard -------------------------------------------------------------------


def test_a_block_is_pasted_over_the_rows_as_they_show(scene: Scene) -> None:
    scene.do("sort_by_column", col_index=0)
    # apple, pear, plum
    scene.act("paste_text", 1, "price", '10\t11\r\n"20"\t21\r\n')
    data = scene.get("get_data")
    assert [(row["name"], row["price"], row["count"]) for row in data] == [
        ("pear", 20.0, 21),
        ("apple", 10.0, 11),
        ("plum", 4.0, 2),
    ]
    assert scene.heard[-1][0] == "paste"
    scene.check()


def test_what_does_not_fit_is_cut_off(scene: Scene) -> None:
    scene.act("paste_text", 2, "count", "7\t8\n9")
    assert [row["count"] for row in scene.get("get_data")] == [3, 1, 7]


def test_what_is_copied_its_user_alone_is_told(scene: Scene) -> None:
    scene.do("sort_by_column", col_index=0)
    scene.do("select_all")
    scene.act("copy_cells", "copy", False)
    text = "apple\t1.0\t1\npear\t2.5\t3\nplum\t4.0\t2"
    assert scene.told("copied") == [["copied", text]]
    assert scene.told("copied", 1) == []
    assert scene.heard == [("copy", text)]


def test_what_is_cut_goes_where_users_may_edit(scene: Scene) -> None:
    scene.do("select_path", path=["row0"])
    scene.act("copy_cells", "cut", True)
    assert scene.get("get_data")[0] == {"name": "pear", "price": None, "count": None}
    assert scene.heard[-1] == ("cut", "pear\t2.5\t3")
    assert scene.told("refused") == []
    scene.check()


# -- selection and order -------------------------------------------------------------


def test_a_selection_names_rows_whatever_becomes_of_their_places(scene: Scene) -> None:
    scene.act("choose_rows", "set", 0, None)
    scene.act("choose_rows", "toggle", 2, None)
    scene.do("insert_row", index=0, values={"name": "fig"})
    scene.do("sort_by_column", col_index=0)
    scene.do("delete_row", index=3)
    assert [item["path"] for item in scene.get("get_selected")] == [["row0"]]
    scene.check()


def test_a_range_is_of_rows_as_they_show(scene: Scene) -> None:
    scene.act("arrange", [["name", True]])
    scene.act("choose_rows", "set", 1, None)
    scene.act("choose_rows", "extend", 0, 1)
    assert scene.heard[0] == ("sorted", "name", True)
    assert [item["path"] for item in scene.heard[-1][1]] == [["row1"], ["row0"]]
    scene.check()


def test_one_alone_is_selected_where_no_more_may_be() -> None:
    scene = Scene(selection_mode="single")
    scene.act("choose_rows", "set", 0, None)
    scene.act("choose_rows", "extend", 2, 0)
    scene.act("choose_rows", "all", None, None)
    assert [item["path"] for item in scene.get("get_selected")] == [["row2"]]
    with pytest.raises(ValueError, match="selection_mode is 'single'"):
        scene.do("select_all")
    scene.check()


def test_a_block_of_cells_is_between_its_corners() -> None:
    scene = Scene(selection_mode="multiple-cell")
    scene.do("sort_by_column", col_index=0)
    scene.act("choose_cells", "extend", [0, "count"], [1, "price"])
    cells = [(item["path"], item["col_key"], item["value"]) for item in scene.heard[-1][1]]
    assert cells == [
        (["row1"], "price", 1.0),
        (["row1"], "count", 1),
        (["row0"], "price", 2.5),
        (["row0"], "count", 3),
    ]
    scene.do("delete_column", index=1)
    assert [item["col_key"] for item in scene.get("get_selected_cells")] == ["count", "count"]
    scene.check()


def test_a_table_that_is_not_sortable_is_not_sorted(scene: Scene) -> None:
    scene.do("set_sortable", tf=False)
    scene.act("arrange", [["name", True]])
    assert scene.heard == []
    scene.check()


def test_it_is_sorted_by_several_columns_and_by_none(scene: Scene) -> None:
    scene.do("append_row", values=["apple", 0.5, 9])
    scene.act("arrange", [["name", True], ["price", True]])
    first = scene.pages[0].replica.widgets[scene.node.wid].state["data"]["rows"]
    assert [row[0] for row in first] == [3, 1, 0, 2]
    scene.act("arrange", [])
    assert scene.heard[-1] == ("sorted", None, True)
    scene.check()


def test_what_has_gone_is_not_selected(scene: Scene) -> None:
    scene.do("delete_row", index=1)
    scene.act("choose_rows", "set", 1, None)
    scene.act("choose_rows", "extend", 0, 77)
    assert scene.heard == []
    scene.check()


# -- parts ---------------------------------------------------------------------------


def numbers(count: int) -> list[dict[str, int]]:
    return [{"n": number} for number in range(count)]


def part_of(node: Node, page: Page) -> dict[str, Any]:
    part: dict[str, Any] = page.replica.widgets[node.wid].state["data"]
    return part


def test_a_page_has_the_rows_that_it_asked_for() -> None:
    scene = Scene(columns=(), data=numbers(100_000))
    page, other = scene.pages
    assert [len(part_of(scene.node, one)["rows"]) for one in (page, other)] == [64, 64]
    scene.view(page, 50_000, 20)
    assert [row[0] for row in part_of(scene.node, page)["rows"]] == [*range(50_000, 50_020)]
    scene.view(page, 99_999, 20)
    assert part_of(scene.node, page)["first"] == 99_980
    scene.do("set_cell", row=50_000, col_index=0, value=-1)
    page.settle(scene.session)
    assert scene.told("cells") == scene.told("cells", 1) == []


@pytest.mark.parametrize("part", [[0, 1001], [-1, 5], [0], "all", [0.5, 1], [True, 5], None])
def test_no_page_gets_more_than_it_may_ask_for(scene: Scene, part: Any) -> None:
    with pytest.raises(ProtocolError, match="TableView 'data'"):
        inputs.receive(scene.session, scene.pages[0].client, events.View(scene.node.wid, part))


# measured, it would take four times as long, and other tests run the same lines
@pytest.mark.no_cover
def test_what_waits_for_a_slow_page_is_a_window_at_most() -> None:
    scene = Scene(columns=(), data=numbers(10_000))
    page = scene.pages[0]
    for round_ in range(300):
        scene.do("set_cell", row=round_ % 50, col_index=0, value=-round_)
        scene.do("sort_by_column", col_index=0, ascending=bool(round_ % 2))
        scene.pages[1].settle(scene.session)
    waiting = page.client.outbox._waiting_bytes
    assert waiting < 200_000
    scene.check()


def test_a_browser_that_comes_later_sees_the_same(scene: Scene) -> None:
    scene.do("sort_by_column", col_index=2, ascending=False)
    scene.do("set_row_color", path=["row1"], bg="gold")
    scene.do("set_column_width", col_index=0, width=120)
    scene.do("select_path", path=["row2"])
    scene.pages.append(Page().join(scene.session))
    scene.check()
    part = part_of(scene.node, scene.pages[2])
    assert [row[0] for row in part["rows"]] == [0, 2, 1]
    assert part["rows"][2][3] == {"": [None, "gold", None]}


def test_a_plain_page_gets_all_by_methods() -> None:
    scene = Scene()
    scene.do("sort_by_column", col_index=0)
    scene.do("set_selected", items=[["row1"]])
    plain = Page(features=()).join(scene.session)
    called = [
        (call["method"], call["args"])
        for message in plain.messages
        if message["type"] == "batch"
        for call in message["calls"]
    ]
    assert ("set_data", [ROWS]) in called
    assert ("sort_by_column", [0, True]) in called
    assert ("set_selected", [[{"path": ["row1"]}]]) in called


def test_a_plain_page_gets_numbers_of_libraries_as_numbers() -> None:
    frame = pd.DataFrame({"n": [1, 2**60], "f": [0.5, None], "ok": [True, False]})
    session = Session()
    session.make("TableView", data=frame)
    [calls] = [
        message["calls"]
        for message in Page(features=()).join(session).messages
        if message["type"] == "batch"
    ]
    [given] = [call["args"][0] for call in calls if call["method"] == "set_data"]
    assert given == [
        {"n": 1, "f": 0.5, "ok": True},
        {"n": str(2**60), "f": None, "ok": False},
    ]


def test_a_plain_page_is_told_how_much_it_is_not_given(caplog: pytest.LogCaptureFixture) -> None:
    session = Session()
    session.make("TableView", data=numbers(10_001))
    Page(features=()).join(session)
    assert "gets the first 10000" in caplog.text
