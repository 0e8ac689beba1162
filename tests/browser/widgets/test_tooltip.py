"""Tooltips: when they show, and that none outstays its widget or its user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pgwidgets.sync import Session
from tests.browser.frames import show_in_frame
from tests.browser.widgets.desk import Desk


def explained(desk: Desk) -> tuple[Any, Any]:
    """Show a button with a tooltip in a box, and return both."""
    button = desk.W.Button("Run")
    button.set_tooltip("Starts it")
    box = desk.W.VBox(padding=20)
    box.add_widget(button, 0)
    desk.show(box)
    return button, box


def bubble(desk: Desk) -> Locator:
    return desk.page.get_by_role("tooltip")


def test_goes_when_the_pointer_leaves_the_page_from_its_widget(desk: Desk) -> None:
    button = desk.W.Button("Run")
    button.set_tooltip("Starts it")
    desk.W.TopLevel(title="Test", widget=button).show()
    wid = button.get_element().removeprefix("pg-")
    frame = show_in_frame(desk.page, f"{desk.session.get_url()}&widget={wid}&fit=1")
    frame.get_by_role("button", name="Run").hover()
    expect(frame.get_by_role("tooltip")).to_be_in_viewport(ratio=1)
    # straight out of the frame, over nothing else of its page
    desk.page.mouse.move(500, 600)
    expect(frame.get_by_role("tooltip")).to_have_count(0)


@pytest.mark.parametrize("end", ["hide", "destroy", "hide what holds it", "no text", "press"])
def test_goes_with_its_widget(desk: Desk, end: str) -> None:
    button, box = explained(desk)
    desk.at(button).hover()
    expect(bubble(desk)).to_be_visible()
    acts: dict[str, Callable[[], Any]] = {
        "hide": button.hide,
        "destroy": button.destroy,
        "hide what holds it": box.hide,
        "no text": lambda: button.set_tooltip(""),
        "press": desk.page.mouse.down,
    }
    acts[end]()
    expect(bubble(desk)).to_have_count(0)
    if end == "hide":
        button.show()
        desk.page.mouse.move(5, 5)
        desk.at(button).hover()
        expect(bubble(desk)).to_be_visible()


def page_of(session: Session, new_context: Callable[..., BrowserContext]) -> Page:
    """Show a field and a button with tooltips in a page whose clock the test has in its hand."""
    ui = session.get_widgets()
    box = ui.VBox()
    for widget, tip in ((ui.TextEntry(), "A name"), (ui.Button("Run"), "Starts it")):
        widget.set_tooltip(tip)
        box.add_widget(widget, 0)
    ui.TopLevel(title="Test", widget=box).show()
    page = new_context(has_touch=True).new_page()
    page.clock.install()
    page.goto(session.get_url())
    page.get_by_role("button", name="Run").wait_for()
    return page


def test_comes_by_the_keyboard_but_not_by_a_press_into_a_field(
    session: Session, new_context: Callable[..., BrowserContext]
) -> None:
    page = page_of(session, new_context)
    tip = page.get_by_role("tooltip")
    page.get_by_role("textbox").click()
    page.mouse.move(900, 600)
    page.clock.run_for(1000)
    expect(tip).to_have_count(0)
    page.keyboard.press("Tab")
    page.clock.run_for(1000)
    expect(tip).to_have_text("Starts it")
    page.keyboard.press("Shift+Tab")
    page.clock.run_for(1000)
    expect(tip).to_have_text("A name")
    page.keyboard.press("a")
    expect(tip).to_have_count(0)


def test_a_finger_brings_none(session: Session, new_context: Callable[..., BrowserContext]) -> None:
    page = page_of(session, new_context)
    page.get_by_role("button", name="Run").tap()
    page.clock.run_for(1000)
    expect(page.get_by_role("tooltip")).to_have_count(0)
