"""Filtering trees, and what users do with their items and take back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_table_view_filters import field, strip
from tests.browser.widgets.test_tree_view import COLUMNS, TREE, expander, row, shows


def test_users_look_for_items_change_them_and_take_it_back(desk: Desk) -> None:
    tree = desk.W.TreeView(
        columns=COLUMNS,
        tree=TREE,
        selection_mode="multiple",
        show_filters=True,
        show_search=True,
        rows_editable=True,
    )
    desk.show(tree)
    whole = tree.get_subtree()
    filtered = desk.calls(tree, "filtered")
    tree.expand_item(["nuts"])
    # what fits keeps what it is in, here and elsewhere
    search = desk.at(tree, '[aria-label="Search all rows"]')
    search.fill("gala")
    shows(desk, tree, "fruit apples Gala")
    shows(desk, tree, "fruit apples Gala", desk.second)
    expect(strip(desk, tree)).to_contain_text("3 of 9 rows")
    assert filtered.until({}, "gala", 3)
    expect(row(desk, tree, "apples")).to_have_attribute("aria-setsize", "1")
    expander(desk, tree, "apples").click()
    shows(desk, tree, "fruit apples")
    desk.assert_accessible()
    desk.assert_same()
    # what the next search finds all shows
    search.fill("")
    field(desk, tree, "Count").fill(">=5")
    shows(desk, tree, "fruit apples Gala nuts hazel")
    expect(row(desk, tree, "hazel")).to_have_attribute("aria-level", "2")
    # what was open is so again
    strip(desk, tree).get_by_role("button").click()
    shows(desk, tree, "fruit nuts hazel salt")
    expect(strip(desk, tree)).to_be_hidden()
    # items go, come and are moved, and all that is taken back
    tree.expand_item(["fruit"])
    shows(desk, tree, "fruit apples pear plum nuts hazel salt")
    deleted, moved = desk.calls(tree, "rows_deleted"), desk.calls(tree, "rows_moved")
    press = desk.page.keyboard.press
    row(desk, tree, "apples").click()
    press("Delete")
    shows(desk, tree, "fruit pear plum nuts hazel salt", desk.second)
    assert [item["path"] for item in deleted.next()[0]] == [["fruit", "apples"]]
    row(desk, tree, "pear").click()
    press("Alt+Shift+ArrowDown")
    shows(desk, tree, "fruit plum pear nuts hazel salt")
    assert moved.next() == ([{"path": ["fruit", "pear"], "values": {"name": None, **PEAR}}], 1)
    # it is the last one in there
    press("Alt+Shift+ArrowDown")
    desk.assert_silent(moved)
    press("Control+z")
    shows(desk, tree, "fruit pear plum nuts hazel salt")
    press("Control+z")
    shows(desk, tree, "fruit apples pear plum nuts hazel salt", desk.second)
    assert tree.get_subtree() == whole
    press("Control+y")
    shows(desk, tree, "fruit pear plum nuts hazel salt")
    assert tree.undo() == []
    shows(desk, tree, "fruit apples pear plum nuts hazel salt")
    desk.assert_same()


PEAR = TREE["fruit"]["pear"]
