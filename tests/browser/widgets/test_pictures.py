"""Pictures that a browser can't show: the program is told, and users see that one is missing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pgwidgets.errors import PictureError
from pgwidgets.session.widgets import node_of
from pgwidgets.sync import Session
from tests.browser.seats import SeatAt
from tests.browser.support import Applications, Complaints, wait_until
from tests.browser.widgets.desk import Desk
from tests.contract.driver import run_through
from tests.support.pictures import DOT, Spot, broken, place_of, png, spots, uri

SIGN = ".pg-picture-missing"


class Told(list[PictureError]):
    """The pictures of which the program was told; no other errors are expected."""

    def __init__(self, applications: Applications) -> None:
        self._errors = applications.errors

    def take(self, count: int, page: Page) -> list[Any]:
        """Return the errors that came, once there are as many."""
        wait_until(lambda: len(self._errors) >= count, "the program is told", page)
        taken = list(self._errors)
        self._errors.clear()
        assert len(taken) == count
        assert all(isinstance(error, PictureError) for error in taken), taken
        return taken


@pytest.fixture
def told(applications: Applications) -> Told:
    return Told(applications)


async def given(value: Any) -> Any:
    return value


UNSEEN = {
    "StackWidget.add_widget": "what a TabWidget has on its tabs: a stack has none",
    **{str(s): "seen over the widget: see below" for s in spots() if s.name == "add_cursor"},
}
"""Pictures that pages do not show in the widget."""


def test_each_place_of_the_catalog(desk: Desk, told: Told) -> None:
    desk.show(desk.W.Label("beside them"))
    for spot in spots():
        if str(spot) not in UNSEEN:
            assert_signed(desk, told, spot)
    # neither another browser nor a rebuilt page is news
    desk.assert_same()
    desk.assert_same()
    told.take(0, desk.page)


def assert_signed(desk: Desk, told: Told, spot: Spot) -> None:
    """Put a broken picture there; fail unless the program is told, and a sign shows instead."""
    widget = run_through(spot.fill(desk.W, given, broken()))
    (error,) = told.take(1, desk.page)
    node, (key, _) = place_of(widget)
    assert node_of(error.widget) is node, spot
    assert (error.property, error.picture) == (key, "image/png, 40 bytes"), spot
    if spot.kind == "TopLevel":
        widget.show()
    elif spot.kind == "MenuAction":
        bar = desk.W.MenuBar()
        bar.add_name("Menu").add_widget(widget)
        desk.show(bar)
    else:
        desk.show(widget)
    sign = desk.at(widget, SIGN)
    expect(sign, str(spot)).to_have_count(1)
    assert sign.get_attribute("title") == "This picture can't be shown", spot


def test_a_cursor(desk: Desk, told: Told) -> None:
    label = desk.W.Label("over it")
    desk.show(label)
    label.add_cursor("dot", uri(broken()), 0, 0)
    (error,) = told.take(1, desk.page)
    assert (error.widget, error.property) == (label, "cursors")
    label.add_cursor("dot", uri(broken(50)), 0, 0, size=8)
    label.set_cursor("dot")
    (error,) = told.take(1, desk.page)
    assert error.picture == "image/png, 50 bytes"
    label.add_cursor("good", uri(DOT), 0, 0, size=8)
    desk.assert_same()
    told.take(0, desk.page)


def test_what_a_server_does_not_have(desk: Desk, told: Told, complaints: Complaints) -> None:
    complaints.expect("404")
    image = desk.W.Image(url="/none.png?token=secret")
    desk.show(image)
    (error,) = told.take(1, desk.page)
    assert error.picture == "/none.png"
    assert str(error).endswith("can't fetch the picture /none.png: the answer has the status 404")
    desk.assert_same()
    # one that is there, but no picture
    image.set_image(f"{desk.session.app.url}Widgets.js")
    (error,) = told.take(1, desk.page)
    assert str(error).endswith(f"can't decode the picture {desk.session.app.url}Widgets.js")


def test_bytes_with_a_good_beginning(desk: Desk, told: Told) -> None:
    image = desk.W.Image()
    desk.show(image)
    image.set_binary_image(png(30, 20, (1, 2, 3))[:30])
    (error,) = told.take(1, desk.page)
    assert (error.widget, error.property) == (image, "image")
    assert error.picture == "image/png, 30 bytes"


def test_a_good_one_takes_the_place_of_the_sign(desk: Desk, told: Told) -> None:
    image, button = desk.W.Image(), desk.W.Button("Save")
    box = desk.W.VBox()
    box.add_widget(image)
    box.add_widget(button)
    desk.show(box)
    for number in range(2):
        image.set_binary_image(broken(40 + number))
        button.set_icon(uri(broken(40 + number)), 16)
        told.take(2, desk.page)
        expect(desk.page.locator(SIGN)).to_have_count(2)
        image.set_binary_image(DOT)
        button.set_icon(uri(DOT), 16)
        expect(desk.page.locator(SIGN)).to_have_count(0)
        for widget in (image, button):
            expect(desk.at(widget, "img")).not_to_have_attribute("title", "x")
    # the same again is no news, but is seen
    image.set_binary_image(broken(40))
    expect(desk.at(image, SIGN)).to_be_visible()
    image.set_image(None)
    button.set_icon(None)
    expect(desk.at(image, "img")).to_be_hidden()
    expect(desk.at(button, "img")).to_have_count(0)
    desk.assert_same()
    told.take(0, desk.page)


@pytest.mark.parametrize("use_animation_frame", [False, True])
def test_many_in_quick_succession(desk: Desk, told: Told, use_animation_frame: bool) -> None:
    image = desk.W.Image(use_animation_frame=use_animation_frame)
    desk.show(image)
    with desk.session.batch():
        for _ in range(100):
            image.set_binary_image(broken())
            image.set_binary_image(DOT)
        image.set_binary_image(broken())
    told.take(1, desk.page)
    expect(desk.at(image, SIGN)).to_be_visible()


def test_the_sign_has_room_and_says_what_it_is(desk: Desk, told: Told) -> None:
    image, sized, button = desk.W.Image(), desk.W.Image(), desk.W.Button("Save")
    box = desk.W.VBox()
    for widget in (image, sized, button):
        box.add_widget(widget)
    sized.resize(120, 90)
    sized.set_tooltip("Sales of the year")
    desk.show(box)
    for widget in (image, sized):
        widget.set_binary_image(broken())
    button.set_icon(uri(broken()), 16)
    told.take(3, desk.page)
    expect(desk.at(image, SIGN)).to_have_attribute("alt", "This picture can't be shown")
    expect(desk.at(sized, SIGN)).to_have_attribute("alt", "Sales of the year")
    assert desk.box(image, SIGN)["width"] >= 48
    assert desk.box(image, SIGN)["height"] >= 48
    assert (desk.box(sized)["width"], desk.box(sized)["height"]) == (120, 90)
    icon = desk.box(button, SIGN)
    assert (icon["width"], icon["height"]) == (16, 16)
    expect(desk.page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    desk.assert_accessible()


def test_over_a_slow_line(session: Session, seat_at: SeatAt, told: Told) -> None:
    seat = seat_at(session)
    W = session.get_widgets()
    window, image = W.TopLevel(title="Slow"), W.Image()
    window.set_widget(image)
    window.show()
    seat.slow()
    with session.batch():
        image.set_binary_image(broken())
        image.set_tooltip("after it")
    (error,) = told.take(1, seat.page)
    assert error.widget is image
    expect(seat.page.locator(SIGN)).to_have_attribute("alt", "after it")


def test_no_news_of_what_is_gone(session: Session, seat_at: SeatAt, told: Told) -> None:
    seat = seat_at(session)
    W = session.get_widgets()
    # the page's news is under way while the program destroys what it is about
    seat.slow()
    with session.batch():
        image = W.Image(url=uri(broken()))
        image.destroy()
    session.flush()
    session.gui_call(lambda: None)
    told.take(0, seat.page)
