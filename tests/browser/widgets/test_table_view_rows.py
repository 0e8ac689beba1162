"""Tables whose users change rows, fill cells, and edit and choose what each row lets them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.seats import SeatAt
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True},
    {
        "label": "Count",
        "key": "count",
        "type": "integer",
        "editable": lambda row: row["count"] != 3,
    },
]


def rows(count: int) -> list[dict[str, Any]]:
    return [{"name": f"item {number}", "count": number} for number in range(count)]


def cell(desk: Desk, table: Any, key: int, column: str, page: Page | None = None) -> Locator:
    """A cell by the number of its row."""
    return desk.at(table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]', page)


def item(desk: Desk, table: Any, text: str, page: Page | None = None) -> Locator:
    """An entry of the menu of a row."""
    return desk.at(table, '[role="menuitem"]', page).filter(has_text=text)


def names(table: Any) -> list[Any]:
    return [row.get("name") for row in table.get_data()]


def made(desk: Desk, count: int = 6, **options: Any) -> Any:
    given = {"rows_editable": True, "selection_mode": "multiple", **options}
    table = desk.W.TableView(columns=COLUMNS, data=rows(count), **given)
    desk.show(table, 560, 320)
    expect(cell(desk, table, 0, "name")).to_be_visible()
    return table


def test_rows_in_their_menu_and_by_keys(desk: Desk) -> None:
    table = made(desk)
    inserted, moved = desk.calls(table, "rows_inserted"), desk.calls(table, "rows_moved")
    deleted = desk.calls(table, "rows_deleted")
    cell(desk, table, 1, "name").click(button="right")
    expect(item(desk, table, "Insert row above")).to_be_focused()
    desk.assert_accessible()
    item(desk, table, "Insert row below").click()
    (((row,), index),) = (inserted.next(),)
    assert (row["path"], index) == (["row6"], 2)
    # There the user goes on.
    expect(desk.at(table, '.pg-row[data-key="row6"]')).to_have_attribute("aria-selected", "true")
    keyboard = desk.page.keyboard
    cell(desk, table, 2, "name").click()
    keyboard.press("Shift+ArrowDown")
    keyboard.press("Alt+Shift+ArrowUp")
    items, index = moved.next()
    assert ([it["path"] for it in items], index) == ([["row2"], ["row3"]], 2)
    keyboard.press("Alt+Shift+ArrowUp")
    moved.next()
    desk.settle()
    assert names(table) == ["item 0", "item 2", "item 3", "item 1", None, "item 4", "item 5"]
    # Several are one act.
    keyboard.press("Control+Shift+D")
    items, index = inserted.next()
    assert ([it["values"]["name"] for it in items], index) == (["item 2", "item 3"], 3)
    cell(desk, table, 2, "name").click()
    cell(desk, table, 4, "name").click(modifiers=["Control"])
    cell(desk, table, 4, "name").click(button="right")
    expect(item(desk, table, "Delete 2 rows")).to_be_visible()
    keyboard.press("Escape")
    expect(desk.at(table, ".pg-grid")).to_be_focused()
    keyboard.press("Delete")
    ((gone,),) = (deleted.next(),)
    assert [it["values"]["name"] for it in gone] == ["item 2", "item 4"]
    # Sorted, rows are not moved, and the menu says so; by keys alone it opens, too.
    table.sort_by_column(0)
    desk.settle()
    keyboard.press("Shift+F10")
    expect(item(desk, table, "Move up")).to_be_disabled()
    for key in ("ArrowDown", "Enter"):
        keyboard.press(key)
    assert inserted.next()[0][0]["values"]["name"] is None
    desk.assert_silent(inserted, moved, deleted)
    desk.assert_same()


def test_all_rows_go_and_the_first_comes(desk: Desk) -> None:
    table = made(desk, 2000)
    deleted, inserted = desk.calls(table, "rows_deleted"), desk.calls(table, "rows_inserted")
    table.set_new_row(lambda: {"name": "new", "count": 1})
    cell(desk, table, 1, "name").click()
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Delete")
    assert len(deleted.next()[0]) == 2000
    desk.assert_accessible()
    desk.at(table, ".pg-grid-insert").click()
    assert inserted.next()[0][0]["values"] == {"name": "new", "count": 1}
    expect(desk.at(table, ".pg-grid-insert")).to_be_hidden()
    expect(desk.at(table, ".pg-grid")).to_be_focused()
    table.set_rows_editable(False)
    desk.settle()
    desk.at(table, ".pg-grid").focus()
    desk.page.keyboard.press("Delete")
    desk.assert_silent(deleted)
    desk.assert_same()


def test_two_change_rows_at_once_and_one_of_them_is_far_away(seat_at: SeatAt, session: Any) -> None:
    ui = session.get_widgets()
    table = ui.TableView(
        columns=COLUMNS, data=rows(5), selection_mode="multiple", rows_editable=True
    )
    window = ui.TopLevel(title="Table")
    window.resize(560, 320)
    window.set_widget(table)
    window.show()
    far, near = seat_at(session), seat_at(session)

    def at(page: Page, key: int) -> Locator:
        return page.locator(f'.pg-row[data-key="row{key}"] > [data-column="name"]')

    expect(at(far.page, 0)).to_be_visible()
    expect(at(near.page, 0)).to_be_visible()
    far.slow()
    at(far.page, 1).click()
    far.page.keyboard.press("Delete")
    # Before that has come the other puts rows before it, and sorts.
    at(near.page, 0).click()
    near.page.keyboard.press("Insert")
    near.page.locator('.pg-head-cell[data-column="name"]').click()
    expect(at(far.page, 1)).to_have_count(0)
    expect(at(near.page, 1)).to_have_count(0)
    wait_until(
        lambda: names(table) == [None, "item 0", "item 2", "item 3", "item 4"],
        "what was named is gone",
        near.page,
    )


def test_one_value_in_many_cells(desk: Desk) -> None:
    table = made(desk, 500, selection_mode="multiple-cell", cell_cursor=True)
    edited = desk.calls(table, "cell_edited")
    keyboard = desk.page.keyboard
    cell(desk, table, 1, "count").click()
    for _ in range(3):
        keyboard.press("Shift+ArrowDown")
    keyboard.type("7")
    keyboard.press("Control+Enter")
    # The 3 can't be edited.
    assert [edited.next() for _ in range(3)] == [
        (["row1"], "count", 1, 7),
        (["row2"], "count", 2, 7),
        (["row4"], "count", 4, 7),
    ]
    expect(cell(desk, table, 4, "count")).to_have_text("7")
    cell(desk, table, 5, "name").click()
    keyboard.press("Shift+ArrowDown")
    keyboard.press("Shift+ArrowDown")
    keyboard.press("Control+d")
    assert [edited.next()[3] for _ in range(2)] == ["item 5", "item 5"]
    # One alone has what is above it.
    cell(desk, table, 1, "name").click()
    keyboard.press("Control+d")
    assert edited.next() == (["row1"], "name", "item 1", "item 0")
    desk.assert_silent(edited)
    # What the page does not have is cleared as well.
    cell(desk, table, 0, "count").click()
    keyboard.press("Control+Shift+End")
    keyboard.press("Delete")
    wait_until(
        lambda: [row["count"] for row in table.get_data()] == [None] * 3 + [3] + [None] * 496,
        "all is cleared",
        desk.page,
    )
    expect(desk.at(table, '.pg-cell[aria-busy="true"]')).to_have_count(0)
    desk.assert_same()


def test_what_each_row_lets_its_users_do(desk: Desk) -> None:
    told, cities = threading.Event(), {"no": ["Oslo", "Bergen"], "ch": ["Bern"]}

    def choices(row: dict[str, Any]) -> list[str]:
        told.wait(20)
        return cities[row["land"]]

    columns: list[dict[str, Any]] = [
        {"key": "land", "label": "Land", "editable": "open"},
        {"key": "city", "label": "City", "widget": "combobox", "choices": choices},
        {"key": "hotel", "label": "Hotel", "widget": "combobox", "choices": "hotels"},
    ]
    data = [
        {"land": "no", "city": "Oslo", "hotel": "a", "hotels": ["a", "b"], "open": True},
        {"land": "ch", "city": "Bern", "hotel": "c", "hotels": ["c"], "open": False},
        {"land": "xx", "city": "", "hotel": "", "open": True},
    ]
    table = desk.W.TableView(columns=columns, data=data, cell_cursor=True)
    desk.show(table, 560, 240)
    edited = desk.calls(table, "cell_edited")
    locked, free = cell(desk, table, 1, "land"), cell(desk, table, 0, "land")
    expect(locked).to_have_attribute("aria-readonly", "true")
    expect(free).to_have_attribute("aria-readonly", "false")
    grounds = [it.evaluate("(it) => getComputedStyle(it).backgroundColor") for it in (locked, free)]
    assert grounds[0] != grounds[1]
    locked.click()
    desk.page.keyboard.press("F2")
    expect(desk.at(table, ".pg-cell-editor")).to_be_hidden()
    # A slow function: the list says that it is loading.
    cell(desk, table, 0, "city").dblclick()
    options = desk.at(table, '[role="option"]')
    expect(options).to_have_text("Loading…")
    desk.assert_accessible()
    told.set()
    expect(options).to_have_text(["Oslo", "Bergen"])
    options.filter(has_text="Bergen").click()
    assert edited.next() == (["row0"], "city", "Oslo", "Bergen")
    cell(desk, table, 1, "hotel").dblclick()
    expect(options).to_have_text("c")
    desk.page.keyboard.press("Escape")
    cell(desk, table, 2, "hotel").dblclick()
    expect(options).to_have_text("Nothing to choose")
    desk.page.keyboard.press("Enter")
    desk.assert_silent(edited)
    expect(cell(desk, table, 1, "land", desk.second)).to_have_attribute("aria-readonly", "true")
    expect(cell(desk, table, 0, "city", desk.second)).to_have_text("Bergen")


def test_a_block_of_a_spreadsheet_in_a_sorted_view(desk: Desk) -> None:
    table = made(desk, 400, selection_mode="multiple-cell", cell_cursor=True)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    table.sort_by_column(1, ascending=False)
    expect(desk.at(table, ".pg-row").first).to_have_attribute("data-key", "row399")
    lines = [f'"line {number}\r\n""quoted"" \t tab"\t{1000 - number}' for number in range(100)]
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", "\r\n".join(lines) + "\r\n")
    cell(desk, table, 398, "name").click()
    desk.page.keyboard.press("Control+v")
    wait_until(lambda: table.get_data()[299]["count"] == 901, "it is pasted", desk.page)
    data = table.get_data()
    for number in range(100):
        expected = {"name": f'line {number}\n"quoted" \t tab', "count": 1000 - number}
        assert data[398 - number] == expected
    assert data[399]["name"] == "item 399"
    assert data[298] == {"name": "item 298", "count": 298}


def test_a_finger_rests_on_a_row(desk: Desk, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(has_touch=True, is_mobile=True).new_page()
    table = made(desk)
    desk.join(page)
    deleted = desk.calls(table, "rows_deleted")
    box = cell(desk, table, 2, "name", page).bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    point = {"x": box["x"] + 20, "y": box["y"] + 10}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    entry = item(desk, table, "Delete row", page)
    expect(entry).to_be_visible()
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(entry).to_be_visible()
    expect(entry).to_have_css("min-height", "40px")
    entry.tap()
    ((gone,),) = (deleted.next(),)
    assert [it["path"] for it in gone] == [["row2"]]
