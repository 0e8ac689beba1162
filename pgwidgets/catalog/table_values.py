"""What there is to choose from in the filter of a column."""

from __future__ import annotations

from dataclasses import replace

from pgwidgets.catalog.table_columns import column_called, table_of, told_column
from pgwidgets.model.documents.arrangement import passing
from pgwidgets.model.documents.table_edits import Valued
from pgwidgets.model.node import Node
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.frequency import Frequency, frequencies
from pgwidgets.model.tables.pausing import Pause
from pgwidgets.model.tables.types import Choice
from pgwidgets.model.tree import Tree

FEW = 50
"""Of so many values one chooses, in any column, …"""

MOST = 500
"""… and of so many, where a column has nothing else by what it is."""


def ask_values(tree: Tree, node: Node, key: str) -> None:
    """Find out for a user which values a column has, in the rows that its other filters leave."""
    table = table_of(node)
    column = column_called(node, key)
    arrangement = table.arrangement
    own = arrangement.filters.get(key)
    condition = None if own is None else own.condition
    filters = {name: item for name, item in arrangement.filters.items() if name != key}
    others = replace(arrangement, sort=(), filters=filters)
    rows = table.order.copied()
    columns = {item.key: table.face(item.key).frozen() for item in table.columns}
    most = MOST if _is_choice(node, column) else FEW

    def work(pause: Pause) -> list[Frequency] | None:
        left = passing(rows, columns, others, frozenset(), pause)
        return frequencies(columns[key], left, condition, most, pause)

    def then(tree: Tree, node: Node, found: list[Frequency] | None) -> None:
        tree.reply(node, "data", Valued(key, None if found is None else tuple(found)))

    tree.undertake(node, "values", work, then)


def _is_choice(node: Node, column: Column) -> bool:
    """Whether a column has no more than some values, by what it is."""
    told = told_column(node, column.key) or {}
    return isinstance(column.type, Choice) or bool(told.get("choices"))
