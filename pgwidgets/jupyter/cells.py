"""Waiting once at the end of a cell, instead of at every call in it."""

from __future__ import annotations

import threading
from typing import Any, Protocol

from pgwidgets.jupyter import environment
from pgwidgets.session.answers import Answer


class Waiter(Protocol):
    """A session that can wait for an answer."""

    def wait_for(self, answer: Answer) -> None:
        """Wait, and raise what a page reported."""


class Cells:
    """The cell that runs, and the answers that its end waits for."""

    def __init__(self) -> None:
        self.running = False
        self._installed = False
        self._waiting: list[tuple[Waiter, Answer]] = []

    def install(self) -> None:
        """Follow the cells of this kernel; elsewhere nothing happens."""
        shell = environment.kernel_shell()
        if shell is None or self._installed:
            return
        self._installed = True
        # whoever installs this runs in a cell
        self.running = True
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)

    def defer(self, waiter: Waiter, answer: Answer) -> bool:
        """Leave a wait to the end of the cell; returns whether a cell runs here."""
        if not self.running or threading.current_thread() is not threading.main_thread():
            return False
        answer.awaited = True
        self._waiting.append((waiter, answer))
        return True

    def _begin(self, _info: Any) -> None:
        self.running = True

    def _end(self, result: Any) -> None:
        self.running = False
        waiting, self._waiting = self._waiting, []
        failure: BaseException | None = None
        for waiter, answer in waiting:
            try:
                waiter.wait_for(answer)
            except Exception as error:  # noqa: BLE001  # shown as the cell's own
                failure = failure or error
        if failure is not None and result.error_in_exec is None:
            result.error_in_exec = failure
            shell = environment.kernel_shell()
            if shell is not None:
                shell.showtraceback((type(failure), failure, failure.__traceback__))


_cells = Cells()
install = _cells.install
defer = _cells.defer
