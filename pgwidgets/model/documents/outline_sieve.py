"""Which items of a tree show while it is filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping

from pgwidgets.model.documents.outline_edits import ROOT


class Sieve:
    """What fits passes, and so does what that is in.

    An item with something in it that passes is open, whether or not it was before, unless somebody
    has closed it since.

    Parameters
    ----------
    parents : mapping
        By the rows, what each is in; it changes as the tree does.
    fits : iterable of int
    shut : iterable of int
        What somebody has closed.

    Attributes
    ----------
    fits : set of int
    inside : dict
        By the rows that something passes in, how many do that are directly in it.
    shut : set of int
    """

    __slots__ = ("_parents", "fits", "inside", "shut")

    def __init__(
        self, parents: Mapping[int, int], fits: Iterable[int], shut: Iterable[int] = ()
    ) -> None:
        # what each item is in
        self._parents = parents
        self.fits: set[int] = set()
        self.inside: MutableMapping[int, int] = {}
        self.shut = set(shut)
        for row in fits:
            self.put(row, fits=True)

    def __contains__(self, row: object) -> bool:
        """Whether what is in an item shows, where that does."""
        return row in self.inside and row not in self.shut

    def passes(self, row: int) -> bool:
        """Whether an item shows, where what it is in is open."""
        return row in self.fits or row in self.inside

    def put(self, row: int, *, fits: bool) -> bool:
        """Take notice of whether an item fits; returns whether it shows no more, or shows now."""
        did = self.passes(row)
        if fits:
            self.fits.add(row)
        else:
            self.fits.discard(row)
        if self.passes(row) is did:
            return False
        if did:
            self._leave(row)
        else:
            self._enter(row)
        return True

    def left(self, row: int, whole: Iterable[int]) -> None:
        """Take notice that an item goes, with all that is in it."""
        did = self.passes(row)
        for own in whole:
            self.fits.discard(own)
            self.inside.pop(own, None)
            self.shut.discard(own)
        if did:
            self._leave(row)

    def _enter(self, row: int) -> None:
        for outer in self._outer(row):
            count = self.inside.get(outer, 0)
            self.inside[outer] = count + 1
            if count or outer in self.fits:
                return

    def _leave(self, row: int) -> None:
        for outer in self._outer(row):
            self.inside[outer] -= 1
            if self.inside[outer]:
                return
            del self.inside[outer]
            if outer in self.fits:
                return

    def _outer(self, row: int) -> Iterator[int]:
        while (row := self._parents[row]) != ROOT:
            yield row
