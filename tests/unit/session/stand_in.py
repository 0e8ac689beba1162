"""Pages that run the client's own code, in Node, with things in the place of widgets."""

from __future__ import annotations

import atexit
import base64
import json
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.model.node import Node
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame
from pgwidgets.protocol.connection import Connection
from pgwidgets.protocol.events import Hello
from pgwidgets.session import inputs
from pgwidgets.session.client import Client, Transport
from pgwidgets.session.joining import join, leave
from tests.unit.session.simulation import Session
from tools.client import find_node

ROOT = Path(__file__).resolve().parents[3]
MAIN = ROOT / "static" / "tests" / "stand-in" / "main.ts"

AHEAD = 16
"""How many errands wait at most: their answers have to fit into a pipe that nobody reads yet."""

Calls = list[tuple[int, str, list[Any]]]
"""Methods of widgets, by their ids, with the arguments as JSON has them."""

Answer = dict[str, Any]
"""What a page has sent, and its look if that was asked."""


class Browsers:
    """The process in which all pages run, one after the other.

    What they are to do waits until an answer is needed: to change from one process to the other
    takes longer than most of what there is to do.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [find_node(), MAIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        # what is told of the answers to come, in their order
        self._waiting: deque[Callable[[Answer], None]] = deque()

    def begin(self, page: int, what: str, answered: Callable[[Answer], None], **more: Any) -> None:
        """Have a page do something, after all else that was begun."""
        if len(self._waiting) == AHEAD:
            self.finish()
        stdin = self._process.stdin
        assert stdin is not None
        with self._ended_on_errors():
            stdin.write(json.dumps({"page": page, "do": what, **more}) + "\n")
        self._waiting.append(answered)

    def finish(self) -> None:
        """Wait until all is done that was begun."""
        if not self._waiting:
            return
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        with self._ended_on_errors():
            stdin.flush()
            while self._waiting:
                self._waiting.popleft()(json.loads(stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        # closes the pipes, too
        self._process.communicate()

    @contextmanager
    def _ended_on_errors(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            # a time-out, say: the next test must not get this one's answers
            self._process.kill()
            browsers.cache_clear()
            raise


@cache
def browsers() -> Browsers:
    """Return the process of the pages, which ends with this one."""
    started = Browsers()
    atexit.register(started.close)
    return started


class Wire(Transport):
    """One connection of a page, which a test may cut."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.closed: tuple[int, str] | None = None

    @property
    def connection(self) -> object:
        return self._page

    def wake(self, *, later: bool = False) -> None:
        pass

    def say(self, frame: str) -> None:
        self._page.down.append(frame)

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)


@dataclass
class Act:
    """Something that a page's user did.

    Attributes
    ----------
    seq : int or None
        The number under which the page told it last, once it did.
    """

    node: Node
    callback: Callback
    args: list[Any]
    seq: int | None = None

    def is_told_by(self, message: dict[str, Any]) -> bool:
        """Whether a message is the one that tells it."""
        told = (message.get("wid"), message.get("action"), message.get("args"))
        return told == (self.node.wid, self.callback.name, self.args)


