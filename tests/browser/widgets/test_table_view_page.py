"""Tables in the page: their looks, what can be selected and copied, and half-typed texts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pgwidgets.session import client, outbox
from tests.browser.gallery import ICON, data_uri
from tests.browser.seats import Seat, SeatAt
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True},
    {"label": "Count", "key": "count", "type": "integer", "editable": True},
    {"label": "Sign", "key": "sign", "type": "icon", "icon_size": 12},
]


def rows(count: int) -> list[dict[str, Any]]:
    """Some rows, every other one with a picture."""
    sign = data_uri(ICON)
    return [
        {"name": f"item {index}", "count": index, "sign": sign if index % 2 == 0 else ""}
        for index in range(count)
    ]


def cell(desk: Desk, table: Any, key: int, column: str, page: Page | None = None) -> Locator:
    return desk.at(table, f'.pg-row[data-key="row{key}"] > [data-column="{column}"]', page)


def shown(desk: Desk, count: int = 30, **options: Any) -> Any:
    table = desk.W.TableView(columns=COLUMNS, data=rows(count), **options)
    desk.show(table)
    expect(cell(desk, table, 0, "name")).to_be_visible()
    return table


def half_typed(seat: Seat, row: int) -> Locator:
    """Begin to edit a name, and leave the caret in the middle."""
    page = seat.page
    page.locator(f'.pg-row[data-key="row{row}"] > [data-column="name"]').dblclick()
    page.keyboard.type("half way")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    return page.locator(".pg-cell-editor")


def test_what_is_half_typed_survives_a_page_that_is_rebuilt(
    session: Any, seat_at: SeatAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (outbox, client):
        monkeypatch.setattr(module, "HISTORY_BYTES", 20_000)
    ui = session.get_widgets()
    table = ui.TableView(columns=COLUMNS, data=rows(500))
    got: list[Any] = []
    table.on("cell_edited", lambda *args: got.append(args))
    window = ui.TopLevel(title="Table")
    window.resize(420, 320)
    window.set_widget(table)
    window.show()
    seat = seat_at(session)
    page = seat.page
    seat.remember()
    # Far down, where a page that is rebuilt has no rows at first.
    table.scroll_to_path(["row300"])
    editor = half_typed(seat, 300)
    seat.cut()
    page.keyboard.type(",")
    for number in range(200):
        ui.Label(f"{number}" * 100)
    table.set_cell(300, 0, "by the program")
    table.insert_row(0, ["first", -1, ""])
    seat.mend()
    wait_until(lambda: seat.rebuilt() == [True], "it is rebuilt", page)
    expect(editor).to_be_focused()
    expect(editor).to_have_value("half, way")
    assert editor.evaluate("(it) => [it.selectionStart, it.selectionEnd]") == [5, 5]
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    expect(editor).to_be_hidden()
    wait_until(
        lambda: got == [(["row300"], "name", "by the program", "half,! way")], "it is told", page
    )
    name = page.locator('.pg-row[data-key="row300"] > [data-column="name"]')
    expect(name).to_have_text("half,! way")
    expect(name).to_be_in_viewport()
