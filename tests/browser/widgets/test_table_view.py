from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True},
    {"label": "Count", "key": "count", "type": "integer", "editable": True},
    {"label": "Price", "key": "price", "type": "float"},
]


def rows(count: int) -> list[dict[str, Any]]:
    """Some rows: names in order, counts in the reverse order."""
    return [
        {"name": f"item {index}", "count": count - index, "price": index / 4}
        for index in range(count)
    ]


def row(desk: Desk, table: Any, key: int, page: Page | None = None) -> Locator:
    """The row of the data with this number."""
    return desk.at(table, f'.pg-row[data-key="row{key}"]', page)


def cell(desk: Desk, table: Any, key: int, column: str, page: Page | None = None) -> Locator:
    return desk.at(table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]', page)


def names(desk: Desk, table: Any, page: Page | None = None) -> list[str]:
    """What the rows that are laid out have in their first column, from the top."""
    found: list[str] = desk.at(
        table, '.pg-row:not(.pg-blank) > [data-column="name"]', page
    ).all_text_contents()
    return found


def grid(desk: Desk, table: Any, page: Page | None = None) -> Locator:
    return desk.at(table, '[role="grid"]', page)


def shown(desk: Desk, count: int = 50, **options: Any) -> Any:
    """A table in a window."""
    table = desk.W.TableView(columns=COLUMNS, data=rows(count), **options)
    desk.show(table)
    expect(row(desk, table, 0)).to_be_visible()
    return table


def test_what_shows(desk: Desk) -> None:
    table = shown(desk)
    expect(desk.at(table, '[role="columnheader"]')).to_have_text(["Name", "Count", "Price"])
    expect(row(desk, table, 1).locator(".pg-cell")).to_have_text(["item 1", "49", "0.25"])
    expect(cell(desk, table, 1, "count")).to_have_css("text-align", "right")
    expect(grid(desk, table)).to_have_attribute("aria-rowcount", "51")
    expect(grid(desk, table)).to_have_attribute("aria-colcount", "3")
    expect(row(desk, table, 1)).to_have_attribute("aria-rowindex", "3")
    desk.assert_accessible()
    desk.assert_same()


def test_nothing_to_show(desk: Desk) -> None:
    table = desk.W.TableView(columns=COLUMNS)
    desk.show(table)
    notice = desk.at(table, ".pg-grid-empty")
    expect(notice).to_have_text("No rows")
    expect(notice).to_be_visible()
    desk.assert_accessible()
    table.set_data(rows(2))
    expect(notice).to_be_hidden()
    assert names(desk, table) == ["item 0", "item 1"]
    table.clear()
    expect(notice).to_be_visible()
    desk.assert_same()


def test_scrolling_shows_other_rows(desk: Desk) -> None:
    table = shown(desk, 1000)
    scrolled = desk.calls(table, "scrolled")
    desk.at(table, ".pg-grid-scroller").hover()
    desk.page.mouse.wheel(0, 5000)
    expect(row(desk, table, 195)).to_be_visible()
    assert scrolled.next()[0] == 0
    expect(row(desk, table, 0)).to_have_count(0)
    desk.settle()
    across, down = table.get_scroll_position()
    assert across == 0
    assert 0.1 < down < 0.3
    desk.reload()
    expect(row(desk, table, 195)).to_be_visible()
    desk.assert_same()


@pytest.mark.parametrize("data", ["list", "range"])
def test_a_million_rows(desk: Desk, data: str) -> None:
    count = 1_000_000
    given: Any = (
        {"name": range(count)} if data == "range" else [[number] for number in range(count)]
    )
    table = desk.W.TableView(columns=["name"], data=given)
    desk.show(table)
    expect(row(desk, table, 0)).to_be_visible()
    grid(desk, table).focus()
    desk.page.keyboard.press("End")
    expect(row(desk, table, count - 1)).to_be_in_viewport()
    expect(row(desk, table, count - 1)).to_have_attribute("aria-selected", "true")
    # The scroll bar leads to any place, and the wheel goes on from there row by row.
    desk.at(table, ".pg-grid-scroller").evaluate(
        "(view) => { view.scrollTop = view.scrollHeight / 2 }"
    )

    def top() -> int:
        return int((names(desk, table) or ["0"])[0])

    wait_until(lambda: 0.4 * count < top() < 0.6 * count, "there are rows", desk.page)
    first = top()
    desk.at(table, ".pg-grid-scroller").hover()
    desk.page.mouse.wheel(0, 260)
    expect(row(desk, table, first)).to_have_count(0)
    expect(row(desk, table, first + 20)).to_be_in_viewport()
    table.scroll_to_path(["row777777"])
    expect(row(desk, table, 777_777)).to_be_in_viewport()
    table.scroll_to_end()
    expect(row(desk, table, count - 1)).to_be_in_viewport()
    table.set_scroll_position(0, 0.25)
    expect(row(desk, table, 250_000)).to_be_in_viewport()


