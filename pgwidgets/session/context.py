"""Whether the running code is a handler, where nothing waits."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable


class Handling:
    """One run of a handler: the code inside `with`, but not the tasks and threads it starts."""

    __slots__ = ("_task", "_thread", "_token", "at_end")

    def __init__(self) -> None:
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
