"""What a page is told of edits of a table, and what of it is void by what came later.

Rows are told by their ids, so that what is said of a row holds wherever the row has got to. The
forms are described in `docs/protocol.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from pgwidgets.model.tables.frequency import Frequency

Told: TypeAlias = tuple[Any, ...]
"""What one edit is in one page: its name, and what belongs to it."""


def cells(told: list[list[Any]]) -> Told:
    """Say that cells show something else."""
    return ("cells", told)


def looks(told: list[list[Any]]) -> Told:
    """Say that rows, or cells of them, have other looks."""
    return ("looks", told)


def flags(selected: int, told: list[list[Any]]) -> Told:
    """Say that other rows or cells are selected, so many in all."""
    return ("flags", selected, told)


def shift(by: int, count: int, selected: int, of: int) -> Told:
    """Say that the part has the same rows, at other ranks, of so many now.

    Parameters
    ----------
    of : int
        How many rows there are besides those that show.
    """
    return ("shift", by, count, selected, of)


def rows(window: Any, by: int) -> Told:
    """Say that the part has other rows."""
    return ("rows", window, by)


def refused(told: list[list[Any]]) -> Told:
    """Say that what the page's user typed was not taken."""
    return ("refused", told)


def pending(told: list[list[Any]]) -> Told:
    """Say that what the page's user typed waits for the program's word."""
    return ("pending", told)


def settled(told: list[list[Any]]) -> Told:
    """Say that cells wait no more."""
    return ("settled", told)


def copied(text: str) -> Told:
    """Say what the page's user has copied."""
    return ("copied", text)


def offered(row: int, key: str, choices: Sequence[str] | None) -> Told:
    """Say what the page's user may choose in a cell; None if nobody knows."""
    return ("offered", row, key, None if choices is None else list(choices))


def values(key: str, found: Sequence[Frequency] | None) -> Told:
    """Say what the page's user may filter a column by; None if that can't be chosen from."""
    return ("values", key, None if found is None else [list(value) for value in found])


def arrived(row: int, rank: int) -> Told:
    """Say where the row is that the page's user has put into the table."""
    return ("arrived", row, rank)


def shifted(row: int, rank: int) -> Told:
    """Say where the row is that the page's user has moved by one place."""
    return ("shifted", row, rank)


def reverted(row: int, rank: int, key: str) -> Told:
    """Say where something is that the page's user has taken back, or done again."""
    return ("reverted", row, rank, key)


def parent(row: int, rank: int) -> Told:
    """Say where what a row is in shows; -1 if it is in nothing that does."""
    return ("parent", row, rank)


def exported(text: str | None, reason: str) -> Told:
    """Hand the page's user a file, or say why there is none."""
    return ("exported", text, reason)


def whole(row: int, key: str, text: str) -> Told:
    """Say what the whole text of a cell is, as the page has asked."""
    return ("whole", row, key, text)


def compacted(edits: Sequence[Told]) -> list[Told]:
    """Return as few edits as do the same: of each cell the last, and nothing before a window."""
    window: Told | None = None
    moved = 0
    own: list[Told] = []
    since = _Since()
    for edit in edits:
        if edit[0] in OWN:
            own.append(edit)
        elif edit[0] == "rows":
            window, moved = edit, moved + since.by + edit[2]
            since = _Since()
        else:
            since.add(edit)
    first = [] if window is None else [rows(window[1], moved)]
    return [*first, *since.edits(), *own]


OWN = frozenset(
    {
        "refused",
        "pending",
        "settled",
        "copied",
        "offered",
        "values",
        "arrived",
        "reverted",
        "shifted",
        "parent",
        "exported",
        "whole",
    }
)
"""What is told to one page alone: each counts."""


class _Since:
    """What has changed since the rows of a part were told."""

    def __init__(self) -> None:
        # how far the part has moved
        self.by = 0
        # if that was told: how many rows show, how many of them are selected, how many there are
        self._count: int | None = None
        self._selected: int | None = None  # as above
        self._of = 0  # as above
        # by row and column, and by row
        self._cells: dict[tuple[int, str], list[Any]] = {}
        self._looks: dict[int, list[Any]] = {}  # by row
        self._flags: dict[int, list[Any]] = {}  # by row

    def add(self, edit: Told) -> None:
        match edit:
            case ("cells", told):
                self._cells.update({(row, key): [row, key, cell] for row, key, cell in told})
            case ("looks", told):
                self._looks.update({item[0]: item for item in told})
            case ("flags", selected, told):
                self._selected = selected
                self._flags.update({item[0]: item for item in told})
            case ("shift", by, count, selected, of):
                self.by += by
                self._count, self._selected, self._of = count, selected, of

    def edits(self) -> list[Told]:
        told: list[Told] = []
        selected = self._selected or 0
        if self._count is not None:
            told.append(shift(self.by, self._count, selected, self._of))
        if self._cells:
            told.append(cells(list(self._cells.values())))
        if self._looks:
            told.append(looks(list(self._looks.values())))
        if self._flags or (self._count is None and self._selected is not None):
            told.append(flags(selected, list(self._flags.values())))
        return told
