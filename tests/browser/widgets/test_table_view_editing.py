from __future__ import annotations

import datetime as dt
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.seats import SeatAt
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True},
    {"label": "Count", "key": "count", "type": "integer", "editable": True},
    {"label": "Kind", "key": "kind", "widget": "combobox", "choices": ["fruit", "nut"]},
    {"label": "Done", "key": "done", "type": "boolean", "widget": "checkbox"},
    {"label": "Open", "key": "open", "widget": "button", "text": "Open"},
]


def rows(count: int) -> list[dict[str, Any]]:
    return [
        {"name": f"item {index}", "count": index, "kind": "nut", "done": False, "open": ""}
        for index in range(count)
    ]


def cell(desk: Desk, table: Any, key: int, column: str, page: Page | None = None) -> Locator:
    """A cell by the number that its row has in the data."""
    return desk.at(table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]', page)


def sheet(desk: Desk, count: int = 30, **options: Any) -> Any:
    """A table with the keys of a spreadsheet, in a window."""
    given = {"cell_cursor": True, "selection_mode": "multiple-cell", **options}
    table = desk.W.TableView(columns=COLUMNS, data=rows(count), **given)
    desk.show(table, 560, 320)
    expect(cell(desk, table, 0, "name")).to_be_visible()
    return table


def texts(desk: Desk, table: Any, key: int) -> list[str]:
    found: list[str] = desk.at(
        table, f'.pg-row[data-key="row{key}"] > .pg-cell'
    ).all_text_contents()
    return found[:2]


def test_spreadsheet_keys(desk: Desk) -> None:
    table = sheet(desk)
    edited = desk.calls(table, "cell_edited")
    cell(desk, table, 1, "name").click()
    keyboard = desk.page.keyboard
    keyboard.type("pear")
    keyboard.press("Tab")
    assert edited.next() == (["row1"], "name", "item 1", "pear")
    keyboard.type("12")
    keyboard.press("Enter")
    assert edited.next() == (["row1"], "count", 1, 12)
    keyboard.type("7")
    keyboard.press("ArrowLeft")
    assert edited.next() == (["row2"], "count", 2, 7)
    keyboard.press("Delete")
    assert edited.next()[:3] == (["row2"], "name", "item 2")
    keyboard.press("F2")
    expect(desk.at(table, ".pg-cell-editor")).to_be_focused()
    keyboard.type("never")
    keyboard.press("Escape")
    keyboard.press("Control+End")
    expect(cell(desk, table, 29, "open")).to_be_in_viewport()
    keyboard.press("Control+Home")
    expect(cell(desk, table, 0, "name")).to_have_attribute("aria-selected", "true")
    desk.assert_silent(edited)
    desk.assert_accessible()
    desk.assert_same()


def test_cells_with_widgets(desk: Desk) -> None:
    table = sheet(desk, selection_mode="single", cell_cursor=False)
    edited = desk.calls(table, "cell_edited")
    pressed = desk.calls(table, "cell_action")
    box = cell(desk, table, 1, "done").locator("input")
    box.click()
    assert edited.next() == (["row1"], "done", False, True)
    expect(box).to_be_checked()
    expect(cell(desk, table, 1, "done", desk.second).locator("input")).to_be_checked()
    cell(desk, table, 2, "open").locator("button").click()
    path, values, key = pressed.next()
    assert (path, values["name"], key) == (["row2"], "item 2", "open")
    cell(desk, table, 1, "kind").dblclick()
    desk.at(table, '[role="option"]').filter(has_text="fruit").click()
    assert edited.next() == (["row1"], "kind", "nut", "fruit")
    # The same by keyboard.
    for key in ("ArrowDown", "ArrowRight", " "):
        desk.page.keyboard.press(key)
    assert edited.next() == (["row2"], "done", False, True)
    for key in ("ArrowRight", "Enter"):
        desk.page.keyboard.press(key)
    assert pressed.next()[0] == ["row2"]
    desk.assert_silent(edited, pressed)
    desk.assert_accessible()
    desk.assert_same()


