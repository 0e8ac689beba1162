"""Columns of Python's own values."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from pgwidgets.model.tables.cells import ABSENT, Cell, is_missing, text_cell
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.number_types import Number
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.time_types import Moment
from pgwidgets.model.tables.types import ANYTHING, Anything, Opaque, type_of
from pgwidgets.model.tables.value_type import Kind, ValueType

SAMPLE = 1000
"""Of how many values of a library's column the types are looked at: it may have ten million."""


class PythonColumn(Column):
    """Python's own values, of one type or of several.

    What a user types becomes what was in the cell before, or else what all values are. What a
    program sets is taken as it is, as all that was given was.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : sequence
        ABSENT where a row has none.
    sample : collection
        Some or all of the values, from which their types are seen.
    """

    def __init__(
        self, key: str, label: str, source_key: object, values: Any, sample: Collection[Any]
    ) -> None:
        # what was given
        self._values = values
        # an example of each type that values have which are there; one that stands for none
        self._examples, self._none = examples(sample)
        super().__init__(key, label, source_key, self.found_type())

    def __len__(self) -> int:
        return len(self._values)

    def found_type(self) -> ValueType:
        """Return what the values are."""
        if self._examples.keys() == {int, float}:
            return Number()
        if len(self._examples) != 1:
            return Anything()
        return type_of(next(iter(self._examples.values()))) or Opaque()

    @property
    def kind(self) -> Kind:
        # nobody knows of an empty column, and text is what most people type
        return self.type.kind if self._examples else "string"

    @property
    def has_kind(self) -> bool:
        return bool(self._examples)

    def given(self, row: int) -> Any:
        return self._values[row]

    def stored(self, row: int) -> Any:
        # trees are compared value by value
        if row in self.changed:
            return self.changed[row]
        values = self._values
        return values[row] if row < len(values) else ABSENT

    @property
    def missing(self) -> Any:
        return self._none

    def cell_of(self, value: Any) -> Cell:
        return ANYTHING.cell(value)

    def text(self, value: Any) -> str:
        return ANYTHING.text(value)

    def exact(self, values: list[Any]) -> list[str]:
        return ANYTHING.exact(values)

    def type_for(self, like: object) -> ValueType:
        if isinstance(self.type, Moment) and isinstance(like, datetime) and like.tzinfo is not None:
            return Moment(self.type.unit, like.tzinfo)
        if not isinstance(self.type, Anything):
            return self.type
        found = None if is_missing(like) else type_of(like)
        if found is None:
            return self.type
        has_both = {int, float} <= self._examples.keys()
        return Number() if has_both and found.kind in {"integer", "float"} else found

    def own(self, value: Any) -> Any:
        kinds = list(self._examples)
        # NumPy's numbers stay such
        return kinds[0](value) if len(kinds) == 1 and kinds[0].__module__ == "numpy" else value

    def check(self, value: object) -> Any:
        self.check_icon(value)
        return value

    def put(self, row: int, value: Any) -> None:
        super().put(row, value)
        if type(value) not in self._examples and not is_missing(value):
            self._examples[type(value)] = value
            self.type = self.found_type()


def examples(values: Collection[Any]) -> tuple[dict[type, Any], Any]:
    """Return an example of each type of values that are there, and of one that stands for none."""
    found = dict(zip(map(type, values), values, strict=True))
    missing = {kind: value for kind, value in found.items() if is_missing(value)}
    for kind in list(missing):
        # that one is no number, or no time, does not say that none is
        there = next((it for it in values if type(it) is kind and not is_missing(it)), None)
        if there is None:
            del found[kind]
        else:
            found[kind] = there
            del missing[kind]
    return found, next((value for value in missing.values() if value is not ABSENT), None)


class ListColumn(PythonColumn):
    """The values of a column of rows that are Python's own.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : sequence
        ABSENT where a row has none.
    described : ValueType or None
        What its values are said to be.
    """

    def __init__(
        self,
        key: str,
        label: str,
        source_key: object,
        values: Sequence[Any],
        described: ValueType | None = None,
    ) -> None:
        self.described = described
        super().__init__(key, label, source_key, values, values)

    def describe(self, described: ValueType | None) -> None:
        """Say what the values are, or leave that to them."""
        self.described = described
        self.type = self.found_type()

    def found_type(self) -> ValueType:
        return self.described or super().found_type()

    @property
    def kind(self) -> Kind:
        return super().kind if self.described is None else self.described.kind

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        if rows == range(len(self._values)):
            return list(self._values)
        return list(map(self._values.__getitem__, rows))

    @property
    def missing(self) -> Any:
        # over nothing at all the cell before would span
        return "" if self.kind in {"string", "icon"} else None

    def taken(self, rows: Rows) -> list[Any]:
        return self.values(rows)

    def cell_of(self, value: Any) -> Cell:
        if self.kind == "string":
            return text_cell(self.text(value))
        if self.kind == "boolean" and type(value) is int and value in {0, 1}:
            return bool(value)
        return super().cell_of(value)

    def missing_cell(self, value: Any) -> Cell:
        # the cell before it spans over
        return None if value is None or value is ABSENT else super().missing_cell(value)


class ObjectColumn(PythonColumn):
    """Python's own values in an array of a library.

    Parameters
    ----------
    key, label, source_key : str, str, object
    values : ndarray
        Of objects.
    """

    def __init__(self, key: str, label: str, source_key: object, values: Any) -> None:
        sample = list(values[:: max(1, len(values) // SAMPLE)])
        super().__init__(key, label, source_key, values, sample)

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        return list(map(self._values.__getitem__, rows))

    def taken(self, rows: Rows) -> Any:
        numpy = sys.modules["numpy"]
        taken = numpy.empty(len(rows), object)
        for place, value in enumerate(self.values(rows)):
            taken[place] = self.missing if value is ABSENT else value
        return taken
