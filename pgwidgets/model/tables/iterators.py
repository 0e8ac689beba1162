"""Tables that are read once: from a file of comma-separated values, or from a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.described import Described
from pgwidgets.model.tables.given import Given
from pgwidgets.model.tables.rows import NamedRows, SequenceRows
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.types import Text
from pgwidgets.model.tables.value_type import ValueType


class CsvRows(NamedRows):
    """Rows of a file of which the first one has the names; they come back with it."""

    def joined(self, columns: Sequence[Column], rows: Rows) -> list[Any]:
        return [[str(column.source_key) for column in columns], *super().joined(columns, rows)]


def read_csv(reader: Iterable[list[str]], described: Sequence[Mapping[str, Any]] | None) -> Given:
    """Return what a reader of comma-separated values reads, taken apart.

    The first row has the names of the columns, unless the program describes others. Texts of a
    column that is described as one of numbers or booleans become such.
    """
    rows = list(reader)
    wanted = [Described.of(place, column) for place, column in enumerate(described or ())]
    first = rows[0] if rows else []
    named = [one for one in wanted if one.has_name]
    if described is not None and not (named and all(one.key in first for one in named)):
        types = {place: one.type for place, one in enumerate(wanted)}
        return SequenceRows(converted(rows, types))
    types = {first.index(one.key): one.type for one in named}
    return CsvRows(converted(rows[1:], types), first)


def converted(rows: Iterable[list[str]], types: Mapping[int, ValueType | None]) -> list[list[Any]]:
    """Return rows with the texts in some places read as of a type, where they can be."""
    kept = {place: kind for place, kind in types.items() if not isinstance(kind, Text | None)}
    return [
        [read(text, kept[place]) if place in kept else text for place, text in enumerate(row)]
        for row in rows
    ]


def read(text: str, kind: ValueType) -> Any:
    """Return a text as a value of a type, or as it is if it is none of it."""
    if not text:
        return None
    try:
        return kind.read(text)
    except ValueError:
        return text


def is_cursor(data: Any) -> bool:
    """Return whether something is a cursor of a database that has found rows."""
    return hasattr(data, "fetchall") and names_of(data) is not None


def names_of(cursor: Any) -> list[str] | None:
    """Return the names of the columns that a cursor, or a result of SQLAlchemy's, has found."""
    if (described := getattr(cursor, "description", None)) is not None:
        return [str(column[0]) for column in described]
    keys = getattr(cursor, "keys", None)
    return list(map(str, keys())) if callable(keys) else None


def read_cursor(cursor: Any) -> NamedRows:
    """Return the rows that a cursor of a database has yet to give, taken apart."""
    rows = [
        row
        if isinstance(row, tuple | list)
        else tuple(row.values() if isinstance(row, Mapping) else row)
        for row in cursor.fetchall()
    ]
    return NamedRows(rows, names_of(cursor) or [])
