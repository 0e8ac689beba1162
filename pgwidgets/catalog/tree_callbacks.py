"""The callbacks of trees that are not those of every table."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.methods import Parameter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.table_callbacks import AT_ROW, VALUES, internal
from pgwidgets.catalog.table_row_input import insert_inside
from pgwidgets.catalog.table_row_methods import COUNT
from pgwidgets.catalog.table_types import PATH
from pgwidgets.catalog.tree_folding import climb, fold, take_collapsed, take_expanded
from pgwidgets.catalog.types import BOOLEAN

ITEM = (VALUES, Parameter("path", PATH, "The keys that lead to the row."))

FOLDING_CALLBACKS: tuple[Callback, ...] = (
    Callback(
        name="expanded",
        doc="The user opened an item. Where a function says what is in it: once it has.",
        arguments=ITEM,
        apply=take_expanded,
        sets=("data",),
    ),
    Callback(
        name="collapsed",
        doc="The user closed an item.",
        arguments=ITEM,
        apply=take_collapsed,
        sets=("data",),
    ),
    internal(
        "fold",
        "The user opened or closed an item.",
        AT_ROW,
        Parameter("is_open", BOOLEAN, "Which of both."),
        apply=fold,
    ),
    internal(
        "insert_inside",
        "The user inserted items into a branch.",
        AT_ROW,
        COUNT,
        when=given("rows_editable"),
        apply=insert_inside,
    ),
    internal("climb", "The user went to what an item is in.", AT_ROW, apply=climb),
)
