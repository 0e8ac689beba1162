"""Documents that are sequences, of characters or of items."""

from __future__ import annotations

import collections.abc
from abc import abstractmethod
from functools import reduce
from typing import Any

from pgwidgets.model.documents.changes import Change, Step, composed, reach, splices, transformed
from pgwidgets.model.documents.document import Document


class Sequence(Document[Change]):
    """A document that changes as :mod:`pgwidgets.model.documents.changes` says."""

    @abstractmethod
    def __len__(self) -> int:
        """Return how many elements it has."""

    @abstractmethod
    def splice(self, at: int, removed: int, inserted: Any) -> None:
        """Put elements (or nothing: None) in the place of some others."""

    @abstractmethod
    def read_elements(self, value: Any) -> Any:
        """Return what a step of a page's change inserts.

        Raises
        ------
        TypeError, ValueError
            When it is nothing that can be inserted.
        """

    def apply(self, edit: Change) -> None:
        if reach(edit) > len(self):
            raise ValueError(f"a change of {reach(edit)} elements, but there are {len(self)}")
        for at, removed, inserted in splices(edit):
            self.splice(at, removed, inserted)

    def read(self, value: Any) -> Change:
        if not isinstance(value, list):
            raise TypeError(f"a change must be an array, not {type(value).__name__}")
        return tuple(
            step
            if isinstance(step, int) and not isinstance(step, bool)
            else self.read_elements(step)
            for step in value
        )

    def compact(self, edits: collections.abc.Sequence[Change]) -> list[Change]:
        return [reduce(composed, edits)]

    def weight(self, edit: Change) -> int:
        return sum(self.weight_of(step) for step in edit)

    def weight_of(self, step: Step) -> int:
        """Return about how many characters a step has on its way to a page."""
        # a number and a comma
        return 6 if isinstance(step, int) else len(step) + 3

    def transform(self, edit: Change, other: Change, *, first: bool) -> Change:
        return transformed(edit, other, first=first)