def test_what_is_half_typed_stays(desk: Desk) -> None:
    table = sheet(desk, 200)
    edited = desk.calls(table, "cell_edited")
    cell(desk, table, 3, "name").click()
    desk.page.keyboard.press("F2")
    editor = desk.at(table, ".pg-cell-editor")
    desk.page.keyboard.type("half way")
    for _ in range(4):
        desk.page.keyboard.press("ArrowLeft")
    # Values, rows, order and columns change around it.
    for number in range(20):
        table.set_cell(number, 1, 1000 + number)
    table.set_cell(3, 0, "by the program")
    table.insert_row(0, ["first", -1, "nut", False, ""])
    table.append_column("More")
    table.sort_by_column(1, ascending=True)
    table.set_row_color(["row5"], bg="gold")
    desk.settle()
    expect(editor).to_be_focused()
    expect(editor).to_have_value("half way")
    assert editor.evaluate("(it) => [it.selectionStart, it.selectionEnd]") == [4, 4]
    # The user looks elsewhere, and goes on typing.
    desk.at(table, ".pg-grid-scroller").evaluate("(it) => { it.scrollTop = it.scrollHeight / 2 }")
    desk.settle()
    expect(editor).to_be_focused()
    desk.page.keyboard.type(",")
    expect(editor).to_have_value("half, way")
    desk.page.keyboard.press("Enter")
    assert edited.next() == (["row3"], "name", "by the program", "half, way")
    desk.assert_silent(edited)


def test_the_row_of_what_is_half_typed_goes(desk: Desk) -> None:
    table = sheet(desk)
    edited = desk.calls(table, "cell_edited")
    cell(desk, table, 3, "name").click()
    desk.page.keyboard.type("half")
    table.delete_row(3)
    expect(desk.at(table, ".pg-cell-note")).to_contain_text("This cell was removed")
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_have_value("half")
    expect(editor).not_to_be_editable()
    desk.assert_accessible()
    desk.page.keyboard.press("Enter")
    expect(editor).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(desk.at(table, '[role="grid"]')).to_be_focused()
    desk.assert_silent(edited)


def test_the_reader_stays_where_rows_come(desk: Desk) -> None:
    table = sheet(desk, 500)
    desk.at(table, ".pg-grid-scroller").evaluate("(it) => { it.scrollTop = 5200 }")
    here = cell(desk, table, 204, "name")
    expect(here).to_be_in_viewport()
    before = here.bounding_box()
    for number in range(5):
        table.insert_row(0, [f"new {number}", 0, "nut", False, ""])
    table.delete_row(2)
    expect(desk.at(table, '[role="grid"]')).to_have_attribute("aria-rowcount", "505")
    desk.settle()
    assert here.bounding_box() == before


def test_clipboard(desk: Desk) -> None:
    table = sheet(desk)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied, pasted = desk.calls(table, "copy"), desk.calls(table, "paste")
    cell(desk, table, 1, "name").click()
    desk.page.keyboard.press("Shift+ArrowDown")
    desk.page.keyboard.press("Shift+ArrowRight")
    desk.settle()
    desk.page.keyboard.press("Control+c")
    assert copied.next() == ("item 1\t1\nitem 2\t2",)
    read = "() => navigator.clipboard.readText()"
    assert desk.page.evaluate(read) == "item 1\t1\nitem 2\t2"
    # As a spreadsheet writes it, into rows that are sorted.
    table.sort_by_column(1, ascending=False)
    expect(desk.at(table, ".pg-row").first).to_have_attribute("data-key", "row29")
    desk.page.evaluate(
        "(text) => navigator.clipboard.writeText(text)", 'two\n"a ""b""\nc"\t77\nlast\t78'
    )
    cell(desk, table, 28, "name").click()
    desk.page.keyboard.press("Control+v")
    assert pasted.next() == ('two\n"a ""b""\nc"\t77\nlast\t78',)
    wait_until(lambda: texts(desk, table, 27) == ['a "b"\nc', "77"], "it shows", desk.page)
    wait_until(lambda: texts(desk, table, 26) == ["last", "78"], "it shows", desk.page)
    # What the page does not have whole comes from the program.
    cut = desk.calls(table, "cut")
    desk.page.keyboard.press("Control+a")
    desk.settle()
    desk.page.keyboard.press("Control+c")
    assert len(copied.next()[0].splitlines()) == 31
    cell(desk, table, 28, "name").click()
    desk.settle()
    desk.page.keyboard.press("Control+x")
    assert cut.next() == ("two",)
    expect(cell(desk, table, 28, "name")).to_have_text("")
    desk.assert_same()


