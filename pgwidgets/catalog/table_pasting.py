"""Text with tabs that users paste into tables."""

from __future__ import annotations

from collections.abc import Sequence

from pgwidgets.catalog.table_chosen import chosen_cells
from pgwidgets.catalog.table_columns import column_called, table_of
from pgwidgets.catalog.table_input import Refusal, edit_cells, editable
from pgwidgets.catalog.table_row_input import add_rows
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.tsv import read_tsv
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

Lines = Sequence[Sequence[str]]


def paste_text(
    tree: Tree, node: Node, row: int | None, key: str, tsv: str, rows: Sequence[int] = ()
) -> None:
    """Put text with tabs into the cells from one on, over the rows and columns as they show.

    What goes beyond the last row makes new ones, where users may do that.

    Parameters
    ----------
    row : int or None
        None where there is no row.
    rows : sequence of int
        The rows from there on that the user saw: they may show in another order by now.
    """
    table = table_of(node)
    keys = table.visible[table.visible.index(column_called(node, key).key) :]
    lines = read_tsv(tsv)
    is_one = len(lines) == len(lines[0]) == 1
    if is_one and row is not None and _is_among_others(table, row, key):
        text = lines[0][0]
        typed = [(into, of, text) for into, of in editable(node, chosen_cells(table))]
        edit_cells(tree, node, typed, "paste")
    else:
        into = [] if row is None else _rows_from(table, [row, *rows[1:]], len(lines))
        _paste(tree, node, into, keys, lines)
    tree.fire(node, "paste", tsv)


def _paste(tree: Tree, node: Node, into: Sequence[int], keys: Sequence[str], lines: Lines) -> None:
    def put(tree: Tree, node: Node, more: Sequence[int] = ()) -> None:
        rows = [*into, *more]
        typed = [
            (row, key, text)
            for row, line in zip(rows, lines, strict=False)
            for key, text in zip(keys, line, strict=False)
        ]
        edit_cells(tree, node, typed, "paste", _left_off(rows, keys, lines))

    lacking = len(lines) - len(into)
    if lacking and node.state["rows_editable"]:
        add_rows(tree, node, into[-1] if into else None, "after", lacking, put)
    else:
        put(tree, node)


def _left_off(rows: Sequence[int], keys: Sequence[str], lines: Lines) -> list[Refusal]:
    """Return the words about what has no place."""
    width = max((place for line in lines for place, text in enumerate(line, 1) if text), default=0)
    counts = {"row": len(lines) - len(rows), "column": width - len(keys)}
    named = [f"{count} {what}{'s' * (count > 1)}" for what, count in counts.items() if count > 0]
    if not named:
        return []
    words = f"There is no place for {' and '.join(named)} of what was pasted: left off."
    return [(rows[-1], keys[0], words) if rows else (-1, "", words)]


def _is_among_others(table: Table, row: int, key: str) -> bool:
    """Whether a cell is one of several that are selected."""
    cells = table.selection.cells
    return key in cells and row in cells[key] and table.counts[1] > 1


def _rows_from(table: Table, seen: Sequence[int], count: int) -> Sequence[int]:
    """Return so many rows: those that a user saw, and what shows behind the last of them."""
    last = next((row for row in reversed(seen) if row in table.shown), None)
    if last is None:
        raise ValueError("the rows to paste into do not show any more")
    behind = table.shown.rank(last) + 1
    known = frozenset(seen)
    # some of those that were seen may show behind by now
    more = table.shown.part(behind, behind + count + len(known))
    return [*seen, *(row for row in more if row not in known)][:count]
