"""Columns of Python's own values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pgwidgets.model.tables.cells import ABSENT, Cell, text_cell
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.sorting import Rows
from pgwidgets.model.tables.types import (
    Anything,
    Boolean,
    Kind,
    Literally,
    Moment,
    Number,
    Opaque,
    ValueType,
    type_of,
)


class ListColumn(Column):
    """Python's own values, of one type or of several.

    What a program sets is taken as it is, as all that was given was. What a user types becomes what
    the column is described to have, or else what its values are.

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
        # what was given
        self._values = values
        # an example of each type that there is
        self._examples = {type(value): value for value in reversed(values)}
        self._examples.pop(type(ABSENT), None)
        self._examples.pop(type(None), None)
        self.described = described
        super().__init__(key, label, source_key, self.found_type())

    def __len__(self) -> int:
        return len(self._values)

    def describe(self, described: ValueType | None) -> None:
        """Say what the values are, or leave that to them."""
        self.described = described
        self.type = self.found_type()

    def found_type(self) -> ValueType:
        """Return what the values are."""
        if self.described is not None:
            return self.described
        python = frozenset(self._examples)
        if python == {int, float}:
            return Number()
        if len(python) != 1:
            return Anything()
        example = next(iter(self._examples.values()))
        if isinstance(example, datetime):
            return Moment("ns", mixed=True)
        return type_of(example) or Opaque()

    @property
    def kind(self) -> Kind:
        # nobody knows of an empty column, and text is what most people type
        return self.type.kind if self._examples or self.described else "string"

    def given(self, row: int) -> Any:
        return self._values[row]

    def given_many(self, rows: Iterable[int]) -> list[Any]:
        if rows == range(len(self._values)):
            return list(self._values)
        return list(map(self._values.__getitem__, rows))

    @property
    def missing(self) -> Any:
        return "" if self.kind in {"string", "icon"} else None

    def taken(self, rows: Rows) -> list[Any]:
        return self.values(rows)

    def cell_of(self, value: Any) -> Cell:
        if self.kind in {"string", "icon"}:
            return text_cell(_ANYTHING.text(value))
        if isinstance(self.type, Boolean) and type(value) is int and value in {0, 1}:
            return bool(value)
        return _ANYTHING.cell(value)

    def missing_cell(self, value: Any) -> Cell:
        # the cell before it spans over
        return None if value is None or value is ABSENT else super().missing_cell(value)

    def text(self, value: Any) -> str:
        return _ANYTHING.text(value)

    def type_for(self, like: object) -> ValueType:
        if self.described is not None or not isinstance(self.type, Anything):
            return self.type
        found = type_of(like)
        if found is None or isinstance(found, Literally):
            return self.type if found is None else found
        return (
            Number() if found.kind in {"integer", "float"} and _has_both(self._examples) else found
        )

    def check(self, value: object) -> Any:
        return value

    def put(self, row: int, value: Any) -> None:
        super().put(row, value)
        if type(value) not in self._examples and value is not None and value is not ABSENT:
            self._examples[type(value)] = value
            self.type = self.found_type()


_ANYTHING = Anything()


def _has_both(types: Iterable[type]) -> bool:
    """Return whether there are whole numbers and others."""
    return {int, float} <= set(types)
