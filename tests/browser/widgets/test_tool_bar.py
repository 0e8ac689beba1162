from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.widgets.desk import Desk

SIDES = ("left", "center", "right")


@pytest.fixture
def tools(desk: Desk) -> SimpleNamespace:
    made = SimpleNamespace(bar=desk.W.ToolBar())
    made.save = made.bar.add_action({"text": "Save", "icon_url": "pg:save"})
    made.bold = made.bar.add_action({"text": "Bold", "icon_url": "pg:bold", "toggle": True})
    made.line = made.bar.add_separator()
    made.sides = [
        made.bar.add_action({"text": side, "icon_url": f"pg:align-{side}", "group": "side"})
        for side in SIDES
    ]
    made.menu = desk.W.Menu()
    made.log = made.menu.add_name("Log")
    made.scale = made.bar.add_action({"text": "Scale", "menu": made.menu})
    made.spacer = made.bar.add_spacer()
    made.size = desk.W.ComboBox()
    for text in ("Small", "Large"):
        made.size.append_text(text)
    made.size.set_tooltip("Size")
    made.bar.add_widget(made.size)
    column = desk.W.VBox()
    column.add_widget(made.bar)
    made.entry = desk.W.TextEntry("text")
    column.add_widget(made.entry)
    made.window = desk.show(column, 640, 300)
    return made


def item(desk: Desk, name: str) -> Locator:
    return desk.page.locator("[role^=menuitem]").filter(has_text=name)


def test_pressing(desk: Desk, tools: SimpleNamespace) -> None:
    calls, logged = desk.calls(tools.save), desk.calls(tools.log)
    switched = [desk.calls(action) for action in (tools.bold, *tools.sides)]
    entry = desk.at(tools.entry)
    entry.focus()
    desk.at(tools.save).click()
    assert calls.next() == ()
    # a mouse leaves the keyboard where its user writes
    expect(entry).to_be_focused()
    for state in (True, False):
        desk.at(tools.bold).click()
        assert switched[0].next() == (state,)
        assert tools.bold.get_state() is state
    for index, action in enumerate(tools.sides):
        desk.at(action).click()
        assert switched[1 + index].next() == (True,)
        assert [side.get_state() for side in tools.sides] == [
            side is action for side in tools.sides
        ]
    tools.sides[0].set_state(True)
    expect(desk.at(tools.sides[0], page=desk.second)).to_have_attribute("aria-pressed", "true")
    expect(desk.at(tools.sides[2], page=desk.second)).to_have_attribute("aria-pressed", "false")
    # press, drag, release
    mouse = desk.page.mouse
    mouse.move(*desk.middle(tools.scale))
    mouse.down()
    expect(item(desk, "Log")).to_be_visible()
    desk.assert_accessible()
    mouse.move(*desk.middle(tools.log), steps=4)
    mouse.up()
    assert logged.next() == ()
    expect(item(desk, "Log")).to_be_hidden()
    expect(entry).to_be_focused()
    desk.at(tools.save).hover()
    expect(desk.page.get_by_role("tooltip")).to_have_text("Save")
    desk.page.mouse.move(0, 0)
    tools.save.set_enabled(False)
    desk.at(tools.save).click(force=True)
    desk.assert_silent(calls, logged, *switched)
    desk.assert_accessible()
    desk.assert_same()


def test_keys(desk: Desk, tools: SimpleNamespace) -> None:
    switched, logged = desk.calls(tools.bold), desk.calls(tools.log)
    press = desk.page.keyboard.press
    desk.at(tools.save).focus()
    press("ArrowRight")
    expect(desk.at(tools.bold)).to_be_focused()
    press("Enter")
    assert switched.next() == (True,)
    press("ArrowLeft")
    press("ArrowLeft")
    # round to the combo box, whose arrows are its own
    expect(desk.at(tools.size, "[role=combobox]")).to_be_focused()
    press("Shift+Tab")
    expect(desk.at(tools.save)).to_be_focused()
    tools.save.set_enabled(False)
    desk.at(tools.bold).focus()
    press("Home")
    expect(desk.at(tools.bold)).to_be_focused()
    press("End")
    press("Shift+Tab")
    for _ in range(4):
        press("ArrowRight")
    expect(desk.at(tools.scale)).to_be_focused()
    press("ArrowDown")
    expect(desk.at(tools.log)).to_be_focused()
    press("Escape")
    expect(desk.at(tools.scale)).to_be_focused()
    press("Enter")
    press("Enter")
    assert logged.next() == ()
    expect(desk.at(tools.scale)).to_be_focused()
    press("Tab")
    press("Tab")
    expect(desk.at(tools.entry)).to_be_focused()


