"""What users may choose in the cells of a table, where that is different from row to row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.gathering import gathered
from pgwidgets.catalog.table_choice_values import Choices, by_text, own_choices, read_choices
from pgwidgets.catalog.table_columns import said_of, table_of, told_column
from pgwidgets.model.documents.conditions import is_rule
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import Offered
from pgwidgets.model.node import Node
from pgwidgets.model.tables.cells import is_missing
from pgwidgets.model.tree import Tree

Cell = tuple[int, str]

UNKNOWN = "What may be chosen here is not known: the program has failed to say."


def choices_of(node: Node, told: Mapping[str, Any], row: int) -> Choices | None:
    """Return what may be chosen in a cell, by the texts; None if that is anything.

    Raises
    ------
    ValueError
        When it is not known.
    """
    key = told["key"]
    said = said_of(node, key).get("choices")
    table = table_of(node)
    column = table.columns[key]
    if not is_rule(said):
        if told.get("choices") is None:
            return None
        return own_choices(column) if said is None else by_text(column, said)
    if isinstance(said, str):
        return by_text(column, _in_column(table, row, said))
    choices = table.offers.get(row, key) if table.offers.has(row, key) else None
    if choices is None:
        raise ValueError(UNKNOWN)
    return by_text(column, choices)


def _in_column(table: Table, row: int, key: str) -> tuple[Any, ...]:
    """Return the choices that another column has."""
    column = table.columns.find(key)
    value = None if column is None else column.value(row)
    if is_missing(value):
        return ()
    return read_choices((value,) if isinstance(value, str) else value)


# -- asking the program --------------------------------------------------------------


def unknown(node: Node, cells: Iterable[Cell]) -> list[Cell]:
    """Return those of some cells whose choices the program must be asked for."""
    asked = {
        column["key"]: told
        for column in node.state["described"]
        if callable(column.get("choices"))
        and (told := told_column(node, column["key"])) is not None
        and told["editable"]
    }
    if not asked:
        return []
    table = table_of(node)
    return [
        (row, key)
        for row, key in dict.fromkeys(cells)
        if key in asked and table.has(row) and not table.offers.has(row, key)
    ]


def ask(tree: Tree, node: Node, cells: Sequence[Cell], go_on: Callable[[Tree, Node], None]) -> None:
    """Have the program say what may be chosen in some cells, and go on when it has.

    Nothing follows if the rows are other ones by then.
    """
    table = table_of(node)
    columns = table.columns
    questions = [(said_of(node, key)["choices"], columns.all_values(row)) for row, key in cells]

    def said() -> Any:
        return gathered([function(values) for function, values in questions], read_choices)

    def then(tree: Tree, node: Node, said: Any) -> None:
        if table.columns is not columns:
            return
        has_failed = isinstance(said, BaseException)
        for index, (row, key) in enumerate(cells):
            if table.has(row):
                table.offers.put(row, key, None if has_failed else said[index])
        go_on(tree, node)

    tree.consult(node, said, then)


def ask_choices(tree: Tree, node: Node, row: int, key: str) -> None:
    """Tell a user what may be chosen in a cell; what is slow to find comes later."""
    table, told = table_of(node), told_column(node, key)
    if not table.has(row) or told is None or not told["editable"] or table.lack(row, key):
        raise ValueError(f"the column {key!r:.40} can't be edited in row {row}, or not any more")
    if unknown(node, [(row, key)]):
        ask(tree, node, [(row, key)], lambda tree, node: _offer(tree, node, row, key))
    else:
        _offer(tree, node, row, key)


def _offer(tree: Tree, node: Node, row: int, key: str) -> None:
    table, told = table_of(node), told_column(node, key)
    if told is None or not table.has(row):
        return
    try:
        choices = choices_of(node, told, row)
    except ValueError:
        choices = None
        # it may do better next time
        table.offers.left([row])
    tree.reply(node, "data", Offered(row, key, None if choices is None else tuple(choices)))
    table.offers.trim()
