"""The colors of tables: of cells, rows, columns and the whole, each over the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.methods import PageCall
from pgwidgets.catalog.table_columns import column_called, table_of
from pgwidgets.catalog.table_paths import at_path
from pgwidgets.model.documents.looks import PLAIN, Look, Place, read_look
from pgwidgets.model.documents.table_edits import Colored
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def _put(tree: Tree, node: Node, place: Place, look: Look, method: str, *where: Any) -> None:
    calls: list[PageCall] = [(method, (*where, *look))]
    if look == PLAIN:
        calls = [(method.replace("set_", "clear_"), where)]
    tree.edit(node, "data", Colored(((place, look),)), calls)


def _color(
    tree: Tree, node: Node, path: Sequence[str], key: str | None, look: Look, method: str
) -> None:
    """Color a cell, or a row, once it is known."""
    where = (path,) if key is None else (path, key)

    def then(tree: Tree, node: Node, row: int) -> None:
        _put(tree, node, Place(row, key), look, method, *where)

    at_path(tree, node, path, then, ends=Colored)


def set_cell_color(
    tree: Tree,
    node: Node,
    path: Sequence[str],
    col_key: str,
    fg: str | None = None,
    bg: str | None = None,
    bold: bool | None = None,
) -> None:
    """Color a cell."""
    key = column_called(node, col_key).key
    _color(tree, node, path, key, Look(fg, bg, bold), "set_cell_color")


def set_row_color(
    tree: Tree,
    node: Node,
    path: Sequence[str],
    fg: str | None = None,
    bg: str | None = None,
    bold: bool | None = None,
) -> None:
    """Color a row."""
    _color(tree, node, path, None, Look(fg, bg, bold), "set_row_color")


def set_column_color(
    tree: Tree,
    node: Node,
    col_key: str,
    fg: str | None = None,
    bg: str | None = None,
    bold: bool | None = None,
) -> None:
    """Color a column."""
    place = Place(None, column_called(node, col_key).key)
    _put(tree, node, place, Look(fg, bg, bold), "set_column_color", col_key)


def set_table_color(
    tree: Tree,
    node: Node,
    fg: str | None = None,
    bg: str | None = None,
    bold: bool | None = None,
) -> None:
    """Color the table."""
    look = Look(fg, bg, bold)
    tree.edit(node, "data", Colored(((Place(), look),)), [("set_table_color", tuple(look))])


def clear_cell_color(tree: Tree, node: Node, path: Sequence[str], col_key: str) -> None:
    """Take the colors of a cell away."""
    set_cell_color(tree, node, path, col_key)


def clear_row_color(tree: Tree, node: Node, path: Sequence[str]) -> None:
    """Take the colors of a row away."""
    set_row_color(tree, node, path)


def clear_column_color(tree: Tree, node: Node, col_key: str) -> None:
    """Take the colors of a column away."""
    set_column_color(tree, node, col_key)


def clear_all_colors(tree: Tree, node: Node) -> None:
    """Take all colors away."""
    table_of(node).give_up(Colored)
    tree.edit(node, "data", Colored((), anew=True), [("clear_all_colors", ())])


def set_colors(tree: Tree, node: Node, spec: Mapping[str, Any]) -> None:
    """Color many at once."""
    table, anew = table_of(node), spec.get("clear", False)
    looks = list(_read(node, spec))
    awaited = []
    for path, key, look in _read_rows(node, spec):
        if table.awaits(path):
            awaited.append((path, key, look))
        else:
            looks.append((Place(table.find(path), key), look))
    if anew:
        table.give_up(Colored)
    tree.edit(node, "data", Colored(tuple(looks), anew=anew))
    for path, key, look in awaited:
        _color(tree, node, path, key, look, "set_row_color" if key is None else "set_cell_color")


def _read_rows(
    node: Node, spec: Mapping[str, Any]
) -> Iterator[tuple[Sequence[str], str | None, Look]]:
    for cell in spec.get("cells", ()):
        yield cell["path"], column_called(node, cell["col_key"]).key, read_look(cell)
    for row in spec.get("rows", ()):
        yield row["path"], None, read_look(row)


def _read(node: Node, spec: Mapping[str, Any]) -> Iterator[tuple[Place, Look]]:
    for column in spec.get("columns", ()):
        yield Place(None, column_called(node, column["col_key"]).key), read_look(column)
    if "table" in spec:
        yield Place(), read_look(spec["table"])
