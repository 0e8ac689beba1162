"""Edits that pages are told of together, at the end of the handler or the batch that made them."""

from __future__ import annotations

from collections.abc import Sequence

from pgwidgets.model.change import Change, Edited
from pgwidgets.session.answers import Answer

MOST = 1000
"""So many edits are gathered; then pages are told, however long it goes on."""

SECONDS = 0.016
"""Nor do they wait for longer: a handler may take its time."""


class Gathering:
    """Edits of one document, one after the other. The session's lock guards it."""

    def __init__(self) -> None:
        # in their order
        self._edits: list[Edited] = []
        # what pages will say to all of them, where somebody waits for that
        self._promised: Answer | None = None

    def __bool__(self) -> bool:
        """Whether pages have still to be told of something."""
        return bool(self._edits)

    def has_room(self, edit: Edited) -> bool:
        """Whether an edit may be told with those that are here."""
        if not self._edits:
            return True
        return len(self._edits) < MOST and self._edits[0].node is edit.node

    def add(self, edit: Edited) -> None:
        """Keep one more, for which there is room."""
        self._edits.append(edit)

    def promise(self) -> Answer:
        """Return the answer to all that is gathered here."""
        if self._promised is None:
            self._promised = Answer(0, 0, done=False)
        return self._promised

    def empty(self) -> tuple[Edited, Answer | None]:
        """Return all of it as one edit, and the answer that was promised; nothing is left here."""
        edits, self._edits = self._edits, []
        promised, self._promised = self._promised, None
        node, key = edits[0].node, edits[0].key
        gathered = node.state[key].gathered([item.edit for item in edits])
        # every page knows documents, and so nothing else that does the same
        return Edited(node, key, gathered, None), promised


def gathered(changes: Sequence[Change]) -> Edited | None:
    """Return what a command did, if that is an edit that may be told later, with others."""
    if len(changes) != 1:
        return None
    (change,) = changes
    if not isinstance(change, Edited):
        return None
    gathers: tuple[type, ...] = change.node.state[change.key].gathers
    return change if isinstance(change.edit, gathers) else None
