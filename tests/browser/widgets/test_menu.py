from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_popup(desk: Desk) -> None:
    menu = desk.W.Menu()
    copy = menu.add_name("Copy")
    more = menu.add_menu("More")
    paste = more.add_name("Paste")
    button = desk.W.Button("Menu")
    button.on("activated", lambda: menu.popup(100, 150))
    desk.show(button)
    calls, pasted = desk.calls(copy), desk.calls(paste)
    desk.at(button).press("Enter")
    expect(desk.at(menu)).to_be_visible()
    box = desk.box(menu)
    assert (box["x"], box["y"]) == pytest.approx((100, 150), abs=6)
    desk.assert_accessible()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    assert calls.next() == ()
    expect(desk.at(menu)).to_be_hidden()
    expect(desk.at(button)).to_be_focused()
    menu.popup(990, 690)
    box = desk.box(menu)
    assert box["x"] + box["width"] <= 1000
    assert box["y"] + box["height"] <= 700
    desk.page.keyboard.press("End")
    desk.page.keyboard.press("ArrowRight")
    expect(desk.at(paste)).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.at(paste)).to_be_hidden()
    expect(desk.at(menu)).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.at(menu)).to_be_hidden()
    desk.assert_silent(calls, pasted)


def test_content_changes(desk: Desk) -> None:
    menu = desk.W.Menu()
    button = desk.W.Button("x")
    desk.show(button)
    first = menu.add_name("First")
    line = menu.add_separator()
    inner = menu.add_menu("Inner", desk.W.Menu())
    menu.add_widget(desk.W.MenuAction(text="Last"))
    assert menu.get_menu("Inner") is inner
    menu.popup(300, 300)
    items = desk.at(menu, "> [role=menuitem]")
    expect(items).to_have_text(["First", "Inner", "Last"])
    expect(desk.page.get_by_role("separator")).to_have_count(1)
    menu.remove(first)
    menu.remove(line, destroy=True)
    expect(items).to_have_text(["Inner", "Last"])
    desk.page.keyboard.press("Escape")
    menu.remove(inner)
    menu.popup(300, 300)
    expect(items).to_have_text(["Last"])
    menu.remove_all(destroy=True)
    expect(items).to_have_count(0)


def test_an_open_menu_does_not_outlive_its_end(desk: Desk) -> None:
    menu = desk.W.Menu()
    menu.add_name("Copy")
    desk.show(desk.W.Button("x"))
    menu.popup(300, 300)
    expect(desk.page.get_by_role("menu")).to_be_visible()
    menu.destroy()
    expect(desk.page.get_by_role("menu")).to_have_count(0)
