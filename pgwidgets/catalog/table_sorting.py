"""By which columns tables are sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.table_columns import column_at, column_called, table_of
from pgwidgets.catalog.table_plain import plain_sort
from pgwidgets.model.documents.table_edits import Sorted
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def sort_by(tree: Tree, node: Node, sort: Sequence[tuple[str, bool]]) -> None:
    """Show the rows in the order of some columns, or of the data.

    Raises
    ------
    ValueError
        When there is no such column, or one comes twice.
    """
    keys = [column_called(node, key).key for key, _ in sort]
    if len(set(keys)) < len(keys):
        raise ValueError("a table is sorted by each column once")
    wanted = tuple((key, ascending) for key, (_, ascending) in zip(keys, sort, strict=True))
    if wanted != table_of(node).sort:
        tree.edit(node, "data", Sorted(wanted), lambda node: plain_sort(table_of(node)))


def sort_by_column(
    tree: Tree,
    node: Node,
    col_index: int | None,
    ascending: bool = True,
) -> None:
    """Show the rows in the order of a column, or of the data."""
    sort = [] if col_index is None else [(column_at(node, col_index).key, ascending)]
    sort_by(tree, node, sort)


def take_sort(tree: Tree, node: Node, col_key: str | None, ascending: bool) -> tuple[Any, ...]:
    """Sort as a page without documents says it is sorted."""
    sort_by(tree, node, [] if col_key is None else [(col_key, ascending)])
    return col_key, ascending
