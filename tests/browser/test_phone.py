"""Windows on a page as narrow as a phone: they fill it, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.widgets.desk import Desk

PHONE: ViewportSize = {"width": 390, "height": 844}
TURNED: ViewportSize = {"width": 844, "height": 390}
WIDE: ViewportSize = {"width": 1000, "height": 700}

MOVES = ("move", "resize", "window-state", "close")
"""What a program would hear if a window were another one on a phone."""


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A page that is as narrow as a phone, as is the second one."""

    def phone() -> Page:
        page = new_page()
        page.set_viewport_size(PHONE)
        return page

    desk = Desk(session, phone(), phone)
    desk.join(desk.page)
    return desk


def windows(desk: Desk, count: int) -> list[Any]:
    """Show some windows, each with an entry."""
    made = []
    for number in range(count):
        top = desk.W.TopLevel(
            title=f"Window {number}", resizable=True, minimizable=True, maximizable=True
        )
        top.set_widget(desk.W.TextEntry(f"text {number}"))
        top.resize(300, 200)
        top.set_position(40 + 10 * number, 50 + 10 * number)
        top.show()
        made.append(top)
    return made


def tab(desk: Desk, name: str) -> Locator:
    return desk.page.get_by_role("tablist", name="Windows").get_by_role("tab", name=name)


