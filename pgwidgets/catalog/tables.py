"""What the widgets that show rows and columns share."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.declaration import State, fact, option, state
from pgwidgets.catalog.fonts import FONT_FAMILY, FONT_STYLE, FONT_WEIGHT
from pgwidgets.catalog.methods import Command, Compute, Method, Parameter, Query, getter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.scrolling import GET_SCROLL_POSITION, SCROLL, SCROLLED, SET_SCROLL_POSITION
from pgwidgets.catalog.table_colors import (
    clear_all_colors,
    clear_cell_color,
    clear_column_color,
    clear_row_color,
    set_cell_color,
    set_colors,
    set_column_color,
    set_row_color,
    set_table_color,
)
from pgwidgets.catalog.table_columns import (
    COLUMN,
    COLUMNS,
    Track,
    append_column,
    delete_column,
    insert_column,
    set_column_editable,
    set_column_width,
    set_columns,
    set_editable,
    set_optimal_column_widths,
    table_of,
)
from pgwidgets.catalog.table_input import (
    arrange,
    copy_cells,
    edit_cells,
    operate,
    paste_text,
    press,
    resize_column,
    take_edit,
)
from pgwidgets.catalog.table_rows import row_on
from pgwidgets.catalog.table_selection import (
    choose_cells,
    choose_rows,
    clear_selection,
    select_all,
    select_cell,
    select_cells,
    select_path,
    select_paths,
    selected_cells,
    selected_items,
    set_selected,
    take_cells,
    take_items,
)
from pgwidgets.catalog.table_sorting import sort_by_column, take_sort
from pgwidgets.catalog.table_types import (
    CELL,
    COLOR_SPEC,
    PATH,
    ROW,
    SORT,
    TYPED_CELLS,
    VALUE,
    CellItem,
    Item,
)
from pgwidgets.catalog.types import (
    BOOLEAN,
    DATA,
    INTEGER,
    PIXELS,
    TEXT,
    Choice,
    List,
    Optional,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

SELECTION_MODES = Choice("single", "multiple", "single-cell", "multiple-cell")

OPTIONS: tuple[State, ...] = (
    option(
        "columns",
        COLUMNS,
        (),
        "The columns: labels, or mappings as the guide describes them. Without any they come from "
        "the data.",
        replay=lambda columns: [("set_columns", (columns,))],
    ),
    option("show_header", BOOLEAN, True, "Whether the labels of the columns show."),
    option(
        "selection_mode",
        SELECTION_MODES,
        "single",
        "What users select: one row or several, one cell or several.",
    ),
    option("alternate_row_colors", BOOLEAN, False, "Whether every other row has another ground."),
    option("show_grid", BOOLEAN, False, "Whether lines are between the cells."),
    option("show_row_numbers", BOOLEAN, False, "Whether rows are numbered, as they show."),
    option("sortable", BOOLEAN, True, "Whether a click on the head of a column sorts."),
    option(
        "allow_text_selection",
        BOOLEAN,
        False,
        "Whether the user can select the text that it shows.",
    ),
    option(
        "cell_cursor",
        BOOLEAN,
        False,
        "Whether the keys move from cell to cell, as in a spreadsheet, and not from row to row.",
    ),
)

STATES: tuple[State, ...] = (
    state("described", DATA, (), "What was said of the columns.", python=True),
    state("is_described", BOOLEAN, False, "Whether the program named them.", python=True),
    state("editable", BOOLEAN, False, "Whether users edit where no column says.", python=True),
    fact("column_widths", List(PIXELS), (), "The widths of the columns in px, as laid out."),
    state("header_font", Optional(FONT_FAMILY), None, "Font family of the heads."),
    state("header_font_size", Optional(PIXELS), None, "Font size of the heads in px."),
    state("header_font_weight", Optional(FONT_WEIGHT), None, "Such as 400, 700 or 'bold'."),
    state("header_font_style", Optional(FONT_STYLE), None, "Such as 'normal' or 'italic'."),
    state("row_spacing", PIXELS, 0, "Space between the rows in px."),
    state("column_spacing", PIXELS, 0, "Space between the columns in px."),
    SCROLL,
)

COL_INDEX = Parameter("col_index", INTEGER, "The index of the column, counted from 0.")
COL_KEY = Parameter("col_key", TEXT, "The key of the column.")
ROW_PATH = Parameter("path", PATH, "The keys that lead to the row, such as `['row0']`.")
ON = Parameter("state", BOOLEAN, "Whether it is selected from now on, or no more.", True)
TF = Parameter("tf", BOOLEAN, "Whether they can.")
COLORS = (
    Parameter("fg", COLOR, "Color of the text, or None for that of what is around.", None),
    Parameter("bg", COLOR, "Color of the ground, or None for that of what is around.", None),
    Parameter("bold", Optional(BOOLEAN), "Whether it is bold, or None for what is around.", None),
)
ITEMS = List(Item())
CELLS = List(CellItem())


def scroll_to_path(tree: Tree, node: Node, path: list[str]) -> None:
    """Scroll a row into view."""
    table = table_of(node)
    # a page has a part of the rows, and can't know where another one is
    tree.call(node, "scroll_to_path", path, table.shown.rank(row_on(table, path)))


def scroll_to_end(tree: Tree, node: Node) -> None:
    """Scroll down all the way."""
    across = node.state["scroll"][0]
    tree.call(node, "scroll_to_end", values={"scroll": (across, 1.0)})


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
    Command(
        name="set_column_width",
        doc="Set the width of a column. Users can drag it to another one.",
        parameters=(
            COL_INDEX,
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
    getter(
        "get_column_widths",
        "column_widths",
        "Return the widths of the columns in px, as a page last laid them out.",
    ),
    Command(
        name="set_optimal_column_widths",
        doc="Make all columns as wide as what they have.",
        sets=("columns",),
        function=set_optimal_column_widths,
        remote=False,
    ),
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
        name="set_column_editable",
        doc="Say of a column whether users can edit it.",
        parameters=(COL_INDEX, TF),
        sets=("columns",),
        function=set_column_editable,
        remote=False,
    ),
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
        name="append_column",
        doc="Put a column behind all others.",
        parameters=(Parameter("column", COLUMN, "Its label, or a mapping."),),
        sets=("columns", "data"),
        function=append_column,
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

VIEW_METHODS: tuple[Method, ...] = (
    Command(
        name="sort_by_column",
        doc="Show the rows in the order of a column. The data stays as it is.",
        parameters=(
            Parameter(
                "col_index",
                Optional(INTEGER),
                "The index of the column, counted from 0; None shows the order of the data.",
            ),
            Parameter("ascending", BOOLEAN, "Whether upwards. What is missing comes last.", True),
        ),
        sets=("data",),
        function=sort_by_column,
        remote=False,
    ),
    Command(
        name="scroll_to_path",
        doc="Scroll a row into view.",
        parameters=(ROW_PATH,),
        function=scroll_to_path,
    ),
    Command(
        name="scroll_to_end",
        doc="Scroll down to the last row.",
        sets=("scroll",),
        function=scroll_to_end,
    ),
    SET_SCROLL_POSITION,
    GET_SCROLL_POSITION,
)

SELECTION_METHODS: tuple[Method, ...] = (
    Compute(
        name="get_selected",
        doc="Return the selected rows as they show: mappings with the `path` and the `values`.",
        returns=ITEMS,
        function=selected_items,
        remote=False,
    ),
    Command(
        name="set_selected",
        doc="Select these rows, and no others.",
        parameters=(Parameter("items", ITEMS, "As from `get_selected`, or paths."),),
        sets=("data",),
        function=set_selected,
        remote=False,
    ),
    Command(
        name="clear_selection",
        doc="Select nothing.",
        sets=("data",),
        function=clear_selection,
        remote=False,
    ),
    Command(
        name="select_path",
        doc="Select a row besides those that are, or select it no more.",
        parameters=(ROW_PATH, ON),
        sets=("data",),
        function=select_path,
        remote=False,
    ),
    Command(
        name="select_paths",
        doc="Select rows besides those that are, or select them no more.",
        parameters=(Parameter("paths", List(PATH), "A path for each."), ON),
        sets=("data",),
        function=select_paths,
        remote=False,
    ),
    Command(
        name="select_all",
        doc="Select all rows, or all cells; or nothing.",
        parameters=(ON,),
        sets=("data",),
        function=select_all,
        remote=False,
    ),
    Compute(
        name="get_selected_cells",
        doc="Return the selected cells: mappings with `path`, `col_key` and `value`.",
        returns=CELLS,
        function=selected_cells,
        remote=False,
    ),
    Command(
        name="select_cell",
        doc="Select a cell besides those that are, or select it no more.",
        parameters=(ROW_PATH, COL_KEY, ON),
        sets=("data",),
        function=select_cell,
        remote=False,
    ),
    Command(
        name="select_cells",
        doc="Select cells besides those that are, or select them no more.",
        parameters=(Parameter("cells", CELLS, "As from `get_selected_cells`, or pairs."), ON),
        sets=("data",),
        function=select_cells,
        remote=False,
    ),
    Command(
        name="clear_cell_selection",
        doc="Select no cell.",
        sets=("data",),
        function=clear_selection,
        remote=False,
    ),
)


def _clipboard(name: str, doc: str) -> Query:
    return Query(
        name=name,
        doc=f"{doc} In a handler it is that of the user who made it run. Browsers allow it after a "
        "click or a key.",
        returns=TEXT,
        timeout=60.0,
        personal=True,
    )


CLIPBOARD_METHODS: tuple[Method, ...] = (
    _clipboard(
        "copy_selection",
        "Have a browser put what is selected into its user's clipboard, as text with tabs; returns "
        "the text.",
    ),
    _clipboard(
        "cut_selection",
        "Have a browser put what is selected into its user's clipboard, and clear the cells that "
        "users can edit; returns the text.",
    ),
    _clipboard(
        "paste_selection",
        "Have a browser put the text in its user's clipboard into the cells from the one on where "
        "the user is; returns the text.",
    ),
)

COLOR_METHODS: tuple[Method, ...] = (
    Command(
        name="set_colors",
        doc="Color many at once.",
        parameters=(
            Parameter(
                "spec",
                COLOR_SPEC,
                "A mapping: `cells` (mappings with `path`, `col_key` and colors), `rows` (`path`), "
                "`columns` (`col_key`), `table`, and `clear` to take all others away.",
            ),
        ),
        sets=("data",),
        function=set_colors,
        remote=False,
    ),
    Command(
        name="set_cell_color",
        doc="Color a cell, over the colors of its row.",
        parameters=(ROW_PATH, COL_KEY, *COLORS),
        sets=("data",),
        function=set_cell_color,
        remote=False,
    ),
    Command(
        name="set_row_color",
        doc="Color a row, over the colors of the columns.",
        parameters=(ROW_PATH, *COLORS),
        sets=("data",),
        function=set_row_color,
        remote=False,
    ),
    Command(
        name="set_column_color",
        doc="Color a column, over the colors of the table.",
        parameters=(COL_KEY, *COLORS),
        sets=("data",),
        function=set_column_color,
        remote=False,
    ),
    Command(
        name="set_table_color",
        doc="Color the table.",
        parameters=COLORS,
        sets=("data",),
        function=set_table_color,
        remote=False,
    ),
    Command(
        name="clear_cell_color",
        doc="Take the colors of a cell away.",
        parameters=(ROW_PATH, COL_KEY),
        sets=("data",),
        function=clear_cell_color,
        remote=False,
    ),
    Command(
        name="clear_row_color",
        doc="Take the colors of a row away; those of its cells stay.",
        parameters=(ROW_PATH,),
        sets=("data",),
        function=clear_row_color,
        remote=False,
    ),
    Command(
        name="clear_column_color",
        doc="Take the colors of a column away; those of its cells stay.",
        parameters=(COL_KEY,),
        sets=("data",),
        function=clear_column_color,
        remote=False,
    ),
    Command(
        name="clear_all_colors",
        doc="Take all colors away.",
        sets=("data",),
        function=clear_all_colors,
        remote=False,
    ),
)

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
    Callback(name="copy", doc="The user copied what is selected.", arguments=(TSV,)),
    Callback(
        name="cut",
        doc="The user cut what is selected: what can be edited is empty now.",
        arguments=(TSV,),
    ),
    Callback(name="paste", doc="The user pasted into cells.", arguments=(TSV,)),
)


def _internal(name: str, doc: str, *arguments: Parameter, **more: object) -> Callback:
    """Declare what a page tells of its user in the terms of the document."""
    return Callback(
        name=name,
        doc=doc,
        arguments=arguments,
        internal=True,
        **{"sets": ("data",), **more},  # type: ignore[arg-type]  # each is checked there
    )


AT_ROW = Parameter("row", ROW, "The id of the row.")
MODE = Parameter("mode", Choice("set", "toggle", "extend", "all", "none"), "How.")

INTERNAL: tuple[Callback, ...] = (
    _internal(
        "edit_cells",
        "The user put something into cells.",
        Parameter("typed", TYPED_CELLS, "Row, column and what was typed."),
        Parameter("how", Choice("edit", "paste", "cut", "fill"), "In which way."),
        apply=edit_cells,
    ),
    _internal(
        "choose_rows",
        "The user selected rows.",
        MODE,
        Parameter("row", Optional(ROW), "Which."),
        Parameter("other", Optional(ROW), "From which on."),
        apply=choose_rows,
    ),
    _internal(
        "choose_cells",
        "The user selected cells.",
        MODE,
        Parameter("cell", Optional(CELL), "Which."),
        Parameter("other", Optional(CELL), "The opposite corner."),
        apply=choose_cells,
    ),
    _internal(
        "arrange",
        "The user sorted.",
        Parameter("sort", SORT, "By which columns, and whether upwards."),
        when=given("sortable"),
        apply=arrange,
    ),
    _internal(
        "operate",
        "The user opened a row.",
        AT_ROW,
        Parameter("col_key", Optional(TEXT), "In which column."),
        apply=operate,
    ),
    _internal("press", "The user pressed a button in a cell.", AT_ROW, COL_KEY, apply=press),
    _internal(
        "resize_column",
        "The user dragged the edge of a column.",
        COL_KEY,
        Parameter("width", PIXELS, "In px."),
        apply=resize_column,
        sets=("columns",),
    ),
    _internal(
        "copy_cells",
        "The user copied or cut what is selected.",
        Parameter("how", Choice("copy", "cut"), "Which of both."),
        Parameter("has", BOOLEAN, "Whether the page has the text."),
        apply=copy_cells,
    ),
    _internal(
        "paste_text",
        "The user pasted.",
        AT_ROW,
        COL_KEY,
        TSV,
        apply=paste_text,
    ),
)
