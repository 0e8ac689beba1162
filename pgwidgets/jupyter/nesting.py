"""Waiting on an event loop that is running already, by re-entering it."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Coroutine
from typing import Any, TypeVar

from pgwidgets.errors import EventLoopError
from pgwidgets.jupyter import cells, environment
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
        loop = kernel_loop()
        if not is_allowed_here():
            raise EventLoopError(
                "a handler or task on the kernel's event loop can't wait for a browser: it "
                "would hold up the loop that brings the answer. Wait in a cell or a thread"
            )
        allow_nesting(loop)
    except EventLoopError:
        coroutine.close()
        raise
    return loop.run_until_complete(coroutine)


def is_allowed_here() -> bool:
    """Whether re-entering the loop from here would not mix up cells and handlers."""
    return not in_handler() and (cells.here() or not environment.in_kernel())


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


def _is_original_applied() -> bool:
    return hasattr(asyncio, "_nest_patched") and not hasattr(asyncio, "_nest_asyncio2")
