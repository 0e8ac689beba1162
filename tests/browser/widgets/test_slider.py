from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk

ORIENTATIONS: tuple[Literal["horizontal", "vertical"], ...] = ("horizontal", "vertical")
POSITIONS: tuple[Literal["top", "bottom", "left", "right"], ...] = (
    "top",
    "bottom",
    "left",
    "right",
)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("track", [True, False])
def test_drag(desk: Desk, orientation: Literal["horizontal", "vertical"], track: bool) -> None:
    slider = desk.W.Slider(orientation=orientation, track=track, value=50)
    desk.show(slider)
    calls = desk.calls(slider)
    box = desk.box(slider, "input")
    flat = orientation == "horizontal"
    length = box["width"] if flat else box["height"]
    x, y = desk.middle(slider, "input")
    mouse = desk.page.mouse

    def drag(distance: int) -> int:
        mouse.move(x + distance * flat, y - distance * (not flat), steps=3)
        return 50 + round(distance / (length - 16) * 100)

    def came_to(value: int) -> list[int]:
        came: list[int] = [calls.next()[0]]
        while abs(came[-1] - value) > 1:
            came.append(calls.next()[0])
        desk.settle()
        return came + [later for (later,) in calls.rest()]

    mouse.move(x, y)
    mouse.down()
    half = drag(30)
    if track:
        came_to(half)
    else:
        desk.assert_silent(calls)
    end = drag(60)
    mouse.up()
    came = came_to(end)
    assert track or len(came) == 1
    assert slider.get_value() == came[-1]
    desk.assert_same()


def test_keys(desk: Desk) -> None:
    slider = desk.W.Slider(min=0, max=100, step=5, value=50)
    desk.show(slider)
    calls = desk.calls(slider)
    control = desk.page.get_by_role("slider")
    for key, value in (
        ("ArrowRight", 55),
        ("ArrowUp", 60),
        ("ArrowLeft", 55),
        ("ArrowDown", 50),
        ("Home", 0),
        ("End", 100),
    ):
        control.press(key)
        assert calls.next() == (value,)
        assert slider.get_value() == value
    slider.set_value(52)
    control.press("ArrowRight")
    assert calls.next() == (55,)
    desk.assert_silent(calls)
    desk.assert_accessible()
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    slider = desk.W.Slider(dtype="float", min=0, max=1, step=0.1, show_value=True)
    desk.show(slider)
    calls = desk.calls(slider)
    slider.set_value(0.25)
    expect(desk.at(slider, "input")).to_have_value("0.25")
    expect(desk.at(slider, ".pg-shown-number")).to_have_text("0.3")
    slider.set_decimals(3)
    expect(desk.at(slider, ".pg-shown-number")).to_have_text("0.250")
    slider.set_limits(1, 3, 0.5)
    expect(desk.at(slider, "input")).to_have_value("1")
    slider.set_tracking(True)
    desk.assert_accessible()
    slider.set_enabled(False)
    expect(desk.at(slider, "input")).to_be_disabled()
    desk.assert_silent(calls)
    desk.assert_same()


def test_place_of_the_number(desk: Desk) -> None:
    for orientation in ORIENTATIONS:
        for position in POSITIONS:
            slider = desk.W.Slider(
                orientation=orientation, show_value=True, show_value_position=position, max=1000
            )
            desk.show(slider)
            assert_keeps_its_place(desk, slider, position)


def assert_keeps_its_place(desk: Desk, slider: Any, position: str) -> None:
    groove, number = desk.box(slider, "input"), desk.box(slider, ".pg-shown-number")
    axis, length = ("x", "width") if position in {"left", "right"} else ("y", "height")
    first, second = (number, groove) if position in {"left", "top"} else (groove, number)
    assert first[axis] + first[length] <= second[axis] + 1
    before = desk.box(slider, "input")
    slider.set_value(1000)
    assert desk.box(slider, "input") == pytest.approx(before, abs=0.1)


def test_program_waits_for_the_hand(desk: Desk) -> None:
    slider: Any = desk.W.Slider(value=50)
    desk.show(slider)
    calls = desk.calls(slider)
    x, y = desk.middle(slider, "input")
    mouse = desk.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 40, y, steps=3)
    held = desk.at(slider, "input").input_value()
    slider.set_value(10)
    assert desk.at(slider, "input").input_value() == held
    mouse.up()
    assert calls.next() == (int(held),)
    expect(desk.at(slider, "input")).to_have_value(held)
    assert slider.get_value() == int(held)


def test_the_upper_limit_is_reached_by_a_shorter_step(desk: Desk) -> None:
    slider = desk.W.Slider(min=0, max=10, step=3, value=6, track=True)
    desk.show(slider)
    calls = desk.calls(slider)
    control = desk.page.get_by_role("slider")
    for key, value in (
        ("ArrowRight", 9),
        ("ArrowRight", 10),
        ("ArrowLeft", 9),
        ("End", 10),
        ("PageDown", 9),
        ("Home", 0),
        ("PageUp", 3),
    ):
        control.press(key)
        assert calls.next() == (value,)
    control.press("Control+ArrowRight")
    box = desk.box(slider, "input")
    mouse = desk.page.mouse
    mouse.move(box["x"] + 8 + (box["width"] - 16) * 0.3, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"], box["y"] + 2, steps=12)
    mouse.up()
    came = [value for (value,) in calls.until(10)]
    assert set(came) <= {3, 6, 9, 10}
    expect(desk.at(slider, "input")).to_have_value("10")
    desk.assert_silent(calls)
    desk.assert_same()
