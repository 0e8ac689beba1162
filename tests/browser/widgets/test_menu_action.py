from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.scenes import ICON, data_uri
from tests.browser.widgets.desk import Desk


def shown(desk: Desk, **options: Any) -> tuple[Any, Any]:
    bar = desk.W.MenuBar()
    menu = bar.add_name("Menu")
    action = desk.W.MenuAction(**options)
    menu.add_widget(action)
    box = desk.W.VBox()
    box.add_widget(bar)
    desk.show(box)
    return bar, action


def test_text_icon_and_name(desk: Desk) -> None:
    bar, action = shown(desk, name="copy")
    assert action.get_text() == "copy"
    desk.at(bar, "> button").click()
    action.set_text("Copy")
    expect(desk.at(action)).to_have_text("Copy")
    action.set_icon(data_uri(ICON), 20)
    assert desk.box(action, "img")["width"] == 20
    desk.assert_accessible()
    desk.page.keyboard.press("Escape")
    desk.assert_same()
    action.set_icon(None)
    expect(desk.at(action, "img")).to_have_count(0)


def test_icon_only(desk: Desk) -> None:
    bar, action = shown(desk, text="Copy", icon_url=data_uri(ICON), icon_only=True)
    desk.at(bar, "> button").click()
    expect(desk.page.get_by_role("menuitem", name="Copy")).to_be_visible()
    assert desk.box(action, ".pg-menu-text")["width"] == 0
    desk.assert_accessible()


def test_checkable(desk: Desk) -> None:
    bar, action = shown(desk, text="Grid", checkable=True)
    calls = desk.calls(action)
    for setter in (action.set_checked, action.set_state):
        setter(True)
        expect(desk.at(action)).to_have_attribute("aria-checked", "true")
        assert action.get_state()
        assert action.get_checked()
        setter(False)
        expect(desk.at(action)).to_have_attribute("aria-checked", "false")
    desk.assert_silent(calls)
    desk.at(bar, "> button").click()
    desk.at(action).click()
    assert calls.next() == (True,)
    expect(desk.at(action, page=desk.second)).to_have_attribute("aria-checked", "true")
    desk.assert_same()