class Page:
    """A page with a connection in each direction, which deliver when a test says so.

    Attributes
    ----------
    down : deque
        The frames that are on their way to the page.
    acts : list of Act
        What its user did that Python may not have applied yet.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.down: deque[Frame] = deque()
        self.acts: list[Act] = []
        self.wire = Wire(self)
        self.client: Client
        self._machine = Connection()
        # the frames that are on their way from it, of what is done
        self._up: deque[str] = deque()
        # how it looked when that was last asked
        self._look: dict[str, Any] = {}

    @property
    def up(self) -> deque[str]:
        """The frames that are on their way from it."""
        browsers().finish()
        return self._up

    def _run(self, what: str, **more: Any) -> None:
        """Have the page do something, and take what it sends then."""
        # what its user does later, it does not tell of yet
        acts = self.acts.copy()

        def answered(answer: Answer) -> None:
            self._up.extend(answer["sent"])
            self._look = answer["look"]
            for text in answer["sent"]:
                self._note(json.loads(text), acts)

        browsers().begin(self.number, what, answered, **more)

    @staticmethod
    def _note(message: Any, acts: Iterable[Act]) -> None:
        """Take notice of the number of an act."""
        if not isinstance(message, dict) or message.get("type") != "callback":
            return
        untold = [act for act in acts if act.is_told_by(message)]
        fresh = [act for act in untold if act.seq is None]
        for act in (fresh or untold)[:1]:
            act.seq = message["seq"]

    def pending(self) -> list[Act]:
        """Return what its user did that Python has not applied."""
        self.acts = [act for act in self.acts if act.seq is None or act.seq > self.client.seq]
        return self.acts

    def run_anew(self) -> None:
        """Load the page anew."""
        self._run("reset")

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way."""
        self.fetch()
        return bool(self.down or self.up)

    # -- the connection --------------------------------------------------------------

    def connect(self, session: Session) -> None:
        """Begin a connection, going on where the former one ended if Python can."""
        self.down.clear()
        self.up.clear()
        self._machine, self.wire = Connection(), Wire(self)
        self._run("open")
        self._run("frames", frames=[messages.init("thread")])
        (hello,) = self._machine.receive(self.up.popleft())
        assert isinstance(hello, Hello)
        self.client = join(session, self.wire, hello, rebuild=True)

    def lose(self) -> None:
        """Lose the connection: what is on its way never comes. Python does not notice yet."""
        self.down.clear()
        self._run("close")
        self.up.clear()

    def leave(self, session: Session) -> None:
        """Have Python notice that the connection is lost."""
        leave(session, self.client, self.wire)

    # -- the user --------------------------------------------------------------------

    def act(self, act: Act, calls: Calls) -> None:
        """Do what a user does: the page shows what the calls do, and tells."""
        self.acts.append(act)
        action = act.callback.name
        self._run("act", wid=act.node.wid, action=action, args=act.args, calls=calls)

    def switch(self, node: Node) -> None:
        """Switch what is on or off, as the client's own widgets do."""
        self._run("switch", wid=node.wid)

    def type(self, node: Node, at: int, removed: int, text: str) -> None:
        """Type into a document."""
        self._run("type", wid=node.wid, at=at, removed=removed, text=text)

    # -- what comes and goes ---------------------------------------------------------

    def fetch(self) -> None:
        """Put the next frame that Python has for the page on its way."""
        frame = self.client.outbox.take() if self.client.transport is self.wire else None
        if frame is not None:
            self.down.append(frame)

    def hear(self) -> None:
        """Take the next frame of those that are on their way."""
        if not self.down:
            self.fetch()
        if self.down:
            self._take([self.down.popleft()])

    def _take(self, frames: Iterable[Frame]) -> None:
        """Take frames, each when all is done that comes of the one before."""
        encoded = [
            {"bytes": base64.b64encode(frame).decode()} if isinstance(frame, bytes) else frame
            for frame in frames
        ]
        self._run("frames", frames=encoded)

    def say(self, session: Session) -> None:
        """Hand over the next frame of those that are on their way to Python."""
        if self.up:
            for event in self._machine.receive(self._up.popleft()):
                inputs.receive(session, self.client, event)

    def settle(self, session: Session) -> None:
        """Deliver all, until nothing is on its way."""
        while self.is_busy:
            self.deliver(session)
        self.acts.clear()

    def deliver(self, session: Session) -> None:
        """Deliver all that is on its way: to the page at once, as each time is an errand."""
        count = -1
        while count < len(self.down):
            count = len(self.down)
            self.fetch()
        if self.down:
            self._take(self.down)
            self.down.clear()
        while self.up:
            self.say(session)

    def look(self) -> dict[str, Any]:
        """Return how it looks: its things by their ids, and the windows in their order."""
        self._run("look")
        browsers().finish()
        return self._look
