"""What is selected in tables, by programs and by their users."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pgwidgets.catalog.table_chosen import chosen_cells, chosen_rows
from pgwidgets.catalog.table_columns import column_called, table_of
from pgwidgets.catalog.table_paths import at_path, sorted_out
from pgwidgets.catalog.table_plain import plain_selection
from pgwidgets.catalog.table_rows import items_of
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import Pick, Selected
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

Cell = tuple[int, str]

CELL_MODES = frozenset({"single-cell", "multiple-cell"})
SINGLE_MODES = frozenset({"single", "single-cell"})


def selects_cells(node: Node) -> bool:
    """Whether cells are selected, not rows."""
    return node.state["selection_mode"] in CELL_MODES


def selects_one(node: Node) -> bool:
    """Whether one thing is selected at most."""
    return node.state["selection_mode"] in SINGLE_MODES


def _edit(tree: Tree, node: Node, edit: Selected) -> None:
    if edit.anew:
        table_of(node).give_up(Selected)
    tree.edit(node, "data", edit, lambda node: _plainly(table_of(node)))


def _plainly(table: Table) -> list[Any]:
    return [("clear_selection", ()), ("clear_cell_selection", ()), *plain_selection(table)]


def _require(node: Node, *, cells: bool) -> None:
    if selects_cells(node) is not cells:
        mode = node.state["selection_mode"]
        raise ValueError(
            f"what users select in this table are {'rows' if cells else 'cells'}: its "
            f"selection_mode is {mode!r}"
        )


def _require_few(node: Node, count: int) -> None:
    if count > 1 and selects_one(node):
        mode = node.state["selection_mode"]
        raise ValueError(f"{count} can't be selected: the selection_mode is {mode!r}")


# -- by programs: rows ---------------------------------------------------------------


def selected_items(node: Node) -> list[dict[str, Any]]:
    """Return the selected rows as programs are told of them."""
    table = table_of(node)
    return items_of(table, chosen_rows(table))


def set_selected(tree: Tree, node: Node, items: list[list[str]]) -> None:
    """Select these rows, and no others."""
    select_paths(tree, node, items, anew=True)


def select_paths(
    tree: Tree,
    node: Node,
    paths: Sequence[Sequence[str]],
    state: bool = True,
    *,
    anew: bool = False,
) -> None:
    """Select rows, or select them no more."""
    _require(node, cells=False)
    rows, awaited = sorted_out(table_of(node), paths)
    if state:
        _require_few(node, len(rows) + len(awaited))
        anew = anew or selects_one(node)
    _edit(tree, node, Selected((Pick(tuple(rows)),), on=state, anew=anew))

    def then(tree: Tree, node: Node, row: int) -> None:
        select_paths(tree, node, [table_of(node).path(row)], state)

    for path in awaited:
        at_path(tree, node, path, then, ends=Selected)


def select_path(tree: Tree, node: Node, path: Sequence[str], state: bool = True) -> None:
    """Select a row, or select it no more."""
    select_paths(tree, node, [path], state)


def select_all(tree: Tree, node: Node, state: bool = True) -> None:
    """Select all, or nothing."""
    if not state:
        clear_selection(tree, node)
        return
    table = table_of(node)
    _require_few(node, len(table.shown))
    keys = tuple(table.visible) if selects_cells(node) else None
    rows = _all(table) if table.is_filtered else None
    _edit(tree, node, Selected((Pick(rows, keys),), anew=True))


def clear_selection(tree: Tree, node: Node) -> None:
    """Select nothing."""
    table = table_of(node)
    if table.selection.is_empty:
        table.give_up(Selected)
    else:
        _edit(tree, node, Selected((), anew=True))


# -- by programs: cells --------------------------------------------------------------


def selected_cells(node: Node) -> list[dict[str, Any]]:
    """Return the selected cells as programs are told of them."""
    table = table_of(node)
    columns = {column.key: column for column in table.columns}
    return [
        {"path": table.path(row), "col_key": key, "value": columns[key].value(row)}
        for row, key in chosen_cells(table)
    ]


def select_cells(
    tree: Tree,
    node: Node,
    cells: Sequence[tuple[Sequence[str], str]],
    state: bool = True,
    *,
    anew: bool = False,
) -> None:
    """Select cells, or select them no more."""
    _require(node, cells=True)
    by_key: dict[str, list[Sequence[str]]] = {}
    for path, key in cells:
        by_key.setdefault(column_called(node, key).key, []).append(path)
    found = {key: sorted_out(table_of(node), paths) for key, paths in by_key.items()}
    if state:
        _require_few(node, sum(len(rows) + len(awaited) for rows, awaited in found.values()))
        anew = anew or selects_one(node)
    picks = tuple(Pick(tuple(rows), (key,)) for key, (rows, _) in found.items())
    _edit(tree, node, Selected(picks, on=state, anew=anew))
    for key, (_, awaited) in found.items():
        for path in awaited:
            at_path(tree, node, path, partial(_select_found, key, state), ends=Selected)


def _select_found(key: str, state: bool, tree: Tree, node: Node, row: int) -> None:
    select_cells(tree, node, [(table_of(node).path(row), key)], state)


def select_cell(
    tree: Tree,
    node: Node,
    path: Sequence[str],
    col_key: str,
    state: bool = True,
) -> None:
    """Select a cell, or select it no more."""
    select_cells(tree, node, [(path, col_key)], state)


# -- by users ------------------------------------------------------------------------


def choose_rows(tree: Tree, node: Node, mode: str, row: int | None, other: int | None) -> None:
    """Select rows as a user did.

    Parameters
    ----------
    mode : {"set", "toggle", "extend", "all", "none"}
        The row alone; the row besides, or no more; all from the other row to it; all; nothing.
    """
    _require(node, cells=False)
    table = table_of(node)
    if mode == "none":
        edit = Selected((), anew=True)
    elif mode == "all":
        _require_few(node, len(table.shown))
        edit = Selected((Pick(_all(table)),), anew=True)
    else:
        chosen = _living(table, row)
        if mode == "toggle":
            on = chosen not in table.selection.rows
            edit = Selected((Pick((chosen,)),), on=on, anew=on and selects_one(node))
        else:
            rows: Sequence[int] = (chosen,)
            if mode == "extend" and other is not None and not selects_one(node):
                rows = _between(table, _living(table, other), chosen)
            edit = Selected((Pick(rows),), anew=True)
    _edit(tree, node, edit)
    tree.fire_lazily(node, "selected", lambda node: (selected_items(node),))


def choose_cells(tree: Tree, node: Node, mode: str, cell: Cell | None, other: Cell | None) -> None:
    """Select cells as a user did: a block is from one corner to the other, as it shows."""
    _require(node, cells=True)
    table = table_of(node)
    if mode == "none":
        edit = Selected((), anew=True)
    elif mode == "all":
        _require_few(node, len(table.shown) * len(table.visible))
        edit = Selected((Pick(_all(table), tuple(table.visible)),), anew=True)
    else:
        row, key = _living_cell(node, cell)
        if mode == "toggle":
            on = key not in table.selection.cells or row not in table.selection.cells[key]
            edit = Selected((Pick((row,), (key,)),), on=on, anew=on and selects_one(node))
        else:
            pick = Pick((row,), (key,))
            if mode == "extend" and other is not None and not selects_one(node):
                pick = _block(node, _living_cell(node, other), (row, key))
            edit = Selected((pick,), anew=True)
    _edit(tree, node, edit)
    tree.fire_lazily(node, "cell_selected", lambda node: (selected_cells(node),))


def _all(table: Table) -> Sequence[int] | None:
    """Return all rows that a user sees."""
    return None if len(table.shown) == len(table) else tuple(table.shown)


def _living(table: Table, row: int | None) -> int:
    if row is None or not table.has(row):
        raise ValueError(f"row {row} is not there any more")
    return row


def _living_cell(node: Node, cell: Cell | None) -> Cell:
    if cell is None:
        raise ValueError("no cell is named")
    row, key = cell
    return _living(table_of(node), row), column_called(node, key).key


def _between(table: Table, one: int, other: int) -> Sequence[int]:
    """Return the rows from one to another, as they show."""
    low, high = sorted((table.shown.rank(one), table.shown.rank(other)))
    return table.shown.part(low, high + 1)


def _block(node: Node, one: Cell, other: Cell) -> Pick:
    table = table_of(node)
    keys = table.visible
    low, high = sorted((keys.index(one[1]), keys.index(other[1])))
    return Pick(_between(table, one[0], other[0]), tuple(keys[low : high + 1]))


def take_items(tree: Tree, node: Node, items: list[list[str]]) -> tuple[Any, ...]:
    """Select the rows that a page without documents says are selected."""
    set_selected(tree, node, items)
    return (selected_items(node),)


def take_cells(tree: Tree, node: Node, cells: list[tuple[list[str], str]]) -> tuple[Any, ...]:
    """Select the cells that a page without documents says are selected."""
    select_cells(tree, node, cells, anew=True)
    return (selected_cells(node),)
