"""Tables given as rows: dicts, sequences, or objects with fields."""

from __future__ import annotations

import copy
import dataclasses
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from operator import itemgetter
from typing import Any

from pgwidgets.model.tables.cells import ABSENT, Absence
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.given import Given, name_text, unique_keys
from pgwidgets.model.tables.lists import ListColumn
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.value_type import shorten


class GivenRows(Given):
    """A table given as a list of rows.

    Parameters
    ----------
    rows : list
    """

    def __init__(self, rows: Sequence[Any]) -> None:
        self.count = len(rows)
        names, values = self.split(rows)
        keys = unique_keys(names) if self.has_names else [f"_col{place}" for place in names]
        self.columns = [
            ListColumn(key, name_text(name), name, column)
            for key, name, column in zip(keys, names, values, strict=True)
        ]

    @abstractmethod
    def split(self, rows: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
        """Return the names of the columns of some rows, and their values."""


class DictRows(GivenRows):
    """Rows that are dicts: each has the values that it has, under their names."""

    takes_any_name = True

    def split(self, rows: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
        names = list(dict.fromkeys(chain.from_iterable(rows)))
        return names, [entries(name, rows) for name in names]

    def joined(self, columns: Sequence[Column], rows: Rows) -> list[dict[Any, Any]]:
        return dict_rows(columns, rows)


def entries(name: Any, rows: Sequence[Mapping[Any, Any]]) -> list[Any]:
    """Return what rows have under a name; ABSENT where they have nothing."""
    if set(map(type, rows)) == {dict}:
        # most have something, and what does not look for that takes half of the time
        with suppress(KeyError):
            return list(map(itemgetter(name), rows))
    return [row.get(name, ABSENT) for row in rows]


class NestedRows(DictRows):
    """Rows of a tree: dicts, whose values have names, and no places."""

    has_places = False


def dict_rows(columns: Sequence[Column], rows: Rows) -> list[dict[Any, Any]]:
    """Return what some columns have in some rows, by the columns' names, without what they lack."""
    names = [column.source_key for column in columns]
    values = [column.values(rows) for column in columns]
    if not values:
        return [{} for _ in rows]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not ABSENT}
        for row in zip(*values, strict=True)
    ]


