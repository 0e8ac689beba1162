"""Whether the running code is a handler, where nothing waits."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Run:
    """One run of a handler.

    Attributes
    ----------
    place : object
        The task or thread that runs it.
    at_end : dict
        Its keys are what is called when it has ended, in their order.
    """

    __slots__ = ("at_end", "place")

    def __init__(self, place: object) -> None:
        self.place = place
        self.at_end: dict[Callable[[], None], None] = {}


_run: contextvars.ContextVar[_Run | None] = contextvars.ContextVar("pgwidgets_run", default=None)


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
    run = _Run(_here())
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)
        for function in run.at_end:
            function()


def in_handler() -> bool:
    """Whether a handler is running here."""
    run = _run.get()
    return run is not None and run.place == _here()


def at_end_of_handler(function: Callable[[], None]) -> bool:
    """Call a function once when the handler that runs here has ended.

    Returns
    -------
    bool
        False where no handler is running: nothing will be called.
    """
    run = _run.get()
    if run is None or run.place != _here():
        return False
    run.at_end[function] = None
    return True
