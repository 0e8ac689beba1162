"""A session's end of one browser: what was said on both sides, whichever connection carries it."""

from __future__ import annotations

import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import STACK
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import Encoded
from pgwidgets.session.backlog import Backlog
from pgwidgets.session.limits import Limits
from pgwidgets.session.outbox import HISTORY_BYTES, Outbox
from pgwidgets.session.topic import CONTENT, Topic
from pgwidgets.session.uploads import Uploads
from pgwidgets.session.views import Views

MOST_LATE = 1000
"""An error of a message that was answered before must be of one of the last so many."""


class Transport(ABC):
    """What moves the bytes to one browser, as long as it lasts."""

    @property
    @abstractmethod
    def connection(self) -> object:
        """The connection object, as `session.connections` lists it."""

    @abstractmethod
    def wake(self, *, later: bool = False) -> None:
        """Send what waits. Never blocks; may be called from any thread.

        Parameters
        ----------
        later : bool
            It may wait some milliseconds, so that more travels with it.
        """

    @abstractmethod
    def say(self, frame: str) -> None:
        """Send a message about the connection itself, before all that waits."""

    @abstractmethod
    def close(self, code: int, reason: str) -> None:
        """Close the connection after what waits. May be called from any thread."""


class Client:
    """A browser as the session sees it.

    Parameters
    ----------
    transport : Transport
    features : frozenset of str
        What the browser can do beyond the plain protocol.
    limits : Limits

    Attributes
    ----------
    name : str
        With which the browser comes back to what it missed.
    transport : Transport or None
        None while the browser has lost its connection.
    sent, answered : int
        Highest id of a message sent to it, and answered by it.
    seq : int
        Number of its last input that was applied.
    uploads : Uploads
        The files that it is sending.
    last_input : float
        When its user did something last, or it came: on the monotonic clock, in seconds.
    author : str
        Names its user's edits; it stays where all is given anew after the connection was lost.
    views : Views
        The documents as it has them.
    rebuilt : int
        The id of the message that began its last rebuild.
    untold : dict
        By widget and fact, the callback that tells of what its page reports first since then.
    backlog : Backlog
        The jobs that its user has caused.
    silent : bool
        It owes an answer for too long: nobody waits for it until it answers again.
    """

    def __init__(self, transport: Transport, features: frozenset[str], limits: Limits) -> None:
        self.name = secrets.token_urlsafe(16)
        self.author = self.name
        self.transport: Transport | None = transport
        self.features = features
        self.sent = 0
        self.answered = 0
        self.seq = 0
        self.last_input = time.monotonic()
        self.silent = False
        # bytes that may wait to be sent while it is connected
        self._limit = limits.outbox_bytes
        # it reads too slowly: its connection is being closed
        self._cut = False
        self.uploads = Uploads(limits.upload_bytes)
        self.views = Views()
        self.outbox = Outbox(
            self._limit,
            keeps=self.resumes,
            cuts="pieces" in features,
            joined=self.views.join,
        )
        # the messages that showed this browser again what Python has, until it has answered them
        self._corrections: dict[tuple[int, str], int] = {}
        # the messages that it has reported errors of after it had answered them
        self._late: set[int] = set()
        self.rebuilt = 0
        self.untold: dict[tuple[int, str], Callback] = {}
        self.backlog = Backlog()

    @property
    def resumes(self) -> bool:
        """Whether the browser can go on where it was after it has lost its connection."""
        return "resume" in self.features

    @property
    def connection(self) -> object:
        """The connection object, as `session.connections` lists it."""
        return None if self.transport is None else self.transport.connection

    def deliver(
        self, message_id: int, frames: Iterable[Encoded], wid: int = 0, topic: Topic | None = None
    ) -> None:
        """Queue a message that the browser answers. Parameters are those of `Outbox.put`."""
        self.sent = message_id
        self._put(self.outbox.put(frames, message_id, wid, topic))

    def deliver_query(self, message_id: int, frames: Iterable[Encoded], wid: int) -> None:
        """Queue a question, to whose answer the browser's user may have to say something."""
        self.sent = message_id
        self._put(self.outbox.put(frames, message_id, wid, is_answered=False))

    def deliver_snapshot(self, message_id: int, frames: Iterable[Encoded]) -> None:
        """Queue a part of a snapshot."""
        self.sent = message_id
        self._put(self.outbox.put(frames, message_id, exempt=True))

    def deliver_edit(
        self, message_id: int, wid: int, document: Document[Any], edit: Any, *, own: bool
    ) -> None:
        """Queue an edit of a widget's document, as this browser sees it.

        Parameters
        ----------
        own : bool
            Whether this browser made it, and shows it no more.
        """
        view = self.views.of(wid, document)
        # what the browser did before it answered has come before its answer
        view.seen(self.answered)
        seen, view.part = document.seen(edit, view.part)
        if seen is None:
            return
        self.sent = message_id
        if document.rebases:
            view.told(message_id, edit, own=own)
        self._put(self.outbox.put_edit(message_id, wid, document, seen))

    def deliver_reply(self, message_id: int, wid: int, document: Document[Any], edit: Any) -> None:
        """Queue what has the form of an edit, and this browser alone is told: nothing voids it."""
        told, _ = document.seen(edit, self.views.of(wid, document).part)
        frame = messages.edit(message_id, wid, [document.write(told)])
        self.deliver(message_id, [frame], wid)

    def deliver_content(self, message_id: int, wid: int, document: Document[Any]) -> None:
        """Queue what a widget's document has in the part that this browser shows."""
        self.views.of(wid, document).replace(message_id)
        self._deliver_window(message_id, wid, document)

    def deliver_view(self, message_id: int, wid: int, document: Document[Any], part: Any) -> None:
        """Queue another part of a widget's document, which this browser shows from now on.

        What its user edits meanwhile counts: the browser is told of it.
        """
        view = self.views.of(wid, document)
        view.seen(self.answered)
        view.restart(message_id)
        view.part = part
        self._deliver_window(message_id, wid, document)

    def _deliver_window(self, message_id: int, wid: int, document: Document[Any]) -> None:
        shown = document.window(self.views.of(wid, document).part)
        self.deliver(message_id, [messages.content(message_id, wid, shown)], wid, CONTENT)

    def tell(self, frame: Encoded, *, later: bool = False) -> None:
        """Queue a message that has no answer."""
        # only an answer to a later one shows that it has come
        self._put(self.outbox.put([frame], self.sent + 1, is_answered=False), later=later)

    def refuse_files(self, transfer_id: str, reason: str) -> None:
        """Have the browser send no more of some files, and tell its user why."""
        if "uploads" in self.features:
            self.tell(messages.upload_refused(transfer_id, reason))

    def take_input(self, seq: int) -> None:
        """Take notice of an input that is going to be applied, and tell the browser.

        It learns of it before anything else that comes of it.
        """
        self.seq = seq
        # it can wait for what the handlers send: a frame less for each input
        self.tell(messages.ack(seq), later=True)

    def _put(self, fits: bool, *, later: bool = False) -> None:
        if self.transport is None:
            return
        if fits:
            self.transport.wake(later=later)
        elif not self._cut:
            self._cut = True
            self.transport.close(messages.TOO_SLOW_CODE, "the browser reads too slowly")

    def hears_error(self, message_id: int) -> bool:
        """Take notice of an error; returns whether it is news.

        One may come late, of what was answered before: of each message one, and of the last ones.
        """
        if message_id > self.answered:
            return True
        oldest = self.answered - MOST_LATE
        if message_id <= oldest or message_id in self._late:
            return False
        self._late = {number for number in self._late if number > oldest} | {message_id}
        return True

    def answer(self, message_id: int) -> None:
        """Take notice that the browser has answered all messages up to one."""
        self.answered = max(self.answered, message_id)
        if self._corrections:
            self._corrections = {
                item: number for item, number in self._corrections.items() if number > message_id
            }
        self.silent = False
        if self.outbox.confirm(message_id) and self.transport is not None:
            self.transport.wake()

    # -- what it has not seen --------------------------------------------------------

    def begin_rebuild(self, message_id: int) -> None:
        """Take notice that the browser is given everything anew."""
        self.rebuilt = message_id
        self.untold.clear()
        self._corrections.clear()
        self.views.restart(message_id)

    def correct(self, wid: int, keys: Iterable[str], message_id: int) -> None:
        """Take notice that a message shows the browser again what Python has."""
        for key in keys:
            self._corrections[_subject(wid, key)] = message_id

    def was_corrected(self, wid: int, key: str) -> bool:
        """Whether it has not answered yet what showed it again what Python has."""
        return self.rebuilt > self.answered or _subject(wid, key) in self._corrections

    def close(self, code: int, reason: str) -> None:
        """Close the connection after what waits."""
        if self.transport is not None:
            self.transport.close(code, reason)

    # -- losing the connection and coming back ---------------------------------------------

    def suspend(self) -> None:
        """Keep what comes within bounds, now that the connection is gone."""
        self.transport = None
        self.outbox.restrict(min(self._limit, HISTORY_BYTES))

    def resume(self, transport: Transport, received: int) -> bool:
        """Go on, on another connection.

        Parameters
        ----------
        received : int
            How many frames the browser has got.

        Returns
        -------
        bool
            Whether all that it missed is there; otherwise it needs a snapshot.
        """
        if not self.outbox.rewind(received):
            return False
        # not even what it has got counts as answered: its answers come behind its inputs
        self.outbox.restrict(self._limit)
        self.transport = transport
        self.silent = False
        return True


def _subject(wid: int, key: str) -> tuple[int, str]:
    """Return what a property belongs to: all windows have one order."""
    return (0 if key == STACK else wid, key)
