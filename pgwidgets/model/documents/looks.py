"""The colors of a table: of cells, rows, columns and all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple


class Look(NamedTuple):
    """Color of the text, of the ground, and whether it is bold; None is left to what is around."""

    fg: str | None = None
    bg: str | None = None
    bold: bool | None = None


PLAIN = Look()


class Place(NamedTuple):
    """What has a look: a cell, a row (no key), a column (no row), or the table (neither)."""

    row: int | None = None
    key: str | None = None


class Looks:
    """The looks of what has any; a page finds out what shows where several meet."""

    __slots__ = ("_columns", "_rows", "table")

    def __init__(self) -> None:
        self.table = PLAIN
        # by the columns' keys
        self._columns: dict[str, Look] = {}
        # by the rows' ids, of the row itself (None) and of its cells by key
        self._rows: dict[int, dict[str | None, Look]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing has a look."""
        return not (self._rows or self._columns or self.table != PLAIN)

    def put(self, place: Place, look: Look) -> None:
        """Give something a look; a plain one takes it away."""
        if place.row is not None:
            looks = self._rows.setdefault(place.row, {})
            _put(looks, place.key, look)
            if not looks:
                del self._rows[place.row]
        elif place.key is not None:
            _put(self._columns, place.key, look)
        else:
            self.table = look

    def clear(self) -> None:
        """Take all looks away."""
        self.table = PLAIN
        self._columns.clear()
        self._rows.clear()

    def forget_rows(self) -> None:
        """Take the looks of all rows and cells away."""
        self._rows.clear()

    def told(self, row: int) -> dict[str, list[Any]] | None:
        """Return what a page is told of a row and its cells."""
        looks = self._rows.get(row)
        if looks is None:
            return None
        return {key or "": list(look) for key, look in looks.items()}

    def told_around(self) -> dict[str, Any]:
        """Return what a page is told of the columns and the table."""
        told: dict[str, Any] = {}
        if self._columns:
            told["columns"] = {key: list(look) for key, look in self._columns.items()}
        if self.table != PLAIN:
            told["table"] = list(self.table)
        return told

    def __iter__(self) -> Iterator[tuple[Place, Look]]:
        """Yield each place that has a look, and the look."""
        if self.table != PLAIN:
            yield Place(), self.table
        for key, look in self._columns.items():
            yield Place(None, key), look
        yield from self.of(self._rows)

    def of(self, rows: Iterable[int]) -> Iterator[tuple[Place, Look]]:
        """Yield the places in some rows that have a look, and the look."""
        for row in rows:
            for key, look in self._rows.get(row, {}).items():
                yield Place(row, key), look

    def left(self, rows: Iterable[int]) -> None:
        """Take notice of rows that are there no more."""
        for row in rows:
            self._rows.pop(row, None)

    def keep(self, keys: Iterable[str]) -> None:
        """Take notice of the columns that there are."""
        kept = {None, *keys}
        self._columns = {key: look for key, look in self._columns.items() if key in kept}
        for row, looks in list(self._rows.items()):
            self._rows[row] = {key: look for key, look in looks.items() if key in kept}
            if not self._rows[row]:
                del self._rows[row]


def _put(looks: dict[Any, Look], key: Any, look: Look) -> None:
    if look == PLAIN:
        looks.pop(key, None)
    else:
        looks[key] = look


def read_look(given: Mapping[str, Any]) -> Look:
    """Return the look among named values."""
    return Look(given.get("fg"), given.get("bg"), given.get("bold"))
