"""What no program can see, and tests wait for: the moment at which something has begun.

Here alone do tests that go through the public API look behind it.
"""

from __future__ import annotations

from typing import Any

from pgwidgets.session.facade import core_of


def waits_for_its_user(session: Any) -> bool:
    """Return whether a program waits in `session.wait()` or `dialog.ask()`."""
    return bool(core_of(session).waits._open)


def give_up_waiting(session: Any, error: Exception) -> None:
    """End the one wait for a user, twice, as those do who find it out at the same time."""
    (expected,) = core_of(session).waits._open
    core_of(session).unexpect(expected, error)
    core_of(session).unexpect(expected, error)


def expires_some_day(app: Any) -> bool:
    """Return whether a session's time is counted, as every browser has left it."""
    return bool(core_of(app)._expiry._cancels)


def has_queued_jobs(app: Any) -> bool:
    """Return whether jobs wait for `process_events()` or `run()`."""
    return bool(core_of(app)._queue._jobs)
