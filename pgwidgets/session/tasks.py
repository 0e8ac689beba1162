"""What is found out about documents without the session's lock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeAlias

from pgwidgets.model.change import Undertaken
from pgwidgets.model.documents.errand import Errand
from pgwidgets.model.documents.task import GivenUpError, Task
from pgwidgets.model.node import Node
from pgwidgets.session.client import Client
from pgwidgets.session.owner import Owner

if TYPE_CHECKING:
    from pgwidgets.session.core import SessionCore


Slot: TypeAlias = tuple[int, str, str]
"""A widget's id, what is done, and which browser has caused it: of each there is one task."""


class Tasks:
    """The tasks of one session. Its lock guards them.

    Each document may ask for one, and each browser for one errand of a name. What is asked for next
    takes the place of that: each of them has a thread of its own, as long as there is anything to
    do. A task that is given up ends first, and then comes the one in its place.
    """

    def __init__(self, session: SessionCore, owner: Owner) -> None:
        # whose documents these are
        self._session = session
        # where what was found out is settled
        self._owner = owner
        # what is to be done next, of what has a thread
        self._next: dict[Slot, Task | None] = {}
        # what is being done, or waits to be settled
        self._current: dict[Slot, Task] = {}

    def update(self, node: Node) -> None:
        """Begin what a document asks for; what it asked for before is not wanted any more."""
        document = self._session.declarations[node.kind].document
        task = None if document is None or node.destroyed else node.state[document.key].task
        self._put((node.wid, "", ""), node, task, None)

    def begin(self, change: Undertaken, cause: Client | None) -> None:
        """Begin what a browser has caused, or the program."""
        author = "" if cause is None else cause.author
        self._put((change.node.wid, change.name, author), change.node, change.errand, cause)

    def _put(self, slot: Slot, node: Node, task: Task | None, cause: Client | None) -> None:
        former = self._current.get(slot)
        if task is former:
            return
        if former is not None:
            former.give_up()
            del self._current[slot]
        if task is None:
            return
        self._current[slot] = task
        has_thread = slot in self._next
        self._next[slot] = task
        if not has_thread:
            work = threading.Thread(
                target=self._work, args=(slot, node, cause), name="pgwidgets-task", daemon=True
            )
            work.start()

    def forget(self, node: Node) -> None:
        """Give up what is done for a widget: it is gone."""
        for slot in [slot for slot in self._current if slot[0] == node.wid]:
            self._current.pop(slot).give_up()

    def clear(self) -> None:
        """Give up all."""
        for task in self._current.values():
            task.give_up()
        self._current.clear()

    def _work(self, slot: Slot, node: Node, cause: Client | None) -> None:
        """Do what is asked for, until that is nothing any more."""
        while (task := self._take(slot)) is not None:
            try:
                task.run()
            except GivenUpError:
                continue
            except Exception as error:  # noqa: BLE001 - it is the program's values that run
                self._session.report_error(error)
            self._owner.call_later(0, lambda task=task: self._settle(slot, node, task, cause))  # type: ignore[misc]

    def _take(self, slot: Slot) -> Task | None:
        """Return what is to be done next; when that is nothing, the thread has to end."""
        with self._session.lock:
            task = self._next[slot]
            if task is None or self._current.get(slot) is not task:
                del self._next[slot]
                return None
            self._next[slot] = None
            return task

    def _settle(self, slot: Slot, node: Node, task: Task, cause: Client | None) -> None:
        with self._session.lock:
            if self._current.get(slot) is not task:
                return
            del self._current[slot]
            if isinstance(task, Errand):
                self._session.when_run(node, task, cause)
            else:
                self._session.when_done(node, task)
