"""What is dragged by a finger and by a pen, as by a mouse, and laid out once for each move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from pgwidgets.catalog.registry import declarations
from pgwidgets.session.widgets import node_of
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.hand import POINTERS, Hand
from tests.browser.widgets.test_drags import KINDS, deeds, held

DRAGGED = [kind for kind in KINDS if kind not in ("spin", "dialog modal")]

RESTS = {"tab": ".pg-dragging"}
"""What fingers scroll by, unless they rest first, and how it shows that one has."""

MOVES = 12
"""In so many steps something is dragged."""

SLACK = 3
"""So often what happens before the first and after the last step is laid out."""

COUNT_MOVES = """() => {
  window.moves = 0;
  document.addEventListener("pointermove", () => { window.moves += 1; }, { capture: true });
}"""


@pytest.fixture
def touched(desk: Desk, new_context: Callable[..., BrowserContext]) -> Desk:
    """A desk whose page knows fingers."""
    desk.page = desk.join(new_context(has_touch=True).new_page())
    desk.page.evaluate(COUNT_MOVES)
    return desk


def kept(widget: Any) -> dict[str, str]:
    """Return what Python has of a widget, its children by their places."""
    node = node_of(widget)
    states = declarations()[node.kind].all_states.values()
    mine = [item.key for item in states if item.document is None and not item.reported]
    places = {repr(child.node): f"child {at}" for at, child in enumerate(node.children)}
    return {key: places.get(text := repr(node.state[key]), text) for key in mine}


def outcome(desk: Desk, kind: str, hand: Hand) -> dict[str, Any]:
    """Drag something; returns the last that the program heard of each callback, and what it has."""
    widget, start, (dx, dy) = held(desk, kind)
    calls = {name: desk.calls(widget, name) for name in deeds(widget)}
    desk.settle()
    had = kept(widget)
    hand.down(*start)
    if kind in RESTS and hand.pointer != "mouse":
        expect(desk.at(widget, RESTS[kind])).to_be_visible()
    before = layouts(hand), desk.page.evaluate("window.moves")
    hand.drag(start, dx, dy, MOVES)
    laid_out = layouts(hand) - before[0]
    moves = desk.page.evaluate("window.moves") - before[1]
    assert laid_out <= moves + SLACK, (kind, hand.pointer)
    desk.settle()
    heard: dict[str, Any] = {
        name: found[-1] for name, each in calls.items() if (found := each.rest())
    }
    children = widget.get_children() if hasattr(widget, "get_children") else []
    names = {id(child): f"child {at}" for at, child in enumerate(children)}
    heard = {
        name: tuple(names.get(id(value), value) for value in values)
        for name, values in heard.items()
    }
    has = kept(widget)
    assert heard or has != had, (kind, hand.pointer)
    heard |= {"has": has, "box": desk.box(widget)}
    desk.clear()
    return heard


def layouts(hand: Hand) -> float:
    metrics = hand.session.send("Performance.getMetrics")["metrics"]
    return next(float(it["value"]) for it in metrics if it["name"] == "LayoutCount")


def test_all_is_dragged_by_any_pointer(touched: Desk) -> None:
    for kind in DRAGGED:
        by = {}
        for pointer in POINTERS:
            hand = Hand(touched.page, pointer)
            hand.session.send("Performance.enable")
            by[pointer] = outcome(touched, kind, hand)
            hand.leave()
        assert by["touch"] == by["pen"] == by["mouse"], kind


def tabs_of(desk: Desk, count: int) -> tuple[Any, list[Any]]:
    tabs = desk.W.TabWidget(reorderable=True)
    pages = [desk.W.Label(f"Page {number}") for number in range(count)]
    for number, page in enumerate(pages):
        tabs.add_widget(page, {"title": f"Tab {number}"})
    desk.show(tabs)
    return tabs, pages


@pytest.mark.parametrize("pointer", ["touch", "pen"])
def test_tabs_are_dragged_once_a_finger_has_rested(touched: Desk, pointer: Any) -> None:
    desk = touched
    tabs, pages = tabs_of(desk, 30)
    moved, switched = desk.calls(tabs, "page-move"), desk.calls(tabs, "page-switch")
    bar = desk.at(tabs, ".pg-tab-bar")
    hand = Hand(desk.page, pointer)
    x, y = desk.middle(tabs, ".pg-tab:nth-child(4)")
    # one that rests, and no more, chooses it
    hand.down(x, y)
    expect(desk.at(tabs, ".pg-dragging")).to_have_text("Tab 3")
    hand.up(x, y)
    expect(desk.at(tabs, ".pg-tab:nth-child(4)")).to_have_attribute("aria-selected", "true")
    assert switched.next() == (pages[3], 3)
    # at the end of the bar it scrolls on, as far as there are tabs
    end = desk.box(tabs, ".pg-tab-bar")
    hand.down(x, y)
    expect(desk.at(tabs, ".pg-dragging")).to_have_text("Tab 3")
    hand.move(end["x"] + end["width"] - 4, y)
    expect(desk.at(tabs, ".pg-tab:last-child")).to_have_text("Tab 3")
    hand.up(end["x"] + end["width"] - 4, y)
    assert moved.next() == (pages[3], 29)
    assert tabs.get_children()[-1] is pages[3]
    desk.assert_silent(moved, switched)
    # Escape takes it back
    x, y = desk.middle(tabs, ".pg-tab:last-child")
    hand.down(x, y)
    expect(desk.at(tabs, ".pg-dragging")).to_have_text("Tab 3")
    hand.move(x - 120, y)
    expect(desk.at(tabs, ".pg-tab:last-child")).not_to_have_text("Tab 3")
    desk.page.keyboard.press("Escape")
    expect(desk.at(tabs, ".pg-tab:last-child")).to_have_text("Tab 3")
    hand.up(x - 120, y)
    # one that moves at once moves no tab
    before = bar.evaluate("(bar) => bar.scrollLeft")
    hand.down(x - 60, y)
    hand.drag((x - 60, y), 150, 0)
    if pointer == "touch":
        scrolled = "([bar, before]) => bar.scrollLeft < before"
        desk.page.wait_for_function(scrolled, arg=[bar.element_handle(), before])
    desk.assert_silent(moved)
    hand.leave()


def test_a_second_finger_disturbs_no_drag(touched: Desk) -> None:
    desk = touched
    splitter, (x, y), _ = held(desk, "sash")
    wait_until(lambda: len(splitter.get_sizes()) == 3, "it is laid out", desk.page)
    sizes = splitter.get_sizes()
    hand = Hand(desk.page, "touch")

    def send(kind: str, *points: tuple[float, float]) -> None:
        given = [{"x": at, "y": y, "id": number} for number, (at, y) in enumerate(points)]
        hand.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    send("touchStart", (x, y))
    send("touchMove", (x + 20, y))
    send("touchMove", (x + 40, y))
    send("touchStart", (x + 40, y), (x + 40, y + 60))
    send("touchMove", (x + 40, y), (x + 10, y + 60))
    send("touchMove", (x + 40, y), (x - 30, y + 60))
    # the second one is lifted
    send("touchMove", (x + 50, y))
    send("touchEnd")
    expected = [sizes[0] + 50, sizes[1] - 50, sizes[2]]
    wait_until(lambda: splitter.get_sizes() == expected, "as the first finger", desk.page)
    hand.leave()
