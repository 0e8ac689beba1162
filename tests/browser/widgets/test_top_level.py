from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.frames import frame_height, show_in_frame
from tests.browser.scenes import ICON, data_uri
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

ABLE: dict[str, Any] = {
    "resizable": True,
    "minimizable": True,
    "maximizable": True,
    "lowerable": True,
    "shadeable": True,
}


def window_of(desk: Desk, **options: Any) -> Any:
    return desk.show(desk.W.TextEntry("content"), 400, 200, **options)


def test_move_by_mouse_and_keys(desk: Desk) -> None:
    window = window_of(desk)
    moves = desk.calls(window, "move")
    desk.drag((100, 36), 130, 45)
    moves.until(150, 65)
    assert window.get_position() == (150, 65)
    desk.page.get_by_role("textbox").focus()
    desk.page.keyboard.press("Alt+F7")
    desk.page.keyboard.press("ArrowRight")
    x = moves.next()[0]
    assert x > 150
    desk.page.keyboard.press("Enter")
    desk.assert_accessible()
    desk.assert_same()
    window.set_moveable(False)
    desk.drag((x + 100, 80), 50, 50)
    desk.assert_silent(moves)


def test_set_by_the_program(desk: Desk) -> None:
    window = window_of(desk)
    moves, states = desk.calls(window, "move"), desk.calls(window, "window-state")
    window.set_position(200, 100)
    window.resize(300, 250)
    box = desk.box(window)
    assert (box["x"], box["y"], box["width"], box["height"]) == (200, 100, 300, 250)
    window.set_title("<New>")
    expect(desk.at(window, ".pg-window-title")).to_have_text("<New>")
    window.set_icon(data_uri(ICON))
    expect(desk.at(window, ".pg-window-icon")).to_be_visible()
    wait_until(lambda: window.get_size() == (300, 250), "the size is reported", desk.page)
    desk.assert_silent(moves, states)
    desk.assert_same()
    window.hide()
    expect(desk.at(window)).to_be_hidden()
    desk.reload()
    expect(desk.at(window)).to_be_hidden()
    window.show()
    expect(desk.at(window)).to_be_visible()
    window.set_icon(None)
    expect(desk.at(window, ".pg-window-icon")).to_be_hidden()


def test_resize_by_mouse(desk: Desk) -> None:
    window = window_of(desk, resizable=True)
    window.set_position(200, 150)
    sizes = desk.calls(window, "resize")
    box = desk.box(window)
    desk.drag((box["x"] + box["width"] - 3, box["y"] + box["height"] - 3), 60, 40)
    sizes.until({"width": 460, "height": 240})
    desk.settle()
    assert (window.get_size(), window.get_position()) == ((460, 240), (200, 150))
    desk.assert_same()
    desk.drag((box["x"] + 3, box["y"] + 3), -50, -30)
    sizes.until({"width": 510, "height": 270})
    desk.settle()
    assert (window.get_size(), window.get_position()) == ((510, 270), (150, 120))
    desk.assert_same()


def test_window_states(desk: Desk) -> None:
    window = window_of(desk, **ABLE)
    for state, button, back in (
        ("minimized", "Minimize", "Restore"),
        ("maximized", "Maximize", "Restore"),
        ("shaded", "Shade", "Unshade"),
    ):
        takes_and_leaves(desk, window, state, button, back)
        window.set_window_state("normal")
        expect(desk.at(window)).to_have_attribute("data-state", "normal")


def takes_and_leaves(desk: Desk, window: Any, state: str, button: str, back: str) -> None:
    calls = desk.calls(window, "window-state")
    normal = desk.box(window)
    desk.at(window).get_by_role("button", name=button).click()
    assert calls.next() == (state,)
    assert window.get_window_state() == state
    assert desk.box(window) != normal
    desk.assert_accessible()
    desk.assert_same()
    buttons = desk.at(window, ".pg-window-buttons button")
    labels = buttons.evaluate_all("(all) => all.map((one) => one.ariaLabel ?? one.title)")
    desk.at(window).get_by_role("button", name=back).click()
    assert calls.next() == ("normal",), labels
    assert desk.box(window) == normal
    toggle = {
        "minimized": window.toggle_minimize,
        "maximized": window.toggle_maximize,
        "shaded": window.toggle_shade,
    }[state]
    toggle()
    expect(desk.at(window)).to_have_attribute("data-state", state)
    toggle()
    expect(desk.at(window)).to_have_attribute("data-state", "normal")
    window.set_window_state(state)
    expect(desk.at(window)).to_have_attribute("data-state", state)
    desk.assert_silent(calls)


def test_close(desk: Desk) -> None:
    window = window_of(desk)
    calls = desk.calls(window, "close")
    desk.at(window).get_by_role("button", name="Close").click()
    assert calls.next() == ()
    assert not window.is_visible()
    expect(desk.at(window)).to_be_hidden()
    expect(desk.at(window, page=desk.second)).to_be_hidden()
    desk.assert_same()
    window.show()
    expect(desk.at(window)).to_be_visible()
    expect(desk.at(window, page=desk.second)).to_be_visible()
    desk.assert_silent(calls)
    fixed = desk.show(desk.W.Label("x"), closeable=False)
    expect(desk.at(fixed).get_by_role("button", name="Close")).to_have_count(0)


def front(desk: Desk, x: float, y: float) -> Any:
    return desk.page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('.pg-window').id", [x, y]
    )


def test_stacking(desk: Desk) -> None:
    first = window_of(desk, **ABLE)
    second = window_of(desk, **ABLE)
    second.set_position(60, 80)
    assert front(desk, 200, 150) == second.get_element()
    desk.page.mouse.click(30, 100)
    assert front(desk, 200, 150) == first.get_element()
    desk.settle()
    desk.reload()
    assert front(desk, 200, 150) == first.get_element()
    second.raise_()
    assert front(desk, 200, 150) == second.get_element()
    second.lower()
    assert front(desk, 200, 150) == first.get_element()
    desk.assert_same()


