"""A session with browsers that are plain objects, whose lines deliver when a test says so."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from pgwidgets.catalog import registry
from pgwidgets.model.node import Node
from pgwidgets.protocol import events
from pgwidgets.protocol.codec import Frame
from pgwidgets.session import inputs
from pgwidgets.session.core import SessionCore
from pgwidgets.session.handlers import Handler, Job
from pgwidgets.session.link import Link
from tests.support.client import FEATURES, UNANSWERED
from tests.support.replica import Message, PageError, Replica, plain


class World:
    """Application and dispatcher in one: runs handlers at once, and remembers the rest."""

    wait_each_call = False

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self.jobs: list[Job] = []
        self.forgotten: list[object] = []
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.cancelled: list[float] = []
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
        return lambda: self.cancelled.append(delay)

    def forget(self, session: object) -> None:
        self.forgotten.append(session)


class Shell:
    """What stands for a program's object of a widget that a method made."""

    def __init__(self, node: Node) -> None:
        self.node = node


class Session(SessionCore):
    """A session without an application."""

    def __init__(self, session_id: str | int = 1) -> None:
        self.world = World()
        super().__init__(self.world, session_id, self.world, logging.getLogger("test.session"))

    def make_shell(self, node: Node) -> object:
        node.shell = Shell(node)
        return node.shell

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


class Page(Link):
    """A browser with a line in each direction.

    Attributes
    ----------
    down, up : deque
        What is on its way to the page, and from it.
    """

    def __init__(self, features: Iterable[str] = FEATURES) -> None:
        super().__init__()
        self.features = frozenset(features)
        self.replica = Replica()
        self.down: deque[Frame] = deque()
        self.up: deque[Message] = deque()
        self.messages: list[Message] = []
        self.errors: list[str] = []
        self.closed: tuple[int, str] | None = None

    @property
    def connection(self) -> object:
        return self

    def send(self, frames: Iterable[Frame]) -> None:
        self.down.extend(frames)

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    def join(self, session: Session) -> Page:
        """Become one of a session's browsers, and show what is there."""
        session.attach(self, rebuild=True)
        self.settle(session)
        return self

    def act(self, node: Node, action: str, *args: Any) -> None:
        """Do what a user does, unless the page shows the widget no more."""
        if node.wid in self.replica.widgets:
            numbered = "inputs" in self.features
            self.up.append(self.replica.input(node.wid, action, args, numbered=numbered))

    def hear(self) -> None:
        """Take the next frame of those that are on their way."""
        if not self.down:
            return
        frame = self.down.popleft()
        if isinstance(frame, bytes):
            return
        message = json.loads(frame)
        data = self.down[0] if message["type"] == "binary-call" else None
        self.messages.append(message)
        if message["type"] == "ack":
            self.replica.acknowledge(message["seq"])
        if message["type"] in UNANSWERED:
            return
        try:
            if not self.replica.is_outdated(message):
                self.replica.handle(message, data if isinstance(data, bytes) else None)
            self.up.append({"type": "result", "id": message["id"]})
        except PageError as error:
            self.errors.append(str(error))
            self.up.append({"type": "error", "id": message["id"], "error": str(error)})

    def say(self, session: Session) -> None:
        """Hand over the next message of those that are on their way to Python."""
        if self.up:
            inputs.receive(session, self, events.read(self.up.popleft()))

    def settle(self, session: Session) -> None:
        """Deliver all, until nothing is on its way."""
        while self.down or self.up:
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
            expected = value.wid if isinstance(value, Node) else plain(value)
            if not item.fact and key in widget.state and widget.state[key] != expected:
                differences[node.wid] = (key, widget.state[key], expected)
    for wid in page.replica.widgets.keys() - session.tree.nodes.keys():
        differences[wid] = "left over"
    return differences
