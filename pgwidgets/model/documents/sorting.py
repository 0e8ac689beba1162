"""The order in which the rows of a sorted table show."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.table_edits import Sort
from pgwidgets.model.tables.columns import Columns

FEW = 8
"""So many rows are put in their places one by one; for more, all are sorted anew."""


def sorted_rows(order: RowOrder, columns: Columns, sort: Sort) -> RowOrder:
    """Return the rows as they show; what is equal stays in the order of the data."""
    rows = order.ids
    for key, ascending in reversed(sort):
        rows = columns[key].order(rows, ascending=ascending)
    return RowOrder(rows)


def moved_to(
    shown: RowOrder, rows: Sequence[int], order: RowOrder, columns: Columns, sort: Sort
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
    by = [(columns[key].sort_key, ascending) for key, ascending in sort]

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
