"""The rows of a table in their order, by their ids."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence

FEW = 32
"""So many rows are found one by one; more are found by a walk along all."""


class RowOrder:
    """Ids in an order that changes: a `range`, which takes no memory, until it is edited.

    Parameters
    ----------
    ids : sequence of int
        Each once.
    """

    __slots__ = ("_ids",)

    def __init__(self, ids: Sequence[int] = ()) -> None:
        # never changed while it is a range
        self._ids: range | array[int] = ids if isinstance(ids, range) else array("q", ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __contains__(self, row: object) -> bool:
        return row in self._ids

    def __getitem__(self, rank: int) -> int:
        return self._ids[rank]

    def __repr__(self) -> str:
        return f"RowOrder({list(self._ids)!r})"

    @property
    def ids(self) -> Sequence[int]:
        """All ids; not to be changed."""
        return self._ids

    def part(self, first: int, end: int) -> Sequence[int]:
        """Return the ids from one rank to another, as far as there are any."""
        return self._ids[max(first, 0) : max(end, 0)]

    def rank(self, row: int) -> int:
        """Return where a row is.

        Raises
        ------
        ValueError
            When it is not there.
        """
        return self._ids.index(row)

    def ranks(self, rows: Iterable[int]) -> dict[int, int]:
        """Return where some rows are, those that are there, from the first on."""
        wanted = frozenset(rows)
        if isinstance(self._ids, range):
            return {row: self._ids.index(row) for row in sorted(wanted) if row in self._ids}
        if len(wanted) <= FEW:
            found = {row: self._ids.index(row) for row in wanted if row in self._ids}
            return dict(sorted(found.items(), key=lambda item: item[1]))
        return {row: rank for rank, row in enumerate(self._ids) if row in wanted}

    def insert(self, at: int, rows: Sequence[int]) -> None:
        """Put rows before the one at a rank."""
        if isinstance(self._ids, range):
            if (
                at == len(self._ids)
                and self._ids.step == 1
                and rows == range(self._ids.stop, self._ids.stop + len(rows))
            ):
                # a table that only grows
                self._ids = range(self._ids.start, self._ids.stop + len(rows))
                return
            self._ids = array("q", self._ids)
        self._ids[at:at] = array("q", rows)

    def remove(self, rows: Container[int]) -> None:
        """Take rows out."""
        self._ids = array("q", (row for row in self._ids if row not in rows))

    def remove_at(self, rank: int) -> None:
        """Take the row at a rank out."""
        self.cut(rank, rank + 1)

    def cut(self, first: int, end: int) -> None:
        """Take the rows from one rank to another out."""
        if isinstance(self._ids, range):
            self._ids = array("q", self._ids)
        del self._ids[first:end]

    def move(self, rows: Sequence[int], at: int) -> None:
        """Put rows elsewhere, so many of the others before them."""
        if len(rows) <= FEW:
            for rank in sorted(self.ranks(rows).values(), reverse=True):
                self.remove_at(rank)
        else:
            self.remove(frozenset(rows))
        self.insert(at, rows)