class SequenceRows(GivenRows):
    """Rows that are lists or tuples: their values are told by their place."""

    has_names = False

    def __init__(self, rows: Sequence[Any]) -> None:
        kinds = list(map(type, rows))
        # how a row is made again: each its own way if there are several
        self._kinds: list[type] | type = kinds if len(set(kinds)) > 1 else (*kinds, list)[0]
        super().__init__(rows)

    def split(self, rows: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
        lengths = set(map(len, rows))
        width = max(lengths, default=0)
        if len(lengths) == 1:
            values = [list(map(itemgetter(place), rows)) for place in range(width)]
        else:
            values = [
                [row[place] if place < len(row) else ABSENT for row in rows]
                for place in range(width)
            ]
        return list(range(width)), values

    def joined(self, columns: Sequence[Column], rows: Rows) -> list[Any]:
        values = [column.values(rows) for column in columns]
        made = list(zip(*values, strict=True)) if columns else [() for _ in rows]
        if any(Absence in set(map(type, of_one)) for of_one in values):
            made = list(map(trimmed, made))
        kinds = self._kinds
        if isinstance(kinds, type):
            make = maker(kinds)
            return list(map(make, made))
        return [
            maker(kinds[id_] if id_ < len(kinds) else kinds[0])(row)
            for id_, row in zip(rows, made, strict=True)
        ]


def trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row without what it lacks at its end; None stands for what it lacks before."""
    end = len(row)
    while end and row[end - 1] is ABSENT:
        end -= 1
    return tuple(None if value is ABSENT else value for value in row[:end])


def maker(kind: type) -> Callable[[tuple[Any, ...]], Any]:
    """Return what makes a row that is a sequence out of its values."""
    return tuple if issubclass(kind, tuple) else list


class NamedRows(SequenceRows):
    """Rows that are sequences, with names for their places.

    Parameters
    ----------
    rows : list
    names : iterable of str
    """

    has_names = True

    def __init__(self, rows: Sequence[Any], names: Iterable[str]) -> None:
        # those of the places, as far as there are
        self._names = list(names)
        super().__init__(rows)

    def split(self, rows: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
        places, values = super().split(rows)
        names = self._names + [f"_col{place}" for place in places[len(self._names) :]]
        lacking = len(names) - len(values)
        return names, values + [[ABSENT] * len(rows) for _ in range(lacking)]


class NamedTupleRows(GivenRows):
    """Rows that are named tuples of one class."""

    def __init__(self, rows: Sequence[Any]) -> None:
        # what makes a row
        self._class = type(rows[0])
        super().__init__(rows)

    def split(self, rows: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
        names = list(self._class._fields)
        return names, [list(map(itemgetter(place), rows)) for place in range(len(names))]

    def joined(self, columns: Sequence[Column], rows: Rows) -> list[Any]:
        names = [column.source_key for column in columns]
        if names != list(self._class._fields):
            # the class has no place for others
            return SequenceRows([()]).joined(columns, rows)
        return [
            self._class(*(None if value is ABSENT else value for value in row))
            for row in zip(*(column.values(rows) for column in columns), strict=True)
        ]


class ObjectRows(GivenRows):
    """Rows that are objects of one class with fields, such as dataclasses.

    Parameters
    ----------
    rows : list
    names : list of str
        Those of the fields.
    """

    def __init__(self, rows: Sequence[Any], names: list[str]) -> None:
        # to copy what else an object has
        self._rows = rows
        # the names of the fields
        self._names = names
        super().__init__(rows)

    def split(self, rows: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
        return list(self._names), [
            [getattr(row, name, ABSENT) for row in rows] for name in self._names
        ]

    def joined(self, columns: Sequence[Column], rows: Rows) -> list[Any]:
        fields = [column for column in columns if column.source_key in self._names]
        values = zip(*(column.values(rows) for column in fields), strict=True)
        return [
            self.made(
                id_,
                {
                    str(column.source_key): value
                    for column, value in zip(fields, row, strict=True)
                    if value is not ABSENT
                },
            )
            for id_, row in zip(rows, values, strict=True)
        ]

    def made(self, id_: int, values: Mapping[str, Any]) -> Any:
        """Return the object of one row."""
        if id_ >= len(self._rows):
            return new_object(type(self._rows[0]), {**dict.fromkeys(self._names), **values}, values)
        made = copy.copy(self._rows[id_])
        for name, value in values.items():
            if getattr(made, name, ABSENT) is not value:
                # that a class is frozen is said to those who change what others hold
                object.__setattr__(made, name, value)
        return made


def new_object(kind: Any, all_values: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    """Return an object of a class with fields, that lacks some values.

    A class that wants them gets None; one that checks them is not asked: users make rows first, and
    fill in then what there is.
    """
    try:
        return kind(**values)
    except (TypeError, ValueError):
        unchecked = getattr(kind, "model_construct", None)
        return kind(**all_values) if unchecked is None else unchecked(**all_values)


def names_in(row: Any) -> list[str] | None:
    """Return the names that a row of a database, or of a frame, has for its values."""
    if isinstance(row, Mapping | tuple | list) or len(getattr(row, "shape", (0,))) != 1:
        return None
    if isinstance(fields := getattr(row, "_fields", None), tuple):
        return list(fields)
    keys = getattr(row, "keys", None)
    return list(keys()) if callable(keys) and hasattr(row, "__getitem__") else None


def field_names(row: Any) -> list[str] | None:
    """Return the names of the fields that an object's class declares; None if it has none."""
    if isinstance(row, type):
        return None
    if dataclasses.is_dataclass(row):
        return [field.name for field in dataclasses.fields(row)]
    kind = type(row)
    if fields := getattr(kind, "__attrs_attrs__", None):
        return [field.name for field in fields]
    if isinstance(fields := getattr(kind, "model_fields", None), Mapping):
        return list(fields)
    fields = getattr(kind, "__struct_fields__", None)
    return list(fields) if isinstance(fields, tuple) else None


def given_rows(rows: Sequence[Any]) -> GivenRows:
    """Return a list of rows, taken apart.

    Raises
    ------
    TypeError
        When one of them is no row, or not like the first.
    """
    if not rows:
        return DictRows(rows)
    kinds = set(map(type, rows))
    if kinds == {dict}:
        return DictRows(rows)
    if kinds <= {list, tuple}:
        # nothing is to be asked of them: there may be millions
        return SequenceRows(rows)
    first = rows[0]
    if len(kinds) == 1 and (given := rows_of_class(rows)) is not None:
        return given
    for place, row in enumerate(rows):
        if isinstance(row, Mapping) is not isinstance(first, Mapping) or not is_row(row):
            like = "a dict" if isinstance(first, Mapping) else "a list or a tuple"
            raise TypeError(
                "data must have rows that are dicts, or lists or tuples, or objects of one class "
                f"with fields; {f'the first is {like}, and ' if is_row(first) else ''}"
                f"row {place} is {type(row).__name__} {shorten(row)}"
            )
    return DictRows(rows) if isinstance(first, Mapping) else SequenceRows(rows)


def rows_of_class(rows: Sequence[Any]) -> GivenRows | None:
    """Return rows of one class that names their values, taken apart; None if it does not."""
    first = rows[0]
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return NamedTupleRows(rows)
    if (names := field_names(first)) is not None:
        return ObjectRows(rows, names)
    if (names := names_in(first)) is not None:
        return NamedRows([tuple(row) for row in rows], names)
    return None


def is_row(row: Any) -> bool:
    """Return whether something holds the values of a row."""
    if isinstance(row, Mapping):
        return True
    if isinstance(row, str | bytes | bytearray) or not hasattr(row, "__getitem__"):
        return False
    return hasattr(row, "__len__") and len(getattr(row, "shape", (0,))) == 1
