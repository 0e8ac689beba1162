from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_messages(desk: Desk) -> None:
    W = desk.W
    column, area, status = W.VBox(), W.TextArea("text"), W.StatusBar()
    column.add_widget(area, 1)
    column.add_widget(status)
    window = desk.show(column, 300, 200)
    bar = desk.page.get_by_role("status")
    empty = desk.box(status)
    body = desk.box(window, ".pg-window-body")
    # it goes up to the edges, and nothing jumps as a message comes
    assert (empty["x"], empty["width"]) == (body["x"], body["width"])
    assert empty["y"] + empty["height"] == body["y"] + body["height"]
    status.set_message("<b>Ready</b>")
    expect(bar).to_have_text("<b>Ready</b>")
    assert desk.box(status) == empty
    status.set_message("Saved", 600)
    expect(bar).to_have_text("Saved")
    status.set_color(bg="navy", fg="white")
    status.set_halign("right")
    desk.assert_accessible()
    desk.assert_same()
    status.set_message("long " * 80)
    assert desk.box(status) == empty
    desk.at(status).hover()
    expect(desk.page.get_by_role("tooltip")).to_contain_text("long long")
    status.clear()
    expect(bar).to_have_text("")
    assert desk.box(status) == empty
    desk.assert_same()
