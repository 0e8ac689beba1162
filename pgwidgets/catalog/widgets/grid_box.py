"""GridBox."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget, option, state
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter, setter
from pgwidgets.catalog.types import INTEGER, PIXELS, WIDGET, Integer, List, Optional, Tuple
from pgwidgets.model.node import Node, Placement
from pgwidgets.model.tree import Tree

MOST = 10_000
"""How many rows and columns there may be: browsers lay out no more than some."""

COUNT = Integer(0, MOST)
PLACE = Integer(0, MOST - 1)

Cell = tuple[int, int]


def cell_of(placement: Placement) -> Cell:
    """Return the row and the column of a child."""
    return placement.options["row"], placement.options["col"]


def shape_of(node: Node) -> Cell:
    """Return the numbers of rows and columns."""
    return node.state["rows"], node.state["columns"]


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a child in its cell on a page."""
    return [("add_widget", (child, options["row"], options["col"]))]


def index_at(node: Node, cell: Cell) -> int:
    """Return where among the children, in the order one reads, one in a cell is or belongs."""
    return bisect_left(node.children, cell, key=cell_of)


def occupant(node: Node, cell: Cell) -> Node | None:
    """Return what is in a cell."""
    index = index_at(node, cell)
    if index < len(node.children) and cell_of(node.children[index]) == cell:
        return node.children[index].node
    return None


def set_shape(tree: Tree, node: Node, rows: int, columns: int) -> None:
    """Let there be so many rows and columns."""
    if (rows, columns) != shape_of(node):
        tree.set_state(node, {"rows": rows, "columns": columns})


def grow(tree: Tree, node: Node, cell: Cell) -> None:
    """Let there be as many rows and columns as a cell needs."""
    rows, columns = shape_of(node)
    set_shape(tree, node, max(rows, cell[0] + 1), max(columns, cell[1] + 1))


def put(tree: Tree, node: Node, child: Node, cell: Cell) -> None:
    """Place a widget in a cell, in the place of what is there."""
    former = occupant(node, cell)
    if former is child:
        return
    if former is not None:
        tree.detach(former)
    grow(tree, node, cell)
    options = {"row": cell[0], "col": cell[1]}
    if child.parent is not node:
        tree.attach(node, child, index_at(node, cell), options)
        return
    placement = node.placement_of(child)
    node.children.remove(placement)
    placement.options = options
    node.children.insert(index_at(node, cell), placement)
    tree.call(node, "add_widget", child, *cell)


def require(tree: Tree, node: Node, widgets: Sequence[Node | None]) -> None:
    """Check that widgets can be placed here together."""
    given = [widget for widget in widgets if widget is not None]
    for widget in given:
        tree.require(widget)
        if widget is node or widget in node.ancestors():
            raise ValueError(f"{widget!r} can't be placed into itself or a widget inside it")
    if len(set(given)) < len(given):
        raise ValueError("a widget has one place: it was given more than once")


def add_widget(tree: Tree, node: Node, child: Node, row: int, col: int) -> None:
    """Place a widget in a cell."""
    require(tree, node, [child])
    put(tree, node, child, (row, col))


def shift(tree: Tree, node: Node, axis: int, index: int, step: int) -> None:
    """Move all from a row or a column on by some."""
    key = ("row", "col")[axis]
    moved = [placement for placement in node.children if placement.options[key] >= index]
    for placement in moved:
        placement.options[key] += step
    for placement in moved:
        tree.call(node, "add_widget", placement.node, *cell_of(placement))


def insert_line(
    tree: Tree, node: Node, axis: int, index: int, widgets: Sequence[Node | None] | None
) -> None:
    """Make room for a row (axis 0) or a column (axis 1), and fill it."""
    line = list(widgets or ())
    require(tree, node, line)
    shape = list(shape_of(node))
    at = max(0, min(index + shape[axis] * (index < 0), shape[axis]))
    shape[axis] += 1
    if shape[axis] > MOST or len(line) > MOST:
        raise ValueError(f"a GridBox has at most {MOST} rows and as many columns")
    # what moves here from elsewhere in the grid is in nobody's way
    for widget in line:
        if widget is not None and widget.parent is node:
            tree.detach(widget)
    shift(tree, node, axis, at, 1)
    set_shape(tree, node, *shape)
    for across, widget in enumerate(line):
        if widget is not None:
            put(tree, node, widget, (at, across) if axis == 0 else (across, at))


def delete_line(tree: Tree, node: Node, axis: int, index: int) -> None:
    """Take out all that is in a row or a column, and close the gap."""
    shape = list(shape_of(node))
    count, noun = shape[axis], ("row", "column")[axis]
    if not 0 <= index < count:
        expected = f"0 to {count - 1}" if count else f"there are no {noun}s"
        raise ValueError(f"no {noun} has the index {index}: {expected}")
    for placement in list(node.children):
        if cell_of(placement)[axis] == index:
            tree.detach(placement.node)
    shift(tree, node, axis, index + 1, -1)
    shape[axis] -= 1
    set_shape(tree, node, *shape)


