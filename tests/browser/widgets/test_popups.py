"""Lists and menus: where they open, what a press on what opens them does, and when they close."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.frames import frame_height, show_in_frame
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

Box = dict[str, float]

POPUP = ".pg-popup:popover-open"
CORNERS = [(0, 0), (1000, 0), (0, 700), (1000, 700)]


def menu_of(menu: Any, count: int) -> Any:
    for number in range(count):
        menu.add_name(f"entry {number}")
    return menu


def box_of(locator: Locator) -> Box:
    box = locator.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def overlap(one: Box, other: Box) -> bool:
    return (
        one["x"] + 0.5 < other["x"] + other["width"]
        and other["x"] + 0.5 < one["x"] + one["width"]
        and one["y"] + 0.5 < other["y"] + other["height"]
        and other["y"] + 0.5 < one["y"] + one["height"]
    )


def assert_in_view(page: Page, box: Box) -> None:
    size = page.viewport_size
    assert size is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


def press(desk: Desk, locator: Locator) -> None:
    """Click as a hand does: the button comes up where it went down, after some pictures."""
    box = box_of(locator)
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.page.mouse.down()
    desk.settle()
    desk.page.mouse.up()


def test_a_click_on_a_menus_name_runs_no_entry(desk: Desk) -> None:
    bar = desk.W.MenuBar()
    menu = menu_of(bar.add_name("Big"), 15)
    chosen = [desk.calls(action) for action in menu.get_children()]
    window = desk.show(bar)
    window.set_position(20, 300)
    name = desk.at(bar, "> button")
    press(desk, name)
    expect(desk.at(menu)).to_be_visible()
    assert not overlap(box_of(desk.at(menu)), box_of(name))
    assert_in_view(desk.page, box_of(desk.at(menu)))
    desk.assert_silent(*chosen)
    # what has no room scrolls
    desk.page.keyboard.press("End")
    last = desk.at(menu.get_children()[-1])
    expect(last).to_be_in_viewport(ratio=1)
    last.click()
    assert chosen[-1].next() == ()
    expect(desk.at(menu)).to_be_hidden()
    desk.assert_silent(*chosen)


@pytest.mark.parametrize("editable", [False, True])
def test_a_list_in_a_low_window_leaves_its_control_free(desk: Desk, editable: bool) -> None:
    combo = desk.W.ComboBox(editable=editable)
    for number in range(12):
        combo.append_text(f"item {number}")
    box = desk.W.VBox(padding=8)
    box.add_widget(combo, 0)
    desk.show(box)
    calls = desk.calls(combo)
    desk.page.set_viewport_size({"width": 420, "height": 220})
    # the window goes where it can be reached
    desk.settle()
    press(desk, desk.at(combo, ".pg-combo-arrow"))
    shown = desk.page.get_by_role("listbox")
    expect(shown).to_be_visible()
    assert not overlap(box_of(shown), box_of(desk.at(combo)))
    assert_in_view(desk.page, box_of(shown))
    desk.assert_silent(calls)
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    calls.next()


@pytest.mark.parametrize("end", [(2, 1), (0, 60)])
def test_only_a_drag_from_the_control_chooses(desk: Desk, end: tuple[int, int]) -> None:
    combo = desk.W.ComboBox()
    combo.append_text("only")
    box = desk.W.VBox(padding=8)
    box.add_widget(combo, 0)
    desk.show(box)
    calls = desk.calls(combo)
    control = desk.box(combo)
    start = (control["x"] + 20, control["y"] + control["height"] - 1)
    desk.page.mouse.move(*start)
    desk.page.mouse.down()
    option = desk.page.get_by_role("option")
    expect(option).to_be_visible()
    found = box_of(option)
    # an output that scrolls may bring the list under the pointer
    desk.at(combo, ".pg-list").evaluate(
        "(list, dy) => { list.style.translate = `0 ${dy}px`; }",
        start[1] - found["y"] - found["height"] / 2 if end[1] < 5 else 0,
    )
    x, y = (start[0] + end[0], start[1] + end[1])
    if end[1] > 5:
        x, y = found["x"] + 20, found["y"] + 10
    desk.page.mouse.move(x, y, steps=3)
    desk.page.mouse.up()
    if end[1] > 5:
        assert calls.next() == (0, "only")
    desk.assert_silent(calls)


def test_menus_at_a_point_stay_in_view_and_off_the_point(desk: Desk) -> None:
    desk.show(desk.W.Label("x"))
    for corner in CORNERS:
        for count in (4, 60):
            stays_in_view(desk, corner, count)


def stays_in_view(desk: Desk, corner: tuple[int, int], count: int) -> None:
    menu = menu_of(desk.W.Menu(), count)
    more = menu_of(menu.add_menu("More"), 6)
    x, y = min(corner[0], 999), min(corner[1], 699)
    menu.popup(x, y)
    expect(desk.at(menu)).to_be_visible()
    box = box_of(desk.at(menu))
    assert_in_view(desk.page, box)
    assert not (box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"])
    desk.page.keyboard.press("End")
    opener = desk.page.get_by_role("menuitem", name="More")
    expect(opener).to_be_focused()
    desk.page.keyboard.press("ArrowRight")
    expect(desk.at(more)).to_be_visible()
    assert_in_view(desk.page, box_of(desk.at(more)))
    assert not overlap(box_of(desk.at(more)), box_of(opener))
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Escape")
    expect(desk.at(menu)).to_be_hidden()


def test_submenus_on_a_narrow_page_leave_their_item_free(desk: Desk) -> None:
    menu = desk.W.Menu()
    for level in ("First", "Second"):
        menu_of(menu.add_menu(f"{level} of some with quite a long name"), 5)
    desk.show(desk.W.Label("x"))
    desk.page.set_viewport_size({"width": 320, "height": 600})
    desk.settle()
    menu.popup(10, 200)
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowRight")
    opener = desk.page.get_by_role("menuitem", name="First")
    entry = desk.page.get_by_role("menuitem", name="entry 0")
    expect(entry).to_be_focused()
    inner = desk.page.locator(POPUP).last
    assert_in_view(desk.page, box_of(inner))
    assert not overlap(box_of(inner), box_of(opener))


@pytest.mark.parametrize("kind", ["MenuBar", "ComboBox", "Label"])
def test_what_can_not_be_used_any_more_has_nothing_open(desk: Desk, kind: str) -> None:
    for end in ("hide", "destroy", "disable", "hide window", "modal"):
        has_nothing_open(desk, kind, end)
        desk.clear()


def has_nothing_open(desk: Desk, kind: str, end: str) -> None:
    widget: Any
    if kind == "MenuBar":
        widget = desk.W.MenuBar()
        menu_of(widget.add_name("Name"), 3)
        control = desk.at(widget, "> button")
    elif kind == "ComboBox":
        widget = desk.W.ComboBox()
        widget.append_text("item")
        control = desk.at(widget, "button")
    else:
        widget = desk.W.Label("text", menu=menu_of(desk.W.Menu(), 3))
        control = desk.at(widget)
    box = desk.W.VBox()
    box.add_widget(widget, 0)
    window = desk.show(box)
    dialog = desk.W.Dialog("Sure?", ["Yes"], modal=True)
    control.click(button="right" if kind == "Label" else "left")
    expect(desk.page.locator(POPUP)).to_be_visible()
    acts = {
        "hide": widget.hide,
        "destroy": widget.destroy,
        "disable": lambda: widget.set_enabled(False),
        "hide window": window.hide,
        "modal": dialog.popup,
    }
    acts[end]()
    expect(desk.page.locator(POPUP)).to_have_count(0)
    desk.settle()


# -- in a cell's output ----------------------------------------------------------------------


def framed(desk: Desk, widget: Any, *, fit: bool = True) -> Frame:
    """Show one widget alone, as the last expression of a cell does."""
    box = desk.W.VBox()
    box.add_widget(widget, 0)
    desk.W.TopLevel(title="Test", widget=box).show()
    desk.page.emulate_media(reduced_motion="reduce")
    wid = widget.get_element().removeprefix("pg-")
    url = f"{desk.session.get_url()}&widget={wid}{'&fit=1' if fit else ''}"
    frame = show_in_frame(desk.page, url)
    frame.locator(f"#{widget.get_element()}").wait_for()
    return frame


def steady_height(desk: Desk, low: float, high: float) -> None:
    wait_until(lambda: low < frame_height(desk.page) < high, f"{low} to {high} px", desk.page)


def test_a_frame_makes_room_for_a_menu_before_it_opens(desk: Desk) -> None:
    bar = desk.W.MenuBar()
    menu = menu_of(bar.add_name("Name"), 5)
    calls = [desk.calls(action) for action in menu.get_children()]
    frame = framed(desk, bar)
    steady_height(desk, 20, 80)
    small = frame_height(desk.page)
    name = frame.locator(f"#{bar.get_element()} > button")
    press(desk, name)
    shown = frame.locator(f"#{menu.get_element()}")
    expect(shown).to_be_visible()
    expect(shown).not_to_have_class("pg-waiting")
    wait_until(lambda: frame_height(desk.page) > small, "the frame grows", desk.page)
    below = box_of(name)["y"] + box_of(name)["height"]
    assert below <= box_of(shown)["y"] <= below + 4
    assert shown.evaluate("(menu) => menu.scrollHeight - menu.clientHeight") == 0
    expect(frame.get_by_role("menuitem", name="entry 4")).to_be_in_viewport(ratio=1)
    desk.assert_silent(*calls)
    frame.get_by_role("menuitem", name="entry 4").click()
    assert calls[4].next() == ()
    wait_until(lambda: frame_height(desk.page) == small, "the frame shrinks", desk.page)


def test_a_frame_of_a_given_height_never_covers_the_control(desk: Desk) -> None:
    combo = desk.W.ComboBox()
    for number in range(12):
        combo.append_text(f"item {number}")
    frame = framed(desk, combo, fit=False)
    calls = desk.calls(combo)
    press(desk, frame.get_by_role("combobox"))
    shown = frame.get_by_role("listbox")
    expect(shown).to_be_visible()
    assert frame_height(desk.page) == 150
    assert not overlap(box_of(shown), box_of(frame.get_by_role("combobox")))
    desk.assert_silent(calls)
    frame.get_by_role("option", name="item 11").click()
    assert calls.next() == (11, "item 11")


def test_a_frame_makes_room_for_the_menu_of_a_label(desk: Desk) -> None:
    menu = menu_of(desk.W.Menu(), 6)
    calls = desk.calls(menu.get_children()[5])
    frame = framed(desk, desk.W.Label("text", menu=menu))
    steady_height(desk, 20, 80)
    frame.get_by_text("text").click(button="right")
    frame.get_by_role("menuitem", name="entry 5").click()
    assert calls.next() == ()
    steady_height(desk, 20, 80)


def test_an_open_menu_is_brought_into_view_of_the_notebook(desk: Desk) -> None:
    bar = desk.W.MenuBar()
    menu_of(bar.add_name("Name"), 9)
    frame = framed(desk, bar)
    # the output is at the lower edge of what the user sees
    desk.page.evaluate(
        "document.body.style.paddingTop = `${innerHeight - 60}px`;"
        "document.body.style.paddingBottom = '400px';"
    )
    frame.get_by_role("menuitem", name="Name").click()
    expect(frame.get_by_role("menuitem", name="entry 8")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("corner", [(0, 0), (900, 600)])
def test_a_windows_own_menu_opens_beside_the_pointer(desk: Desk, corner: tuple[int, int]) -> None:
    window = desk.show(desk.W.Label("x"), 300, 200, minimizable=True, maximizable=True)
    window.set_position(*corner)
    bar = desk.box(window, ".pg-window-bar")
    x, y = min(bar["x"] + 80, 990), bar["y"] + 17
    desk.page.mouse.click(x, y, button="right")
    shown = desk.page.locator(POPUP)
    box = box_of(shown)
    assert_in_view(desk.page, box)
    assert not (box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"])
    desk.page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(desk.page.get_by_role("menu")).to_have_count(0)
    desk.page.mouse.click(x, y, button="right")
    expect(shown).to_be_visible()
    window.hide()
    expect(shown).to_have_count(0)


def test_a_frame_makes_room_for_a_windows_own_menu(desk: Desk) -> None:
    window = desk.W.TopLevel(title="Test", widget=desk.W.Label("x"), maximizable=True)
    window.show()
    wid = window.get_element().removeprefix("pg-")
    frame = show_in_frame(desk.page, f"{desk.session.get_url()}&widget={wid}&fit=1")
    steady_height(desk, 40, 90)
    frame.get_by_text("Test", exact=True).click(button="right")
    last = frame.get_by_role("menuitem").last
    expect(last).to_be_in_viewport(ratio=1)
    desk.page.keyboard.press("Escape")
    steady_height(desk, 40, 90)
