"""Which columns of tables show, and in which order: what programs and users make of it.

The columns themselves, and the indexes by which methods name them, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pgwidgets.catalog.table_columns import column_called, table_of
from pgwidgets.model.documents.column_layout import ColumnLayout
from pgwidgets.model.documents.table_edits import ColumnsArranged
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def arranged_keys(node: Node) -> list[str]:
    """Return the keys of all columns in the order in which they show, hidden ones, too."""
    return table_of(node).column_order


def hidden_keys(node: Node) -> list[str]:
    """Return the keys of the columns that don't show, in the order in which they would."""
    table = table_of(node)
    shown = frozenset(table.visible)
    return [key for key in table.column_order if key not in shown]


def _lay_out(tree: Tree, node: Node, order: Iterable[str], hidden: Iterable[str]) -> None:
    layout = ColumnLayout(tuple(order), frozenset(hidden))
    if layout == table_of(node).layout:
        return
    tree.edit(node, "data", ColumnsArranged(layout))
    # the rule of the widget makes of it what pages are told of the columns
    tree.set_state(node, {"hidden_columns": sorted(layout.hidden)})


def _checked(node: Node, keys: Sequence[str]) -> list[str]:
    checked = [column_called(node, key).key for key in keys]
    if len(set(checked)) < len(checked):
        raise ValueError("each column is named once")
    return checked


def set_column_order(tree: Tree, node: Node, col_keys: list[str]) -> None:
    """Show the columns in an order."""
    _lay_out(tree, node, _checked(node, col_keys), table_of(node).layout.hidden)


def set_hidden_columns(tree: Tree, node: Node, col_keys: list[str]) -> None:
    """Show all columns but these."""
    _require_others(node, col_keys)
    _lay_out(tree, node, table_of(node).layout.order, _checked(node, col_keys))


def _require_others(node: Node, keys: Iterable[str | None]) -> None:
    """Refuse what would hide or move the column that shows what is in what."""
    table = table_of(node)
    led = table.columns.keys[: table.LED]
    if not set(led).isdisjoint(keys):
        raise ValueError(f"column {led[0]!r} of a tree stays the first, and shows")


def move_column(tree: Tree, node: Node, key: str, before: str | None) -> None:
    """Put a column where a user has dragged it: before another one, or behind all."""
    _require_others(node, [key, before])
    if before == key:
        # it is there already
        return
    order = arranged_keys(node)
    order.remove(column_called(node, key).key)
    order.insert(len(order) if before is None else order.index(before), key)
    _lay_out(tree, node, order, table_of(node).layout.hidden)
    tree.fire(node, "columns_moved", order)


def hide_column(tree: Tree, node: Node, key: str, tf: bool) -> None:
    """Show a column no more, or again, as a user wants it."""
    _require_others(node, [key])
    table = table_of(node)
    hidden = table.layout.hidden ^ {column_called(node, key).key}
    if (key in hidden) is not tf:
        # two users did the same
        return
    if not set(table.visible) - hidden and tf:
        raise ValueError("the last column stays in view")
    _lay_out(tree, node, table.layout.order, hidden)
    tree.fire(node, "columns_hidden", hidden_keys(node))
