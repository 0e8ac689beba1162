"""What the program is asked on the way from what a user did to what comes of it."""

from __future__ import annotations

import contextvars
import inspect
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from pgwidgets.model.change import Consulted
from pgwidgets.session.jobs import Call, Job

if TYPE_CHECKING:
    from pgwidgets.session.client import Client
    from pgwidgets.session.core import SessionCore


def begin(session: SessionCore, change: Consulted, cause: Client | None) -> None:
    """Have the program's function run as a handler does, and go on with what it says."""

    def run() -> Awaitable[None] | None:
        try:
            said = change.function()
            if inspect.isawaitable(said):
                if session.dispatcher.awaits:
                    return _awaited(session, change, cause, said)
                raise _not_awaited(said)
        except BaseException as error:
            _go_on(session, change, cause, error)
            raise
        _go_on(session, change, cause, said)
        return None

    job = Job([Call(run, change.context or contextvars.copy_context(), cause)])
    if cause is not None:
        job.backlog = cause.backlog
        job.backlog.begin()
    session.dispatcher.submit(job)


async def _awaited(
    session: SessionCore, change: Consulted, cause: Client | None, said: Awaitable[Any]
) -> None:
    try:
        result = await said
    except BaseException as error:
        _go_on(session, change, cause, error)
        raise
    _go_on(session, change, cause, result)


def _not_awaited(said: Awaitable[Any]) -> TypeError:
    # nobody is going to await it
    close = getattr(said, "close", None)
    if close is not None:
        close()
    return TypeError(
        "a function of a synchronous program must return what it has to say, not something to "
        "await: that is for pgwidgets.async_"
    )


def _go_on(session: SessionCore, change: Consulted, cause: Client | None, said: Any) -> None:
    with session.lock:
        if session.destroyed or change.node.destroyed:
            return
        change.then(session.tree, change.node, said)
        author = cause if cause is not None and session.fanout.knows(cause) else None
        session.publish(session.tree.drain(), author, echo=True)
