"""What waits of one widget, as far as it may still be left out or travel with what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pgwidgets.model.documents.run import Run
from pgwidgets.protocol.codec import Frame
from pgwidgets.protocol.pieces import Piece
from pgwidgets.session.topic import Topic


@dataclass(slots=True, eq=False)
class Entry:
    """The frames of one message, and how many of them were taken.

    Attributes
    ----------
    message_id : int
        An answer to this message or a later one shows that the browser has the frames.
    wid : int
        The widget that it is about; 0 for none.
    size : int
        What it counts of what may wait.
    topic : Topic or None
        What it says whole.
    run : Run or None
        Edits of the widget's document, which become a frame when they are taken.
    exempt : bool
        A part of a snapshot.
    is_answered : bool
        The browser answers it as soon as it has got it.
    """

    frames: tuple[Frame | Piece, ...]
    message_id: int
    wid: int = 0
    size: int = 0
    topic: Topic | None = None
    run: Run[Any] | None = None
    exempt: bool = False
    is_answered: bool = True
    taken: int = 0


class Tail:
    """The last entries about one widget, in their order: each has a topic, or edits.

    Of each topic it has one, but for what a page does in between: what was set before that
    may matter to it.

    Parameters
    ----------
    leave_out : callable
        Takes an entry out of what waits.
    join : callable
        Has the edits of an entry travel with those of a later one.
    """

    __slots__ = ("_entries", "_join", "_leave_out")

    def __init__(
        self, leave_out: Callable[[Entry], None], join: Callable[[Entry, Entry], None]
    ) -> None:
        # in the order in which they wait
        self._entries: list[Entry] = []
        # takes an entry out of what waits
        self._leave_out = leave_out
        # has edits travel with later ones
        self._join = join

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, entry: Entry, topic: Topic) -> None:
        """Add what is said whole, in the place of what was said of it before."""
        if topic.replaces:
            self._remove_content()
        else:
            index = self._former(topic)
            if index is not None:
                self._leave_out(self._entries.pop(index))
                if topic.acts:
                    self._remove_outdated(index)
                self._join_edits()
        self._entries.append(entry)

    def add_edit(self, entry: Entry) -> bool:
        """Add an edit; returns whether it travels with the one before."""
        former = self._entries[-1] if self._entries else None
        self._entries.append(entry)
        if former is None or former.run is None:
            return False
        self._join_edits()
        return True

    def take(self, entry: Entry) -> None:
        """Take notice that an entry waits no more: the first, if it is one of these at all."""
        if self._entries and self._entries[0] is entry:
            del self._entries[0]

    def keep_order(self) -> None:
        """Leave out nothing any more of what the order of the windows came of."""
        self._entries = [
            entry for entry in self._entries if entry.topic is None or not entry.topic.stacks
        ]

    def _former(self, topic: Topic) -> int | None:
        """Return where the entry is that a topic stands for."""
        for index in range(len(self._entries) - 1, -1, -1):
            former = self._entries[index].topic
            if former is None:
                continue
            if former == topic:
                return index
            if former.acts and not topic.acts:
                return None
        return None

    def _remove_outdated(self, end: int) -> None:
        """Leave out what was set before an act, and after it again: the act is left out."""
        later: set[Any] = set()
        for entry in self._entries[end:]:
            if entry.topic is not None:
                if entry.topic.acts:
                    break
                later.add(entry.topic.subject)
        for index in range(end - 1, -1, -1):
            former = self._entries[index].topic
            if former is None:
                continue
            if former.acts:
                break
            if former.subject in later:
                self._leave_out(self._entries.pop(index))

    def _remove_content(self) -> None:
        """Leave out what was said of a document that is given whole now."""
        for index in range(len(self._entries) - 1, -1, -1):
            entry = self._entries[index]
            if entry.topic is not None and entry.topic.acts:
                break
            if entry.run is not None or (entry.topic is not None and entry.topic.replaces):
                self._leave_out(self._entries.pop(index))

    def _join_edits(self) -> None:
        """Have edits travel together that nothing is between any more."""
        for index in range(len(self._entries) - 1, 0, -1):
            former, entry = self._entries[index - 1], self._entries[index]
            if former.run is not None and entry.run is not None:
                self._join(former, entry)
                del self._entries[index - 1]
