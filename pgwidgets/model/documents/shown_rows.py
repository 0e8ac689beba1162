"""Which rows of a table show, and in which order, kept right whatever is edited."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pgwidgets.model.documents.arrangement import (
    Arrangement,
    Named,
    arranged,
    passing,
    place_of,
)
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.row_set import RowSet
from pgwidgets.model.tables.columns import Columns

AT_ONCE = 20_000
"""So many rows are arranged at once, more of them by a task: until that has come to its end, the
rows show as before."""

FEW = 64
"""So many rows are put in their places one by one; for more, all are arranged anew."""

MOST = 1000
"""And so many, of those that have changed while a task ran."""


class ShownRows:
    """The rows that show.

    Parameters
    ----------
    order : RowOrder
        All rows in the order of the data.
    columns : Columns

    Attributes
    ----------
    wanted : Arrangement
        What the program and the users have said.
    task : Arranging or None
        What arranges the rows so; None if they are.
    """

    __slots__ = ("_applied", "_columns", "_kept", "_order", "_rows", "task", "wanted")

    def __init__(self, order: RowOrder, columns: Columns) -> None:
        self.wanted = Arrangement()
        self.task: Arranging | None = None
        # how the rows are arranged
        self._applied = self.wanted
        # so: None where that is the order of the data, or nobody has looked yet
        self._rows: RowOrder | None = None
        # rows that a user has edited out of the filter
        self._kept: set[int] = set()
        # all rows in the order of the data
        self._order = order
        # what they have
        self._columns = columns

    @property
    def _named(self) -> Named:
        return {column.key: column for column in self._columns}

    @property
    def rows(self) -> RowOrder:
        """The rows as they show."""
        if self._applied.is_plain:
            return self._order
        if self._rows is None:
            ids = arranged(self._order.ids, self._named, self._applied, self._kept)
            self._rows = self._ordered(ids)
        return self._rows

    def _ordered(self, ids: Sequence[int]) -> RowOrder:
        """Return those that show, as they do."""
        return RowOrder(ids, is_rising=self._is_rising)

    @property
    def _is_rising(self) -> bool:
        return self._order.is_rising and not self._applied.sort

    @property
    def applied(self) -> Arrangement:
        """How the rows show now."""
        return self._applied

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may not show."""
        return self._applied.is_filtered

    def count_of(self, chosen: RowSet) -> int:
        """Return how many rows of a set show."""
        rows = self.rows
        # what has come while others are arranged does not show yet
        are_all = not self.is_filtered and self.task is None
        if are_all or chosen.is_empty:
            return chosen.count(len(rows))
        there = len(rows.ranks(chosen.named))
        return len(rows) - there if chosen.is_all_but else there

    # -- what is wanted --------------------------------------------------------------

    def arrange(self, wanted: Arrangement, *, anew: bool = False) -> None:
        """Show the rows so, from now on or soon.

        Parameters
        ----------
        anew : bool
            Whether the filter is applied, maybe once more, also to what users have edited since.
        """
        if anew:
            self._kept.clear()
        self.wanted = wanted
        self._begin()

    def replaced(self, order: RowOrder, columns: Columns) -> None:
        """Take notice of other rows and columns."""
        self._order, self._columns = order, columns
        self._kept.clear()
        self.wanted = self.wanted.within(columns.keys)
        self._applied, self._rows = Arrangement(), None
        self._begin()

    def described(self) -> None:
        """Take notice of other columns of the same data."""
        if self.wanted.is_plain and self._applied.is_plain and not self.wanted.filters:
            return
        keys = self._columns.keys
        wanted = self.wanted.within(keys)
        self._applied = self._applied.within(keys)
        # of another type, a column is compared in another way
        if wanted != self.wanted or wanted.is_filtered:
            self.wanted = wanted
            self._begin()

    def _begin(self) -> None:
        """Arrange the rows as is wanted."""
        former, self.task = self.task, None
        if former is not None:
            former.give_up()
        if self.wanted.is_plain or self._count <= AT_ONCE:
            self._applied = self.wanted
            self._arrange()
            return
        self.task = self._arranging()
        self.task.tells = former is not None and former.tells

    @property
    def _count(self) -> int:
        return len(self._order)

    def _arrange(self) -> None:
        """Arrange the rows, or have that done as somebody looks."""
        self._rows = None

    def _arranging(self) -> Arranging:
        """Return what arranges the rows without the lock."""
        return Arranging(self._order.copied(), self._named, self.wanted, self._kept)

    def settle(self, task: Arranging) -> None:
        """Take over what a task has found out, and what has changed since."""
        if task is not self.task:
            return
        self.task = None
        if task.found is None:
            # it has failed: what is wanted can't be
            self.wanted = self._applied
            return
        self._applied = task.arrangement
        self._take_over(task, task.found)

    def _take_over(self, task: Arranging, found: Sequence[int]) -> None:
        self._rows = self._ordered(found)
        if len(task.touched) <= MOST:
            self._place(sorted(task.touched))
            return
        self._rows.remove({row for row in task.touched if row not in self._order})
        self._begin()

    # -- edits -----------------------------------------------------------------------

    def changed(self, rows: Collection[int], keys: Collection[str], *, stay: bool) -> None:
        """Take notice of other values in some columns.

        Parameters
        ----------
        stay : bool
            Whether the rows show as long as the filter is not applied once more.
        """
        stay = stay and (self.wanted.is_filtered or self._applied.is_filtered)
        if stay or self.wanted.depends_on(keys) or self._applied.depends_on(keys):
            self._take(list(dict.fromkeys(rows)), stay=stay)

    def came(self, rows: Sequence[int], *, stay: bool) -> None:
        """Take notice of new rows."""
        self._take(rows, stay=stay)

    def moved(self, rows: Sequence[int]) -> None:
        """Take notice of rows that are elsewhere in the data: of what is equal, that decides."""
        self._take(rows, stay=False)

    def left(self, rows: Sequence[int]) -> None:
        """Take notice of rows that are there no more."""
        self._kept.difference_update(rows)
        if self.task is not None:
            self.task.touched.update(rows)
        if self._applied.is_plain or self._rows is None:
            return
        self._remove(rows)

    def _take(self, rows: Sequence[int], *, stay: bool) -> None:
        if stay and (self.wanted.is_filtered or self._applied.is_filtered):
            self._kept.update(rows)
        if self.task is not None:
            self.task.touched.update(rows)
        if self._applied.is_plain or self._rows is None:
            return
        if len(rows) <= FEW:
            self._place(rows)
        elif self.task is None:
            # until that is done, they stay where they are
            self._begin()

    def _place(self, rows: Sequence[int]) -> None:
        """Put rows where they belong now."""
        assert self._rows is not None  # there is something to keep right
        if not rows:
            return
        self._remove(rows)
        there = [row for row in rows if row in self._order]
        shown = passing(there, self._named, self._applied, self._kept)
        place = place_of(self._named, self._applied.sort, self._order.position())
        self._rows.put(shown, place)
        self._rows.is_rising = self._is_rising

    def _remove(self, rows: Sequence[int]) -> None:
        assert self._rows is not None  # as above
        if len(rows) > FEW:
            self._rows.remove(set(rows))
            return
        for rank in reversed(self._rows.ranks(rows).values()):
            self._rows.remove_at(rank)
