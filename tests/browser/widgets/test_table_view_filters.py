"""Filtering, searching, and sorting what is large, as users see it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pgwidgets.model.documents import shown_rows
from pgwidgets.model.documents.arranging import Arranging
from tests.browser.support import WAIT_SECONDS, wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_table_view import COLUMNS, cell, grid, names, row, rows


def field(desk: Desk, table: Any, label: str, page: Page | None = None) -> Locator:
    return desk.at(table, f'[aria-label="Filter {label}"]', page)


def strip(desk: Desk, table: Any, page: Page | None = None) -> Locator:
    return desk.at(table, ".pg-filter-strip", page)


def filterable(desk: Desk, count: int = 50, **options: Any) -> Any:
    """A table with fields to filter by, in a window."""
    table = desk.W.TableView(columns=COLUMNS, data=rows(count), show_filters=True, **options)
    desk.show(table)
    expect(row(desk, table, 0)).to_be_visible()
    return table


def test_users_filter(desk: Desk) -> None:
    table = filterable(desk, 1000, show_search=True, selection_mode="multiple")
    filtered = desk.calls(table, "filtered")
    expect(strip(desk, table)).to_be_hidden()
    expect(grid(desk, table)).to_have_attribute("aria-rowcount", "1002")
    expect(row(desk, table, 0)).to_have_attribute("aria-rowindex", "3")
    field(desk, table, "Name").press_sequentially("EM 99")
    expect(strip(desk, table)).to_contain_text("11 of 1,000 rows")
    assert filtered.until({"name": {"contains": "EM 99"}}, "", 11)
    field(desk, table, "Count").fill("2..5")
    expect(strip(desk, table)).to_contain_text("4 of 1,000 rows")
    assert names(desk, table) == ["item 995", "item 996", "item 997", "item 998"]
    desk.assert_accessible()
    # what is selected, and copied, is what shows
    grid(desk, table).focus()
    desk.page.keyboard.press("Control+a")
    wait_until(lambda: len(table.get_selected()) == 4, "four rows are selected", desk.page)
    # in others and after a reload all is as it is here
    expect(field(desk, table, "Count", desk.second)).to_have_value("2..5")
    expect(strip(desk, table, desk.second)).to_contain_text("4 of 1,000 rows")
    desk.assert_same()
    # what can't be read says why, and keeps no row away
    field(desk, table, "Price").fill("much")
    expect(field(desk, table, "Price")).to_have_attribute("title", "'much' is not a number.")
    expect(strip(desk, table)).to_contain_text("4 of 1,000 rows")
    field(desk, table, "Price").press("Escape")
    expect(field(desk, table, "Price")).to_have_value("")
    desk.at(table, '[aria-label="Search all rows"]').fill("item 996 nowhere")
    notice = desk.at(table, ".pg-filter-nothing")
    expect(notice).to_contain_text("No rows fit the filters")
    desk.assert_accessible()
    notice.get_by_role("button", name="Clear filters").click()
    expect(strip(desk, table)).to_be_hidden()
    expect(field(desk, table, "Name")).to_have_value("")
    expect(row(desk, table, 0)).to_be_visible()
    assert filtered.until({}, "", 1000)
    assert len(table.get_selected()) == 4
    desk.assert_same()


def test_the_menu_of_a_field(desk: Desk) -> None:
    table = filterable(desk, 20)
    price = field(desk, table, "Price")
    price.press("Alt+ArrowDown")
    desk.page.get_by_role("menuitem", name="At least…").click()
    expect(price).to_be_focused()
    expect(price).to_have_value(">=")
    desk.page.keyboard.type("4")
    expect(strip(desk, table)).to_contain_text("4 of 20 rows")
    desk.at(table, '[aria-label="Ways to filter Name"]').click()
    desk.page.get_by_role("menuitem", name="Missing", exact=True).click()
    expect(desk.at(table, ".pg-filter-nothing")).to_be_visible()
    assert table.get_filters() == {"price": {"from": 4}, "name": {"missing": True}}
    strip(desk, table).get_by_role("button").click()
    expect(strip(desk, table)).to_be_hidden()
    assert table.get_filters() == {}


def ticks(desk: Desk, table: Any, page: Page | None = None) -> Locator:
    """The values that the menu of a field offers."""
    return desk.at(table, '[role="menuitemcheckbox"]', page)


def test_values_to_tick(desk: Desk, new_context: Callable[..., BrowserContext]) -> None:
    kinds = ["apple", "pear", None, "Apple"]
    data = [
        {"kind": kinds[number % 4], "ripe": number % 8 == 0, "number": number}
        for number in range(400)
    ]
    columns: list[Any] = ["kind", {"label": "Ripe", "key": "ripe", "type": "boolean"}, "number"]
    table = desk.W.TableView(columns=columns, data=data, show_filters=True)
    desk.show(table, 560)
    filtered = desk.calls(table, "filtered")
    kind, keyboard = field(desk, table, "kind"), desk.page.keyboard
    kind.press("Alt+ArrowDown")
    expect(ticks(desk, table)).to_have_text(["apple200", "pear100", "(missing)100"])
    keyboard.press("End")
    keyboard.press("Enter")
    expect(strip(desk, table)).to_contain_text("100 of 400 rows")
    keyboard.press("ArrowUp")
    keyboard.press(" ")
    expect(strip(desk, table)).to_contain_text("200 of 400 rows")
    desk.assert_accessible()
    keyboard.press("Escape")
    expect(kind).to_be_focused()
    expect(kind).to_have_value("pear | (missing)")
    assert table.get_filters() == {"kind": {"choices": ["pear", None]}}
    filtered.until({"kind": {"choices": ["pear", None]}}, "", 200)
    # what the other filters leave is counted, and what is ticked stays to be taken back
    desk.at(table, '[aria-label="Ways to filter Ripe"]').click()
    expect(ticks(desk, table)).to_have_text(["false200"])
    ticks(desk, table).click()
    keyboard.press("Escape")
    field(desk, table, "number").fill("<2")
    expect(strip(desk, table)).to_contain_text("1 of 400 rows")
    desk.at(table, '[aria-label="Ways to filter kind"]').click()
    expect(ticks(desk, table)).to_have_text(["pear1", "(missing)0"])
    expect(desk.at(table, '[aria-checked="true"]')).to_have_count(2)
    ticks(desk, table).last.click()
    expect(kind).to_have_value("pear |")
    ticks(desk, table).first.click()
    expect(kind).to_have_value("")
    keyboard.press("Escape")
    # of what has too many there are the ways alone; a finger ticks as well
    field(desk, table, "number").fill("")
    context = new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 640})
    page = desk.join(context.new_page())
    desk.at(table, '[aria-label="Ways to filter kind"]', page).tap()
    ticks(desk, table, page).filter(has_text="pear").tap()
    expect(strip(desk, table, page)).to_contain_text("100 of 400 rows")
    expect(ticks(desk, table, page).filter(has_text="pear")).to_have_attribute(
        "aria-checked", "true"
    )
    page.keyboard.press("Escape")
    desk.at(table, '[aria-label="Ways to filter number"]').click()
    desk.settle()
    expect(desk.at(table, '[role="menuitem"]').first).to_be_visible()
    expect(ticks(desk, table)).to_have_count(0)


def test_keys_lead_into_the_fields_and_out_again(desk: Desk) -> None:
    table = filterable(desk, 20, cell_cursor=True)
    press = desk.page.keyboard.press
    cell(desk, table, 0, "count").click()
    press("ArrowUp")
    expect(field(desk, table, "Count")).to_be_focused()
    press("ArrowUp")
    expect(grid(desk, table)).to_be_focused()
    expect(desk.at(table, ".pg-head-cell.pg-cursor")).to_have_text("Count")
    press("ArrowDown")
    expect(field(desk, table, "Count")).to_be_focused()
    desk.page.keyboard.type(">18")
    expect(strip(desk, table)).to_contain_text("2 of 20 rows")
    press("ArrowDown")
    expect(grid(desk, table)).to_be_focused()
    # a row that is edited out of the filter stays until the filter is applied once more
    desk.page.keyboard.type("5")
    press("Enter")
    expect(cell(desk, table, 0, "count")).to_have_text("5")
    desk.settle()
    assert len(names(desk, table)) == 2
    # one that the program changes does not
    table.set_cell(1, 1, 3)
    expect(row(desk, table, 1)).to_have_count(0)
    field(desk, table, "Count").press("Enter")
    expect(desk.at(table, ".pg-filter-nothing")).to_be_visible()
    press("Escape")
    expect(field(desk, table, "Count")).to_have_value("")
    expect(row(desk, table, 0)).to_be_visible()
    press("Escape")
    expect(grid(desk, table)).to_be_focused()


def test_what_takes_long_holds_nobody_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is held up in its first pause, and all else goes on."""
    monkeypatch.setattr(shown_rows, "AT_ONCE", 10)
    begun, go_on = threading.Semaphore(0), threading.Semaphore(0)
    run = Arranging.run

    def held_up(self: Arranging) -> None:
        begun.release()
        assert go_on.acquire(timeout=WAIT_SECONDS)
        self.pause()
        run(self)

    monkeypatch.setattr(Arranging, "run", held_up)
    table = filterable(desk, 100)
    filtered = desk.calls(table, "filtered")
    desk.at(table, ".pg-head-cell").nth(1).click()
    assert begun.acquire(timeout=WAIT_SECONDS)
    expect(grid(desk, table)).to_have_attribute("aria-busy", "true")
    assert names(desk, table)[:2] == ["item 0", "item 1"]
    # the session goes on: the program, its users here and elsewhere
    table.set_cell(2, 0, "new")
    expect(cell(desk, table, 2, "name", desk.second)).to_have_text("new")
    cell(desk, table, 1, "name", desk.second).click()
    expect(row(desk, table, 1)).to_have_attribute("aria-selected", "true")
    table.set_cell(3, 1, 0)
    table.delete_row(99)
    # another wish takes the place of the first, which is not carried out
    desk.at(table, ".pg-head-cell").nth(1).click()
    desk.settle()
    go_on.release()
    assert begun.acquire(timeout=WAIT_SECONDS)
    field(desk, table, "Name").fill("ITEM 9")
    desk.settle()
    go_on.release()
    assert begun.acquire(timeout=WAIT_SECONDS)
    go_on.release()
    expect(strip(desk, table)).to_contain_text("10 of 99 rows")
    expect(grid(desk, table)).not_to_have_attribute("aria-busy", "true")
    assert names(desk, table)[:2] == ["item 9", "item 90"]
    assert filtered.next() == ({"name": {"contains": "ITEM 9"}}, "", 10)
    desk.assert_silent(filtered)
    desk.assert_same()


def test_filters_by_touch_in_a_narrow_page(
    desk: Desk, new_context: Callable[..., BrowserContext]
) -> None:
    table = filterable(desk, 20, show_search=True)
    context = new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 640})
    page = desk.join(context.new_page())
    count = field(desk, table, "Count", page)
    count.tap()
    expect(count).to_be_focused()
    count.fill(">=19")
    expect(strip(desk, table, page)).to_contain_text("2 of 20 rows")
    box = strip(desk, table, page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    strip(desk, table, page).get_by_role("button").tap()
    expect(strip(desk, table, page)).to_be_hidden()
