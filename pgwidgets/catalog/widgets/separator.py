"""Separator."""

from __future__ import annotations

from collections.abc import Callable

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import LAYOUT
from pgwidgets.catalog.declaration import Widget, argument
from pgwidgets.catalog.methods import Command, setter
from pgwidgets.catalog.types import ORIENTATION, Reference
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

SEPARATOR = Widget(
    name="Separator",
    base=WIDGET_BASE,
    category=LAYOUT,
    doc="A line between widgets, or between the items of a menu.",
    example="""
box = W.VBox()
box.add_widget(W.Label("Above"))
box.add_widget(W.Separator("horizontal"))
box.add_widget(W.Label("Below"))
""",
    states=(argument("orientation", ORIENTATION, "horizontal", "The direction of the line."),),
    methods=(
        setter("set_orientation", {"orientation": "orientation"}, "Set the line's direction."),
    ),
)


def separating(direction: Callable[[Node], str]) -> Command:
    """Return the method by which programs place a line at the end of what a widget holds.

    Parameters
    ----------
    direction : callable
        Returns that of a line in the widget.
    """

    def add_separator(tree: Tree, node: Node) -> Node:
        tree.require(node)
        values = SEPARATOR.fresh({"orientation": direction(node)})
        separator = tree.create(SEPARATOR.name, values)
        tree.attach(node, separator, None, {})
        return separator

    return Command(
        name="add_separator",
        doc="Add a line.",
        returns=Reference(SEPARATOR.name),
        remote=False,
        function=add_separator,
    )
