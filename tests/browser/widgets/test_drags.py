"""What is removed, hidden or disabled while the user holds it with the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pgwidgets.catalog.registry import declarations
from tests.browser.widgets.desk import Desk

LAYOUT = {"map", "resize"}
"""Callbacks that tell what came of the layout."""

ENDS = ["destroy", "hide", "disable"]

CONTROLS: dict[str, tuple[Callable[[Any], Any], str, int]] = {
    "slider": (lambda W: W.Slider(value=50), "input", 0),
    "slider tracked": (lambda W: W.Slider(value=50, track=True), "input", 0),
    "dial": (lambda W: W.Dial(value=50, track=True), ".pg-dial-knob", 20),
    "scroll bar": (lambda W: W.ScrollBar(), ".pg-scroll-thumb", 0),
    "opacity": (lambda W: W.ColorWidget(color="#4080c0"), ".pg-color-alpha input", 0),
    "column": (
        lambda W: W.TableView(columns=[{"label": name, "key": name} for name in "abc"]),
        ".pg-head-grip >> nth=0",
        0,
    ),
    "spin": (lambda W: W.SpinBox(value=3), ".pg-repeat-button >> nth=0", 0),
}
"""How they are made, where they are held, and how far above the middle of that."""

KINDS = [
    *["tab", "sash", *CONTROLS, "window", "edge", "dialog", "dialog modal"],
    *["sub window", "sub nw", "sub se"],
]
"""What can be held."""


def middle(desk: Desk, widget: Any, inner: str) -> tuple[float, float]:
    """Return the middle of an element, once it is laid out."""
    desk.settle()
    return desk.middle(widget, inner)


def held(desk: Desk, kind: str) -> tuple[Any, tuple[float, float], tuple[int, int]]:
    """Return a widget, where to take hold of it, and where to drag it."""
    widget: Any
    if kind == "tab":
        widget = desk.W.TabWidget(reorderable=True, closable=True)
        for name in ("one", "two", "three"):
            widget.add_widget(desk.W.Label(name), {"title": name})
        desk.show(widget)
        return widget, middle(desk, widget, ".pg-tab:nth-child(1) .pg-tab-title"), (180, 0)
    if kind == "sash":
        widget = desk.W.Splitter()
        for name in ("one", "two", "three"):
            widget.add_widget(desk.W.Label(name))
        desk.show(widget)
        return widget, middle(desk, widget, ".pg-splitter-sash:nth-child(3)"), (40, 0)
    if kind.startswith("sub"):
        area, text = desk.W.MDIWidget(), desk.W.Label("text")
        area.add_widget(text, {"title": "one", "x": 60, "y": 60, "width": 180, "height": 120})
        desk.show(area)
        widget = area.get_subwin(text)
        grips = {name: f".pg-window-grip[data-edge={name}]" for name in ("nw", "se")}
        inner = grips.get(kind.removeprefix("sub "), ".pg-window-title")
        return widget, middle(desk, widget, inner), (30, 20)
    if kind in CONTROLS:
        make, inner, above = CONTROLS[kind]
        widget = make(desk.W)
        desk.show(widget)
        x, y = middle(desk, widget, inner)
        return widget, (x, y - above), (40, 4)
    if kind.startswith("dialog"):
        if desk.page.url == "about:blank":
            desk.join(desk.page)
        widget = desk.W.Dialog("Sure?", ["Yes"], modal=kind.endswith("modal"))
        widget.popup(100, 100)
    else:
        widget = desk.show(desk.W.Label("text"), resizable=True)
    if kind != "edge":
        return widget, middle(desk, widget, ".pg-window-title"), (50, 40)
    desk.settle()
    box = desk.box(widget)
    return widget, (box["x"] + box["width"] - 2, box["y"] + box["height"] - 2), (50, 40)


def deeds(widget: Any) -> list[str]:
    """Return the callbacks by which a user's acts are told."""
    callbacks = declarations()[type(widget).__name__].all_callbacks
    return [name for name, it in callbacks.items() if not (it.internal or name in LAYOUT)]


@pytest.mark.parametrize(
    "kind",
    KINDS,
)
def test_what_is_held(desk: Desk, kind: str) -> None:
    for end in ENDS:
        held_to_its_end(desk, kind, end)
        desk.clear()


def held_to_its_end(desk: Desk, kind: str, end: str) -> None:
    widget, (x, y), (dx, dy) = held(desk, kind)
    mouse = desk.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + dx, y + dy, steps=3)
    desk.settle()
    acts = {
        "destroy": widget.destroy,
        "hide": widget.hide,
        "disable": lambda: widget.set_enabled(False),
    }
    acts[end]()
    # what was under way as the program acted has come
    desk.settle()
    calls = [desk.calls(widget, name) for name in deeds(widget)] if end != "destroy" else []
    mouse.move(x + 2 * dx, y + 2 * dy, steps=3)
    mouse.up()
    desk.assert_silent(*calls)
    if end == "destroy":
        return
    widget.set_enabled(True)
    widget.show()
    desk.assert_same()


def test_a_tab_that_is_closed_while_it_is_dragged(desk: Desk) -> None:
    tabs, (x, y), (dx, _) = held(desk, "tab")
    moves = desk.calls(tabs, "page-move")
    first, second, third = tabs.get_children()
    desk.page.mouse.move(x, y)
    desk.page.mouse.down()
    desk.page.mouse.move(x + dx, y, steps=3)
    tabs.close_widget(first)
    desk.page.mouse.move(x + 2 * dx, y, steps=3)
    desk.page.mouse.up()
    desk.assert_silent(moves)
    assert tabs.get_children() == [second, third]
    desk.assert_same()


def test_another_tab_is_closed_while_one_is_dragged(desk: Desk) -> None:
    tabs, (x, y), (dx, _) = held(desk, "tab")
    first, second, third = tabs.get_children()
    desk.page.mouse.move(x, y)
    desk.page.mouse.down()
    desk.page.mouse.move(x + dx, y, steps=3)
    tabs.close_widget(second)
    desk.page.mouse.move(x + 2 * dx, y, steps=3)
    desk.page.mouse.up()
    desk.settle()
    assert tabs.get_children() == [third, first]
    desk.assert_same()


def test_another_pane_goes_while_a_sash_is_dragged(desk: Desk) -> None:
    splitter, (x, y), (dx, _) = held(desk, "sash")
    sizings = desk.calls(splitter, "sizing")
    desk.page.mouse.move(x, y)
    desk.page.mouse.down()
    desk.page.mouse.move(x + dx, y, steps=3)
    splitter.remove(splitter.get_children()[2])
    desk.page.mouse.move(x, y, steps=3)
    desk.page.mouse.up()
    desk.settle()
    assert all(len(sizes) in (2, 3) for (sizes,) in sizings.rest())
    assert len(splitter.get_sizes()) == 2
    desk.assert_same()


@pytest.mark.parametrize("kind", ["window", "edge"])
def test_a_window_changes_its_state_in_the_users_hand(desk: Desk, kind: str) -> None:
    mouse = desk.page.mouse
    for state in ("minimized", "maximized", "shaded"):
        window, (x, y), (dx, dy) = held(desk, kind)
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + dx, y + dy, steps=3)
        window.set_window_state(state)
        mouse.move(x + 2 * dx, y + 2 * dy, steps=3)
        mouse.up()
        window.set_window_state("normal")
        desk.assert_same()
        desk.clear()
