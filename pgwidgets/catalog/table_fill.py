"""One value that a user puts into many cells."""

from __future__ import annotations

from collections.abc import Iterator

from pgwidgets.catalog.table_chosen import chosen_cells
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.table_input import edit_cells, editable
from pgwidgets.catalog.table_taking import Typed
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def fill_cells(tree: Tree, node: Node, how: str, typed: Typed) -> None:
    """Fill the selected cells that users can edit.

    Parameters
    ----------
    how : {"typed", "down"}
        With what was typed; or with what each column has in the first of them, as they show.
    """
    if how == "down":
        cells = list(_down(node))
    else:
        chosen = chosen_cells(table_of(node))
        cells = [(row, key, typed) for row, key in editable(node, chosen)]
    edit_cells(tree, node, cells, "fill")


def _down(node: Node) -> Iterator[tuple[int, str, Typed]]:
    table = table_of(node)
    first: dict[str, tuple[int, Typed]] = {}
    for row, key in chosen_cells(table):
        if key not in first:
            column = table.columns[key]
            first[key] = row, None if column.is_missing(row) else column.plain([row])[0]
    for row, key in editable(node, chosen_cells(table)):
        top, text = first[key]
        if row != top:
            yield row, key, text
