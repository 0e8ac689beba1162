"""Whether the running code is a handler, where nothing waits."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_place: contextvars.ContextVar[object] = contextvars.ContextVar("pgwidgets_handler", default=None)


def _here() -> object:
    """Return what runs this code: a task, or else a thread."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    return task if task is not None else threading.get_ident()


@contextmanager
def handling() -> Iterator[None]:
    """Mark the code inside as a handler's: not the tasks and threads that it starts."""
    token = _place.set(_here())
    try:
        yield
    finally:
        _place.reset(token)


def in_handler() -> bool:
    """Whether a handler is running here."""
    place = _place.get()
    return place is not None and place == _here()
