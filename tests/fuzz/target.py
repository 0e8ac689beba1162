"""What is fuzzed: an application in memory, with everything but sockets as in a real one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from pgwidgets.catalog.registry import declarations
from pgwidgets.errors import BrowserError, ProtocolError
from pgwidgets.protocol import events
from pgwidgets.protocol.connection import Connection
from pgwidgets.server.settings import Settings
from pgwidgets.session.client import Client, Transport
from pgwidgets.session.facade import core_of
from pgwidgets.session.inputs import receive
from pgwidgets.session.joining import join, leave
from pgwidgets.session.widgets import node_of
from pgwidgets.sync import Application
from pgwidgets.sync.application_core import BlockingApplication
from pgwidgets.sync.Widgets import Dialog
from tests.browser import scenes
from tests.support.client import FEATURES

ALIVE = '{"type":"callback","wid":%d,"action":"activated","args":[%d]}'
HELLO = '{"type":"result","id":0,"session_id":1,"token":"%s","features":%s}'
QUOTED = str(list(FEATURES)).replace("'", '"')


class Still(BlockingApplication):
    """The core of one whose clock stands still."""

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        return lambda: None


class Program(Application):
    """An application that serves nobody."""

    def __init__(self) -> None:
        settings = Settings(concurrency_handling="serialized")
        self._core = Still(settings, self, name="fuzzed", in_kernel=False)


class Silence(Transport):
    """A connection over which nothing goes."""

    @property
    def connection(self) -> object:
        return self

    def wake(self, *, later: bool = False) -> None:
        pass

    def say(self, frame: str) -> None:
        pass

    def close(self, code: int, reason: str) -> None:
        pass


class Browser:
    """One connection: frames in, and all that Python says to it is taken.

    Parameters
    ----------
    rebuild : bool
        Whether it gets a snapshot, which takes a thousand times longer than a frame.
    """

    def __init__(self, app: Program, *, rebuild: bool) -> None:
        self._app = app
        self._rebuild = rebuild
        self._machine = Connection()
        self._line = Silence()
        self.client: Client | None = None
        self.session: Any = None

    def take(self, frame: str | bytes) -> None:
        """Take a frame as a host does.

        Raises
        ------
        ProtocolError
            The connection must be closed.
        """
        for event in self._machine.receive(frame):
            if isinstance(event, events.Hello) and self.client is None:
                self._greet(event)
            elif self.client is not None:
                receive(self.session, self.client, event)
        while self.client is not None and self.client.outbox.take() is not None:
            pass

    def _greet(self, hello: events.Hello) -> None:
        known = core_of(self._app).sessions.find(hello.session_id)
        if known is None:
            return
        if not known.admits(hello.token):
            raise ProtocolError("the token is not this session's")
        self.session = known
        self.client = join(known, self._line, hello, rebuild=self._rebuild)

    def leave(self) -> None:
        """End the connection."""
        if self.client is not None:
            leave(self.session, self.client, self._line)


class Target:
    """A session that shows every widget, a browser that sends anything, and one that is good.

    Attributes
    ----------
    reasons : Counter
        Why connections were closed: the reasons' first words.
    drops_on : int
        A widget that takes files.
    """

    def __init__(self) -> None:
        self.app = Program()
        self.errors: list[BaseException] = []
        self.app.on_error(lambda error, _session: self.errors.append(error))
        self.session = self.app.create_session(1)
        scenes.build(self.session)
        self._listen_to_all()
        self._got: list[float] = []
        self.witness = self.session.get_widgets().Slider(max=10**9)
        self.witness.on("activated", self._got.append)
        self.drops_on: int = node_of(self.session.get_widgets().Image()).wid
        self._calls = 0
        self.reasons: Counter[str] = Counter()
        self._connect()

    def _listen_to_all(self) -> None:
        for widget in list(self.session.walk_widget_tree()):
            for callback in declarations()[node_of(widget).kind].all_callbacks.values():
                if not callback.internal:
                    widget.on(callback.name, lambda *args: None)

    @property
    def token(self) -> str:
        """The session's."""
        return str(self.session.token)

    @property
    def hello(self) -> str:
        """The frame with which a browser joins the session."""
        return HELLO % (self.session.token, QUOTED)

    def _connect(self) -> None:
        self._browser = Browser(self.app, rebuild=False)
        self._browser.take(self.hello)

    def open(self) -> None:
        """Begin a connection that has not greeted."""
        self._browser.leave()
        self._browser = Browser(self.app, rebuild=False)

    def feed(self, frame: str | bytes) -> bool:
        """Take a frame from the browser that sends anything; returns whether it was allowed."""
        try:
            self._browser.take(frame)
        except ProtocolError as error:
            self.reasons[str(error)[:20]] += 1
            self._browser.leave()
            self._connect()
            return False
        finally:
            self.app.process_events()
        return True

    def _close_dialogs(self) -> None:
        for widget in list(self.session.walk_widget_tree()):
            if isinstance(widget, Dialog):
                # not by its own method, which waits for the browser that answers nothing
                core_of(self.session).run(node_of(widget), "hide", {})

    def check(self) -> None:
        """Show that the session lives: a good browser joins, and its input is handled."""
        # the other browser may have pressed the button that opens a dialog
        self._close_dialogs()
        good = Browser(self.app, rebuild=True)
        good.take(self.hello)
        self._calls += 1
        good.take(ALIVE % (node_of(self.witness).wid, self._calls))
        self.app.process_events()
        good.leave()
        assert self._got[-1] == self.witness.get_value() == self._calls
        # what pages report as their errors, and nothing else
        assert [error for error in self.errors if not isinstance(error, BrowserError)] == []
        self.errors.clear()
