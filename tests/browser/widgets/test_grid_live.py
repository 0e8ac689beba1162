"""Tables on slow lines, whose data changes all the time: rows are meant by their keys."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.crossing import Crossing, at
from tests.browser.support import wait_until
from tests.browser.widgets.test_grid_crossing import (
    COLUMNS,
    cell,
    names,
    rows,
    selected,
)


def chosen(page: Page, table: Any) -> list[str]:
    """The keys of the rows that a page shows as selected."""
    found = at(page, table, '.pg-row[aria-selected="true"]')
    keys: list[str] = found.evaluate_all("(all) => all.map((it) => it.dataset.key)")
    return keys


def shows_chosen(page: Page, table: Any, keys: list[str]) -> None:
    wait_until(lambda: chosen(page, table) == keys, f"these are selected: {keys}", page)


def place(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"], box["y"]


def test_who_is_selected_stays_so(crossing: Crossing) -> None:
    data = [{"name": name, "count": at, "price": 0.5} for at, name in enumerate("ABCD")]
    table = crossing.ui.TableView(columns=COLUMNS, data=data, selection_mode="multiple")
    told: list[Any] = []
    table.on("selected", told.append)
    page, other = crossing.show(table)
    with crossing.held():
        cell(page, table, 0).click()
        cell(page, table, 2).click(modifiers=["ControlOrMeta"])
        assert chosen(page, table) == ["row0", "row2"]
        at(other, table, '.pg-head-cell[data-column="count"]').click()
        crossing.do(table.insert_row, 0, {"name": "before", "count": 9})
        crossing.do(table.sort_by_column, 0, False)
        crossing.do(table.delete_row, 3)
    wait_until(lambda: selected(table) == [["row0"]], "A alone is selected", page)
    for each in (page, other):
        shows_chosen(each, table, ["row0"])
    # nothing that is gone is told of
    assert {item["path"][0] for items in told for item in items} <= {"row0"}
    # and one more is added to it
    cell(page, table, 3).click(modifiers=["ControlOrMeta"])
    wait_until(lambda: sorted(selected(table)) == [["row0"], ["row3"]], "so is D", page)


def test_what_is_half_typed_while_all_else_changes(crossing: Crossing) -> None:
    table = crossing.ui.TableView(
        columns=COLUMNS, data=rows(60), cell_cursor=True, show_filters=True
    )
    table.sort_by_column(2, False)
    table.set_filter(1, ">=20")
    edits: list[Any] = []
    table.on("cell_edited", lambda *args: edits.append(args))
    page, other = crossing.show(table)
    for each in (page, other):
        expect(cell(each, table, 59)).to_be_visible()
    # scrolled to where neither the first nor the last are
    crossing.do(table.scroll_to_path, ["row35"])
    here, theirs = cell(page, table, 37), cell(other, table, 38, "count")
    expect(here).to_be_in_viewport()
    expect(theirs).to_be_in_viewport()
    here.dblclick()
    theirs.dblclick()
    editor, second = at(page, table, ".pg-cell-editor"), at(other, table, ".pg-cell-editor")
    expect(editor).to_be_focused()
    expect(second).to_be_focused()
    page.keyboard.type("half way")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    before = place(editor)
    other.keyboard.press("ControlOrMeta+a")
    for step in range(12):
        data = [
            {**it, "name": f"{it['name']}.{step}", "count": it["count"] + 100} for it in rows(60)
        ]
        if step % 3 == 2:
            data += rows(3)
        crossing.do(table.update_data, data)
        page.keyboard.type("abcdefghijkl"[step])
        other.keyboard.type("123456789012"[step])
    wait_until(lambda: cell(page, table, 36).text_content() == "item 36.11", "it is told", page)
    expect(editor).to_have_value("halfabcdefghijkl way")
    expect(second).to_have_value("123456789012")
    expect(editor).to_be_focused()
    assert editor.evaluate("(it) => [it.selectionStart, it.selectionEnd]") == [16, 16]
    # it grows with what is typed, and stays where it is
    assert place(editor) == before
    page.keyboard.press("Enter")
    other.keyboard.press("Enter")
    wait_until(lambda: len(edits) == 2, "both are told", page)
    assert sorted(edits) == [
        (["row37"], "name", "item 37.11", "halfabcdefghijkl way"),
        (["row38"], "count", 138, 123456789012),
    ]
    for each in (page, other):
        expect(cell(each, table, 37)).to_have_text("halfabcdefghijkl way")
        expect(cell(each, table, 38, "count")).to_have_text("123456789012")


def test_a_pasted_block_is_taken_back_while_the_program_edits(crossing: Crossing) -> None:
    table = crossing.ui.TableView(columns=COLUMNS, data=rows(6), cell_cursor=True)
    page, other = crossing.show(table)
    for each in (page, other):
        each.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.bring_to_front()
    page.evaluate("() => navigator.clipboard.writeText('a\\t10\\nb\\t20\\nc\\t30')")
    with crossing.held():
        cell(page, table, 1).click()
        page.keyboard.press("ControlOrMeta+v")
        crossing.do(table.set_cell, 2, 1, 77)
        crossing.do(table.sort_by_column, 1, False)
    wait_until(lambda: names(table)[1:4] == ["a", "b", "c"], "it is pasted", page)
    # what came later counts, and that was the paste
    assert [it["count"] for it in table.get_data()] == [0, 10, 20, 30, 4, 5]
    with crossing.held():
        crossing.do(table.set_cell, 1, 0, "mine")
        cell(other, table, 3).click()
        other.keyboard.type("theirs")
        other.keyboard.press("Enter")
        page.keyboard.press("ControlOrMeta+z")
    wait_until(lambda: names(table)[2] == "item 2", "it is taken back", page)
    wait_until(lambda: "theirs" in names(table), "the other's is taken", page)
    data = table.get_data()
    assert data[1]["name"] == "mine"
    assert [it["count"] for it in data] == [0, 1, 77, 3, 4, 5]
