"""Areas of windows, as their users have them: with the pointer, a finger, the keys, and others."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.crossing import Crossing, at
from tests.browser.frames import show_in_frame
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk


def area_of(desk: Any, *places: tuple[int, int], size: tuple[int, int] = (160, 110)) -> Any:
    """Return an area with a window for each place: a text and a field in it."""
    W = getattr(desk, "W", None) or desk.ui
    area = W.MDIWidget()
    for number, (x, y) in enumerate(places):
        box = W.VBox()
        box.add_widget(W.Label(f"Text {number}"))
        box.add_widget(W.TextEntry(text=str(number)))
        options = {"title": f"Window {number}", "x": x, "y": y}
        area.add_widget(box, {**options, "width": size[0], "height": size[1]})
    return area


def windows_of(area: Any) -> list[Any]:
    found: list[Any] = area.get_subwindows()
    return found


def button(desk: Desk, window: Any, name: str) -> Locator:
    return desk.at(window).get_by_role("button", name=name, exact=True)


def geometry(area: Any) -> list[Any]:
    return [
        (*area.get_child_position(child), *area.get_child_size(child))
        for child in area.get_children()
    ]


def reaches(page: Page, area: Any, expected: list[Any]) -> None:
    """Wait until Python knows the windows' geometry."""
    wait_until(lambda: geometry(area) == expected, f"it is {expected}", page)


def shows(desk: Desk, area: Any, page: Page | None = None) -> None:
    """Wait until the windows of an area are where Python says; a page may tell of a size late."""
    wait_until(partial(agrees, desk, area, page), "they are in place", page or desk.page)


def agrees(desk: Desk, area: Any, page: Page | None) -> bool:
    x, y = box_of(desk.at(area, ".pg-mdi-view", page))[:2]
    known = [
        (x + left, y + top, x + left + width, y + top + height)
        for left, top, width, height in geometry(area)
    ]
    return [box_of(desk.at(window, "", page)) for window in windows_of(area)] == known


def test_windows_are_moved_and_resized_with_the_pointer(desk: Desk) -> None:
    area = area_of(desk, (20, 20), (240, 60))
    desk.show(area, 520, 400)
    first, second = windows_of(area)
    moves, switches = desk.calls(first, "move"), desk.calls(area, "page-switch")
    shows(desk, area)
    assert area.get_index() == 1
    # within reach of the other's left edge it snaps to that, and to the top of the area
    desk.drag(desk.middle(first, ".pg-window-title"), 55, -15)
    assert switches.next() == (area.get_children()[0], 0)
    moves.until(80, 0)
    assert area.get_index() == 0
    area.set_resistance(0)
    desk.settle()
    desk.drag(desk.middle(first, ".pg-window-title"), -3, 4)
    moves.until(77, 4)
    # out of the area there is nothing
    desk.drag(desk.middle(first, ".pg-window-title"), 2_000, -2_000)
    view, (_, _, width, height) = desk.box(area, ".pg-mdi-view"), geometry(area)[0]
    moves.until(view["width"] - width, 0)
    desk.drag(desk.middle(first, ".pg-window-title"), -2_000, 2_000)
    moves.until(0, view["height"] - height)
    desk.settle()
    edges = {"n": (0, -30), "w": (-30, 0), "s": (0, 30), "e": (30, 0), "nw": (-9, -9), "se": (9, 9)}
    left, top, width, height = 240, 60, 160, 110
    for edge, (dx, dy) in edges.items():
        desk.drag(desk.middle(second, f".pg-window-grip[data-edge={edge}]"), dx, dy)
        left, width = left + dx * ("w" in edge), width + abs(dx)
        top, height = top + dy * ("n" in edge), height + abs(dy)
        reaches(desk.page, area, [geometry(area)[0], (left, top, width, height)])
    shows(desk, area)
    shows(desk, area, desk.second)
    desk.assert_accessible()
    desk.assert_same()


def test_windows_are_minimized_shaded_and_maximized(desk: Desk) -> None:
    area = area_of(desk, *((20 + 30 * n, 20 + 30 * n) for n in range(4)))
    desk.show(area, 560, 440)
    first, second, _, fourth = windows_of(area)
    states = desk.calls(second, "window-state")
    desk.at(first, ".pg-window-bar").click(position={"x": 20, "y": 15})
    expect(desk.at(first, "input")).to_be_focused()
    button(desk, first, "Minimize").click()
    # who worked in it goes on in the window that is on top then
    expect(desk.at(fourth, "input")).to_be_focused()
    wait_until(lambda: area.get_index() == 3, "it is known", desk.page)
    assert first.get_window_state() == "minimized"
    for page in (desk.page, desk.second):
        row, view = desk.at(first, "", page), desk.at(area, ".pg-mdi-view", page)
        wait_until(partial(below, row, view), "it is in the row", page)
    desk.at(second, ".pg-window-title").dblclick(position={"x": 2, "y": 5})
    assert states.next() == ("shaded",)
    assert desk.box(second)["height"] < 50
    button(desk, second, "Maximize").click()
    assert states.next() == ("maximized",)
    box, view_box = desk.box(second), desk.box(area, ".pg-mdi-view")
    assert {**box, "height": 0} == {**view_box, "height": 0}
    assert abs(box["height"] - view_box["height"]) <= 1
    desk.assert_accessible()
    desk.assert_same()
    button(desk, second, "Restore").click()
    assert states.next() == ("normal",)
    desk.at(first, ".pg-window-title").dblclick()
    wait_until(lambda: first.get_window_state() == "normal", "it is back", desk.page)
    desk.assert_same()


