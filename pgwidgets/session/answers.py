"""Answers that a program may wait for."""

from __future__ import annotations

from collections import deque

from pgwidgets.errors import BrowserError
from pgwidgets.session.pending import Pending
from pgwidgets.session.rendering import Outgoing

MOST_CALLS = 10_000
"""So many messages are remembered at most, however long a page owes their answers."""


class Answer(Pending):
    """What pages will say to the messages of one command.

    Attributes
    ----------
    done : bool
        A page has answered, or no page is left that could.
    error : BrowserError or None
        What a page reported.
    awaited : bool
        Somebody waits, or will: an error is theirs. Otherwise it goes to `on_error`.
    """

    __slots__ = ("awaited", "error", "first", "last")

    def __init__(self, first: int, last: int, *, done: bool) -> None:
        super().__init__(done=done)
        self.first = first
        self.last = last
        self.error: BrowserError | None = None
        self.awaited = False


DONE = Answer(0, 0, done=True)
"""The answer where there is nothing to wait for."""


class Ledger:
    """All answers that are still to come, and what the messages were, for errors.

    Message ids grow, and a page answers in their order, so that one answer resolves all
    messages before it. The owner's lock guards it.

    Attributes
    ----------
    calls : deque
        The id of each message, and what it is about, until every page has answered it.
    """

    def __init__(self) -> None:
        # those to come, in the order of their last messages
        self._open: deque[Answer] = deque()
        self.calls: deque[tuple[int, Outgoing | str]] = deque(maxlen=MOST_CALLS)

    def __bool__(self) -> bool:
        """Whether an answer is to come."""
        return bool(self._open)

    def expect(self, first: int, last: int) -> Answer:
        """Return the answer to the messages from the first id to the last."""
        answer = Answer(first, last, done=False)
        self._open.append(answer)
        return answer

    def keep(self, promised: Answer, answer: Answer) -> None:
        """Have an answer that was promised be the one that was expected last."""
        promised.first, promised.last = answer.first, answer.last
        assert self._open[-1] is answer
        self._open[-1] = promised

    def resolve(self, message_id: int) -> None:
        """Finish what a page has answered by answering this message: all up to it."""
        while self._open and self._open[0].last <= message_id:
            self._open.popleft().finish()

    def forget(self, message_id: int) -> None:
        """All pages have answered this message, and so all before it."""
        while self.calls and self.calls[0][0] <= message_id:
            self.calls.popleft()

    def release(self) -> None:
        """No page is left that could answer."""
        while self._open:
            self._open.popleft().finish()

    def fail(self, message_id: int, text: str) -> BrowserError | None:
        """Take the error that a page reported; return it if nobody waits for that answer."""
        subject = next((about for known, about in self.calls if known == message_id), "a call")
        if not isinstance(subject, str) and any(node.destroyed for node in subject.nodes):
            # the user had closed the widget while the message was on its way
            return None
        error = BrowserError(subject if isinstance(subject, str) else subject.label, text)
        for answer in self._open:
            if answer.first <= message_id <= answer.last:
                answer.error = answer.error or error
                return None if answer.awaited else error
        return error
