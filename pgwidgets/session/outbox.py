"""The frames of one browser: those that it may not have got, and those that wait to be sent."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pgwidgets.model.documents.document import Document
from pgwidgets.model.documents.run import Run
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Encoded, Frame, LongText, join
from pgwidgets.protocol.pieces import PIECE_CHARACTERS, Piece, split
from pgwidgets.session.flight import MOST_BYTES, SMALL_BYTES, Flight
from pgwidgets.session.tail import Entry, Tail
from pgwidgets.session.topic import Topic

FRAME_CHARACTERS = PIECE_CHARACTERS
"""Texts are joined into one frame until it has this many characters."""

HISTORY_BYTES = 4 * 1024 * 1024
"""What is kept for a browser that has lost its connection, or has not answered yet."""

ENTRY_BYTES = 200
"""What a message takes beside its frames: many small ones are large, too."""

MOST_EMPTY = 64
"""So many entries at least may be superseded before they are swept out."""


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
        Whether what was taken is kept. Such a browser is known to answer.
    cuts : bool
        Whether long texts are cut into pieces, for a browser that takes them.
    joined : callable, optional
        Told when edits that waited apart travel together: the widget, and the id of the first
        message, of which the next one about its document has become a part.

    Attributes
    ----------
    lost : bool
        All was dropped: the browser needs a snapshot.
    taken : int
        How many messages were taken so far.
    """

    def __init__(
        self,
        limit: int,
        *,
        keeps: bool,
        cuts: bool = False,
        joined: Callable[[int, int], None] | None = None,
    ) -> None:
        self.lost = False
        self.taken = 0
        # bytes that may wait
        self._limit = limit
        # whether what was taken is kept until it is confirmed
        self._keeps = keeps
        # whether texts that are too long for a frame are cut
        self._cuts = cuts
        # guards the rest, as any thread may fill the box
        self._lock = threading.Lock()
        # what was not taken yet, or not all of it
        self._waiting: deque[Entry] = deque()
        # bytes of these
        self._waiting_bytes = 0
        # how many of them a later one stands for
        self._empty = 0
        # by widget those that wait last, if they may still be left out
        self._tails: dict[int, Tail] = {}
        # the window that last changed the order of the windows
        self._stacked = 0
        # told of edits that travel together now
        self._joined = joined
        # what is on its way
        self._flight = Flight(answers=keeps)
        # whether something waits for an answer to what is on its way
        self._is_held = False
        # of the frame in the making: the last message that is answered, its bytes, those of them
        # that the window bounds, and those that are beside it
        self._shipped = self._shipped_bytes = self._shipped_bounded = self._shipped_beside = 0
        # what was taken and is not confirmed
        self._taken: deque[Entry] = deque()
        # bytes of these
        self._taken_bytes = 0
        # how many frames were confirmed and forgotten
        self._confirmed = 0

    def put(
        self,
        frames: Iterable[Encoded],
        message_id: int,
        wid: int = 0,
        topic: Topic | None = None,
        *,
        exempt: bool = False,
        is_answered: bool = True,
    ) -> bool:
        """Queue the frames of a message; returns False when too much waits already.

        What has a topic says all that was said of it before: that is left out if it waits yet,
        unless something came after it that is about the widget and has none.

        Parameters
        ----------
        exempt : bool
            Part of a snapshot, which may have any size.
        is_answered : bool
            The browser answers it as soon as it has got it.
        """
        kept = self._fit(frames)
        size = 0 if exempt else _size_of(kept)
        entry = Entry(kept, message_id, wid, size, topic, None, exempt, is_answered)
        with self._lock:
            if not self._has_room():
                return False
            if exempt:
                # what is in it already must not come again behind it
                self._tails.clear()
            elif topic is not None:
                self._follow(entry, topic)
            elif wid:
                self._tails.pop(wid, None)
            self._waiting.append(entry)
            self._waiting_bytes += size
            return True

    def put_edit(self, message_id: int, wid: int, document: Document[Any], edit: Any) -> bool:
        """Queue an edit of a document, together with those before it that wait.

        Returns False when too much waits already.
        """
        run = Run(document, edit)
        entry = Entry((), message_id, wid, ENTRY_BYTES + run.size, run=run)
        with self._lock:
            if not self._has_room():
                return False
            self._waiting.append(entry)
            self._waiting_bytes += entry.size
            self._tail(wid).add_edit(entry)
            return True

    def part(self, wid: int) -> None:
        """Let nothing that comes of a widget stand for what waits, or travel with it.

        Its user has edited its document: what waits is to be made under that.
        """
        with self._lock:
            self._tails.pop(wid, None)

    def _has_room(self) -> bool:
        """Whether one more may wait; if not, all is lost."""
        if not self.lost and self._waiting_bytes - self._under_way() > self._limit:
            self._lose()
        return not self.lost

    def _tail(self, wid: int) -> Tail:
        tail = self._tails.get(wid)
        if tail is None:
            tail = self._tails[wid] = Tail(self._leave_out, self._join)
        return tail

    def _follow(self, entry: Entry, topic: Topic) -> None:
        """Have an entry stand for those that wait of its topic."""
        tail = self._tail(entry.wid)
        if topic.stacks:
            if self._stacked != entry.wid:
                # another window has come in between
                tail.keep_order()
            self._stacked = entry.wid
        tail.add(entry, topic)

    def _join(self, former: Entry, entry: Entry) -> None:
        """Have the edits of an entry travel with those of a later one."""
        assert former.run is not None  # they are two that have edits
        assert entry.run is not None
        former.run.extend(entry.run)
        self._waiting_bytes -= entry.size
        entry.run, entry.size = former.run, ENTRY_BYTES + former.run.size
        self._waiting_bytes += entry.size
        self._leave_out(former)
        if self._joined is not None:
            self._joined(entry.wid, former.message_id)

    def _fit(self, frames: Iterable[Encoded]) -> tuple[Frame | Piece, ...]:
        if self._cuts:
            return tuple(split(frames))
        return tuple(str(frame) if isinstance(frame, LongText) else frame for frame in frames)

    def _under_way(self) -> int:
        """Return the size of the message of which a part was taken: it is being read."""
        first = self._waiting[0] if self._waiting else None
        return first.size if first is not None and first.taken else 0

    def _leave_out(self, entry: Entry) -> None:
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
        self._tails.clear()
        self._taken.clear()

    # -- sending ---------------------------------------------------------------------

    def take(self, most: int = FRAME_CHARACTERS, *, is_last: bool = False) -> Frame | None:
        """Return the next frame to send: bytes, or texts up to some length as one array.

        None means that nothing waits, or that an answer must come first to what is on its way.

        Parameters
        ----------
        is_last : bool
            No answer will come any more.
        """
        texts: list[str] = []
        size = 0
        with self._lock:
            room = MOST_BYTES if is_last else self._flight.room()
            beside = self._flight.room_beside()
            while self._waiting:
                entry = self._waiting[0]
                fits = most
                if not (entry.taken or entry.exempt) and (entry.frames or entry.run):
                    if room <= 0 and entry.size > min(SMALL_BYTES, beside):
                        self._is_held = True
                        break
                    fits = min(most, size + (room if room > 0 else SMALL_BYTES))
                if entry.run is not None:
                    text = messages.edit(entry.message_id, entry.wid, entry.run.written())
                    entry.frames = self._fit([text])
                for frame in entry.frames[entry.taken :]:
                    is_text = isinstance(frame, str | Piece)
                    if texts and (not is_text or size + len(frame) > fits):
                        self._depart()
                        return join(texts)
                    if not entry.taken:
                        if room > 0:
                            room -= self._begin(entry)
                        else:
                            beside -= self._begin(entry, is_beside=True)
                        fits = most
                    entry.taken += 1
                    if not isinstance(frame, str | Piece):
                        self._retire(entry)
                        self._depart()
                        return frame
                    texts.append(str(frame))
                    size += len(frame)
                self._retire(entry)
            self._depart()
        return join(texts) if texts else None

    def _begin(self, entry: Entry, *, is_beside: bool = False) -> int:
        """Take notice that an entry goes now; returns how many bytes of the window it takes.

        Parameters
        ----------
        is_beside : bool
            It goes beside the window, and takes so much of what may.
        """
        # it can't be left out any more, nor grow
        entry.run = None
        tail = self._tails.get(entry.wid)
        if tail is not None:
            tail.take(entry)
            if not tail:
                del self._tails[entry.wid]
        size = entry.size or _size_of(entry.frames)
        if not entry.is_answered:
            return 0
        bounded = 0 if entry.exempt else size
        self._shipped, self._shipped_bytes = entry.message_id, self._shipped_bytes + size
        if is_beside:
            self._shipped_beside += bounded
        else:
            self._shipped_bounded += bounded
        return bounded

    def _depart(self) -> None:
        """Take notice that a frame is on its way."""
        if self._shipped:
            self._flight.add(
                self._shipped, self._shipped_bytes, self._shipped_bounded, self._shipped_beside
            )
            self._shipped = self._shipped_bytes = self._shipped_bounded = self._shipped_beside = 0

    def _retire(self, entry: Entry) -> None:
        """Put an entry that was taken whole among those to be confirmed."""
        if entry.taken < len(entry.frames):
            return
        self._waiting.popleft()
        self._waiting_bytes -= entry.size
        if not entry.frames:
            self._empty -= 1
            return
        self.taken += 1
        if not self._keeps:
            return
        # a part of a snapshot counts from here on
        entry.size = entry.size or _size_of(entry.frames)
        self._taken.append(entry)
        self._taken_bytes += entry.size
        while self._taken_bytes > HISTORY_BYTES:
            self._forget_first()

    # -- what has arrived ------------------------------------------------------------

    @property
    def is_held(self) -> bool:
        """Whether something waits for an answer to what is on its way."""
        return self._is_held

    def confirm(self, message_id: int) -> bool:
        """Forget what a browser has got that has answered a message: all up to it.

        Returns whether something has waited for that, and may go now.
        """
        with self._lock:
            while self._taken and self._taken[0].message_id <= message_id:
                self._forget_first()
            self._flight.confirm(message_id)
            was_held, self._is_held = self._is_held, False
            return was_held

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
            self._flight = self._flight.renewed()
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

    def _skip(self, entry: Entry, count: int) -> None:
        entry.frames = entry.frames[count:]
        self._confirmed += count


def _size_of(frames: Sequence[Frame | Piece]) -> int:
    return ENTRY_BYTES + sum(map(len, frames))
