"""The callbacks of tables."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.methods import Parameter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.scrolling import SCROLLED
from pgwidgets.catalog.table_choices import ask_choices
from pgwidgets.catalog.table_fill import fill_cells, spread_cells
from pgwidgets.catalog.table_history import revert
from pgwidgets.catalog.table_input import (
    arrange,
    copy_cells,
    edit_cells,
    operate,
    press,
    read_text,
    resize_column,
    take_edit,
)
from pgwidgets.catalog.table_parameters import CELLS, COL_KEY, ITEMS
from pgwidgets.catalog.table_pasting import paste_text
from pgwidgets.catalog.table_selection import choose_cells, choose_rows, take_cells, take_items
from pgwidgets.catalog.table_sorting import take_sort
from pgwidgets.catalog.table_types import CELL, PATH, ROW, SORT, TYPED, TYPED_CELLS, VALUE
from pgwidgets.catalog.types import BOOLEAN, DATA, PIXELS, TEXT, Choice, List, Optional

VALUES = Parameter("values", DATA, "What the row has, by the columns' keys.")
TSV = Parameter("tsv", TEXT, "Lines, with tabs between the cells.")

CALLBACKS: tuple[Callback, ...] = (
    Callback(
        name="activated",
        doc="The user opened a row, by a double click or Enter.",
        arguments=(
            VALUES,
            Parameter("path", PATH, "The keys that lead to the row."),
            Parameter("col_key", Optional(TEXT), "The key of the column, if the user is in one."),
        ),
    ),
    Callback(
        name="selected",
        doc="The user selected rows, or selects them no more.",
        arguments=(Parameter("items", ITEMS, "Those that are: `path` and `values` of each."),),
        apply=take_items,
        sets=("data",),
    ),
    Callback(
        name="sorted",
        doc="The user sorted.",
        arguments=(
            Parameter("col_key", Optional(TEXT), "The key of the column; None if by none."),
            Parameter("ascending", BOOLEAN, "Whether upwards."),
        ),
        when=given("sortable"),
        apply=take_sort,
        sets=("data",),
    ),
    Callback(
        name="cell_edited",
        doc="The user edited a cell.",
        arguments=(
            Parameter("path", PATH, "The keys that lead to the row."),
            COL_KEY,
            Parameter("old_value", VALUE, "What it had."),
            Parameter("new_value", VALUE, "What it has."),
        ),
        apply=take_edit,
        sets=("data",),
    ),
    SCROLLED,
    Callback(
        name="cell_selected",
        doc="The user selected cells, or selects them no more.",
        arguments=(
            Parameter("cells", CELLS, "Those that are: `path`, `col_key` and `value` of each."),
        ),
        apply=take_cells,
        sets=("data",),
    ),
    Callback(
        name="cell_action",
        doc="The user pressed the button in a cell.",
        arguments=(
            Parameter("path", PATH, "The keys that lead to the row."),
            Parameter("row_values", DATA, "What the row has, by the columns' keys."),
            COL_KEY,
        ),
    ),
    Callback(
        name="changed",
        doc="The user changed what is in cells: once, however many they are.",
    ),
    Callback(name="copy", doc="The user copied what is selected.", arguments=(TSV,)),
    Callback(
        name="cut",
        doc="The user cut what is selected: what can be edited is empty now.",
        arguments=(TSV,),
    ),
    Callback(name="paste", doc="The user pasted into cells.", arguments=(TSV,)),
)


def internal(name: str, doc: str, *arguments: Parameter, **more: object) -> Callback:
    """Declare what a page tells of its user in the terms of the document."""
    return Callback(
        name=name,
        doc=doc,
        arguments=arguments,
        internal=True,
        **{"sets": ("data",), **more},  # type: ignore[arg-type]  # each is checked there
    )


def entry(name: str, doc: str, *arguments: Parameter, **more: object) -> Callback:
    """Declare what a page tells of what its user puts into cells."""
    # what a column has by then may be of another type
    return internal(name, doc, *arguments, told=True, **more)


AT_ROW = Parameter("row", ROW, "The id of the row.")
MODE = Parameter("mode", Choice("set", "toggle", "extend", "all", "none"), "How.")

INTERNAL: tuple[Callback, ...] = (
    entry(
        "edit_cells",
        "The user put something into cells.",
        Parameter("typed", TYPED_CELLS, "Row, column and what was typed."),
        Parameter("how", Choice("edit", "paste", "cut", "fill"), "In which way."),
        apply=edit_cells,
    ),
    entry(
        "fill_cells",
        "The user put one thing into all selected cells.",
        Parameter("how", Choice("typed", "down"), "What was typed, or what is in the first one."),
        Parameter("typed", TYPED, "What was typed."),
        apply=fill_cells,
    ),
    entry(
        "spread_cells",
        "The user spread cells over those below them, or beside them.",
        Parameter("first", CELL, "A corner of them."),
        Parameter("last", CELL, "The opposite corner."),
        Parameter("to", Optional(CELL), "The last cell to be filled; None for all below."),
        Parameter("rows", List(ROW), "The rows of all these, as the user sees them."),
        optional=1,
        apply=spread_cells,
    ),
    internal(
        "ask_choices",
        "The user is about to choose.",
        AT_ROW,
        COL_KEY,
        apply=ask_choices,
    ),
    internal(
        "choose_rows",
        "The user selected rows.",
        MODE,
        Parameter("row", Optional(ROW), "Which."),
        Parameter("other", Optional(ROW), "From which on."),
        apply=choose_rows,
    ),
    internal(
        "choose_cells",
        "The user selected cells.",
        MODE,
        Parameter("cell", Optional(CELL), "Which."),
        Parameter("other", Optional(CELL), "The opposite corner."),
        apply=choose_cells,
    ),
    internal(
        "arrange",
        "The user sorted.",
        Parameter("sort", SORT, "By which columns, and whether upwards."),
        when=given("sortable"),
        apply=arrange,
    ),
    internal(
        "operate",
        "The user opened a row.",
        AT_ROW,
        Parameter("col_key", Optional(TEXT), "In which column."),
        apply=operate,
    ),
    internal("press", "The user pressed a button in a cell.", AT_ROW, COL_KEY, apply=press),
    internal(
        "resize_column",
        "The user dragged the edge of a column.",
        COL_KEY,
        Parameter("width", PIXELS, "In px."),
        apply=resize_column,
        sets=("columns",),
    ),
    internal(
        "read_text",
        "The page needs the whole text of a cell, of which it has the beginning.",
        AT_ROW,
        COL_KEY,
        apply=read_text,
        fact=True,
    ),
    internal(
        "copy_cells",
        "The user copied or cut what is selected.",
        Parameter("how", Choice("copy", "cut"), "Which of both."),
        Parameter("has", BOOLEAN, "Whether the page has the text."),
        Parameter("cells", List(CELL), "Which, as the user sees them; none: what is selected."),
        optional=1,
        apply=copy_cells,
    ),
    internal(
        "paste_text",
        "The user pasted.",
        Parameter("row", Optional(ROW), "The id of the row; None where there is none."),
        COL_KEY,
        TSV,
        Parameter("rows", List(ROW), "The rows from there on, as the user sees them."),
        optional=1,
        apply=paste_text,
    ),
    internal(
        "revert",
        "The user took the last edit back, or did it again.",
        Parameter("way", Choice("undo", "redo"), "Which of both."),
        apply=revert,
    ),
)
