"""The rows of tables, as programs set, change and get them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.table_columns import column_at, listed, table_of, told_columns, values_came
from pgwidgets.catalog.table_plain import plain_cells, plain_insertion
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import CellsSet, RowsInserted, RowsRemoved
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tables.cells import ABSENT
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.reading import read_table
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tree import Tree


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


def items_of(table: Table, rows: Sequence[int]) -> list[dict[str, Any]]:
    """Return rows as programs are told of them."""
    return [{"path": table.path(row), "values": table.values(row)} for row in rows]


# -- all rows ------------------------------------------------------------------------


def set_data(tree: Tree, node: Node, data: Columns) -> None:
    """Put other rows in the place of all."""
    replace_data(tree, node, data, data)


def replace_data(tree: Tree, node: Node, content: Any, columns: Columns) -> None:
    """Put other content in the place of all, and show its columns as the program has said."""
    described = node.state["described"]
    if node.state["is_described"]:
        columns.describe(described)
    elif described:
        # how columns of these names show stays; which there are, the data says
        by_key = {column["key"]: column for column in described}
        columns.describe([by_key.get(key, {"key": key}) for key in columns.keys])
    tree.replace(node, "data", content)
    tree.set_state(node, {"described": described})


def set_rows(tree: Tree, node: Node, rows: Columns) -> None:
    """Put other rows in the place of all."""
    set_data(tree, node, rows)


def clear(tree: Tree, node: Node) -> None:
    """Take all rows away."""
    emptied = read_table(())
    describe_alike(node, emptied)
    tree.replace(node, "data", emptied)


def describe_alike(node: Node, columns: Columns) -> None:
    """Have columns without values be those that there are."""
    told = {column["key"]: column for column in told_columns(node)}
    columns.describe(
        [{**told[column["key"]], **column} for column in listed(node) if column["key"] in told]
    )


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
        values_came(tree, node)


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
    tree.edit(node, "data", CellsSet(tuple(cells)), lambda node: plain_cells(node, cells))
    values_came(tree, node, {key for _, key, _ in cells})


def set_cell(tree: Tree, node: Node, row: int, col_index: int, value: object) -> None:
    """Give a cell another value."""
    put_cell(tree, node, row_at(table_of(node), row), column_at(node, col_index), value)


def check_value(column: Column, value: object) -> object:
    """Return a value that a program says as the column keeps it.

    Raises
    ------
    TypeError, ValueError
        When the column can't hold it.
    """
    try:
        return column.check(value)
    except (TypeError, ValueError) as error:
        raise error.__class__(f"the value of column {column.key!r} {error}") from None


def put_cell(tree: Tree, node: Node, row: int, column: Column, value: object) -> None:
    """Give a cell the value that a program says."""
    checked = check_value(column, value)
    if not is_same(column.stored(row), checked):
        set_cells(tree, node, [(row, column.key, checked)])


def insert_row(tree: Tree, node: Node, index: int, values: Any) -> list[str]:
    """Put a row before the one at an index; returns its path."""
    table = table_of(node)
    checked = table.columns.check_row(values)
    at = slice(index, None).indices(len(table))[0]
    tree.edit(node, "data", RowsInserted(at, (checked,)), lambda node: plain_insertion(node, at))
    values_came(tree, node)
    return table.path(table.order[at])


def append_row(tree: Tree, node: Node, values: Any) -> list[str]:
    """Put a row behind all others; returns its path."""
    return insert_row(tree, node, len(table_of(node)), values)


def delete_row(tree: Tree, node: Node, index: int) -> None:
    """Take a row away."""
    row = row_at(table_of(node), index)
    tree.edit(node, "data", RowsRemoved((row,)), [("delete_row", (index,))])
