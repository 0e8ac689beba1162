"""Tables in the page: their looks, what can be selected and copied, and half-typed texts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pgwidgets.session import client, outbox
from tests.browser.scenes import ICON, data_uri
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


def style(locator: Locator, name: str) -> str:
    found: str = locator.evaluate("(it, name) => getComputedStyle(it).getPropertyValue(name)", name)
    return found


def test_fonts_and_spacing(desk: Desk) -> None:
    table = shown(desk)
    head, first = desk.at(table, ".pg-head-label").first, cell(desk, table, 0, "name")
    height = desk.box(table, '.pg-row[data-key="row0"]')["height"]
    table.set_header_font("serif", 20, "normal", "italic")
    expect(head).to_have_css("font-size", "20px")
    expect(head).to_have_css("font-style", "italic")
    expect(head).to_have_css("font-weight", "400")
    expect(first).to_have_css("font-size", "13px")
    table.set_row_spacing(10)
    table.set_column_spacing(40)
    expect(first).to_have_css("height", f"{height + 10:g}px")
    expect(first).to_have_css("padding-left", "28px")
    # No text is cut for that, neither in the head nor below it.
    for it in (head, first, cell(desk, table, 10, "count")):
        assert it.evaluate("(it) => it.scrollWidth <= it.clientWidth")
    # Text keeps to the middle, and so does what is edited.
    first.dblclick()
    editor = desk.box(table, ".pg-cell-editor")
    assert abs(editor["height"] - height - 10) < 1
    desk.page.keyboard.press("Escape")
    table.scroll_to_path(["row29"])
    expect(cell(desk, table, 29, "name")).to_be_in_viewport()
    desk.assert_accessible()
    desk.assert_same()


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


def test_icons(desk: Desk) -> None:
    table = shown(desk)
    icon = cell(desk, table, 2, "sign").locator("img")
    expect(icon).to_have_css("width", "12px")
    assert icon.evaluate("(it) => it.decode().then(() => it.naturalWidth > 0)")
    expect(cell(desk, table, 1, "sign").locator("img")).to_have_count(0)
    expect(cell(desk, table, 2, "sign")).to_have_css("text-align", "center")
    table.set_cell(1, 2, data_uri(ICON))
    expect(cell(desk, table, 1, "sign").locator("img")).to_be_visible()
    # one that has a name is drawn in the color of the text
    table.set_cell(3, 2, "pg:save")
    named = cell(desk, table, 3, "sign").get_by_role("img", name="save", exact=True)
    expect(named).to_have_css("background-color", desk.style(table, "color"))
    assert table.get_data()[3]["sign"] == "pg:save"
    table.set_cell(3, 2, data_uri(ICON))
    expect(cell(desk, table, 3, "sign").locator("img")).to_have_css("mask-image", "none")
    table.set_cell(3, 2, "pg:open")
    desk.assert_accessible()
    desk.assert_same()


def test_text_is_selected_where_that_is_allowed(desk: Desk) -> None:
    table = shown(desk, allow_text_selection=True, selection_mode="multiple")
    chosen = desk.calls(table, "selected")
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first = cell(desk, table, 1, "name").bounding_box()
    assert first is not None
    desk.drag((first["x"] + 2, first["y"] + 12), 60, 26)
    marked = "() => getSelection().toString()"
    assert desk.page.evaluate(marked).startswith("item 1")
    assert [item["path"] for item in chosen.next()[0]] == [["row1"]]
    desk.page.keyboard.press("Control+c")
    read = "() => navigator.clipboard.readText()"
    assert desk.page.evaluate(read).startswith("item 1")
    desk.assert_silent(chosen)
    # Where it is not, the same drag selects rows.
    table.set_allow_text_selection(False)
    cell(desk, table, 5, "name").click()
    desk.drag((first["x"] + 2, first["y"] + 12), 60, 26)
    assert desk.page.evaluate(marked) == ""
    desk.settle()
    assert [item["path"] for item in table.get_selected()] == [["row1"], ["row2"]]


def test_the_program_copies_cuts_and_pastes(desk: Desk) -> None:
    table = shown(desk, selection_mode="multiple-cell")
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    read = "() => navigator.clipboard.readText()"
    copied, cut, pasted = (desk.calls(table, name) for name in ("copy", "cut", "paste"))
    cell(desk, table, 1, "name").click()
    cell(desk, table, 2, "count").click(modifiers=["Shift"])
    desk.settle()
    text = "item 1\t1\nitem 2\t2"
    assert table.copy_selection() == text
    assert copied.next() == (text,)
    assert desk.page.evaluate(read) == text
    assert table.cut_selection() == text
    assert cut.next() == (text,)
    expect(cell(desk, table, 1, "name")).to_have_text("")
    expect(cell(desk, table, 2, "count")).to_have_text("")
    cell(desk, table, 5, "name").click()
    assert table.paste_selection() == text
    assert pasted.next() == (text,)
    expect(cell(desk, table, 5, "name")).to_have_text("item 1")
    expect(cell(desk, table, 6, "count")).to_have_text("2")
    # What is selected beyond the rows that the page has.
    desk.page.keyboard.press("Control+a")
    desk.settle()
    assert len(table.copy_selection().splitlines()) == 30
    desk.assert_same()


def test_an_input_method_in_a_cell(desk: Desk) -> None:
    table = shown(desk, cell_cursor=True)
    edited = desk.calls(table, "cell_edited")
    cell(desk, table, 2, "name").click()
    keys = desk.page.context.new_cdp_session(desk.page)

    def press(key: str) -> None:
        for kind in ("rawKeyDown", "keyUp"):
            keys.send(
                "Input.dispatchKeyEvent", {"type": kind, "key": key, "windowsVirtualKeyCode": 229}
            )

    def compose(text: str) -> None:
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        keys.send("Input.imeSetComposition", {"text": text, **place})

    # It begins at the cell itself, without a key that opens the field.
    press("Process")
    compose("に")
    editor = desk.at(table, ".pg-cell-editor")
    expect(editor).to_have_value("に")
    # Neither what the program does nor keys that are the method's own disturb it.
    table.set_cell(2, 0, "by the program")
    table.insert_row(0, ["first", -1, ""])
    table.sort_by_column(1, ascending=False)
    desk.settle()
    press("Enter")
    press("ArrowDown")
    compose("にほ")
    expect(editor).to_have_value("にほ")
    expect(editor).to_be_focused()
    keys.send("Input.insertText", {"text": "日本"})
    desk.assert_silent(edited)
    desk.page.keyboard.press("Enter")
    assert edited.next() == (["row2"], "name", "by the program", "日本")
    expect(cell(desk, table, 2, "name")).to_have_text("日本")


def test_without_colors_of_its_own(desk: Desk) -> None:
    table = shown(desk, selection_mode="multiple")
    desk.page.emulate_media(forced_colors="active")
    table.set_row_color(["row3"], bg="gold")
    table.set_selected([["row1"], ["row3"]])
    rows = [desk.at(table, f'.pg-row[data-key="row{number}"]') for number in range(4)]
    expect(rows[1]).to_have_attribute("aria-selected", "true")
    highlight = desk.page.evaluate(
        """() => {
            const probe = document.createElement("i");
            probe.style.cssText = "background: Highlight; color: HighlightText";
            document.body.append(probe);
            const { backgroundColor, color } = getComputedStyle(probe);
            probe.remove();
            return [backgroundColor, color];
        }"""
    )

    def looks(row: Locator) -> list[str]:
        its = row.locator(".pg-cell").first
        ground = [style(it, "background-color") for it in (its, row)]
        clear = {"rgba(0, 0, 0, 0)", "transparent"}
        return [next((it for it in ground if it not in clear), ""), style(its, "color")]

    assert looks(rows[1]) == highlight
    assert looks(rows[3]) == highlight
    assert looks(rows[2]) != highlight
    # Where the keys are shows as well.
    cell(desk, table, 2, "name").click()
    assert (
        style(rows[2], "outline-style") != "none"
        or rows[2].evaluate("(it) => getComputedStyle(it, '::after').borderTopStyle") == "solid"
    )
    desk.page.emulate_media(forced_colors="none")


def test_the_place_is_known_though_nothing_scrolls(desk: Desk) -> None:
    table = shown(desk, 100)
    table.scroll_to_path(["row50"])
    here = cell(desk, table, 50, "name")
    expect(here).to_be_in_viewport()
    before = here.bounding_box()
    # What comes below makes the way longer; a page that is loaded anew shows the same rows.
    for number in range(100):
        table.append_row([f"item {100 + number}", number, ""])
    expect(desk.at(table, '[role="grid"]')).to_have_attribute("aria-rowcount", "201")
    wait_until(lambda: table.get_scroll_position()[1] < 0.3, "it is told", desk.page)
    desk.reload()
    expect(here).to_be_in_viewport()
    wait_until(lambda: here.bounding_box() == before, "it is where it was", desk.page)
