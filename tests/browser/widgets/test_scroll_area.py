from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk


def lines(desk: Desk, count: int, **options: Any) -> Any:
    column = desk.W.VBox()
    for number in range(count):
        column.add_widget(desk.W.Label(f"line {number}", **options))
    return column


def shown(desk: Desk, content: Any, **options: Any) -> Any:
    area = desk.W.ScrollArea(**options)
    area.set_widget(content)
    desk.show(area)
    return area


def view(desk: Desk, area: Any, script: str) -> Any:
    return desk.look(area, f"(view) => {script}", inner=".pg-scroll-view")


def is_at(desk: Desk, area: Any, top: float) -> bool:
    found: float = view(desk, area, "view.scrollTop")
    return abs(found - top) <= 1


def test_wheel_and_keyboard(desk: Desk) -> None:
    area = shown(desk, lines(desk, 100))
    scrolled = desk.calls(area, "scrolled")
    desk.page.mouse.move(*desk.middle(area))
    desk.page.mouse.wheel(0, 300)
    _, down = scrolled.next()
    assert 0 < down < 1
    desk.at(area, ".pg-scroll-view").focus()
    desk.page.keyboard.press("End")
    scrolled.until(0, 1)
    assert area.get_scroll_position() == area.get_scroll_percent() == (0, 1)
    desk.assert_accessible()
    desk.assert_same()
    assert view(desk, area, "view.scrollTop + view.clientHeight - view.scrollHeight") == 0


def test_scroll_by_the_program(desk: Desk) -> None:
    area = desk.W.ScrollArea()
    assert area.get_scroll_position() == area.get_scroll_percent() == (0.0, 0.0)
    assert area.get_thumb_percent() == (1.0, 1.0)
    area.set_widget(lines(desk, 100))
    area.set_scroll_position(v_pct=1)
    desk.show(area)
    scrolled = desk.calls(area, "scrolled")
    wait_until(lambda: view(desk, area, "view.scrollTop"), "it has a layout, and has scrolled")
    way = view(desk, area, "view.scrollHeight - view.clientHeight")
    assert view(desk, area, "view.scrollTop") == pytest.approx(way, abs=1)
    for setter, down in ((area.set_scroll_percent, 0.25), (area.set_scroll_position, 0.75)):
        setter(v_pct=down)
        # the former place may come back for a few frames
        wait_until(partial(is_at, desk, area, way * down), f"scrolled to {down}")
    desk.assert_silent(scrolled)
    assert area.get_scroll_position()[1] == pytest.approx(0.75, abs=0.01)
    desk.reload()
    for page in (desk.second, desk.page):
        seen = desk.at(area, ".pg-scroll-view", page)
        top = partial(seen.evaluate, "(view) => view.scrollTop")
        wait_until(top, "it has scrolled", page)
        assert top() == pytest.approx(way * 0.75, abs=2)
    with pytest.raises(TypeError, match="h_pct"):
        area.set_scroll_position()


def test_scroll_in_a_dialog_that_is_hidden_for_an_instant(desk: Desk) -> None:
    area = desk.W.ScrollArea()
    area.set_widget(lines(desk, 100))
    dialog = desk.W.Dialog(title="Lines")
    dialog.add_widget(area)
    dialog.resize(300, 300)
    desk.join(desk.page)
    dialog.show()
    expect(desk.at(area)).to_be_visible()
    area.set_scroll_position(v_pct=0.5)

    def show_again() -> None:
        dialog.hide()
        area.set_scroll_position(v_pct=1)
        dialog.show()

    # what one handler does comes in one frame: the page never shows the dialog as hidden
    desk.session.gui_call(show_again)
    desk.settle()
    assert view(desk, area, "view.scrollHeight - view.clientHeight - view.scrollTop") < 1
    assert view(desk, area, "view.scrollTop") > 0


