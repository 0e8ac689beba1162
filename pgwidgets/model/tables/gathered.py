"""Columns of libraries whose arrays can't be changed: new ones are gathered from them."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from pgwidgets.model.tables import times
from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.number_types import Float, Integer
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.time_types import Duration, Moment


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
        return self.listed(gathered)

    def _timed(self, ticks: int) -> Any:
        """Return what so many ticks are, in the units of the column."""
        assert isinstance(self.type, Moment | Duration)
        try:
            if isinstance(self.type, Moment):
                return times.moment_at(ticks, self.type.unit, self.type.zone)
            return times.duration_at(ticks, self.type.unit)
        except OverflowError:
            # Python has none so far away
            return f"{ticks} {self.type.unit} after 1970"

    def taken(self, rows: Rows) -> Any:
        count = len(self)
        if not self.changed and (not rows or max(rows) < count):
            return self.gathered(rows, [])
        places = {row: count + number for number, row in enumerate(self.changed)}
        values = [None if value is ABSENT else value for value in self.changed.values()]
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
        if not isinstance(self.type, Integer | Float) or "numpy" not in sys.modules:
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
        return [None if value is None else count(value, unit) for value in values]

    @abstractmethod
    def gathered(self, places: Sequence[int | None], values: Sequence[Any]) -> Any:
        """Return an array of what is in some places of what was given, with values behind it."""

    @abstractmethod
    def listed(self, gathered: Any) -> list[Any]:
        """Return the values of an array as Python's own."""

    @abstractmethod
    def ticks(self, gathered: Any) -> list[int | None]:
        """Return the values of an array of times or durations as numbers of ticks."""
