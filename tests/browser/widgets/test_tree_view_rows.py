"""What users do with the rows of trees: into branches, past branches, and out of closed ones."""

from __future__ import annotations

import threading
from typing import Any

from playwright.sync_api import expect

from tests.browser.crossing import Crossing, at
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_tree_view import COLUMNS, CURSOR, cursor, leaf, row, shown, shows


def test_rows_go_into_branches_and_what_is_taken_back_is_shown(desk: Desk) -> None:
    gate = threading.Event()

    def more(path: list[str]) -> dict[str, Any]:
        assert gate.wait(30)
        return {"found": leaf(len(path))}

    tree = shown(
        desk,
        {"empty": {}, "more": more, "top": {"a": leaf(1), "b": leaf(2)}, "leaf": leaf(3)},
        rows_editable=True,
        new_row={"count": 5, "name": "new"},
        selection_mode="multiple",
    )
    inserted = desk.calls(tree, "rows_inserted")
    keyboard = desk.page.keyboard
    items = desk.at(tree, '[role="menuitem"]')
    # where nothing can be in it, the menu does not offer it
    row(desk, tree, "leaf").click(button="right")
    expect(items.filter(has_text="Insert row below")).to_be_visible()
    expect(items.filter(has_text="inside")).to_have_count(0)
    desk.assert_accessible()
    keyboard.press("Escape")
    keyboard.press("Alt+Insert")
    desk.assert_silent(inserted)
    row(desk, tree, "empty").click(button="right")
    items.filter(has_text="Insert row inside").click()
    assert inserted.next()[0][0]["path"] == ["empty", "row0"]
    shows(desk, tree, "empty new more top leaf")
    expect(row(desk, tree, "row0")).to_have_class(CURSOR)
    expect(row(desk, tree, "row0")).to_have_attribute("aria-level", "2")
    # what is in it comes first, and the user goes on meanwhile
    row(desk, tree, "more").click()
    keyboard.press("Alt+Insert")
    keyboard.press("ArrowDown")
    gate.set()
    assert inserted.next()[1] == 1
    shows(desk, tree, "empty new more found new top leaf")
    assert cursor(desk, tree) == "top"
    # closed meanwhile: what is taken back there is shown, for it is opened
    tree.collapse_all()
    shows(desk, tree, "empty more top leaf")
    keyboard.press("Control+z")
    keyboard.press("Control+y")
    shows(desk, tree, "empty more found new top leaf")
    expect(row(desk, tree, "row1")).to_have_class(CURSOR)
    shows(desk, tree, "empty more found new top leaf", desk.second)
    keyboard.press("Control+z")
    keyboard.press("Control+z")
    shows(desk, tree, "empty more found top leaf")
    assert tree.get_subtree()["empty"] == {}
    desk.assert_accessible()
    desk.assert_same()


def test_rows_go_past_open_branches_far_away(crossing: Crossing) -> None:
    many = {f"item{number}": leaf(number) for number in range(60)}
    tree = crossing.ui.TreeView(columns=COLUMNS, rows_editable=True, selection_mode="multiple")
    tree.set_tree({"first": leaf(0), "many": many, "last": {"x": leaf(1)}})
    tree.expand_item(["many"])
    page, other = crossing.show(tree)
    first = at(page, tree, '.pg-row[data-key="first"]')
    first.click()
    with crossing.held():
        page.keyboard.press("Alt+Shift+ArrowDown")
        page.keyboard.press("Alt+Shift+ArrowDown")
        crossing.do(tree.expand_item, ["last"])
    wait_until(lambda: list(tree.get_subtree()) == ["many", "last", "first"], "it is moved", page)
    # the user goes with the row, out of what this page had
    expect(first).to_be_in_viewport()
    expect(first).to_have_class(CURSOR)
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Alt+Shift+ArrowUp")
    wait_until(lambda: list(tree.get_subtree()) == ["many", "first", "last"], "it is back", page)
    expect(first).to_have_class(CURSOR)
    expect(at(other, tree, '.pg-row[data-key="many"]')).to_be_visible()


def test_rows_are_dragged_among_those_in_the_same_one(desk: Desk) -> None:
    inside = {"a": leaf(1), "deep": {"x": leaf(2), "y": leaf(3)}, "b": leaf(4)}
    tree = shown(desk, {"top": inside, "leaf": leaf(5), "last": leaf(6)}, rows_editable=True)
    tree.expand_item(["top"])
    tree.expand_item(["top", "deep"])
    shows(desk, tree, "top a deep x y b leaf last")
    moved = desk.calls(tree, "rows_moved")
    line, mouse = desk.at(tree, ".pg-row-drop"), desk.page.mouse

    def drag(key: str, to: str) -> None:
        """Drag a row to the lower half of another one."""
        row(desk, tree, key).hover()
        desk.settle()
        box = row(desk, tree, to).bounding_box()
        assert box is not None
        mouse.move(*desk.middle(tree, ".pg-row-grip"))
        mouse.down()
        mouse.move(box["x"] + 60, box["y"] + box["height"] - 4, steps=4)
        desk.settle()

    # Beyond what it is in it comes to the end of that; the line says so.
    drag("a", "leaf")
    last = row(desk, tree, "b").bounding_box()
    mark = line.bounding_box()
    assert last is not None
    assert mark is not None
    assert mark["y"] + mark["height"] == last["y"] + last["height"]
    mouse.up()
    items, index = moved.next()
    assert ([item["path"] for item in items], index) == ([["top", "a"]], 2)
    shows(desk, tree, "top deep x y b a leaf last")
    # Into a branch that is open nothing goes: it comes behind that.
    drag("leaf", "top")
    mouse.up()
    drag("b", "x")
    mouse.up()
    desk.assert_silent(moved)
    # A branch goes with what is in it, also up.
    drag("deep", "a")
    mouse.up()
    moved.next()
    shows(desk, tree, "top b a deep x y leaf last")
    drag("last", "top")
    desk.page.keyboard.press("Escape")
    mouse.up()
    row(desk, tree, "leaf").click()
    desk.page.keyboard.press("Control+z")
    shows(desk, tree, "top deep x y b a leaf last")
    shows(desk, tree, "top deep x y b a leaf last", desk.second)
    assert moved.next()[1] == 0
    # What opens a row is not under what drags it.
    row(desk, tree, "top").locator(".pg-expander").click()
    shows(desk, tree, "top leaf last")
    desk.assert_accessible()
    desk.assert_same()
