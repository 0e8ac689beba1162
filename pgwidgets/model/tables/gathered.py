"""Columns of libraries whose arrays can't be changed: new ones are gathered from them."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import timedelta
from importlib import import_module
from typing import Any

from pgwidgets.model.tables import times
from pgwidgets.model.tables.cells import ABSENT, Cell, text_cell
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.far import EPOCH, Far, far_date, far_duration, far_moment
from pgwidgets.model.tables.number_types import Float, Integer
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.time_types import Date, Duration, Moment
from pgwidgets.model.tables.value_type import ValueType


class GatheredColumn(Column):
    """The values of an array that can't be changed."""

    null = "null"

    @property
    def missing(self) -> Any:
        return None

    def check(self, value: object) -> Any:
        if isinstance(value, float) and isinstance(self.type, Float):
            # one that is no number is another one than none
            return self.type.check(value)
        return super().check(value)

    def given(self, row: int) -> Any:
        return self.given_many([row])[0]

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        gathered = self.gathered(rows if isinstance(rows, Sequence) else list(rows), [])
        if isinstance(self.type, Moment | Duration):
            return [None if ticks is None else self._timed(ticks) for ticks in self.ticks(gathered)]
        if not isinstance(self.type, Date):
            return self.listed(gathered)
        try:
            return self.listed(gathered)
        except (OverflowError, ValueError):
            return [None if days is None else date_at(days) for days in self.days(gathered)]

    def _timed(self, ticks: int) -> Any:
        """Return what so many ticks are, in the units of the column."""
        kind = self.type
        assert isinstance(kind, Moment | Duration)
        try:
            if isinstance(kind, Moment):
                return times.moment_at(ticks, kind.unit, kind.zone)
            return times.duration_at(ticks, kind.unit)
        except OverflowError:
            if isinstance(kind, Moment):
                return far_moment(ticks, kind.unit, zoned=kind.zone is not None)
            return far_duration(ticks, kind.unit)

    def cell_of(self, value: Any) -> Cell:
        return text_cell(value) if isinstance(value, Far) else super().cell_of(value)

    def text(self, value: Any) -> str:
        return str(value) if isinstance(value, Far) else super().text(value)

    def key_of(self, value: Any) -> tuple[Any, ...]:
        return value.key if isinstance(value, Far) else super().key_of(value)

    def taken(self, rows: Rows) -> Any:
        count = len(self)
        if not self.changed and (not rows or max(rows) < count):
            return self.gathered(rows, [])
        places: dict[int, int | None] = {}
        values: list[Any] = []
        for row, value in self.changed.items():
            # of no value there is none to be gathered: some types could not hold it
            is_none = value is None or value is ABSENT
            places[row] = None if is_none else count + len(values)
            values += [] if is_none else [value]
        return self.gathered(
            [places.get(row, row if row < count else None) for row in rows], values
        )

    def plain(self, rows: Rows) -> list[str]:
        texts = self._ticked_texts(rows) if "numpy" in sys.modules else None
        return super().plain(rows) if texts is None else texts

    def _ticked_texts(self, rows: Rows) -> list[str] | None:
        """Return the texts of times without a zone, or durations, by arrays of NumPy's."""
        kind = self.type
        if not isinstance(kind, Moment | Duration):
            return None
        is_moment = isinstance(kind, Moment)
        if isinstance(kind, Moment) and kind.zone is not None:
            return None
        arrays = import_module("pgwidgets.model.tables.time_arrays")
        texts: list[str] | None = arrays.ticked_texts(
            self.ticks(self.taken(rows)), kind.unit, are_moments=is_moment
        )
        return texts

    def present(self, rows: Rows) -> Any:
        if not is_in_numpy(self.type) or "numpy" not in sys.modules:
            return super().present(rows)
        numbers = self.numbers(self.taken(rows))
        if numbers.dtype.kind not in "iuf" or numbers.dtype.itemsize > 8:
            return super().present(rows)
        return numbers[~sys.modules["numpy"].isnan(numbers)]

    @abstractmethod
    def numbers(self, gathered: Any) -> Any:
        """Return the numbers of an array, without those that are missing, as NumPy's."""

    def raw(self, values: Iterable[Any]) -> list[Any]:
        """Return values as numbers, where a library would lose a part of them otherwise."""
        if not isinstance(self.type, Moment | Duration):
            return list(values)
        unit = self.type.unit
        count = times.ticks_of if isinstance(self.type, Moment) else times.duration_ticks
        return [
            value.ticks if isinstance(value, Far) else None if value is None else count(value, unit)
            for value in values
        ]

    @abstractmethod
    def gathered(self, places: Sequence[int | None], values: Sequence[Any]) -> Any:
        """Return an array of what is in some places of what was given, with values behind it."""

    @abstractmethod
    def listed(self, gathered: Any) -> list[Any]:
        """Return the values of an array as Python's own."""

    @abstractmethod
    def ticks(self, gathered: Any) -> list[int | None]:
        """Return the values of an array of times or durations as numbers of ticks."""

    @abstractmethod
    def days(self, gathered: Any) -> list[int | None]:
        """Return the values of an array of dates as numbers of days."""


def date_at(days: int) -> Any:
    """Return the date that is so many days after the beginning of 1970."""
    try:
        return EPOCH + timedelta(days=days)
    except OverflowError:
        return far_date(days)


def is_in_numpy(kind: ValueType) -> bool:
    """Return whether NumPy has a type for all numbers of a type."""
    if not isinstance(kind, Integer):
        return isinstance(kind, Float)
    return kind.low is not None and kind.low >= -(2**63)
