"""What spreadsheets write to the clipboard, pasted into tables, and what tables write for them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.support import COPIED_MARKUP, wait_until
from tests.browser.widgets.desk import Desk

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True},
    {"label": "Count", "key": "count", "type": "integer", "editable": True},
]

EXCEL = 'one\t1\r\n"two\nlines, ""quoted"""\t2\r\n\t3\r\n'
"""Lines end with CR LF, the last one, too; what has a line break or a tab is in quotes."""

SHEETS = 'one\t1\n"two\nlines, ""quoted"""\t2\n\t3'
"""The last line does not end."""

CALC = 'one\t1\n"two\nlines, ""quoted"""\t2\n\t3\n'
"""Lines end with LF, the last one, too."""

MARKUP = """<meta charset="utf-8"><style>br { mso-data-placement: same-cell }</style><table><tbody>
<tr><td x:num sdval="1" data-sheets-value="1">ONE</td><td>1.00</td></tr></tbody></table>"""
"""All of them write markup as well, with the numbers as they are shown there."""

WRITE = """([text, html]) => navigator.clipboard.write([new ClipboardItem({
  "text/plain": new Blob([text], { type: "text/plain" }),
  "text/html": new Blob([html], { type: "text/html" }),
})])"""


def cell(desk: Desk, table: Any, key: int, column: str = "name") -> Locator:
    return desk.at(table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]')


def made(desk: Desk, **options: Any) -> Any:
    rows = [{"name": f"item {it}", "count": it} for it in range(60)]
    table = desk.W.TableView(columns=COLUMNS, data=rows, cell_cursor=True, **options)
    desk.show(table)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return table


@pytest.mark.parametrize(
    ("written", "is_sorted"),
    [(EXCEL, False), (SHEETS, True), (CALC, True)],
    ids=["excel", "sheets", "calc"],
)
def test_a_block_fills_what_shows_and_nothing_else(
    desk: Desk, written: str, is_sorted: bool
) -> None:
    table = made(desk, show_filters=True)
    # of all rows these four show: 9, 19, 29, 39, then 49 and 59
    table.set_filter(0, "9")
    if is_sorted:
        table.sort_by_column(1, False)
    shown = [59, 49, 39, 29, 19, 9] if is_sorted else [9, 19, 29, 39, 49, 59]
    expect(desk.at(table, ".pg-row")).to_have_count(6)
    desk.page.evaluate(WRITE, [written, MARKUP])
    pasted = desk.calls(table, "paste")
    before = table.get_data()
    cell(desk, table, shown[1]).click()
    desk.page.keyboard.press("ControlOrMeta+v")
    pasted.next()
    texts = ["one", 'two\nlines, "quoted"', ""]
    expected = {
        row: {"name": text, "count": count}
        for row, text, count in zip(shown[1:4], texts, (1, 2, 3), strict=True)
    }
    assert table.get_data() == [expected.get(at, row) for at, row in enumerate(before)]
    # though they fit the filter no more, they are there for their user to see
    for row in shown:
        expect(cell(desk, table, row)).to_be_visible()
    # and it is one step
    desk.page.keyboard.press("ControlOrMeta+z")
    wait_until(lambda: table.get_data() == before, "it is taken back", desk.page)


@pytest.mark.parametrize("rows_editable", [False, True])
def test_more_than_there_is(desk: Desk, rows_editable: bool) -> None:
    table = made(desk, rows_editable=rows_editable, show_filters=True)
    table.set_filter(0, "9")
    expect(desk.at(table, ".pg-row")).to_have_count(6)
    desk.page.evaluate(
        "() => navigator.clipboard.writeText('a\\t1\\tx\\r\\nb\\t2\\ty\\r\\nc\\t3\\tz\\r\\n')"
    )
    pasted = desk.calls(table, "paste")
    cell(desk, table, 49).click()
    desk.page.keyboard.press("ControlOrMeta+v")
    pasted.next()
    data = table.get_data()
    assert (data[49], data[59]) == ({"name": "a", "count": 1}, {"name": "b", "count": 2})
    # behind the last one that shows
    assert data[60:] == ([{"name": "c", "count": 3}] if rows_editable else [])
    note = desk.at(table, ".pg-cell-note")
    places = "1 column" if rows_editable else "1 row and 1 column"
    expect(note).to_contain_text(f"There is no place for {places} of what was pasted")


def test_a_line_break_stays_in_its_cell(desk: Desk) -> None:
    table = made(desk)
    table.set_cell(1, 0, "two\nlines & <b>")
    expect(cell(desk, table, 1)).to_contain_text("lines")
    copied = desk.calls(table, "copy")
    cell(desk, table, 1).click()
    desk.page.keyboard.press("ControlOrMeta+c")
    assert copied.next() == ('"two\nlines & <b>"\t1',)
    told = 'two<br style="mso-data-placement:same-cell">lines &amp; &lt;b&gt;'
    wait_until(lambda: told in desk.page.evaluate(COPIED_MARKUP), "it is copied", desk.page)
