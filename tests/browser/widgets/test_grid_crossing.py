"""Tables and trees on slow lines, while the program and another browser act."""

from __future__ import annotations

import re
import threading
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.crossing import Crossing, at
from tests.browser.support import COPIED_MARKUP, wait_until
from tests.browser.widgets.shop import Shop

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True, "colwidth": 120},
    {"label": "Count", "key": "count", "type": "integer", "editable": True, "colwidth": 80},
    {"label": "Price", "key": "price", "type": "float", "editable": True, "colwidth": 80},
]

CURSOR = re.compile(r"\bpg-cursor\b")


def rows(count: int) -> list[dict[str, Any]]:
    return [{"name": f"item {it}", "count": it, "price": it / 2} for it in range(count)]


def cell(page: Page, table: Any, key: int, column: str = "name") -> Locator:
    """A cell by the number of its row."""
    return at(page, table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]')


def row(page: Page, table: Any, key: int) -> Locator:
    return at(page, table, f'.pg-row[data-key="row{key}"]')


def names(table: Any) -> list[Any]:
    return [row.get("name") for row in table.get_data()]


def selected(table: Any) -> list[list[str]]:
    return [item["path"] for item in table.get_selected()]


def shows(page: Page, table: Any, *keys: str) -> None:
    """Wait until a page shows the rows with these keys, in this order."""
    found = at(page, table, ".pg-row")
    wait_until(
        lambda: found.evaluate_all("(all) => all.map((it) => it.dataset.key)") == list(keys),
        f"it shows {keys}",
        page,
    )


def has_columns(page: Page, table: Any, keys: list[str]) -> None:
    """Wait until a page shows the columns with these keys, in this order."""
    found = at(page, table, ".pg-head-cell")
    wait_until(
        lambda: found.evaluate_all("(all) => all.map((it) => it.dataset.column)") == keys,
        f"it has the columns {keys}",
        page,
    )


# -- rows ------------------------------------------------------------------------------


def test_rows_go_as_far_as_the_keys_say(crossing: Crossing) -> None:
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(8), rows_editable=True, selection_mode="multiple"
    )
    moves: list[list[Any]] = []
    table.on("rows_moved", lambda items, index: moves.append(items))
    page, other = crossing.show(table)
    # what is selected is so in all pages: neither has learned of the other's
    with crossing.held():
        cell(page, table, 1).click()
        cell(other, table, 6).click()
        for _ in range(3):
            page.keyboard.press("Alt+Shift+ArrowDown")
        for _ in range(2):
            other.keyboard.press("Alt+Shift+ArrowUp")
        crossing.do(table.append_row, {"name": "item 8"})
    # each has gone as far, whatever came in between
    wait_until(lambda: sum(map(len, moves)) == 5, "all of it is done", page)
    order = [name.removeprefix("item ") for name in names(table)]
    assert order.index("1") > order.index("3") > order.index("2")
    assert order.index("6") < order.index("5")
    for each in (page, other):
        shows(each, table, *(f"row{number}" for number in order))
    # the keys are where the row is
    expect(row(page, table, 1)).to_have_class(CURSOR)


def test_who_goes_on_is_not_taken_back(crossing: Crossing) -> None:
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(8), rows_editable=True, selection_mode="multiple"
    )
    page, other = crossing.show(table)
    cell(page, table, 1).click()
    with crossing.held():
        page.keyboard.press("Insert")
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        expect(row(page, table, 4)).to_have_class(CURSOR)
    for each in (page, other):
        shows(each, table, "row0", "row8", *(f"row{it}" for it in range(1, 8)))
    wait_until(lambda: selected(table) == [["row4"]], "it is told", page)
    expect(row(page, table, 4)).to_have_class(CURSOR)
    # who stays is taken there
    with crossing.held():
        page.keyboard.press("Insert")
    expect(row(page, table, 9)).to_have_class(CURSOR)


