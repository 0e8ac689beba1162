"""How long a session lives that every browser has left."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable

from pgwidgets.protocol import messages
from pgwidgets.server.session import HostedSession
from pgwidgets.session.handlers import Handler
from pgwidgets.session.jobs import Call, Job


class Expiry:
    """Destroys the sessions that nobody came back to.

    Parameters
    ----------
    call_later : callable
        Runs a function on the application's loop after some seconds; returns its cancelling.
    seconds : float or None
        How long a session waits for a browser; None is for ever.

    Attributes
    ----------
    handlers : list of Handler
        Called with a session whose time is over, before it is destroyed.
    """

    def __init__(
        self,
        call_later: Callable[[float, Callable[[], None]], Callable[[], None]],
        seconds: float | None,
    ) -> None:
        self.handlers: list[Handler] = []
        # the clock of the application
        self._call_later = call_later
        # how long a session waits for a browser; None is for ever
        self._seconds = seconds
        # guards the cancels: browsers come and go on the loop, sessions end on any thread
        self._lock = threading.Lock()
        # stops the count of each session that nobody shows
        self._cancels: dict[object, Callable[[], None]] = {}

    def begin(self, session: HostedSession) -> None:
        """Count the time of a session, as its last browser has left."""
        if self._seconds is None:
            return
        cancel = self._call_later(self._seconds, lambda: self._expire(session))
        with self._lock:
            self._cancels[session] = cancel

    def stop(self, session: object) -> None:
        """Count no longer: a browser has come, or the session has ended."""
        with self._lock:
            cancel = self._cancels.pop(session, None)
        if cancel is not None:
            cancel()

    def _expire(self, session: HostedSession) -> None:
        self.stop(session)
        calls = [Call(handler.bind([session.facade]), handler.context) for handler in self.handlers]
        calls.append(Call(lambda: _let_go(session), contextvars.copy_context()))
        session.dispatcher.submit(Job(calls))


def _let_go(session: HostedSession) -> None:
    # a browser may have come while the handlers ran
    if not session.is_connected:
        session.logger.info("session %s: nobody came back in time", session.id)
        session.end(messages.ENDED_CODE, "nobody came back in time")
