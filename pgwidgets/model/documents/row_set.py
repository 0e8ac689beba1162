"""Some rows of a table, or all but some."""

from __future__ import annotations

from collections.abc import Iterable


class RowSet:
    """A set of row ids; that all rows are in it takes no more memory than that none is."""

    __slots__ = ("_are_exceptions", "_rows")

    def __init__(self, rows: Iterable[int] = ()) -> None:
        # those that are in it, or those that alone are not
        self._rows = set(rows)
        # which of both
        self._are_exceptions = False

    def __contains__(self, row: object) -> bool:
        return (row in self._rows) != self._are_exceptions

    def __repr__(self) -> str:
        return f"RowSet({'all but ' * self._are_exceptions}{sorted(self._rows)!r})"

    @property
    def is_empty(self) -> bool:
        """Whether no row is in it, as far as it is known without all rows."""
        return not (self._rows or self._are_exceptions)

    @property
    def listed(self) -> frozenset[int] | None:
        """The rows in it; None when it is all but some."""
        return None if self._are_exceptions else frozenset(self._rows)

    @property
    def named(self) -> frozenset[int]:
        """The rows in it; or, when it is all but some, those that are not."""
        return frozenset(self._rows)

    @property
    def is_all_but(self) -> bool:
        """Whether it is all rows but some."""
        return self._are_exceptions

    def count(self, total: int) -> int:
        """Return how many rows are in it, of so many that there are."""
        return total - len(self._rows) if self._are_exceptions else len(self._rows)

    def fill(self) -> None:
        """Take all rows in."""
        self._rows, self._are_exceptions = set(), True

    def clear(self) -> None:
        """Take all rows out."""
        self._rows, self._are_exceptions = set(), False

    def put(self, rows: Iterable[int], *, on: bool = True) -> None:
        """Take some rows in, or out."""
        if on == self._are_exceptions:
            self._rows.difference_update(rows)
        else:
            self._rows.update(rows)

    def came(self, rows: Iterable[int]) -> None:
        """Take notice of new rows: they are not in it."""
        if self._are_exceptions:
            self._rows.update(rows)

    def left(self, rows: Iterable[int]) -> None:
        """Take notice of rows that are there no more."""
        self._rows.difference_update(rows)
