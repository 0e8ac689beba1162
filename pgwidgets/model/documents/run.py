"""Edits in a row that travel together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pgwidgets.model.documents.document import Document

E = TypeVar("E")

LEAST = 64 * 1024
"""So many characters may a run have before it is made smaller."""


class Run(Generic[E]):
    """Some edits of a document, one after the other.

    However many they are, they grow no larger than the document: what one of them has added and
    another has taken away again is left out.

    Parameters
    ----------
    document : Document
    edit : object
        The first of them.
    """

    __slots__ = ("_document", "_edits", "_size")

    def __init__(self, document: Document[E], edit: E) -> None:
        # whose edits they are
        self._document = document
        # as few as when they were last made smaller, and those that came since
        self._edits = [edit]
        # characters of all of them, more or less
        self._size = document.weight(edit)

    @property
    def size(self) -> int:
        """About how many characters they have."""
        return self._size

    @property
    def edits(self) -> Sequence[E]:
        """The edits, as few as possible."""
        if len(self._edits) > 1:
            self._compact()
        return self._edits

    def written(self) -> list[Any]:
        """Return the edits, as few as possible, as JSON carries them."""
        return [self._document.write(edit) for edit in self.edits]

    def extend(self, later: Run[E]) -> None:
        """Take those of another run, which were made on top of these."""
        self._edits += later._edits
        self._size += later.size
        # so seldom that each character is looked at a few times in all
        if self._size > 2 * self._document.size + LEAST:
            self._compact()

    def rebase(self, edit: E) -> E:
        """Put them on top of an edit that was made at the same time; returns that on top of them.

        They count as the earlier ones.
        """
        transform = self._document.transform
        rebased = []
        for own in self.edits:
            rebased.append(transform(own, edit, first=True))
            edit = transform(edit, own, first=False)
        self._edits = rebased
        return edit

    def _compact(self) -> None:
        self._edits = list(self._document.compact(self._edits))
        self._size = sum(map(self._document.weight, self._edits))