def test_selecting_a_row(desk: Desk) -> None:
    table = shown(desk)
    selected = desk.calls(table, "selected")
    cell(desk, table, 2, "name").click()
    assert [item["path"] for item in selected.next()[0]] == [["row2"]]
    expect(row(desk, table, 2)).to_have_attribute("aria-selected", "true")
    expect(row(desk, table, 2, desk.second)).to_have_attribute("aria-selected", "true")
    desk.page.keyboard.press("ArrowDown")
    assert [item["path"] for item in selected.next()[0]] == [["row3"]]
    table.set_selected([["row5"]])
    expect(row(desk, table, 5)).to_have_attribute("aria-selected", "true")
    expect(desk.at(table, '[aria-selected="true"]')).to_have_count(1)
    desk.assert_silent(selected)
    desk.assert_accessible()
    desk.assert_same()


def test_selecting_rows(desk: Desk) -> None:
    table = shown(desk, selection_mode="multiple")

    def chosen() -> list[str]:
        return [item["path"][0] for item in table.get_selected()]

    cell(desk, table, 2, "name").click()
    cell(desk, table, 5, "name").click(modifiers=["Shift"])
    desk.settle()
    assert chosen() == ["row2", "row3", "row4", "row5"]
    cell(desk, table, 3, "price").click(modifiers=["ControlOrMeta"])
    desk.settle()
    assert chosen() == ["row2", "row4", "row5"]
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Shift+ArrowDown")
    desk.settle()
    assert chosen() == ["row4", "row5"]
    desk.page.keyboard.press("Control+ArrowDown")
    desk.page.keyboard.press("Control+ ")
    desk.settle()
    assert chosen() == ["row4", "row5", "row6"]
    desk.page.keyboard.press("Control+a")
    desk.settle()
    assert len(chosen()) == 50
    expect(row(desk, table, 0)).to_have_attribute("aria-selected", "true")
    start = cell(desk, table, 1, "name").bounding_box()
    assert start is not None
    desk.drag((start["x"] + 5, start["y"] + 5), 0, 60)
    desk.settle()
    assert chosen() == ["row1", "row2", "row3"]
    desk.assert_same()


def test_sorting(desk: Desk) -> None:
    table = shown(desk)
    calls = desk.calls(table, "sorted")
    head = desk.at(table, '.pg-head-cell[data-column="count"]')
    head.click()
    assert calls.next() == ("count", True)
    expect(head).to_have_attribute("aria-sort", "ascending")
    wait_until(lambda: names(desk, table)[0] == "item 49", "it is sorted", desk.page)
    head.click()
    assert calls.next() == ("count", False)
    expect(head).to_have_attribute("aria-sort", "descending")
    wait_until(lambda: names(desk, table)[0] == "item 0", "it is sorted", desk.page)
    head.click()
    expect(head).not_to_have_attribute("aria-sort", "descending")
    calls.next()
    # By keyboard: up into the heads, and along.
    grid(desk, table).focus()
    for key in ("ArrowUp", "ArrowRight", "Enter"):
        desk.page.keyboard.press(key)
    assert calls.next() == ("count", True)
    table.sort_by_column(0, ascending=False)
    wait_until(lambda: names(desk, table)[0] == "item 9", "it is sorted", desk.page)
    desk.assert_silent(calls)
    desk.assert_accessible()
    desk.assert_same()


