"""TableView."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import TABLES
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.methods import Command, Compute, Parameter
from pgwidgets.catalog.table_callbacks import CALLBACKS, INTERNAL
from pgwidgets.catalog.table_color_methods import COLOR_METHODS
from pgwidgets.catalog.table_column_methods import COLUMN_METHODS, INDEX_METHODS, column_setters
from pgwidgets.catalog.table_columns import fit_columns, table_of
from pgwidgets.catalog.table_export import EXPORT_CALLBACKS, EXPORT_METHODS
from pgwidgets.catalog.table_filter_methods import (
    FILTER_CALLBACKS,
    FILTER_INPUTS,
    FILTER_OPTIONS,
    filter_methods,
)
from pgwidgets.catalog.table_filters import settle
from pgwidgets.catalog.table_footer import ALARM
from pgwidgets.catalog.table_format_methods import format_methods
from pgwidgets.catalog.table_history_methods import HISTORY_METHODS
from pgwidgets.catalog.table_layout_methods import LAYOUT_CALLBACKS, LAYOUT_METHODS
from pgwidgets.catalog.table_parameters import COL_INDEX
from pgwidgets.catalog.table_plain import replay_data
from pgwidgets.catalog.table_row_methods import ROW_CALLBACKS, ROW_METHODS, ROW_OPTIONS
from pgwidgets.catalog.table_rows import (
    append_row,
    clear,
    delete_row,
    get_data,
    insert_row,
    set_cell,
    set_data,
    set_rows,
    update_data,
    update_rows,
)
from pgwidgets.catalog.table_selection_methods import (
    CLIPBOARD_METHODS,
    SELECTION_METHODS,
    SET_SELECTED,
)
from pgwidgets.catalog.table_still import still_table
from pgwidgets.catalog.table_types import PATH, VALUE, RowValues, TableData
from pgwidgets.catalog.table_view_methods import TABLE_VIEW_METHODS, VIEW_METHODS
from pgwidgets.catalog.tables import OPTIONS, SET_FOOTER, STATES
from pgwidgets.catalog.types import ANYTHING, INTEGER
from pgwidgets.model.documents.table import Table
from pgwidgets.model.tables.columns import Columns
from pgwidgets.model.tables.reading import read_table

DATA_DOC = (
    "A list of rows (dicts, lists, tuples, objects with fields), a dict of columns, or the table "
    "of a library."
)
ROWS = Parameter("rows", TableData(), DATA_DOC)
ALL_DATA = Parameter("data", TableData(), DATA_DOC)
ROW_VALUES = Parameter(
    "values", RowValues(), "By the columns' keys, or in the order in which they show."
)


def new_table(data: Columns | tuple[()]) -> Table:
    """Return the document of a fresh widget."""
    return Table(data if isinstance(data, Columns) else read_table(data))


TABLE_VIEW = Widget(
    name="TableView",
    base=WIDGET_BASE,
    category=TABLES,
    doc="Rows and columns: to read, to sort, to select from, to edit. Only what shows travels to a "
    "page, so there may be millions of rows.",
    example="""
table = W.TableView(
    columns=["name", {"label": "Price", "key": "price", "type": "float", "editable": True}],
    data=[{"name": "apple", "price": 1.5}, {"name": "pear", "price": 2}],
)
table.on("cell_edited", lambda path, col_key, old, new: print(path, col_key, new))
""",
    states=(
        *OPTIONS,
        option(
            "data",
            TableData(),
            (),
            f"What it shows at first. {DATA_DOC}",
            document=new_table,
            in_parts=True,
            replay=replay_data,
        ),
        *ROW_OPTIONS,
        *FILTER_OPTIONS,
        *STATES,
    ),
    methods=(
        *COLUMN_METHODS,
        *column_setters(COL_INDEX),
        *INDEX_METHODS,
        Command(
            name="set_rows",
            doc="Set all rows: the same as `set_data`.",
            parameters=(ROWS,),
            sets=("data", "columns"),
            function=set_rows,
            remote=False,
        ),
        Command(
            name="update_rows",
            doc="Change what differs from these rows: the same as `update_data`.",
            parameters=(ROWS,),
            sets=("data",),
            function=update_rows,
            remote=False,
        ),
        Command(
            name="set_data",
            doc="Set all rows. Nothing is selected then; the sort order stays.",
            parameters=(ALL_DATA,),
            sets=("data", "columns"),
            function=set_data,
            remote=False,
        ),
        Command(
            name="update_data",
            doc="Change what differs from these rows, the first of which is for the first, and so "
            "on. All else stays: what is selected, the colors, and what a user is typing.",
            parameters=(ALL_DATA,),
            sets=("data",),
            function=update_data,
            remote=False,
        ),
        Compute(
            name="get_data",
            doc="Return all rows as they are now, in the order of the data, as what they were "
            "given as: a list as a list, a table of a library as such a table.",
            returns=ANYTHING,
            function=get_data,
            remote=False,
        ),
        Command(
            name="clear",
            doc="Take all rows away. The columns stay.",
            sets=("data",),
            function=clear,
            remote=False,
        ),
        Compute(
            name="get_row_count",
            doc="Return how many rows there are.",
            returns=INTEGER,
            function=lambda node: len(table_of(node)),
            remote=False,
        ),
        Command(
            name="set_cell",
            doc="Give a cell another value.",
            parameters=(
                Parameter("row", INTEGER, "The index of the row in the data, counted from 0."),
                COL_INDEX,
                Parameter("value", VALUE, "What the column can hold; None clears the cell."),
            ),
            sets=("data",),
            function=set_cell,
            remote=False,
        ),
        Command(
            name="insert_row",
            doc="Put a row before another one; returns its path.",
            parameters=(
                Parameter("index", INTEGER, "In the data, counted as in `list.insert`."),
                ROW_VALUES,
            ),
            returns=PATH,
            sets=("data",),
            function=insert_row,
            remote=False,
        ),
        Command(
            name="append_row",
            doc="Put a row behind all others of the data; returns its path.",
            parameters=(ROW_VALUES,),
            returns=PATH,
            sets=("data",),
            function=append_row,
            remote=False,
        ),
        Command(
            name="delete_row",
            doc="Take a row away.",
            parameters=(Parameter("index", INTEGER, "In the data, counted from 0."),),
            sets=("data",),
            function=delete_row,
            remote=False,
        ),
        *ROW_METHODS,
        *TABLE_VIEW_METHODS,
        *VIEW_METHODS,
        SET_SELECTED,
        *SELECTION_METHODS,
        *CLIPBOARD_METHODS,
        *COLOR_METHODS,
        *filter_methods(COL_INDEX),
        *HISTORY_METHODS,
        *LAYOUT_METHODS,
        *EXPORT_METHODS,
        *format_methods(COL_INDEX),
        SET_FOOTER,
    ),
    callbacks=(
        *CALLBACKS,
        *FILTER_CALLBACKS,
        *ROW_CALLBACKS,
        *LAYOUT_CALLBACKS,
        *INTERNAL,
        *FILTER_INPUTS,
        *EXPORT_CALLBACKS,
    ),
    settle=settle,
    fit=fit_columns,
    still=still_table,
    alarm=ALARM,
)
