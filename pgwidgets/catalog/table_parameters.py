"""The parameters that methods and callbacks of tables share."""

from __future__ import annotations

from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.methods import Parameter
from pgwidgets.catalog.table_types import PATH, CellItem, Item
from pgwidgets.catalog.types import BOOLEAN, INTEGER, TEXT, List, Optional

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