def test_windows_are_arranged_and_closed(desk: Desk) -> None:
    area = area_of(desk, *((20 + 30 * n, 20 + 30 * n) for n in range(3)))
    top = desk.show(area, 560, 440)
    first, second, third = windows_of(area)
    desk.at(first, ".pg-window-bar").click(button="right", position={"x": 20, "y": 15})
    desk.page.get_by_role("menuitem", name="Tile windows").click()
    wide, high = (desk.box(area, ".pg-mdi-view")[name] for name in ("width", "height"))
    wait_until(
        lambda: sum(width * height for *_, width, height in geometry(area)) == wide * high,
        "they are tiled",
        desk.page,
    )
    shows(desk, area)
    closed = desk.calls(area, "page-close")
    child = area.get_children()[1]
    desk.at(second, "input").focus()
    button(desk, second, "Close").click()
    assert closed.next() == (child,)
    # the user goes on in the window that is on top
    expect(desk.at(first, "input")).to_be_focused()
    expect(desk.second.locator(".pg-sub-window")).to_have_count(2)
    area.cascade_windows()
    assert {area.get_child_position(each) for each in area.get_children()} == {(16, 16), (44, 44)}
    desk.settle()
    shows(desk, area)
    desk.assert_same()
    # as an area gets smaller, what lies beyond can be scrolled to
    third.move(380, 300)
    top.resize(300, 260)
    area.set_scroll_position(1, 1)
    wait_until(lambda: inside(desk.at(third), desk.at(area, ".pg-mdi-view")), "it scrolls")
    wait_until(lambda: area.get_scroll_position() == (1, 1), "it is known", desk.page)
    area.remove_all(destroy=True)
    expect(desk.page.locator(".pg-sub-window")).to_have_count(0)
    desk.assert_accessible()
    desk.assert_same()


def box_of(locator: Locator) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of an element."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def below(row: Locator, view: Locator) -> bool:
    return box_of(row)[1] >= box_of(view)[3] - 1


def inside(inner: Locator, outer: Locator) -> bool:
    (left, top, right, bottom), around = box_of(inner), box_of(outer)
    return (
        left >= around[0] - 1
        and top >= around[1] - 1
        and right <= around[2] + 1
        and bottom <= around[3] + 1
    )


def test_windows_are_used_by_keys_also_of_several_areas(desk: Desk) -> None:
    W, press = desk.W, desk.page.keyboard.press
    inner, outer = area_of(desk, (10, 10), (60, 60)), area_of(desk, (10, 10))
    tabs = W.TabWidget()
    tabs.add_widget(inner, {"title": "Windows"})
    splitter = W.Splitter()
    splitter.add_widget(tabs)
    splitter.add_widget(outer)
    desk.show(splitter, 900, 420)
    lower, upper = windows_of(inner)
    # work begins in the window on top
    desk.at(lower, "input").focus()
    expect(desk.at(upper)).to_have_css("z-index", "2")
    press("Control+F6")
    expect(desk.at(upper, "input")).to_be_focused()
    press("Control+F6")
    expect(desk.at(lower, "input")).to_be_focused()
    wait_until(lambda: inner.get_index() == 0, "it is on top", desk.page)
    assert outer.get_index() == 0
    moves = desk.calls(lower, "move")
    press("Alt+F7")
    press("ArrowRight")
    press("Shift+ArrowDown")
    press("Enter")
    moves.until(20, 11)
    before = geometry(inner)[0]
    press("Alt+F8")
    press("ArrowRight")
    press("Escape")
    reaches(desk.page, inner, [(*before[:2], before[2] + 10, before[3]), geometry(inner)[1]])
    press("Alt+F3")
    expect(desk.page.get_by_role("menuitem", name="Move")).to_be_focused()
    desk.page.get_by_role("menuitem", name="Shade").press("Enter")
    wait_until(lambda: lower.get_window_state() == "shaded", "it is shaded", desk.page)
    closed = desk.calls(inner, "page-close")
    child = inner.get_children()[0]
    desk.at(upper, "input").focus()
    press("Control+F6")
    press("Control+Shift+F4")
    assert closed.next() == (child,)
    expect(desk.at(upper, "input")).to_be_focused()
    desk.assert_accessible()
    desk.assert_same()