def test_editing(desk: Desk) -> None:
    table = shown(desk)
    edited = desk.calls(table, "cell_edited")
    cell(desk, table, 1, "name").dblclick()
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("item 1")
    desk.page.keyboard.type("pear")
    desk.page.keyboard.press("Enter")
    assert edited.next() == (["row1"], "name", "item 1", "pear")
    expect(cell(desk, table, 1, "name")).to_have_text("pear")
    expect(cell(desk, table, 1, "name", desk.second)).to_have_text("pear")
    expect(grid(desk, table)).to_be_focused()
    desk.page.keyboard.press("F2")
    desk.page.keyboard.type("nothing of this")
    desk.page.keyboard.press("Escape")
    desk.assert_silent(edited)
    expect(editor).to_be_hidden()
    # What nobody may edit is opened instead.
    activated = desk.calls(table, "activated")
    cell(desk, table, 1, "price").dblclick()
    values, path, key = activated.next()
    assert (values["name"], path, key) == ("pear", ["row1"], "price")
    desk.assert_same()


def test_refused_text(desk: Desk) -> None:
    table = shown(desk)
    edited = desk.calls(table, "cell_edited")
    cell(desk, table, 1, "count").dblclick()
    desk.page.keyboard.type("many")
    desk.page.keyboard.press("Enter")
    note = desk.at(table, ".pg-cell-note")
    expect(note).to_contain_text("Must be a whole number, not 'many'")
    expect(cell(desk, table, 1, "count")).to_have_text("49")
    desk.assert_accessible()
    desk.assert_silent(edited)
    # What was typed can be corrected.
    desk.page.keyboard.press("F2")
    expect(note).to_be_hidden()
    expect(desk.at(table, ".pg-cell-editor")).to_have_value("many")
    desk.page.keyboard.type("12")
    desk.page.keyboard.press("Enter")
    assert edited.next() == (["row1"], "count", 49, 12)
    desk.assert_same()


def test_a_selected_row_looks_so_whatever_its_ground(desk: Desk) -> None:
    table = shown(desk, selection_mode="multiple", alternate_row_colors=True)
    table.set_selected([["row2"], ["row3"]])
    expect(row(desk, table, 3)).to_have_attribute("aria-selected", "true")

    def ground(key: int) -> str:
        found: str = row(desk, table, key).evaluate("(it) => getComputedStyle(it).backgroundColor")
        return found

    assert ground(4) != ground(5)
    assert ground(2) == ground(3)
    assert ground(3) not in {ground(4), ground(5)}


def test_a_finger_selects_and_edits(desk: Desk, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(has_touch=True, is_mobile=True).new_page()
    table = desk.W.TableView(columns=COLUMNS, data=rows(30), selection_mode="multiple")
    desk.show(table)
    desk.join(page)
    expect(cell(desk, table, 1, "name", page)).to_have_css("height", "40px")
    cell(desk, table, 1, "name", page).tap()
    expect(row(desk, table, 1)).to_have_attribute("aria-selected", "true")
    cell(desk, table, 2, "name", page).tap()
    expect(row(desk, table, 2)).to_have_attribute("aria-selected", "true")
    expect(row(desk, table, 1)).to_have_attribute("aria-selected", "false")
    cell(desk, table, 2, "name", page).tap()
    expect(desk.at(table, ".pg-cell-editor", page)).to_be_focused()


def test_columns_are_resized(desk: Desk) -> None:
    table = shown(desk)
    grip = desk.at(table, '[data-column="name"] > .pg-head-grip')
    box = grip.bounding_box()
    assert box is not None
    before = desk.box(table, '.pg-head-cell[data-column="name"]')["width"]
    desk.drag((box["x"] + 4, box["y"] + 8), 40, 0)
    desk.settle()
    assert abs(desk.box(table, '.pg-head-cell[data-column="name"]')["width"] - before - 40) < 2
    # By keyboard: narrower, and as wide as the content needs.
    grid(desk, table).focus()
    desk.page.keyboard.press("ArrowUp")
    width = desk.box(table, '.pg-head-cell[data-column="name"]')["width"]
    desk.page.keyboard.press("Shift+ArrowLeft")
    desk.settle()
    assert desk.box(table, '.pg-head-cell[data-column="name"]')["width"] == width - 10
    wait_until(lambda: table.get_column_widths()[0] == width - 10, "it is told", desk.page)
    grip.dblclick()
    desk.settle()
    assert desk.box(table, '.pg-head-cell[data-column="name"]')["width"] < width - 10
    desk.assert_same()
