"""What the running code is a part of: a handler, where nothing waits, or a batch."""

from __future__ import annotations

import asyncio
import contextvars
import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from pgwidgets.session.client import Client


class Stretch:
    """Code with an end: what is inside `with`, but not the tasks and threads that it starts."""

    __slots__ = ("_at_end", "_task", "_thread", "_token")

    # what runs here, of each kind of it
    _current: ClassVar[contextvars.ContextVar[Any]]

    def __init__(self) -> None:
        # called when it has ended, each once
        self._at_end: dict[Callable[[], None], None] = {}
        # where it runs; None before and after
        self._thread: int | None = None
        # the task that it is, where a loop runs it
        self._task: asyncio.Task[object] | None = None
        # restores what ran around it
        self._token: contextvars.Token[Any]

    def __enter__(self) -> None:
        self._thread = threading.get_ident()
        try:
            self._task = asyncio.current_task()
        except RuntimeError:
            self._task = None
        self._token = self._current.set(self)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # a coroutine that nobody runs on is closed wherever it is found
        if kind is not GeneratorExit:
            self._current.reset(self._token)
        self._thread = None
        self.flush()

    def at_end(self, function: Callable[[], None]) -> None:
        """Call a function once when it has ended."""
        self._at_end[function] = None

    def flush(self) -> None:
        """Call now what is to be called at its end."""
        # some of them bring about more
        while self._at_end:
            functions, self._at_end = self._at_end, {}
            for function in functions:
                function()

    def is_here(self) -> bool:
        """Whether this code is its own: not a task's or thread's that it started."""
        if threading.get_ident() != self._thread:
            return False
        return self._task is None or asyncio.current_task() is self._task


class Handling(Stretch):
    """One run of a handler.

    Parameters
    ----------
    cause : Client or None
        The browser whose user made it run.
    """

    __slots__ = ("_cause",)

    _current = contextvars.ContextVar("pgwidgets_handling", default=None)

    def __init__(self, cause: Client | None = None) -> None:
        super().__init__()
        # weakly: what is registered in a handler keeps its context for as long
        self._cause = None if cause is None else weakref.ref(cause)

    @classmethod
    def current(cls) -> Handling | None:
        """Return the handler that runs here, or started this task."""
        run: Handling | None = cls._current.get()
        return run

    @property
    def cause(self) -> Client | None:
        """The browser whose user made it run, if there is one and it is not forgotten."""
        return None if self._cause is None else self._cause()


class Batch(Stretch):
    """Calls of a program's that nobody waits for one by one: what they do travels together."""

    __slots__ = ()

    _current = contextvars.ContextVar("pgwidgets_batch", default=None)


def in_handler() -> bool:
    """Whether a handler is running here."""
    run = Handling.current()
    return run is not None and run.is_here()


def current_cause() -> Client | None:
    """Return the browser whose user made the handler run that runs here, or started this task."""
    run = Handling.current()
    return None if run is None else run.cause


def at_end(function: Callable[[], None]) -> bool:
    """Call a function once when the handler or the batch that runs here has ended.

    Returns
    -------
    bool
        False where none is running: nothing will be called.
    """
    stretch = _stretch()
    if stretch is None:
        return False
    stretch.at_end(function)
    return True


def flush() -> None:
    """Call now what is to be called at the end of what runs here: somebody waits for it."""
    stretch = _stretch()
    if stretch is not None:
        stretch.flush()


def _stretch() -> Stretch | None:
    """Return the handler that runs here, or else the batch."""
    for kind in (Handling, Batch):
        stretch: Stretch | None = kind._current.get()  # noqa: SLF001 - of this module
        if stretch is not None and stretch.is_here():
            return stretch
    return None
