"""Rows that are dragged by their handle, and cells that are filled from the corner of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_table_view_rows import cell, made, names


def middle(desk: Desk, table: Any, inner: str, page: Page) -> tuple[float, float]:
    box = desk.at(table, inner, page).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def lower(desk: Desk, table: Any, key: int, page: Page) -> tuple[float, float]:
    """A point in the lower half of a row."""
    box = cell(desk, table, key, "name", page).bounding_box()
    assert box is not None
    return box["x"] + 40, box["y"] + box["height"] - 4


def drag(page: Page, start: tuple[float, float], end: tuple[float, float], *keys: str) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    for key in keys:
        page.keyboard.press(key)
    page.mouse.up()


def test_rows_are_dragged(desk: Desk) -> None:
    table = made(desk, 8)
    moved = desk.calls(table, "rows_moved")
    grip, line = desk.at(table, ".pg-row-grip"), desk.at(table, ".pg-row-drop")
    expect(grip).to_be_hidden()
    cell(desk, table, 0, "name").hover()
    expect(grip).to_be_visible()
    at = middle(desk, table, ".pg-row-grip", desk.page)
    drag(desk.page, at, lower(desk, table, 3, desk.page), "Escape")
    expect(line).to_be_hidden()
    desk.assert_silent(moved)
    drag(desk.page, at, lower(desk, table, 3, desk.page))
    items, index = moved.next()
    assert ([item["path"] for item in items], index) == ([["row0"]], 3)
    expect(desk.at(table, ".pg-row").nth(3)).to_have_attribute("data-key", "row0")
    # What is selected goes along, to the end, too.
    cell(desk, table, 1, "name").click()
    cell(desk, table, 3, "name").click(modifiers=["Control"])
    expect(desk.at(table, '.pg-row[aria-selected="true"]')).to_have_count(2)
    at = middle(desk, table, ".pg-row-grip", desk.page)
    drag(desk.page, at, lower(desk, table, 7, desk.page))
    items, index = moved.next()
    assert ([item["path"] for item in items], index) == ([["row1"], ["row3"]], 6)
    assert names(table)[-2:] == ["item 1", "item 3"]
    desk.assert_accessible()
    table.sort_by_column(0)
    desk.settle()
    cell(desk, table, 2, "name").hover()
    desk.settle()
    expect(grip).to_be_hidden()
    desk.assert_same()


def test_cells_are_filled_from_a_corner(desk: Desk) -> None:
    table = made(desk, 8, selection_mode="multiple-cell", cell_cursor=True)
    edited = desk.calls(table, "cell_edited")
    handle, keyboard = desk.at(table, ".pg-fill-handle"), desk.page.keyboard
    cell(desk, table, 1, "name").click()
    expect(handle).to_be_visible()
    at = middle(desk, table, ".pg-fill-handle", desk.page)
    drag(desk.page, at, lower(desk, table, 4, desk.page), "Escape")
    desk.assert_silent(edited)
    keyboard.press("Shift+ArrowDown")
    expect(desk.at(table, '.pg-cell[aria-selected="true"]')).to_have_count(2)
    at = middle(desk, table, ".pg-fill-handle", desk.page)
    drag(desk.page, at, lower(desk, table, 5, desk.page))
    assert [edited.next()[3] for _ in range(3)] == ["item 1", "item 2", "item 1"]
    # All of it is selected now: once more, down to the end.
    expect(desk.at(table, '.pg-cell[aria-selected="true"]')).to_have_count(5)
    handle.dblclick()
    assert [edited.next()[3] for _ in range(2)] == ["item 1", "item 2"]
    expect(cell(desk, table, 7, "name", desk.second)).to_have_text("item 2")
    expect(desk.at(table, '.pg-cell[aria-busy="true"]')).to_have_count(0)
    keyboard.press("Control+z")
    wait_until(lambda: names(table)[6:] == ["item 6", "item 7"], "it is back", desk.page)
    # To the right, what fits there; the rest is told.
    cell(desk, table, 0, "name").click()
    at = middle(desk, table, ".pg-fill-handle", desk.page)
    box = cell(desk, table, 0, "count").bounding_box()
    assert box is not None
    drag(desk.page, at, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    expect(desk.at(table, ".pg-cell-note")).to_contain_text("whole number")
    desk.assert_accessible()
    keyboard.press("Escape")
    desk.assert_same()


def test_fingers_drag_as_well(desk: Desk, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(has_touch=True, is_mobile=True).new_page()
    table = made(desk, selection_mode="multiple-cell", cell_cursor=True)
    desk.join(page)
    moved, edited = desk.calls(table, "rows_moved"), desk.calls(table, "cell_edited")
    touch = page.context.new_cdp_session(page)

    def swipe(start: tuple[float, float], end: tuple[float, float]) -> None:
        for kind, point in (("touchStart", start), ("touchMove", end), ("touchEnd", None)):
            points = [] if point is None else [{"x": point[0], "y": point[1]}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    cell(desk, table, 0, "name", page).tap()
    expect(cell(desk, table, 0, "name", page)).to_have_attribute("aria-selected", "true")
    swipe(middle(desk, table, ".pg-fill-handle", page), lower(desk, table, 1, page))
    assert edited.next() == (["row1"], "name", "item 1", "item 0")
    expect(desk.at(table, '.pg-cell[aria-selected="true"]', page)).to_have_count(2)
    # Both are dragged, as they are selected.
    expect(desk.at(table, ".pg-row-grip", page)).to_have_css("width", "28px")
    swipe(middle(desk, table, ".pg-row-grip", page), lower(desk, table, 4, page))
    items, index = moved.next()
    assert ([item["path"] for item in items], index) == ([["row0"], ["row1"]], 3)
    expect(desk.at(table, ".pg-row", page).nth(4)).to_have_attribute("data-key", "row1")
    desk.assert_silent(moved, edited)
