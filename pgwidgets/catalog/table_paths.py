"""Rows by their paths; what is done waits if a function has to say first that they are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.tree_loading import reach
from pgwidgets.model.documents.table import Table
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

Path = Sequence[str]


def at_path(
    tree: Tree,
    node: Node,
    path: Path,
    then: Callable[[Tree, Node, int], None],
    *,
    inside: bool = False,
    ends: type | None = None,
) -> None:
    """Do something with a row: at once, or once it is known that it is there.

    Parameters
    ----------
    inside : bool
        Whether it must be known as well what is in it.
    ends : type, optional
        The kind of edit after which, made anew, it is not to be done any more.

    Raises
    ------
    ValueError
        When it is known that there is none.
    """
    table = table_of(node)
    if table.awaits(path, inside=inside):
        reach(tree, node, path, then, inside=inside, ends=ends)
    else:
        then(tree, node, table.find(path))


def sorted_out(table: Table, paths: Iterable[Path]) -> tuple[list[int], list[Path]]:
    """Return the rows that some paths lead to, and the paths of which that is not known yet.

    Raises
    ------
    ValueError
        When it is known that one leads nowhere.
    """
    awaited = {tuple(path): path for path in paths if table.awaits(path)}
    rows = dict.fromkeys(table.find(path) for path in paths if tuple(path) not in awaited)
    return list(rows), list(awaited.values())
