"""The methods of tables that color."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Method, Parameter
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
from pgwidgets.catalog.table_parameters import COL_KEY, COLORS, ROW_PATH
from pgwidgets.catalog.table_types import COLOR_SPEC

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
