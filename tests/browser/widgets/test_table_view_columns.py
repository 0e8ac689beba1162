"""Columns that stay in view, are hidden and moved, and the table as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.test_table_view import cell, grid, row

NAMES = ["Name", "Count", "Price", "Stock", "Place", "Remark"]


def wide(desk: Desk, **options: Any) -> Any:
    """A table that is wider than its window."""
    columns = [
        {"label": name, "key": name.lower(), "colwidth": 120, "editable": True} for name in NAMES
    ]
    data = [{name.lower(): f"{name} {index}" for name in NAMES} for index in range(50)]
    table = desk.W.TableView(columns=columns, data=data, **options)
    desk.show(table)
    expect(row(desk, table, 0)).to_be_visible()
    return table


def heads(desk: Desk, table: Any, page: Page | None = None) -> Locator:
    return desk.at(table, '[role="columnheader"]', page)


def head(desk: Desk, table: Any, key: str) -> Locator:
    return desk.at(table, f'.pg-head-cell[data-column="{key}"]')


def left(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["x"]


def item(page: Page, name: str, role: Any = "menuitem") -> Locator:
    return page.get_by_role(role, name=name)


def test_first_columns_stay_in_view(desk: Desk) -> None:
    table = wide(desk, frozen_columns=1, show_row_numbers=True, selection_mode="multiple-cell")
    view = desk.at(table, ".pg-grid-scroller")
    selected = desk.calls(table, "cell_selected")
    number, name, price = (
        row(desk, table, 1).locator(".pg-row-number"),
        cell(desk, table, 1, "name"),
        cell(desk, table, 1, "price"),
    )
    places = [left(number), left(name), left(head(desk, table, "name"))]
    before = left(price)
    view.evaluate("(view) => { view.scrollLeft = 150 }")
    wait_until(lambda: left(price) == before - 150, "it is scrolled", desk.page)
    assert [left(number), left(name), left(head(desk, table, "name"))] == places
    # What lies under it is not what is pressed, and where a drag goes over it is its cell.
    name.click()
    assert selected.next() == ([{"path": ["row1"], "col_key": "name", "value": "Name 1"}],)
    # The keys bring what they come to out from under it.
    desk.page.keyboard.press("ArrowRight")
    wait_until(
        lambda: left(cell(desk, table, 1, "count")) >= left(name) + 119,
        "the next cell is beside it",
        desk.page,
    )
    # A cell that stays is edited where it is.
    view.evaluate("(view) => { view.scrollLeft = 200 }")
    name.dblclick()
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_be_visible()
    assert abs(left(editor) - left(name)) <= 1
    desk.page.keyboard.press("Escape")
    desk.assert_accessible()
    # On a narrow page they leave room for the others.
    table.set_frozen_columns(6)
    desk.settle()
    assert desk.at(table, ".pg-head-cell.pg-frozen").count() == 1
    assert table.get_frozen_columns() == 6
    table.set_frozen_columns(0)
    expect(desk.at(table, ".pg-frozen")).to_have_count(0)
    desk.assert_same()


def test_heads_are_dragged(desk: Desk) -> None:
    table = wide(desk, selection_mode="multiple")
    moved, sorted_ = desk.calls(table, "columns_moved"), desk.calls(table, "sorted")
    keys = [name.lower() for name in NAMES]
    start = desk.middle(table, '.pg-head-cell[data-column="price"]')
    desk.drag(start, -260, 0)
    order = ["price", "name", "count", *keys[3:]]
    assert moved.next() == (order,)
    for page in (desk.page, desk.second):
        expect(heads(desk, table, page).first).to_have_text("Price")
        expect(row(desk, table, 0, page).locator(".pg-cell").first).to_have_text("Price 0")
    # A click sorts as before, and one that is taken back moves nothing.
    head(desk, table, "price").click()
    assert sorted_.next() == ("price", True)
    desk.page.mouse.move(*desk.middle(table, '.pg-head-cell[data-column="price"]'))
    desk.page.mouse.down()
    desk.page.mouse.move(300, 60, steps=4)
    expect(desk.at(table, ".pg-head-drop")).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.page.mouse.up()
    expect(desk.at(table, ".pg-head-drop")).to_be_hidden()
    desk.assert_silent(moved, sorted_)
    # By keys; each counts, however slow the line.
    grid(desk, table).focus()
    desk.page.keyboard.press("ArrowUp")
    desk.page.keyboard.press("Alt+Shift+ArrowRight")
    desk.page.keyboard.press("Alt+Shift+ArrowRight")
    assert moved.next() == (["name", "price", *order[2:]],)
    assert moved.next() == (keys,)
    expect(heads(desk, table)).to_have_text(NAMES)
    assert list(table.get_data()[0]) == keys
    table.set_movable_columns(False)
    desk.drag(desk.middle(table, '.pg-head-cell[data-column="price"]'), -260, 0)
    desk.assert_silent(moved)
    desk.assert_same()


def test_columns_are_chosen(desk: Desk) -> None:
    table = wide(desk)
    hidden = desk.calls(table, "columns_hidden")
    page = desk.page
    head(desk, table, "count").click(button="right")
    item(page, "Hide “Count”").click()
    assert hidden.next() == (["count"],)
    expect(heads(desk, table)).to_have_count(5)
    expect(heads(desk, table, desk.second)).to_have_count(5)
    # By keys alone: from the head to the chooser, and from there back to the table.
    grid(desk, table).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    expect(item(page, "Columns…")).to_be_visible()
    desk.assert_accessible()
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    box = item(page, "Count", "menuitemcheckbox")
    expect(box).not_to_be_checked()
    desk.assert_accessible()
    page.keyboard.press("End")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    assert hidden.next() == ([],)
    expect(box).to_be_checked()
    expect(heads(desk, table)).to_have_text(NAMES)
    # The last one stays.
    for name in NAMES:
        item(page, name, "menuitemcheckbox").click()
    expect(item(page, "Remark", "menuitemcheckbox")).to_be_checked()
    for count in range(1, 6):
        assert len(hidden.next()[0]) == count
    page.keyboard.press("Escape")
    expect(grid(desk, table)).to_be_focused()
    expect(heads(desk, table)).to_have_text(["Remark"])
    desk.reload()
    expect(heads(desk, table)).to_have_text(["Remark"])
    desk.assert_same()


def test_it_is_downloaded(desk: Desk) -> None:
    table = wide(desk, hidden_columns=["count", "price", "stock", "place"])
    head(desk, table, "remark").click()
    head(desk, table, "remark").click(button="right")
    with desk.page.expect_download() as waited:
        item(desk.page, "Download as CSV").click()
    assert waited.value.suggested_filename == "Table.csv"
    text = waited.value.path().read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    assert (lines[0], lines[1], len(lines)) == ("Name,Remark", "Name 0,Remark 0", 51)
    table.set_data({"name": range(1_000_001)})
    desk.settle()
    head(desk, table, "name").click(button="right")
    item(desk.page, "Download as CSV").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("too large")


def test_widths_fit_what_is_in_view(desk: Desk) -> None:
    title = {"a": "A title that goes over all of the columns, and is longer than any of them"}
    rows = [title, *({"a": "x", "b": "y", "c": "z"} for _ in range(400))]
    table = desk.W.TableView(columns=["a", "b", "c"], data=rows)
    desk.show(table)
    expect(row(desk, table, 0)).to_be_visible()
    table.set_optimal_column_widths()
    # What spans over others makes none of them wider.
    wait_until(
        lambda: max(table.get_column_widths(), default=999) < 100, "they are narrow", desk.page
    )
    first = table.get_column_widths()
    table.set_cell(300, 1, "a text that is longer than those above it")
    table.scroll_to_path(["row300"])
    expect(row(desk, table, 300)).to_be_visible()
    desk.settle()
    assert table.get_column_widths() == first
    table.set_optimal_column_widths()
    wait_until(lambda: table.get_column_widths()[1] > 200, "it is as wide", desk.page)
    # A larger font of the heads counts.
    table.set_header_font(size=40)
    wait_until(lambda: table.get_column_widths()[0] > first[0] + 5, "it is wider", desk.page)


def test_a_finger_rests_on_a_head_first(
    desk: Desk, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(has_touch=True, is_mobile=True).new_page()
    desk.page = desk.join(page)
    table = wide(desk)
    moved, sorted_ = desk.calls(table, "columns_moved"), desk.calls(table, "sorted")
    touch = page.context.new_cdp_session(page)
    x, y = desk.middle(table, '.pg-head-cell[data-column="name"]')

    def send(kind: str, *places: float) -> None:
        touches = [{"x": place, "y": y} for place in places]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def rest() -> None:
        send("touchStart", x)
        expect(desk.at(table, ".pg-moving")).to_be_visible()

    rest()
    send("touchEnd")
    expect(item(page, "Download as CSV")).to_be_visible()
    page.keyboard.press("Escape")
    rest()
    for place in (x + 20, x + 80, x + 130):
        send("touchMove", place)
    send("touchEnd")
    assert moved.next()[0][:2] == ["count", "name"]
    # One that moves at once scrolls.
    send("touchStart", x + 100)
    for place in (x + 80, x + 40, x):
        send("touchMove", place)
    send("touchEnd")
    view = desk.at(table, ".pg-grid-scroller")
    wait_until(lambda: view.evaluate("(view) => view.scrollLeft") > 0, "it scrolls", page)
    desk.assert_silent(moved, sorted_)


def test_columns_and_cells_in_one_batch(desk: Desk) -> None:
    """Where columns come, go and change places, cells that are set with that are in theirs."""
    table = desk.W.TableView(columns=["a", "b", "c"], data=[["a0", "b0", "c0"], ["a1", "b1", "c1"]])
    desk.show(table)
    expect(cell(desk, table, 0, "a")).to_have_text("a0")
    # A user types meanwhile.
    table.set_editable(True)
    cell(desk, table, 1, "b").dblclick()
    desk.at(table, ".pg-cell-editor").fill("b1!")
    with desk.session.batch():
        table.set_cell(0, 0, "A")
        table.set_column_order(["c", "b", "a"])
        table.set_cell(0, 2, "C")
        table.insert_column(1, {"label": "d", "key": "d"})
        table.set_cell(1, 1, "D")
        table.set_hidden_columns(["c"])
        table.append_row({"a": "a2", "d": "d2"})
        table.delete_row(0)
        table.set_cell(0, 0, "A1")
        table.set_column_order(["d", "a", "c", "b"])
    texts = "(cells) => cells.map((it) => it.dataset.column + it.textContent)"
    expect(cell(desk, table, 1, "d")).to_have_text("D")
    for page in (desk.page, desk.second):
        found = desk.at(table, ".pg-row:not(.pg-blank) > .pg-cell", page).evaluate_all(texts)
        assert found == ["dD", "aA1", "bb1", "dd2", "aa2", "b"]
    expect(desk.at(table, ".pg-cell-editor")).to_have_value("b1!")
    desk.page.keyboard.press("Enter")
    expect(cell(desk, table, 1, "b", desk.second)).to_have_text("b1!")
    assert table.get_data()[0] == ["A1", "D", "b1!", "c1"]
    desk.assert_same()
