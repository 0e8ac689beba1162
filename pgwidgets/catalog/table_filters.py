"""Which rows of tables show: by filters of columns, and by words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pgwidgets.catalog.table_columns import column_called, key_of_column, table_of
from pgwidgets.catalog.types import Type, wrong_type
from pgwidgets.model.documents.arrangement import ColumnFilter
from pgwidgets.model.documents.arranging import Arranging
from pgwidgets.model.documents.table_edits import Arranged, Filtered
from pgwidgets.model.node import Node
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.condition_texts import read_text, write_text
from pgwidgets.model.tables.conditions import Condition, family_of, read_condition
from pgwidgets.model.tree import Tree


class FilterSpec(Type):
    """What a program wants of a column: as a user types it, or a mapping."""

    python = "str | Mapping[str, Any]"
    typescript = "unknown"
    examples: tuple[Any, ...] = ("x", {"contains": "y"}, {"missing": False})

    def check(self, value: Any) -> Any:
        if not isinstance(value, str | Mapping):
            raise wrong_type("a text such as '>5' or a mapping such as {'from': 5}", value)
        return value if isinstance(value, str) else dict(value)


def set_filter(
    tree: Tree,
    node: Node,
    col_index: int | None = None,
    col_key: str | None = None,
    spec: Any = None,
) -> None:
    """Show only the rows with what is wanted of a column."""
    column = column_called(node, key_of_column(node, col_index, col_key))
    _put(tree, node, column.key, _given(column, spec))


def _given(column: Column, spec: Any) -> ColumnFilter | None:
    """Return what a program wants of a column."""
    family = family_of(column)
    if spec is None:
        return None
    if isinstance(spec, str):
        return _typed(column, spec, must=True)
    condition = read_condition(spec, family)
    return None if condition is None else _written(column, condition)


def _written(column: Column, condition: Condition) -> ColumnFilter:
    return ColumnFilter(write_text(condition, family_of(column)), condition)


def _typed(column: Column, text: str, *, must: bool = False) -> ColumnFilter | None:
    """Return what a user has typed."""
    if not text.strip():
        return None
    try:
        return ColumnFilter(text, read_text(text, family_of(column)))
    except ValueError as error:
        if must:
            raise ValueError(f"can't be read: {error}") from None
        return ColumnFilter(text, None, str(error))


def _put(tree: Tree, node: Node, key: str, wanted: ColumnFilter | None) -> None:
    filters = {name: item for name, item in _filters(node).items() if name != key}
    if wanted is not None:
        filters[key] = wanted
    _filter(tree, node, filters, table_of(node).arrangement.search)


def _filters(node: Node) -> Mapping[str, ColumnFilter]:
    return table_of(node).arrangement.filters


def _filter(tree: Tree, node: Node, filters: Mapping[str, ColumnFilter], search: str) -> None:
    # a page without documents has all rows, and shows all
    tree.edit(node, "data", Filtered(filters, search), [])


def set_search(tree: Tree, node: Node, text: str) -> None:
    """Show only the rows that have some words."""
    _filter(tree, node, _filters(node), text)


def clear_filters(tree: Tree, node: Node) -> None:
    """Show all rows."""
    arrangement = table_of(node).arrangement
    if arrangement.filters or arrangement.search:
        _filter(tree, node, {}, "")


def get_filters(node: Node) -> dict[str, Any]:
    """Return what is wanted, by the keys of the columns."""
    conditions = table_of(node).arrangement.conditions
    return {key: condition.spec for key, condition in conditions.items()}


def get_search(node: Node) -> str:
    """Return the words that are searched."""
    return table_of(node).arrangement.search


def get_shown_count(node: Node) -> int:
    """Return how many rows show."""
    return len(table_of(node).shown)


# -- by users ------------------------------------------------------------------------


def filter_rows(tree: Tree, node: Node, key: str, text: str) -> None:
    """Filter by a column as a user has typed."""
    _put(tree, node, key, _typed(column_called(node, key), text))
    _tell(tree, node)


def search_rows(tree: Tree, node: Node, text: str) -> None:
    """Search as a user has typed."""
    set_search(tree, node, text)
    _tell(tree, node)


def unfilter(tree: Tree, node: Node) -> None:
    """Show all rows, as a user has said."""
    clear_filters(tree, node)
    _tell(tree, node)


def _tell(tree: Tree, node: Node) -> None:
    """Tell the program of what shows now that a user has filtered, or as soon as it is known."""
    task = table_of(node).task
    if task is None:
        _fire(tree, node)
    else:
        task.tells = True


def _fire(tree: Tree, node: Node) -> None:
    tree.fire_lazily(
        node,
        "filtered",
        lambda node: (get_filters(node), get_search(node), get_shown_count(node)),
    )


def settle(tree: Tree, node: Node, task: Arranging) -> None:
    """Take over what took long to find out."""
    tree.edit(node, "data", Arranged(task), [])
    if task.tells and table_of(node).task is None:
        _fire(tree, node)
