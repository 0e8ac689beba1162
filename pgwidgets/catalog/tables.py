"""The options and the state of the widgets that show rows and columns."""

from __future__ import annotations

from pgwidgets.catalog.declaration import State, fact, option, state
from pgwidgets.catalog.fonts import FONT_FAMILY, FONT_STYLE, FONT_WEIGHT
from pgwidgets.catalog.methods import setter
from pgwidgets.catalog.scrolling import SCROLL
from pgwidgets.catalog.table_column_types import COLUMNS
from pgwidgets.catalog.table_layout_methods import LAYOUT_OPTIONS, LAYOUT_STATES
from pgwidgets.catalog.table_types import VALIDATOR
from pgwidgets.catalog.types import BOOLEAN, DATA, PIXELS, Choice, List, Optional

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
    *LAYOUT_OPTIONS,
)

STATES: tuple[State, ...] = (
    *LAYOUT_STATES,
    state("described", DATA, (), "What was said of the columns.", python=True),
    state("is_described", BOOLEAN, False, "Whether the program named them.", python=True),
    state(
        "validator",
        Optional(VALIDATOR),
        None,
        "What looks at what users type.",
        python=True,
    ),
    state("editable", BOOLEAN, False, "Whether users edit where no column says.", python=True),
    fact("column_widths", List(PIXELS), (), "The widths of the columns in px, as laid out."),
    state("header_font", Optional(FONT_FAMILY), None, "Font family of the heads."),
    state("header_font_size", Optional(PIXELS), None, "Font size of the heads in px."),
    state("header_font_weight", Optional(FONT_WEIGHT), None, "Such as 400, 700 or 'bold'."),
    state("header_font_style", Optional(FONT_STYLE), None, "Such as 'normal' or 'italic'."),
    state("row_spacing", PIXELS, 0, "Space between the rows in px."),
    state("column_spacing", PIXELS, 0, "Space between the columns in px."),
    state("footer", DATA, {}, "By column, the name and the text of what its footer shows."),
    SCROLL,
)

SET_FOOTER = setter(
    "set_footer", {"footer": "footer"}, "Show what the columns come to.", internal=True
)
