"""The core of a session whose callers block."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pgwidgets.notebook import cells, viewers
from pgwidgets.notebook.prompt import prompt
from pgwidgets.server.session import HostedSession
from pgwidgets.session.answers import Answer
from pgwidgets.session.context import Batch, flush
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.waits import Expected
from pgwidgets.sync.dispatch import SyncDispatcher

if TYPE_CHECKING:
    from pgwidgets.sync.application_core import BlockingApplication
    from pgwidgets.sync.session import Session
    from pgwidgets.sync.widget import Widget


class BlockingSession(HostedSession):
    """A session with what it takes to wait in the thread that calls.

    Parameters
    ----------
    app : BlockingApplication
    session_id : str or int
    facade : Session
    """

    app: BlockingApplication
    dispatcher: SyncDispatcher

    def __init__(self, app: BlockingApplication, session_id: str | int, facade: Session) -> None:
        # the answers that the batch of each thread waits for at its end
        self._batch = threading.local()
        super().__init__(app, session_id, facade)

    def widget_class(self, kind: str) -> type[Widget]:
        from pgwidgets.sync import Widgets  # noqa: PLC0415  # it imports this module

        cls: type[Widget] = getattr(Widgets, kind)
        return cls

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Wait once, at the end, for what the calls inside do, which travels together."""
        outer: list[Answer] | None = getattr(self._batch, "answers", None)
        answers: list[Answer] = []
        self._batch.answers = answers
        try:
            with Batch():
                yield
        finally:
            self._batch.answers = outer
        for answer in answers:
            self.wait_or_defer(answer)

    def wait_or_defer(self, answer: Answer) -> None:
        """Wait for the answer to a call, here, later, or not at all."""
        if answer.done and answer.error is None:
            return
        if not self.app.wait_each_call:
            answers: list[Answer] | None = getattr(self._batch, "answers", None)
            if answers is not None:
                answer.awaited = True
                answers.append(answer)
                return
            if cells.defer(self, answer):
                return
        self.wait_for(answer)

    def wait_for(self, answer: Answer) -> None:
        """Wait until a browser has answered; raises what it reported."""
        answer.awaited = True
        flush()
        if not answer.done:
            self.app.wait_for(self, answer)
        if answer.error is not None:
            raise answer.error

    def wait_for_user(self, expected: Expected, timeout: float | None) -> None:
        """Wait until the user has done something, or nobody can any more."""
        try:
            viewers.require(self)
            viewers.watch(self, expected)
            with prompt(expected):
                if not self.app.wait_for_user(self, expected, timeout):
                    raise expected.missed(timeout)
        finally:
            self.unexpect(expected)

    def answer_to(self, ask: Callable[[], PageQuery], timeout: float | None) -> Any:
        """Ask a page, and wait for its answer.

        Parameters
        ----------
        ask : callable
            Called once it is sure that a wait here can end.
        timeout : float or None
            In seconds; None is the application's `answer_timeout`.
        """
        limit = self.query_limit(timeout)
        self.app.require_waiting()
        query = ask()
        try:
            self.app.wait_for_page(self, query, limit)
        finally:
            self.expire(query, limit)
        return query.result()
