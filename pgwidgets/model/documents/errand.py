"""What takes long and is done for somebody without the session's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from pgwidgets.model.documents.task import Task
from pgwidgets.model.tables.pausing import Pause

Work: TypeAlias = Callable[[Pause], Any]
"""Does it, and calls now and then what it is given, so that others run, and it may be given up."""


class Errand(Task):
    """Something to be done once.

    Parameters
    ----------
    work : callable
        It must not touch the tree.
    then : callable
        `then(tree, node, outcome)`, under the lock again, with what came of it; None if it failed.

    Attributes
    ----------
    outcome : object
    """

    def __init__(self, work: Work, then: Callable[[Any, Any, Any], None]) -> None:
        super().__init__()
        # does it
        self._work = work
        self.then = then
        self.outcome: Any = None

    def run(self) -> None:
        self.outcome = self._work(self.pause)