def test_what_is_filled_is_what_was_seen(crossing: Crossing) -> None:
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(8), selection_mode="multiple-cell", cell_cursor=True
    )
    page, other = crossing.show(table)
    cell(page, table, 1).click()
    handle = at(page, table, ".pg-fill-handle")
    expect(handle).to_be_visible()
    with crossing.held():
        box, to = handle.bounding_box(), cell(page, table, 4).bounding_box()
        assert box is not None
        assert to is not None
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(to["x"] + 40, to["y"] + 10, steps=4)
        page.mouse.up()
        expect(cell(page, table, 4)).to_have_text("item 1")
        crossing.do(table.sort_by_column, 1, False)
        crossing.do(table.insert_row, 3, {"name": "between", "count": 4})
    wait_until(lambda: names(table).count("item 1") > 1, "it is filled", page)
    assert names(table) == [
        "item 0",
        "item 1",
        "item 1",
        "between",
        "item 1",
        "item 1",
        "item 5",
        "item 6",
        "item 7",
    ]
    for each in (page, other):
        expect(cell(each, table, 3)).to_have_text("item 1")


def test_what_is_cut_is_what_was_selected(crossing: Crossing) -> None:
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(8), selection_mode="multiple-cell", cell_cursor=True
    )
    got: list[str] = []
    table.on("cut", got.append)
    page, other = crossing.show(table)
    cell(page, table, 1).click()
    page.keyboard.press("Shift+ArrowDown")
    with crossing.held():
        crossing.do(table.select_cell, ["row6"], "name")
        cell(other, table, 5).click()
        page.keyboard.press("Control+x")
    wait_until(lambda: bool(got), "it is cut", page)
    for each in (page, other):
        expect(cell(each, table, 5)).to_have_text("item 5")
        expect(cell(each, table, 1)).to_have_text("")
    assert got == ["item 1\nitem 2"]


# -- filters and columns -----------------------------------------------------------------


def test_what_is_half_typed_into_a_filter_stays(crossing: Crossing) -> None:
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(40), show_filters=True, show_search=True
    )
    page, other = crossing.show(table)
    field = at(page, table, '[aria-label="Filter Name"]')
    field.click()
    page.keyboard.type("item 3x")
    page.keyboard.press("ArrowLeft")
    with crossing.held():
        page.keyboard.type("9")
        at(other, table, '[aria-label="Filter Count"]').fill(">30")
        at(other, table, '[aria-label="Filter Name"]').press("ArrowUp")
        other.keyboard.press("Alt+Shift+ArrowRight")
        crossing.do(table.set_column_width, 1, 110)
        crossing.do(table.set_cell, 3, 0, "new")
        crossing.do(table.set_hidden_columns, ["price"])
        page.keyboard.press("Delete")
    wait_until(lambda: table.get_filters().get("name") == {"contains": "item 39"}, "told", page)
    for each in (page, other):
        shows(each, table, "row39")
        expect(at(each, table, '[aria-label="Filter Name"]')).to_have_value("item 39")
        expect(at(each, table, '[aria-label="Filter Count"]')).to_have_value(">30")
        has_columns(each, table, ["count", "name"])
    expect(field).to_be_focused()
    page.keyboard.type("!")
    expect(field).to_have_value("item 39!")


def test_columns_are_moved_and_hidden_by_two(crossing: Crossing) -> None:
    table = crossing.ui.TableView(columns=COLUMNS, data=rows(4))
    moves: list[Any] = []
    table.on("columns_moved", moves.append)
    page, other = crossing.show(table)
    for each, column in ((page, "name"), (other, "price")):
        cell(each, table, 0, column).click()
        each.keyboard.press("ArrowUp")
    with crossing.held():
        for _ in range(2):
            page.keyboard.press("Alt+Shift+ArrowRight")
        other.keyboard.press("Alt+Shift+ArrowLeft")
        crossing.do(table.append_column, {"label": "More", "key": "more"})
        crossing.do(table.set_hidden_columns, ["count"])
    wait_until(lambda: len(moves) == 3, "all is known", page)
    assert table.get_column_order().index("name") > table.get_column_order().index("count")
    for each in (page, other):
        has_columns(each, table, [it for it in table.get_column_order() if it != "count"])


# -- values ------------------------------------------------------------------------------


