"""What a user types is not eaten, however late the program's echoes come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.slow_line import SlowLine


@pytest.fixture
def desk(session: Session, page: Page, new_page: NewPage) -> Desk:
    """A desk whose page is its own, as it is changed for good."""
    return Desk(session, page, new_page)


@pytest.mark.parametrize("kind", ["TextEntry", "TextArea", "ComboBox"])
def test_typed_text_stays(desk: Desk, kind: str) -> None:
    line = SlowLine(desk)
    widget = getattr(desk.W, kind)(**({"editable": True} if kind == "ComboBox" else {}))
    inner = {"ComboBox": "input", "TextArea": "textarea"}.get(kind, "")
    desk.show(widget)
    typed = desk.calls(widget, "modified")
    widget.set_text("start")
    expect(desk.at(widget, inner)).to_have_value("start")
    line.hold()
    desk.at(widget, inner).press("End")
    desk.page.keyboard.type("ab")
    typed.until("startab")
    # Set before Python hears of what comes next, and seen by the page only after that.
    desk.session.gui_call(lambda: widget.set_text("startab"))
    desk.page.keyboard.type("cd")
    typed.until("startabcd")
    line.release()
    desk.page.keyboard.type("e")
    typed.until("startabcde")
    expect(desk.at(widget, inner)).to_have_value("startabcde")
    assert widget.get_text() == "startabcde"
    widget.set_text("the program's")
    expect(desk.at(widget, inner)).to_have_value("the program's")


def test_held_slider_stays(desk: Desk) -> None:
    line = SlowLine(desk)
    slider = desk.W.Slider(min=0, max=100, value=0, track=True)
    desk.show(slider)
    calls = desk.calls(slider)
    slider.on("activated", slider.set_value)
    box = desk.box(slider, "input")
    y = box["y"] + box["height"] / 2
    mouse = desk.page.mouse
    line.hold()
    mouse.move(box["x"] + 8, y)
    mouse.down()
    mouse.move(box["x"] + 50, y, steps=5)
    mouse.move(box["x"] + box["width"], y, steps=5)
    calls.until(100)
    line.release()
    mouse.up()
    desk.settle()
    expect(desk.at(slider, "input")).to_have_value("100")
    assert slider.get_value() == 100
