from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_direction(desk: Desk) -> None:
    box = desk.W.VBox()
    line = desk.W.Separator("horizontal")
    for widget in (desk.W.Label("Above"), line, desk.W.Label("Below")):
        box.add_widget(widget)
    desk.show(box)
    size = desk.box(line)
    # as wide as what it separates, which keeps clear of the window's edges
    assert (size["width"], size["height"]) == (desk.box(box)["width"] - 24, 1)
    desk.assert_accessible()
    line.set_orientation("vertical")
    expect(desk.at(line)).to_have_attribute("aria-orientation", "vertical")
    desk.assert_same()


def test_in_a_row(desk: Desk) -> None:
    row = desk.W.HBox()
    line = desk.W.Separator("vertical")
    for widget in (desk.W.Label("Left"), line, desk.W.Label("Right")):
        row.add_widget(widget)
    desk.show(row)
    size = desk.box(line)
    assert size["width"] == 1
    assert size["height"] > 200