def set_spacing(tree: Tree, node: Node, px: float | None) -> None:
    """Set the space between rows, and that between columns."""
    tree.set_state(node, {"row_spacing": px, "column_spacing": px})


ROW = Parameter("row", PLACE, "Counted from 0.")
COLUMN = Parameter("col", PLACE, "Counted from 0.")
WIDGETS = Parameter(
    "widgets",
    Optional(List(Optional(WIDGET))),
    "One for each cell, None for an empty one; the grid grows for more than it has. "
    "None leaves all empty.",
    None,
)
BEFORE = Parameter("index", INTEGER, "As in `list.insert`.")
WHICH = Parameter("index", INTEGER, "Its position, counted from 0.")


def line_methods(axis: int, noun: str, those: str) -> tuple[Command, ...]:
    """Return what programs do with whole rows (axis 0), or with whole columns (axis 1)."""

    def insert(
        tree: Tree, node: Node, index: int, widgets: Sequence[Node | None] | None = None
    ) -> None:
        insert_line(tree, node, axis, index, widgets)

    def append(tree: Tree, node: Node, widgets: Sequence[Node | None] | None = None) -> None:
        insert_line(tree, node, axis, shape_of(node)[axis], widgets)

    def delete(tree: Tree, node: Node, index: int) -> None:
        delete_line(tree, node, axis, index)

    return (
        Command(
            name=f"insert_{noun}",
            doc=f"Make a new {noun} before the one at an index.",
            parameters=(BEFORE, WIDGETS),
            remote=False,
            function=insert,
        ),
        Command(
            name=f"append_{noun}",
            doc=f"Make a new {noun} behind the others.",
            parameters=(WIDGETS,),
            remote=False,
            function=append,
        ),
        Command(
            name=f"delete_{noun}",
            doc=f"Take out the widgets of a {noun}, and move those {those} up. They can be placed "
            "again.",
            parameters=(WHICH,),
            remote=False,
            function=delete,
        ),
    )


GRID_BOX = Widget(
    name="GridBox",
    base=CONTAINER,
    doc="Widgets in rows and columns. A column is as wide as its widest widget. The width that is "
    "left goes to the columns with fields, with widgets made to fill, or with some that expand; "
    "else all share it. A row is as high as its highest widget; the height that is left goes "
    "to rows with widgets that are made to fill or expand. A cell holds one widget.",
    example="""
grid = W.GridBox(spacing=8)
grid.add_widget(W.Label("Name"), 0, 0)
grid.add_widget(W.TextEntry(), 0, 1)
grid.append_row([W.Label("Age"), W.SpinBox()])
""",
    states=(
        option("rows", COUNT, 0, "How many rows there are; it grows as widgets are placed."),
        option("columns", COUNT, 0, "How many columns there are; it grows likewise."),
        state(
            "row_spacing",
            Optional(PIXELS),
            None,
            "Space between the rows in px; None is the theme's.",
        ),
        state(
            "column_spacing",
            Optional(PIXELS),
            None,
            "Space between the columns in px; None is the theme's.",
        ),
    ),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget in a cell. What is there is taken out; a widget that is in the "
            "grid already moves.",
            parameters=(CHILD, ROW, COLUMN),
            function=add_widget,
        ),
        setter("set_row_spacing", {"px": "row_spacing"}, "Set the space between the rows."),
        setter("set_column_spacing", {"px": "column_spacing"}, "Set the space between columns."),
        Command(
            name="set_spacing",
            doc="Set the space between rows, and that between columns.",
            parameters=(Parameter("px", Optional(PIXELS), "In px; None is the theme's."),),
            sets=("row_spacing", "column_spacing"),
            function=set_spacing,
        ),
        Compute(
            name="get_row_column_count",
            doc="Return how many rows there are, and how many columns.",
            returns=Tuple(INTEGER, INTEGER),
            function=shape_of,
        ),
        Compute(
            name="get_widget_at_cell",
            doc="Return the widget in a cell, or None.",
            parameters=(
                Parameter("row", INTEGER, "Counted from 0."),
                Parameter("col", INTEGER, "Counted from 0."),
            ),
            returns=Optional(WIDGET),
            function=lambda node, row, col: occupant(node, (row, col)),
        ),
        *line_methods(0, "row", "below it"),
        *line_methods(1, "column", "behind it"),
        setter(
            "set_shape",
            {"rows": "rows", "columns": "columns"},
            "Say how many rows and columns there are.",
            internal=True,
        ),
    ),
    children=Children(add=place, by_place=True),
)
