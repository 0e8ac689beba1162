"""What users take back in a table, and what the program looks at first."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk
from tests.browser.widgets.shop import Shop
from tests.browser.widgets.test_table_view_editing import cell, sheet

CURSOR = re.compile(r"\bpg-cursor\b")


def test_what_users_take_back(desk: Desk) -> None:
    table = sheet(desk, 200)
    edited = desk.calls(table, "cell_edited")
    keyboard = desk.page.keyboard
    cell(desk, table, 1, "name").click()
    keyboard.type("pear")
    keyboard.press("Enter")
    assert edited.next() == (["row1"], "name", "item 1", "pear")
    # Another browser's edit, and the program's, are not this one's.
    cell(desk, table, 3, "name", desk.second).click()
    desk.second.keyboard.type("theirs")
    desk.second.keyboard.press("Enter")
    assert edited.next()[3] == "theirs"
    table.set_cell(0, 0, "the program's")
    # A block is one step, under any order.
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.page.evaluate("() => navigator.clipboard.writeText('a\\t7\\nb\\t8')")
    table.sort_by_column(1, ascending=False)
    expect(desk.at(table, ".pg-row").first).to_have_attribute("data-key", "row199")
    cell(desk, table, 198, "name").click()
    keyboard.press("Control+v")
    assert [edited.next()[3] for _ in range(4)] == ["a", 7, "b", 8]
    table.sort_by_column(None)
    keyboard.press("Control+Home")
    keyboard.press("Control+z")
    rows = {edited.next()[0][0] for _ in range(4)}
    assert rows == {"row198", "row197"}
    # It is shown, wherever the user was, and the keys are there.
    expect(cell(desk, table, 197, "name")).to_be_in_viewport()
    expect(cell(desk, table, 197, "name")).to_have_class(CURSOR)
    keyboard.press("Control+z")
    assert edited.next() == (["row1"], "name", "pear", "item 1")
    expect(cell(desk, table, 1, "name")).to_be_in_viewport()
    expect(cell(desk, table, 1, "name")).to_have_attribute("aria-selected", "true")
    keyboard.press("Control+z")
    desk.assert_silent(edited)
    keyboard.press("Control+Shift+Z")
    assert edited.next() == (["row1"], "name", "item 1", "pear")
    expect(cell(desk, table, 1, "name", desk.second)).to_have_text("pear")
    # The keys of the field are the field's.
    cell(desk, table, 2, "name").click()
    keyboard.press("F2")
    keyboard.type("half")
    keyboard.press("Control+z")
    desk.assert_silent(edited)
    keyboard.press("Escape")
    # What somebody has changed since stays, and it is said.
    table.set_cell(1, 0, "plum")
    keyboard.press("Control+z")
    expect(desk.at(table, ".pg-cell-note")).to_have_text("Not taken back: it was changed since.")
    expect(cell(desk, table, 1, "name")).to_have_text("plum")
    desk.assert_accessible()
    keyboard.press("Control+y")
    assert edited.next()[1] == "name"
    expect(desk.at(table, ".pg-cell-note")).to_be_hidden()


def test_what_is_not_taken_one_after_the_other(desk: Desk) -> None:
    shop = Shop()
    table = sheet(desk)
    table.set_validator(shop.validate)
    cell(desk, table, 1, "name").click()
    for text in ("earthworm", "glow-worm"):
        desk.page.keyboard.type(text)
        desk.page.keyboard.press("Enter")
    note = desk.at(table, ".pg-cell-note")
    for text in ("earthworm", "glow-worm"):
        shop.decide()
        # the words about the second come while those about the first are there
        expect(note).to_have_text(f"“{text}” was not taken: Worms are not sold.")
        expect(note).to_be_visible()


def test_what_waits_while_its_row_goes_elsewhere(desk: Desk) -> None:
    shop = Shop()
    table = sheet(desk, 9)
    table.set_validator(shop.validate)
    cell(desk, table, 1, "name").click()
    for text in ("pear", "worm"):
        desk.page.keyboard.type(text)
        desk.page.keyboard.press("Enter")
    assert shop.asked.wait(30)
    busy = desk.at(table, '.pg-cell[aria-busy="true"]')
    expect(busy).to_have_text(["pear", "worm"])
    # What waits goes with its row and its column, is out of sight with them, and still waits.
    table.sort_by_column(1, ascending=False)
    expect(busy).to_have_text(["worm", "pear"])
    table.insert_row(0, {"name": "first"})
    table.set_column_order(list(table.get_column_order())[::-1])
    expect(busy).to_have_text(["worm", "pear"])
    table.set_filter(0, {"is": "item 3"})
    expect(busy).to_have_count(0)
    table.set_hidden_columns(["name"])
    shop.decide(2)
    # Who has typed it is told why it was not taken, wherever the row is.
    words = "“worm” was not taken: Worms are not sold."
    expect(desk.at(table, ".pg-cell-note")).to_have_text(words)
    table.set_hidden_columns([])
    table.clear_filters()
    for page in (desk.page, desk.second):
        expect(cell(desk, table, 1, "name", page)).to_have_text("PEAR")
        expect(cell(desk, table, 2, "name", page)).to_have_text("item 2")
    expect(busy).to_have_count(0)


def test_what_waits_for_the_program(desk: Desk) -> None:
    shop = Shop()
    table = sheet(desk)
    table.set_validator(shop.validate)
    keyboard = desk.page.keyboard
    one, two = cell(desk, table, 1, "name"), cell(desk, table, 2, "name")
    one.click()
    keyboard.type("pear")
    keyboard.press("Enter")
    assert shop.asked.wait(30)
    expect(one).to_have_attribute("aria-busy", "true")
    expect(one).to_have_text("pear")
    expect(cell(desk, table, 1, "name", desk.second)).to_have_text("item 1")
    # What comes to the table meanwhile changes nothing of that, and others go on.
    table.set_cell(5, 0, "news")
    expect(cell(desk, table, 5, "name")).to_have_text("news")
    keyboard.type("worm")
    keyboard.press("Enter")
    expect(two).to_have_attribute("aria-busy", "true")
    expect(one).to_have_text("pear")
    expect(one).to_have_attribute("aria-busy", "true")
    desk.assert_accessible()
    shop.decide()
    expect(one).to_have_text("PEAR")
    expect(one).not_to_have_attribute("aria-busy", "true")
    shop.decide()
    words = "“worm” was not taken: Worms are not sold."
    expect(desk.at(table, ".pg-cell-note")).to_have_text(words)
    expect(two).to_have_text("item 2")
    # It can be corrected from there, and taken back while it waits.
    two.click()
    keyboard.press("F2")
    expect(desk.at(table, ".pg-cell-editor")).to_have_value("worm")
    keyboard.type("fig")
    keyboard.press("Enter")
    expect(two).to_have_text("fig")
    keyboard.press("Control+z")
    expect(two).to_have_text("item 2")
    expect(two).not_to_have_attribute("aria-busy", "true")
    shop.decide()
    expect(one).to_have_text("PEAR")
    keyboard.press("Control+z")
    expect(one).to_have_text("item 1")
    desk.assert_same()
