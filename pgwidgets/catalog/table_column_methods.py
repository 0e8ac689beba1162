"""The methods of tables that are about columns."""

from __future__ import annotations

from pgwidgets.catalog.methods import Action, Command, Compute, Method, Parameter, setter
from pgwidgets.catalog.table_column_types import COLUMN, COLUMNS, Track
from pgwidgets.catalog.table_columns import (
    append_column,
    column_widths,
    delete_column,
    insert_column,
    set_column_editable,
    set_column_width,
    set_columns,
    set_editable,
    set_optimal_column_widths,
    table_of,
)
from pgwidgets.catalog.table_parameters import TF
from pgwidgets.catalog.types import INTEGER, PIXELS, List, Optional

COLUMN_METHODS: tuple[Method, ...] = (
    Command(
        name="set_columns",
        doc="Show these columns. Those that were there before keep their values.",
        parameters=(Parameter("columns", COLUMNS, "Labels, or mappings."),),
        sets=("columns",),
        function=set_columns,
    ),
    Command(
        name="set_editable",
        doc="Say of all columns whether users can edit them.",
        parameters=(TF,),
        sets=("columns",),
        function=set_editable,
        remote=False,
    ),
    setter(
        "set_header_font",
        {
            "family": "header_font",
            "size": "header_font_size",
            "weight": "header_font_weight",
            "style": "header_font_style",
        },
        "Set the font of the heads. What is left out stays as it is.",
    ),
    Compute(
        name="get_column_widths",
        doc="Return the widths of the columns in px, as a page last laid them out; 0 for one that "
        "does not show.",
        returns=List(PIXELS),
        function=column_widths,
    ),
    Command(
        name="set_optimal_column_widths",
        doc="Make all columns as wide as what is in view needs, in each browser by itself.",
        sets=("columns",),
        function=set_optimal_column_widths,
        remote=False,
    ),
    Action(name="measure_columns", doc="Look anew what the columns need.", internal=True),
    setter("set_row_spacing", {"px": "row_spacing"}, "Set the space between the rows."),
    setter("set_column_spacing", {"px": "column_spacing"}, "Set the space between the columns."),
    Compute(
        name="get_column_count",
        doc="Return how many columns there are.",
        returns=INTEGER,
        function=lambda node: len(table_of(node).columns),
        remote=False,
    ),
    setter("set_show_grid", {"tf": "show_grid"}, "Say whether lines are between the cells."),
    setter("set_show_row_numbers", {"tf": "show_row_numbers"}, "Say whether rows are numbered."),
    setter("set_sortable", {"tf": "sortable"}, "Say whether a click on a head sorts."),
    Command(
        name="append_column",
        doc="Put a column behind all others.",
        parameters=(Parameter("column", COLUMN, "Its label, or a mapping."),),
        sets=("columns", "data"),
        function=append_column,
        remote=False,
    ),
)


def column_setters(column: Parameter) -> tuple[Method, ...]:
    """Return the methods that say something of one column.

    Parameters
    ----------
    column : Parameter
        How a column is named: by its index, or by its key.
    """
    return (
        Command(
            name="set_column_width",
            doc="Set the width of a column. Users can drag it to another one.",
            parameters=(
                column,
                Parameter(
                    "width",
                    Optional(Track()),
                    "In px, or as CSS has it for the track of a grid; None is left to the layout.",
                ),
            ),
            sets=("columns",),
            function=set_column_width,
            remote=False,
        ),
        Command(
            name="set_column_editable",
            doc="Say of a column whether users can edit it.",
            parameters=(column, TF),
            sets=("columns",),
            function=set_column_editable,
            remote=False,
        ),
    )


INDEX_METHODS: tuple[Method, ...] = (
    Command(
        name="insert_column",
        doc="Put a column before another one. It is empty, unless the data has its key.",
        parameters=(
            Parameter("index", INTEGER, "Counted as in `list.insert`."),
            Parameter("column", COLUMN, "Its label, or a mapping."),
        ),
        sets=("columns", "data"),
        function=insert_column,
        remote=False,
    ),
    Command(
        name="delete_column",
        doc="Take a column away, with its values.",
        parameters=(Parameter("index", INTEGER, "Counted from 0."),),
        sets=("columns", "data"),
        function=delete_column,
        remote=False,
    ),
)
"""Those that name a column by its index: of tables, not of trees."""
