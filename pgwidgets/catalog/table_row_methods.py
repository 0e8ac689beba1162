"""What lets users insert, delete, duplicate and move the rows of a table, and tells of it."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import State, option
from pgwidgets.catalog.methods import Command, Method, Parameter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.table_callbacks import internal
from pgwidgets.catalog.table_parameters import ITEMS
from pgwidgets.catalog.table_row_input import (
    delete_rows,
    duplicate_rows,
    insert_rows,
    move_rows,
    shift_rows,
)
from pgwidgets.catalog.table_types import ROW, RowValues
from pgwidgets.catalog.types import BOOLEAN, INTEGER, Choice, Integer, List, Optional, wrong_type
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

MOST_NEW = 1000
"""So many rows are inserted at a time."""


class NewRow(RowValues):
    """The values of a row, or a function that returns them."""

    python = f"{RowValues.python} | Callable[[], Any]"
    # what any table takes: what it can't is the program's mistake
    examples: tuple[Any, ...] = ({}, [])

    def check(self, value: Any) -> Any:
        if callable(value):
            return value
        try:
            return super().check(value)
        except TypeError:
            expected = "a mapping of the columns' keys to values, a sequence, or a function"
            raise wrong_type(expected, value) from None


NEW_ROW = Optional(NewRow())


def set_new_row(tree: Tree, node: Node, values: Any) -> None:
    """Say what rows have that users insert."""
    tree.set_state(node, {"new_row": values})


ROW_OPTIONS: tuple[State, ...] = (
    option(
        "rows_editable",
        BOOLEAN,
        False,
        "Whether users can insert, delete, duplicate and move rows.",
    ),
    option(
        "new_row",
        NEW_ROW,
        None,
        "What a row has that a user inserts: values, or a function that returns them. None leaves "
        "its cells empty.",
        python=True,
    ),
)

ROW_METHODS: tuple[Method, ...] = (
    setter(
        "set_rows_editable",
        {"tf": "rows_editable"},
        "Say whether users can insert, delete, duplicate and move rows.",
    ),
    Command(
        name="set_new_row",
        doc="Say what a row has that a user inserts.",
        parameters=(
            Parameter("values", NEW_ROW, "Values, a function that returns them, or None."),
        ),
        sets=("new_row",),
        function=set_new_row,
        remote=False,
    ),
)

PLACE = Parameter("index", INTEGER, "Where the first of them is in the data, counted from 0.")
ROWS = Parameter("rows", Optional(List(ROW)), "Which; None for those that are selected.")
BESIDE = (
    Parameter("row", Optional(ROW), "Beside which; None is behind all others."),
    Parameter("where", Choice("before", "after"), "On which side of it."),
)
COUNT = Parameter("count", Integer(1, MOST_NEW), "How many.")


def _told(name: str, doc: str, what: str, *more: Parameter) -> Callback:
    """Declare what Python tells the program of, whatever page it came from."""
    items = Parameter("items", ITEMS, what)
    return Callback(name=name, doc=doc, arguments=(items, *more), python=True)


ROW_CALLBACKS: tuple[Callback, ...] = (
    _told(
        "rows_inserted",
        "The user inserted rows, or duplicated some.",
        "The new ones: `path` and `values` of each.",
        PLACE,
    ),
    _told(
        "rows_deleted",
        "The user deleted rows.",
        "The `path` and the `values` that each had.",
    ),
    _told(
        "rows_moved",
        "The user moved rows.",
        "Those that were moved: `path` and `values` of each.",
        PLACE,
    ),
    internal(
        "insert_rows",
        "The user inserted rows.",
        *BESIDE,
        COUNT,
        when=given("rows_editable"),
        apply=insert_rows,
    ),
    internal(
        "duplicate_rows",
        "The user duplicated rows.",
        ROWS,
        when=given("rows_editable"),
        apply=duplicate_rows,
    ),
    internal(
        "delete_rows",
        "The user deleted rows.",
        ROWS,
        when=given("rows_editable"),
        apply=delete_rows,
    ),
    internal(
        "move_rows",
        "The user moved rows.",
        ROWS,
        *BESIDE,
        when=given("rows_editable"),
        apply=move_rows,
    ),
    internal(
        "shift_rows",
        "The user moved rows by one place.",
        ROWS,
        Parameter("way", Choice("up", "down"), "Which way."),
        when=given("rows_editable"),
        apply=shift_rows,
    ),
)
