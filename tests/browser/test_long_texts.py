"""Texts of any size between a program and its pages, on lines whose frames are bounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from pgwidgets.protocol.pieces import FRAME_BYTES
from pgwidgets.sync import Session
from tests.browser.seats import FAILED_SOCKET, NewPage, NewProxy, Seat, take_seat
from tests.browser.support import Applications, Complaints, wait_until

LINE = "A line with “quotes”, a \\ and a tab\t of its own."
LONG = "\n".join(f"{number}: {LINE}" for number in range(20_000))
"""1.1 million characters."""


@dataclass
class Lines:
    """What goes over the WebSockets of a page."""

    sockets: int = 0
    sizes: list[int] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Take notice of all from now on."""
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        self.sockets += 1
        for event in ("framesent", "framereceived"):
            socket.on(event, self._noted)

    def _noted(self, frame: Any) -> None:
        data = frame if isinstance(frame, bytes) else str(frame).encode()
        self.sizes.append(len(data))


def build(session: Session, text: str = "") -> SimpleNamespace:
    """A window with an area and a slider."""
    ui = session.get_widgets()
    made = SimpleNamespace(area=ui.TextArea(text), slider=ui.Slider())
    box = ui.VBox()
    box.add_widget(made.area, 1)
    box.add_widget(made.slider)
    top = ui.TopLevel(title="Texts", widget=box)
    top.resize(500, 400)
    top.show()
    return made


def paste(page: Page, text: str) -> Locator:
    """Have a user paste a text in place of what is in the area."""
    area = page.get_by_role("textbox")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    area.press("Control+A")
    area.press("Control+V")
    return area


def has(area: Locator, text: str) -> None:
    """Wait until an area shows a text."""
    area.page.wait_for_function(
        "([area, text]) => area.value === text", arg=[area.element_handle(), text]
    )


@pytest.fixture
def lines(page: Page) -> Lines:
    """What goes over the lines of the page."""
    lines = Lines()
    lines.watch(page)
    return lines


def test_a_long_text_of_the_program_is_shown(
    session: Session, show: Callable[[Session], Page], lines: Lines
) -> None:
    made = build(session, LONG)
    page = show(session)
    area = page.get_by_role("textbox")
    has(area, LONG)
    made.area.set_text(LONG[::-1])
    has(area, LONG[::-1])
    page.reload()
    has(page.get_by_role("textbox"), LONG[::-1])
    assert max(lines.sizes) <= FRAME_BYTES


def test_a_pasted_text_arrives_with_the_program_and_the_others(
    session: Session, show: Callable[[Session], Page], lines: Lines, new_page: NewPage
) -> None:
    made = build(session)
    page = show(session)
    other = new_page()
    other.goto(session.get_url())
    wait_until(lambda: len(session.connections) == 2, "the other joins", other)
    paste(page, LONG)
    page.get_by_role("slider").press("End")
    wait_until(lambda: made.slider.get_value() == 100, "the slider's input comes behind", page)
    assert made.area.get_text() == LONG
    has(other.get_by_role("textbox"), LONG)
    assert lines.sockets == 1
    assert max(lines.sizes) <= FRAME_BYTES


def test_who_pastes_too_much_is_told_and_sees_what_the_program_has(
    applications: Applications, show: Callable[[Session], Page], lines: Lines
) -> None:
    session = applications.sync(max_message_size=2**20).create_session()
    made = build(session, "as it was")
    page = show(session)
    area = paste(page, LONG)
    told = page.locator(".pg-told")
    expect(told).to_contain_text(
        "What you entered has 1.2 MiB; this program takes 1 MiB at a time."
    )
    has(area, "as it was")
    area.press("End")
    area.press_sequentially(", and more")
    wait_until(lambda: made.area.get_text() == "as it was, and more", "it goes on", page)
    assert lines.sockets == 1


def test_a_line_that_is_lost_does_not_lose_what_was_pasted(
    session: Session, new_proxy: NewProxy, new_page: NewPage, complaints: Complaints
) -> None:
    complaints.expect(FAILED_SOCKET)
    made = build(session)
    seat: Seat = take_seat(session, new_proxy, new_page)
    seat.remember()
    seat.cut()
    area = paste(seat.page, LONG)
    seat.mend()
    wait_until(lambda: made.area.get_text() == LONG, "it is told", seat.page)
    made.area.set_text("short")
    has(area, "short")
    assert seat.rebuilt() == [False]


def test_too_much_that_was_pasted_without_a_line_is_withdrawn(
    applications: Applications,
    new_proxy: NewProxy,
    new_page: NewPage,
    complaints: Complaints,
) -> None:
    complaints.expect(FAILED_SOCKET)
    session = applications.sync(max_message_size=2**20).create_session()
    made = build(session, "as it was")
    seat = take_seat(session, new_proxy, new_page)
    seat.remember()
    seat.cut()
    area = paste(seat.page, LONG)
    seat.page.get_by_role("slider").press("End")
    seat.mend()
    has(area, "as it was")
    wait_until(lambda: made.slider.get_value() == 100, "the rest is told", seat.page)
    expect(seat.page.locator(".pg-told")).to_contain_text("this program takes 1 MiB at a time.")
    assert seat.rebuilt() == [False]
