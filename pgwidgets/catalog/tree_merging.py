"""Trees put together: items that come, those that differ, and those that go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pgwidgets.catalog.table_columns import listed, values_came
from pgwidgets.catalog.table_paths import at_path
from pgwidgets.catalog.table_rows import set_cells
from pgwidgets.catalog.tree_loading import (
    checked,
    load_opened,
    merge,
    outline_of,
    put_in_order,
)
from pgwidgets.model.documents.outline import Outline, Planted
from pgwidgets.model.documents.outline_edits import (
    ROOT,
    Branched,
    ItemsInserted,
    ItemsRemoved,
    Withered,
)
from pgwidgets.model.documents.outline_forest import Forest
from pgwidgets.model.node import Node
from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tree import Tree


def add_tree(
    widgets: Tree, node: Node, /, tree: Forest, parent: Sequence[str] | None = None
) -> None:
    """Put items into one; those with the same keys go."""
    if not parent:
        _merge(tree, widgets, node, ROOT)
    else:
        at_path(widgets, node, parent, partial(_merge, tree), inside=True)


def _merge(forest: Forest, tree: Tree, node: Node, row: int) -> None:
    merge(tree, node, row, checked(outline_of(node), forest))
    load_opened(tree, node)


# -- what differs --------------------------------------------------------------------


def update_data(tree: Tree, node: Node, data: Planted) -> None:
    """Change what differs from these rows, or items."""
    forest, columns = data
    if not forest.values:
        # they came as a table
        columns.describe(listed(node))
        values = [columns.row(index) for index in range(columns.count)]
        forest = Forest(forest.keys, forest.parents, values)
    update_tree(tree, node, forest)


def update_tree(widgets: Tree, node: Node, /, tree: Forest) -> None:
    """Change what differs from a tree."""
    outline = outline_of(node)
    differences = _Differences(outline, checked(outline, tree))
    # each of these edits is about all of the tree; none is when nothing differs
    if differences.gone:
        widgets.edit(node, "data", ItemsRemoved(tuple(differences.gone)))
    for branched in differences.branched:
        widgets.edit(node, "data", branched)
    for parent, forest in differences.new:
        widgets.edit(node, "data", ItemsInserted(parent, None, forest))
    for parent, keys in differences.orders:
        put_in_order(widgets, node, parent, keys)
    if differences.cells:
        set_cells(widgets, node, differences.cells)
    values_came(widgets, node)
    load_opened(widgets, node)


class _Differences:
    """What must be done for a tree to be as it is wanted.

    Attributes
    ----------
    gone : list of int
        The rows of items that it should not have.
    branched : list
        The edits of those that should be branches, or should be none.
    new : list
        Items that it has not, and the rows that they should be in.
    orders : list
        Rows, and the keys of what is in them, as these should come.
    cells : list
        Row, column and value of those that should have another one.
    """

    def __init__(self, outline: Outline, wanted: Forest) -> None:
        # what there is
        self._outline = outline
        # what there should be
        self._wanted = wanted
        # by the keys of the columns, what has their values
        self._stored = [(column.key, column.stored) for column in outline.columns.all]
        # by the indexes of its branches what should be in them
        self._inside = wanted.children()
        self.gone: list[int] = []
        self.branched: list[Branched | Withered] = []
        self.new: list[tuple[int, Forest]] = []
        self.orders: list[tuple[int, Sequence[str]]] = []
        self.cells: list[tuple[int, str, object]] = []
        levels = [(ROOT, ROOT)]
        while levels:
            levels += self._compare(*levels.pop())

    def _compare(self, row: int, index: int) -> Iterator[tuple[int, int]]:
        """Compare what is in an item; yields those in it that have others in them."""
        own = self._outline.shape.children.get(row, {})
        wanted = self._inside[index]
        self.gone += [own[key] for key in own if key not in wanted]
        new = [inner for key, inner in wanted.items() if key not in own]
        if new:
            self.new.append((row, self._wanted.pick(new)))
        kept = [key for key in own if key in wanted]
        # new ones come behind those that are there
        if [*kept, *(self._wanted.keys[inner] for inner in new)] != list(wanted):
            self.orders.append((row, list(wanted)))
        for key in kept:
            self._compare_cells(own[key], self._wanted.values[wanted[key]])
            if self._compare_branch(own[key], wanted[key]):
                yield own[key], wanted[key]

    def _compare_branch(self, row: int, index: int) -> bool:
        """Compare whether an item is a branch; returns whether it is known what should be in it."""
        shape, wanted = self._outline.shape, self._wanted
        if index in wanted.sources:
            # nobody can tell whether it would say what is there
            if row in shape.sources or row not in shape.children:
                self.branched.append(Branched(row, wanted.sources[index]))
            return False
        if index in wanted.branches:
            if row in shape.sources or row not in shape.children:
                self.branched.append(Branched(row))
            return True
        if row in shape.children:
            self.gone += shape.children[row].values()
            self.branched.append(Withered(row))
        return False

    def _compare_cells(self, row: int, wanted: Mapping[str, Any]) -> None:
        for key, stored in self._stored:
            value = wanted.get(key, ABSENT)
            old = stored(row)
            if old is not value and not is_same(old, value):
                self.cells.append((row, key, value))


# -- what goes -----------------------------------------------------------------------


def delete_tree(widgets: Tree, node: Node, /, tree: Forest, prune_empty: bool = False) -> None:
    """Take away what a tree names."""
    shape = outline_of(node).shape
    inside = tree.children()
    named: list[tuple[int, int]] = []
    levels = [(ROOT, ROOT)]
    while levels:
        row, index = levels.pop()
        own = shape.children.get(row, {})
        both = [(own[key], inner) for key, inner in inside[index].items() if key in own]
        named += both
        levels += [(below, inner) for below, inner in both if inside.get(inner)]
    gone: dict[int, None] = {}
    for row, index in reversed(named):
        is_whole = not inside.get(index)
        below = shape.children.get(row, {}).values()
        if is_whole or (prune_empty and all(own in gone for own in below)):
            gone[row] = None
    if gone:
        widgets.edit(node, "data", ItemsRemoved(tuple(gone)))
