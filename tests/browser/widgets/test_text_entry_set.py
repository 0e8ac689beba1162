from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_the_button_enters_as_the_key_does(desk: Desk) -> None:
    entry = desk.W.TextEntrySet("Ada", label="Rename", linehistory=5)
    row = desk.W.HBox()
    row.add_widget(entry)
    desk.show(row)
    calls, typed = desk.calls(entry), desk.calls(entry, "modified")
    field, button = desk.at(entry, "input"), desk.at(entry, "button")
    field.fill("Bob")
    assert typed.next() == ("Bob",)
    assert entry.get_text() == "Bob"
    button.click()
    assert calls.next() == ("Bob",)
    field.fill("Eve")
    field.press("Enter")
    assert calls.next() == ("Eve",)
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(field).to_have_value("Bob")
    expect(desk.at(entry, "input", page=desk.second)).to_have_value("Bob")
    assert entry.read_selection() == (3, 3, "")
    entry.set_button_text("Go")
    expect(button).to_have_text("Go")
    entry.set_length(8)
    width = desk.box(entry, "input")["width"]
    entry.set_text("of the program")
    expect(field).to_have_value("of the program")
    assert desk.box(entry, "input")["width"] == width
    desk.assert_accessible()
    entry.clear()
    expect(field).to_have_value("")
    desk.settle()
    typed.rest()
    entry.set_enabled(False)
    button.click(force=True)
    desk.assert_silent(calls, typed)
    desk.assert_same()


def test_what_is_read_only_enters_nothing(desk: Desk) -> None:
    entry = desk.W.TextEntrySet("fixed", editable=False)
    desk.show(entry)
    calls = desk.calls(entry)
    expect(desk.at(entry, "button")).to_be_disabled()
    desk.at(entry, "input").press("Enter")
    entry.set_enabled(False)
    entry.set_enabled(True)
    expect(desk.at(entry, "button")).to_be_disabled()
    desk.assert_silent(calls)
    desk.assert_same()


def test_alone_in_a_window_it_is_as_high_as_its_button(desk: Desk) -> None:
    entry = desk.W.TextEntrySet("text")
    desk.show(entry)
    field, button = desk.box(entry, "input"), desk.box(entry, "button")
    assert (field["y"], field["height"]) == (button["y"], button["height"])
    assert field["height"] < 40 < desk.box(entry)["height"]
