"""A list of items, each a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pgwidgets.model.documents.changes import Change, Step, splice
from pgwidgets.model.documents.sequence import Sequence


class Items(Sequence):
    """The texts of a choice, in order.

    Parameters
    ----------
    texts : iterable of str
    """

    __slots__ = ("_size", "texts")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)
        # characters of all items
        self._size = sum(map(len, self.texts))

    def __len__(self) -> int:
        return len(self.texts)

    def __repr__(self) -> str:
        return f"Items({self.texts!r})"

    @property
    def size(self) -> int:
        # an item has quotes and a comma besides
        return self._size + 3 * len(self.texts)

    def content(self) -> list[str]:
        return list(self.texts)

    def replace(self, content: Iterable[str]) -> None:
        self.texts = list(content)
        self._size = sum(map(len, self.texts))

    def splice(self, at: int, removed: int, inserted: tuple[str, ...] | None) -> None:
        self._size -= sum(map(len, self.texts[at : at + removed]))
        self._size += sum(map(len, inserted or ()))
        self.texts[at : at + removed] = inserted or ()

    def read_elements(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise TypeError("what a change of items inserts must be an array of texts")
        return tuple(value)

    def weight_of(self, step: Step) -> int:
        return 6 if isinstance(step, int) else sum(len(item) + 3 for item in step)

    def insertion(self, index: int, text: str) -> Change:
        """Return the change that puts an item before the one at an index."""
        return splice(index, 0, (text,))
