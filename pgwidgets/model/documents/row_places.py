"""Which of the places that a row has had it has now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class RowPlaces:
    """For each row that was moved a number that stands for its place: the same one, the same place.

    What comes or goes around a row changes nothing about it; 0 is where the row was at first.

    Attributes
    ----------
    next : int
        What stands for the places of those that are moved next.
    """

    __slots__ = ("_now", "next")

    def __init__(self) -> None:
        # by the rows, of those that were moved
        self._now: dict[int, int] = {}
        self.next = 1

    def of(self, row: int) -> int:
        """Return what stands for the place of a row."""
        return self._now.get(row, 0)

    def put(self, rows: Sequence[int], places: Iterable[int] | None) -> None:
        """Take notice that rows were moved, to places that they had before or to new ones."""
        if places is None:
            places = [self.next] * len(rows)
            self.next += 1
        for row, place in zip(rows, places, strict=True):
            if place:
                self._now[row] = place
            else:
                self._now.pop(row, None)

    @property
    def moved(self) -> Iterable[int]:
        """The rows that are not where they were at first."""
        return self._now
