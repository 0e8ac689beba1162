"""Questions that only a page can answer: who is asked, and what comes of it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pgwidgets.errors import (
    AnswerTimeoutError,
    BrowserError,
    BrowserLeftError,
    NoAnswerError,
    NoBrowserError,
    PgwidgetsError,
    SessionClosedError,
    WidgetDestroyedError,
    WrongAnswerError,
)
from pgwidgets.model.node import Node
from pgwidgets.protocol.codec import Encoded
from pgwidgets.session.client import Client
from pgwidgets.session.context import flush
from pgwidgets.session.pending import Pending

MOST_ANSWERED = 1000
"""So many questions that have had their answer are remembered, for browsers that owe theirs yet."""


class PageQuery(Pending):
    """One question. The first good answer counts; the session's lock guards it.

    Parameters
    ----------
    label : str
        The call as the program made it, for errors.
    encode : callable
        From the id of the message, the frames that ask.
    check : callable
        Returns a page's answer as the program gets it, or raises TypeError or ValueError.
    node : Node or None
        The widget that it is about; None for one to the page itself.
    feature : str or None
        What a browser must be able to do, beyond the plain protocol.
    personal : bool
        Whether it is about one user's own things: then nobody else is asked.
    refusal : type of BrowserError
        For the error that a page reports.

    Attributes
    ----------
    asked, owing : set of Client
        Those that were asked, and those of them that have not answered.
    """

    __slots__ = (
        "_encode",
        "_error",
        "_value",
        "asked",
        "check",
        "feature",
        "label",
        "node",
        "owing",
        "personal",
        "refusal",
    )

    def __init__(
        self,
        label: str,
        encode: Callable[[int], Iterable[Encoded]],
        check: Callable[[Any], Any],
        *,
        node: Node | None = None,
        feature: str | None = None,
        personal: bool = False,
        refusal: type[BrowserError] = BrowserError,
    ) -> None:
        super().__init__()
        self.label = label
        self.check = check
        self.node = node
        self.feature = feature
        self.personal = personal
        self.refusal = refusal
        self.asked: set[Client] = set()
        self.owing: set[Client] = set()
        # makes the frames of a message
        self._encode = encode
        # the answer, once there is one
        self._value: Any = None
        # why there is none, or may be none: others may yet give a good one
        self._error: PgwidgetsError | None = None

    @property
    def error(self) -> PgwidgetsError | None:
        """Why there is no answer, once that is certain."""
        return self._error if self.done else None

    def send(self, message_id: int, clients: Sequence[Client]) -> None:
        """Ask some browsers."""
        frames = tuple(self._encode(message_id))
        wid = 0 if self.node is None else self.node.wid
        self.asked.update(clients)
        self.owing.update(clients)
        for client in clients:
            client.deliver_query(message_id, frames, wid)

    def accept(self, value: Any) -> None:
        """Take a page's answer."""
        try:
            self._value = self.check(value)
        except (TypeError, ValueError) as error:
            self.refuse(WrongAnswerError(self.label, f"a page's answer {error}"))
        else:
            self._error = None
            self.finish()

    def refuse(self, error: PgwidgetsError) -> None:
        """Take notice that a page gave no answer; final once no other owes one."""
        self._error = self._error or error
        if not self.owing:
            self.finish()

    def fail(self, error: PgwidgetsError) -> None:
        """End it without an answer, unless it has ended."""
        if not self.done:
            self._error = self._error or error
            self.finish()

    def expire(self, limit: float) -> None:
        """End it, as its time is over."""
        self.fail(AnswerTimeoutError(self.label, f"no page answered within {limit:g} s"))

    def result(self) -> Any:
        """Return the answer, or raise why there is none."""
        if self._error is not None:
            raise self._error
        return self._value


class Queries:
    """The questions of a session that browsers still owe answers to.

    The session's lock guards it.

    Parameters
    ----------
    clients : list of Client
        The browsers that follow; kept up to date by who passes it.
    number : callable
        Returns the id of one more message; gets what it is about.
    """

    def __init__(self, clients: Sequence[Client], number: Callable[[str], int]) -> None:
        # the session's own list
        self._clients = clients
        # numbers one message among the session's
        self._number = number
        # by the message that asked; answers come in any order
        self._owed: dict[int, PageQuery] = {}
        # those that followed once, as far as anything still knows of them
        self._left: weakref.WeakSet[Client] = weakref.WeakSet()

    def __bool__(self) -> bool:
        """Whether somebody waits for an answer."""
        return any(not query.done for query in self._owed.values())

    def ask(self, query: PageQuery, cause: Client | None) -> None:
        """Ask whom it concerns.

        Parameters
        ----------
        cause : Client or None
            The browser whose user made the program ask: alone, if it can answer.
        """
        try:
            self._send(query, self._whom(query, cause))
        except NoAnswerError as error:
            query.fail(error)

    def _whom(self, query: PageQuery, cause: Client | None) -> list[Client]:
        """Return the browsers to ask; raises NoAnswerError when there are none."""
        able = self._able(query)
        if cause is not None and cause in able:
            return [cause]
        # what another user has is no answer; a handler of another session's user is none of ours
        if query.personal and cause in self._left:
            raise BrowserLeftError(query.label, "the browser whose user caused it has left")
        if not self._clients:
            raise NoBrowserError(query.label, "no browser is connected that could answer")
        if not able or (query.personal and cause in self._clients):
            raise NoBrowserError(query.label, "no connected browser can answer")
        return [max(able, key=lambda client: client.last_input)] if query.personal else able

    def _able(self, query: PageQuery) -> list[Client]:
        feature = query.feature
        return [item for item in self._clients if feature is None or feature in item.features]

    def _send(self, query: PageQuery, clients: Sequence[Client]) -> None:
        if len(self._owed) >= MOST_ANSWERED:
            self._owed = {key: item for key, item in self._owed.items() if not item.done}
        message_id = self._number(query.label)
        self._owed[message_id] = query
        query.send(message_id, clients)
        flush()

    def resolve(self, client: Client, message_id: int, error: str | None, value: Any) -> bool:
        """Take a browser's answer; returns whether it is one to a question."""
        query = self._owed.get(message_id)
        if query is None:
            return False
        if client not in query.owing:
            return True
        query.owing.remove(client)
        if not query.owing:
            del self._owed[message_id]
        if not query.done:
            if error is None:
                query.accept(value)
            else:
                query.refuse(query.refusal(query.label, error))
        return True

    def leave(self, client: Client) -> None:
        """Take notice that a browser follows no more: what it alone was asked, ask the others."""
        self._left.add(client)
        for message_id, query in list(self._owed.items()):
            query.owing.discard(client)
            if query.owing:
                continue
            del self._owed[message_id]
            if query.done:
                continue
            others = [item for item in self._able(query) if item not in query.asked]
            if others and not query.personal:
                self._send(query, others)
            else:
                left = "the browser left before it had answered"
                query.fail(BrowserLeftError(query.label, left))

    def forget(self, node: Node) -> None:
        """Nothing is of interest any more about a widget that was destroyed."""
        for query in self._owed.values():
            if query.node is node:
                query.fail(WidgetDestroyedError(f"{node!r} was destroyed meanwhile"))

    def end(self, error: SessionClosedError) -> None:
        """No answer comes any more at all."""
        owed, self._owed = self._owed, {}
        for query in owed.values():
            query.fail(error)