def test_what_is_in_view(desk: Desk) -> None:
    area = shown(desk, desk.W.Label("small"))
    desk.settle()
    assert area.get_thumb_percent() == (1, 1)
    expect(desk.at(area, ".pg-scroll-view")).not_to_have_attribute("tabindex", "0")
    area.set_thumb_percent(0.5, 0.25)
    wait_until(lambda: area.get_thumb_percent() == (0.5, 0.25), "the page agrees", desk.page)
    desk.page.wait_for_function(
        "(id) => document.querySelector(`#${id} > *`).tabIndex === 0", arg=area.get_element()
    )
    sizes = view(
        desk, area, "[view.scrollWidth / view.clientWidth, view.scrollHeight / view.clientHeight]"
    )
    assert sizes == pytest.approx([2, 4], abs=0.02)
    desk.assert_accessible()
    desk.assert_same()
    area.set_thumb_percent(v_pct=1)
    wait_until(lambda: area.get_thumb_percent() == (0.5, 1), "the pages have told", desk.page)
    area.set_widget(lines(desk, 200))
    area.set_thumb_percent(h_pct=1, v_pct=0.9)
    wait_until(lambda: area.get_thumb_percent()[1] < 0.2, "the page has measured", desk.page)
    with pytest.raises(ValueError, match=r"0\.001"):
        area.set_thumb_percent(0)


def test_the_content_fits_without_a_bar(desk: Desk) -> None:
    area = shown(desk, desk.W.Button("wide" * 40), hscrollbar=False)
    overflows = "[view.firstChild.offsetWidth > view.clientWidth, getComputedStyle(view).overflow]"
    assert view(desk, area, overflows) == [False, "hidden auto"]
    area.set_scroll_bar_visibility(vertical="on")
    desk.settle()
    assert view(desk, area, overflows) == [False, "hidden scroll"]
    area.set_scroll_bar_visibility("auto", "auto")
    desk.settle()
    assert view(desk, area, overflows) == [True, "auto"]
    with pytest.raises(TypeError, match="'auto', 'on' or 'off'"):
        area.set_scroll_bar_visibility("never")


def test_sizes_are_told(desk: Desk) -> None:
    area = desk.W.ScrollArea(thickness=20, hscrollbar="off")
    sizes = desk.calls(area, "area-resize")
    area.set_widget(lines(desk, 100))
    window = desk.show(area)
    width, height, bar_width, bar_height = sizes.next()
    box = desk.box(area)
    assert (width + bar_width, height + bar_height) == (box["width"], box["height"])
    assert bar_height == 0
    window.resize(300, 200)
    assert sizes.next()[0] == 300 - bar_width
    desk.assert_silent(sizes)


def test_child_and_padding(desk: Desk) -> None:
    area = shown(desk, lines(desk, 3))
    button = desk.W.Button("Instead")
    area.set_widget(button)
    area.set_padding(20)
    area.set_tooltip("Drawing")
    expect(desk.page.get_by_role("group", name="Drawing")).to_be_visible()
    assert area.get_children() == [button]
    assert desk.box(button)["x"] == desk.box(area)["x"] + 20
    desk.assert_accessible()
    desk.assert_same()
    area.remove(button)
    expect(desk.at(button)).to_have_count(0)


def test_labels_are_a_list_for_the_keyboard(desk: Desk) -> None:
    column = lines(desk, 60, interactive=True)
    labels = column.get_children()
    found = []
    for label in labels:
        label.on("focus-in", lambda event, text: found.append(text), label.get_text())
    plain = desk.W.Label("pointer only", interactive=True)
    plain.on("click", lambda: found.append("clicked"))
    column.add_widget(plain)
    after = desk.W.Button("After")
    box = desk.W.VBox()
    area = desk.W.ScrollArea()
    area.set_widget(column)
    box.add_widget(area, 1)
    box.add_widget(after)
    desk.show(box)
    press = desk.page.keyboard.press
    desk.at(labels[0]).focus()
    for key, number in (("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", 0), ("End", 59)):
        press(key)
        expect(desk.at(labels[number])).to_be_focused()
        expect(desk.at(labels[number])).to_be_in_viewport(ratio=1)
    press("PageUp")
    desk.settle()
    assert 40 < int(found[-1].removeprefix("line ")) < 59
    press("Home")
    press("ArrowDown")
    press("Tab")
    expect(desk.at(after)).to_be_focused()
    press("Shift+Tab")
    expect(desk.at(labels[1])).to_be_focused()
    desk.assert_accessible()
    desk.at(plain).click()
    desk.settle()
    assert found[-1] == "clicked"
    labels[1].on("key-down", lambda event: found.append(event["key"]))
    desk.at(labels[1]).focus()
    press("ArrowDown")
    desk.settle()
    assert found[-1] == "ArrowDown"
    expect(desk.at(labels[1])).to_be_focused()
