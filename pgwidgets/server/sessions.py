"""The sessions of an application, by their ids."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from pgwidgets.errors import SessionClosedError
from pgwidgets.protocol import messages
from pgwidgets.server.session import HostedSession
from pgwidgets.session.identity import normal_id

ID_BITS = 53
"""What a JavaScript number holds exactly."""


class Sessions:
    """Those that live. Any thread may use it.

    Parameters
    ----------
    build : callable
        Returns a new session of an id.
    """

    def __init__(self, build: Callable[[str | int], HostedSession]) -> None:
        # makes one for an id
        self._build = build
        # those that live
        self._by_id: dict[str | int, HostedSession] = {}
        # guards them
        self._lock = threading.RLock()
        # whether browsers begin none
        self._is_closing = False

    def all(self) -> dict[str | int, HostedSession]:
        """Return the sessions by their ids; a copy."""
        with self._lock:
            return dict(self._by_id)

    def new_id(self) -> int:
        """Return an id that no session has: random, so that a stale page meets none."""
        while True:
            session_id = secrets.randbits(ID_BITS)
            if session_id and session_id not in self._by_id:
                return session_id

    def find(self, session_id: str | int | None) -> HostedSession | None:
        """Return the session of an id that a browser sent."""
        if session_id is None:
            return None
        try:
            return self._by_id.get(normal_id(session_id))
        except ValueError:
            # empty, or of more digits than Python converts
            return None

    def make(self, session_id: str | int) -> HostedSession:
        """Make a session and keep it.

        Raises
        ------
        ValueError
            When one has this id already.
        """
        with self._lock:
            if normal_id(session_id) in self._by_id:
                raise ValueError(f"there is a session with the id {session_id!r} already")
            session = self._build(session_id)
            self._by_id[session.id] = session
            return session

    def begin(self, session_id: str | int) -> HostedSession:
        """Make a session for a browser.

        Raises
        ------
        SessionClosedError
            While the application closes.
        """
        with self._lock:
            if self._is_closing:
                raise SessionClosedError("the application closes")
            return self.make(session_id)

    def open(self) -> None:
        """Let browsers begin sessions."""
        self._is_closing = False

    def end(self) -> None:
        """Destroy all sessions; browsers that come from now on begin none."""
        with self._lock:
            self._is_closing = True
            sessions = list(self._by_id.values())
        for session in sessions:
            session.end(messages.GOING_AWAY_CODE, "the application was closed")

    def remove(self, session: object) -> None:
        """Forget a session that was destroyed."""
        with self._lock:
            for key, candidate in list(self._by_id.items()):
                if candidate is session:
                    del self._by_id[key]
