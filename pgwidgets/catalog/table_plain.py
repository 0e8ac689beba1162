"""Tables, in calls of methods: what pages get that know no documents."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from typing import Any

from pgwidgets.catalog.methods import PageCall
from pgwidgets.catalog.table_chosen import chosen_cells, chosen_rows
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.types import LARGEST_INTEGER
from pgwidgets.model.documents.outline import Outline
from pgwidgets.model.documents.table import Table
from pgwidgets.model.node import Node
from pgwidgets.model.tables.cells import native

PLAIN_ROWS = 10_000
"""A page that knows no documents is given so many rows at most."""

PLAIN_CELLS = 100
"""So many cells travel one by one to a page without documents; of more, all rows."""

logger = logging.getLogger("pgwidgets")


# -- all of it -----------------------------------------------------------------------


def replay_data(table: Table) -> list[PageCall]:
    """Give a page without documents all rows, or the first of many."""
    return [*_rows_of(table), *plain_sort(table), *_looks_of(table), *plain_selection(table)]


def _rows_of(table: Table) -> Iterator[PageCall]:
    rows = table.order.part(0, PLAIN_ROWS)
    if len(table) > PLAIN_ROWS:
        logger.warning(
            "a table of %d rows: a browser that knows no documents gets the first %d of them",
            len(table),
            PLAIN_ROWS,
        )
    if not isinstance(table, Outline):
        yield "set_data", ([plain_row(table, row) for row in rows],)
        return
    yield "set_tree", (table.nested(dict(zip(rows, _plain_rows(table, rows), strict=True))),)
    given = frozenset(rows)
    for row in rows:
        if row in table.shape.opened and row in given:
            yield "expand_item", (table.path(row),)


def _plain_rows(table: Table, rows: Sequence[int]) -> list[dict[str, Any]]:
    """Return what some rows have, as JSON carries it, without what they lack."""
    return [
        {key: value for key, value in plain_row(table, row).items() if value is not None}
        for row in rows
    ]


def plain_row(table: Table, row: int) -> dict[str, Any]:
    """Return what a row has, as JSON carries it."""
    return {column.key: plain_value(column.value(row)) for column in table.columns}


def plain_value(value: object) -> Any:
    """Return a value as JSON carries it: as a text where it has no form for it."""
    # NumPy's numbers are none of Python's
    value = native(value)
    if value is None:
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
        ("sort_by_column", (_column_place(table, key), ascending))
        for key, ascending in table.sort[:1]
        if key in table.visible
    ]


def plain_selection(table: Table) -> list[PageCall]:
    """Select in a page without documents what is selected."""
    selection = table.selection
    if selection.rows.listed is None:
        return [("select_all", (True,))]
    if selection.cells:
        cells = [(table.path(row), key) for row, key in chosen_cells(table)]
        return [("select_cells", (cells, True))]
    if selection.is_empty:
        return []
    paths = [table.path(row) for row in chosen_rows(table)]
    items = paths if isinstance(table, Outline) else [{"path": path} for path in paths]
    return [("set_selected", (items,))]


def _looks_of(table: Table) -> Iterator[PageCall]:
    for place, look in table.looks:
        if place.row is None and place.key is None:
            yield "set_table_color", tuple(look)
        elif place.row is None:
            yield "set_column_color", (place.key, *look)
        elif place.key is None:
            yield "set_row_color", (table.path(place.row), *look)
        else:
            yield "set_cell_color", (table.path(place.row), place.key, *look)


# -- a part of it --------------------------------------------------------------------


def plain_cells(node: Node, cells: Sequence[tuple[int, str, object]]) -> list[PageCall]:
    """Give cells of a page without documents other values."""
    table = table_of(node)
    if len(cells) > PLAIN_CELLS:
        return replay_data(table)
    keys = table.visible
    return [
        ("set_cell", (_row_place(table, row), _column_place(table, key), plain_value(value)))
        for row, key, value in cells
        if key in keys and table.has(row)
    ]


def plain_insertion(node: Node, at: int) -> list[PageCall]:
    """Put the row at an index into the table of a page without documents."""
    table = table_of(node)
    if at >= len(table):
        return replay_data(table)
    return [("insert_row", (at, plain_row(table, table.order[at])))]


def _row_place(table: Table, row: int) -> list[str] | int:
    """Return how the methods of a page name a row: those of trees by its path."""
    return table.path(row) if isinstance(table, Outline) else table.order.rank(row)


def _column_place(table: Table, key: str) -> str | int:
    """Return how the methods of a page name a column: those of trees by its key."""
    return key if isinstance(table, Outline) else table.visible.index(key)
