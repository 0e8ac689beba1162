"""The cells that run: what the end of one waits for, and what belongs to it."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from pgwidgets.notebook import environment, wording
from pgwidgets.session.answers import Answer
from pgwidgets.session.core import interrupted
from pgwidgets.session.handlers import Origin

T = TypeVar("T")


class Waiter(Protocol):
    """A session that can wait for an answer."""

    def wait_for(self, answer: Answer) -> None:
        """Wait, and raise what a page reported."""

    def report_error(self, error: BaseException) -> None:
        """Report an error that nobody waits for."""


@dataclass(slots=True, eq=False)
class Cell:
    """One run of a cell.

    Attributes
    ----------
    identity : str
        The same when the cell is run again, and when it was edited meanwhile if the front
        end names its cells.
    request : str
        The id of the front end's message that asked for this run.
    tasks : list of asyncio.Task
        What runs it, and what it has the loop run while it waits (`asyncio.run`).
    depth : int
        How many runs there are inside one another: `%%capture` runs a cell in a cell.
    applications : int
        How many it has made.
    windowless : dict
        The widgets in no window that it has shown so far, each by its node.
    """

    identity: str
    request: str
    tasks: list[asyncio.Future[Any] | None]
    depth: int = 1
    applications: int = 0
    waiting: deque[tuple[Waiter, Answer]] = field(default_factory=deque)
    windowless: dict[Any, Any] = field(default_factory=dict)


class Cells:
    """The cells of this kernel, as they run: one at a time in each thread that runs any."""

    def __init__(self) -> None:
        # whether the kernel tells of its cells
        self._installed = False
        # by the thread that runs them
        self._running: dict[int, Cell] = {}
        # called with each cell that did not fail
        self._at_end: list[Callable[[Cell], None]] = []

    def install(self) -> None:
        """Follow the cells of this kernel; elsewhere nothing happens."""
        shell = environment.kernel_shell()
        if shell is None or self._installed:
            return
        self._installed = True
        Origin.here = self.origin
        wording.install(shell)
        environment.warn_of_old_kernel()
        if threading.current_thread() is threading.main_thread() and _running_task() is not None:
            # whoever installs this runs in a cell
            self._begin(None)
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)

    def current(self) -> Cell | None:
        """Return the cell whose own code the caller is: no handler, task or thread of its."""
        cell = self._running.get(threading.get_ident())
        return cell if cell is not None and _running_task() in cell.tasks else None

    def here(self) -> bool:
        """Whether the caller is a running cell's own code, not a handler, task or thread."""
        return self.current() is not None

    def defer(self, waiter: Waiter, answer: Answer) -> bool:
        """Leave a wait to the end of the cell; returns whether a cell runs here."""
        cell = self.current()
        if cell is None:
            return False
        answer.awaited = True
        waiting = cell.waiting
        # a cell may run for hours
        while waiting and waiting[0][1].done and waiting[0][1].error is None:
            waiting.popleft()
        waiting.append((waiter, answer))
        return True

    def origin(self) -> tuple[str, str] | None:
        """Return what names the cell whose own code the caller is, and this run of it."""
        cell = self.current()
        return None if cell is None else (cell.identity, cell.request)

    def include(self, awaitable: Awaitable[T], loop: asyncio.AbstractEventLoop) -> Awaitable[T]:
        """Take for the cell's own code what it has the loop run while it waits for that."""
        cell = self.current()
        if cell is None:
            return awaitable
        task = asyncio.ensure_future(awaitable, loop=loop)
        cell.tasks.append(task)
        task.add_done_callback(cell.tasks.remove)
        return task

    def at_end(self, function: Callable[[Cell], None]) -> None:
        """Call a function at the end of each cell that did not fail."""
        self._at_end.append(function)

    # -- what the kernel tells -------------------------------------------------------

    def _begin(self, _info: Any) -> None:
        identity, request = _asked()
        cell = self._running.get(threading.get_ident())
        if cell is not None and cell.request == request:
            cell.depth += 1
        else:
            self._running[threading.get_ident()] = Cell(identity, request, [_running_task()])

    def _end(self, result: Any) -> None:
        cell = self._running.get(threading.get_ident())
        if cell is None:
            return
        cell.depth -= 1
        if cell.depth:
            return
        # a cell with `await` in it has ended with its own task
        cell.tasks[0] = _running_task()
        failure = None
        try:
            if isinstance(result.error_in_exec, KeyboardInterrupt):
                _release(cell.waiting)
                while interrupted:
                    interrupted.pop().mend()
            else:
                failure = _wait_for_all(cell.waiting)
            if failure is None and result.success:
                for function in self._at_end:
                    function(cell)
        finally:
            del self._running[threading.get_ident()]
        if failure is not None:
            _show_failure(result, failure)


def _show_failure(result: Any, failure: BaseException) -> None:
    """Have the cell fail that ended without an error of its own."""
    if result.error_before_exec is None and result.error_in_exec is None:
        result.error_in_exec = failure
    shell = environment.kernel_shell()
    if shell is not None:
        shell.showtraceback((type(failure), failure, failure.__traceback__))


def _wait_for_all(waiting: deque[tuple[Waiter, Answer]]) -> BaseException | None:
    """Wait for the answers; returns the first error and reports the others."""
    failure: BaseException | None = None
    while waiting:
        waiter, answer = waiting.popleft()
        try:
            waiter.wait_for(answer)
        except KeyboardInterrupt as interrupt:
            _release(waiting)
            return failure or interrupt
        except Exception as error:  # noqa: BLE001  # shown as the cell's own
            if failure is None:
                failure = error
            else:
                waiter.report_error(error)
    return failure


def _release(waiting: deque[tuple[Waiter, Answer]]) -> None:
    """Nobody waits for these any more: an error of theirs is to be reported."""
    for waiter, answer in waiting:
        answer.awaited = False
        if answer.error is not None:
            waiter.report_error(answer.error)
    waiting.clear()


def _asked() -> tuple[str, str]:
    """Return the identity of the cell that is to run, and the id of the request to run it."""
    shell = environment.kernel_shell()
    parent = shell.kernel.get_parent("shell") if shell is not None else {}
    metadata, content = parent.get("metadata", {}), parent.get("content", {})
    # JupyterLab and Notebook name their cells; elsewhere the same text is the same cell
    identity = str(metadata.get("cellId") or content.get("code", ""))
    return identity, str(parent.get("header", {}).get("msg_id", ""))


def _running_task() -> asyncio.Task[Any] | None:
    with suppress(RuntimeError):
        return asyncio.current_task()
    return None


_cells = Cells()
install = _cells.install
current = _cells.current
here = _cells.here
defer = _cells.defer
include = _cells.include
at_end = _cells.at_end
