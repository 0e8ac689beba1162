from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_type_and_enter(desk: Desk) -> None:
    entry = desk.W.TextEntry("Type here")
    desk.show(entry)
    entered, typed = desk.calls(entry), desk.calls(entry, "modified")
    desk.at(entry).fill("abc")
    assert typed.until("abc")
    desk.at(entry).press_sequentially("d")
    assert typed.until("abcd")
    assert entry.get_text() == "abcd"
    desk.at(entry).press("Enter")
    assert entered.next() == ("abcd",)
    desk.assert_silent(entered, typed)
    desk.assert_accessible()
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    entry = desk.W.TextEntry()
    box = desk.W.HBox()
    box.add_widget(entry)
    desk.show(box)
    entered, typed = desk.calls(entry), desk.calls(entry, "modified")
    entry.set_text("one\nline")
    expect(desk.at(entry)).to_have_value("oneline")
    wide = desk.box(entry)["width"]
    entry.set_length(5)
    narrow = desk.box(entry)["width"]
    assert narrow < wide
    desk.assert_same()
    assert desk.box(entry)["width"] == narrow
    entry.set_length(None)
    assert desk.box(entry)["width"] == wide
    entry.clear()
    expect(desk.at(entry)).to_have_value("")
    desk.assert_silent(entered, typed)


@pytest.mark.parametrize("options", [{"editable": False}, {"password": True}])
def test_read_only_and_password(desk: Desk, options: dict[str, Any]) -> None:
    desk.page.context.set_default_timeout(15_000)
    entry = desk.W.TextEntry("secret", linehistory=3, **options)
    desk.show(entry)
    typed = desk.calls(entry, "modified")
    desk.at(entry).press("End")
    desk.page.keyboard.type("!")
    if options.get("password"):
        typed.until("secret!")
        expect(desk.at(entry)).to_have_attribute("type", "password")
        desk.at(entry).press("Enter")
        desk.at(entry).press("ArrowUp")
        desk.assert_silent(typed)
    else:
        desk.assert_silent(typed)
        assert entry.get_text() == "secret"
    desk.assert_accessible()
    desk.assert_same()


def test_history_survives_a_reload(desk: Desk) -> None:
    entry = desk.W.TextEntry(linehistory=2)
    desk.show(entry)
    entered, typed = desk.calls(entry), desk.calls(entry, "modified")
    for line in ("one", "two", "three"):
        desk.at(entry).fill(line)
        desk.at(entry).press("Enter")
        assert entered.next() == (line,)
    desk.at(entry).fill("draft")
    for _ in range(2):
        for key, text in (
            ("ArrowUp", "three"),
            ("ArrowUp", "two"),
            ("ArrowUp", "two"),
            ("ArrowDown", "three"),
            ("ArrowDown", "draft"),
        ):
            desk.at(entry).press(key)
            expect(desk.at(entry)).to_have_value(text)
        typed.until("draft")
        desk.reload()


def test_disabled(desk: Desk) -> None:
    entry = desk.W.TextEntry("x")
    desk.show(entry)
    entry.set_enabled(False)
    expect(desk.at(entry)).to_be_disabled()
    desk.assert_same()
    entry.set_enabled(True)
    expect(desk.at(entry)).to_be_enabled()


def test_caret_stays_when_the_program_rewrites_the_text(desk: Desk) -> None:
    entry = desk.W.TextEntry("abcdef")
    desk.show(entry)
    typed = desk.calls(entry, "modified")
    entry.on("modified", lambda text: entry.set_text(text.upper()))
    desk.at(entry).focus()
    desk.at(entry).evaluate("(element) => element.setSelectionRange(3, 3)")
    desk.page.keyboard.press("x")
    typed.until("abcxdef")
    expect(desk.at(entry)).to_have_value("ABCXDEF")
    assert desk.at(entry).evaluate("(element) => element.selectionStart") == 4


@pytest.mark.parametrize("kind", ["TextEntry", "TextArea"])
def test_the_selection_is_counted_in_characters(desk: Desk, kind: str) -> None:
    text = "\N{PARTY POPPER}\N{THUMBS UP SIGN} a \N{CLINKING BEER MUGS} beer"
    field = getattr(desk.W, kind)(text)
    desk.show(field)
    desk.at(field).click()
    desk.page.keyboard.press("End")
    assert field.read_selection() == (len(text), len(text), "")
    for _ in " beer":
        desk.page.keyboard.press("Shift+ArrowLeft")
    start, end, selected = field.read_selection()
    assert (start, end, selected) == (6, 11, " beer")
    assert field.get_text()[start:end] == selected
    desk.page.keyboard.press("Shift+ArrowLeft")
    assert field.read_selection() == (5, 11, "\N{CLINKING BEER MUGS} beer")
    # what is typed is there before the answer that counts with it
    desk.page.keyboard.press("Home")
    desk.page.keyboard.type("\N{PARTY POPPER}!")
    assert field.read_selection() == (2, 2, "")
    assert field.get_text() == "\N{PARTY POPPER}!" + text


@pytest.mark.parametrize("options", [{"editable": False}, {"password": True}])
def test_the_selection_of_what_is_no_common_field(desk: Desk, options: dict[str, Any]) -> None:
    entry = desk.W.TextEntry("secret", **options)
    desk.show(entry)
    desk.at(entry).select_text()
    assert entry.read_selection() == (0, 6, "secret")
