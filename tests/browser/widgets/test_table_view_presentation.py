"""How tables show their values: formats and bars, a footer, lines, long texts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from pgwidgets.catalog.table_still import still_table
from pgwidgets.session.widgets import node_of
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

CURSOR = re.compile(r"\bpg-cursor\b")

LONG = "a text that has no room in its cell, " * 10


def cell(desk: Desk, table: Any, key: int, column: str) -> Locator:
    return desk.at(table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]')


def foot(desk: Desk, table: Any, column: str) -> Locator:
    return desk.at(table, f'.pg-grid-foot [data-column="{column}"]')


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found is not None
    return {name: found[name] for name in ("x", "y", "width", "height")}


def tip(desk: Desk) -> Locator:
    return desk.page.locator(".pg-tooltip")


def test_formats_change_what_is_seen_and_nothing_else(desk: Desk) -> None:
    columns: list[dict[str, Any]] = [
        {
            "label": "Price",
            "key": "price",
            "editable": True,
            "format": {"decimals": 2, "thousands": True, "prefix": "$"},
        },
        {
            "label": "Share",
            "key": "share",
            "format": {"percent": True, "bar": "behind", "range": (0, 1)},
        },
        {
            "label": "Change",
            "key": "change",
            "format": {"decimals": 1, "bar": "beside", "range": (-2, 2)},
        },
    ]
    data = [{"price": 1234.567, "share": 0.25, "change": -1.0}, {"price": 5, "share": 2}]
    table = desk.W.TableView(columns=columns, data=data)
    desk.show(table)
    edited = desk.calls(table, "cell_edited")
    expect(cell(desk, table, 0, "price")).to_have_text("$1,234.57")
    expect(cell(desk, table, 0, "share")).to_have_text("25%")
    # The bar is a quarter of its cell; one below zero goes to the left from the middle; what is
    # beyond the range is a full one.
    track, bar = (
        box(cell(desk, table, 0, "share").locator(it)) for it in (".pg-data-track", ".pg-data-bar")
    )
    assert bar["x"] == track["x"]
    assert bar["width"] == pytest.approx(track["width"] / 4, abs=1)
    track, bar = (
        box(cell(desk, table, 0, "change").locator(it)) for it in (".pg-data-track", ".pg-data-bar")
    )
    assert bar["x"] + bar["width"] == pytest.approx(track["x"] + track["width"] / 2, abs=1)
    assert bar["width"] == pytest.approx(track["width"] / 4, abs=1)
    full = cell(desk, table, 1, "share")
    assert (
        box(full.locator(".pg-data-bar"))["width"] == box(full.locator(".pg-data-track"))["width"]
    )
    # What is edited, and copied, is the value itself.
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell(desk, table, 0, "price").click()
    desk.page.keyboard.press("Control+c")
    read = "() => navigator.clipboard.readText()"
    wait_until(
        lambda: desk.page.evaluate(read).startswith("1234.567\t0.25\t-1"), "it is copied", desk.page
    )
    cell(desk, table, 0, "price").dblclick()
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_have_value("1234.567")
    editor.fill("-9876.5")
    editor.press("Enter")
    assert edited.next() == (["row0"], "price", 1234.567, -9876.5)
    expect(cell(desk, table, 0, "price")).to_have_text("-$9,876.50")
    table.set_column_format(0, {"decimals": 0, "suffix": " kr"})
    expect(cell(desk, table, 0, "price")).to_have_text("-9876 kr")
    desk.assert_accessible()
    desk.assert_same()


def test_the_footer_stays_in_view_and_current(desk: Desk) -> None:
    columns: list[dict[str, Any]] = [
        {"label": "Name", "key": "name", "footer": "count", "colwidth": 110},
        {
            "label": "Price",
            "key": "price",
            "colwidth": 110,
            "footer": "sum",
            "format": {"decimals": 1},
        },
        {"label": "Note", "key": "note", "colwidth": 300},
    ]
    rows = [{"name": f"item {number}", "price": 0.5, "note": ""} for number in range(1000)]
    table = desk.W.TableView(columns=columns, data=rows, show_row_numbers=True)
    desk.show(table)
    total = foot(desk, table, "price")
    expect(total).to_have_attribute("aria-description", "Sum of Price")
    expect(total.locator(".pg-foot-text")).to_have_text("500.0")
    expect(desk.at(table, '[role="grid"]')).to_have_attribute("aria-rowcount", "1002")
    expect(desk.at(table, ".pg-foot-row")).to_have_attribute("aria-rowindex", "1002")
    desk.assert_same()
    # It lies below its column, wherever that is scrolled, and at the end of the view.
    scroller = desk.at(table, ".pg-grid-scroller")

    def is_below() -> bool:
        above, below = box(cell(desk, table, last(), "price")), box(total)
        view = scroller.evaluate(
            "(it) => it.getBoundingClientRect().top + it.clientTop + it.clientHeight"
        )
        is_aligned = (above["x"], above["width"]) == (below["x"], below["width"])
        return is_aligned and below["y"] + below["height"] == view

    def last() -> int:
        keys = desk.at(table, ".pg-row:not(.pg-blank)").evaluate_all(
            "(rows) => rows.map((it) => it.dataset.key)"
        )
        return max(int(key.removeprefix("row")) for key in keys)

    assert is_below()
    scroller.evaluate("(it) => { it.scrollLeft = 40 }")
    table.scroll_to_end()
    expect(cell(desk, table, 999, "price")).to_be_in_viewport()
    wait_until(is_below, "the footer is below its columns", desk.page)
    # The last row is seen whole.
    row = box(cell(desk, table, 999, "price"))
    assert row["y"] + row["height"] == box(desk.at(table, ".pg-grid-foot"))["y"]
    # Users' edits and the program's, rows that come and go.
    table.set_column_editable(1, True)
    cell(desk, table, 999, "price").dblclick()
    editor = desk.at(table, ".pg-cell-editor")
    editor.fill("1000.5")
    editor.press("Enter")
    expect(total.locator(".pg-foot-text")).to_have_text("1500.0")
    for number in range(200):
        table.set_cell(number, 1, 1)
    table.delete_row(500)
    expect(total.locator(".pg-foot-text")).to_have_text("1599.5")
    expect(foot(desk, table, "name").locator(".pg-foot-text")).to_have_text("999")
    assert table.get_footer() == {"name": 999, "price": 1599.5}
    desk.assert_accessible()
    table.set_column_footer(0, None)
    table.set_column_footer(1, None)
    expect(desk.at(table, ".pg-grid-foot")).to_be_hidden()


def test_texts_wrap_or_are_cut_and_show_whole(desk: Desk) -> None:
    columns: list[dict[str, Any]] = [
        {"label": "Name", "key": "name", "colwidth": 80, "editable": True},
        {"label": "Note", "key": "note", "colwidth": 200, "wrap": 2, "editable": True},
    ]
    rows: list[dict[str, Any]] = [
        {"name": f"item {number}", "note": "short"} for number in range(200)
    ]
    rows[1] = {"name": LONG, "note": LONG}
    rows[2]["note"] = "x" * 1_000_000 + "end"
    table = desk.W.TableView(columns=columns, data=rows, cell_cursor=True, show_row_numbers=True)
    desk.show(table)
    # All rows have two lines, also where there is one.
    heights = {box(desk.at(table, f'.pg-row[data-key="row{key}"]'))["height"] for key in range(3)}
    assert heights == {45}
    # The head has one.
    assert {box(it)["height"] for it in desk.at(table, ".pg-head-row > *").all()} == {26}
    lines = cell(desk, table, 1, "note").locator(".pg-cell-lines")
    assert box(lines)["height"] == 38
    # What is cut shows whole, and what is not, not.
    cell(desk, table, 1, "note").hover()
    expect(tip(desk)).to_have_text(LONG)
    cell(desk, table, 1, "name").hover()
    expect(tip(desk)).to_have_text(LONG)
    cell(desk, table, 0, "note").hover()
    expect(tip(desk)).to_have_count(0)
    # So it does for the keys, whatever scrolls.
    desk.page.mouse.move(0, 0)
    cell(desk, table, 0, "note").click()
    desk.page.keyboard.press("ArrowDown")
    expect(tip(desk)).to_have_text(LONG)
    # Of a text of megabytes the page gets the beginning.
    desk.page.keyboard.press("ArrowDown")
    long = cell(desk, table, 2, "note")
    assert len(long.text_content() or "") == 1001
    expect(tip(desk)).to_contain_text("xxx")
    edited = desk.calls(table, "cell_edited")
    desk.page.keyboard.press("F2")
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_be_focused()
    assert len(editor.input_value()) == 1_000_003
    desk.page.keyboard.press("End")
    desk.page.keyboard.type("!")
    desk.page.keyboard.press("Enter")
    path, key, old, new = edited.next()
    assert (path, key, len(old), new[-4:]) == (["row2"], "note", 1_000_003, "end!")
    desk.assert_accessible()
    # Lines are counted in, where the program scrolls.
    table.scroll_to_path(["row150"])
    expect(cell(desk, table, 150, "note")).to_be_in_viewport()
    desk.assert_same()
    table.set_column_wrap(1, False)
    expect(desk.at(table, '.pg-row[data-key="row150"]')).to_have_css("height", "26px")
    desk.assert_same()


POINT = """(it) => {
  const texts = [...it.querySelectorAll("*"), it].flatMap((at) => [...at.childNodes]);
  const text = texts.find((at) => at.nodeType === Node.TEXT_NODE && at.length);
  const range = new Range();
  range.selectNodeContents(text);
  const point = text.data.indexOf(".");
  if (point >= 0) range.setEnd(text, point);
  return range.getBoundingClientRect().right;
}"""
"""Where the point of a number is, or would be."""


def numbers(desk: Desk) -> Any:
    """A table of numbers, with rows that have one value beside their names."""
    columns: list[dict[str, Any]] = [
        {"label": "Name", "key": "name", "colwidth": 90},
        {"label": "Mass", "key": "mass", "type": "float", "colwidth": 110, "footer": "min"},
        {"label": "Bar", "key": "bar", "format": {"bar": "behind", "range": (0, 4)}},
        {"label": "Done", "key": "done", "type": "boolean"},
        {"label": "Note", "key": "note", "colwidth": 900},
    ]
    rows: list[dict[str, Any]] = [
        {"name": f"item {at}", "mass": mass, "bar": 2.0, "done": True, "note": "x"}
        for at, mass in enumerate([0.5, 12.25, 3.125, 100.0, 7.0])
    ]
    alone: list[dict[str, Any]] = [
        {"mass": 2.5},
        {"done": True},
        {"bar": 2.0},
        {"mass": 123456789012.5},
    ]
    table = desk.W.TableView(
        columns=columns, data=[*rows, *({"name": "alone", **row} for row in alone)]
    )
    desk.show(table, 480, 320)
    expect(cell(desk, table, 2, "mass")).to_have_text("3.125")
    return table


def test_numbers_are_where_one_looks_for_them(desk: Desk) -> None:
    table = numbers(desk)

    def point(locator: Locator) -> float:
        found: float = locator.evaluate(POINT)
        return found

    # Their points are below each other, also of what has none, and of what is alone in its row: it
    # stays in its column. The strong letters of a total are a little wider.
    points = {point(cell(desk, table, key, "mass")) for key in range(6)}
    assert max(points) - min(points) < 0.5, points
    total = foot(desk, table, "mass").locator(".pg-foot-text")
    expect(total).to_have_text("0.5")
    assert max(points) - point(total) < 6
    boxes = [box(cell(desk, table, key, "done").locator("input")) for key in (0, 6)]
    assert boxes[0]["x"] == boxes[1]["x"]
    boxes = [box(cell(desk, table, key, "bar").locator(".pg-data-bar")) for key in (0, 7)]
    assert boxes[0]["width"] == boxes[1]["width"]
    assert point(cell(desk, table, 0, "bar")) == point(cell(desk, table, 7, "bar"))
    # What has no room there goes on over the others, from where its column begins.
    long = cell(desk, table, 8, "mass")
    text, its = box(long.locator(".pg-cell-number")), box(long)
    assert its["x"] < text["x"] < its["x"] + 20
    assert text["width"] > 90
    desk.assert_accessible()
    # It is edited where it is.
    table.set_column_editable(1, True)
    cell(desk, table, 5, "mass").dblclick(position={"x": 60, "y": 10})
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_have_value("2.5")
    assert box(editor)["width"] < 130
    editor.press("Escape")
    desk.assert_same()


def test_keys_lead_to_what_the_columns_come_to(desk: Desk) -> None:
    table = numbers(desk)
    press = desk.page.keyboard.press
    cell(desk, table, 0, "mass").click()
    press("End")
    press("ArrowDown")
    total = foot(desk, table, "mass")
    expect(total).to_have_class(CURSOR)
    active = desk.at(table, '[role="grid"]').get_attribute("aria-activedescendant")
    assert active == total.get_attribute("id")
    desk.assert_accessible()
    press("ArrowLeft")
    expect(foot(desk, table, "name")).to_have_class(CURSOR)
    press("ArrowRight")
    table.clear_selection()
    desk.settle()
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press("Control+c")
    read = "() => navigator.clipboard.readText()"
    wait_until(lambda: desk.page.evaluate(read) == "0.5", "the total is copied", desk.page)
    press("ArrowUp")
    expect(cell(desk, table, 8, "mass")).to_have_class(CURSOR)
    # Whoever copies it, the page or Python, it is the same text.
    table.set_selected([["row0"]])
    desk.settle()
    copied = desk.calls(table, "copy")
    press("Control+c")
    line = "item 0\t0.5\t2.0\ttrue\tx"
    wait_until(lambda: desk.page.evaluate(read) == line, "a row is copied", desk.page)
    assert copied.next() == (line,)
    # Without it the keys are at the rows again.
    press("ArrowDown")
    expect(total).to_have_class(CURSOR)
    table.set_column_footer(1, None)
    expect(desk.at(table, ".pg-grid-foot")).to_be_hidden()
    expect(cell(desk, table, 8, "mass")).to_have_class(CURSOR)


BROKEN = "data:image/png;base64,AAAA"
"""No picture."""


def test_an_icon_that_there_is_none_of(desk: Desk) -> None:
    column = {"label": "Sign", "key": "sign", "type": "icon", "icon_size": 20, "editable": True}
    table = desk.W.TableView(columns=[column], data=[["pg:sve"], ["pg:save"], [BROKEN]])
    desk.show(table)
    sign = cell(desk, table, 0, "sign").get_by_role("img")
    expect(sign).to_have_accessible_name("This picture can't be shown: pg:sve")
    assert (box(sign)["width"], box(sign)["height"]) == (20, 20)
    sign.hover()
    expect(tip(desk)).to_have_text("This picture can't be shown: pg:sve")
    expect(cell(desk, table, 1, "sign").get_by_role("img")).to_have_accessible_name("save")
    broken = cell(desk, table, 2, "sign").get_by_role("img")
    expect(broken).to_have_accessible_name(f"This picture can't be shown: {BROKEN}")
    with pytest.raises(ValueError, match="did you mean 'pg:save'"):
        table.set_cell(1, 0, "pg:sve")
    cell(desk, table, 1, "sign").dblclick()
    desk.at(table, ".pg-cell-editor").fill("pg:opn")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("alert")).to_contain_text("did you mean 'pg:open'")
    desk.page.keyboard.press("Escape")
    table.set_cell(0, 0, "pg:open")
    expect(sign).to_have_accessible_name("open")
    desk.assert_same()


SHOWN = """(cells) => cells.map((cell) => {
  const [box, icon] = [cell.querySelector("input"), cell.querySelector("img")];
  if (box) return box.checked ? "☑" : "☐";
  if (icon) return icon.alt;
  const part = cell.querySelector(".pg-progress-text:last-child, .pg-progress-fill > *");
  return (part ?? cell).textContent;
})"""
"""What cells show, in characters."""


def test_a_still_has_what_the_page_shows(desk: Desk) -> None:
    """What a saved notebook keeps, beside the page itself."""
    columns: list[dict[str, Any]] = [
        {"label": "Name", "key": "name", "footer": "count"},
        {"label": "Share", "key": "share", "footer": "mean"},
        {"label": "Percent", "key": "percent", "format": {"percent": True, "decimals": 0}},
        {"label": "Price", "key": "price", "format": {"decimals": 2, "prefix": "$"}},
        {"label": "Weight", "key": "weight", "type": "float", "footer": "sum"},
        {"label": "Part", "key": "part", "widget": "progress", "footer": "max"},
        {"label": "Of ten", "key": "ten", "widget": "progress", "min": 0, "max": 10},
        {"label": "Go", "key": "go", "widget": "button", "text": "Go", "visible_key": "on"},
        {"label": "Icon", "key": "icon", "type": "icon"},
        {"label": "On", "key": "on", "type": "boolean", "halign": "left"},
    ]
    more = {"part": 2 / 3, "ten": 2.5, "go": "", "icon": "pg:save"}
    data = [
        {
            "name": "a",
            "share": 2 / 3,
            "percent": 2 / 3,
            "price": 1234.5,
            "weight": 0.25,
            "on": True,
        },
        {"name": "b", "share": 1 / 3, "percent": 1, "price": 2, "weight": 12, "on": False},
    ]
    rows = [row | more for row in data]
    table = desk.W.TableView(columns=columns, data=rows, show_row_numbers=True)
    # what the footer comes to is in it also where no page was told yet
    still = still_table(node_of(table))
    desk.show(table, width=1200)
    expect(foot(desk, table, "weight")).to_have_text(re.compile(r"12\.25"))
    page = desk.page.context.new_page()
    page.set_content(still)
    kept = [line.locator("th, td") for line in page.locator("tr").all()]
    texts = [[text.strip() for text in line.all_inner_texts()[1:]] for line in kept]
    heads = desk.at(table, ".pg-head-cell")
    assert texts[0] == [column["label"] for column in columns]
    for number in range(2):
        own = desk.at(table, f'.pg-row[data-key="row{number}"] > [data-column]')
        assert texts[1 + number] == own.evaluate_all(SHOWN)
    # In the page the name of a total goes first where there is no room for both.
    totals = [foot(desk, table, column["key"]).inner_text().split() for column in columns]
    assert [text.split() for text in texts[3]] == [total[::-1] for total in totals]
    sides = heads.evaluate_all("(heads) => heads.map((head) => head.dataset.align)")
    aligned = "(cells) => cells.slice(1).map((cell) => getComputedStyle(cell).textAlign)"
    assert [line.evaluate_all(aligned) for line in kept] == [sides] * 4
    # Points are one below the other, as in the page.
    point = """(cell) => {
      const range = new Range(), text = cell.firstChild, at = text.data.indexOf(".");
      range.setStart(text, at < 0 ? text.data.search(/[^0-9]/) : at);
      return range.getBoundingClientRect().left;
    }"""
    assert kept[1].nth(5).evaluate(point) == pytest.approx(kept[2].nth(5).evaluate(point), abs=1.5)
    assert kept[1].nth(0).inner_text() == "1"
    assert "2 rows and 10 columns, as it was shown, without pictures and bars." in still
    page.close()
