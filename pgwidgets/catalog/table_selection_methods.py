"""The methods of tables that are about what is selected."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Compute, Method, Parameter, Query
from pgwidgets.catalog.table_parameters import CELLS, COL_KEY, ITEMS, ON, ROW_PATH
from pgwidgets.catalog.table_selection import (
    clear_selection,
    select_all,
    select_cell,
    select_cells,
    select_path,
    select_paths,
    selected_cells,
    selected_items,
    set_selected,
)
from pgwidgets.catalog.table_types import PATH
from pgwidgets.catalog.types import TEXT, List

SELECTION_METHODS: tuple[Method, ...] = (
    Compute(
        name="get_selected",
        doc="Return the selected rows as they show: mappings with the `path` and the `values`.",
        returns=ITEMS,
        function=selected_items,
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

SET_SELECTED = Command(
    name="set_selected",
    doc="Select these rows, and no others.",
    parameters=(Parameter("items", ITEMS, "As from `get_selected`, or paths."),),
    sets=("data",),
    function=set_selected,
    remote=False,
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
