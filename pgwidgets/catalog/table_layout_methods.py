"""The methods and callbacks of tables that are about which columns show, and where."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import State, option, state
from pgwidgets.catalog.methods import Command, Compute, Method, Parameter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.table_column_types import COLUMNS
from pgwidgets.catalog.table_layout import (
    arranged_keys,
    hidden_keys,
    hide_column,
    move_column,
    set_column_order,
    set_hidden_columns,
)
from pgwidgets.catalog.table_parameters import COL_KEY
from pgwidgets.catalog.types import BOOLEAN, INTEGER, TEXT, Integer, List, Optional

KEYS = List(TEXT)

LAYOUT_OPTIONS: tuple[State, ...] = (
    option(
        "frozen_columns",
        Integer(0),
        0,
        "How many of the first columns stay in view while the user scrolls sideways.",
    ),
    option("hidden_columns", KEYS, (), "The keys of the columns that don't show.", python=True),
    option("movable_columns", BOOLEAN, True, "Whether users can move and hide columns."),
)

LAYOUT_STATES: tuple[State, ...] = (
    state("hidden", COLUMNS, (), "What pages are told of the columns that don't show."),
)

LAYOUT_METHODS: tuple[Method, ...] = (
    setter(
        "set_frozen_columns",
        {"count": "frozen_columns"},
        "Say how many of the first columns stay in view while the user scrolls sideways. Where "
        "they would leave too little room for the others, less do.",
    ),
    Compute(
        name="get_frozen_columns",
        doc="Return how many of the first columns are to stay in view.",
        returns=INTEGER,
        function=lambda node: node.state["frozen_columns"],
        remote=False,
    ),
    Command(
        name="set_column_order",
        doc="Show the columns in an order. They keep their indexes, and the data its order. The "
        "first of a tree stays the first.",
        parameters=(
            Parameter(
                "col_keys",
                KEYS,
                "Keys. A column that they lack comes behind the one before it in the table; with "
                "none all are in the order of the table.",
            ),
        ),
        sets=("columns", "hidden", "data"),
        function=set_column_order,
        remote=False,
    ),
    Compute(
        name="get_column_order",
        doc="Return the keys of the columns in the order in which they show, those of hidden ones, "
        "too.",
        returns=KEYS,
        function=arranged_keys,
        remote=False,
    ),
    Command(
        name="set_hidden_columns",
        doc="Show all columns but these. They keep their indexes and values.",
        parameters=(Parameter("col_keys", KEYS, "The keys of the columns."),),
        sets=("columns", "hidden", "data"),
        function=set_hidden_columns,
        remote=False,
    ),
    Compute(
        name="get_hidden_columns",
        doc="Return the keys of the columns that don't show.",
        returns=KEYS,
        function=hidden_keys,
        remote=False,
    ),
    setter(
        "set_movable_columns",
        {"tf": "movable_columns"},
        "Say whether users can move and hide columns.",
    ),
    setter("set_hidden", {"columns": "hidden"}, "Say which columns don't show.", internal=True),
)

LAYOUT_CALLBACKS: tuple[Callback, ...] = (
    Callback(
        name="columns_moved",
        doc="The user moved a column.",
        arguments=(Parameter("col_keys", KEYS, "All keys, in the order in which they show."),),
        python=True,
    ),
    Callback(
        name="columns_hidden",
        doc="The user hid a column, or showed it again.",
        arguments=(Parameter("col_keys", KEYS, "The keys of those that don't show."),),
        python=True,
    ),
    Callback(
        name="move_column",
        doc="The user moved a column.",
        arguments=(
            COL_KEY,
            Parameter("before", Optional(TEXT), "The key of the one behind it, if any."),
        ),
        internal=True,
        told=True,
        when=given("movable_columns"),
        apply=move_column,
        sets=("columns", "data"),
    ),
    Callback(
        name="hide_column",
        doc="The user hid a column, or showed it again.",
        arguments=(COL_KEY, Parameter("tf", BOOLEAN, "Whether it is hidden.")),
        internal=True,
        told=True,
        when=given("movable_columns"),
        apply=hide_column,
        sets=("columns", "hidden", "data"),
    ),
)
