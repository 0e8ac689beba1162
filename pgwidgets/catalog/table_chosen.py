"""What is selected in tables, in the order in which it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pgwidgets.model.documents.table import Table


def chosen_rows(table: Table) -> Sequence[int]:
    """Return the selected rows, in the order in which they show, or would."""
    chosen = table.selection.rows
    if not chosen.is_all_but:
        return list(table.arranged.ranks(chosen.named))
    others = chosen.named
    return (
        [row for row in table.arranged if row not in others] if others else table.arranged.copied()
    )


def chosen_cells(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the selected cells as row and column, row by row as they show, or would."""
    cells = table.selection.cells
    keys = [key for key in table.visible if key in cells]
    lists = [cells[key].listed for key in keys]
    if None in lists:
        rows: Sequence[int] = list(table.arranged)
    else:
        rows = list(table.arranged.ranks(frozenset().union(*filter(None, lists))))
    for row in rows:
        for key in keys:
            if row in cells[key]:
                yield row, key
