"""A document of which browsers show parts, and a browser that does; no widget has it yet."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.methods import Command, Parameter
from pgwidgets.catalog.types import INTEGER, TEXT, List
from pgwidgets.model.documents.changes import Change, Step, splice, splices, transformed
from pgwidgets.model.documents.sequence import Sequence
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.protocol import events
from pgwidgets.session import inputs
from pgwidgets.session.joining import join, leave
from tests.unit.session.simulation import Session, Wire

HEAD = 3
"""So many rows a page shows before it has said what it shows."""

HIDDEN = None
"""A row that is there, and of which a page knows no more."""


@dataclass(frozen=True)
class Part:
    """Some rows in view."""

    first: int
    end: int


class Rows(Sequence):
    """Texts, of which a browser shows some in a row."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def size(self) -> int:
        return sum(map(len, self.texts))

    def content(self) -> list[str]:
        return list(self.texts)

    def replace(self, content: Iterable[str]) -> None:
        self.texts = list(content)

    def splice(self, at: int, removed: int, inserted: tuple[str, ...] | None) -> None:
        self.texts[at : at + removed] = inserted or ()

    def read_elements(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise TypeError("what a change of rows inserts must be an array of texts")
        return tuple(value)

    def weight_of(self, step: Step) -> int:
        return 6 if isinstance(step, int) else sum(len(item or "") for item in step)

    # -- views -----------------------------------------------------------------------

    def read_view(self, value: Any) -> Part:
        if not isinstance(value, list) or len(value) != 2:
            raise TypeError("a view must be an array of two numbers")
        first, count = value
        if not isinstance(first, int) or not isinstance(count, int) or min(first, count) < 0:
            raise ValueError("a view begins and ends at a row")
        # rows may have gone while it was on its way
        first = min(first, len(self.texts))
        return Part(first, min(first + count, len(self.texts)))

    def window(self, view: Part | None) -> dict[str, Any]:
        part = view or Part(0, min(HEAD, len(self.texts)))
        shown = self.texts[part.first : part.end]
        return {"before": part.first, "rows": shown, "after": len(self.texts) - part.end}

    def seen(self, edit: Change, view: Part | None) -> tuple[Change | None, Part]:
        part = view or Part(0, HEAD)
        first, end = part.first, part.end
        steps: list[Step] = []
        is_told = False
        for at, removed, inserted in splices(edit):
            if inserted is not None:
                is_inside = first < at < end
                first += len(inserted) * (at <= first)
                end += len(inserted) * (at < end)
                is_told = is_told or is_inside
                steps.append(inserted if is_inside else (HIDDEN,) * len(inserted))
                continue
            gone = range(at, at + removed)
            is_told = is_told or not (gone.stop <= first or end <= at)
            first -= len(range(at, min(gone.stop, first)))
            end -= len(range(at, min(gone.stop, end)))
        narrowed = _with_insertions(edit, deque(steps))
        # others have come in the place of as many
        is_even = all(len(step) == -before for before, step in _pairs(edit))
        if is_even and not is_told:
            return None, Part(first, end)
        return narrowed, Part(first, end)

    def write(self, edit: Change) -> list[Any]:
        return [_counted(step) if isinstance(step, tuple) else step for step in edit]


def _with_insertions(edit: Change, inserted: deque[Step]) -> Change:
    return tuple(step if isinstance(step, int) else inserted.popleft() for step in edit)


def _pairs(edit: Change) -> Iterable[tuple[int, tuple[Any, ...]]]:
    """Yield how many rows go at each place, below 0, and what comes there."""
    removed: int = 0
    for step in (*edit, 1):
        if isinstance(step, int) and step < 0:
            removed = step
            continue
        if removed or not isinstance(step, int):
            yield removed, step if isinstance(step, tuple) else ()
        removed = 0


def _counted(inserted: tuple[str | None, ...]) -> list[str | int]:
    """Return rows with numbers of hidden ones in the place of those."""
    told: list[str | int] = []
    for text in inserted:
        if text is not HIDDEN:
            told.append(text)
        elif told and isinstance(told[-1], int):
            told[-1] += 1
        else:
            told.append(1)
    return told


def put(tree: Tree, node: Node, at: int, removed: int, texts: list[str]) -> None:
    """Put rows in the place of others."""
    tree.edit(node, "rows", splice(at, removed, tuple(texts)))


ROWS = Parameter("texts", List(TEXT), "The rows.")
LISTING = Widget(
    name="Listing",
    base=WIDGET_BASE,
    doc="Rows of text, of which pages show a part.",
    states=(
        state(
            "rows",
            List(TEXT),
            (),
            "The rows.",
            document=Rows,
            replay=lambda rows: [("set_rows", (rows.content(),))],
        ),
    ),
    methods=(
        Command(
            name="put",
            doc="Put rows in the place of others.",
            parameters=(
                Parameter("at", INTEGER, "Where."),
                Parameter("removed", INTEGER, "How many go."),
                ROWS,
            ),
            sets=("rows",),
            function=put,
        ),
        Command(
            name="set_rows",
            doc="Set all rows.",
            parameters=(ROWS,),
            sets=("rows",),
            function=lambda tree, node, texts: tree.replace(node, "rows", texts),
        ),
    ),
    callbacks=(
        Callback(
            name="edited",
            doc="The user edited the rows.",
            arguments=(Parameter("count", INTEGER, "How many there are."),),
            continuous=True,
            edits=lambda node: (len(node.state["rows"]),),
        ),
    ),
)


class Reader:
    """A browser that shows a part of one listing.

    It is what a page's widget would be: it knows how many rows there are, and some of them. Its
    user's edits stand on top of what the program has, until these are put in order.

    Attributes
    ----------
    rows : list
        The rows as its user sees them; None for one that it knows nothing of.
    part : tuple or None
        The first row that it asked for last, and how many.
    """

    def __init__(self, session: Session, node: Node) -> None:
        self.session = session
        self.node = node
        self.rows: list[str | None] = []
        self.part: tuple[int, int] | None = None
        self.up: deque[dict[str, Any]] = deque()
        self.told: list[dict[str, Any]] = []
        self._revision = 0
        self._seq = 0
        self._acknowledged = 0
        self._unconfirmed: list[tuple[int, Change]] = []
        self._pending: dict[int, dict[str, Any]] = {}
        self._name: str | None = None
        self._received = 0
        self._answered = 0
        self.connect()

    # -- the connection --------------------------------------------------------------

    def connect(self) -> None:
        """Begin a connection, going on where the former one ended if the program can."""
        resume = None if self._name is None else events.Resume(self._name, self._received)
        self.wire = Wire(self)
        features = frozenset({"inputs", "resume", "documents"})
        hello = events.Hello(None, None, None, features, resume)
        self.client = join(self.session, self.wire, hello, rebuild=True)
        for message in self.wire.said:
            self._acknowledge(message["seq"])
            self.up.extend(self._pending.values())
            self.up.append({"type": "result", "id": self._answered})
            self._look_again()

    def lose(self) -> None:
        """Lose the connection, and what is on its way up."""
        self.up.clear()
        leave(self.session, self.client, self.wire)

    # -- the user --------------------------------------------------------------------

    def look(self, first: int, count: int) -> None:
        """Scroll to other rows."""
        self.part = (first, count)
        self._look_again()

    def _look_again(self) -> None:
        if self.part is not None:
            self.up.append({"type": "view", "wid": self.node.wid, "view": list(self.part)})

    def put(self, at: int, removed: int, *texts: str) -> None:
        """Put rows in the place of others that show."""
        change = splice(at, removed, texts)
        self._apply(change)
        self._seq += 1
        edit = [list(step) if isinstance(step, tuple) else step for step in change]
        message = {"type": "edit", "wid": self.node.wid, "edit": edit}
        self._pending[self._seq] = {**message, "revision": self._revision, "seq": self._seq}
        self._unconfirmed.append((self._seq, change))
        self.up.append(self._pending[self._seq])

    # -- what comes and goes ---------------------------------------------------------

    def say(self) -> None:
        """Let the program have the next message."""
        if self.up:
            inputs.receive(self.session, self.client, events.read(self.up.popleft()))

    def hear(self, *, answer: bool = True) -> bool:
        """Take the next message; returns whether there was one."""
        frame = self.client.outbox.take(most=0) if self.client.transport is self.wire else None
        if frame is None:
            return False
        message = json.loads(str(frame))
        self._received += 1
        self._handle(message)
        if "id" in message:
            self._answered = message["id"]
            if answer:
                self.up.append({"type": "result", "id": message["id"]})
        return True

    def settle(self) -> None:
        """Let all arrive that is on its way."""
        while self.up or self.hear():
            self.say()

    def _handle(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "session-info":
                self._name, self._received = message["resume"], 1
                self._acknowledged = self._seq = 0
                self._unconfirmed, self._pending = [], {}
            case "ack":
                self._acknowledge(message["seq"])
            case "reconstruct-start":
                self._unconfirmed = []
            case "reconstruct-end":
                # the program shows the head until it hears this
                self._look_again()
            case "create" if message["wid"] == self.node.wid:
                self._revision = message["id"]
                self.rows = []
            case "content":
                shown = message["content"]
                self.told.append(message)
                self.rows = [HIDDEN] * shown["before"] + shown["rows"] + [HIDDEN] * shown["after"]
                self._revision = message["id"]
                self._unconfirmed = []
            case "edit":
                self.told.append(message)
                self._revision = message["id"]
                for edit in message["edits"]:
                    self._apply(self._rebased(tuple(map(_uncounted, edit))))

    def _acknowledge(self, seq: int) -> None:
        self._acknowledged = seq
        for number in [number for number in self._pending if number <= seq]:
            del self._pending[number]

    def _rebased(self, edit: Change) -> Change:
        """Put an edit of others on top of the user's own that the program had not got."""
        rebased = []
        for seq, own in self._unconfirmed:
            if seq > self._acknowledged:
                rebased.append((seq, transformed(own, edit, first=False)))
                edit = transformed(edit, own, first=True)
        self._unconfirmed = rebased
        return edit

    def _apply(self, change: Change) -> None:
        for at, removed, inserted in splices(change):
            self.rows[at : at + removed] = inserted or ()


def _uncounted(step: int | list[str | int]) -> Step:
    if isinstance(step, int):
        return step
    rows: list[str | None] = []
    for item in step:
        rows += [HIDDEN] * item if isinstance(item, int) else [item]
    return tuple(rows)
