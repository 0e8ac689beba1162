"""A widget on show, what its user does to it, and what the program and the line hear of that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, WebSocket

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.registry import declarations
from pgwidgets.catalog.types import Boolean
from pgwidgets.gallery import samples
from pgwidgets.gallery.source import snake
from pgwidgets.session.widgets import node_of
from pgwidgets.sync import Session, Widgets
from pgwidgets.sync.widget import Widget as PublicWidget
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

Make = Callable[[Any], Any]
Gesture = Callable[["Bench"], None]


class Sent:
    """What a page tells of its user: how often of which widget which action."""

    def __init__(self, page: Page) -> None:
        self.counts: Counter[tuple[int, str]] = Counter()
        # whose it is
        self._page = page
        page.on("websocket", self._opened)

    def stop(self) -> None:
        """Listen no more."""
        self._page.remove_listener("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)

    def _sent(self, frame: str | bytes) -> None:
        if isinstance(frame, str):
            for message in _messages(json.loads(frame)):
                self.counts[message.get("wid", 0), message["action"]] += 1


def _messages(frame: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(frame, dict) and "action" in frame:
        yield frame
    elif isinstance(frame, list):
        for item in frame:
            yield from _messages(item)


class Permissive:
    """The namespace of a session, in which users of one class may do all that they can ever do.

    It has the classes, too, that are not offered to programs.
    """

    def __init__(self, session: Session, declaration: Widget) -> None:
        # whose it is
        self._session = session
        # the class
        self._declaration = declaration

    def __getattr__(self, name: str) -> Any:
        make = partial(getattr(Widgets, name), self._session)
        if name != self._declaration.name:
            return make
        options = [it.key for it in self._declaration.options if isinstance(it.type, Boolean)]
        return lambda *args, **given: make(*args, **{**dict.fromkeys(options, True), **given})


def sample_of(declaration: Widget) -> Make:
    """Return what makes a widget as the gallery shows it."""
    found: Make | None = getattr(samples, snake(declaration.name), None)
    return found or (lambda W: samples.plain(W, declaration))


class Bench:
    """A widget that a user uses.

    Parameters
    ----------
    desk : Desk
        Where it is shown.
    sent : Sent
        What the page of that tells.
    kind : str
        The name of its class.
    make : callable
        From a namespace, the widget, or that and what holds it.
    file : Path
        What there is to be dropped.
    """

    def __init__(self, desk: Desk, sent: Sent, kind: str, make: Make, file: Path) -> None:
        self.desk = desk
        self.kind = kind
        self.file = file
        self.declaration = declarations()[kind]
        # makes it anew when it has ended
        self.make = make
        # what the page tells
        self._sent = sent
        # how often each callback had come as a gesture began
        self.before: Counter[str] = Counter()
        # by gesture and callback what handlers got; None of what no program hears
        self._came: dict[Gesture, dict[str, tuple[Any, ...] | None]] = {}
        # what the program heard, since it is on show
        self._heard: dict[str, list[tuple[Any, ...]]] = {}
        self.lay(make)

    @property
    def page(self) -> Page:
        """The page of the user."""
        return self.desk.page

    def at(self, inner: str = "") -> Locator:
        """Return its element, or one in it."""
        return self.desk.at(self.widget, inner)

    @property
    def field(self) -> Locator:
        """The field that it is, or has."""
        own = f"#{self.widget.get_element()}"
        kinds = [f"{it}{own}, {own} {it}" for it in ("input", "textarea")]
        return self.page.locator(", ".join(kinds)).first

    def middle(self, inner: str) -> tuple[float, float]:
        """Return the middle of an element in the page."""
        return self.desk.middle(self.widget, inner)

    def lay(self, make: Make) -> None:
        """Show another widget, and nothing else; the program listens to all of it."""
        self.page.mouse.move(0, 0)
        self.desk.clear()
        self.before.clear()
        self._heard = {}
        # what shows at once is listened to all the same
        with self.desk.session.batch():
            found = make(Permissive(self.desk.session, self.declaration))
            self.widget, shown = found if isinstance(found, tuple) else (found, found)
            for callback in self.declaration.all_callbacks.values():
                if not callback.internal:
                    self._listen(callback.name)
            if self.declaration.window:
                shown.show()
            elif self.declaration.remote and not self.declaration.fills:
                self.desk.show(shown, 520, 400, resizable=True)
        self.desk.settle()

    def _listen(self, name: str) -> None:
        heard: list[tuple[Any, ...]] = []
        self._heard[name] = heard
        self.widget.on(name, lambda *args: heard.append(args))

    def use(self, callback: Callback, gesture: Gesture) -> str | None:
        """Do what a user does for a callback; return what is wrong with what came of it, if any."""
        if callback.name not in self._came.get(gesture, {}):
            wrong = self._do(gesture, callback.name)
            if wrong is not None:
                return wrong
        args = self._came[gesture][callback.name]
        return None if args is None else misfit(callback, args)

    def has_come(self, callback: Callback) -> bool:
        """Return whether any gesture has brought a callback about."""
        return any(callback.name in came for came in self._came.values())

    def _do(self, gesture: Gesture, name: str) -> str | None:
        """Do it, and note all that comes of it; returns why what was waited for didn't, if so."""
        node = node_of(self.widget)
        if node.destroyed or not node.state.get("visible", True):
            self.lay(self.make)
        self.before = self._counts()
        try:
            gesture(self)
            wait_until(lambda: self._counts()[name] > self.before[name], name, self.page)
        except (AssertionError, PlaywrightError) as error:
            return str(error)
        self.desk.settle()
        self._came[gesture] = {
            name: self._heard[name][-1] if name in self._heard else None
            for name, count in self._counts().items()
            if count > self.before[name]
        }
        return None

    def _counts(self) -> Counter[str]:
        """Return how often each callback has come, since the widget is on show."""
        wid = node_of(self.widget).wid
        sent = {name: self._sent.counts[wid, name] for name in self.declaration.all_callbacks}
        return Counter({**sent, **{name: len(came) for name, came in self._heard.items()}})

    def leave(self) -> None:
        """Take away what only this page shows: a menu, a field over a cell, what is hovered."""
        for _ in range(2):
            self.page.keyboard.press("Escape")
        self.page.mouse.move(0, 0)
        self.desk.settle()


def misfit(callback: Callback, args: tuple[Any, ...]) -> str | None:
    """Return what of a handler's arguments is not as declared, if anything is."""
    most = len(callback.arguments)
    if not most - callback.optional <= len(args) <= most:
        return f"it has {most} arguments, not {len(args)}"
    for parameter, value in zip(callback.arguments, args, strict=False):
        if isinstance(value, PublicWidget) and node_of(value).destroyed:
            # the user has closed it
            continue
        try:
            parameter.type.check(_checkable(value))
        except (TypeError, ValueError) as error:
            return f"{parameter.name} {error}"
    return None


def _checkable(value: Any) -> Any:
    match value:
        case PublicWidget():
            return node_of(value)
        case dict():
            # files have their bytes, which no page says
            return {key: _checkable(it) for key, it in value.items() if not isinstance(it, bytes)}
        case list():
            return [_checkable(item) for item in value]
    return value
