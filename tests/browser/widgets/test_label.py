from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, expect

from pgwidgets.sync import Session
from tests.browser.widgets.desk import TWO_FRAMES, Calls, Desk


def test_text_colors_and_alignment(desk: Desk) -> None:
    label = desk.W.Label("Ready")
    desk.show(label)
    theme = desk.style(label, "color")
    label.set_text("<i>two\nlines</i>")
    expect(desk.at(label)).to_have_text("<i>two\nlines</i>")
    label.set_color(bg="rgb(1, 2, 3)", fg="rgb(4, 5, 6)")
    expect(desk.at(label)).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(desk.at(label)).to_have_css("color", "rgb(4, 5, 6)")
    for halign in ("left", "center", "right"):
        label.set_halign(halign)
        expect(desk.at(label)).to_have_css("text-align", halign)
    desk.assert_same()
    label.set_color(bg=None, fg=None)
    expect(desk.at(label)).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(desk.at(label)).to_have_css("color", theme)
    desk.assert_accessible()
    desk.assert_same()


def test_one_line_is_elided(desk: Desk) -> None:
    label = desk.W.Label(" ".join(["word"] * 60))
    below = desk.W.Label("below")
    row, column = desk.W.HBox(), desk.W.VBox(padding=0)
    row.add_widget(label, 1)
    column.add_widget(row)
    column.add_widget(below)
    desk.show(column)
    assert desk.box(label)["height"] > 30
    label.resize(height=20)
    desk.settle()
    assert desk.box(label)["height"] == 20
    assert desk.box(label)["width"] == desk.box(column)["width"]
    assert desk.style(label, "text-overflow") == "ellipsis"
    heights = desk.at(label).evaluate("(element) => [element.scrollHeight, element.clientHeight]")
    assert heights[0] <= heights[1]
    desk.assert_accessible()
    desk.assert_same()
    label.resize(height=60)
    expect(desk.at(label)).to_have_css("white-space", "pre-wrap")


def test_only_what_takes_keys_is_a_stop_of_the_tab_key(desk: Desk) -> None:
    pointed = desk.W.Label("pointer", interactive=True)
    typed = desk.W.Label("keys", interactive=True)
    column = desk.W.VBox()
    for label in (pointed, typed):
        label.on("click", lambda: None)
        column.add_widget(label)
    typed.on("key-down", lambda: None)
    desk.show(column)
    desk.reload()
    expect(desk.at(pointed)).to_have_js_property("tabIndex", -1)
    expect(desk.at(typed)).to_have_js_property("tabIndex", 0)
    pointed.on("key-up", print)
    expect(desk.at(pointed)).to_have_js_property("tabIndex", 0)
    desk.assert_same()
    pointed.off("key-up", print)
    expect(desk.at(pointed)).to_have_js_property("tabIndex", -1)
    desk.assert_same()


def test_text_in_a_free_height(desk: Desk) -> None:
    valigns: tuple[Literal["top", "middle", "bottom"] | None, ...] = (
        "top",
        "middle",
        "bottom",
        None,
    )
    for valign in valigns:
        label = desk.W.Label("Ready")
        box = desk.W.VBox()
        box.add_widget(label, 1)
        label.set_valign("bottom")
        label.set_valign(valign)
        desk.show(box)
        outer = desk.box(label)
        text = desk.at(label).evaluate(
            "(element) => { const range = document.createRange();"
            "range.selectNodeContents(element);"
            "const { top, height } = range.getBoundingClientRect(); return top + height / 2; }"
        )
        share = (text - outer["y"]) / outer["height"]
        low, high = {"top": (0, 0.1), "bottom": (0.9, 1)}.get(valign or "", (0.48, 0.52))
        assert low <= share <= high, valign


def test_menu_by_right_click_and_key(desk: Desk) -> None:
    menu = desk.W.Menu()
    action = menu.add_name("Copy")
    label = desk.W.Label("Ready", menu=menu)
    desk.show(label)
    calls = desk.calls(action)
    desk.at(label).click(button="right")
    item = desk.page.get_by_role("menuitem", name="Copy")
    expect(item).to_be_visible()
    desk.assert_accessible()
    item.click()
    assert calls.next() == ()
    desk.at(label).focus()
    desk.page.keyboard.press("Shift+F10")
    expect(item).to_be_visible()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    assert calls.next() == ()
    desk.reload()
    desk.at(label).click(button="right")
    expect(item).to_be_visible()
    desk.page.keyboard.press("Escape")
    label.set_menu(None)
    desk.at(label).click(button="right")
    expect(item).to_be_hidden()
    desk.assert_silent(calls)


def test_pointer_events(desk: Desk) -> None:
    label = desk.W.Label("Ready", interactive=True)
    desk.show(label)
    names = ("enter", "pointer-move", "pointer-down", "pointer-up", "click", "dblclick", "leave")
    calls = {name: desk.calls(label, name) for name in names}
    menu, scroll = desk.calls(label, "contextmenu"), desk.calls(label, "scroll")
    box = desk.box(label)
    x, y = box["x"] + 30, box["y"] + 20
    mouse = desk.page.mouse
    mouse.move(x, y)
    assert calls["enter"].next()[0]["x"] == 30
    mouse.down()
    event = calls["pointer-down"].next()[0]
    assert (event["x"], event["y"], event["button"], event["buttons"]) == (30, 20, 0, 1)
    mouse.up()
    assert calls["pointer-up"].next()[0]["buttons"] == 0
    assert calls["click"].next()[0]["modifiers"] == []
    desk.page.keyboard.down("Shift")
    mouse.dblclick(x, y)
    assert calls["dblclick"].next()[0]["modifiers"] == ["shift"]
    desk.page.keyboard.up("Shift")
    mouse.click(x, y, button="right")
    assert menu.next()[0]["button"] == 2
    mouse.wheel(0, 120)
    event = scroll.next()[0]
    assert (event["delta_x"], event["delta_y"], event["unit"]) == (0, 120, "pixel")
    mouse.move(x + 5, y + 6)
    while (event := calls["pointer-move"].next()[0])["x"] != 35:
        assert event["x"] == 30
    assert event["y"] == 26
    mouse.move(0, 0)
    calls["leave"].next()
    desk.assert_accessible()


