"""What a program says of the columns that it wants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pgwidgets.model.tables.formats import Format
from pgwidgets.model.tables.number_types import Float, Integer
from pgwidgets.model.tables.types import Boolean, Icon, Text
from pgwidgets.model.tables.value_type import ValueType

_TYPES: dict[str, type[ValueType]] = {
    "string": Text,
    "str": Text,
    "integer": Integer,
    "int": Integer,
    "float": Float,
    "number": Float,
    "boolean": Boolean,
    "bool": Boolean,
    "icon": Icon,
}

MADE_UP = re.compile(r"_col(\d+)")
"""A key that a column has got as its program gave it none: it is meant by its place."""


@dataclass(frozen=True)
class Described:
    """What a program says of one column.

    Parameters
    ----------
    key : str
    label : str or None
        What stands at its head; None for what the data calls it.
    type : ValueType or None
        None to see from the data.
    is_bar : bool
        Whether its numbers are shown as bars.
    format : Format or None
        How its values are shown; None for what their type has.
    """

    key: str
    label: str | None
    type: ValueType | None
    is_bar: bool
    format: Format | None

    @classmethod
    def of(cls, place: int, column: Mapping[str, Any]) -> Described:
        """Return what a column of the program's says, which is at some place among them."""
        key = column.get("key")
        named = _TYPES.get(column.get("type") or "")
        format_ = Format.of(column.get("format"))
        return cls(
            key=f"_col{place}" if key is None else str(key),
            label=column.get("label"),
            type=None if named is None else named(),
            is_bar=column.get("widget") == "progress" or bool(format_ and format_.bar),
            format=format_,
        )

    @property
    def has_name(self) -> bool:
        """Whether the program gave it a key."""
        return MADE_UP.fullmatch(self.key) is None
