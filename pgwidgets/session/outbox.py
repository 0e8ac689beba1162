"""The frames of one browser: those that it may not have got, and those that wait to be sent."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pgwidgets.model.documents.document import Document
from pgwidgets.model.documents.run import Run
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Frame, join
from pgwidgets.protocol.pieces import PIECE_CHARACTERS, split

FRAME_CHARACTERS = PIECE_CHARACTERS
"""Texts are joined into one frame until it has this many characters."""

HISTORY_BYTES = 4 * 1024 * 1024
"""What is kept for a browser that has lost its connection, or has not answered yet."""

ENTRY_BYTES = 200
"""What a message takes beside its frames: many small ones are large, too."""

MOST_EMPTY = 64
"""So many entries at least may be superseded before they are swept out."""


@dataclass(slots=True, eq=False)
class _Entry:
    """The frames of one message, and how many of them were taken.

    Attributes
    ----------
    message_id : int
        An answer to this message or a later one shows that the browser has the frames.
    wid, setter : int, str or None
        The widget, and the method that sets a property of it, if it does no more than that.
    run : Run or None
        Edits of the widget's document, which become a frame when they are taken.
    """

    frames: tuple[Frame, ...]
    message_id: int
    wid: int
    setter: str | None
    size: int
    taken: int = 0
    run: Run[Any] | None = None


class Outbox:
    """A queue that any thread may fill and a connection empties.

    What was taken is kept until it is confirmed, for a browser that counts what it gets (the
    feature "resume") and comes back on another connection.

    Parameters
    ----------
    limit : int
        The most bytes that may wait to be sent behind the message that is under way. More, and
        all is dropped.
    keeps : bool
        Whether what was taken is kept.
    cuts : bool
        Whether long texts are cut into pieces, for a browser that takes them.

    Attributes
    ----------
    lost : bool
        All was dropped: the browser needs a snapshot.
    """

    def __init__(self, limit: int, *, keeps: bool, cuts: bool = False) -> None:
        self.lost = False
        # bytes that may wait
        self._limit = limit
        # whether what was taken is kept until it is confirmed
        self._keeps = keeps
        # whether texts that are too long for a frame are cut
        self._cuts = cuts
        # guards the rest, as any thread may fill the box
        self._lock = threading.Lock()
        # what was not taken yet, or not all of it
        self._waiting: deque[_Entry] = deque()
        # bytes of these
        self._waiting_bytes = 0
        # how many of them a later one stands for
        self._empty = 0
        # by widget the last that waits, if it may still be superseded
        self._last_of: dict[int, _Entry] = {}
        # what was taken and is not confirmed
        self._taken: deque[_Entry] = deque()
        # bytes of these
        self._taken_bytes = 0
        # how many frames were confirmed and forgotten
        self._confirmed = 0

    def put(
        self,
        frames: Iterable[Frame],
        message_id: int,
        wid: int = 0,
        setter: str | None = None,
        *,
        exempt: bool = False,
    ) -> bool:
        """Queue the frames of a message; returns False when too much waits already.

        A setter says all that the same one said before: that is left out if it waits yet, and
        nothing else about the widget came after it.

        Parameters
        ----------
        exempt : bool
            Part of a snapshot, which may have any size.
        """
        kept = self._fit(frames)
        size = 0 if exempt else _size_of(kept)
        with self._lock:
            if self.lost:
                return False
            if self._waiting_bytes - self._under_way() > self._limit:
                self._lose()
                return False
            entry = _Entry(kept, message_id, wid, setter, size)
            if exempt:
                # what is in it already must not come again behind it
                self._last_of.clear()
            if wid:
                former = self._last_of.get(wid)
                if former is not None and setter is not None and former.setter == setter:
                    self._empty_out(former)
                self._last_of[wid] = entry
            self._waiting.append(entry)
            self._waiting_bytes += size
            return True

    def put_edit(
        self, message_id: int, wid: int, document: Document[Any], edit: Any
    ) -> tuple[bool, bool]:
        """Queue an edit of a document, together with those before it that wait.

        Returns
        -------
        tuple of bool
            False when too much waits already; and whether edits waited that it travels with.
        """
        with self._lock:
            if self.lost:
                return False, False
            if self._waiting_bytes - self._under_way() > self._limit:
                self._lose()
                return False, False
            former = self._last_of.get(wid)
            run = None if former is None else former.run
            joined = former is not None and run is not None
            if former is not None and run is not None:
                run.add(edit)
                self._empty_out(former)
            else:
                run = Run(document, edit)
            entry = _Entry((), message_id, wid, None, ENTRY_BYTES + run.size, run=run)
            self._last_of[wid] = entry
            self._waiting.append(entry)
            self._waiting_bytes += entry.size
            return True, joined

    def _fit(self, frames: Iterable[Frame]) -> tuple[Frame, ...]:
        return tuple(split(frames) if self._cuts else frames)

    def _under_way(self) -> int:
        """Return the size of the message of which a part was taken: it is being read."""
        first = self._waiting[0] if self._waiting else None
        return first.size if first is not None and first.taken else 0

    def _empty_out(self, entry: _Entry) -> None:
        """Leave out an entry that a later one stands for."""
        self._waiting_bytes -= entry.size
        entry.frames, entry.size, entry.run = (), 0, None
        self._empty += 1
        self._sweep()

    def _sweep(self) -> None:
        """Leave out the superseded once most are: their number has no other bound."""
        if self._empty > max(MOST_EMPTY, len(self._waiting) // 2):
            self._waiting = deque(entry for entry in self._waiting if entry.frames or entry.run)
            self._empty = 0

    def restrict(self, limit: int) -> None:
        """Set how many bytes may wait."""
        self._limit = limit

    def lose(self) -> None:
        """Drop all, and take no more."""
        with self._lock:
            self._lose()

    def _lose(self) -> None:
        self.lost = True
        self._waiting.clear()
        self._last_of.clear()
        self._taken.clear()

    # -- sending ---------------------------------------------------------------------

    def take(self, most: int = FRAME_CHARACTERS) -> Frame | None:
        """Return the next frame to send: bytes, or texts up to some length as one array."""
        texts: list[str] = []
        size = 0
        with self._lock:
            while self._waiting:
                entry = self._waiting[0]
                # it can't be superseded any more
                if self._last_of.get(entry.wid) is entry:
                    del self._last_of[entry.wid]
                if entry.run is not None:
                    text = messages.edit(entry.message_id, entry.wid, entry.run.written())
                    entry.frames, entry.run = self._fit([text]), None
                for frame in entry.frames[entry.taken :]:
                    is_bytes = isinstance(frame, bytes)
                    if texts and (is_bytes or size + len(frame) > most):
                        return join(texts)
                    entry.taken += 1
                    if isinstance(frame, bytes):
                        self._retire(entry)
                        return frame
                    texts.append(frame)
                    size += len(frame)
                self._retire(entry)
        return join(texts) if texts else None

    def _retire(self, entry: _Entry) -> None:
        """Put an entry that was taken whole among those to be confirmed."""
        if entry.taken < len(entry.frames):
            return
        self._waiting.popleft()
        self._waiting_bytes -= entry.size
        if not entry.frames:
            self._empty -= 1
            return
        if not self._keeps:
            return
        # a part of a snapshot counts from here on
        entry.size = entry.size or _size_of(entry.frames)
        self._taken.append(entry)
        self._taken_bytes += entry.size
        while self._taken_bytes > HISTORY_BYTES:
            self._forget_first()

    # -- what has arrived ------------------------------------------------------------

    def confirm(self, message_id: int) -> None:
        """Forget what a browser has got that has answered a message: all up to it."""
        with self._lock:
            while self._taken and self._taken[0].message_id <= message_id:
                self._forget_first()

    def _forget_first(self) -> None:
        entry = self._taken.popleft()
        self._taken_bytes -= entry.size
        self._confirmed += len(entry.frames)

    def rewind(self, received: int) -> bool:
        """Have what a browser did not get wait again.

        Parameters
        ----------
        received : int
            How many frames it has got of this outbox, texts and bytes.

        Returns
        -------
        bool
            False when that much is not kept.
        """
        with self._lock:
            if self.lost or not self._keeps or received < self._confirmed:
                return False
            while self._taken and self._confirmed + len(self._taken[0].frames) <= received:
                self._forget_first()
            partial = received - self._confirmed
            under_way = self._waiting[0].taken if self._waiting else 0
            if partial > (len(self._taken[0].frames) if self._taken else under_way):
                return False
            if self._waiting:
                self._waiting[0].taken = 0
            self._waiting.extendleft(reversed(self._taken))
            for entry in self._taken:
                entry.taken = 0
                self._waiting_bytes += entry.size
            self._taken.clear()
            self._taken_bytes = 0
            if self._waiting:
                self._skip(self._waiting[0], partial)
            return True

    def _skip(self, entry: _Entry, count: int) -> None:
        entry.frames = entry.frames[count:]
        self._confirmed += count


def _size_of(frames: Sequence[Frame]) -> int:
    return ENTRY_BYTES + sum(map(len, frames))
