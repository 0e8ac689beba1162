"""What the sessions of both APIs share beyond the core: their application and its server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pgwidgets.errors import SessionClosedError
from pgwidgets.protocol import messages
from pgwidgets.session.core import SessionCore
from pgwidgets.session.jobs import Job, single
from pgwidgets.session.questions import check_timeout

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pgwidgets.server.application import ApplicationCore

A = TypeVar("A", bound="ApplicationCore[Any]")


class HostedSession(SessionCore, Generic[A]):
    """A session of an application that serves it.

    Parameters
    ----------
    app : Application
        The owning Application.
    session_id : str or int
        Unique session identifier.
    ws : object, optional
        Initial WebSocket connection: anything with async `send`, `recv` and `close`.
    """

    def __init__(self, app: A, session_id: str | int, ws: Any = None) -> None:
        super().__init__(
            app, session_id, app.make_dispatcher(self.report_error), app.settings.logger
        )
        self._app = app
        if ws is not None:
            self.add_connection(ws)

    def __repr__(self) -> str:
        return f"<Session {self.id}>"

    @property
    def app(self) -> A:
        """The Application this session belongs to."""
        return self._app

    def get_url(self) -> str:
        """Return the URL with which a browser joins this session: keep it as a secret."""
        return f"{self._app.url}?session={self.id}&token={self.token}"

    def add_connection(self, ws: Any) -> None:
        """Add a browser connection to this session.

        Parameters
        ----------
        ws : object
            Anything with async `send`, `recv` and `close`, used on the application's loop.
        """
        self._app.host.adopt(self, ws)

    def remove_connection(self, ws: Any) -> None:
        """Close a browser connection of this session."""
        for client in list(self.clients):
            if client.connection is ws:
                client.close(messages.ENDED_CODE, "the program closed the connection")

    def send_away(self) -> None:
        """Close the connections of all browsers."""
        self.disconnect(messages.ENDED_CODE, "the program closed the connection")

    def finish(self) -> None:
        """Destroy the session and all its widgets."""
        self.end(messages.ENDED_CODE, "the program ended the session")

    def query_limit(self, timeout: float | None) -> float:
        """Return how long the answer of a page is waited for, in seconds."""
        limit = check_timeout(timeout)
        return self._app.settings.answer_timeout if limit is None else limit

    def gui_do(self, func: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Run a function where this session's handlers run; does not wait for it.

        May be called from any thread.

        Parameters
        ----------
        func : callable
            In the asynchronous API a coroutine function, too.
        *args, **kwargs
            Passed to it.

        Raises
        ------
        SessionClosedError
            When the session has ended.
        """
        self._require_open()
        self.dispatcher.submit(single(lambda: func(*args, **kwargs)))

    def submit_call(self, run: Callable[[], object], future: Future[Any]) -> None:
        """Have the function run that settles a future, which fails if it never will."""
        job: Job = single(run)
        job.dropped.append(
            lambda: future.set_exception(SessionClosedError("the session ended before the call"))
        )
        self.dispatcher.submit(job)