def test_menu_of_the_title_bar(desk: Desk) -> None:
    window = window_of(desk, **ABLE)
    calls = desk.calls(window, "window-state")
    desk.at(window, ".pg-window-bar").click(button="right", position={"x": 60, "y": 10})
    expect(desk.page.get_by_role("menuitem").first).to_be_visible()
    desk.assert_accessible()
    desk.page.get_by_role("menuitem", name="Maximize").click()
    assert calls.next() == ("maximized",)


def test_letters_find_items_of_the_title_bar_s_menu(desk: Desk) -> None:
    window = window_of(desk, **ABLE)
    calls = desk.calls(window, "window-state")
    items = desk.page.get_by_role("menuitem")
    bar = desk.at(window, ".pg-window-bar")
    bar.click(button="right", position={"x": 60, "y": 10})
    expect(items.filter(has_text="Move")).to_be_focused()
    for name in ("Minimize", "Maximize", "Move", "Minimize", "Maximize"):
        desk.page.keyboard.press("m")
        expect(items.filter(has_text=name)).to_be_focused()
    desk.page.keyboard.press("Enter")
    assert calls.next() == ("maximized",)
    bar.click(button="right", position={"x": 60, "y": 10})
    expect(items.first).to_be_focused()
    # as in every menu
    desk.page.keyboard.press("Tab")
    expect(items).to_have_count(0)


def test_opens_where_the_others_are_not_and_within_the_page(desk: Desk) -> None:
    desk.join(desk.page)
    windows = []
    for number in range(3):
        window = desk.W.TopLevel(title=str(number))
        window.set_widget(desk.W.Label("x"))
        window.resize(300, 200)
        window.show()
        windows.append(window)
    places = [(desk.box(window)["x"], desk.box(window)["y"]) for window in windows]
    assert len(set(places)) == 3
    windows[0].set_position(5000, 5000)
    box = desk.box(windows[0])
    assert box["x"] < 1000
    assert box["y"] < 700


def test_what_has_no_place_goes_to_the_same_one_in_all_pages(desk: Desk) -> None:
    def shown() -> Any:
        window = desk.W.TopLevel(title="Somewhere")
        window.resize(300, 200)
        window.show()
        desk.settle()
        return window

    desk.join(desk.page)
    first, second = shown(), shown()
    second.hide()
    third = shown()
    desk.assert_same()
    # a page that was loaded anew has seen fewer windows than one that was there all the time
    first.destroy()
    desk.assert_same()
    fourth = shown()
    second.show()
    desk.assert_same()
    places = [desk.box(it)["x"] for it in (fourth, second, third)]
    assert places == sorted(places)
    desk.clear()


@pytest.mark.parametrize("options", [{}, ABLE])
def test_a_window_dragged_to_the_left_stays_in_reach(desk: Desk, options: dict[str, Any]) -> None:
    window = window_of(desk, **options)
    moves = desk.calls(window, "move")
    desk.drag((100, 36), -700, 0)
    desk.settle()
    x = moves.rest()[-1][0]
    desk.assert_same()
    # beside the buttons there is something left to drag it by
    buttons = desk.box(window, ".pg-window-buttons")
    assert buttons["x"] >= 60
    desk.drag((buttons["x"] / 2, 36), 300, 50)
    desk.settle()
    assert moves.rest()[-1] == (x + 300, 70)


EDGES = {"n": (0, -1), "s": (0, 1), "w": (-1, 0), "e": (1, 0)}


def test_an_edge_grips_on_both_sides_of_the_border_and_a_corner_for_12_px(desk: Desk) -> None:
    window = window_of(desk, resizable=True)
    window.set_position(200, 150)
    for across, down in EDGES.values():
        for beside in (3, -3):
            box = desk.box(window)
            x = box["x"] + box["width"] * (across + 1) / 2 + beside * across
            y = box["y"] + box["height"] * (down + 1) / 2 + beside * down
            desk.drag((x, y), 40 * across, 40 * down)
            grown = desk.box(window)
            assert grown["width"] == box["width"] + 40 * abs(across)
            assert grown["height"] == box["height"] + 40 * abs(down)
            # what the page has told of it comes back before the next
            desk.settle()
    desk.assert_same()
    for right, down in ((2, -7), (-7, 2), (-2, -2)):
        box = desk.box(window)
        desk.drag((box["x"] + box["width"] + right, box["y"] + box["height"] + down), 30, 20)
        grown = desk.box(window)
        assert (grown["width"], grown["height"]) == (box["width"] + 30, box["height"] + 20)
        desk.settle()


@pytest.mark.parametrize("fit", [True, False])
def test_maximized_alone_in_a_frame_it_fills_that(desk: Desk, fit: bool) -> None:
    window = desk.W.TopLevel(title="Test", widget=desk.W.Label("text"), maximizable=True)
    window.show()
    wid = window.get_element().removeprefix("pg-")
    url = f"{desk.session.get_url()}&widget={wid}{'&fit=1' if fit else ''}"
    frame = show_in_frame(desk.page, url)
    frame.get_by_role("button", name="Maximize").click()
    shown = frame.locator(f"#{window.get_element()}")
    fills = "(e) => e.offsetWidth === innerWidth && e.offsetHeight === innerHeight"
    wait_until(lambda: bool(shown.evaluate(fills)), "it fills the frame", desk.page)
    assert frame_height(desk.page) == (400 if fit else 150)
    frame.get_by_role("button", name="Restore").click()
    wait_until(lambda: not shown.evaluate(fills), "it is as it was", desk.page)
