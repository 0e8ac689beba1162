"""What is found out about documents without the session's lock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from pgwidgets.model.documents.task import GivenUpError, Task
from pgwidgets.model.node import Node
from pgwidgets.session.owner import Owner

if TYPE_CHECKING:
    from pgwidgets.session.core import SessionCore


class Tasks:
    """The tasks of one session, one for each document at most. Its lock guards them.

    Each document that has one is worked on by a thread of its own, as long as it has: a task that
    is given up ends first, and then comes the one in its place.
    """

    def __init__(self, session: SessionCore, owner: Owner) -> None:
        # whose documents these are
        self._session = session
        # where what was found out is settled
        self._owner = owner
        # by the widgets' ids: what is to be done next, for those that have a thread
        self._next: dict[int, Task | None] = {}
        # what is being done, or waits to be settled
        self._current: dict[int, Task] = {}

    def update(self, node: Node) -> None:
        """Begin what a document asks for; what it asked for before is not wanted any more."""
        document = self._session.declarations[node.kind].document
        task = None if document is None or node.destroyed else node.state[document.key].task
        former = self._current.get(node.wid)
        if task is former:
            return
        if former is not None:
            former.give_up()
            del self._current[node.wid]
        if task is None:
            return
        self._current[node.wid] = task
        has_thread = node.wid in self._next
        self._next[node.wid] = task
        if not has_thread:
            work = threading.Thread(
                target=self._work, args=(node,), name="pgwidgets-task", daemon=True
            )
            work.start()

    def forget(self, node: Node) -> None:
        """Give up what a widget's document asked for: it is gone."""
        task = self._current.pop(node.wid, None)
        if task is not None:
            task.give_up()

    def clear(self) -> None:
        """Give up all."""
        for task in self._current.values():
            task.give_up()
        self._current.clear()

    def _work(self, node: Node) -> None:
        """Do what a document asks for, until that is nothing any more."""
        while (task := self._take(node)) is not None:
            try:
                task.run()
            except GivenUpError:
                continue
            except Exception as error:  # noqa: BLE001 - it is the program's values that run
                self._session.report_error(error)
            self._owner.call_later(0, lambda task=task: self._settle(node, task))  # type: ignore[misc]

    def _take(self, node: Node) -> Task | None:
        """Return what is to be done next; when that is nothing, the thread has to end."""
        with self._session.lock:
            task = self._next[node.wid]
            if task is None or self._current.get(node.wid) is not task:
                del self._next[node.wid]
                return None
            self._next[node.wid] = None
            return task

    def _settle(self, node: Node, task: Task) -> None:
        with self._session.lock:
            if self._current.get(node.wid) is task:
                del self._current[node.wid]
                self._session.when_done(node, task)
