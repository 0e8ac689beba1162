"""What is selected in a table: rows, or cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pgwidgets.model.documents.row_set import RowSet


class Selection:
    """The selected rows, and for each column the rows whose cells in it are selected.

    It is in step with the rows: what has left the table has left it, too.
    """

    __slots__ = ("cells", "rows")

    def __init__(self) -> None:
        self.rows = RowSet()
        # by the columns' keys, without those that have none
        self.cells: dict[str, RowSet] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.rows.is_empty and not self.cells

    def flag(self, row: int, keys: Sequence[str]) -> int | list[str]:
        """Return what a page is told of a row: its selected cells, or whether all of it is."""
        chosen = [key for key in keys if key in self.cells and row in self.cells[key]]
        return chosen or int(row in self.rows)

    def count(self, total: int) -> int:
        """Return how many rows are selected, or cells, of a table of so many rows."""
        if self.cells:
            return sum(rows.count(total) for rows in self.cells.values())
        return self.rows.count(total)

    def clear(self) -> None:
        """Select nothing."""
        self.rows.clear()
        self.cells.clear()

    def fill_cells(self, keys: Iterable[str]) -> None:
        """Select all cells of some columns."""
        for key in keys:
            self.cells.setdefault(key, RowSet()).fill()

    def put_cells(self, rows: Iterable[int], keys: Iterable[str], *, on: bool = True) -> None:
        """Select the cells of some rows in some columns, or select them no more."""
        listed = list(rows)
        for key in keys:
            chosen = self.cells.setdefault(key, RowSet())
            chosen.put(listed, on=on)
            if chosen.is_empty:
                del self.cells[key]

    def came(self, rows: Sequence[int]) -> None:
        """Take notice of new rows: they are not selected."""
        for chosen in (self.rows, *self.cells.values()):
            chosen.came(rows)

    def left(self, rows: Sequence[int]) -> None:
        """Take notice of rows that are there no more."""
        self.rows.left(rows)
        for key, chosen in list(self.cells.items()):
            chosen.left(rows)
            if chosen.is_empty:
                del self.cells[key]

    def keep(self, keys: Iterable[str]) -> None:
        """Take notice of the columns that there are."""
        kept = set(keys)
        for key in [key for key in self.cells if key not in kept]:
            del self.cells[key]
