"""The methods of tables that are about which rows show."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import State, option
from pgwidgets.catalog.methods import Command, Compute, Method, Parameter, setter
from pgwidgets.catalog.table_filters import (
    FilterSpec,
    clear_filters,
    filter_rows,
    get_filters,
    get_search,
    get_shown_count,
    search_rows,
    set_filter,
    set_search,
    unfilter,
)
from pgwidgets.catalog.table_parameters import COL_KEY
from pgwidgets.catalog.table_values import ask_values
from pgwidgets.catalog.types import BOOLEAN, DATA, INTEGER, TEXT, Optional

FILTER_OPTIONS: tuple[State, ...] = (
    option(
        "show_filters",
        BOOLEAN,
        False,
        "Whether a field below the head of each column filters the rows by it.",
    ),
    option("show_search", BOOLEAN, False, "Whether a field above the heads searches all rows."),
)


def filter_methods(column: Parameter) -> tuple[Method, ...]:
    """Return them.

    Parameters
    ----------
    column : Parameter
        How a column is named: by its index, or by its key.
    """
    return (
        setter(
            "set_show_filters", {"tf": "show_filters"}, "Say whether the fields to filter by show."
        ),
        setter(
            "set_show_search", {"tf": "show_search"}, "Say whether the field to search in shows."
        ),
        Command(
            name="set_filter",
            doc="Show only the rows with what is wanted of a column, and of the others that have a "
            "filter. The data stays as it is.",
            parameters=(
                column,
                Parameter(
                    "spec",
                    Optional(FilterSpec()),
                    "What a user would type, such as `'>5'`, or a mapping as the guide describes "
                    "it; None for no filter.",
                ),
            ),
            sets=("data",),
            function=set_filter,
            remote=False,
        ),
        Compute(
            name="get_filters",
            doc="Return what is wanted of the columns that have a filter: mappings, by their keys.",
            returns=DATA,
            function=get_filters,
            remote=False,
        ),
        Command(
            name="set_search",
            doc="Show only the rows that have some words, each in any column, in capitals or not.",
            parameters=(Parameter("text", TEXT, "The words; none show all rows."),),
            sets=("data",),
            function=set_search,
            remote=False,
        ),
        Compute(
            name="get_search",
            doc="Return the words that are searched.",
            returns=TEXT,
            function=get_search,
            remote=False,
        ),
        Command(
            name="clear_filters",
            doc="Show all rows: without filters, and without words that are searched.",
            sets=("data",),
            function=clear_filters,
            remote=False,
        ),
        Compute(
            name="get_shown_count",
            doc="Return how many rows show.",
            returns=INTEGER,
            function=get_shown_count,
            remote=False,
        ),
    )


FILTER_CALLBACKS: tuple[Callback, ...] = (
    Callback(
        name="filtered",
        doc="The user filtered or searched.",
        arguments=(
            Parameter("filters", DATA, "As from `get_filters`."),
            Parameter("search", TEXT, "The words that are searched."),
            Parameter("count", INTEGER, "How many rows show."),
        ),
        python=True,
    ),
)

TYPED = Parameter("text", TEXT, "What is in the field.")

FILTER_INPUTS: tuple[Callback, ...] = (
    Callback(
        name="filter_rows",
        doc="The user typed into the field of a column.",
        arguments=(COL_KEY, TYPED),
        internal=True,
        apply=filter_rows,
        sets=("data",),
    ),
    Callback(
        name="ask_values",
        doc="The user is about to choose what a column is filtered by.",
        arguments=(COL_KEY,),
        internal=True,
        apply=ask_values,
        sets=("data",),
    ),
    Callback(
        name="search_rows",
        doc="The user typed into the field to search in.",
        arguments=(TYPED,),
        internal=True,
        apply=search_rows,
        sets=("data",),
    ),
    Callback(
        name="unfilter",
        doc="The user has all rows shown.",
        internal=True,
        apply=unfilter,
        sets=("data",),
    ),
)
