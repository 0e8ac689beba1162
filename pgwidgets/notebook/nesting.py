"""Waiting on an event loop that is running already, by re-entering it."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import inspect
from collections.abc import Coroutine
from typing import Any, TypeVar

from pgwidgets.errors import EventLoopError
from pgwidgets.notebook import cells, environment
from pgwidgets.session.context import in_handler

T = TypeVar("T")

PACKAGE = "nest_asyncio2"


def kernel_loop() -> asyncio.AbstractEventLoop:
    """Return the kernel's event loop, which must be the running one.

    Raises
    ------
    EventLoopError
        When no loop runs here.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise EventLoopError(
            'event_loop="kernel" needs a running event loop, as a notebook has; '
            'in a script use event_loop="thread"'
        ) from None


def run_nested(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on the loop that is running already.

    Only for a cell's own code: what the loop itself calls must return to it.

    Raises
    ------
    EventLoopError
        When the loop can't be re-entered from here.
    """
    try:
        loop = require_here()
    except EventLoopError:
        coroutine.close()
        raise
    task = loop.create_task(coroutine)
    try:
        return loop.run_until_complete(task)
    except BaseException:
        # an interrupt ended the task as well, or it hit the loop and the task would go on
        if not task.cancel() and not task.cancelled():
            task.exception()
        raise


def require_here() -> asyncio.AbstractEventLoop:
    """Let the running loop be re-entered from here, and return it.

    Raises
    ------
    EventLoopError
        When that can't be.
    """
    loop = kernel_loop()
    if not is_allowed_here():
        raise EventLoopError(
            "a handler or task on the kernel's event loop can't wait for a browser: it "
            "would hold up the loop that brings the answer. Wait in a cell or a thread, or "
            'leave the application on its own thread (event_loop="thread")'
        )
    allow_nesting(loop)
    return loop


def is_allowed_here() -> bool:
    """Whether re-entering the loop from here would not mix up cells and handlers."""
    return not in_handler() and (cells.here() or not environment.in_kernel())


def allow() -> None:
    """Let code in cells call `asyncio.run()`, as scripts do; outside kernels nothing happens.

    Raises
    ------
    EventLoopError
        When nest-asyncio2 is not installed, or its predecessor is at work.
    """
    if environment.in_kernel():
        cells.install()
        allow_nesting(kernel_loop())


def explain_run() -> None:
    """Have `asyncio.run()`, which fails in a cell, say there what makes it work."""
    if not environment.in_kernel() or hasattr(asyncio, "_nest_patched"):
        return
    original = asyncio.run
    if hasattr(original, "__wrapped__"):
        return

    def run(main: Any, **options: Any) -> Any:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return original(main, **options)
        if inspect.iscoroutine(main):
            main.close()
        raise EventLoopError(
            "asyncio.run() can't run in a cell, since the kernel's event loop runs already: "
            "`import pgwidgets.jupyter` or `%load_ext pgwidgets` allows it, or write "
            "`await main()` instead"
        )

    functools.update_wrapper(run, original)
    asyncio.run = run


def can_nest() -> bool:
    """Whether a cell's code can re-enter the loop."""
    return not _is_original_applied() and importlib.util.find_spec(PACKAGE) is not None


def allow_nesting(loop: asyncio.AbstractEventLoop) -> None:
    """Let the loop be re-entered, with nest-asyncio2.

    Raises
    ------
    EventLoopError
        When that is not installed, or its predecessor is at work.
    """
    if _is_original_applied():
        raise EventLoopError(
            "nest_asyncio was applied in this kernel; it loses cells that are queued, and "
            "pgwidgets needs its maintained continuation: restart the kernel and don't apply it"
        )
    try:
        import nest_asyncio2  # noqa: PLC0415  # only notebooks have it
    except ImportError:
        raise EventLoopError(
            "blocking calls on the kernel's loop need nest-asyncio2: "
            'pip install "pgwidgets-python[jupyter]"'
        ) from None
    nest_asyncio2.apply(loop)
    _follow(loop)


def _follow(loop: asyncio.AbstractEventLoop) -> None:
    """Take what a cell runs on the loop while it waits for that for the cell's own code."""
    original = loop.run_until_complete
    if hasattr(original, "__wrapped__"):
        return

    def run_until_complete(future: Any) -> Any:
        return original(cells.include(future, loop))

    functools.update_wrapper(run_until_complete, original)
    loop.run_until_complete = run_until_complete  # type: ignore[method-assign]


def _is_original_applied() -> bool:
    return hasattr(asyncio, "_nest_patched") and not hasattr(asyncio, "_nest_asyncio2")
