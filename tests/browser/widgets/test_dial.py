from __future__ import annotations

import math
from typing import Any

from playwright.sync_api import expect

from tests.browser.scenes import ICON, data_uri
from tests.browser.widgets.desk import Desk


def point(desk: Desk, dial: Any, share: float, radius: float = 24) -> tuple[float, float]:
    """Return where a share of the scale is in the page."""
    x, y = desk.middle(dial, ".pg-dial-knob")
    angle = math.radians(135 + 270 * share)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def turn(desk: Desk, dial: Any, start: float, end: float) -> None:
    for step in range(11):
        desk.page.mouse.move(*point(desk, dial, start + (end - start) * step / 10))


def test_turning(desk: Desk) -> None:
    dial = desk.W.Dial(value=50, show_value=True, show_value_position="bottom")
    dial.set_icon(data_uri(ICON), 12)
    desk.show(dial)
    calls = desk.calls(dial)
    knob, number = desk.at(dial, "[role=slider]"), desk.at(dial, ".pg-shown-number")
    mouse = desk.page.mouse
    mouse.move(*point(desk, dial, 0.5))
    mouse.down()
    turn(desk, dial, 0.5, 0.9)
    desk.assert_silent(calls)
    expect(number).to_have_text("90")
    # what the program does meanwhile shows after that, unless the user has chosen something
    dial.set_value(20)
    desk.settle()
    expect(number).to_have_text("90")
    # on through the gap below it stays at its end
    turn(desk, dial, 0.9, 1.3)
    expect(number).to_have_text("100")
    mouse.up()
    assert calls.next() == (100,)
    assert dial.get_value() == 100
    expect(desk.at(dial, "[role=slider]", page=desk.second)).to_have_attribute(
        "aria-valuenow", "100"
    )
    # Escape takes a drag back, a press alone turns it there
    mouse.move(*point(desk, dial, 1))
    mouse.down()
    turn(desk, dial, 1, 0.4)
    desk.page.keyboard.press("Escape")
    expect(number).to_have_text("100")
    mouse.up()
    mouse.click(*point(desk, dial, 0.25))
    assert calls.next() == (25,)
    dial.set_tracking(True)
    mouse.move(*point(desk, dial, 0.25))
    mouse.down()
    turn(desk, dial, 0.25, 0.75)
    assert all(25 < value <= 75 for (value,) in calls.until(75))
    mouse.up()
    desk.assert_silent(calls)
    expect(knob).to_be_focused()
    desk.assert_accessible()
    desk.assert_same()


def test_keys_and_program(desk: Desk) -> None:
    dial = desk.W.Dial(dtype="float", min=-1, max=1, step=0.05, decimals=2)
    desk.show(dial)
    calls = desk.calls(dial)
    knob = desk.page.get_by_role("slider", name="Dial")
    for key, value in (
        ("ArrowUp", 0.05),
        ("ArrowRight", 0.1),
        ("ArrowDown", 0.05),
        ("ArrowLeft", 0),
        ("PageUp", 0.2),
        ("PageDown", 0),
        ("Home", -1),
        ("End", 1),
    ):
        knob.press(key)
        assert calls.next() == (value,)
    knob.press("End")
    dial.set_limits(0, 0.5, 0.1)
    expect(knob).to_have_attribute("aria-valuetext", "0.50")
    assert dial.get_value() == 0.5
    dial.set_decimals(0)
    expect(knob).to_have_attribute("aria-valuetext", "1")
    dial.set_knob_diameter(100)
    box = desk.box(dial, ".pg-dial-knob")
    assert (box["width"], box["height"]) == (100, 100)
    dial.set_enabled(False)
    desk.page.mouse.click(*point(desk, dial, 0.2))
    desk.assert_silent(calls)
    desk.assert_same()
