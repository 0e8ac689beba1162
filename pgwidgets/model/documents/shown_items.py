"""Which items of a tree show, and in which order, kept right whatever is edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pgwidgets.model.documents.arrangement import Arrangement, Named, passing
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.documents.outline_arranging import ArrangingItems
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.shown_rows import ShownRows

if TYPE_CHECKING:
    from pgwidgets.model.documents.outline import Outline


class ShownItems(ShownRows):
    """What is wanted of the items of a tree, which knows itself where they show.

    Parameters
    ----------
    outline : Outline
    columns : Columns
    """

    __slots__ = ("_is_anew", "_outline")

    def __init__(self, outline: Outline, columns: Any) -> None:
        super().__init__(RowOrder(), columns)
        # whose items they are
        self._outline = outline
        # whether other filters are wanted than those that apply
        self._is_anew = False

    @property
    def _named(self) -> Named:
        return {key: self._outline.face(key) for key in self._columns.keys}

    @property
    def rows(self) -> RowOrder:
        """The items that show, or would if all were open."""
        return self._outline.arranged

    @property
    def _count(self) -> int:
        return len(self._outline)

    def arrange(self, wanted: Arrangement, *, anew: bool = False) -> None:
        """Show the items so, from now on or soon."""
        self._is_anew = self._is_anew or anew
        super().arrange(wanted, anew=anew)

    def _arrange(self) -> None:
        fits = None
        if self._applied.is_filtered:
            ids = self._outline.order.ids
            fits = passing(ids, self._named, self._applied, self._kept)
        self._sift(fits)

    def _sift(self, fits: Sequence[int] | None) -> None:
        self._outline.sift(fits, anew=self._is_anew)
        self._is_anew = False

    def _arranging(self) -> ArrangingItems:
        outline = self._outline
        rows, parents = outline.order.copied(), dict(outline.shape.parents)
        return ArrangingItems(rows, self._named, self.wanted, self._kept, parents)

    def _take_over(self, task: Arranging, found: Sequence[int]) -> None:
        assert isinstance(task, ArrangingItems)  # it was made above
        outline, touched = self._outline, task.touched
        there = [row for row in touched if outline.has(row)]
        if self._applied.is_filtered:
            still = passing(there, self._named, self._applied, self._kept)
            self._sift([*(row for row in found if row not in touched), *still])
        else:
            self._sift(None)
        # groups are sorted once more where something has come, gone or changed
        parents = outline.shape.parents
        others = {task.parents.get(row) for row in touched} | {parents[row] for row in there}
        groups = task.groups.items()
        outline.take_groups({row: group for row, group in groups if row not in others})

    def _take(self, rows: Sequence[int], *, stay: bool) -> None:
        if stay and (self.wanted.is_filtered or self._applied.is_filtered):
            self._kept.update(rows)
        if self.task is not None:
            self.task.touched.update(rows)
        if self._applied.is_filtered:
            there = [row for row in rows if self._outline.has(row)]
            fits = frozenset(passing(there, self._named, self._applied, self._kept))
            self._outline.judge({row: row in fits for row in there})

    def left(self, rows: Sequence[int]) -> None:
        """Take notice of items that are there no more."""
        self._kept.difference_update(rows)
        if self.task is not None:
            self.task.touched.update(rows)
