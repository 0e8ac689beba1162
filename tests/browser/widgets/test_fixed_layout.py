from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk


def test_widgets_lie_where_the_program_says(desk: Desk) -> None:
    W = desk.W
    layout, label, button = W.FixedLayout(), W.Label("long " * 30), W.Button("Open")
    layout.add_widget(label, 20, 10)
    layout.add_widget(button, 400, 300)
    window = desk.show(layout, 300, 200)
    outer = desk.box(layout)
    for widget, (x, y) in ((label, (20, 10)), (button, (400, 300))):
        box = desk.box(widget)
        assert (box["x"] - outer["x"], box["y"] - outer["y"]) == (x, y)
    # in its own size, on one line, and all can be reached
    assert desk.box(label)["height"] < 24
    assert outer["x"] + outer["width"] >= desk.box(label)["x"] + desk.box(label)["width"]
    button.resize(120, 50)
    desk.at(button).scroll_into_view_if_needed()
    expect(desk.at(button)).to_be_in_viewport(ratio=0.99)
    wait_until(lambda: button.get_position() == (400, 300), "a place is told", desk.page)
    desk.at(window, ".pg-window-body").evaluate("(it) => it.scrollTo(0, 0)")
    desk.assert_same()
    desk.at(button).focus()
    layout.add_widget(button, 0, 40)
    expect(desk.at(button)).to_be_focused()
    box = desk.box(button)
    assert (box["x"] - outer["x"], box["y"] - outer["y"]) == (0, 40)
    assert layout.get_children() == [label, button]
    label.resize(100)
    label.set_expanding(False, True)
    desk.assert_same()
    wide = W.Separator()
    wide.set_expanding(True)
    layout.add_widget(wide, 30, 90)
    desk.settle()
    line = desk.box(wide)
    outer = desk.box(layout)
    assert line["x"] + line["width"] == pytest.approx(outer["x"] + outer["width"], abs=1)
    W.VBox().add_widget(button)
    layout.remove(label)
    wide.destroy()
    expect(desk.at(layout, "> *")).to_have_count(0)
    desk.assert_accessible()
    desk.assert_same()
