"""Branches whose children a program's function returns, once they are opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from pgwidgets.catalog.table_columns import table_of, values_came
from pgwidgets.model.documents.outline import Outline, Sought
from pgwidgets.model.documents.outline_edits import (
    Awaited,
    Branched,
    Folded,
    ItemsInserted,
    ItemsOrdered,
    ItemsRemoved,
)
from pgwidgets.model.documents.outline_forest import Forest, Source, read_forest
from pgwidgets.model.documents.table_edits import Refused
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

FAILED = "What is in it could not be fetched. Open it to try again."
"""What a user is told who has opened a branch whose function failed."""


def outline_of(node: Node) -> Outline:
    """Return the document."""
    outline: Outline = node.state["data"]
    return outline


def checked(outline: Outline, forest: Forest) -> Forest:
    """Return items with values as the columns keep them."""
    values = outline.columns.check_rows(forest.values)
    return Forest(forest.keys, forest.parents, list(values), forest.branches, forest.sources)


def load_opened(tree: Tree, node: Node) -> None:
    """Have the program say what is in the branches that are open and were not asked before."""
    shape = outline_of(node).shape
    _load(tree, node, shape.opened & shape.sources.keys())


def _load(tree: Tree, node: Node, rows: AbstractSet[int]) -> None:
    """Have the program say what is in some branches, as far as it was not asked before."""
    shape = outline_of(node).shape
    for row in sorted(rows - shape.awaited):
        tree.edit(node, "data", Awaited(row, "loading"), ())
        source = shape.sources[row]
        tree.consult(
            node,
            partial(source.ask, outline_of(node).path(row)),
            partial(_said, row, source),
            source.context,
        )


Then = Callable[[Tree, Node, int], None]
"""What is done with an item."""


def reach(
    tree: Tree,
    node: Node,
    path: Sequence[str],
    then: Then,
    *,
    inside: bool = False,
    opens: bool = False,
    ends: type | None = None,
) -> None:
    """Do something with an item: at once, or once a function has said that it is there.

    Parameters
    ----------
    inside : bool
        Whether it must be known as well what is in it.
    opens : bool
        Whether what it is in is opened as far as somebody has to be asked.
    ends : type, optional
        The kind of edit that begins anew what this is a part of: after it, it is done no more.

    Raises
    ------
    ValueError
        When it is known that there is none.
    """
    outline = outline_of(node)
    if not outline.awaits(path, inside=inside):
        then(tree, node, outline.find(path))
        return
    row, _ = outline.shape.reached(path)
    source = outline.shape.sources[row]
    outline.sought.append(Sought(source, path, then, inside, opens, ends))
    if opens:
        open_all(tree, node, [row, *outline.shape.outer(row)])
        load_opened(tree, node)
    else:
        _load(tree, node, {row})


def open_all(tree: Tree, node: Node, rows: Sequence[int]) -> None:
    """Open branches, each behind what is in it."""
    shape = outline_of(node).shape
    closed = [row for row in rows if not shape.fold(row)]
    if closed:
        tree.edit(node, "data", Folded(tuple(closed[::-1]), is_open=True))


def reveal(tree: Tree, node: Node, row: int) -> None:
    """Open what a row is in, if that hides it."""
    closed = table_of(node).closed_around(row)
    if closed:
        open_all(tree, node, closed)
        load_opened(tree, node)


def _go_on(tree: Tree, node: Node, source: Source) -> None:
    """Do what waited for a function to say what is in a branch."""
    outline = outline_of(node)
    found = [sought for sought in outline.sought if sought.source is source]
    outline.sought = [sought for sought in outline.sought if sought.source is not source]
    for _, path, then, inside, opens, ends in found:
        try:
            # it is what the program has called for, whoever has opened the branch
            with tree.acting(None):
                reach(tree, node, path, then, inside=inside, opens=opens, ends=ends)
        except (TypeError, ValueError) as error:
            _tell(tree, node, error)


def _tell(tree: Tree, node: Node, error: Exception) -> None:
    """Tell the program of an error as of what its functions raise: its call is long over."""
    tree.consult(node, partial(_raise, error), lambda *_: None)


def _raise(error: Exception) -> None:
    raise error


def _said(row: int, source: Source, tree: Tree, node: Node, said: Any) -> None:
    """Take what the program's function has returned, or raised."""
    if outline_of(node).shape.sources.get(row) is not source:
        # the branch is gone, or another one is there
        return
    if isinstance(said, BaseException):
        _close(tree, node, row, source)
        return
    # it may be large: not under the lock
    tree.consult(node, partial(_read, said), partial(_take, row, source), source.context)


def _read(said: Any) -> Forest:
    """Return what a function has said as items."""
    try:
        return read_forest(said)
    except (TypeError, ValueError) as error:
        raise error.__class__(f"what a function says is in a branch {error}") from None


def _take(row: int, source: Source, tree: Tree, node: Node, said: Any) -> None:
    """Put what there is into the branch."""
    outline = outline_of(node)
    if outline.shape.sources.get(row) is not source:
        return
    if isinstance(said, BaseException):
        _close(tree, node, row, source)
        return
    try:
        forest = checked(outline, said)
    except (TypeError, ValueError) as error:
        _close(tree, node, row, source)
        _tell(tree, node, error)
        return
    tree.edit(node, "data", Branched(row), ())
    # what is there is no user's doing, whoever has opened the branch
    with tree.acting(None):
        merge(tree, node, row, forest, is_found=True)
    if row in outline.shape.opened:
        tree.fire(node, "expanded", outline.values(row), outline.path(row))
    load_opened(tree, node)
    _go_on(tree, node, source)


def _close(tree: Tree, node: Node, row: int, source: Source) -> None:
    """Close a branch that nobody knows anything of."""
    outline = outline_of(node)
    outline.sought = [sought for sought in outline.sought if sought.source is not source]
    tree.edit(node, "data", Awaited(row, "failed"), ())
    tree.edit(node, "data", Folded((row,), is_open=False))
    if outline.visible:
        # who has opened it waits for it
        tree.reply(node, "data", Refused(((row, outline.visible[0], FAILED),)))


def merge(tree: Tree, node: Node, parent: int, forest: Forest, *, is_found: bool = False) -> None:
    """Put items into one; those with the same keys go, with what is in them."""
    inside = dict(outline_of(node).shape.children.get(parent, {}))
    keys = {key for key, inner in zip(forest.keys, forest.parents, strict=True) if inner < 0}
    gone = tuple(row for key, row in inside.items() if key in keys)
    if gone:
        tree.edit(node, "data", ItemsRemoved(gone))
    if len(forest):
        tree.edit(node, "data", ItemsInserted(parent, None, forest, is_found=is_found))
    if gone:
        put_in_order(tree, node, parent, inside)
    values_came(tree, node)


def put_in_order(tree: Tree, node: Node, parent: int, keys: Any) -> None:
    """Have what is in an item in the order of some keys, and behind them the others."""
    inside = outline_of(node).shape.children[parent]
    rows = dict.fromkeys([*(inside[key] for key in keys), *inside.values()])
    if tuple(rows) != tuple(inside.values()):
        tree.edit(node, "data", ItemsOrdered(parent, tuple(rows)))
