"""What users did in a table, so that each can take back what is the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pgwidgets.model.act import Act
from pgwidgets.model.documents.looks import Look, Place
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.table_edits import CellsSet, RowsMoved, TableEdit

if TYPE_CHECKING:
    from pgwidgets.model.documents.table import Table

MOST_STEPS = 1000
"""So many steps are kept, of all users; the first ones go."""

MOST_CELLS = 500_000
"""And so many values in them."""

Way: TypeAlias = Literal["undo", "redo"]


@dataclass(frozen=True, slots=True)
class CellsWere:
    """Cells got other values.

    Attributes
    ----------
    cells : tuple
        Row, column, the value before and the value that it got.
    paths : mapping
        What leads to the rows, where they themselves don't say it.
    """

    cells: tuple[tuple[int, str, object, object], ...]
    paths: Mapping[int, list[str]]


@dataclass(frozen=True, slots=True)
class RowsCame:
    """Rows came.

    Attributes
    ----------
    rows : mapping
        What each of them had as it came, by the columns' keys.
    """

    rows: Mapping[int, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class RowsWent:
    """Rows went that were next to each other, in a tree with all that was in them.

    Attributes
    ----------
    rows : mapping
        What each of them had.
    rank : int
        Where the first was in the data, or in the item that it was in.
    behind : int or None
        The row behind them; None at the end.
    looks : tuple
        The colors of these rows and of their cells.
    roots : object
        What else a tree has to know to have them again.
    paths : mapping
        What led to them, where they themselves don't say it.
    """

    rows: Mapping[int, Mapping[str, object]]
    rank: int
    behind: int | None
    looks: tuple[tuple[Place, Look], ...] = ()
    roots: Any = None
    paths: Mapping[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowsWereMoved:
    """Rows were moved.

    Attributes
    ----------
    groups : tuple
        Those that were next to each other: the rows, where the first was, and the row behind.
    places : mapping
        By row, what stands for the place before and for the one that it got.
    paths : mapping
        As of cells.
    """

    groups: tuple[Group, ...]
    places: Mapping[int, tuple[int, int]]
    paths: Mapping[int, list[str]]


Group: TypeAlias = tuple[tuple[int, ...], int, int | None]
"""Rows next to each other: which, where the first is, and which one is behind them."""

Deed: TypeAlias = CellsWere | RowsCame | RowsWent | RowsWereMoved
"""What was done, with what it takes to take it back."""


@dataclass(slots=True)
class Step:
    """All that one act did, in its order."""

    act: Act
    deeds: list[Deed] = field(default_factory=list)
    size: int = 0


class History:
    """The steps of all users of a table: those that may be taken back, and be done again."""

    __slots__ = ("_size", "_steps")

    def __init__(self) -> None:
        # what undo and redo take, the last step at the end
        self._steps: dict[Way, list[Step]] = {"undo": [], "redo": []}
        # how many values are in them
        self._size = 0

    def clear(self) -> None:
        """Forget all: the rows are others now."""
        self._steps = {"undo": [], "redo": []}
        self._size = 0

    def note(self, act: Act, deeds: Iterator[Deed]) -> None:
        """Take notice of a part of an act."""
        steps = self._steps["redo" if act.way == "undo" else "undo"]
        for deed in deeds:
            if not (steps and steps[-1].act is act):
                steps.append(Step(act))
                if act.way == "edit":
                    # what was taken back before is done again by nobody
                    self._drop("redo", list(self._of("redo", act.author)))
            steps[-1].deeds.append(deed)
            size = size_of(deed)
            steps[-1].size += size
            self._size += size
        self._bound()

    def take(self, way: Way, author: str) -> Step | None:
        """Return the last step of a user that can be taken back, or done again, and forget it."""
        step = next(self._of(way, author), None)
        if step is not None:
            self._drop(way, [step])
        return step

    def has(self, way: Way, author: str | None) -> bool:
        """Whether there is a step of a user; None is any user."""
        return any(author in (None, step.act.author) for step in self._steps[way])

    def last_author(self, way: Way) -> str | None:
        """Return whose the last step is."""
        steps = self._steps[way]
        return steps[-1].act.author if steps else None

    def _of(self, way: Way, author: str) -> Iterator[Step]:
        return (step for step in reversed(self._steps[way]) if step.act.author == author)

    def _drop(self, way: Way, steps: Sequence[Step]) -> None:
        for step in steps:
            self._steps[way].remove(step)
            self._size -= step.size

    def _bound(self) -> None:
        """Forget what was first, where there is too much."""
        for way in ("redo", "undo"):
            steps = self._steps[way]
            while steps and (self._size > MOST_CELLS or len(steps) > MOST_STEPS):
                self._drop(way, steps[:1])


def size_of(deed: Deed) -> int:
    """Return about how many values are kept."""
    if isinstance(deed, CellsWere):
        return len(deed.cells)
    if isinstance(deed, RowsWereMoved):
        return len(deed.places)
    return sum(len(values) + 1 for values in deed.rows.values())


def deeds_of(table: Table, edit: TableEdit) -> Iterator[Deed]:
    """Yield what an edit does to a table, which it is applied to next."""
    match edit:
        case CellsSet(cells):
            columns = {column.key: column for column in table.columns.all}
            # of a cell that comes twice the last value counts
            last = {(row, key): value for row, key, value in cells}
            were = tuple(
                (row, key, columns[key].stored(row), value) for (row, key), value in last.items()
            )
            yield CellsWere(were, table.paths_of(row for row, _ in last))
        case RowsMoved(rows, _, places):
            then = (table.places.next,) * len(rows) if places is None else places
            both = {row: (table.places.of(row), to) for row, to in zip(rows, then, strict=True)}
            groups = tuple(_together(table.siblings(rows[0]), rows))
            yield RowsWereMoved(groups, both, table.paths_of(rows))
        case _:
            came = table.coming(edit)
            if came:
                yield RowsCame(came)
            for order, gone in table.families(table.going(edit)):
                for group in _together(order, gone):
                    yield table.kept(*group)


def _together(order: RowOrder, rows: Sequence[int]) -> Iterator[Group]:
    """Yield some rows, those together that are next to each other."""
    ranks = order.ranks(rows)
    together: list[int] = []
    for row, rank in ranks.items():
        together.append(row)
        behind = order[rank + 1] if rank + 1 < len(order) else None
        if behind not in ranks:
            yield tuple(together), rank + 1 - len(together), behind
            together = []
