"""The bases of widgets that hold others: any number, one, or a line that shares the space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import LAYOUT
from pgwidgets.catalog.declaration import Children, Widget, state
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter, setter
from pgwidgets.catalog.types import BOOLEAN, INTEGER, PIXELS, WIDGET, List, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def get_children(node: Node) -> list[Node]:
    """Return the children in order."""
    return [placement.node for placement in node.children]


def remove(tree: Tree, node: Node, child: Node, destroy: bool = False) -> None:
    """Take a child out."""
    node.placement_of(child)
    if destroy:
        tree.destroy(child)
    else:
        tree.detach(child)


def remove_all(tree: Tree, node: Node, destroy: bool = False) -> None:
    """Take all children out."""
    for child in get_children(node):
        remove(tree, node, child, destroy)


CHILD = Parameter("child", WIDGET, "The widget.")
DESTROY = Parameter("destroy", BOOLEAN, "Whether it ends too, or can be placed again.", False)

CONTAINER = Widget(
    name="Container",
    abstract=True,
    base=WIDGET_BASE,
    category=LAYOUT,
    doc="The base of widgets that hold others.",
    methods=(
        Compute(
            name="is_container",
            doc="Return whether it can hold other widgets.",
            returns=BOOLEAN,
            function=lambda node: True,
        ),
        Compute(
            name="get_children",
            doc="Return the widgets that it holds, in their order.",
            returns=List(WIDGET),
            function=get_children,
        ),
        Compute(
            name="num_children",
            doc="Return how many widgets it holds.",
            returns=INTEGER,
            function=lambda node: len(node.children),
        ),
        Command(
            name="remove", doc="Take a child out.", parameters=(CHILD, DESTROY), function=remove
        ),
        Command(
            name="remove_widget",
            doc="Take a child out; the same as `remove`.",
            parameters=(CHILD, DESTROY),
            function=remove,
        ),
        Command(
            name="remove_all",
            doc="Take all children out.",
            parameters=(
                Parameter("destroy", BOOLEAN, "Whether they end, or can be placed again.", False),
            ),
            function=remove_all,
        ),
    ),
    callbacks=(
        Callback(
            name="child-added",
            doc="A widget was placed in it.",
            arguments=(CHILD,),
            python=True,
        ),
        Callback(
            name="child-removed",
            doc="A widget left it.",
            arguments=(CHILD,),
            python=True,
        ),
    ),
)


def set_widget(tree: Tree, node: Node, child: Node) -> None:
    """Place the one child; the one before it is taken out."""
    current = get_children(node)
    if current == [child]:
        return
    tree.require_placeable(node, child)
    for previous in current:
        tree.detach(previous)
    tree.attach(node, child, None, {})


def place_single(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place the one child on a page."""
    return [("set_widget", (child,))]


HOLDER = Widget(
    name="Holder",
    abstract=True,
    base=CONTAINER,
    doc="The base of widgets that hold one other.",
    methods=(
        Command(
            name="set_widget",
            doc="Place the widget that it holds; the one before is taken out.",
            parameters=(CHILD,),
            function=set_widget,
        ),
    ),
    children=Children(add=place_single, single=True),
)


def add_stretched(tree: Tree, node: Node, child: Node, stretch: float = 0) -> None:
    """Place a child at the end of a box."""
    tree.attach(node, child, None, {"stretch": stretch})


def insert_stretched(tree: Tree, node: Node, index: int, child: Node, stretch: float = 0) -> None:
    """Place a child before the one at the index."""
    tree.attach(node, child, index, {"stretch": stretch})


def place_stretched(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a child of a box on a page."""
    return [("add_widget", (child, options["stretch"]))]


STRETCH = Parameter(
    "stretch", PIXELS, "0 keeps the natural size, n > 0 takes that share of the free space.", 0
)

SPACING = state(
    "spacing",
    Optional(PIXELS),
    None,
    "Space between the children in px; None is the theme's.",
)

SET_SPACING = setter("set_spacing", {"gap": "spacing"}, "Set the space between the children.")

STRETCHING = Widget(
    name="Stretching",
    abstract=True,
    base=CONTAINER,
    doc="The base of widgets that line others up and share the free space among them.",
    states=(SPACING,),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget at the end.",
            parameters=(CHILD, STRETCH),
            function=add_stretched,
        ),
        Command(
            name="insert_widget",
            doc="Place a widget before the one at an index.",
            parameters=(
                Parameter("index", INTEGER, "As in `list.insert`."),
                CHILD,
                STRETCH,
            ),
            function=insert_stretched,
        ),
        SET_SPACING,
    ),
    children=Children(add=place_stretched, insert="insert_widget"),
)
