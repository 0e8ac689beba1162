"""What programs do with trees, and what their users copy, cut, paste and press in them."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_tree_view import TREE, cell, leaf, row, shown, shows


def test_the_program_changes_what_is_in_a_tree(desk: Desk) -> None:
    tree = shown(desk)
    tree.expand_all()
    shows(desk, tree, "fruit apples Boskoop Gala pear plum nuts hazel salt")
    tree.add_tree({"nuts": {"cashew": leaf(6)}, "rice": leaf(9)})
    tree.add_tree({"plum": leaf(11)}, ["fruit"])
    expect(cell(desk, tree, "plum", "count")).to_have_text("11")
    changed = {"fruit": {"pear": leaf(5), "kiwi": leaf(1)}, "salt": leaf(2)}
    tree.update_tree(changed)
    shows(desk, tree, "fruit pear kiwi salt")
    expect(cell(desk, tree, "pear", "count")).to_have_text("5")
    tree.delete_tree({"fruit": {"kiwi": {}}})
    shows(desk, tree, "fruit pear salt")
    assert tree.append_row(["last", 7]) == ["row2"]
    shows(desk, tree, "fruit pear salt last")
    tree.delete_row("row2")
    tree.add_item(["fruit"], "fig", leaf(8))
    tree.remove_items([["fruit", "pear"], ["salt"]])
    shows(desk, tree, "fruit fig")
    assert tree.get_subtree("expanded") == {"fruit": {"fig": leaf(8)}}
    assert (tree.get_row_count(), tree.get_column_count()) == (2, 3)
    # Rows without rows in them.
    tree.set_data([{"name": "one", "count": 1}, {"name": "two"}])
    shows(desk, tree, "one two")
    tree.update_data([{"name": "one", "count": 5}, {"name": "three"}])
    shows(desk, tree, "one three")
    expect(cell(desk, tree, "row0", "count")).to_have_text("5")
    tree.append_column({"label": "Note", "key": "note"})
    expect(desk.at(tree, '[role="columnheader"]')).to_have_text(["Name", "Count", "Done", "Note"])
    tree.set_columns([{"label": "What", "key": "name", "colwidth": 200}])
    expect(desk.at(tree, '[role="columnheader"]')).to_have_text(["What"])
    desk.assert_accessible()
    desk.assert_same()


def test_the_layout_of_a_tree(desk: Desk) -> None:
    deep = {"fruit": {"a long name for a kind of apples": {"Boskoop of the year": leaf(123456)}}}
    columns = [
        {"label": "Name", "key": "name"},
        {"label": "Count", "key": "count", "type": "integer"},
        {"label": "Note", "key": "note"},
    ]
    tree = desk.W.TreeView(columns=columns, tree=deep)
    desk.show(tree, 640, 320)
    expect(row(desk, tree, "fruit")).to_be_visible()
    # What is opened gets the room that it needs.
    tree.expand_all()
    for column in ("name", "count"):
        inside = cell(desk, tree, "Boskoop of the year", column)
        expect(inside).to_be_visible()
        fits = partial(inside.evaluate, "(it) => it.scrollWidth <= it.clientWidth")
        wait_until(fits, "it has room", desk.page)
    tree.set_column_width("count", 150)
    head = '.pg-head-cell[data-column="{}"]'
    expect(desk.at(tree, head.format("count"))).to_have_css("width", "150px")
    wait_until(lambda: tree.get_column_widths()[1] == 150, "the widths are told", desk.page)
    tree.set_optimal_column_widths()
    expect(desk.at(tree, head.format("count"))).not_to_have_css("width", "150px")
    # How it looks.
    tree.set_header_font("serif", size=20)
    tree.set_row_spacing(4)
    tree.set_column_spacing(6)
    tree.set_show_grid(True)
    tree.set_show_row_numbers(True)
    tree.set_sortable(False)
    expect(desk.at(tree, head.format("name"))).to_have_css("font-size", "20px")
    expect(row(desk, tree, "fruit")).to_have_css("height", "30px")
    expect(row(desk, tree, "fruit").locator(".pg-row-number")).to_have_text("1")
    expect(cell(desk, tree, "fruit", "name")).to_have_css("border-bottom-width", "1px")
    tree.set_column_format("count", {"thousands": True})
    tree.set_column_footer("count", "sum")
    tree.set_column_wrap("note", 2)
    expect(cell(desk, tree, "Boskoop of the year", "count")).to_have_text("123,456")
    expect(desk.at(tree, ".pg-foot-text")).to_have_text("123,456")
    assert tree.get_footer() == {"count": 123456}
    desk.assert_accessible()


def test_columns_of_a_tree_are_moved_and_hidden(desk: Desk) -> None:
    tree = shown(desk)
    tree.append_column({"label": "Note", "key": "note", "colwidth": 60})
    moved, hidden = desk.calls(tree, "columns_moved"), desk.calls(tree, "columns_hidden")
    head = '.pg-head-cell[data-column="{}"]'
    # By its user: in the menu of a head and by keys, but the first stays where it is.
    note = desk.at(tree, head.format("note"))
    note.click(button="right")
    desk.page.get_by_role("menuitem", name="Move left").click()
    assert moved.next() == (["name", "count", "note", "done"],)
    assert tree.get_column_order() == ["name", "count", "note", "done"]
    note.click(button="right")
    desk.assert_accessible()
    desk.page.get_by_role("menuitem", name="Hide").click()
    assert hidden.next() == (["note"],)
    expect(note).to_have_count(0)
    assert tree.get_hidden_columns() == ["note"]
    tree.set_hidden_columns([])
    tree.set_column_order(["name", "count", "done", "note"])
    tree.set_frozen_columns(1)
    tree.set_movable_columns(False)
    expect(desk.at(tree, head.format("name"))).to_have_class(
        "pg-head-cell pg-sortable pg-frozen pg-frozen-last"
    )
    assert tree.get_frozen_columns() == 1
    note.click(button="right")
    expect(desk.page.get_by_role("menuitem", name="Fit the width")).to_be_visible()
    expect(desk.page.get_by_role("menuitem", name="Move left")).to_have_count(0)
    desk.page.keyboard.press("Escape")
    assert tree.to_csv().splitlines()[0] == "Name,Count,Done,Note"
    desk.assert_accessible()
    desk.assert_same()


def test_cells_of_a_tree_are_selected_and_copied(desk: Desk) -> None:
    tree = shown(desk, cell_cursor=True, selection_mode="multiple-cell")
    tree.expand_all()
    names = ("copy", "cut", "paste", "cell_selected", "changed")
    calls = {name: desk.calls(tree, name) for name in names}
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    read = "() => navigator.clipboard.readText()"
    press = desk.page.keyboard.press
    cell(desk, tree, "Boskoop", "count").click()
    assert len(calls["cell_selected"].next()[0]) == 1
    cell(desk, tree, "Gala", "done").click(modifiers=["Shift"], position={"x": 4, "y": 10})
    assert len(calls["cell_selected"].next()[0]) == 4
    press("Control+c")
    assert calls["copy"].next() == ("3\tfalse\n5\tfalse",)
    wait_until(lambda: desk.page.evaluate(read) == "3\tfalse\n5\tfalse", "it is copied", desk.page)
    # Rows as they show, in whatever they are.
    cell(desk, tree, "pear", "count").click()
    press("Control+v")
    assert calls["paste"].next() == ("3\tfalse\n5\tfalse",)
    calls["changed"].next()
    expect(cell(desk, tree, "pear", "count", desk.second)).to_have_text("3")
    expect(cell(desk, tree, "plum", "count", desk.second)).to_have_text("5")
    cell(desk, tree, "nuts", "count").click()
    press("Control+x")
    assert calls["cut"].next() == ("12",)
    expect(cell(desk, tree, "nuts", "count", desk.second)).to_have_text("")
    # The program does the same with what it selects.
    tree.select_cells([(["fruit", "pear"], "count"), (["fruit", "plum"], "count")])
    tree.select_cell(["nuts"], "count", False)
    assert [it["value"] for it in tree.get_selected_cells()] == [3, 5]
    expect(cell(desk, tree, "plum", "count")).to_have_attribute("aria-selected", "true")
    desk.settle()
    assert tree.copy_selection() == "3\n5"
    assert tree.cut_selection() == "3\n5"
    expect(cell(desk, tree, "plum", "count")).to_have_text("")
    cell(desk, tree, "hazel", "count").click()
    desk.settle()
    assert tree.paste_selection() == "3\n5"
    expect(cell(desk, tree, "hazel", "count")).to_have_text("3")
    expect(cell(desk, tree, "salt", "count")).to_have_text("5")
    tree.clear_cell_selection()
    expect(cell(desk, tree, "hazel", "count")).to_have_attribute("aria-selected", "false")
    # Where nothing is selected, a handle is where each user's own keys are.
    tree.select_cell(["salt"], "count")
    desk.assert_accessible()
    desk.assert_same()


def test_what_is_in_the_cells_of_a_tree(desk: Desk) -> None:
    tree = shown(desk)
    tree.append_column({"label": "Open", "key": "open", "widget": "button", "text": "Open"})
    tree.expand_all()
    pressed = desk.calls(tree, "cell_action")
    tree.set_cell(["nuts", "hazel"], "open", "")
    cell(desk, tree, "hazel", "open").get_by_role("button").click()
    path, values, key = pressed.next()
    assert (path, values["count"], key) == (["nuts", "hazel"], 7, "open")
    tree.set_column_editable("count", False)
    cell(desk, tree, "salt", "count").dblclick()
    expect(desk.at(tree, ".pg-cell-editor")).to_be_hidden()
    tree.set_editable(True)
    cell(desk, tree, "salt", "count").dblclick()
    expect(desk.at(tree, ".pg-cell-editor")).to_be_focused()
    desk.page.keyboard.press("Escape")
    desk.assert_accessible()
    desk.assert_same()


def test_rows_of_a_tree_by_the_program(desk: Desk) -> None:
    many = {f"group{at}": {f"item{at}-{of}": leaf(of) for of in range(9)} for at in range(40)}
    tree = shown(desk, {**TREE, **many}, selection_mode="multiple")
    scrolled = desk.calls(tree, "scrolled")
    tree.set_selected([["fruit"], ["nuts"]])
    tree.select_paths([["salt"]])
    tree.select_path(["nuts"], False)
    for key, state in (("fruit", "true"), ("nuts", "false"), ("salt", "true")):
        expect(row(desk, tree, key)).to_have_attribute("aria-selected", state)
    tree.clear_selection()
    expect(row(desk, tree, "fruit")).to_have_attribute("aria-selected", "false")
    tree.select_all()
    expect(row(desk, tree, "fruit")).to_have_attribute("aria-selected", "true")
    assert len(tree.get_selected()) == tree.get_row_count()
    tree.select_all(False)
    green, cream = "rgb(0, 128, 0)", "rgb(255, 253, 208)"
    tree.set_colors({"rows": [{"path": ["fruit"], "fg": "gold"}]})
    tree.set_column_color("count", fg=green)
    tree.set_table_color(bg=cream)
    expect(cell(desk, tree, "salt", "count")).to_have_css("color", green)
    expect(cell(desk, tree, "fruit", "name")).to_have_css("background-color", cream)
    tree.set_cell_color(["salt"], "count", fg="red")
    tree.clear_cell_color(["salt"], "count")
    tree.clear_row_color(["fruit"])
    expect(cell(desk, tree, "salt", "count")).to_have_css("color", green)
    tree.clear_column_color("count")
    expect(cell(desk, tree, "salt", "count")).not_to_have_css("color", green)
    tree.scroll_to_end()
    expect(row(desk, tree, "group39")).to_be_in_viewport()
    desk.assert_silent(scrolled)
    tree.set_scroll_position(v_pct=0.0)
    expect(row(desk, tree, "fruit")).to_be_in_viewport()
    assert tree.get_scroll_position() == (0.0, 0.0)
    desk.at(tree, ".pg-grid-scroller").hover()
    desk.page.mouse.wheel(0, 10_000)
    expect(row(desk, tree, "group39")).to_be_in_viewport()
    assert scrolled.next()[0] == 0
    desk.assert_same()


def test_the_program_filters_a_tree(desk: Desk) -> None:
    tree = shown(desk)
    tree.expand_all()
    tree.set_filter("name", {"contains": "haz"})
    # With what it is in.
    shows(desk, tree, "nuts hazel")
    desk.assert_accessible()
    tree.set_filter("name", None)
    shows(desk, tree, "fruit apples Boskoop Gala pear plum nuts hazel salt")
