"""The rows that users insert, delete, duplicate and move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.gathering import gathered
from pgwidgets.catalog.table_chosen import chosen_cells, chosen_rows
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import Arrived, RowsInserted, RowsMoved, RowsRemoved
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

Rows = Sequence[int] | None
"""The rows that a user means; None for those that are selected."""


def insert_rows(tree: Tree, node: Node, row: int | None, where: str, count: int) -> None:
    """Put new rows beside one; behind all, if there is none."""
    table = table_of(node)
    if row is not None:
        _require(table, row)
    columns, given = table.columns, node.state["new_row"]
    if given is None:
        _insert(tree, node, _beside(table, row, where), [{}] * count)
        return

    def made() -> Any:
        if not callable(given):
            return [given] * count
        return gathered([given() for _ in range(count)], read=lambda values: values)

    def then(tree: Tree, node: Node, said: Any) -> None:
        # what the program has failed to say it was told itself
        if not isinstance(said, BaseException) and table.columns is columns:
            _insert(tree, node, _beside(table, row, where), said)

    # what is wrong with its values is the program's mistake, not the user's
    tree.consult(node, made, then)


def _beside(table: Table, row: int | None, where: str) -> int:
    """Return where in the data a row comes that is to be beside another one."""
    if row is None or not table.has(row):
        return len(table)
    return table.order.rank(row) + (where == "after")


def _insert(tree: Tree, node: Node, at: int, values: Sequence[Any]) -> None:
    table = table_of(node)
    rows = tuple(table.columns.check_row(of_row) for of_row in values)
    tree.edit(node, "data", RowsInserted(at, rows))
    came = table.order.part(at, at + len(rows))
    tree.reply(node, "data", Arrived(came[0]))
    tree.fire(node, "rows_inserted", _items(table, came), at)


def duplicate_rows(tree: Tree, node: Node, rows: Rows) -> None:
    """Put copies of rows behind the last of them."""
    table = table_of(node)
    ranks = _ranks(node, rows)
    _insert(tree, node, max(ranks.values()) + 1, [table.columns.copy_of(row) for row in ranks])


def delete_rows(tree: Tree, node: Node, rows: Rows) -> None:
    """Take rows away."""
    gone = tuple(_ranks(node, rows))
    items = _items(table_of(node), gone)
    tree.edit(node, "data", RowsRemoved(gone))
    tree.fire(node, "rows_deleted", items)


def move_rows(tree: Tree, node: Node, rows: Rows, row: int | None, where: str) -> None:
    """Put rows beside another one in the data, in the order that they have there."""
    table = table_of(node)
    ranks = _ranks(node, rows)
    if row is not None:
        _require(table, row)
    place = _beside(table, row, where)
    at = place - sum(rank < place for rank in ranks.values())
    moved = tuple(ranks)
    if list(ranks.values()) == list(range(at, at + len(moved))):
        return
    tree.edit(node, "data", RowsMoved(moved, at))
    tree.fire(node, "rows_moved", _items(table, moved), at)


def _ranks(node: Node, rows: Rows) -> dict[int, int]:
    """Return where the rows are that a user means, from the first on."""
    table = table_of(node)
    if rows is None:
        rows = chosen_rows(table) or list(dict.fromkeys(row for row, _ in chosen_cells(table)))
    ranks = table.order.ranks(rows)
    if not ranks:
        raise ValueError("no row is selected, or those that were named are not there any more")
    return ranks


def _require(table: Table, row: int) -> None:
    if not table.has(row):
        raise ValueError(f"row {row} is not there any more")


def _items(table: Table, rows: Sequence[int]) -> list[dict[str, Any]]:
    return [{"path": table.path(row), "values": table.values(row)} for row in rows]
