"""FixedLayout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget
from pgwidgets.catalog.methods import Command, PageCall, Parameter
from pgwidgets.catalog.types import Number
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

MOST_PX = 1_000_000
"""Beyond it browsers are not exact."""

DISTANCE = Number(0, MOST_PX)


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a child on a page."""
    return [("add_widget", (child, options["x"], options["y"]))]


def add_widget(tree: Tree, node: Node, child: Node, x: float = 0, y: float = 0) -> None:
    """Place a widget at a point; one that is there already moves."""
    options = {"x": x, "y": y}
    if child.parent is not node:
        tree.attach(node, child, None, options)
        return
    placement = node.placement_of(child)
    if placement.options != options:
        placement.options = options
        tree.call(node, "add_widget", child, x, y)


FIXED_LAYOUT = Widget(
    name="FixedLayout",
    base=CONTAINER,
    doc="Widgets at points that the program says, each in its own size. The layout is as large "
    "as it takes to hold them. Later ones lie over earlier ones.",
    example="""
layout = W.FixedLayout()
layout.add_widget(W.Label("Inlet"), 20, 10)
layout.add_widget(W.Button("Open"), 120, 60)
""",
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget at a point. One that is in the layout already moves there, and "
            "lies over and under the same others as before.",
            parameters=(
                CHILD,
                Parameter("x", DISTANCE, "Px from the layout's left edge.", 0),
                Parameter("y", DISTANCE, "Px from its top edge.", 0),
            ),
            function=add_widget,
        ),
    ),
    children=Children(add=place, by_place=True),
)
