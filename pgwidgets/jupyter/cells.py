"""The cell that runs: what its end waits for, and which applications it made."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from pgwidgets.jupyter import environment
from pgwidgets.session.answers import Answer

Place = tuple[str, int]
"""A cell, and how many applications its run had made before."""


class Waiter(Protocol):
    """A session that can wait for an answer."""

    def wait_for(self, answer: Answer) -> None:
        """Wait, and raise what a page reported."""

    def report_error(self, error: BaseException) -> None:
        """Report an error that nobody waits for."""


@dataclass(slots=True)
class Cell:
    """One run of a cell.

    Attributes
    ----------
    identity : str
        The same when the cell is run again, and when it was edited meanwhile if the front
        end names its cells.
    task : asyncio.Task
        What runs it.
    """

    identity: str
    task: asyncio.Task[Any] | None
    applications: int = 0
    waiting: deque[tuple[Waiter, Answer]] = field(default_factory=deque)


class Cells:
    """The cells of this kernel, as they run."""

    def __init__(self) -> None:
        self._installed = False
        self._cell: Cell | None = None
        self._applications: weakref.WeakValueDictionary[Place, Any] = weakref.WeakValueDictionary()

    def install(self) -> None:
        """Follow the cells of this kernel; elsewhere nothing happens."""
        shell = environment.kernel_shell()
        if shell is None or self._installed:
            return
        self._installed = True
        if _on_main_thread() and _running_task() is not None:
            # whoever installs this runs in a cell
            self._begin(None)
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)

    def here(self) -> bool:
        """Whether the caller is the running cell's own code, not a handler, task or thread."""
        cell = self._cell
        return cell is not None and _on_main_thread() and _running_task() is cell.task

    def defer(self, waiter: Waiter, answer: Answer) -> bool:
        """Leave a wait to the end of the cell; returns whether a cell runs here."""
        cell = self._cell
        if cell is None or not self.here():
            return False
        answer.awaited = True
        waiting = cell.waiting
        # a cell may run for hours
        while waiting and waiting[0][1].done and waiting[0][1].error is None:
            waiting.popleft()
        waiting.append((waiter, answer))
        return True

    # -- applications ----------------------------------------------------------------

    def place(self) -> Place | None:
        """Return the place of an application that is being made; None outside cells."""
        cell = self._cell
        if cell is None or not self.here():
            return None
        cell.applications += 1
        return cell.identity, cell.applications

    def settle(self, place: Place | None, application: Any) -> Any | None:
        """Give a place to an application that starts; returns the one that had it before."""
        if place is None:
            return None
        former = self._applications.get(place)
        self._applications[place] = application
        return None if former is application else former

    # -- what the kernel tells -------------------------------------------------------

    def _begin(self, _info: Any) -> None:
        self._cell = Cell(_identity(), _running_task())

    def _end(self, result: Any) -> None:
        cell = self._cell
        if cell is None:
            return
        # a cell with `await` in it has ended with its own task
        cell.task = _running_task()
        try:
            failure = _wait_for_all(cell.waiting)
        finally:
            self._cell = None
        if failure is None:
            return
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


def _identity() -> str:
    shell = environment.kernel_shell()
    parent = shell.kernel.get_parent("shell") if shell is not None else {}
    metadata, content = parent.get("metadata", {}), parent.get("content", {})
    # JupyterLab and Notebook name their cells; elsewhere the same text is the same cell
    return str(metadata.get("cellId") or content.get("code", ""))


def _on_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _running_task() -> asyncio.Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


_cells = Cells()
install = _cells.install
here = _cells.here
defer = _cells.defer
place = _cells.place
settle = _cells.settle
