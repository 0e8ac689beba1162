"""Whether the running code is a handler, where nothing waits."""

from __future__ import annotations

import asyncio
import contextvars
import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pgwidgets.session.client import Client


class Handling:
    """One run of a handler: the code inside `with`, but not the tasks and threads it starts.

    Parameters
    ----------
    cause : Client or None
        The browser whose user made it run.
    """

    __slots__ = ("_cause", "_task", "_thread", "_token", "at_end")

    def __init__(self, cause: Client | None = None) -> None:
        # weakly: what is registered in a handler keeps its context for as long
        self._cause = None if cause is None else weakref.ref(cause)
        # called when it has ended, each once
        self.at_end: dict[Callable[[], None], None] = {}
        # where it runs; None before and after
        self._thread: int | None = None
        # the task that it is, where a loop runs it
        self._task: asyncio.Task[object] | None = None
        # restores what ran around it
        self._token: contextvars.Token[Handling | None]

    def __enter__(self) -> None:
        self._thread = threading.get_ident()
        try:
            self._task = asyncio.current_task()
        except RuntimeError:
            self._task = None
        self._token = _current.set(self)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # a coroutine that nobody runs on is closed wherever it is found
        if kind is not GeneratorExit:
            _current.reset(self._token)
        self._thread = None
        for function in self.at_end:
            function()

    @property
    def cause(self) -> Client | None:
        """The browser whose user made it run, if there is one and it is not forgotten."""
        return None if self._cause is None else self._cause()

    def is_here(self) -> bool:
        """Whether this code is the handler's own: not a task's or thread's that it started."""
        if threading.get_ident() != self._thread:
            return False
        return self._task is None or asyncio.current_task() is self._task


_current: contextvars.ContextVar[Handling | None] = contextvars.ContextVar(
    "pgwidgets_handling", default=None
)


def in_handler() -> bool:
    """Whether a handler is running here."""
    run = _current.get()
    return run is not None and run.is_here()


def current_cause() -> Client | None:
    """Return the browser whose user made the handler run that runs here, or started this task."""
    run = _current.get()
    return None if run is None else run.cause


def at_end_of_handler(function: Callable[[], None]) -> bool:
    """Call a function once when the handler that runs here has ended.

    Returns
    -------
    bool
        False where no handler is running: nothing will be called.
    """
    run = _current.get()
    if run is None or not run.is_here():
        return False
    run.at_end[function] = None
    return True