def expect_page(desk: Desk, top: Any, height: int = 844) -> None:
    """Wait until a window fills the page, down to the bar, and no other is in view."""
    shown = desk.page.locator(".pg-window:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id(top.get_element())
    expect(shown).to_have_css("width", "390px")
    expect(shown).to_have_css("height", f"{height}px")


def test_one_window_is_the_page(desk: Desk) -> None:
    (top,) = windows(desk, 1)
    expect_page(desk, top)
    expect(desk.page.get_by_role("tablist")).to_have_count(0)
    expect(desk.at(top, ".pg-window-grip:visible")).to_have_count(0)
    assert desk.box(top) == {"x": 0, "y": 0, "width": 390, "height": 844}
    desk.assert_accessible()
    desk.assert_same()


def test_a_bar_brings_each_into_view(desk: Desk) -> None:
    made = windows(desk, 8)
    bar = desk.page.get_by_role("tablist", name="Windows")
    expect(bar.get_by_role("tab")).to_have_text([f"Window {number}" for number in range(8)])
    expect_page(desk, made[7], 844 - 34)
    expect(tab(desk, "Window 7")).to_have_attribute("aria-selected", "true")
    expect(tab(desk, "Window 7")).to_be_in_viewport(ratio=1)
    desk.assert_accessible()
    tab(desk, "Window 2").click()
    expect_page(desk, made[2], 844 - 34)
    expect(desk.at(made[2], "input")).to_be_focused()
    expect(bar.get_by_role("tab", selected=True)).to_have_text(["Window 2"])
    made[5].raise_()
    expect_page(desk, made[5], 844 - 34)
    made[5].set_title("Another")
    expect(tab(desk, "Another")).to_have_attribute("aria-selected", "true")
    desk.assert_same()


def test_keys_go_from_window_to_window(desk: Desk) -> None:
    made = windows(desk, 3)
    press = desk.page.keyboard.press
    expect(desk.at(made[2], "input")).to_be_focused()
    # the bar comes behind the windows, and is one stop
    press("Tab")
    expect(tab(desk, "Window 2")).to_be_focused()
    press("ArrowLeft")
    press("ArrowLeft")
    expect(tab(desk, "Window 0")).to_be_focused()
    expect_page(desk, made[2], 844 - 34)
    press("Enter")
    expect_page(desk, made[0], 844 - 34)
    expect(desk.at(made[0], "input")).to_be_focused()
    press("Control+F6")
    expect_page(desk, made[1], 844 - 34)
    press("Control+Shift+F6")
    expect_page(desk, made[0], 844 - 34)
    press("Control+Shift+F4")
    expect_page(desk, made[1], 844 - 34)
    expect(desk.at(made[1], "input")).to_be_focused()


def test_the_program_hears_of_nothing_that_nobody_did(desk: Desk) -> None:
    first, second = windows(desk, 2)
    expect_page(desk, second, 844 - 34)
    heard = [desk.calls(top, action) for top in (first, second) for action in MOVES]
    desk.settle()
    desk.page.set_viewport_size(WIDE)
    expect(desk.at(first)).to_have_css("width", "300px")
    desk.settle()
    before = [(top.get_position(), top.get_size()) for top in (first, second)]
    for size in (PHONE, TURNED, PHONE):
        desk.page.set_viewport_size(size)
        expect(desk.at(second)).to_have_css("width", "390px" if size == PHONE else "300px")
        desk.settle()
    tab(desk, "Window 0").click()
    expect_page(desk, first, 844 - 34)
    desk.drag((100, 15), 60, 80)
    desk.page.mouse.dblclick(100, 15)
    desk.page.keyboard.press("Alt+F7")
    desk.page.keyboard.press("ArrowRight")
    desk.settle()
    desk.page.set_viewport_size(WIDE)
    expect(desk.at(first)).to_have_css("width", "300px")
    desk.assert_silent(*heard)
    assert [(top.get_position(), top.get_size()) for top in (first, second)] == before
    # the switch alone is told: it is on top now
    expect(desk.at(first)).to_contain_class("pg-active")
    assert desk.box(first) == {"x": 40, "y": 50, "width": 300, "height": 200}
    assert desk.box(second) == {"x": 50, "y": 60, "width": 300, "height": 200}


def test_a_browser_beside_it_shows_the_windows_as_they_are(desk: Desk) -> None:
    first, second = windows(desk, 2)
    other = desk.second
    other.set_viewport_size(WIDE)
    tab(desk, "Window 0").click()
    expect_page(desk, first, 844 - 34)
    desk.settle()
    for top, place in ((first, (40, 50)), (second, (50, 60))):
        box = desk.at(top, page=other).bounding_box()
        assert box is not None
        assert ((box["x"], box["y"]), box["width"], box["height"]) == (place, 300, 200)
        expect(desk.at(top, page=other)).to_be_visible()
    expect(other.get_by_role("tablist")).to_have_count(0)


def test_what_the_user_and_the_program_do_with_windows(desk: Desk) -> None:
    first, second, third = windows(desk, 3)
    states = desk.calls(third, "window-state")
    desk.at(third).get_by_role("button", name="Minimize").click()
    assert states.next() == ("minimized",)
    expect_page(desk, second, 844 - 34)
    expect(tab(desk, "Window 2, minimized")).to_be_visible()
    desk.assert_accessible()
    tab(desk, "Window 2, minimized").click()
    assert states.next() == ("normal",)
    expect_page(desk, third, 844 - 34)
    third.set_window_state("maximized")
    expect_page(desk, third, 844 - 34)
    assert desk.at(third).get_by_role("button").evaluate_all(
        "all => all.map((it) => it.ariaLabel)"
    ) == [
        "Minimize",
        "Close",
    ]
    third.set_window_state("normal")
    first.hide()
    expect(tab(desk, "Window 0")).to_have_count(0)
    desk.at(third).get_by_role("button", name="Close").click()
    expect_page(desk, second)
    expect(desk.page.get_by_role("tablist")).to_have_count(0)
    desk.at(second).get_by_role("button", name="Minimize").click()
    expect(desk.page.locator(".pg-window:visible")).to_have_count(0)
    tab(desk, "Window 1, minimized").click()
    expect_page(desk, second)
    first.show()
    expect_page(desk, first, 844 - 34)
    desk.assert_same()


def test_the_page_below_the_windows_is_one_of_them(desk: Desk) -> None:
    page = desk.W.Page()
    page.set_widget(desk.W.Button("below"))
    page.show()
    (top,) = windows(desk, 1)
    expect_page(desk, top, 844 - 34)
    below = desk.page.get_by_role("button", name="below")
    expect(below).to_be_hidden()
    tab(desk, "Page").click()
    expect(below).to_be_focused()
    expect(desk.page.locator(".pg-window:visible")).to_have_count(0)
    desk.assert_accessible()
    top.raise_()
    expect_page(desk, top, 844 - 34)
    tab(desk, "Page").click()
    expect(below).to_be_visible()
    tab(desk, "Window 0").click()
    expect_page(desk, top, 844 - 34)
    tab(desk, "Page").click()
    (other,) = windows(desk, 1)
    expect_page(desk, other, 844 - 34)


@pytest.mark.parametrize("modal", [True, False])
def test_a_dialog_fits_into_the_page(desk: Desk, modal: bool) -> None:
    first, _ = windows(desk, 2)
    dialog = desk.W.Dialog("Question", ["Yes", "No"], modal=modal)
    dialog.add_widget(desk.W.Label("words " * 200))
    dialog.resize(700, 1200)
    dialog.popup(600, 300)
    shown = desk.at(dialog)
    expect(shown).to_be_visible()
    desk.settle()
    box = desk.box(dialog)
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844 - (0 if modal else 34)
    expect(shown.get_by_role("button", name="Yes")).to_be_in_viewport(ratio=1)
    if not modal:
        tab(desk, "Window 0").click()
        expect(desk.at(first)).to_be_visible()
        # it lies over what fills the page
        expect(shown.get_by_role("button", name="Yes")).to_be_in_viewport(ratio=1)
        shown.get_by_role("button", name="Yes").click()
    desk.assert_accessible()
    desk.page.set_viewport_size(WIDE)
    expect(shown).to_have_css("width", "700px")


def test_a_finger_switches_without_a_keyboard_on_the_screen(
    session: Session, new_context: Callable[..., Any], new_page: NewPage
) -> None:
    page: Page = new_context(has_touch=True, is_mobile=True, viewport=PHONE).new_page()
    desk = Desk(session, page, new_page)
    desk.join(page)
    first, _ = windows(desk, 2)
    tab(desk, "Window 0").tap()
    expect_page(desk, first, 844 - 44)
    expect(desk.at(first)).to_be_focused()
    desk.at(first, "input").tap()
    page.keyboard.type("x")
    expect(desk.at(first, "input")).to_have_value("text 0x")


def test_a_menu_closes_with_its_window(desk: Desk) -> None:
    first, second = windows(desk, 2)
    bar = desk.W.MenuBar()
    bar.add_name("File").add_name("Open")
    second.set_widget(bar)
    desk.page.get_by_role("menuitem", name="File").click()
    expect(desk.page.get_by_role("menuitem", name="Open")).to_be_visible()
    first.raise_()
    expect_page(desk, first, 844 - 34)
    expect(desk.page.locator(":popover-open")).to_have_count(0)


def test_one_widget_alone_is_no_window(desk: Desk) -> None:
    first, _ = windows(desk, 2)
    wid = first.get_element().removeprefix("pg-")
    desk.page.goto(f"{desk.session.get_url()}&widget={wid}")
    expect(desk.at(first)).to_have_css("width", "300px")
    expect(desk.page.get_by_role("tablist")).to_have_count(0)