def test_where_the_focus_goes_as_windows_come_and_go(desk: Desk) -> None:
    area = area_of(desk, (10, 10))
    column = desk.W.VBox()
    start = desk.W.Button("Start")
    column.add_widget(start)
    column.add_widget(area, 1)
    desk.show(column, 500, 420)
    (alone,) = windows_of(area)
    # the last one goes, and the user is in the window around the area all the same
    desk.at(alone, "input").focus()
    area.close_child(area.get_children()[0])
    expect(desk.page.locator(".pg-top-level :focus, .pg-top-level:focus")).to_have_count(1)
    # a new one is where the user goes on, if nothing is being written
    desk.at(start).focus()
    field, other = desk.W.TextEntry(), desk.W.TextEntry()
    area.add_widget(field, {"title": "New"})
    expect(desk.at(field)).to_be_focused()
    area.add_widget(other, {"title": "Newer"})
    desk.settle()
    expect(desk.at(field)).to_be_focused()
    area.get_subwin(field).close()
    expect(desk.at(other)).to_be_focused()
    desk.assert_accessible()
    desk.assert_same()


def test_a_finger_moves_a_window_as_it_does_nothing_else(desk: Desk) -> None:
    area = area_of(desk, (20, 20))
    desk.show(area, 480, 360)
    (window,) = windows_of(area)
    x, y = desk.middle(window, ".pg-window-title")
    touch = desk.page.context.new_cdp_session(desk.page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        given = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})

    send("touchStart", (x, y))
    for step in range(1, 6):
        send("touchMove", (x + 12 * step, y + 10 * step))
    send("touchEnd")
    reaches(desk.page, area, [(80, 70, 160, 110)])
    shows(desk, area)
    touch.detach()


def test_another_moves_the_same_window_on_a_slow_line(crossing: Crossing) -> None:
    area = area_of(crossing, (20, 20), (200, 90))
    page, other = crossing.show(area)
    window = windows_of(area)[0]
    with crossing.held():
        for each, (dx, dy) in ((page, (40, 30)), (other, (90, 60))):
            box = at(each, window, ".pg-window-title").bounding_box()
            before = at(each, window).bounding_box()
            assert box is not None
            x, y = box["x"] + 20, box["y"] + 10
            each.mouse.move(x, y)
            each.mouse.down()
            each.mouse.move(x + dx, y + dy, steps=3)
            each.mouse.up()
            assert at(each, window).bounding_box() != before
        crossing.do(window.resize, 180, 120)
    ends = [(60, 50, 180, 120), (110, 80, 180, 120)]
    wait_until(lambda: geometry(area)[0] in ends, "both are known", page)
    for each in (page, other):
        wait_until(partial(same_place, each, area, window), "all show the same", each)
    crossing.do(area.close_child, area.get_children()[0])
    for each in (page, other):
        expect(each.locator(".pg-sub-window")).to_have_count(1)


def same_place(page: Page, area: Any, window: Any) -> bool:
    box = at(page, window).bounding_box()
    view = at(page, area, ".pg-mdi-view").bounding_box()
    assert box is not None
    assert view is not None
    shown = (box["x"] - view["x"], box["y"] - view["y"], box["width"], box["height"])
    return bool(shown == geometry(area)[0])


def test_fifty_windows_in_a_frame_take_no_focus(desk: Desk) -> None:
    area = desk.W.MDIWidget()
    for number in range(50):
        area.add_widget(desk.W.TextEntry(text=str(number)), {"title": f"Window {number}"})
    for window in windows_of(area)[:30]:
        window.toggle_minimize()
    area.tile_windows()
    top = desk.W.TopLevel(title="Areas", widget=area)
    top.resize(420, 300)
    top.show()
    frame = show_in_frame(desk.page, desk.session.get_url() + "&fit=1", 'tabindex="0" autofocus')
    frame.locator(".pg-sub-window").nth(49).wait_for()
    wait_until(lambda: geometry(area)[49][1] > 0, "they are tiled", desk.page)
    desk.session.flush()
    assert desk.page.evaluate("document.activeElement.tagName") == "BODY"
    # all of the row can be scrolled to
    last = frame.locator(".pg-sub-window[data-state=minimized]").nth(29)
    last.get_by_role("button", name="Restore").click()
    wait_until(lambda: windows_of(area)[29].get_window_state() == "normal", "it is back", desk.page)


def styled(desk: Desk, act: Callable[[], object]) -> int:
    """Return how many elements at most are styled anew at once for something."""
    browser = desk.page.context.browser
    assert browser is not None
    browser.start_tracing(page=desk.page, categories=["devtools.timeline"])
    act()
    desk.settle()
    events = json.loads(browser.stop_tracing())["traceEvents"]
    counts = [it["args"]["elementCount"] for it in events if it["name"] == "UpdateLayoutTree"]
    return max(map(int, counts))


def test_what_is_in_windows_is_not_styled_anew_as_they_move_or_the_area_is_resized(
    desk: Desk,
) -> None:
    area = desk.W.MDIWidget()
    with desk.session.batch():
        for number in range(30):
            box = desk.W.VBox()
            for _ in range(20):
                box.add_widget(desk.W.Label("text"))
            area.add_widget(box, {"x": 10 * number, "y": 10, "width": 120, "height": 90})
    window = desk.show(area)
    desk.settle()
    assert 30 <= styled(desk, lambda: window.resize(500, 400)) < 60
    subwin = area.get_subwin(area.get_children()[-1])
    assert 1 <= styled(desk, lambda: subwin.set_position(40, 30)) < 10
