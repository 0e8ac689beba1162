from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_fills_the_viewport_below_windows(desk: Desk) -> None:
    page = desk.W.Page()
    first, second = desk.W.TextArea("first"), desk.W.TextArea("second")
    page.set_widget(first)
    window = desk.show(desk.W.Label("Above"))
    box = desk.box(first)
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1000, 700)
    desk.page.set_viewport_size({"width": 500, "height": 400})
    assert (desk.box(first)["width"], desk.box(first)["height"]) == (500, 400)
    expect(desk.at(window)).to_be_visible()
    desk.page.get_by_text("Above").click()
    page.set_widget(second)
    expect(desk.at(first)).to_have_count(0)
    expect(desk.at(second)).to_be_visible()
    assert page.get_children() == [second]
    desk.assert_accessible()
    desk.page.set_viewport_size({"width": 1000, "height": 700})
    desk.assert_same()
    page.hide()
    expect(desk.at(second)).to_be_hidden()
    page.show()
    expect(desk.at(second)).to_be_visible()


def test_content_that_is_larger_scrolls(desk: Desk) -> None:
    page = desk.W.Page()
    column = desk.W.VBox()
    for number in range(60):
        column.add_widget(desk.W.Button(f"Button {number}"))
    page.set_widget(column)
    desk.show(desk.W.Label("x"))
    desk.page.mouse.move(900, 600)
    desk.page.mouse.wheel(0, 9000)
    expect(desk.page.get_by_role("button", name="Button 59")).to_be_in_viewport()
