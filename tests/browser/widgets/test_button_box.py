from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_a_row_of_buttons(desk: Desk) -> None:
    W = desk.W
    box = W.ButtonBox(min_button_width=90, spacing=10)
    window = desk.show(box, 600, 300)
    desk.assert_same()
    buttons = [W.Button(text) for text in ("OK", "Cancel", "Something much longer")]
    box.add_widget(buttons[1])
    box.add_widget(buttons[2])
    box.insert_widget(0, buttons[0])
    expect(desk.at(box, "button")).to_have_text(["OK", "Cancel", "Something much longer"])
    outer = desk.box(box)
    right = outer["x"] + outer["width"]

    def ends() -> tuple[float, float]:
        first, last = desk.box(buttons[0]), desk.box(buttons[-1])
        return first["x"] - outer["x"], right - last["x"] - last["width"]

    assert ends()[1] == pytest.approx(0, abs=0.1)
    assert [desk.box(button)["width"] for button in buttons[:2]] == [90, 90]
    assert desk.box(buttons[2])["width"] > 90
    for one, two in itertools.pairwise(desk.box(button) for button in buttons):
        assert two["x"] == pytest.approx(one["x"] + one["width"] + 10, abs=0.1)
    desk.assert_same()
    box.set_halign("center")
    desk.settle()
    assert ends()[0] == pytest.approx(ends()[1], abs=0.1)
    box.set_halign("left")
    desk.settle()
    assert ends()[0] == pytest.approx(0, abs=0.1)
    # those without room go below
    window.resize(260, 200)
    desk.settle()
    assert desk.box(buttons[2])["y"] >= desk.box(buttons[0])["y"] + 28 + 10
    window.resize(600, 300)
    last = W.Button("All the rest")
    box.add_widget(last, 1)
    desk.settle()
    buttons.append(last)
    assert ends() == pytest.approx((0, 0), abs=0.1)
    box.remove(last)
    buttons[0].destroy()
    W.HBox().add_widget(buttons[1])
    expect(desk.at(box, "button")).to_have_text(["Something much longer"])
    desk.assert_accessible()
    desk.assert_same()


def test_a_column_of_buttons(desk: Desk) -> None:
    W = desk.W
    box = W.ButtonBox(orientation="vertical", halign="left")
    buttons = [W.Button(text) for text in ("OK", "Cancel", "Something much longer")]
    for button in buttons:
        box.add_widget(button)
    window = desk.show(box, 400, 300)
    widths = {desk.box(button)["width"] for button in buttons}
    assert len(widths) == 1
    assert desk.box(buttons[0])["x"] == desk.box(box)["x"]
    box.set_halign("right")
    desk.settle()
    outer = desk.box(box)
    assert desk.box(buttons[0])["x"] + widths.pop() == pytest.approx(
        outer["x"] + outer["width"], abs=0.1
    )
    for size in ((400, 60), (400, 300)):
        window.resize(*size)
        desk.settle()
        for one, two in itertools.pairwise(desk.box(button) for button in buttons):
            assert one["height"] == 28
            assert two["y"] == pytest.approx(one["y"] + 28 + 8, abs=0.1)
    desk.assert_same()
