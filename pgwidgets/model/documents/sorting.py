"""The order in which the rows of a sorted table show."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

from pgwidgets.model.documents.arrangement import Arranged, Sort
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.tables.cells import Cell
from pgwidgets.model.tables.sorting import Rows

FEW = 8
"""So many rows are put in their places one by one; for more, all are sorted anew."""


class Face(Arranged, Protocol):
    """A column as it shows: what of it is sorted, searched and copied, too."""

    def frozen(self) -> Face:
        """Return it as it is now, to be read while the column changes."""

    def texts(self, rows: Rows) -> list[Cell]:
        """Return what a page is told of the cells of some rows."""

    def plain(self, rows: Rows) -> list[str]:
        """Return the exact texts of some rows, for other programs."""

    def shown(self, rows: Rows) -> list[str]:
        """Return the texts of some rows that a user sees."""


Faces: TypeAlias = Callable[[str], Face]
"""From the key of a column, how it shows."""


def sorted_rows(order: RowOrder, face: Faces, sort: Sort) -> RowOrder:
    """Return the rows as they show; what is equal stays in the order of the data."""
    rows = order.ids
    for key, ascending in reversed(sort):
        rows = face(key).order(rows, ascending=ascending)
    return RowOrder(rows)


def moved_to(
    shown: RowOrder, rows: Sequence[int], order: RowOrder, face: Faces, sort: Sort
) -> bool:
    """Put rows where they belong among the others.

    Parameters
    ----------
    shown : RowOrder
        In order but for these rows, which may be missing.
    rows : sequence of int
        Each once.
    order : RowOrder
        That of the data.

    Returns
    -------
    bool
        False when they are so many that all is better sorted anew; nothing was done then.
    """
    if len(rows) > FEW:
        return False
    for rank in reversed(shown.ranks(rows).values()):
        shown.remove_at(rank)
    by = [(face(key).sort_key, ascending) for key, ascending in sort]

    def place(row: int) -> tuple[Any, ...]:
        return tuple(key_of(row, ascending=ascending) for key_of, ascending in by)

    for row in rows:
        own = place(row)
        low, high = bisect_left(shown, own, key=place), bisect_right(shown, own, key=place)
        if low < high:
            # what is equal is in the order of the data
            low = bisect_left(shown, order.rank(row), low, high, key=order.rank)
        shown.insert(low, [row])
    return True
