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
    thread : int or None
        The thread that runs it, until it ends.
    task : asyncio.Task or None
        The task that runs it, of the async API.
    at_end : dict
        Its keys are what is called when it has ended, in their order.
    """

    __slots__ = ("at_end", "task", "thread")

    def __init__(self) -> None:
        self.thread: int | None = threading.get_ident()
        try:
            self.task = asyncio.current_task()
        except RuntimeError:
            self.task = None
        self.at_end: dict[Callable[[], None], None] = {}

    def is_here(self) -> bool:
        """Whether this code is the handler's own: not a task's or thread's that it started."""
        if threading.get_ident() != self.thread:
            return False
        return self.task is None or asyncio.current_task() is self.task


_run: contextvars.ContextVar[_Run | None] = contextvars.ContextVar("pgwidgets_run", default=None)


@contextmanager
def handling() -> Iterator[None]:
    """Mark the code inside as a handler's: not the tasks and threads that it starts."""
    run = _Run()
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)
        run.thread = None
        for function in run.at_end:
            function()


def in_handler() -> bool:
    """Whether a handler is running here."""
    run = _run.get()
    return run is not None and run.is_here()


def at_end_of_handler(function: Callable[[], None]) -> bool:
    """Call a function once when the handler that runs here has ended.

    Returns
    -------
    bool
        False where no handler is running: nothing will be called.
    """
    run = _run.get()
    if run is None or not run.is_here():
        return False
    run.at_end[function] = None
    return True
