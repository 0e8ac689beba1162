from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


@pytest.mark.parametrize("orientation", ["horizontal", "vertical"])
def test_scrolling(desk: Desk, orientation: Literal["horizontal", "vertical"]) -> None:
    flat = orientation == "horizontal"
    bar = desk.W.ScrollBar(orientation=orientation, thumb_percent=0.2)
    box = desk.W.VBox() if flat else desk.W.HBox()
    box.add_widget(desk.W.TextArea("content"), 1)
    box.add_widget(bar)
    desk.show(box)
    calls = desk.calls(bar)
    groove = desk.box(bar)
    length = groove["width"] if flat else groove["height"]
    assert length > 200
    thumb = desk.box(bar, ".pg-scroll-thumb")
    assert thumb["width" if flat else "height"] == pytest.approx(length * 0.2, abs=1)
    x, y = desk.middle(bar, ".pg-scroll-thumb")
    mouse = desk.page.mouse
    mouse.move(x, y)
    mouse.down()
    way = length * 0.8
    mouse.move(x + way / 2 * flat, y + way / 2 * (not flat), steps=4)
    assert calls.next()[0] > 0
    # far beside the bar it is still held, and ends where the bar ends
    mouse.move(x + 2 * way * flat + 90, y + 2 * way * (not flat) + 90, steps=4)
    calls.until(1)
    mouse.up()
    assert bar.get_scroll_percent() == 1
    end = {"x": x + way, "y": y} if flat else {"x": x, "y": y + way}
    assert desk.middle(bar, ".pg-scroll-thumb") == pytest.approx((end["x"], end["y"]), abs=1)
    # a press on the groove leads on by what is in view
    mouse.click(x, y)
    assert calls.next() == (0.75,)
    for key, value in (
        ("PageUp", 0.5),
        ("PageDown", 0.75),
        ("ArrowLeft" if flat else "ArrowUp", 0.725),
        ("ArrowRight" if flat else "ArrowDown", 0.75),
        ("Home", 0),
        ("End", 1),
    ):
        desk.at(bar).press(key)
        assert calls.next() == (value,)
    desk.assert_silent(calls)
    expect(desk.at(bar, page=desk.second)).to_have_attribute("aria-valuenow", "100")
    desk.assert_accessible()
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    bar = desk.W.ScrollBar(thickness=20, scroll_percent=0.5)
    column = desk.W.VBox()
    column.add_widget(bar)
    desk.show(column)
    calls = desk.calls(bar)
    assert desk.box(bar)["height"] == 20
    groove, thumb = desk.box(bar), desk.box(bar, ".pg-scroll-thumb")
    assert thumb["x"] - groove["x"] == pytest.approx((groove["width"] - thumb["width"]) / 2, abs=1)
    bar.set_scroll_percent(0.25)
    expect(desk.at(bar)).to_have_attribute("aria-valuenow", "25")
    # all is in view
    bar.set_thumb_percent(1)
    expect(desk.at(bar, ".pg-scroll-thumb")).to_be_hidden()
    desk.at(bar).press("End")
    desk.page.mouse.click(groove["x"] + groove["width"] - 3, groove["y"] + 9)
    desk.assert_silent(calls)
    assert bar.get_scroll_percent() == 0.25
    desk.assert_same()
