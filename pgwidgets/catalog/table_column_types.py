"""What a program says of the columns of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pgwidgets.catalog.table_formats import AGGREGATE, FORMAT, LINES, check_column
from pgwidgets.catalog.table_rules import CHOICES, EDITABLE
from pgwidgets.catalog.table_types import VALIDATOR
from pgwidgets.catalog.types import (
    NUMBER,
    PIXELS,
    TEXT,
    Choice,
    List,
    Optional,
    Record,
    Type,
    wrong_type,
)

TYPE_NAMES = {"str": "string", "int": "integer", "bool": "boolean", "number": "float"}
"""Short names of types, for those that pages know."""


class Track(Type):
    """The width of a column: a number of px, or a track size of a CSS grid."""

    python = "float | str"
    typescript = "number | string"
    examples = (80, "120px", "1fr", "minmax(5em, 1fr)", "max-content")

    _form = re.compile(
        r"auto|min-content|max-content|"
        r"(?:\d+\.?\d*|\.\d+)(?:px|em|rem|ch|fr|%)|"
        r"minmax\([ ]*[\w.%-]+[ ]*,[ ]*[\w.%-]+[ ]*\)|"
        r"fit-content\([ ]*[\d.]+(?:px|em|rem|ch|%)[ ]*\)",
        re.ASCII,
    )

    def check(self, value: Any) -> Any:
        if not isinstance(value, str):
            return PIXELS.check(value)
        if not self._form.fullmatch(value.strip()):
            raise ValueError(
                "must be a width such as 80, '120px', '1fr' or 'minmax(5em, 1fr)', "
                f"not {value[:60]!r}"
            )
        return value.strip()


COLUMN_FIELDS = Record(
    label=TEXT,
    key=TEXT,
    type=Choice("string", "integer", "float", "boolean", "icon", *TYPE_NAMES),
    halign=Choice("left", "center", "right"),
    editable=EDITABLE,
    icon_size=PIXELS,
    colwidth=Optional(Track()),
    widget=Optional(Choice("checkbox", "combobox", "progress", "button")),
    choices=CHOICES,
    min=Optional(NUMBER),
    max=Optional(NUMBER),
    text=TEXT,
    enabled_key=Optional(TEXT),
    visible_key=Optional(TEXT),
    format=Optional(FORMAT),
    wrap=LINES,
    footer=Optional(AGGREGATE),
    validate=Optional(VALIDATOR),
)


class ColumnType(Type):
    """What a program says of a column; a text is its label and its key."""

    python = "str | Mapping[str, Any]"
    typescript = "Readonly<Record<string, unknown>>"
    examples: tuple[Any, ...] = (
        "a",
        {"label": "Price", "key": "b", "type": "float", "editable": True},
        {"label": "Done", "type": "boolean", "widget": "checkbox"},
        {"label": "Kind", "key": "c", "widget": "combobox", "choices": ["x", "y"]},
        {"label": "Mass", "key": "d", "format": {"decimals": 1, "suffix": " kg"}, "wrap": 2},
    )

    def check(self, value: Any) -> dict[str, Any]:
        if isinstance(value, str):
            value = {"label": value, "key": value}
        if not isinstance(value, Mapping):
            raise wrong_type("a label or a mapping such as {'label': 'Price'}", value)
        column = COLUMN_FIELDS.check(value)
        if "type" in column:
            column["type"] = TYPE_NAMES.get(column["type"], column["type"])
        if column.get("key") == "":
            raise ValueError("must have a key that is not empty")
        check_column(column)
        return column


class ColumnList(List):
    """The columns of a table: those without a key are given one."""

    def __init__(self) -> None:
        super().__init__(ColumnType())

    def check(self, value: Any) -> list[dict[str, Any]]:
        columns = super().check(value)
        taken = {column["key"] for column in columns if "key" in column}
        if len(taken) < sum("key" in column for column in columns):
            raise ValueError("must have keys that differ")
        for index, column in enumerate(columns):
            if "key" not in column:
                column["key"] = free_key(index, taken)
                taken.add(column["key"])
        return columns


COLUMNS = ColumnList()
COLUMN = ColumnType()


def free_key(index: int, taken: set[str]) -> str:
    """Return a key for a column that was given none."""
    while f"_col{index}" in taken:
        index += 1
    return f"_col{index}"
