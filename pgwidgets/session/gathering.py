"""Edits that pages are told of together, at the end of the handler or the batch that made them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pgwidgets.model.change import Change, Edited
from pgwidgets.session.answers import DONE, Answer
from pgwidgets.session.context import at_end, in_handler
from pgwidgets.session.owner import Owner

if TYPE_CHECKING:
    from pgwidgets.session.core import SessionCore

MOST = 1000
"""So many edits are gathered; then pages are told, however long it goes on."""

SECONDS = 0.016
"""Nor do they wait for longer: a handler may take its time."""


class Gathering:
    """Edits of one document of a session, one after the other. Its lock guards them."""

    def __init__(self, session: SessionCore, owner: Owner) -> None:
        # who tells pages of them
        self._session = session
        # the clock of the application
        self._owner = owner
        # in their order
        self._edits: list[Edited] = []
        # what pages will say to all of them, where somebody waits for that
        self._promised: Answer | None = None
        # whether a timer runs: the end of a handler may be far away
        self._is_timed = False

    def publish(self, changes: Sequence[Change]) -> Answer:
        """Publish what a command did; an edit may wait for those that come next.

        A handler or a batch that sets many cells makes one message then, and not one for each.
        """
        if not changes:
            return DONE
        edit = _gathered(changes)
        if edit is None or not (self._session.fanout.may_gather and at_end(self.tell)):
            return self._session.publish(changes)
        if self._edits and (len(self._edits) == MOST or self._edits[0].node is not edit.node):
            self.tell()
        self._edits.append(edit)
        if not self._is_timed:
            self._owner.call_later(SECONDS, self._ring)
            self._is_timed = True
        return DONE if in_handler() else self._promise()

    def tell(self) -> None:
        """Tell the browsers now of what waits: something else comes next."""
        # most never edit so; the rest is asked again under the lock
        if not self._edits:
            return
        with self._session.lock:
            if self._edits:
                self._tell()

    def _ring(self) -> None:
        with self._session.lock:
            self._is_timed = False
            self.tell()

    def _tell(self) -> None:
        edits, self._edits = self._edits, []
        promised, self._promised = self._promised, None
        node, key = edits[0].node, edits[0].key
        edit = node.state[key].gathered([item.edit for item in edits])
        # every page knows documents, and so nothing else that does the same
        answer = self._session.publish([Edited(node, key, edit, None)])
        if promised is not None:
            self._session.fanout.keep(promised, answer)

    def _promise(self) -> Answer:
        """Return the answer to all that is gathered here."""
        if self._promised is None:
            self._promised = Answer(0, 0, done=False)
        return self._promised


def _gathered(changes: Sequence[Change]) -> Edited | None:
    """Return what a command did, if that is an edit that may be told later, with others."""
    if len(changes) != 1:
        return None
    (change,) = changes
    if not isinstance(change, Edited):
        return None
    gathers: tuple[type, ...] = change.node.state[change.key].gathers
    return change if isinstance(change.edit, gathers) else None