@pytest.mark.parametrize("listens", ["pointer-down", "pointer-move", "pointer-up", "click"])
def test_a_press_has_the_pointer_until_its_release(desk: Desk, listens: str) -> None:
    names = {listens, "click"}
    label = desk.W.Label("Ready", interactive=True)
    label.resize(100, 40)
    box = desk.W.VBox()
    box.add_widget(label, 0)
    desk.show(box)
    calls = {name: desk.calls(label, name) for name in sorted(names)}
    x, y = desk.middle(label)
    mouse = desk.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 300, y + 100, steps=4)
    mouse.up()
    if listens == "pointer-up":
        event = calls[listens].next()[0]
        assert (event["x"], event["buttons"]) == (350, 0)
    elif listens == "pointer-move":
        while (event := calls[listens].next()[0])["x"] != 350:
            assert event["buttons"] in (0, 1)
    elif listens == "pointer-down":
        calls[listens].next()
    # what was released elsewhere is no click, as it is none for a button
    desk.assert_silent(calls["click"])
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 300, y, steps=2)
    mouse.move(x + 2, y + 2, steps=2)
    mouse.up()
    assert calls["click"].next()[0]["x"] == 52


def test_a_finger_that_is_taken_away_ends_its_press(
    session: Session, new_context: Callable[..., BrowserContext]
) -> None:
    ui = session.get_widgets()
    label = ui.Label("Ready", interactive=True)
    ui.TopLevel(title="Test", widget=label).show()
    downs, ups = Calls(label, "pointer-down"), Calls(label, "pointer-up")
    page = new_context(has_touch=True).new_page()
    page.goto(session.get_url())
    box = page.locator(f"#{label.get_element()}").bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    point = {"x": box["x"] + 5, "y": box["y"] + 5}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    downs.next()
    touch.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    event = ups.next()[0]
    assert (event["x"], event["y"], event["buttons"]) == (5, 5, 0)


def test_key_and_focus_events(desk: Desk) -> None:
    label = desk.W.Label("Ready", interactive=True)
    desk.show(label)
    names = ("focus-in", "key-down", "key-press", "key-up", "focus-out")
    calls = {name: desk.calls(label, name) for name in names}
    label.set_focus()
    # The program gave the focus: this is no act of the user.
    expect(desk.at(label)).to_be_focused()
    desk.page.keyboard.press("a")
    for name in ("key-down", "key-press", "key-up"):
        event = calls[name].next()[0]
        assert (event["key"], event["code"], event["repeat"]) == ("a", "KeyA", False)
    desk.page.keyboard.press("ArrowUp")
    assert calls["key-down"].next()[0]["key"] == "ArrowUp"
    desk.page.keyboard.press("Tab")
    calls["focus-out"].next()
    desk.page.keyboard.press("Shift+Tab")
    calls["focus-in"].next()
    assert calls["key-press"].rest() == []


def test_moves_come_once_per_frame_and_the_last_always(desk: Desk) -> None:
    label = desk.W.Label("Ready", interactive=True)
    desk.show(label)
    moves, clicks = desk.calls(label, "pointer-move"), desk.calls(label, "click")
    # All in one task, so in one frame.
    desk.at(label).evaluate(
        "(element) => { const { left, top } = element.getBoundingClientRect();"
        "for (let x = 1; x <= 50; x += 1) element.dispatchEvent(new PointerEvent("
        "'pointermove', { clientX: left + x, clientY: top + 3, bubbles: true })); }"
    )
    assert moves.next()[0]["x"] == 50
    desk.page.evaluate(TWO_FRAMES)
    desk.at(label).evaluate(
        "(element) => { const { left, top } = element.getBoundingClientRect();"
        "const fire = (type, x) => element.dispatchEvent(new PointerEvent("
        "type, { clientX: left + x, clientY: top + 3, bubbles: true }));"
        "fire('pointermove', 7); fire('click', 8); }"
    )
    assert clicks.next()[0]["x"] == 8
    assert [call[0]["x"] for call in moves.rest()] == [7]


def test_wheel_turns_of_a_frame_add_up(desk: Desk) -> None:
    label = desk.W.Label("Ready", interactive=True)
    desk.show(label)
    scrolls = desk.calls(label, "scroll")
    desk.at(label).evaluate(
        "(element) => { for (let i = 0; i < 5; i += 1) element.dispatchEvent("
        "new WheelEvent('wheel', { deltaX: 1, deltaY: 30, bubbles: true, cancelable: true })); }"
    )
    event = scrolls.next()[0]
    assert (event["delta_x"], event["delta_y"]) == (5, 150)
    desk.assert_silent(scrolls)
