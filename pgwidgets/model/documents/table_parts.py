"""What pages are told of a table: the rows that each of them shows, and what changes in these."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, TypeAlias

from pgwidgets.model.documents import table_told as told
from pgwidgets.model.documents.arrangement import Arrangement, Sort
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.documents.conditions import Conditions
from pgwidgets.model.documents.document import Document
from pgwidgets.model.documents.looks import Looks
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.selection import Selection
from pgwidgets.model.documents.sorting import Face
from pgwidgets.model.documents.table_edits import (
    Arranged,
    Arrived,
    CellsSet,
    Colored,
    ColumnInserted,
    ColumnRemoved,
    ColumnsArranged,
    ColumnsDescribed,
    Copied,
    Exported,
    Filtered,
    Held,
    Kept,
    Offered,
    Refused,
    Reverted,
    RowsInserted,
    RowsMoved,
    RowsRemoved,
    Selected,
    Settled,
    Shifted,
    Sorted,
    TableEdit,
    Valued,
    Whole,
)
from pgwidgets.model.documents.table_told import Told

HEAD = 64
"""So many rows a page is given before it has said what it shows."""

MOST = 1000
"""So many rows a page may show at a time."""


AROUND = (
    Sorted,
    Filtered,
    Arranged,
    ColumnsDescribed,
    ColumnInserted,
    ColumnRemoved,
    ColumnsArranged,
)
"""What changes all that a page shows."""

MOVING = (RowsInserted, RowsRemoved, RowsMoved)
"""What may change where the rows are that a page shows."""

Branches: TypeAlias = Sequence[list[Any]]
"""Where some rows are in a tree, as pages are told; of a table there is nothing to tell."""


@dataclass(slots=True, eq=False)
class Part:
    """The rows that one browser shows.

    Attributes
    ----------
    first, count : int
        From which rank on, and how many it asked for.
    rows : tuple of int or None
        The ids of those that it was told of last.
    branches : list
        Where each of them was in a tree.
    counts : tuple of int
        How many rows showed then, how many rows or cells of them were selected, and how many rows
        there were in all.
    """

    first: int
    count: int
    rows: tuple[int, ...] | None = None
    branches: Branches = ()
    counts: tuple[int, int, int] = (0, 0, 0)


class Parts(Document[Any]):
    """A document of rows that pages show in parts.

    None of them edits it by itself: they tell what their users did, and are told what came of it.
    So an edit of a page is never transformed, nor read.

    Attributes
    ----------
    visible : list of str
        The keys of the columns that show, in their order: a row is told in it.
    looks : Looks
    selection : Selection
    """

    __slots__ = ("_conditions", "looks", "selection", "visible")

    rebases = False
    gathers = (CellsSet,)

    # what says whether a cell shows, can be operated, and be edited
    _conditions: Conditions
    looks: Looks
    selection: Selection
    visible: list[str]

    # what changes nothing, and the page alone is told whose user it is for
    OWN: ClassVar[tuple[type, ...]] = (
        Refused,
        Kept,
        Held,
        Settled,
        Copied,
        Offered,
        Valued,
        Arrived,
        Reverted,
        Shifted,
        Exported,
        Whole,
    )

    @property
    @abstractmethod
    def shown(self) -> RowOrder:
        """The rows that show, in the order in which they do."""

    @property
    @abstractmethod
    def is_filtered(self) -> bool:
        """Whether some rows may not show."""

    @property
    @abstractmethod
    def arrangement(self) -> Arrangement:
        """Which rows are to show, and in which order: soon, while there is a task."""

    @property
    def sort(self) -> Sort:
        """By which columns the rows are to be sorted."""
        return self.arrangement.sort

    @property
    @abstractmethod
    def task(self) -> Arranging | None: ...

    @property
    @abstractmethod
    def counts(self) -> tuple[int, int, int]:
        """How many rows show, how many rows or cells of them are selected, how many there are."""

    @abstractmethod
    def has(self, row: int) -> bool:
        """Whether a row is there."""

    @abstractmethod
    def key(self, row: int) -> str:
        """Return the key of a row."""

    @abstractmethod
    def face(self, key: str) -> Face:
        """Return a column as it shows."""

    @abstractmethod
    def lack(self, row: int, key: str) -> str | None:
        """Return what a cell lacks for users to see it, operate it or edit it; None if nothing."""

    # -- windows ---------------------------------------------------------------------

    def content(self) -> Any:
        return self.window(Part(0, len(self.shown)))

    def window(self, view: Part | None) -> dict[str, Any]:
        part = view or Part(0, HEAD)
        shown = self.shown
        part.counts = self.counts
        part.first = self._within(part.first, part.count)
        part.rows = tuple(shown.part(part.first, part.first + part.count))
        part.branches = self._branches(part.rows)
        window: dict[str, Any] = {
            "first": part.first,
            "count": part.counts[0],
            "rows": self._told_rows(part.rows, part.branches),
            "selected": part.counts[1],
            "sort": [list(item) for item in self.sort],
            "looks": self.looks.told_around(),
        }
        filters = {key: [item.text, item.error] for key, item in self.arrangement.filters.items()}
        more = {"filters": filters, "search": self.arrangement.search, "busy": bool(self.task)}
        window.update({name: value for name, value in more.items() if value})
        if self.is_filtered:
            window["of"] = part.counts[2]
        return window

    def _within(self, first: int, count: int) -> int:
        """Return where a part begins that was to begin at a rank: rows may have gone."""
        return max(0, min(first, len(self.shown) - count))

    def _branches(self, rows: Sequence[int]) -> Branches:
        """Return where some rows are in a tree: this is none."""
        del rows
        return ()

    def _told_rows(self, rows: Sequence[int], branches: Branches) -> list[list[Any]]:
        keys = self.visible
        texts = [self._texts(key, rows) for key in keys]
        cells = zip(*texts, strict=True) if keys else [()] * len(rows)
        told = [
            [row, self.key(row), list(own), self.looks.told(row), self.selection.flag(row, keys)]
            for row, own in zip(rows, cells, strict=True)
        ]
        for of_row, branch in zip(told, branches, strict=False):
            of_row.append(branch)
        return told

    def _texts(self, key: str, rows: Sequence[int]) -> list[Any]:
        texts = self.face(key).texts(rows)
        if key not in self._conditions:
            return texts
        lacks = [self.lack(row, key) for row in rows]
        return [
            text if lack is None else {"of": text, lack: False}
            for text, lack in zip(texts, lacks, strict=True)
        ]

    # -- views -----------------------------------------------------------------------

    def read_view(self, value: Any) -> Part:
        match value:
            case [first, count] if type(first) is type(count) is int:
                if first >= 0 and 0 <= count <= MOST:
                    return Part(first, count)
        raise ValueError(f"a view is a rank and how many rows, {MOST} at most, not {value!r:.40}")

    def seen(self, edit: Any, view: Part | None) -> tuple[Told | None, Part | None]:
        if isinstance(edit, self.OWN):
            return self._own(edit), view
        part = view or Part(0, HEAD)
        if part.rows is None or isinstance(edit, AROUND):
            return told.rows(self.window(part), 0), part
        first = self._within(part.first + self._moved(edit, part), part.count)
        by = first - part.first
        rows = tuple(self.shown.part(first, first + part.count))
        if rows != part.rows or self._branches(rows) != part.branches:
            part.first = first
            window = self.window(part)
            return told.rows(window, by), part
        part.first = first
        return self._changed(edit, part, by), part

    def _moved(self, edit: TableEdit, part: Part) -> int:
        """Return by how much the rank of a part's first row has changed.

        Who sees the beginning sees what comes there.
        """
        reach = self._reach(edit)
        if not reach or not (part.first and part.rows):
            return 0
        start = max(part.first - reach, 0)
        near = self.shown.part(start, part.first + reach + len(part.rows))
        places = {row: start + index for index, row in enumerate(near)}
        for index, row in enumerate(part.rows):
            if row in places:
                return max(places[row] - index, 0) - part.first
        return 0

    def _reach(self, edit: TableEdit) -> int:
        """Return how many rows may have come or gone, as far as those in view stay in view."""
        if isinstance(edit, MOVING):
            return len(edit.rows)
        if isinstance(edit, CellsSet) and self.is_filtered:
            return len({row for row, _, _ in edit.cells})
        return 0

    def _changed(self, edit: TableEdit, part: Part, by: int) -> Told | None:
        """Return what an edit has changed in the rows of a part, which are the same."""
        assert part.rows is not None  # it was told of
        former = part.counts
        part.counts = self.counts
        shift = told.shift(by, *part.counts) if by or former != part.counts else None
        match edit:
            case CellsSet(cells):
                changed = self._told_cells(cells, part.rows)
                if shift is not None:
                    # other rows show now: both at once
                    return told.rows(self.window(part), by) if changed else shift
                return told.cells(changed) if changed else None
            case Colored(looks, anew):
                if anew or any(place.row is None for place, _ in looks):
                    return told.rows(self.window(part), 0)
                touched = {place.row for place, _ in looks}
                changed = [[row, self.looks.told(row)] for row in part.rows if row in touched]
                return told.looks(changed) if changed else None
            case Selected():
                keys = self.visible
                flags = [[row, self.selection.flag(row, keys)] for row in self._touched(edit, part)]
                unchanged = not flags and shift is None
                return None if unchanged else told.flags(part.counts[1], flags)
        return shift

    def _told_cells(
        self, cells: Iterable[tuple[int, str, object]], rows: Sequence[int]
    ) -> list[list[Any]]:
        """Return those cells that are in some rows."""
        inside = frozenset(rows)
        keys = self.visible
        by_key: dict[str, dict[int, None]] = {}
        for row, changed, _ in cells:
            if row in inside:
                for key in (changed, *self._conditions.touched(changed)):
                    if key in keys:
                        by_key.setdefault(key, {})[row] = None
        return [
            [row, key, cell]
            for key, touched in by_key.items()
            for row, cell in zip(touched, self._texts(key, list(touched)), strict=True)
        ]

    def _touched(self, edit: Selected, part: Part) -> Sequence[int]:
        """Return the rows of a part whose selection an edit may have changed."""
        assert part.rows is not None  # it was told of
        if edit.anew:
            return part.rows
        touched: set[int] = set()
        for pick in edit.picks:
            if pick.rows is None:
                return part.rows
            touched.update(pick.rows)
        return [row for row in part.rows if row in touched]

    def _own(self, edit: Any) -> Told:
        match edit:
            case Kept(cells):
                return told.cells([[row, key, self._texts(key, [row])[0]] for row, key in cells])
            case Refused(cells):
                return told.refused([[*cell[:2], self._now(*cell[:2]), cell[2]] for cell in cells])
            case Arrived(row):
                return told.arrived(row, self.shown.rank(row))
            case Shifted(row):
                return told.shifted(row, self.shown.rank(row))
            case Reverted(row, key):
                return told.reverted(row, self.shown.rank(row), key)
        return _by_itself(edit)

    def _now(self, row: int, key: str) -> Any:
        """Return what a cell shows, if there is one."""
        is_there = key in self.visible and self.has(row)
        return self._texts(key, [row])[0] if is_there else None

    def gathered(self, edits: Sequence[CellsSet]) -> CellsSet:
        return CellsSet(tuple(cell for edit in edits for cell in edit.cells))

    def compact(self, edits: Sequence[Told]) -> Sequence[Told]:
        return told.compacted(edits)

    def weight(self, edit: Told) -> int:
        return len(str(edit))

    # -- what pages don't do ---------------------------------------------------------

    def read(self, value: Any) -> NoReturn:
        raise TypeError(f"a table's page tells of callbacks, not of edits such as {value!r:.40}")

    def transform(self, edit: TableEdit, other: TableEdit, *, first: bool) -> TableEdit:
        del other, first
        return edit


def _by_itself(edit: Any) -> Told:
    """Return what one page alone is told, whatever the rows have."""
    match edit:
        case Held(cells):
            return told.pending([list(cell) for cell in cells[:MOST]])
        case Settled(cells):
            return told.settled([list(cell) for cell in cells[:MOST]])
        case Offered(row, key, choices):
            return told.offered(row, key, choices)
        case Valued(key, values):
            return told.values(key, values)
    return _text(edit)


def _text(edit: Any) -> Told:
    """Return what one page alone is told that has asked for a text."""
    match edit:
        case Exported(text, reason):
            return told.exported(text, reason)
        case Whole(row, key, text):
            return told.whole(row, key, text)
    return told.copied(edit.text)
