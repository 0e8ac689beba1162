"""The colors of tables: of cells, rows, columns and the whole, each over the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.methods import PageCall
from pgwidgets.catalog.table_columns import column_called, table_of
from pgwidgets.model.documents.looks import PLAIN, Look, Place, read_look
from pgwidgets.model.documents.table_edits import Colored
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def _put(tree: Tree, node: Node, place: Place, look: Look, method: str, *where: Any) -> None:
    calls: list[PageCall] = [(method, (*where, *look))]
    if look == PLAIN:
        calls = [(method.replace("set_", "clear_"), where)]
    tree.edit(node, "data", Colored(((place, look),)), calls)


def _cell(node: Node, path: Sequence[str], col_key: str) -> Place:
    return Place(table_of(node).find(path), column_called(node, col_key).key)


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
    place = _cell(node, path, col_key)
    _put(tree, node, place, Look(fg, bg, bold), "set_cell_color", path, col_key)


def set_row_color(
    tree: Tree,
    node: Node,
    path: Sequence[str],
    fg: str | None = None,
    bg: str | None = None,
    bold: bool | None = None,
) -> None:
    """Color a row."""
    place = Place(table_of(node).find(path))
    _put(tree, node, place, Look(fg, bg, bold), "set_row_color", path)


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
    tree.edit(node, "data", Colored((), anew=True), [("clear_all_colors", ())])


def set_colors(tree: Tree, node: Node, spec: Mapping[str, Any]) -> None:
    """Color many at once."""
    looks = tuple(_read(node, spec))
    tree.edit(node, "data", Colored(looks, anew=spec.get("clear", False)))


def _read(node: Node, spec: Mapping[str, Any]) -> Iterator[tuple[Place, Look]]:
    table = table_of(node)
    for cell in spec.get("cells", ()):
        yield _cell(node, cell["path"], cell["col_key"]), read_look(cell)
    for row in spec.get("rows", ()):
        yield Place(table.find(row["path"])), read_look(row)
    for column in spec.get("columns", ()):
        yield Place(None, column_called(node, column["col_key"]).key), read_look(column)
    if "table" in spec:
        yield Place(), read_look(spec["table"])
