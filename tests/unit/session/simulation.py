"""A session with browsers that are plain objects, whose connections deliver when a test says so."""

from __future__ import annotations

import json
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from pgwidgets.catalog import registry
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import Node
from pgwidgets.protocol import events
from pgwidgets.protocol.codec import Frame
from pgwidgets.session import inputs
from pgwidgets.session.client import Client, Transport
from pgwidgets.session.core import SessionCore
from pgwidgets.session.handlers import Handler
from pgwidgets.session.jobs import Job
from pgwidgets.session.joining import join, leave
from pgwidgets.session.limits import Limits
from tests.support.client import FEATURES, UNANSWERED
from tests.support.replica import Message, PageError, Replica, plain


class World:
    """Application and dispatcher in one: runs handlers at once, and remembers the rest."""

    instance = "instance"
    wait_each_call = False
    awaits = False
    limits = Limits(
        widgets=None,
        connections=None,
        outbox_bytes=1 << 26,
        message_bytes=1_000_000,
        upload_bytes=1 << 20,
        chunk_bytes=1 << 16,
    )

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self.jobs: list[Job] = []
        self.forgotten: list[object] = []
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.cancelled: list[float] = []
        # one for each timer that was ever set
        self.later = threading.Semaphore(0)
        self.closed = False

    def submit(self, job: Job) -> None:
        self.jobs.append(job)
        for call in job:
            call.function()

    def close(self) -> None:
        self.closed = True

    def report_error(self, error: BaseException, session: object) -> None:
        self.errors.append(error)

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        self.timers.append((delay, function))
        self.later.release()
        return lambda: self.cancelled.append(delay)

    def ring(self) -> None:
        """Wait for a timer, which a thread may set, and have all go off that are set then."""
        assert self.later.acquire(timeout=20)
        timers, self.timers = self.timers, []
        for _, function in timers:
            function()

    def forget(self, session: object) -> None:
        self.forgotten.append(session)


class Shell:
    """What stands for a program's object of a widget that a method made."""

    def __init__(self, node: Node) -> None:
        self._node = node


class Session(SessionCore):
    """A session without an application."""

    def __init__(self, session_id: str | int = 1) -> None:
        self.world = World()
        super().__init__(self.world, session_id, self.world, logging.getLogger("test.session"))

    def make_widget(self, node: Node) -> object:
        node.widget = Shell(node)
        return node.widget

    def make(self, kind: str, /, *args: Any, **options: Any) -> Node:
        """Make a widget."""
        positional = (item.key for item in registry.declarations()[kind].arguments)
        given = dict(zip(positional, args, strict=False))
        states = registry.declarations()[kind].all_states
        setters = {key: value for key, value in options.items() if key not in states}
        given.update({key: value for key, value in options.items() if key in states})
        node, _ = self.create(kind, None, given, setters)
        return node

    def do(self, node: Node, method: str, **values: Any) -> Any:
        """Call a method of a widget."""
        return self.run(node, method, values)[0]

    def on(self, node: Node, action: str, function: Callable[..., Any]) -> None:
        """Register a handler."""
        self.register(node, action, Handler(function, (), (), {}))


class Wire(Transport):
    """One connection to a browser, which a test may cut.

    Attributes
    ----------
    said : list of Message
        What was said of the connection itself.
    closed : tuple or None
        Code and reason, once Python has closed it.
    """

    def __init__(self, page: object) -> None:
        self.page = page
        self.said: list[Message] = []
        self.closed: tuple[int, str] | None = None

    @property
    def connection(self) -> object:
        return self.page

    def wake(self, *, later: bool = False) -> None:
        pass

    def say(self, frame: str) -> None:
        self.said.append(json.loads(frame))

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)


