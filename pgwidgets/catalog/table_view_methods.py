"""The methods of tables that are about what is in view."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Method, Parameter
from pgwidgets.catalog.scrolling import GET_SCROLL_POSITION, SET_SCROLL_POSITION
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.table_parameters import ROW_PATH
from pgwidgets.catalog.table_sorting import sort_by_column
from pgwidgets.catalog.types import BOOLEAN, INTEGER, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def scroll_to_path(tree: Tree, node: Node, path: list[str]) -> None:
    """Scroll a row into view."""
    table = table_of(node)
    row = table.find(path)
    if table.is_filtered and row not in table.shown:
        raise ValueError(f"the row {path[0]!r} does not show: the filters leave it out")
    # a page has a part of the rows, and can't know where another one is
    tree.call(node, "scroll_to_path", path, table.shown.rank(row))


def scroll_to_end(tree: Tree, node: Node) -> None:
    """Scroll down all the way."""
    across = node.state["scroll"][0]
    tree.call(node, "scroll_to_end", values={"scroll": (across, 1.0)})


VIEW_METHODS: tuple[Method, ...] = (
    Command(
        name="scroll_to_end",
        doc="Scroll down to the last row.",
        sets=("scroll",),
        function=scroll_to_end,
    ),
    SET_SCROLL_POSITION,
    GET_SCROLL_POSITION,
)

TABLE_VIEW_METHODS: tuple[Method, ...] = (
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
)
"""Those that are not the same for trees."""
