"""Columns that are hidden and moved, by programs and by users."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.session.simulation import Page, Session, shown
from tests.unit.session.test_tables import ROWS, Scene, part_of


@pytest.fixture
def scene() -> Scene:
    scene = Scene(selection_mode="multiple-cell")
    for action in ("columns_moved", "columns_hidden"):
        scene.listen(action)
    return scene


def seen(scene: Scene, who: int = 0) -> tuple[list[str], list[Any]]:
    """Return the columns that a browser shows, and its first row."""
    scene.settle()
    columns = scene.node.state["columns"]
    rows = part_of(scene.node, scene.pages[who])["rows"]
    return [column["key"] for column in columns], rows[0][2]


def test_programs_hide_and_move_columns(scene: Scene) -> None:
    scene.do("set_column_order", col_keys=["count", "name"])
    assert seen(scene) == (["count", "name", "price"], ["3", "pear", "2.5"])
    scene.do("set_hidden_columns", col_keys=["name"])
    assert seen(scene) == (["count", "price"], ["3", "2.5"])
    assert scene.get("get_hidden_columns") == ["name"]
    assert scene.get("get_column_order") == ["count", "name", "price"]
    # Indexes and the data are what they were.
    scene.do("set_cell", row=0, col_index=0, value="quince")
    scene.do("sort_by_column", col_index=0)
    assert seen(scene)[1] == ["1", "1.0"]
    assert scene.get("get_column_count") == 3
    assert scene.get("get_data") == [{**ROWS[0], "name": "quince"}, *ROWS[1:]]
    scene.do("set_hidden_columns", col_keys=[])
    scene.do("set_column_order", col_keys=[])
    assert seen(scene) == (["name", "price", "count"], ["apple", "1.0", "1"])
    # A program is not told of what it did.
    assert scene.heard == []
    scene.check()


def test_users_hide_and_move_columns(scene: Scene) -> None:
    scene.act("move_column", "count", "name")
    assert scene.heard == [("columns_moved", ["count", "name", "price"])]
    assert seen(scene, 1) == (["count", "name", "price"], ["3", "pear", "2.5"])
    scene.act("move_column", "count", None, who=1)
    assert scene.heard[1:] == [("columns_moved", ["name", "price", "count"])]
    scene.act("hide_column", "price", True)
    # Two users did the same.
    scene.act("hide_column", "price", True, who=1)
    scene.act("hide_column", "name", True)
    assert [heard[1] for heard in scene.heard[2:]] == [["price"], ["name", "price"]]
    assert seen(scene) == (["count"], ["3"])
    # One is left.
    scene.act("hide_column", "count", True)
    scene.act("hide_column", "name", False)
    assert seen(scene) == (["name", "count"], ["pear", "3"])
    assert scene.heard[-1] == ("columns_hidden", ["price"])
    scene.check()


def test_what_is_not_there_is_refused(scene: Scene) -> None:
    scene.act("move_column", "taste", None)
    scene.act("move_column", "name", "taste")
    scene.act("move_column", "name", "name")
    scene.act("hide_column", "taste", True)
    scene.do("set_movable_columns", tf=False)
    scene.act("move_column", "count", "name")
    scene.act("hide_column", "name", True)
    assert scene.heard == []
    for method in ("set_column_order", "set_hidden_columns"):
        with pytest.raises(ValueError, match=r"'prize'.*did you mean 'price'"):
            scene.do(method, col_keys=["prize"])
        with pytest.raises(ValueError, match="once"):
            scene.do(method, col_keys=["name", "name"])
    assert seen(scene)[0] == ["name", "price", "count"]
    scene.check()


def test_what_shows_is_selected_copied_and_pasted_in_its_order(scene: Scene) -> None:
    scene.act("choose_cells", "set", [0, "price"], None)
    scene.do("set_hidden_columns", col_keys=["price"])
    # What a user can't see can't be copied or cleared by mistake.
    assert scene.get("get_selected_cells") == []
    scene.do("set_column_order", col_keys=["count", "price", "name"])
    scene.do("select_cell", path=["row0"], col_key="price")
    scene.act("choose_cells", "extend", [1, "name"], [0, "count"])
    cells = [(item["path"], item["col_key"]) for item in scene.get("get_selected_cells")]
    assert cells == [
        (["row0"], "count"),
        (["row0"], "name"),
        (["row1"], "count"),
        (["row1"], "name"),
    ]
    scene.act("copy_cells", "copy", False)
    assert scene.told("copied") == [["copied", "3\tpear\n1\tapple"]]
    scene.do("set_column_editable", col_index=0, tf=True)
    scene.act("paste_text", 1, "count", "8\tfig")
    assert scene.get("get_data")[1] == {"name": "fig", "price": 1.0, "count": 8}
    # What was typed as another user hid the column is taken all the same.
    scene.act("edit_cells", [[2, "price", "7"]], "edit")
    assert scene.get("get_data")[2]["price"] == 7.0
    scene.check()


def test_columns_that_come_and_go_keep_to_it(scene: Scene) -> None:
    scene.do("set_column_order", col_keys=["count", "name", "price"])
    scene.do("set_hidden_columns", col_keys=["name"])
    scene.do("insert_column", index=1, column="note")
    # Behind the one that it is behind in the table, which does not show.
    assert seen(scene)[0] == ["count", "note", "price"]
    scene.do("delete_column", index=0)
    assert seen(scene)[0] == ["note", "count", "price"]
    scene.do("set_data", data=[{"name": "kiwi", "price": 1, "count": 2, "note": "x"}])
    assert seen(scene)[0] == ["note", "count", "price"]
    scene.do("set_columns", columns=["name", "price", "count"])
    assert seen(scene)[0] == ["count", "price"]
    scene.do("set_hidden_columns", col_keys=["count", "price", "name"])
    assert seen(scene) == ([], [])
    scene.check()


def test_a_table_is_made_with_hidden_columns() -> None:
    scene = Scene(columns=(), data=ROWS, hidden_columns=["price"], frozen_columns=1)
    assert seen(scene) == (["name", "count"], ["pear", "3"])
    assert scene.get("get_hidden_columns") == ["price"]
    assert scene.get("get_frozen_columns") == 1
    scene.check()


def test_a_user_is_handed_what_shows_as_a_file(scene: Scene) -> None:
    scene.do("set_column_order", col_keys=["count", "name"])
    scene.do("set_hidden_columns", col_keys=["price"])
    scene.do("sort_by_column", col_index=0)
    scene.act("export_csv")
    scene.session.world.ring()
    scene.settle()
    text = "Count,name\r\n1,apple\r\n3,pear\r\n2,plum\r\n"
    assert scene.told("exported") == [["exported", text, ""]]
    assert scene.told("exported", 1) == []
    assert scene.get("to_csv") == text


def test_what_is_too_large_for_a_page_it_is_told() -> None:
    scene = Scene(columns=(), data={"a": range(1_000_001)})
    scene.act("export_csv")
    ((_, text, reason),) = scene.told("exported")
    assert text is None
    assert "1,000,001 cells" in reason


def test_the_first_column_of_a_tree_stays_the_first() -> None:
    session = Session()
    columns = ["Name", {"label": "Size", "key": "size"}, {"label": "Kind", "key": "kind"}]
    node = session.make("TreeView", columns=columns)
    session.do(node, "set_tree", tree={"src": {"a": {"size": 1, "kind": "=x"}}})
    session.do(node, "expand_all")
    page = Page().join(session)
    page.act(node, "move_column", "kind", "size")
    page.act(node, "move_column", "kind", "Name")
    page.act(node, "hide_column", "Name", True)
    page.settle(session)
    assert session.read(node, "get_column_order", {}) == ["Name", "kind", "size"]
    with pytest.raises(ValueError, match="stays the first"):
        session.do(node, "set_hidden_columns", col_keys=["Name"])
    session.do(node, "set_column_order", col_keys=["size", "Name"])
    session.do(node, "set_hidden_columns", col_keys=["kind"])
    page.settle(session)
    assert [column["key"] for column in node.state["columns"]] == ["Name", "size"]
    assert session.read(node, "to_csv", {}) == "Name,Size\r\nsrc,\r\na,1\r\n"
    assert shown(session, page) == {}
