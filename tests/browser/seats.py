"""Pages on lines of their own, which a test may cut, and a window with what can be half done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from playwright.sync_api import Page

from pgwidgets.sync import Application, Session
from tests.browser.lines import Proxy
from tests.browser.support import wait_until

NewPage = Callable[[], Page]
NewProxy = Callable[[dict[str, Application]], Proxy]
SeatAt = Callable[[Session], "Seat"]

FAILED_SOCKET = "WebSocket connection to|pgwidgets-origin|Failed to load resource: net::"
"""What Chromium writes of a socket that fails, and of the request that asks why."""
"""What the browser complains of when there is no line."""

SLOW_SECONDS = 0.3
"""What a slow line takes each way."""


def build(session: Session) -> SimpleNamespace:
    """A window with what can be half done, and a record of what the program was told."""
    ui = session.get_widgets()
    made = SimpleNamespace(got=[])
    top = ui.TopLevel(title="Desk", resizable=True)
    top.resize(480, 460)
    column = ui.VBox(spacing=6, padding=8)
    menubar = ui.MenuBar()
    menu = menubar.add_name("View")
    made.grid = menu.add_name("Grid", checkable=True)
    made.axes = menu.add_name("Axes", checkable=True)
    made.entry = ui.TextEntry(text="start")
    made.button = ui.Button("Go")
    made.slider = ui.Slider(min=0, max=100, value=20, track=True)
    made.box = ui.CheckBox("Legend")
    made.status = ui.Label("nothing yet")
    made.area = ui.TextArea()
    made.area.set_text("\n".join(f"line {number}" for number in range(200)))
    for child in (menubar, made.entry, made.button, made.slider, made.box, made.status):
        column.add_widget(child, 0)
    column.add_widget(made.area, 1)
    top.set_widget(column)
    top.show()
    made.entry.on("activated", made.got.append)
    made.button.on("activated", lambda: made.got.append("Go"))
    made.box.on("activated", made.got.append)
    return made


@dataclass
class Seat:
    """A page on a line of its own."""

    page: Page
    proxy: Proxy
    session: Session
    made: SimpleNamespace = field(default_factory=SimpleNamespace)

    def slow(self) -> None:
        """Let the line be slow from now on: what each side does, the other does not see yet."""
        self.proxy.delay = SLOW_SECONDS

    def cut(self) -> None:
        """Cut the line, and wait until the program knows."""
        count = len(self.session.connections)
        self.proxy.cut()
        wait_until(lambda: len(self.session.connections) < count, "it is noticed", self.page)

    def mend(self) -> None:
        """Mend the line, and wait until the page is back."""
        count = len(self.session.connections)
        self.proxy.mend()
        wait_until(lambda: len(self.session.connections) > count, "it is back", self.page)
        self.session.flush()

    def remember(self) -> None:
        """Mark the page's elements: what is rebuilt is not marked."""
        self.page.evaluate(
            "document.querySelectorAll('.pg-widget').forEach((item) => { item.isOld = true; })"
        )

    def rebuilt(self) -> list[bool]:
        """Return whether each element is a new one, without repetitions."""
        found: list[bool] = self.page.evaluate(
            "[...new Set([...document.querySelectorAll('.pg-widget')].map((i) => !i.isOld))]"
        )
        return found


def take_seat(session: Session, new_proxy: NewProxy, new_page: NewPage) -> Seat:
    """Open a page on a session, on a line of its own."""
    proxy = new_proxy({"": session.app})
    page = new_page()
    query = session.get_url().partition("?")[2]
    count = len(session.connections)
    page.goto(f"{proxy.url}?{query}")
    wait_until(lambda: len(session.connections) > count, "the page joins", page)
    session.flush()
    return Seat(page, proxy, session)
