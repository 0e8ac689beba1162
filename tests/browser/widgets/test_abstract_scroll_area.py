from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk


def test_the_program_shows_what_is_in_view(desk: Desk) -> None:
    W = desk.W
    area, label = W.AbstractScrollArea(), W.Label("Line 0")
    sizes = desk.calls(area, "area-resize")
    area.set_widget(label)
    window = desk.show(area, 300, 200)
    (width, height, *bars) = sizes.next()
    outer = desk.box(area)
    assert (round(outer["width"]), round(outer["height"])) == (width, height)
    assert bars == [0, 0]
    desk.assert_same()

    def shows(h_pct: float, v_pct: float) -> None:
        label.set_text(f"Line {round(v_pct * 1000)}, column {round(h_pct * 1000)}")

    area.on("scrolled", shows)
    area.set_thumb_percent(v_pct=0.01)
    assert area.get_thumb_percent() == (1, 0.01)
    box = desk.box(label)
    view = desk.at(area, ".pg-scroll-view")
    view.press("End")
    expect(desk.at(label)).to_have_text("Line 1000, column 0")
    wait_until(lambda: area.get_scroll_percent() == (0, 1), "it is known", desk.page)
    expect(desk.at(label, page=desk.second)).to_have_text("Line 1000, column 0")
    second = desk.at(area, ".pg-scroll-view", page=desk.second)
    is_there = "(it) => Math.abs(it.scrollTop - (it.scrollHeight - it.clientHeight)) <= 1"
    wait_until(lambda: second.evaluate(is_there), "the other page follows", desk.page)
    # what shows it stays where it is
    assert desk.box(label) == {**box, "width": desk.box(label)["width"]}
    desk.assert_accessible()
    desk.assert_same()
    scrolled = desk.calls(area, "scrolled")
    area.set_scroll_percent(v_pct=0.5)
    wait_until(
        lambda: view.evaluate("(it) => it.scrollTop > 0 && it.scrollTop < it.scrollHeight / 2"),
        "it moves",
        desk.page,
    )
    desk.assert_silent(scrolled)
    area.set_thumb_percent(0.5, 0.5)
    area.set_scroll_bar_visibility("off", "on")
    window.resize(400, 300)
    desk.settle()
    body: Any = desk.at(window, ".pg-window-body")
    assert body.evaluate(
        "(it) => [it.scrollHeight - it.clientHeight, it.scrollWidth - it.clientWidth]"
    ) == [0, 0]
    desk.assert_same()
