"""The branches of trees: opening and closing them, and finding out what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from pgwidgets.catalog.methods import PageCall
from pgwidgets.catalog.tree_loading import load_opened, outline_of, reach, reveal
from pgwidgets.model.documents.outline import Outline
from pgwidgets.model.documents.outline_edits import Folded, Outer
from pgwidgets.model.documents.table_edits import Kept
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

# -- by programs ---------------------------------------------------------------------


def expand_all(tree: Tree, node: Node) -> None:
    """Open all branches of which it is known what is in them."""
    tree.edit(node, "data", Folded(None, is_open=True), [("expand_all", ())])


def collapse_all(tree: Tree, node: Node) -> None:
    """Close all branches."""
    tree.edit(node, "data", Folded(None, is_open=False), [("collapse_all", ())])


def expand_item(tree: Tree, node: Node, path: Sequence[str]) -> None:
    """Open a branch."""
    reach(tree, node, path, _open, opens=True)


def _open(tree: Tree, node: Node, row: int) -> None:
    turn(tree, node, row, is_open=True)


def collapse_item(tree: Tree, node: Node, path: Sequence[str]) -> None:
    """Close a branch."""
    reach(tree, node, path, _shut)


def _shut(tree: Tree, node: Node, row: int) -> None:
    turn(tree, node, row, is_open=False)


def turn(tree: Tree, node: Node, row: int, *, is_open: bool) -> bool:
    """Open or close an item; returns whether it was the other way."""
    shape = outline_of(node).shape
    if row not in shape.children or shape.is_turned(row, is_open=is_open):
        return False
    tree.edit(node, "data", Folded((row,), is_open), lambda node: plain_fold(node, row))
    load_opened(tree, node)
    return True


def get_expanded(node: Node) -> list[list[str]]:
    """Return the paths of the branches that are open."""
    outline = outline_of(node)
    return _paths(outline, outline.shape.opened)


def _paths(outline: Outline, rows: AbstractSet[int]) -> list[list[str]]:
    # what is open stays so, whether or not it shows while there are filters
    all_rows = outline.order if outline.is_filtered else outline.arranged
    return [outline.path(row) for row in all_rows if row in rows]


def get_collapsed(node: Node) -> list[list[str]]:
    """Return the paths of the branches that are closed."""
    outline = outline_of(node)
    return _paths(outline, outline.shape.children.keys() - outline.shape.opened)


def scroll_to_path(tree: Tree, node: Node, path: Sequence[str]) -> None:
    """Scroll an item into view, in the branches that it is in, which are opened."""
    reach(tree, node, path, _scroll, opens=True)


def _scroll(tree: Tree, node: Node, row: int) -> None:
    outline = outline_of(node)
    path = outline.path(row)
    if not outline.shape.passes(row):
        raise ValueError(f"the item {path!r} does not show: the filters leave it out")
    reveal(tree, node, row)
    # a page has a part of the rows, and can't know where another one is
    tree.call(node, "scroll_to_path", path, outline.shown.rank(row))


# -- by users ------------------------------------------------------------------------


def fold(tree: Tree, node: Node, row: int, is_open: bool) -> None:
    """Open or close an item as a user did."""
    outline = outline_of(node)
    if turn(tree, node, row, is_open=is_open) and row not in outline.shape.awaited:
        action = "expanded" if is_open else "collapsed"
        tree.fire(node, action, outline.values(row), outline.path(row))
    # the page shows what its user did until it is told
    tree.reply(node, "data", Kept(()))


def climb(tree: Tree, node: Node, row: int) -> None:
    """Tell a page where what a row is in shows: it has a part of the rows."""
    tree.reply(node, "data", Outer(row))


def take_expanded(tree: Tree, node: Node, values: Any, path: Sequence[str]) -> tuple[Any, ...]:
    """Open a branch as a page without documents says it is open."""
    return _take(tree, node, values, path, is_open=True)


def take_collapsed(tree: Tree, node: Node, values: Any, path: Sequence[str]) -> tuple[Any, ...]:
    """Close a branch as a page without documents says it is closed."""
    return _take(tree, node, values, path, is_open=False)


def _take(
    tree: Tree, node: Node, values: Any, path: Sequence[str], *, is_open: bool
) -> tuple[Any, ...]:
    del values  # Python knows them
    outline = outline_of(node)
    row = outline.find(path)
    turn(tree, node, row, is_open=is_open)
    return outline.values(row), outline.path(row)


def plain_fold(node: Node, row: int) -> list[PageCall]:
    """Open or close a branch in a page without documents."""
    outline = outline_of(node)
    if row not in outline.shape:
        return []
    method = "expand_item" if row in outline.shape.opened else "collapse_item"
    return [(method, (outline.path(row),))]
