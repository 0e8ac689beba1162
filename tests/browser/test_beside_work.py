"""Who has the keys when a window opens: its user's work, or the window that the user asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from pgwidgets.catalog.registry import offered
from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.support import WAIT_SECONDS, wait_until
from tests.browser.widgets.bench import sample_of
from tests.browser.widgets.desk import Desk

POPUP = ":popover-open:not(.pg-tooltip)"
BESIDE = ".pg-window:focus-within:has(> .pg-window-bar > :text-is('Beside'))"

COLUMNS = [{"label": "A", "key": "a"}]
ROWS = [{"a": number} for number in range(5)]


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A session and a page to show it in."""
    return Desk(session, new_page(), new_page)


def below_a_button(desk: Desk, kind: str) -> tuple[Any, Any]:
    """Show a widget of a class below a button; return it and the window."""
    found = sample_of(offered()[kind])(desk.W)
    widget, shown = found if isinstance(found, tuple) else (found, found)
    box = desk.W.VBox()
    box.add_widget(desk.W.Button("Before"))
    box.add_widget(shown, 1)
    return widget, desk.show(box)


def openings(desk: Desk) -> list[Callable[[], Any]]:
    """Return the ways in which a program opens a window beside others."""
    return [
        lambda: desk.W.TopLevel(title="Beside", widget=desk.W.TextEntry("beside")),
        lambda: desk.W.Dialog("Beside", ["OK"]),
    ]


def open_beside(desk: Desk) -> None:
    windows = [make() for make in openings(desk)]
    for window in windows:
        window.show()
    desk.settle()
    for window in windows:
        expect(desk.at(window)).to_be_visible()


def mark(desk: Desk) -> Locator:
    """Return what has the focus now, wherever that goes."""
    desk.page.evaluate("""() => {
      delete document.querySelector("[data-work]")?.dataset.work;
      document.activeElement.dataset.work = "";
    }""")
    return desk.page.locator("[data-work]")


def test_a_window_takes_no_keys_from_who_is_at_work(desk: Desk) -> None:
    desk.join(desk.page)
    tried, popups = set(), 0
    for kind, declaration in offered().items():
        if not declaration.remote or declaration.rules.window or declaration.fills:
            continue
        widget, window = below_a_button(desk, kind)
        expect(desk.at(window).get_by_role("button", name="Before")).to_be_focused()
        desk.page.keyboard.press("Tab")
        if desk.at(widget).evaluate("(it) => it.contains(document.activeElement)"):
            tried.add(kind)
            at = mark(desk)
            if at.get_attribute("aria-haspopup"):
                at.press("ArrowDown")
                expect(desk.page.locator(POPUP)).to_be_visible()
                at = mark(desk)
            before = desk.page.locator(POPUP).count()
            popups += before
            open_beside(desk)
            assert at.evaluate("(it) => it === document.activeElement"), kind
            assert desk.page.locator(POPUP).count() == before, kind
        desk.clear()
    assert {"ComboBox", "Dial", "Slider", "TableView", "TextEntry", "TreeView"} <= tried
    assert popups > 0


def test_what_the_user_asks_for_has_the_keys(desk: Desk) -> None:
    W = desk.W
    bar, button, field = W.MenuBar(), W.Button("Open"), W.TextEntry("text")
    table, area = W.TableView(columns=COLUMNS, data=ROWS), W.MDIWidget(min_size=(300, 160))
    entry = bar.add_name("File").add_name("New")
    box = W.VBox()
    for child in (bar, button, field, table, area):
        box.add_widget(child)
    desk.show(box, 420, 560)
    opened: list[Any] = []
    kinds: list[Callable[[], Any]] = [*openings(desk), lambda: W.TextEntry("in the area")]

    def open_one(*_: object) -> None:
        made = kinds[0]()
        if type(made).__name__ == "TextEntry":
            area.add_widget(made, {"title": "Beside"})
        else:
            made.show()
        opened.append(made)

    for widget in (button, field, table, entry):
        widget.on("activated", open_one)

    def choose() -> None:
        desk.page.get_by_role("menuitem", name="File").click()
        desk.page.get_by_role("menuitem", name="New").click()

    ways: list[Callable[[], Any]] = [
        lambda: desk.at(button).press("Enter"),
        lambda: desk.at(button).click(),
        lambda: desk.at(field).press("Enter"),
        lambda: desk.at(table).get_by_text("2", exact=True).dblclick(),
        choose,
    ]
    while kinds:
        for way in ways:
            # from a field that is written in, as from all else
            desk.at(field).click()
            way()
            wait_until(lambda: opened, "a window opens", desk.page)
            desk.settle()
            expect(desk.page.locator(BESIDE)).to_have_count(1)
            opened.pop().destroy()
            desk.settle()
        kinds.pop(0)


def test_who_has_gone_on_keeps_the_keys(desk: Desk) -> None:
    W = desk.W
    button, table = W.Button("Open"), W.TableView(columns=COLUMNS, data=ROWS)
    box = W.VBox()
    for child in (button, table):
        box.add_widget(child)
    desk.show(box)
    going = threading.Event()

    def open_late(*_: object) -> None:
        going.wait(WAIT_SECONDS)
        open_one()

    def open_one(*_: object) -> None:
        W.TopLevel(title="Beside", widget=W.Button("beside")).show()

    button.on("activated", open_late)
    desk.at(button).click()
    # the program takes its time, and meanwhile its user goes about elsewhere
    desk.at(table).click()
    desk.page.keyboard.press("ArrowDown")
    going.set()
    beside = desk.page.get_by_role("button", name="beside")
    expect(beside).to_have_count(1)
    desk.settle()
    expect(desk.at(table, ":focus")).to_have_count(1)
    # what another user asks for is not for this one
    desk.at(table).click()
    desk.at(button, page=desk.second).click()
    expect(beside).to_have_count(2)
    desk.settle()
    expect(desk.at(table, ":focus")).to_have_count(1)
    expect(desk.second.locator(BESIDE)).to_have_count(1)
    # nor does who goes about in a table ask for a window for each row
    table.on("selected", open_one)
    desk.page.keyboard.press("ArrowDown")
    expect(beside).to_have_count(3)
    desk.settle()
    expect(desk.at(table, ":focus")).to_have_count(1)
    # who has pressed a button waits for what comes of it, whoever in the program opens that
    idle = W.Button("Idle")
    box.add_widget(idle)
    desk.at(idle).click()
    threading.Thread(target=open_one).start()
    expect(beside).to_have_count(4)
    desk.settle()
    expect(beside.last).to_be_focused()
