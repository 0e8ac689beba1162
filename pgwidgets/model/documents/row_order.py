"""The rows of a table in their order, by their ids."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

FEW = 32
"""So many rows are found one by one; more are found by a walk along all."""

INSERTED = 4
"""So many rows are put in one by one; for more, all are put together anew."""


class RowOrder:
    """Ids in an order that changes: a `range`, which takes no memory, until it is edited.

    Parameters
    ----------
    ids : sequence of int
        Each once.
    is_rising : bool
        Whether each is known to be greater than the one before.
    """

    __slots__ = ("_ids", "_places", "is_rising")

    def __init__(self, ids: Sequence[int] = (), *, is_rising: bool = False) -> None:
        # never changed while it is a range
        self._ids: range | array[int] = ids if isinstance(ids, range) else array("q", ids)
        # one is quickly found then
        self.is_rising = is_rising or isinstance(ids, range)
        # where each id is, once somebody has asked for all
        self._places: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __getitem__(self, rank: int) -> int:
        return self._ids[rank]

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and self._find(row) >= 0

    def __repr__(self) -> str:
        return f"RowOrder({list(self._ids)!r})"

    @property
    def ids(self) -> Sequence[int]:
        """All ids; not to be changed."""
        return self._ids

    def copied(self) -> Sequence[int]:
        """Return all ids as they are now."""
        return self._ids if isinstance(self._ids, range) else self._ids[:]

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
        rank = self._find(row)
        if rank < 0:
            raise ValueError(f"row {row} is not there")
        return rank

    def _find(self, row: int) -> int:
        """Return where a row is, or -1."""
        ids = self._ids
        if isinstance(ids, range):
            return ids.index(row) if row in ids else -1
        if self.is_rising:
            rank = bisect_left(ids, row)
            return rank if rank < len(ids) and ids[rank] == row else -1
        numpy = sys.modules.get("numpy")
        if numpy is not None and len(ids) > FEW:
            found = numpy.flatnonzero(numpy.frombuffer(ids, numpy.int64) == row)
            return int(found[0]) if found.size else -1
        return ids.index(row) if row in ids else -1

    def ranks(self, rows: Iterable[int]) -> dict[int, int]:
        """Return where some rows are, those that are there, from the first on."""
        wanted = frozenset(rows)
        if self.is_rising or len(wanted) <= FEW:
            found = {row: self._find(row) for row in wanted}
            there = [item for item in found.items() if item[1] >= 0]
            return dict(sorted(there, key=lambda item: item[1]))
        numpy = sys.modules.get("numpy")
        if numpy is None:
            return {row: rank for rank, row in enumerate(self._ids) if row in wanted}
        ids = numpy.frombuffer(self._ids, numpy.int64) if self._ids else numpy.empty(0, "i8")
        ranks = numpy.flatnonzero(numpy.isin(ids, numpy.fromiter(wanted, "i8", len(wanted))))
        return dict(zip(ids[ranks].tolist(), ranks.tolist(), strict=True))

    def position(self) -> Callable[[int], int]:
        """Return what finds, for each row, a number that grows along the order."""
        if self.is_rising:
            return _itself
        if self._places is None:
            self._places = {row: rank for rank, row in enumerate(self._ids)}
        return self._places.__getitem__

    def insert(self, at: int, rows: Sequence[int]) -> None:
        """Put rows before the one at a rank."""
        if not len(rows):
            return
        self._places = None
        ids = self._ids
        if isinstance(ids, range):
            if at == len(ids) and ids.step == 1 and rows == range(ids.stop, ids.stop + len(rows)):
                # a table that only grows
                self._ids = range(ids.start, ids.stop + len(rows))
                return
            ids = self._ids = array("q", ids)
        if self.is_rising:
            near = [*ids[max(at - 1, 0) : at], *rows, *ids[at : at + 1]]
            self.is_rising = all(one < next_one for one, next_one in pairwise(near))
        ids[at:at] = array("q", rows)

    def remove(self, rows: Collection[int]) -> None:
        """Take rows out, those that are there."""
        self._places = None
        numpy = sys.modules.get("numpy")
        if numpy is not None and not isinstance(self._ids, range):
            ids = numpy.frombuffer(self._ids, numpy.int64) if self._ids else numpy.empty(0, "i8")
            gone = numpy.fromiter(rows, numpy.int64, len(rows))
            self._ids = array("q", ids[~numpy.isin(ids, gone)].tobytes())
        else:
            self._ids = array("q", (row for row in self._ids if row not in rows))

    def remove_at(self, rank: int) -> None:
        """Take the row at a rank out."""
        self.cut(rank, rank + 1)

    def cut(self, first: int, end: int) -> None:
        """Take the rows from one rank to another out."""
        self._places = None
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

    def put(self, rows: Sequence[int], place_of: Callable[[int], Any]) -> None:
        """Put rows where they belong among the others, which are in order.

        Parameters
        ----------
        place_of : callable
            From a row, what it is compared by; no two are equal.
        """
        if isinstance(self._ids, range):
            self._ids = array("q", self._ids)
        ids = self._ids
        self._places = None
        placed = sorted((place_of(row), row) for row in rows)
        if len(placed) <= INSERTED:
            for place, row in placed:
                ids.insert(bisect_left(ids, place, key=place_of), row)
            return
        joined = array("q")
        start = 0
        for place, row in placed:
            end = bisect_left(ids, place, start, key=place_of)
            joined += ids[start:end]
            joined.append(row)
            start = end
        self._ids = joined + ids[start:]


def _itself(row: int) -> int:
    return row
