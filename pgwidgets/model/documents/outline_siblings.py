"""The order in which what is in the same item shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pgwidgets.model.documents.arrangement import Sort
from pgwidgets.model.documents.outline_edits import ROOT
from pgwidgets.model.documents.outline_shape import Shape
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.sorting import Faces, moved_to, sorted_rows

MANY = 64
"""So many groups are sorted at once, with all others."""


class Siblings:
    """Groups of items that are in the same one, each sorted when somebody asks for it.

    Parameters
    ----------
    shape : Shape
    face : callable
        From the key of a column, how it shows.
    """

    __slots__ = ("_face", "_groups", "_places", "_shape", "_sifted", "_sort")

    def __init__(self, shape: Shape, face: Faces) -> None:
        # which are in the same one
        self._shape = shape
        # by what they are sorted
        self._face = face
        self._sort: Sort = ()  # as above
        # by what they are in, while they are sorted and somebody has asked
        self._groups: dict[int, RowOrder] = {}
        # by what they are in, those that show of them, while others don't
        self._sifted: dict[int, Sequence[int]] = {}
        # by what they are in, where each is among them, from 1 on
        self._places: dict[int, dict[int, int]] = {}

    def sort(self, sort: Sort) -> None:
        """Have another order."""
        self._sort = sort
        self._groups.clear()
        self.sift()

    def take(self, groups: Mapping[int, Sequence[int]]) -> None:
        """Have groups that were sorted elsewhere."""
        self._groups = {parent: RowOrder(rows) for parent, rows in groups.items()}

    def sift(self) -> None:
        """Take notice that others of the items show."""
        self._sifted.clear()
        self._places.clear()

    def of(self, parent: int) -> Sequence[int]:
        """Return what shows in an item if that is open."""
        if self._shape.sieve is None:
            return self._all(parent)
        if parent not in self._sifted:
            passes = self._shape.sieve.passes
            self._sifted[parent] = [row for row in self._all(parent) if passes(row)]
        return self._sifted[parent]

    def _all(self, parent: int) -> Sequence[int]:
        if not self._sort:
            return list(self._shape.children[parent].values())
        group = self._groups.get(parent)
        if group is None:
            group = self._groups[parent] = sorted_rows(self._data(parent), self._face, self._sort)
        return group.ids

    def place(self, row: int) -> tuple[int, int]:
        """Return where an item is among those in the same one, from 1 on, and how many they are."""
        parent = self._shape.parents[row]
        places = self._places.get(parent)
        if places is None:
            places = self._places[parent] = {
                sibling: place for place, sibling in enumerate(self.of(parent), 1)
            }
        return places[row], len(places)

    def prepare(self, count: int) -> None:
        """Sort all groups at once, if many of them are about to be asked for."""
        if not self._sort or count - len(self._groups) < MANY:
            return
        shape = self._shape
        groups: dict[int, list[int]] = {parent: [] for parent in shape.children}
        for row in sorted_rows(RowOrder(shape.walk(ROOT)), self._face, self._sort).ids:
            groups[shape.parents[row]].append(row)
        self._groups = {parent: RowOrder(rows) for parent, rows in groups.items()}

    def _data(self, parent: int) -> RowOrder:
        return RowOrder(list(self._shape.children[parent].values()))

    # -- changes ---------------------------------------------------------------------

    def _changed(self, parent: int) -> None:
        self._places.pop(parent, None)
        self._sifted.pop(parent, None)

    def moved(self, parent: int, rows: Sequence[int]) -> None:
        """Take notice of rows that came, or whose values are others now."""
        self._changed(parent)
        group = self._groups.get(parent)
        if group is None:
            return
        if not moved_to(group, rows, self._data(parent), self._face, self._sort):
            del self._groups[parent]

    def left(self, parent: int, rows: Sequence[int]) -> None:
        """Take notice of rows that have left an item."""
        self._changed(parent)
        group = self._groups.get(parent)
        if group is None:
            return
        if len(rows) == 1:
            group.remove_at(group.rank(rows[0]))
        else:
            group.remove(frozenset(rows))

    def forget(self, parent: int) -> None:
        """Take notice that an item has gone, or that what is in it has another order."""
        self._changed(parent)
        self._groups.pop(parent, None)