def test_what_has_no_room_is_in_a_menu(desk: Desk, tools: SimpleNamespace) -> None:
    more = desk.at(tools.bar, "> .pg-tools-more")
    expect(more).to_be_hidden()
    box = desk.box(tools.bar)
    assert desk.box(tools.size)["x"] + desk.box(tools.size)["width"] == pytest.approx(
        box["x"] + box["width"] - 4, abs=1
    )
    switched, logged = desk.calls(tools.sides[2]), desk.calls(tools.log)
    saved, chosen = desk.calls(tools.save), desk.calls(tools.size)
    tools.window.resize(120, 300)
    expect(more).to_be_visible()
    inside = desk.page.locator(".pg-tools > .pg-tool-action:not(.pg-overflowed)")
    expect(inside).to_have_count(2)
    more.click()
    items = desk.at(tools.bar, "> .pg-menu > [role^=menuitem]")
    expect(items).to_have_text([*SIDES, "Scale", "Size"])
    desk.assert_accessible()
    # what becomes of it shows there, too
    tools.sides[1].set_state(True)
    expect(items.nth(1)).to_have_attribute("aria-checked", "true")
    items.nth(2).click()
    assert switched.next() == (True,)
    assert not tools.sides[1].get_state()
    # by keys, and into a menu of an action
    more.focus()
    for key in ("Enter", "End", "ArrowUp", "ArrowRight", "Enter"):
        desk.page.keyboard.press(key)
    assert logged.next() == ()
    # another widget shows beside the bar
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("s")
    desk.page.keyboard.press("s")
    desk.page.keyboard.press("Enter")
    aside = desk.page.get_by_role("dialog", name="Size")
    expect(aside).to_be_visible()
    desk.assert_accessible()
    aside.get_by_role("combobox").press("ArrowDown")
    desk.page.keyboard.press("Enter")
    chosen.next()
    desk.page.keyboard.press("Escape")
    expect(aside).to_have_count(0)
    expect(more).to_be_focused()
    # all of it comes back with the room, and nothing at all has room in no room
    tools.window.resize(640, 300)
    expect(more).to_be_hidden()
    desk.at(tools.save).click()
    saved.next()
    desk.assert_silent(switched, logged, saved, chosen)
    desk.assert_same()


def test_content_and_a_column(desk: Desk) -> None:
    bar: Any = desk.W.ToolBar(orientation="vertical")
    first = bar.add_action({"text": "First", "icon_url": "pg:up", "iconsize": 20})
    second = desk.W.ToolBarAction(text="Second", menu=desk.W.Menu())
    bar.add_widget(second)
    last = bar.add_action()
    row = desk.W.HBox()
    row.add_widget(bar)
    row.add_widget(desk.W.TextArea("text"), 1)
    desk.show(row)
    assert desk.box(first, "img")["width"] == 20
    assert desk.box(first)["y"] < desk.box(second)["y"] < desk.box(last)["y"]
    desk.at(first).focus()
    desk.page.keyboard.press("ArrowDown")
    expect(desk.at(second)).to_be_focused()
    first.set_icon("pg:down")
    first.set_text("Other")
    expect(desk.page.get_by_role("button", name="Other")).to_be_visible()
    assert first.get_text() == "Other"
    second.set_menu(None)
    calls = desk.calls(second)
    desk.at(second).click()
    assert calls.next() == ()
    desk.assert_accessible()
    desk.assert_same()
    bar.remove(first)
    last.destroy()
    expect(desk.at(bar, ".pg-tools > *")).to_have_count(1)
    desk.at(second).focus()
    desk.page.keyboard.press("ArrowUp")
    expect(desk.at(second)).to_be_focused()
    desk.assert_same()
