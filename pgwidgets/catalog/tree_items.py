"""The items of trees, as programs set, change and get them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.table_chosen import chosen_cells, chosen_rows
from pgwidgets.catalog.table_columns import column_called, values_came
from pgwidgets.catalog.table_paths import at_path, sorted_out
from pgwidgets.catalog.table_rows import check_value, describe_alike, put_cell, replace_data
from pgwidgets.catalog.tree_loading import checked, load_opened, outline_of
from pgwidgets.model.documents.outline import Outline, Planted
from pgwidgets.model.documents.outline_edits import ROOT, ItemsInserted, ItemsRemoved
from pgwidgets.model.documents.outline_forest import Forest, read_item
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tree import Tree

# -- all items -----------------------------------------------------------------------


def set_tree(widgets: Tree, node: Node, /, tree: Planted) -> None:
    """Put other items in the place of all."""
    replace_data(widgets, node, tree, tree.columns)
    load_opened(widgets, node)


def set_data(tree: Tree, node: Node, data: Planted) -> None:
    """Put other rows, or items, in the place of all."""
    set_tree(tree, node, data)


def clear(tree: Tree, node: Node) -> None:
    """Take all items away."""
    emptied = Planted(Forest(), Forest().columns())
    describe_alike(node, emptied.columns)
    tree.replace(node, "data", emptied)


# -- some of them --------------------------------------------------------------------


def add_item(
    tree: Tree, node: Node, parent: Sequence[str] | None, key: str, values: Any = ()
) -> list[str]:
    """Put an item behind all others in the same one; returns its path."""
    if not parent:
        return _add(tree, node, ROOT, None, key, values)

    def then(tree: Tree, node: Node, row: int) -> None:
        _add(tree, node, row, None, key, values)

    at_path(tree, node, parent, then, inside=True)
    return [*parent, key]


def insert_row(
    tree: Tree,
    node: Node,
    values: Any,
    key: str | None = None,
    before: Sequence[str] | None = None,
) -> list[str]:
    """Put an item before another one, or behind all that are in no other; returns its path."""
    outline = outline_of(node)
    if before is None:
        return _add(tree, node, ROOT, None, key, values)
    if key is None and outline.awaits(before):
        raise ValueError(
            f"the new item needs a key: what is beside {list(before)!r:.60} is not known yet"
        )
    if key is None:
        (key,) = outline.shape.free_keys(outline.shape.parents[outline.find(before)], 1)

    def then(tree: Tree, node: Node, row: int) -> None:
        _add(tree, node, outline_of(node).shape.parents[row], row, key, values)

    at_path(tree, node, before, then)
    return [*before[:-1], key]


def append_row(tree: Tree, node: Node, values: Any) -> list[str]:
    """Put an item behind all others that are in no other; returns its path."""
    return insert_row(tree, node, values)


def _add(
    tree: Tree, node: Node, parent: int, before: int | None, key: str | None, values: Any
) -> list[str]:
    outline = outline_of(node)
    inside = outline.shape.children.get(parent, {})
    where = outline.path(parent) if parent != ROOT else []
    if key is None:
        (key,) = outline.shape.free_keys(parent, 1)
    elif key in inside:
        raise ValueError(f"there is an item at {[*where, key]!r} already")
    forest = checked(outline, read_item(key, values))
    tree.edit(node, "data", ItemsInserted(parent, before, forest))
    values_came(tree, node)
    load_opened(tree, node)
    return [*where, key]


def remove_items(tree: Tree, node: Node, paths: Sequence[Sequence[str]]) -> None:
    """Take items away, with what is in them."""
    rows, awaited = sorted_out(outline_of(node), paths)
    if rows:
        tree.edit(node, "data", ItemsRemoved(tuple(rows)))
    for path in awaited:
        at_path(tree, node, path, _remove)


def _remove(tree: Tree, node: Node, row: int) -> None:
    tree.edit(node, "data", ItemsRemoved((row,)))


def remove_item(tree: Tree, node: Node, path: Sequence[str]) -> None:
    """Take an item away, with what is in it."""
    remove_items(tree, node, [path])


def delete_row(tree: Tree, node: Node, path_or_key: Sequence[str]) -> None:
    """Take an item away, with what is in it."""
    remove_items(tree, node, [path_or_key])


def set_cell(tree: Tree, node: Node, path: Sequence[str], col_key: str, value: object) -> None:
    """Give a cell another value."""
    key = column_called(node, col_key).key
    # what is wrong with it is said at once
    check_value(column_called(node, key), value)

    def then(tree: Tree, node: Node, row: int) -> None:
        put_cell(tree, node, row, column_called(node, key), value)

    at_path(tree, node, path, then)


# -- what there is -------------------------------------------------------------------


def get_subtree(node: Node, status: str = "all") -> Own:
    """Return some items as a tree, with what they are in, and all that is in them."""
    outline = outline_of(node)
    rows = outline.order.ids
    if status != "all":
        rows = _around(outline, rows, _with_status(outline, status))
    # not looked through for widgets: it may be large
    return Own(outline.nested(dict(zip(rows, outline.columns.rows(rows), strict=True))))


def _with_status(outline: Outline, status: str) -> set[int]:
    shape = outline.shape
    if status == "selected":
        return {*chosen_rows(outline), *(row for row, _ in chosen_cells(outline))}
    if status == "expanded":
        return shape.opened
    return shape.children.keys() - shape.opened - {ROOT}


def _around(outline: Outline, rows: Sequence[int], some: set[int]) -> list[int]:
    """Return of all rows some, with those that they are in, and those that are in them."""
    parents = outline.shape.parents
    inside: set[int] = set()
    for row in rows:
        if row in some or parents[row] in inside:
            inside.add(row)
    around = {outer for row in some for outer in outline.shape.outer(row)} | inside
    return [row for row in rows if row in around]
