from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.scenes import ICON, data_uri
from tests.browser.widgets.desk import Desk

NAMES = ("One", "Two", "Three")


def tabs_of(desk: Desk, **options: Any) -> tuple[Any, list[Any]]:
    tabs = desk.W.TabWidget(**options)
    pages = [desk.W.Label(f"Page {name}") for name in NAMES]
    for name, page in zip(NAMES, pages, strict=True):
        tabs.add_widget(page, {"title": name})
    desk.show(tabs)
    return tabs, pages


def titles(desk: Desk) -> Any:
    return desk.page.get_by_role("tab")


@pytest.mark.parametrize("position", ["top", "bottom", "left", "right"])
def test_switch_by_mouse_and_keys(desk: Desk, position: str) -> None:
    tabs, pages = tabs_of(desk, tab_position=position)
    calls = desk.calls(tabs, "page-switch")
    expect(desk.at(pages[0])).to_be_visible()
    desk.page.get_by_role("tab", name="Two").click()
    assert calls.next() == (pages[1], 1)
    assert tabs.get_index() == 1
    on, back = ("ArrowRight", "ArrowLeft")
    if position in {"left", "right"}:
        on, back = ("ArrowDown", "ArrowUp")
    for key, index in ((on, 2), (on, 0), (back, 2), ("Home", 0), ("End", 2)):
        desk.page.keyboard.press(key)
        assert calls.next() == (pages[index], index)
        expect(titles(desk).nth(index)).to_be_focused()
    expect(desk.at(pages[2])).to_be_visible()
    desk.assert_silent(calls)
    desk.assert_accessible()
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    tabs, pages = tabs_of(desk)
    calls = desk.calls(tabs, "page-switch")
    tabs.set_index(2)
    expect(desk.at(pages[2])).to_be_visible()
    tabs.show_widget(pages[1])
    expect(desk.at(pages[1])).to_be_visible()
    assert (tabs.get_index(), tabs.index_of(pages[2]), tabs.index_to_widget(0)) == (1, 2, pages[0])
    assert tabs.get_child(tabs.get_tab_id(pages[0])) is pages[0]
    tabs.highlight_tab(pages[0], "rgb(255, 200, 0)")
    expect(titles(desk).first).to_have_css(
        "background-image", "linear-gradient(rgb(255, 200, 0) 0px, rgb(255, 200, 0) 0px)"
    )
    extra = desk.W.Label("Extra")
    tabs.add_widget(extra, {"title": "Extra", "icon_url": data_uri(ICON)})
    expect(titles(desk)).to_have_count(4)
    tabs.set_tab_position("left")
    desk.assert_silent(calls)
    desk.assert_same()
    expect(desk.at(pages[1])).to_be_visible()
    tabs.highlight_tab(pages[0], None)
    tabs.close_widget(pages[1])
    expect(desk.at(pages[2])).to_be_visible()
    tabs.remove(extra)
    expect(titles(desk)).to_have_text(["One", "Three"])
    desk.assert_silent(calls)
    desk.assert_same()


@pytest.mark.parametrize("way", ["cross", "Delete", "middle button"])
def test_close_by_the_user(desk: Desk, way: str) -> None:
    tabs, pages = tabs_of(desk, closable=True)
    closed, switched = desk.calls(tabs, "page-close"), desk.calls(tabs, "page-switch")
    tab = desk.page.get_by_role("tab", name="One")
    if way == "cross":
        tab.locator(".pg-tab-close").click()
    elif way == "Delete":
        tab.press("Delete")
        expect(titles(desk).first).to_be_focused()
    else:
        tab.click(button="middle")
    assert closed.next() == (pages[0],)
    assert tabs.get_children() == pages[1:]
    expect(titles(desk)).to_have_text(["Two", "Three"])
    expect(desk.at(pages[1])).to_be_visible()
    desk.assert_silent(closed, switched)
    desk.assert_accessible()
    desk.assert_same()


@pytest.mark.parametrize("by_keys", [True, False])
def test_reorder(desk: Desk, by_keys: bool) -> None:
    tabs, pages = tabs_of(desk, reorderable=True)
    moved = desk.calls(tabs, "page-move")
    first = desk.page.get_by_role("tab", name="One")
    if by_keys:
        first.press("Control+Shift+ArrowRight")
        assert moved.next() == (pages[0], 1)
        desk.page.keyboard.press("Control+Shift+End")
    else:
        box = first.bounding_box()
        assert box is not None
        desk.drag((box["x"] + 10, box["y"] + 10), 250, 0, steps=10)
    assert moved.next() == (pages[0], 2)
    expect(titles(desk)).to_have_text(["Two", "Three", "One"])
    assert tabs.get_children() == [pages[1], pages[2], pages[0]]
    expect(desk.at(pages[0])).to_be_visible()
    desk.assert_silent(moved)
    desk.assert_same()


def test_many_tabs_scroll_into_view(desk: Desk) -> None:
    tabs, _ = tabs_of(desk)
    for number in range(20):
        tabs.add_widget(desk.W.Label(str(number)), {"title": f"Further {number}"})
    tabs.set_index(22)
    expect(titles(desk).last).to_be_in_viewport()
    desk.reload()
    expect(titles(desk).last).to_be_in_viewport()


def test_nothing_jumps_between_pages(desk: Desk) -> None:
    tabs, _ = tabs_of(desk)
    before = [tab.bounding_box() for tab in titles(desk).all()]
    for index in (1, 2, 0):
        tabs.set_index(index)
        assert [tab.bounding_box() for tab in titles(desk).all()] == before
