"""Pages on slow lines, and a program that acts while what their users did is on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page

from pgwidgets.sync import Session
from tests.browser.seats import Seat, SeatAt
from tests.browser.support import wait_until


class Crossing:
    """Some pages of a session, whose lines are slow, and the program."""

    def __init__(self, session: Session, seat_at: SeatAt) -> None:
        self.session = session
        self.ui = session.get_widgets()
        self._seat_at = seat_at
        self.seats: list[Seat] = []

    def show(self, widget: Any, pages: int = 2) -> list[Page]:
        """Show a widget in a window, and open pages; their lines are slow from then on."""
        window = self.ui.TopLevel(title="Crossing")
        window.resize(420, 300)
        window.set_widget(widget)
        window.show()
        return self.open(pages)

    def open(self, pages: int = 2) -> list[Page]:
        """Open pages of the session on slow lines."""
        self.seats = [self._seat_at(self.session) for _ in range(pages)]
        for seat in self.seats:
            seat.slow()
        return [seat.page for seat in self.seats]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let nobody learn meanwhile what the others do, however long that takes."""
        for seat in self.seats:
            seat.proxy.hold()
        try:
            yield
        finally:
            for seat in self.seats:
                seat.proxy.release()

    def do(self, act: Callable[..., object], *args: Any) -> None:
        """Let the program act as its handlers do, which wait for no page."""
        self.session.gui_call(act, *args)

    def reload(self) -> None:
        """Load the first page anew."""
        page = self.seats[0].page
        self.seats[0].proxy.delay = 0
        # the former connection may be counted still, so what counts is that another one is there
        former = set(self.session.connections)
        page.reload()
        wait_until(lambda: set(self.session.connections) - former, "it is back", page)
        self.session.flush()


def at(page: Page, widget: Any, inner: str = "") -> Locator:
    """Return a widget's element in a page, or one inside it."""
    return page.locator(f"#{widget.get_element()} {inner}".strip())