class Page:
    """A browser with a connection in each direction; it does what the product's own page does.

    Attributes
    ----------
    down, up : deque
        What is on its way to the page, and from it.
    pending : dict
        The inputs that Python has not acknowledged, by their numbers.
    received : int
        How many frames of the present client it has got.
    answered : int
        The id of the last message that it has answered.
    is_online : bool
        It has a connection, and has been told where it is.
    """

    def __init__(self, features: Iterable[str] = FEATURES) -> None:
        self.features = frozenset(features)
        self.replica = Replica()
        self.down: deque[Frame] = deque()
        self.up: deque[Message] = deque()
        self.messages: list[Message] = []
        self.errors: list[str] = []
        self.pending: dict[int, Message] = {}
        self.received = 0
        self.answered = 0
        self.name: str | None = None
        self.is_online = False
        self.wire = Wire(self)
        self.client: Client
        self._unsent: list[Message] = []

    @property
    def closed(self) -> tuple[int, str] | None:
        """Code and reason, once Python has closed the connection."""
        return self.wire.closed

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        self.fetch()
        return bool(self.down or self.up)

    # -- the connection --------------------------------------------------------------------

    def join(self, session: Session) -> Page:
        """Become one of a session's browsers, and show what is there."""
        self.connect(session)
        self.settle(session)
        return self

    def connect(self, session: Session) -> None:
        """Begin a connection, going on where the former one ended if Python can."""
        resume = None if self.name is None else events.Resume(self.name, self.received)
        self.wire = Wire(self)
        hello = events.Hello(None, None, None, self.features, resume)
        self.client = join(session, self.wire, hello, rebuild=True)
        for message in self.wire.said:
            assert message["type"] == "resumed"
            self.acknowledge(message["seq"])
            self.is_online = True
            self.up.extend(self.pending.values())
            # the answer may have been lost with the connection
            self.up.append({"type": "result", "id": self.answered})

    def lose(self) -> None:
        """Lose the connection: what is on its way never comes. Python does not notice yet."""
        self.down.clear()
        self.up.clear()
        self.is_online = False

    def leave(self, session: Session) -> bool:
        """Have Python notice that the connection is lost."""
        return leave(session, self.client, self.wire)

    # -- the user --------------------------------------------------------------------

    def act(self, node: Node, action: str, *args: Any) -> None:
        """Do what a user does, unless the page shows the widget no more."""
        if node.wid not in self.replica.widgets:
            return
        numbered = "inputs" in self.features
        message = self.replica.input(node.wid, action, args, numbered=numbered)
        if numbered:
            self.pending[message["seq"]] = message
        if self.is_online:
            self.up.append(message)

    def acknowledge(self, seq: int) -> None:
        """Take notice that Python has applied the inputs up to a number."""
        self.replica.acknowledge(seq)
        for number in [number for number in self.pending if number <= seq]:
            del self.pending[number]

    # -- what comes and goes ---------------------------------------------------------

    def fetch(self) -> None:
        """Put the next frame that Python has for the page on its way."""
        frame = self.client.outbox.take(most=0) if self.client.transport is self.wire else None
        if frame is not None:
            self.down.append(frame)

    def hear(self) -> None:
        """Take the next frame of those that are on their way."""
        if not self.down:
            self.fetch()
        if not self.down:
            return
        frame = self.down.popleft()
        assert isinstance(frame, str)
        message = json.loads(frame)
        data: Frame | None = None
        if message["type"] == "binary-call":
            if not self.down:
                self.fetch()
            data = self.down.popleft()
            self.received += 1
        self.received += 1
        self.messages.append(message)
        if message["type"] in UNANSWERED:
            self._note(message)
            return
        self.answered = message["id"]
        try:
            if not self.replica.is_outdated(message):
                self.replica.handle(message, data if isinstance(data, bytes) else None)
            self.up.append({"type": "result", "id": message["id"]})
        except PageError as error:
            self.errors.append(str(error))
            self.up.append({"type": "error", "id": message["id"], "error": str(error)})
        if message["type"] == "reconstruct-end":
            self._repeat()

    def _note(self, message: Message) -> None:
        if message["type"] == "ack":
            self.acknowledge(message["seq"])
        elif message["type"] == "session-info":
            self.name = message.get("resume")
            self.received = 1
            self.acknowledge(message.get("seq", 0))
            self._unsent = list(self.pending.values())
            self.pending.clear()
            self.replica.forget_inputs()
            self.is_online = True

    def _repeat(self) -> None:
        """Give Python what it had not got, now that the page shows what Python has."""
        unsent, self._unsent = self._unsent, []
        for message in unsent:
            if message["wid"] in self.replica.widgets:
                again = self.replica.number({**message, "echo": True})
                self.pending[again["seq"]] = again
                self.up.append(again)

    def say(self, session: Session) -> None:
        """Hand over the next message of those that are on their way to Python."""
        if self.up:
            inputs.receive(session, self.client, events.read(self.up.popleft()))

    def settle(self, session: Session) -> None:
        """Deliver all, until nothing is on its way."""
        while self.is_busy:
            self.hear()
            self.say(session)


def shown(session: Session, page: Page) -> dict[int, Any]:
    """Return where a page differs from the model: nothing, when they agree."""
    differences: dict[int, Any] = {}
    for node in session.tree.nodes.values():
        widget = page.replica.widgets.get(node.wid)
        if widget is None:
            differences[node.wid] = "missing"
            continue
        children = [placement.node.wid for placement in node.children]
        if widget.children != children:
            differences[node.wid] = (widget.children, children)
        for key, item in session.declarations[node.kind].all_states.items():
            value = node.state[key]
            if isinstance(value, Document):
                value = value.window(None)
            expected = value.wid if isinstance(value, Node) else plain(value)
            if (
                not (item.fact or item.python)
                and key in widget.state
                and widget.state[key] != expected
            ):
                differences[node.wid] = (key, widget.state[key], expected)
    for wid in page.replica.widgets.keys() - session.tree.nodes.keys():
        differences[wid] = "left over"
    return differences