def test_a_page_and_the_program_write_the_same(desk: Desk) -> None:
    words = [
        "",
        " ",
        '"',
        'say "so"',
        '"so" he',
        "a\tb",
        "a\nb\n",
        "a\r\nb",
        "=1+1",
        "<b>",
        "שלום",
        "😀",
    ]
    data = {
        "text": words,
        "alone": ["x", *[None] * 11],
        "float": [0.1 + 0.2, float("nan"), float("inf"), -0.0, 1e300, *[0.5] * 7],
        "integer": [2**53 + 1, -(2**70), *range(10)],
        "truth": [True, False, None, *[True] * 9],
        "list": [[1, '"'], {"a": "\n"}, *[["x"]] * 10],
        "day": [dt.date(2026, 1, 1), *[dt.datetime(2026, 1, 1, tzinfo=dt.UTC)] * 11],
    }
    table = desk.W.TableView(data=data, selection_mode="multiple-cell", cell_cursor=True)
    table.set_column_format(2, {"decimals": 1, "suffix": " kg"})
    desk.show(table, 900, 500)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = desk.calls(table, "copy")
    read = "() => navigator.clipboard.readText()"
    for press, last in (("Control+a", "integer"), (None, "text"), (None, "alone")):
        cell(desk, table, 0, last).click()
        desk.page.keyboard.press(press or "Control+Shift+ArrowDown")
        desk.settle()
        desk.page.keyboard.press("Control+c")
        assert copied.next() == (desk.page.evaluate(read),)


def test_a_million_rows_are_copied_by_the_program(desk: Desk) -> None:
    table = desk.W.TableView(
        columns=["number"], data={"number": range(100_000)}, selection_mode="multiple"
    )
    desk.show(table)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = desk.calls(table, "copy")
    cell(desk, table, 1, "number").click()
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Control+c")
    assert copied.next()[0].endswith("99998\n99999")
    read = "() => navigator.clipboard.readText()"
    wait_until(lambda: desk.page.evaluate(read).endswith("99998\n99999"), "it is copied", desk.page)


def test_two_edit_at_once(desk: Desk) -> None:
    table = sheet(desk)
    cell(desk, table, 1, "name").click()
    desk.page.keyboard.type("mine")
    cell(desk, table, 2, "name", desk.second).click()
    desk.second.keyboard.type("theirs")
    desk.second.keyboard.press("Enter")
    expect(cell(desk, table, 2, "name")).to_have_text("theirs")
    expect(desk.at(table, ".pg-cell-editor")).to_have_value("mine")
    desk.page.keyboard.press("Enter")
    expect(cell(desk, table, 1, "name", desk.second)).to_have_text("mine")


def test_an_edit_shows_at_once_on_a_slow_line(seat_at: SeatAt, session: Any) -> None:
    ui = session.get_widgets()
    table = ui.TableView(columns=COLUMNS, data=rows(5000), selection_mode="multiple")
    window = ui.TopLevel(title="Table")
    window.resize(560, 320)
    window.set_widget(table)
    window.show()
    seat = seat_at(session)

    def at(key: int, name: str) -> Locator:
        return seat.page.locator(f'.pg-row[data-key="row{key}"] > [data-column="{name}"]')

    expect(at(0, "name")).to_be_visible()
    seat.slow()
    at(1, "name").dblclick()
    seat.page.keyboard.type("pear")
    seat.page.keyboard.press("Enter")
    # The program does not know yet.
    expect(at(1, "name")).to_have_attribute("aria-busy", "true")
    expect(at(1, "name")).to_have_text("pear")
    at(1, "count").dblclick()
    seat.page.keyboard.type("1.0")
    seat.page.keyboard.press("Enter")
    expect(at(1, "count")).to_have_text("1.0")
    # What comes of it is what the program makes of it.
    expect(at(1, "count")).to_have_text("1")
    seat.page.locator(".pg-grid-scroller").evaluate("(it) => { it.scrollTop = 1e9 }")
    expect(at(4999, "name")).to_be_in_viewport()
