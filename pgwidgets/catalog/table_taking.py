"""What it takes for what a user typed into a table to be taken, and what comes of it then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.table_columns import table_of, told_column
from pgwidgets.catalog.table_rows import set_cells
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

Typed = str | bool | None
Change = tuple[int, str, object, object]
"""Row, column, the value before and the value now."""


class NotTakenError(ValueError):
    """What a user typed can't be taken; the message is for the user."""


def barrier(node: Node, row: int, key: str) -> dict[str, Any]:
    """Check that a user may edit a cell now; returns what pages are told of its column.

    Raises
    ------
    NotTakenError
        When not.
    """
    table = table_of(node)
    if not table.has(row):
        raise NotTakenError("This row is not there any more.")
    told = told_column(node, key)
    if told is None:
        raise NotTakenError("This column is not there any more.")
    if not told["editable"]:
        raise NotTakenError("This column can't be edited.")
    if table.lack(row, key) is not None:
        raise NotTakenError("This cell can't be edited now.")
    return told


def row_barrier(node: Node) -> None:
    """Check that users may insert, delete and move rows now.

    Raises
    ------
    NotTakenError
        When not.
    """
    if not node.state["rows_editable"]:
        raise NotTakenError("The rows can't be changed now.")


def take(tree: Tree, node: Node, changes: Sequence[Change]) -> None:
    """Give cells the values that a user wants."""
    if changes:
        set_cells(tree, node, [(row, key, value) for row, key, _, value in changes])
    for row, key, old, value in changes:
        tree.fire(node, "cell_edited", table_of(node).path(row), key, old, value)
    if changes:
        tree.fire(node, "changed")
