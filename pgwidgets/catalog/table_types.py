"""The types of what programs and pages say of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.program_function import Function
from pgwidgets.catalog.types import (
    BOOLEAN,
    TEXT,
    Integer,
    List,
    Optional,
    Record,
    Tuple,
    Type,
    Union,
    wrong_type,
)
from pgwidgets.model.documents.outline_forest import key_text
from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.reading import read_table
from pgwidgets.model.tables.rows import field_names, is_row


class TableData(Type):
    """All that a table can be made of; the model keeps it by columns."""

    python = "Any"
    typescript = "unknown"
    examples: tuple[Any, ...] = (
        (),
        ({"a": "x", "b": 1}, {"a": "y"}),
        (["x", 1], ["y", 2.5], ["z"]),
    )

    def check(self, value: Any) -> Columns:
        if isinstance(value, Columns):
            return value
        try:
            return read_table(value)
        except (TypeError, ValueError) as error:
            # what has the name of the argument before it
            raise error.__class__(str(error).removeprefix("data ")) from None


class RowValues(Type):
    """The values of one row: by the columns' keys, or in their order."""

    python = "Mapping[str, Any] | Sequence[Any]"
    typescript = "unknown"
    examples: tuple[Any, ...] = (["x", 1], [], ["y"], {"a": "x"})

    def check(self, value: Any) -> Any:
        if not is_row(value) and field_names(value) is None:
            raise wrong_type("a mapping of the columns' keys to values, or a sequence", value)
        return value


class Value(Type):
    """A value of a cell: the column says what it may be."""

    python = "Any"
    typescript = "unknown"
    examples: tuple[Any, ...] = (1, "x", 2.5, None, True)

    def check(self, value: Any) -> Any:
        return value


class Key(Type):
    """The key of a row; a whole number stands for its digits."""

    python = "str"
    typescript = "string"
    examples: tuple[Any, ...] = ("row0", "row1", "row2")

    def check(self, value: Any) -> str:
        return key_text(value)


KEY = Key()


class Path(List):
    """Where a row is: the keys that lead there. In a table that is one.

    A whole number stands for its digits.
    """

    examples: tuple[Any, ...] = (["row0"], ["row1"], ["row1", "row0"])

    def __init__(self, minimum: int = 1) -> None:
        super().__init__(KEY, minimum)


class Item(Type):
    """A row as it is told: its path, or a mapping that has it."""

    python = "Sequence[str] | Mapping[str, Any]"
    typescript = "Readonly<Record<string, unknown>>"
    examples: tuple[Any, ...] = (["row0"], {"path": ["row1"], "values": {}})

    def check(self, value: Any) -> list[str]:
        if isinstance(value, Mapping):
            if "path" not in value:
                raise ValueError("must have a 'path'")
            value = value["path"]
        path: list[str] = PATH.check(value)
        return path


class CellItem(Type):
    """A cell as it is told: a mapping with `path` and `col_key`, or both of them."""

    python = "Mapping[str, Any] | tuple[Sequence[str], str]"
    typescript = "Readonly<Record<string, unknown>>"
    examples: tuple[Any, ...] = (
        {"path": ["row0"], "col_key": "a", "value": "x"},
        (["row1"], "b"),
    )

    def check(self, value: Any) -> tuple[list[str], str]:
        if isinstance(value, Mapping):
            if not {"path", "col_key"} <= value.keys():
                raise ValueError("must have a 'path' and a 'col_key'")
            value = value["path"], value["col_key"]
        path, key = _PLACE.check(value)
        return path, key


class Colors(Record):
    """Colors of a place, and where that is."""

    def __init__(self, **where: Type) -> None:
        super().__init__(**where, fg=COLOR, bg=COLOR, bold=Optional(BOOLEAN))
        # what must be said
        self._where = where

    def check(self, value: Any) -> dict[str, Any]:
        checked = super().check(value)
        for name in self._where:
            if name not in checked:
                raise ValueError(f"must have a {name!r}")
        return checked


PATH = Path()
VALUE = Value()
_PLACE = Tuple(PATH, TEXT)

COLOR_SPEC = Record(
    cells=List(Colors(path=PATH, col_key=TEXT)),
    rows=List(Colors(path=PATH)),
    columns=List(Colors(col_key=TEXT)),
    table=Colors(),
    clear=BOOLEAN,
)

ROW = Integer(0)
"""The id of a row, as a page names it."""

CELL = Tuple(ROW, TEXT)
"""Row and column, as a page names them."""

TYPED = Optional(Union(BOOLEAN, TEXT, expected="a text, a boolean or null"))
"""What a user has put into a cell: a text, a mark, or nothing."""

TYPED_CELLS = List(Tuple(ROW, TEXT, TYPED))

SORT = List(Tuple(TEXT, BOOLEAN))

VALIDATOR = Function("path", "col_key", "old", "new")
"""What looks at what a user has typed: it returns what is to be taken, or raises ValueError."""
