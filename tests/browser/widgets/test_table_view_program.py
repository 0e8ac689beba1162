"""What programs do with tables, and that all of it is done in a page by some test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.registry import declarations
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_table_view import cell, names, row, shown

STORIES = {"TableView": "test_table_view*.py", "TreeView": "test_tree_view*.py"}
"""Where each of them is tested in a page."""


@pytest.mark.parametrize("kind", STORIES)
def test_all_methods_and_callbacks_are_done_in_a_page(kind: str) -> None:
    declared = declarations()

    def told(of: str) -> str:
        return "".join(it.read_text("utf-8") for it in Path(__file__).parent.glob(STORIES[of]))

    def is_done(name: str, form: str) -> bool:
        # what both declare alike is one thing
        kinds = [of for of in STORIES if _all(declared[of]).get(name) == _all(declared[kind])[name]]
        return any(form.format(name) in told(of) for of in kinds)

    own = declared[kind]
    methods = [it.name for it in own.methods if not it.internal]
    callbacks = [it.name for it in own.callbacks if not it.internal]
    assert [name for name in methods if not is_done(name, ".{}(")] == []
    assert [name for name in callbacks if not is_done(name, '"{}"')] == []


def _all(widget: Widget) -> dict[str, Any]:
    methods: dict[str, Any] = {it.name: it for it in widget.methods}
    return methods | {it.name: it for it in widget.callbacks}


def test_the_program_changes_rows_and_columns(desk: Desk) -> None:
    table = shown(desk, 3)
    table.set_rows([["one", 1, 0.5], ["two", 2, 1.5]])
    expect(row(desk, table, 2)).to_have_count(0)
    assert names(desk, table) == ["one", "two"]
    table.update_rows([["one", 1, 0.5], ["deux", 2, 1.5]])
    table.update_data([{"name": "one", "count": 7}, {"name": "deux"}, {"name": "trois"}])
    expect(cell(desk, table, 0, "count")).to_have_text("7")
    expect(row(desk, table, 2).locator(".pg-cell").first).to_have_text("trois")
    assert (table.get_row_count(), table.get_column_count()) == (3, 3)
    table.insert_column(1, {"label": "Note", "key": "note", "type": "string"})
    heads = desk.at(table, '[role="columnheader"]')
    expect(heads).to_have_text(["Name", "Note", "Count", "Price"])
    table.delete_column(1)
    table.set_column_width(0, 180)
    table.set_column_order(["count", "name", "price"])
    table.set_hidden_columns(["price"])
    expect(heads).to_have_text(["Count", "Name"])
    assert table.get_column_order() == ["count", "name", "price"]
    assert table.get_hidden_columns() == ["price"]
    assert table.to_csv().splitlines()[0] == "Count,Name"
    table.set_hidden_columns([])
    expect(desk.at(table, '.pg-head-cell[data-column="name"]')).to_have_css("width", "180px")
    table.set_show_grid(True)
    table.set_show_row_numbers(True)
    table.set_sortable(False)
    table.set_editable(True)
    expect(row(desk, table, 2).locator(".pg-row-number")).to_have_text("3")
    # What is edited in several cells is one change.
    changed, edited = desk.calls(table, "changed"), desk.calls(table, "cell_edited")
    cell(desk, table, 0, "name").dblclick()
    desk.page.keyboard.type("uno")
    desk.page.keyboard.press("Enter")
    assert edited.next() == (["row0"], "name", "one", "uno")
    assert changed.next() == ()
    # The program takes back what a user did, and learns what has changed.
    assert (table.can_undo(), table.can_redo()) == (True, False)
    assert [it["new"] for it in table.get_changes()["edited"]] != []
    assert table.undo() == []
    expect(cell(desk, table, 0, "name")).to_have_text("one")
    assert table.redo() == []
    expect(cell(desk, table, 0, "name", desk.second)).to_have_text("uno")
    table.mark_changes()
    assert table.get_changes()["edited"] == []
    table.set_columns([{"label": "What", "key": "name", "colwidth": 200}])
    expect(desk.at(table, '.pg-head-cell[role="columnheader"]')).to_have_text(["What"])
    desk.assert_accessible()
    desk.assert_same()


def test_the_program_selects_filters_and_colors(desk: Desk) -> None:
    table = shown(desk, 30, selection_mode="multiple-cell")
    table.select_cells([(["row1"], "name"), (["row2"], "count")])
    table.select_cell(["row1"], "name", False)
    expect(cell(desk, table, 2, "count")).to_have_attribute("aria-selected", "true")
    expect(cell(desk, table, 1, "name")).to_have_attribute("aria-selected", "false")
    assert [it["value"] for it in table.get_selected_cells()] == [28]
    table.clear_cell_selection()
    expect(cell(desk, table, 2, "count")).to_have_attribute("aria-selected", "false")
    green, cream = "rgb(0, 128, 0)", "rgb(255, 253, 208)"
    table.set_colors({"columns": [{"col_key": "count", "fg": green}]})
    table.set_table_color(bg=cream)
    table.set_cell_color(["row1"], "count", fg="rgb(200, 0, 0)")
    table.set_column_color("price", fg=green)
    expect(cell(desk, table, 1, "count")).to_have_css("color", "rgb(200, 0, 0)")
    expect(cell(desk, table, 1, "price")).to_have_css("color", green)
    table.clear_cell_color(["row1"], "count")
    table.clear_row_color(["row1"])
    table.clear_column_color("price")
    expect(cell(desk, table, 1, "count")).to_have_css("color", green)
    expect(cell(desk, table, 1, "price")).not_to_have_css("color", green)
    expect(cell(desk, table, 1, "price")).to_have_css("background-color", cream)
    table.clear_all_colors()
    expect(cell(desk, table, 1, "price")).not_to_have_css("background-color", cream)
    table.set_show_filters(True)
    table.set_show_search(True)
    table.set_filter(0, {"contains": "item 1"})
    expect(desk.at(table, ".pg-filter-strip")).to_contain_text("11 of 30 rows")
    expect(desk.at(table, '[aria-label="Filter Name"]')).not_to_have_value("")
    table.set_search("item 12")
    expect(desk.at(table, ".pg-filter-strip")).to_contain_text("2 of 30 rows")
    assert (table.get_search(), table.get_shown_count()) == ("item 12", 2)
    desk.assert_accessible()
    # With a menu open, too.
    desk.at(table, '[aria-label="Ways to filter Name"]').click()
    expect(desk.page.get_by_role("menuitem").first).to_be_visible()
    desk.assert_accessible()
    desk.page.keyboard.press("Escape")
    table.clear_filters()
    expect(desk.at(table, ".pg-filter-strip")).to_be_hidden()
    # Where nothing is selected, a handle is where each user's own keys are.
    table.select_cell(["row1"], "name")
    desk.assert_same()


def test_the_program_selects_rows(desk: Desk) -> None:
    table = shown(desk, 30, selection_mode="multiple")
    table.select_paths([["row1"], ["row2"]])
    table.select_path(["row1"], False)
    states = [row(desk, table, key) for key in (1, 2)]
    expect(states[1]).to_have_attribute("aria-selected", "true")
    expect(states[0]).to_have_attribute("aria-selected", "false")
    table.select_all()
    expect(states[0]).to_have_attribute("aria-selected", "true")
    table.select_all(False)
    wait_until(lambda: not table.get_selected(), "nothing is selected", desk.page)
    expect(states[1]).to_have_attribute("aria-selected", "false")
    table.clear_selection()
    desk.assert_same()


def test_what_is_said_at_once_of_other_columns_and_of_their_cells(desk: Desk) -> None:
    table = desk.W.TableView(columns=["before"], data=[["x"]])
    desk.show(table)
    with desk.session.batch():
        table.set_columns(["a", "b"])
        table.set_data([{"a": 1, "b": "y"}])
        # the column is of another type then, which is said of it anew, behind its cell
        table.set_cell(0, 0, "word")
    expect(desk.at(table, '.pg-row > [data-column="a"]')).to_have_text("word")
    desk.assert_same()


def test_what_is_beside_columns_that_stay_as_wide_as_they_are(desk: Desk) -> None:
    columns = [{"label": it, "key": it, "colwidth": 120} for it in "abcdef"]
    table = desk.W.TableView(columns=columns, data=[dict.fromkeys("abcdef", "x")] * 3)
    desk.show(table)
    first = desk.at(table, '.pg-head-cell[data-column="a"]')
    assert desk.second is not desk.page
    before = first.bounding_box()
    table.set_show_row_numbers(True)
    desk.settle()
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"]
    assert after["width"] == before["width"]
    table.set_frozen_columns(1)
    desk.assert_same()
    table.set_frozen_columns(2)
    table.set_show_row_numbers(False)
    desk.assert_same()


def test_widths_of_columns_that_show_and_of_others(desk: Desk) -> None:
    columns = [{"label": it, "key": it, "colwidth": 90} for it in "ab"]
    table = desk.W.TableView(columns=columns, data=[{"a": 1, "b": 2}])
    desk.show(table)
    table.set_hidden_columns(["b"])
    wait_until(lambda: table.get_column_widths() == [90, 0], "they are told", desk.page)
