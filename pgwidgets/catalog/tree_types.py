"""The types of what trees are given."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.table_types import PATH, Path, TableData
from pgwidgets.catalog.types import Type
from pgwidgets.model.documents.outline import Planted
from pgwidgets.model.documents.outline_forest import (
    CHILDREN,
    VALUES,
    Forest,
    is_tree,
    key_text,
    read_forest,
    read_item,
)
from pgwidgets.model.tables.columns import Columns


class TreeData(Type):
    """A dict of dicts; the model keeps its items in one list, and their values by columns."""

    python = "Mapping[Any, Any]"
    typescript = "unknown"
    examples: tuple[Any, ...] = (
        {},
        {"row0": {"a": "x", "b": 1}, "row1": {"row0": {"a": "y"}, "row1": {"row0": {}}}},
        {"row1": {VALUES: {"a": 1}, "row0": {"b": 2}}, "row0": {}, "row2": {"a": "z"}},
        {"row0": {CHILDREN: lambda: {"row0": {"a": 5}, "row1": dict}}, "row1": {"a": "b"}},
    )

    def check(self, value: Any) -> Any:
        return value if isinstance(value, Forest) else read_forest(value)


class WholeTree(TreeData):
    """All of a tree, with the columns that its values make."""

    def check(self, value: Any) -> Planted:
        if isinstance(value, Planted):
            return value
        forest = super().check(value)
        return Planted(forest, forest.columns())


class RowsOrTree(WholeTree):
    """All of a tree, or of a table: then its rows are in nothing."""

    python = "Any"
    examples: tuple[Any, ...] = (*TreeData.examples, *TableData.examples)

    def check(self, value: Any) -> Planted:
        if isinstance(value, Planted) or is_tree(value):
            return super().check(value)
        columns: Columns = TABLE_DATA.check(value)
        count = columns.count
        keys = [f"row{index}" for index in range(count)]
        return Planted(Forest(keys, [-1] * count), columns)


class ItemValues(Type):
    """What an item has: as in a tree, or the values of its row in the columns' order."""

    python = "Mapping[Any, Any] | Sequence[Any]"
    typescript = "unknown"
    examples: tuple[Any, ...] = ({"a": 1}, {}, ["x", 2], {"row0": {"a": 3}})

    def check(self, value: Any) -> Any:
        # taken apart with its key
        read_item("", value)
        return value


class Place(Type):
    """Where an item is: its path; a key alone is one of those that are in no other."""

    python = "str | Sequence[str]"
    typescript = "string | readonly (string)[]"
    examples: tuple[Any, ...] = ("row0", ["row1"], ["row1", "row0"])

    def check(self, value: Any) -> list[str]:
        if isinstance(value, str | int):
            return [key_text(value)]
        path: list[str] = PATH.check(value)
        return path


class Parent(Path):
    """The path of what an item is in; without keys it is in nothing."""

    examples: tuple[Any, ...] = ([], ["row0"], ["row1"], ["row1", "row0"])

    def __init__(self) -> None:
        super().__init__(0)


TABLE_DATA = TableData()
