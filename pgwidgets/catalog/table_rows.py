"""The rows of tables, as programs set, change and get them."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from typing import Any

from pgwidgets.catalog.methods import PageCall
from pgwidgets.catalog.table_columns import column_at, listed, table_of
from pgwidgets.catalog.types import LARGEST_INTEGER
from pgwidgets.model.documents.table import Table, key_of, row_of
from pgwidgets.model.documents.table_edits import CellsSet, RowsInserted, RowsRemoved
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import is_same
from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.reading import read_table
from pgwidgets.model.tree import Tree

PLAIN_ROWS = 10_000
"""A page that knows no documents is given so many rows at most."""

logger = logging.getLogger("pgwidgets")


def row_at(table: Table, index: int) -> int:
    """Return the row at an index of the data, counted as in a list.

    Raises
    ------
    ValueError
        When there is none.
    """
    count = len(table)
    if not -count <= index < count:
        expected = f"0 to {count - 1}" if count else "there are no rows"
        raise ValueError(f"no row has the index {index}: {expected}")
    return table.order[index]


def row_on(table: Table, path: Sequence[str]) -> int:
    """Return the row that a path leads to.

    Raises
    ------
    ValueError
        When there is none.
    """
    if len(path) != 1:
        raise ValueError(f"a path in a table is one key, such as ['row0'], not {path!r:.60}")
    row = row_of(path[0])
    if not table.has(row):
        raise ValueError(f"no row has the key {path[0]!r:.60} any more, or has ever had it")
    return row


# -- all rows ------------------------------------------------------------------------


def set_data(tree: Tree, node: Node, data: Columns) -> None:
    """Put other rows in the place of all."""
    described = node.state["described"]
    if node.state["is_described"]:
        data.describe(described)
    tree.replace(node, "data", data)
    tree.set_state(node, {"described": described})


def set_rows(tree: Tree, node: Node, rows: Columns) -> None:
    """Put other rows in the place of all."""
    set_data(tree, node, rows)


def clear(tree: Tree, node: Node) -> None:
    """Take all rows away."""
    emptied = read_table(())
    told = {column["key"]: column for column in node.state["columns"]}
    emptied.describe(
        [{**told[column["key"]], **column} for column in listed(node) if column["key"] in told]
    )
    tree.replace(node, "data", emptied)


def update_data(tree: Tree, node: Node, data: Columns) -> None:
    """Change what differs from these rows, the first of which is for the first, and so on."""
    table = table_of(node)
    data.describe(listed(node))
    shared = range(min(len(table), data.count))
    cells = []
    for own, other in zip(table.columns.shown, data.shown, strict=True):
        for index in shared:
            row, value = table.order[index], other.stored(index)
            if not is_same(own.stored(row), value):
                cells.append((row, own.key, value if value is ABSENT else own.check(value)))
    gone = tuple(table.order.part(data.count, len(table)))
    added = tuple(
        table.columns.check_row(data.row(index)) for index in range(len(table), data.count)
    )
    if gone:
        tree.edit(node, "data", RowsRemoved(gone))
    if cells:
        set_cells(tree, node, cells)
    if added:
        tree.edit(node, "data", RowsInserted(len(table), added))


def update_rows(tree: Tree, node: Node, rows: Columns) -> None:
    """Change what differs from these rows."""
    update_data(tree, node, rows)


def get_data(node: Node) -> Own:
    """Return all rows as they are now, as what they were given as."""
    table = table_of(node)
    # not looked through for widgets: it may be large
    return Own(table.columns.give_back(table.order.ids))


# -- one row, one cell ---------------------------------------------------------------


def set_cells(tree: Tree, node: Node, cells: Sequence[tuple[int, str, object]]) -> None:
    """Give cells other values, which are as their columns keep them."""
    tree.edit(node, "data", CellsSet(tuple(cells)), lambda node: _plain_cells(node, cells))


def set_cell(tree: Tree, node: Node, row: int, col_index: int, value: object) -> None:
    """Give a cell another value."""
    table, column = table_of(node), column_at(node, col_index)
    place = row_at(table, row)
    try:
        checked = column.check(value)
    except (TypeError, ValueError) as error:
        raise error.__class__(f"the value of column {column.key!r} {error}") from None
    if not is_same(column.stored(place), checked):
        set_cells(tree, node, [(place, column.key, checked)])


def insert_row(tree: Tree, node: Node, index: int, values: Any) -> list[str]:
    """Put a row before the one at an index; returns its path."""
    table = table_of(node)
    checked = table.columns.check_row(values)
    at = slice(index, None).indices(len(table))[0]
    tree.edit(node, "data", RowsInserted(at, (checked,)), lambda node: _plain_row(node, at))
    return [key_of(table.order[at])]


def append_row(tree: Tree, node: Node, values: Any) -> list[str]:
    """Put a row behind all others; returns its path."""
    return insert_row(tree, node, len(table_of(node)), values)


def delete_row(tree: Tree, node: Node, index: int) -> None:
    """Take a row away."""
    row = row_at(table_of(node), index)
    tree.edit(node, "data", RowsRemoved((row,)), [("delete_row", (index,))])


# -- pages without documents ---------------------------------------------------------


def replay_data(table: Table) -> list[PageCall]:
    """Give a page without documents all rows, or the first of many."""
    rows = table.order.part(0, PLAIN_ROWS)
    if len(table) > PLAIN_ROWS:
        logger.warning(
            "a table of %d rows: a browser that knows no documents gets the first %d of them",
            len(table),
            PLAIN_ROWS,
        )
    calls: list[PageCall] = [("set_data", ([plain_row(table, row) for row in rows],))]
    calls += plain_sort(table)
    calls += _plain_looks(table)
    calls += plain_selection(table)
    return calls


def plain_row(table: Table, row: int) -> dict[str, Any]:
    """Return what a row has, as JSON carries it."""
    return {column.key: plain_value(column.value(row)) for column in table.columns}


def plain_value(value: object) -> Any:
    """Return a value as JSON carries it: as a text where it has no form for it."""
    if value is None or value is ABSENT:
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_INTEGER:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    return str(value)


def plain_sort(table: Table) -> list[PageCall]:
    """Sort a page without documents as the table is."""
    return [
        ("sort_by_column", (table.columns.keys.index(key), ascending))
        for key, ascending in table.sort[:1]
    ]


def plain_selection(table: Table) -> list[PageCall]:
    """Select in a page without documents what is selected."""
    selection = table.selection
    if selection.rows.listed is None:
        return [("select_all", (True,))]
    if selection.cells:
        cells = [([key_of(row)], key) for row, key in chosen_cells(table)]
        return [("select_cells", (cells, True))]
    if selection.is_empty:
        return []
    return [("set_selected", ([{"path": [key_of(row)]} for row in chosen_rows(table)],))]


def _plain_looks(table: Table) -> Iterator[PageCall]:
    for place, look in table.looks:
        if place.row is None and place.key is None:
            yield "set_table_color", tuple(look)
        elif place.row is None:
            yield "set_column_color", (place.key, *look)
        elif place.key is None:
            yield "set_row_color", ([key_of(place.row)], *look)
        else:
            yield "set_cell_color", ([key_of(place.row)], place.key, *look)


PLAIN_CELLS = 100
"""So many cells travel one by one to a page without documents; of more, all rows."""


def _plain_cells(node: Node, cells: Sequence[tuple[int, str, object]]) -> list[PageCall]:
    table = table_of(node)
    if len(cells) > PLAIN_CELLS:
        return replay_data(table)
    keys = table.columns.keys
    return [
        ("set_cell", (table.order.rank(row), keys.index(key), plain_value(value)))
        for row, key, value in cells
        if key in keys and table.has(row)
    ]


def _plain_row(node: Node, at: int) -> list[PageCall]:
    table = table_of(node)
    if at >= len(table):
        return replay_data(table)
    return [("insert_row", (at, plain_row(table, table.order[at])))]


# -- what is selected ----------------------------------------------------------------


def chosen_rows(table: Table) -> list[int]:
    """Return the selected rows, in the order in which they show."""
    listed = table.selection.rows.listed
    if listed is not None:
        return list(table.shown.ranks(listed))
    return [row for row in table.shown if row in table.selection.rows]


def chosen_cells(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the selected cells as row and column, row by row as they show."""
    cells = table.selection.cells
    keys = [key for key in table.columns.keys if key in cells]
    lists = [cells[key].listed for key in keys]
    if None in lists:
        rows: Sequence[int] = list(table.shown)
    else:
        rows = list(table.shown.ranks(frozenset().union(*filter(None, lists))))
    for row in rows:
        for key in keys:
            if row in cells[key]:
                yield row, key
