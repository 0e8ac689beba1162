"""One value that a user puts into many cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from pgwidgets.catalog.table_chosen import chosen_cells
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.table_input import edit_cells, editable
from pgwidgets.catalog.table_taking import Typed
from pgwidgets.model.documents.row_order import RowOrder
from pgwidgets.model.documents.table import Table
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


# -- from a rectangle, over what is below it or beside it ------------------------------

Cell = tuple[int, str]


def spread_cells(
    tree: Tree,
    node: Node,
    first: Cell,
    last: Cell,
    to: Cell | None,
    rows: Sequence[int] = (),
) -> None:
    """Put what is in a rectangle of cells, again and again, into those below it, or beside it.

    Parameters
    ----------
    first, last : tuple
        Corners of the rectangle, opposite ones.
    to : tuple or None
        The last cell to be filled; None for all below.
    rows : sequence of int
        The rows from the first to the last of all these, as the user saw them: they may show in
        another order by now. Without them it is the order in which they show.
    """
    table = table_of(node)
    keys, order = table.visible, RowOrder(list(dict.fromkeys(rows))) if rows else table.shown
    ranks = sorted(order.rank(row) for row, _ in (first, last))
    columns = sorted(_index(keys, key) for _, key in (first, last))
    source = _Source(order, range(ranks[0], ranks[1] + 1), range(columns[0], columns[1] + 1))
    end = len(order) - 1 if to is None else order.rank(to[0])
    beside = columns[1] if to is None else _index(keys, to[1])
    if end > ranks[1]:
        places = product(range(ranks[1] + 1, end + 1), source.columns)
    else:
        places = product(source.ranks, range(columns[1] + 1, beside + 1))
    # somebody may have taken some of the rows away
    into = {
        (order[rank], keys[column]): (rank, column)
        for rank, column in places
        if table.has(order[rank]) and table.has(source.row(rank))
    }
    typed = [(row, key, source.text(table, *into[row, key])) for row, key in editable(node, into)]
    edit_cells(tree, node, typed, "fill")


def _index(keys: Sequence[str], key: str) -> int:
    if key not in keys:
        raise ValueError(f"the column {key!r:.40} does not show any more")
    return keys.index(key)


@dataclass
class _Source:
    """A rectangle of cells that is laid again and again."""

    order: RowOrder
    ranks: range
    columns: range
    texts: dict[tuple[int, int], Typed] = field(default_factory=dict)

    def row(self, rank: int) -> int:
        """Return the row from which something comes to a rank."""
        return self.order[self.ranks[(rank - self.ranks.start) % len(self.ranks)]]

    def text(self, table: Table, rank: int, column: int) -> Typed:
        """Return what comes to a place."""
        row = self.row(rank)
        index = self.columns[(column - self.columns.start) % len(self.columns)]
        at = (row, index)
        if at not in self.texts:
            own = table.columns[table.visible[index]]
            self.texts[at] = None if own.is_missing(row) else own.plain([row])[0]
        return self.texts[at]
