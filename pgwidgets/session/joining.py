"""How a browser joins a session, as a new one or going on where it was, and how it leaves."""

from __future__ import annotations

from pgwidgets.errors import LimitError
from pgwidgets.protocol import messages
from pgwidgets.protocol.events import Hello
from pgwidgets.session.client import Client, Transport
from pgwidgets.session.core import SessionCore


def join(session: SessionCore, transport: Transport, hello: Hello, *, rebuild: bool) -> Client:
    """Add a browser that has greeted.

    One that comes back gets what it missed, if that is kept, and otherwise a snapshot. Either
    way it is told which of its inputs were applied: it sends the others again.

    Parameters
    ----------
    rebuild : bool
        Whether there may be something to show already.

    Raises
    ------
    SessionClosedError
        When the session has ended.
    LimitError
        When it has all the browsers that it may have.
    """
    with session.lock:
        session.require_open()
        # what a newcomer is shown is not to come again
        session.gathering.tell()
        former = None
        if hello.resume is not None:
            former = _leave_behind(session, hello.resume.name)
            if former is not None and former.resume(transport, hello.resume.received):
                transport.say(messages.resumed(former.seq))
                session.fanout.add(former)
                transport.wake()
                return former
        _require_room(session)
        client = Client(transport, hello.features, session.limits)
        if former is not None:
            client.author = former.author
        _greet(session, client, applied=None if former is None else former.seq)
        if rebuild:
            session.fanout.rebuild(client)
        session.fanout.add(client)
        return client


def leave(session: SessionCore, client: Client, transport: Transport) -> bool:
    """Take notice that a transport has ended; returns whether it was still the browser's."""
    with session.lock:
        if client.transport is not transport or client not in session.clients:
            return False
        session.fanout.remove(client)
        if client.resumes and not session.destroyed:
            session.fanout.suspended.put(client)
        return True


def _leave_behind(session: SessionCore, name: str) -> Client | None:
    """Return the browser of this name for it to come back, without its former connection."""
    suspended = session.fanout.suspended.take(name)
    if suspended is not None:
        return suspended
    for client in session.clients:
        # a connection that is half open: this end has not noticed yet
        if client.name == name:
            client.close(messages.GOING_AWAY_CODE, "the browser came back on another connection")
            session.fanout.remove(client)
            client.transport = None
            return client
    return None


def _require_room(session: SessionCore) -> None:
    most, count = session.limits.connections, len(session.clients)
    if most is not None and count >= most:
        raise LimitError(f"this session has {count} browsers, as many as max_connections allows")


def _greet(session: SessionCore, client: Client, *, applied: int | None) -> None:
    """Tell a browser where it is.

    Parameters
    ----------
    applied : int or None
        The last of its earlier inputs that was applied, if it was here before.
    """
    name = client.name if client.resumes else None
    limits = session.limits.told(client.features)
    client.tell(messages.session_info(session.id, session.token, name, applied, limits))
