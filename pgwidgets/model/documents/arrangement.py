"""What decides which rows of a table show, and in which order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, Protocol, TypeAlias

from pgwidgets.model.tables.conditions import Compared, Condition, mask_of
from pgwidgets.model.tables.pausing import Pause, no_pause, slices
from pgwidgets.model.tables.searching import search_mask
from pgwidgets.model.tables.sorting import Rows, row_array

Sort: TypeAlias = tuple[tuple[str, bool], ...]
"""By which columns a table is sorted, the first of them first, and whether upwards."""


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What is wanted of a column.

    Attributes
    ----------
    text : str
        As its user has typed it, or would.
    condition : Condition or None
        None where the text says nothing, or can't be read.
    error : str
        Why it can't be read, for the user.
    """

    text: str
    condition: Condition | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which rows show, and in which order.

    Attributes
    ----------
    sort : tuple
    filters : mapping
        By the keys of the columns.
    search : str
        Words that must be in what a row shows.
    """

    sort: Sort = ()
    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)
    search: str = ""

    @property
    def conditions(self) -> dict[str, Condition]:
        """What is wanted, by the keys of the columns."""
        given = {key: item.condition for key, item in self.filters.items()}
        return {key: condition for key, condition in given.items() if condition is not None}

    @property
    def words(self) -> list[str]:
        """The words that are searched, case-folded."""
        return self.search.casefold().split()

    @property
    def is_filtered(self) -> bool:
        """Whether some rows may not show."""
        # most have neither, and each edit asks several times
        return bool((self.filters and self.conditions) or (self.search and self.words))

    @property
    def is_plain(self) -> bool:
        """Whether all rows show, in the order of the data."""
        return not (self.sort or self.is_filtered)

    def depends_on(self, keys: Collection[str]) -> bool:
        """Whether what some columns have makes a difference."""
        return not self.is_plain and (bool(self.words) or not self.keys.isdisjoint(keys))

    @property
    def keys(self) -> set[str]:
        """The columns by which it goes, but for the words."""
        return {*(key for key, _ in self.sort), *self.conditions}

    def within(self, keys: Collection[str]) -> Arrangement:
        """Return what of it can be, with these columns."""
        filters = {key: item for key, item in self.filters.items() if key in keys}
        return Arrangement(
            tuple(item for item in self.sort if item[0] in keys), filters, self.search
        )


class Arranged(Compared, Protocol):
    """A column, or what one shows, by which rows are filtered and sorted."""

    def order(
        self, rows: Rows, *, ascending: bool = True, pause: Pause = no_pause
    ) -> Sequence[int]:
        """Return rows in the order of what they have."""

    def sort_key(self, row: int, *, ascending: bool = True) -> tuple[Any, ...]:
        """Return what `order` compares a row by."""

    def frozen(self) -> Arranged:
        """Return it as it is now, to be read while it changes."""


Named: TypeAlias = Mapping[str, Arranged]
"""The columns that show, by their keys, in their order."""


def passing(
    rows: Sequence[int],
    columns: Named,
    arrangement: Arrangement,
    kept: AbstractSet[int],
    pause: Pause = no_pause,
) -> Sequence[int]:
    """Return those of some rows that show.

    Parameters
    ----------
    kept : set of int
        Those that show in any case.
    """
    conditions, words = arrangement.conditions, arrangement.words
    if not arrangement.is_filtered:
        return rows
    found = array("q")
    for part in slices(rows, pause):
        left = part
        for key, condition in conditions.items():
            left = picked(left, mask_of(columns[key], left, condition))
        if words:
            left = picked(left, search_mask(list(columns.values()), left, words))
        if kept:
            there = kept | set(left)
            left = [row for row in part if row in there]
        found.extend(left)
    return found


def picked(rows: Sequence[int], mask: Any) -> Sequence[int]:
    """Return those of some rows for which a mask is true."""
    if getattr(mask, "dtype", None) is not None:
        return array("q", row_array(rows)[mask].tobytes())
    return array("q", compress(rows, mask))


def sorted_rows(
    rows: Sequence[int], columns: Named, sort: Sort, pause: Pause = no_pause
) -> Sequence[int]:
    """Return rows as they show; what is equal stays as it is."""
    for key, ascending in reversed(sort):
        rows = columns[key].order(rows, ascending=ascending, pause=pause)
        pause()
    return rows


def arranged(
    rows: Sequence[int],
    columns: Named,
    arrangement: Arrangement,
    kept: AbstractSet[int],
    pause: Pause = no_pause,
) -> Sequence[int]:
    """Return the rows that show, as they do."""
    left = passing(rows, columns, arrangement, kept, pause)
    return sorted_rows(left, columns, arrangement.sort, pause)


PlaceOf: TypeAlias = Callable[[int], tuple[Any, ...]]


def place_of(columns: Named, sort: Sort, position: Callable[[int], int]) -> PlaceOf:
    """Return what a row is compared by among those that show.

    Parameters
    ----------
    position : callable
        From a row, something that grows along the data.
    """
    by = [(columns[key].sort_key, ascending) for key, ascending in sort]

    def place(row: int) -> tuple[Any, ...]:
        return (*(key_of(row, ascending=ascending) for key_of, ascending in by), position(row))

    return place
