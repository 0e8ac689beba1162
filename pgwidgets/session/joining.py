"""How a browser joins a session: as a new one, or going on where it was."""

from __future__ import annotations

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
        former = None
        if hello.resume is not None:
            former = session.leave_behind(hello.resume.name)
            if former is not None and former.resume(transport, hello.resume.received):
                transport.say(messages.resumed(former.seq))
                session.fanout.add(former)
                transport.wake()
                return former
        client = session.make_client(transport, hello.features)
        session.attach(client, rebuild=rebuild, applied=None if former is None else former.seq)
        return client
