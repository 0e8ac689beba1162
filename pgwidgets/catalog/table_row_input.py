"""The rows that users insert, delete, duplicate and move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pgwidgets.catalog.gathering import gathered
from pgwidgets.catalog.table_chosen import chosen_cells, chosen_rows
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.table_paths import at_path
from pgwidgets.catalog.table_rows import items_of
from pgwidgets.catalog.tree_loading import reveal
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import Arrived, RowsMoved, Shifted
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

Rows = Sequence[int] | None
"""The rows that a user means; None for those that are selected."""


def insert_rows(tree: Tree, node: Node, row: int | None, where: str, count: int) -> None:
    """Put new rows beside one; behind all, if there is none."""
    if row is not None:
        _require(table_of(node), row)
    add_rows(tree, node, row, where, count, _arrive)


def insert_inside(tree: Tree, node: Node, row: int, count: int) -> None:
    """Put new rows into one, once it is known what is in it."""
    table = table_of(node)
    _require(table, row)
    if not table.is_branch(row):
        raise ValueError(f"row {row} is no branch")
    act = tree.act

    def then(tree: Tree, node: Node, row: int) -> None:
        # it is what this user has done, whoever has opened the branch
        with tree.acting(act):
            add_rows(tree, node, row, "inside", count, _arrive)

    at_path(tree, node, table.path(row), then, inside=True)


def _arrive(tree: Tree, node: Node, came: Sequence[int]) -> None:
    """Tell a user where the rows are that came."""
    if came:
        reveal(tree, node, came[0])
    if came and came[0] in table_of(node).shown:
        tree.reply(node, "data", Arrived(came[0]))


def add_rows(
    tree: Tree,
    node: Node,
    row: int | None,
    where: str,
    count: int,
    go_on: Callable[[Tree, Node, Sequence[int]], None],
) -> None:
    """Put new rows beside one, or behind all, and go on with them.

    Parameters
    ----------
    go_on : callable
        Gets the rows, none if the program has failed to say what is in them; it is not called if
        the table has other rows by then.
    """
    table = table_of(node)
    columns, given = table.columns, node.state["new_row"]
    if given is None:
        go_on(tree, node, _insert(tree, node, table.insertion(row, where, [{}] * count)))
        return

    def made() -> Any:
        if not callable(given):
            return [given] * count
        return gathered([given() for _ in range(count)], read=lambda values: values)

    def then(tree: Tree, node: Node, said: Any) -> None:
        if table.columns is not columns:
            return
        # what the program has failed to say it was told itself
        if isinstance(said, BaseException):
            go_on(tree, node, ())
            return
        rows = [table.columns.check_row(of_row) for of_row in said]
        go_on(tree, node, _insert(tree, node, table.insertion(row, where, rows)))

    # what is wrong with its values is the program's mistake, not the user's
    tree.consult(node, made, then)


def _insert(tree: Tree, node: Node, edit: Any) -> Sequence[int]:
    """Put rows in, and tell the program of them; returns those that are in none of the others."""
    table = table_of(node)
    rows = list(table.coming(edit))
    tree.edit(node, "data", edit)
    came = table.outermost(rows)
    at = table.siblings(came[0]).rank(came[0])
    tree.fire(node, "rows_inserted", items_of(table, came), at)
    return came


def duplicate_rows(tree: Tree, node: Node, rows: Rows) -> None:
    """Put copies of rows behind the last of them."""
    table = table_of(node)
    for order, family in table.families(_meant(node, rows)):
        _arrive(tree, node, _insert(tree, node, table.duplication(list(order.ranks(family)))))


def delete_rows(tree: Tree, node: Node, rows: Rows) -> None:
    """Take rows away."""
    table = table_of(node)
    gone = tuple(table.outermost(_meant(node, rows)))
    items = items_of(table, gone)
    tree.edit(node, "data", table.taking(gone))
    tree.fire(node, "rows_deleted", items)


def move_rows(tree: Tree, node: Node, rows: Rows, row: int | None, where: str) -> None:
    """Put rows beside another one in the data, in the order that they have there."""
    table = table_of(node)
    meant = _meant(node, rows)
    if row is not None:
        _require(table, row)
    for order, family in table.families(meant):
        moved = tuple(order.ranks(family))
        place = table.place_beside(moved, row, where)
        at = place - sum(rank < place for rank in order.ranks(moved).values())
        if list(order.ranks(moved).values()) != list(range(at, at + len(moved))):
            tree.edit(node, "data", RowsMoved(moved, at))
            tree.fire(node, "rows_moved", items_of(table, moved), at)


def shift_rows(tree: Tree, node: Node, rows: Rows, way: str) -> None:
    """Put rows one place further up or down, beyond what shows there."""
    table = table_of(node)
    if table.sort:
        # there is no such place
        return
    shown = table.shown
    meant = [row for row in _meant(node, rows) if row in shown]
    ranks = shown.ranks(meant).values()
    is_up = way == "up"
    rank = min(ranks, default=0) - 1 if is_up else max(ranks, default=len(shown)) + 1
    if 0 <= rank < len(shown):
        move_rows(tree, node, meant, shown[rank], "before" if is_up else "after")
    if meant:
        # the keys go with the one that goes ahead
        ahead = table.shown.ranks(meant)
        tree.reply(node, "data", Shifted(list(ahead)[0 if is_up else -1]))


def _meant(node: Node, rows: Rows) -> Sequence[int]:
    """Return the rows that a user means, in the order of the data."""
    table = table_of(node)
    if rows is None:
        rows = chosen_rows(table) or list(dict.fromkeys(row for row, _ in chosen_cells(table)))
    there = list(table.order.ranks(rows))
    if not there:
        raise ValueError("no row is selected, or those that were named are not there any more")
    return there


def _require(table: Table, row: int) -> None:
    if not table.has(row):
        raise ValueError(f"row {row} is not there any more")
