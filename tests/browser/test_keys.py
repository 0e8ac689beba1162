"""The keys of windows and dialogs, and keys that are held down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pgwidgets.extras.file_browser import FileBrowser
from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.widgets.desk import Desk


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A session and a page to show it in."""
    return Desk(session, new_page(), new_page)


def box(W: Any, *children: Any) -> Any:
    made = W.VBox()
    for child in children:
        made.add_widget(child)
    return made


def test_enter_presses_the_default_button(desk: Desk) -> None:
    W = desk.W
    name, chat, notes = W.TextEntry("name"), W.TextEntry("chat"), W.TextArea("notes")
    tick, save, other = W.CheckBox("Tick"), W.Button("Save", kind="primary"), W.Button("Other")
    saved, said, pressed = desk.calls(save), desk.calls(chat), desk.calls(other)
    window = desk.show(box(W, name, chat, notes, tick, save, other))
    for at in (desk.at(name), desk.at(tick, "input"), desk.at(window), desk.at(save)):
        at.focus()
        desk.page.keyboard.press("Enter")
        assert saved.next() == ()
    for at in (desk.at(chat), desk.at(notes, "textarea"), desk.at(other)):
        at.focus()
        desk.page.keyboard.press("Enter")
    assert said.next() == ("chat",)
    assert pressed.next() == ()
    save.set_enabled(False)
    desk.at(name).press("Enter")
    desk.assert_silent(saved, said, pressed)
    desk.assert_accessible()
    desk.assert_same()


def test_the_default_button_of_a_dialog(desk: Desk) -> None:
    W = desk.W
    dialog = W.Dialog(
        "Delete?",
        [("Cancel", 0), ("Delete", 1), ("Keep", 2)],
        default="Keep",
        dangerous=["Delete"],
        autoclose=True,
        modal=True,
    )
    calls = desk.calls(dialog)
    desk.show(W.Label("below"))
    dialog.popup()
    expect(desk.at(dialog).get_by_role("button", name="Keep")).to_be_focused()
    desk.assert_accessible()
    desk.page.keyboard.press("Enter")
    assert calls.next() == (2,)
    entry = W.TextEntry("")
    dialog.add_widget(entry)
    dialog.popup()
    expect(desk.at(entry)).to_be_focused()
    desk.page.keyboard.press("Enter")
    assert calls.next() == (2,)
    desk.assert_silent(calls)
    for wrong in ({"default": "Kept"}, {"dangerous": ["Kept"]}):
        with pytest.raises(ValueError, match="Keep"):
            W.Dialog("Delete?", ["Keep"], **wrong)


def test_a_key_that_is_held_down_presses_once(desk: Desk) -> None:
    W = desk.W
    button, toggle, tick = W.Button("Press"), W.ToggleButton("Toggle"), W.CheckBox("Tick")
    entry, area = W.TextEntry("line"), W.TextArea("")
    button.on("activated", lambda: None)
    calls = [desk.calls(widget) for widget in (button, toggle, tick, entry)]
    desk.show(box(W, button, toggle, tick, entry, area))
    keyboard = desk.page.keyboard
    for at, key, heard in (
        (desk.at(button), "Enter", calls[0]),
        (desk.at(button), "Space", calls[0]),
        (desk.at(toggle), "Enter", calls[1]),
        (desk.at(tick, "input"), "Space", calls[2]),
        (desk.at(entry), "Enter", calls[3]),
    ):
        at.focus()
        for _ in range(6):
            keyboard.down(key)
        keyboard.up(key)
        heard.next()
        desk.assert_silent(*calls)
    desk.at(area, "textarea").focus()
    for _ in range(3):
        keyboard.down("Enter")
    keyboard.up("Enter")
    desk.settle()
    assert area.get_text() == "\n\n\n"


def test_keys_go_from_window_to_window_and_close_them(desk: Desk) -> None:
    W = desk.W
    buttons = [W.Button(f"In {name}") for name in "ABC"]
    others = [W.Button(f"Also {name}") for name in "ABC"]
    windows = [desk.show(box(W, *pair)) for pair in zip(buttons, others, strict=True)]
    windows[2].hide()
    expect(desk.at(buttons[1])).to_be_focused()
    desk.at(others[1]).focus()
    desk.page.keyboard.press("Control+F6")
    expect(desk.at(buttons[0])).to_be_focused()
    expect(desk.at(windows[0])).to_have_class(re.compile("pg-active"))
    desk.page.keyboard.press("Control+F6")
    expect(desk.at(others[1])).to_be_focused()
    desk.page.keyboard.press("Control+Shift+F6")
    expect(desk.at(buttons[0])).to_be_focused()
    closed = desk.calls(windows[0], "close")
    desk.page.keyboard.press("Control+Shift+F4")
    assert closed.next() == ()
    expect(desk.at(windows[0])).to_be_hidden()
    expect(desk.at(others[1])).to_be_focused()


def test_a_key_goes_to_the_menu_bar_and_back(desk: Desk) -> None:
    W = desk.W
    bar, entry = W.MenuBar(), W.TextEntry("text")
    bar.add_name("File").add_name("Open")
    desk.show(box(W, bar, entry))
    expect(desk.at(entry)).to_be_focused()
    desk.page.keyboard.press("F10")
    expect(desk.page.get_by_role("menuitem", name="File")).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(desk.at(entry)).to_be_focused()


@pytest.mark.parametrize("mode", ["file", "directory", "save"])
def test_a_file_browser_begins_with_the_work(desk: Desk, tmp_path: Path, mode: Any) -> None:
    (tmp_path / "first.txt").write_text("x")
    (tmp_path / "folder").mkdir()
    desk.show(desk.W.Button("below"))
    browser = FileBrowser(desk.session, mode=mode, root=tmp_path)
    heard: list[Any] = []
    browser.on("activated", heard.append)
    browser.on("cancelled", lambda: heard.append("cancelled"))
    browser.popup()
    dialog = desk.page.locator("dialog[open]")
    if mode == "save":
        expect(dialog.get_by_role("textbox", name="File name")).to_be_focused()
        desk.page.keyboard.type("new.txt")
        desk.page.keyboard.press("Enter")
        expect(dialog).to_be_hidden()
        assert heard == [tmp_path / "new.txt"]
    else:
        row = dialog.get_by_role("row", name="folder")
        expect(row).to_be_focused()
        desk.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        desk.settle()
        assert heard == ["cancelled"]
