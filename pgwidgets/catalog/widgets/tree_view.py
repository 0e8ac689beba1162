"""TreeView."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import TABLES
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.table_callbacks import CALLBACKS, INTERNAL
from pgwidgets.catalog.table_color_methods import COLOR_METHODS
from pgwidgets.catalog.table_column_methods import COLUMN_METHODS
from pgwidgets.catalog.table_columns import fit_columns
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
from pgwidgets.catalog.table_parameters import COL_KEY
from pgwidgets.catalog.table_plain import replay_data
from pgwidgets.catalog.table_row_methods import ROW_CALLBACKS, ROW_METHODS, ROW_OPTIONS
from pgwidgets.catalog.table_selection_methods import CLIPBOARD_METHODS, SELECTION_METHODS
from pgwidgets.catalog.table_still import still_table
from pgwidgets.catalog.table_view_methods import VIEW_METHODS
from pgwidgets.catalog.tables import OPTIONS, SET_FOOTER, STATES
from pgwidgets.catalog.tree_callbacks import FOLDING_CALLBACKS
from pgwidgets.catalog.tree_methods import FOLDING_METHODS, ITEM_METHODS, KEY_METHODS
from pgwidgets.catalog.tree_types import WholeTree
from pgwidgets.model.documents.outline import Outline, Planted
from pgwidgets.model.documents.outline_forest import Forest


def new_outline(content: Planted | dict[str, Any]) -> Outline:
    """Return the document of a fresh widget."""
    return Outline(
        content if isinstance(content, Planted) else Planted(Forest(), Forest().columns())
    )


TREE_VIEW = Widget(
    name="TreeView",
    base=WIDGET_BASE,
    category=TABLES,
    doc="Rows that have others in them, to open and to close; for the rest, a table.",
    example="""
tree = W.TreeView(
    columns=["Name", {"label": "Size", "key": "size", "type": "integer"}],
    tree={"src": {"main.py": {"size": 812}, "text": {"words.py": {"size": 95}}}, "tests": {}},
)
tree.expand_item(["src"])
tree.on("activated", lambda values, path: print("/".join(path), values["size"]))
""",
    states=(
        *OPTIONS,
        state(
            "data",
            WholeTree(),
            {},
            "The items.",
            document=new_outline,
            in_parts=True,
            replay=replay_data,
        ),
        *ROW_OPTIONS,
        *FILTER_OPTIONS,
        *STATES,
    ),
    methods=(
        *COLUMN_METHODS,
        *ITEM_METHODS,
        *FOLDING_METHODS,
        *KEY_METHODS,
        *VIEW_METHODS,
        *SELECTION_METHODS,
        *CLIPBOARD_METHODS,
        *COLOR_METHODS,
        *LAYOUT_METHODS,
        *filter_methods(COL_KEY),
        *ROW_METHODS,
        *HISTORY_METHODS,
        *EXPORT_METHODS,
        *format_methods(COL_KEY),
        SET_FOOTER,
    ),
    callbacks=(
        *CALLBACKS,
        *FOLDING_CALLBACKS,
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