def test_what_is_taken_back_far_away(crossing: Crossing) -> None:
    table = crossing.ui.TableView(columns=COLUMNS, data=rows(6), cell_cursor=True)
    page, other = crossing.show(table)
    with crossing.held():
        for key, text in ((1, "one"), (2, "two"), (3, "three")):
            cell(page, table, key).click()
            page.keyboard.type(text)
            page.keyboard.press("Enter")
        cell(other, table, 2).click()
        other.keyboard.type("theirs")
        other.keyboard.press("Enter")
        for _ in range(3):
            page.keyboard.press("Control+z")
        page.keyboard.press("Control+y")
        # half typed meanwhile
        cell(page, table, 5).click()
        page.keyboard.type("half")
        crossing.do(table.set_cell, 4, 0, "the program's")
        crossing.do(table.set_column_format, 2, ",.2f")
    editor = at(page, table, ".pg-cell-editor")
    wait_until(lambda: names(table)[1] == "one", "done again", page)
    expect(editor).to_have_value("half")
    expect(editor).to_be_focused()
    page.keyboard.type(" more")
    page.keyboard.press("Enter")
    wait_until(lambda: names(table)[5] == "half more", "it is taken", page)
    # and so is what the other has typed, or refused
    expect(at(other, table, '[aria-busy="true"]')).to_have_count(0)
    for each in (page, other):
        for key, name in enumerate(names(table)):
            expect(cell(each, table, key)).to_have_text(name)


def test_what_waits_for_the_program(crossing: Crossing) -> None:
    shop = Shop()
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(6), cell_cursor=True, rows_editable=True
    )
    table.set_validator(shop.validate)
    page, other = crossing.show(table)
    with crossing.held():
        cell(page, table, 1).click()
        for text in ("pear", "worm", "fig"):
            page.keyboard.type(text)
            page.keyboard.press("Enter")
        # somebody else takes one of them away and sorts
        cell(other, table, 3).click()
        other.keyboard.press("Control+Delete")
        crossing.do(table.sort_by_column, 1, False)
    expect(cell(page, table, 1)).to_have_attribute("aria-busy", "true")
    cell(page, table, 5).click()
    page.keyboard.type("half")
    shop.decide(3)
    wait_until(lambda: names(table)[1] == "PEAR", "it is taken", page)
    editor = at(page, table, ".pg-cell-editor")
    expect(editor).to_have_value("half")
    for each in (page, other):
        expect(cell(each, table, 1)).to_have_text("PEAR")
        expect(cell(each, table, 2)).to_have_text("item 2")
        expect(cell(each, table, 3)).to_have_count(0)
        expect(at(each, table, '[aria-busy="true"]')).to_have_count(0)
    expect(at(page, table, ".pg-cell-note")).to_be_visible()
    shop.decide(3)
    page.keyboard.press("Enter")
    wait_until(lambda: names(table)[4] == "HALF", "it is taken", page)


def test_what_is_copied_before_the_program_knows_of_the_choice(crossing: Crossing) -> None:
    data = rows(6)
    data[1]["name"] = "two\nlines & <b>"
    table = crossing.ui.TableView(columns=COLUMNS, data=data, selection_mode="multiple")
    (page,) = crossing.show(table, 1)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with crossing.held():
        cell(page, table, 1).click()
        page.keyboard.press("ControlOrMeta+c")
    # the same as where the page itself writes it
    markup = 'two<br style="mso-data-placement:same-cell">lines &amp; &lt;b&gt;'
    wait_until(lambda: markup in page.evaluate(COPIED_MARKUP), "it is copied", page)
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert text == '"two\nlines & <b>"\t1\t0.5'


# -- trees -------------------------------------------------------------------------------


def test_branches_that_come_while_it_is_filtered(crossing: Crossing) -> None:
    gate = threading.Event()

    def remote(path: list[str]) -> dict[str, Any]:
        assert gate.wait(30)
        return {"apple": {"count": 1}, "pear": {"count": 2}, "deep": {"apricot": {"count": 3}}}

    tree = crossing.ui.TreeView(
        columns=COLUMNS, show_filters=True, show_search=True, rows_editable=True
    )
    tree.set_tree({"here": {"apple": {"count": 5}, "plum": {"count": 6}}, "remote": remote})
    page, other = crossing.show(tree)
    with crossing.held():
        at(page, tree, '.pg-row[data-key="remote"] .pg-expander').click()
        at(other, tree, '[aria-label="Search all rows"]').fill("ap")
        at(page, tree, '[aria-label="Filter Count"]').fill("<")
    gate.set()
    search = at(page, tree, '[aria-label="Search all rows"]')
    expect(search).to_have_value("ap")
    at(page, tree, '[aria-label="Filter Count"]').press_sequentially("5")
    for each in (page, other):
        expect(at(each, tree, '[aria-label="Filter Count"]')).to_have_value("<5")
    for each in (page, other):
        shows(each, tree, "remote", "apple", "deep", "apricot")
    tree.clear_filters()
    for each in (page, other):
        shows(each, tree, "here", "remote", "apple", "pear", "deep")
