"""The columns of tables: what becomes of what a program says, and what pages are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.table_choice_values import by_text, own_choices
from pgwidgets.catalog.table_column_types import free_key
from pgwidgets.catalog.table_formats import check_column, misfit
from pgwidgets.model.documents.column_layout import ColumnLayout
from pgwidgets.model.documents.conditions import is_rule
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import ColumnInserted, ColumnRemoved, ColumnsDescribed
from pgwidgets.model.node import Node
from pgwidgets.model.tables.aggregates import Aggregate, name_of, shown
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tree import Tree

RIGHT = frozenset({"integer", "float"})
CENTER = frozenset({"boolean", "icon"})

OPERATED = frozenset({"checkbox", "combobox"})
"""Widgets in cells that change their values: what else would they be for?"""


OWN = frozenset({"validate", "footer"})
"""What of a column no page is told: it may be a function."""


def table_of(node: Node) -> Table:
    """Return the document."""
    table: Table = node.state["data"]
    return table


def resolved(
    described: Sequence[Mapping[str, Any]],
    table: Table,
    *,
    editable: bool,
    keys: Collection[str] | None = None,
) -> list[Any]:
    """Return what pages are told of the columns of a table, or of some of them.

    Those that don't show are among them.
    """
    by_key = {column["key"]: column for column in described}
    return [
        _resolved(by_key.get(item.key, {}), item, editable)
        for item in table.columns
        if keys is None or item.key in keys
    ]


def _resolved(given: Mapping[str, Any], column: Column, editable: bool) -> dict[str, Any]:
    kind = given.get("type", column.kind)
    side = "right" if kind in RIGHT else "center" if kind in CENTER else "left"
    label = given.get("label", column.label)
    told = {
        "key": column.key,
        "label": label,
        "type": kind,
        "halign": side,
        "editable": editable or given.get("widget") in OPERATED,
    }
    told.update(
        {name: value for name, value in given.items() if value is not None and name not in OWN}
    )
    if is_rule(told["editable"]):
        # each cell says that it can't be
        told["editable"] = True
    said = given.get("choices")
    if is_rule(said):
        # a page asks for those of a cell
        told["choices"] = None
    elif said is not None:
        told["choices"] = list(by_text(column, said))
    elif given.get("widget") == "combobox" and (own := own_choices(column)) is not None:
        told["choices"] = list(own)
    return told


def said_of(node: Node, key: str) -> Mapping[str, Any]:
    """Return what the program has said of a column, or nothing."""
    described: Sequence[Mapping[str, Any]] = node.state["described"]
    return next((column for column in described if column["key"] == key), {})


def fit_columns(values: dict[str, Any]) -> None:
    """Keep what pages are told of the columns in accord with the data."""
    table: Table = values["data"]
    if not table.is_bound:
        table.is_bound = True
        if values["columns"]:
            values["described"], values["is_described"] = list(values["columns"]), True
            table.describe(values["described"])
        check_fit(table, values["described"])
        table.arrange(ColumnLayout(hidden=frozenset(values["hidden_columns"])))
    told = resolved(values["described"], table, editable=values["editable"])
    by_key = {column["key"]: column for column in told}
    columns = [by_key[key] for key in table.visible]
    if columns != values["columns"]:
        values["columns"] = columns
    shown = frozenset(table.visible)
    values["hidden"] = tuple(by_key[key] for key in table.column_order if key not in shown)
    values["footer"] = told_footer(values["described"], table, table.totals.values)


def values_came(tree: Tree, node: Node, keys: Collection[str] | None = None) -> None:
    """Tell pages what the columns are: the values that have come may be of other types.

    Parameters
    ----------
    keys : collection of str, optional
        Of the columns that values have come for, if not for all, and none has come or gone.
    """
    table, editable = table_of(node), node.state["editable"]
    told = {column["key"]: column for column in told_columns(node)}
    came = resolved(node.state["described"], table, editable=editable, keys=keys)
    is_fewer = keys is None and len(came) < len(told)
    if is_fewer or any(told.get(column["key"]) != column for column in came):
        tree.set_state(node, {})


def wanted_of(described: Sequence[Mapping[str, Any]], table: Table) -> dict[str, Aggregate]:
    """Return what the footer is to show of the columns of a table, by their keys."""
    wanted = {column["key"]: column.get("footer") for column in described}
    return {key: it for key, it in wanted.items() if it is not None and key in table.columns}


def told_footer(
    described: Sequence[Mapping[str, Any]], table: Table, totals: Mapping[str, Any]
) -> dict[str, list[str | None]]:
    """Return what pages are told of the footer: of each column with one, its name and its text.

    Parameters
    ----------
    totals : mapping
        By the keys of columns, what they have come to, as far as that is known.
    """
    told: dict[str, list[str | None]] = {}
    for key, wanted in wanted_of(described, table).items():
        text = None
        if key in totals:
            value = totals[key]
            is_wrong = isinstance(value, Exception)
            text = NO_TOTAL if is_wrong else shown(table.columns[key], wanted, value)
        told[key] = [name_of(wanted), text]
    return told


NO_TOTAL = "\N{EM DASH}"
"""Stands where there should be a total, and the values have none."""


def check_fit(table: Table, described: Sequence[Mapping[str, Any]]) -> None:
    """Check that formats and footers are for what the columns have.

    Raises
    ------
    ValueError
        When one is not.
    """
    by_key = {column.key: column for column in table.columns}
    for said in described:
        column = by_key.get(said["key"])
        kind = said.get("type") or (column.kind if column and column.has_kind else None)
        wrong = None if kind is None else misfit(said, kind)
        if wrong is not None:
            raise ValueError(f"column {said['key']!r} can't be shown so: {wrong}")


DRAWN_AFRESH = ("key", "type", "widget", "enabled_key", "visible_key", "format")
"""What of a column decides what its cells are told as."""


def listed(node: Node) -> list[dict[str, Any]]:
    """Return what is said of each column, also of those that the data alone has described."""
    by_key = {column["key"]: column for column in node.state["described"]}
    return [dict(by_key.get(key, {"key": key})) for key in table_of(node).columns.keys]


RULED = ("editable", "choices")
"""What of a column may be different from row to row, and does so, too, if it is."""


def describe(tree: Tree, node: Node, described: Sequence[Mapping[str, Any]], **more: Any) -> None:
    """Show other columns, or the same ones in another way."""
    if _drawn(described) != _drawn(listed(node)):
        tree.edit(node, "data", ColumnsDescribed(tuple(described)))
    tree.set_state(node, {"described": list(described), **more})


def _drawn(described: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    return [
        [column.get(name) for name in DRAWN_AFRESH]
        + [column.get(name) if is_rule(column.get(name)) else None for name in RULED]
        for column in described
    ]


def set_columns(tree: Tree, node: Node, columns: list[dict[str, Any]]) -> None:
    """Show these columns."""
    check_fit(table_of(node), columns)
    tree.edit(node, "data", ColumnsDescribed(tuple(columns)))
    tree.set_state(node, {"described": columns, "is_described": True})


def column_at(node: Node, index: int) -> Column:
    """Return the column at an index, counted as in a list.

    Raises
    ------
    ValueError
        When there is none.
    """
    columns = table_of(node).columns.shown
    if not -len(columns) <= index < len(columns):
        raise ValueError(f"no column has the index {index}: {_range_of(len(columns), 'columns')}")
    return columns[index]


def _range_of(count: int, what: str) -> str:
    return f"0 to {count - 1}" if count else f"there are no {what}"


def column_called(node: Node, key: str) -> Column:
    """Return the column with a key.

    Raises
    ------
    ValueError
        When there is none.
    """
    return table_of(node).columns[key]


def insert_column(tree: Tree, node: Node, index: int, column: dict[str, Any]) -> None:
    """Put a column before the one at an index."""
    described = listed(node)
    taken = {item["key"] for item in described}
    if column.setdefault("key", free_key(len(described), taken)) in taken:
        raise ValueError(f"a column has the key {column['key']!r} already")
    index = slice(index, None).indices(len(described))[0]
    described.insert(index, column)
    tree.edit(node, "data", ColumnInserted(index, column))
    tree.set_state(node, {"described": described})


def append_column(tree: Tree, node: Node, column: dict[str, Any]) -> None:
    """Put a column behind all others."""
    insert_column(tree, node, len(table_of(node).columns), column)


def delete_column(tree: Tree, node: Node, index: int) -> None:
    """Take a column away."""
    drop_column(tree, node, column_at(node, index).key)


def drop_column(tree: Tree, node: Node, key: str) -> None:
    """Take the column with a key away."""
    described = [item for item in listed(node) if item["key"] != key]
    tree.edit(node, "data", ColumnRemoved(key))
    tree.set_state(node, {"described": described})


def key_of_column(node: Node, col_index: int | None, col_key: str | None) -> str:
    """Return the key of the column that a program names, by its index or by its key."""
    return (
        column_called(node, col_key or "").key
        if col_index is None
        else column_at(node, col_index).key
    )


def present_column(
    tree: Tree,
    node: Node,
    col_index: int | None = None,
    col_key: str | None = None,
    **said: Any,
) -> None:
    """Say how a column shows its values."""
    key = key_of_column(node, col_index, col_key)
    described = [{**column, **said} if column["key"] == key else column for column in listed(node)]
    for column in described:
        check_column(column)
    check_fit(table_of(node), described)
    describe(tree, node, described)


def change_column(tree: Tree, node: Node, key: str, **changes: Any) -> None:
    """Say something else of a column."""
    described = listed(node)
    for column in described:
        if column["key"] == key:
            column.update(changes)
    describe(tree, node, described)


def set_column_width(
    tree: Tree,
    node: Node,
    col_index: int | None = None,
    col_key: str | None = None,
    width: Any = None,
) -> None:
    """Set the width of a column."""
    change_column(tree, node, key_of_column(node, col_index, col_key), colwidth=width)


def set_optimal_column_widths(tree: Tree, node: Node) -> None:
    """Make all columns as wide as what is in them."""
    describe(tree, node, [{**column, "colwidth": "max-content"} for column in listed(node)])
    # they may be that wide already, as to what was there before
    tree.call(node, "measure_columns")


def set_editable(tree: Tree, node: Node, tf: bool) -> None:
    """Say of all columns whether users can edit them."""
    described = [{**column, "editable": tf} for column in listed(node)]
    describe(tree, node, described, editable=tf)


def set_column_editable(
    tree: Tree,
    node: Node,
    col_index: int | None = None,
    col_key: str | None = None,
    tf: bool = True,
) -> None:
    """Say of a column whether users can edit it."""
    change_column(tree, node, key_of_column(node, col_index, col_key), editable=tf)


def told_column(node: Node, key: str) -> dict[str, Any] | None:
    """Return what pages are told of a column, if there is one of the key."""
    return next((column for column in told_columns(node) if column["key"] == key), None)


def told_columns(node: Node) -> list[dict[str, Any]]:
    """Return what pages are told of all columns, those that don't show behind the others."""
    return [*node.state["columns"], *node.state["hidden"]]


def column_widths(node: Node) -> list[float]:
    """Return the widths of the columns, 0 for those that don't show."""
    reported = node.state["column_widths"]
    if not reported:
        # no page has laid them out
        return []
    widths = dict(zip(table_of(node).visible, reported, strict=False))
    return [widths.get(key, 0) for key in table_of(node).columns.keys]
