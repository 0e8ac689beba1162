from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


@pytest.fixture
def menus(desk: Desk) -> SimpleNamespace:
    made = SimpleNamespace()
    made.bar = desk.W.MenuBar()
    made.file = made.bar.add_name("File")
    made.open = made.file.add_name("Open")
    made.file.add_separator()
    made.recent = made.file.add_menu("Recent")
    made.notes = made.recent.add_name("Notes")
    made.quit = made.file.add_name("Quit")
    made.quit.set_enabled(False)
    made.view = made.bar.add_name("View")
    made.grid = made.view.add_name("Grid", checkable=True)
    box = desk.W.VBox()
    box.add_widget(made.bar)
    box.add_widget(desk.W.TextEntry("text"))
    desk.show(box)
    return made


def item(desk: Desk, name: str) -> Any:
    return desk.page.locator("[role^=menuitem]").filter(has_text=name).last


def test_click_click(desk: Desk, menus: SimpleNamespace) -> None:
    calls = desk.calls(menus.open)
    item(desk, "File").click()
    expect(item(desk, "Open")).to_be_visible()
    desk.assert_accessible()
    item(desk, "Open").click()
    assert calls.next() == ()
    expect(item(desk, "Open")).to_be_hidden()
    desk.assert_silent(calls)


def test_press_drag_release(desk: Desk, menus: SimpleNamespace) -> None:
    calls = desk.calls(menus.notes)
    mouse = desk.page.mouse
    mouse.move(*desk.middle(menus.bar, "> button >> nth=0"))
    mouse.down()
    mouse.move(*desk.middle(menus.open), steps=4)
    recent = item(desk, "Recent").bounding_box()
    mouse.move(recent["x"] + 30, recent["y"] + 10, steps=4)
    expect(item(desk, "Notes")).to_be_visible()
    mouse.move(*desk.middle(menus.notes), steps=4)
    mouse.up()
    assert calls.next() == ()
    expect(item(desk, "Notes")).to_be_hidden()


def test_keyboard(desk: Desk, menus: SimpleNamespace) -> None:
    opened, noted, switched = (desk.calls(w) for w in (menus.open, menus.notes, menus.grid))
    press = desk.page.keyboard.press
    entry = desk.page.get_by_role("textbox")
    entry.focus()
    press("Shift+Tab")
    expect(item(desk, "File")).to_be_focused()
    press("ArrowDown")
    expect(item(desk, "Open")).to_be_focused()
    press("Enter")
    assert opened.next() == ()
    expect(entry).to_be_focused()
    press("Shift+Tab")
    press("Enter")
    press("ArrowDown")
    press("ArrowRight")
    expect(item(desk, "Notes")).to_be_focused()
    press("ArrowLeft")
    expect(item(desk, "Recent")).to_be_focused()
    press("ArrowRight")
    press("Space")
    assert noted.next() == ()
    press("Shift+Tab")
    press("ArrowRight")
    press("ArrowDown")
    expect(item(desk, "Grid")).to_be_focused()
    press("Enter")
    assert switched.next() == (True,)
    press("Shift+Tab")
    press("ArrowDown")
    press("Escape")
    expect(item(desk, "View")).to_be_focused()
    desk.assert_silent(opened, noted, switched)


def test_hover_goes_on_to_the_neighbour(desk: Desk, menus: SimpleNamespace) -> None:
    item(desk, "File").click()
    item(desk, "View").hover()
    expect(item(desk, "Grid")).to_be_visible()
    expect(item(desk, "Open")).to_be_hidden()
    desk.page.mouse.click(700, 600)
    expect(item(desk, "Grid")).to_be_hidden()


def test_state_and_disabled_items(desk: Desk, menus: SimpleNamespace) -> None:
    quits, switched = desk.calls(menus.quit), desk.calls(menus.grid)
    item(desk, "File").click()
    item(desk, "Quit").click(force=True)
    desk.assert_silent(quits)
    desk.page.keyboard.press("Escape")
    item(desk, "View").click()
    item(desk, "Grid").click()
    assert switched.next() == (True,)
    assert menus.grid.get_checked()
    desk.assert_same()
    expect(desk.at(menus.grid)).to_have_attribute("aria-checked", "true")


def test_structure(desk: Desk, menus: SimpleNamespace) -> None:
    assert menus.bar.get_menu("View") is menus.view
    assert menus.bar.get_menu("Nothing") is None
    extra = desk.W.Menu()
    extra.add_name("About")
    menus.bar.add_menu(extra, "Help")
    item(desk, "Help").click()
    expect(item(desk, "About")).to_be_visible()
    desk.page.keyboard.press("Escape")
    menus.bar.remove(menus.view)
    expect(desk.at(menus.bar, "> button")).to_have_text(["File", "Help"])
    desk.assert_same()
