"""Splitter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget, fact, option, state
from pgwidgets.catalog.methods import Command, PageCall, Parameter, getter
from pgwidgets.catalog.types import ORIENTATION, PIXELS, List
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

SIZES = List(PIXELS)


def add_widget(tree: Tree, node: Node, child: Node) -> None:
    """Place a widget in a pane of its own behind the others."""
    tree.attach(node, child, None, {})


def set_sizes(tree: Tree, node: Node, sizes: list[float]) -> None:
    """Share the room among the panes."""
    # the second is what a page will report once it has laid the panes out
    tree.set_state(node, {"shares": sizes, "sizes": list(sizes)})


def set_minimum_size(tree: Tree, node: Node, child: Node, min_px: float) -> None:
    """Limit how small a pane gets."""
    node.placement_of(child).options["minimum"] = min_px
    tree.call(node, "set_minimum_size", child, min_px)


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a pane on a page."""
    calls: list[PageCall] = [("add_widget", (child,))]
    if "minimum" in options:
        calls.append(("set_minimum_size", (child, options["minimum"])))
    return calls


def drop_size(tree: Tree, node: Node, child: Node, index: int) -> None:
    """Forget the size of a pane that left, so that the others keep theirs."""
    shares = node.state["shares"]
    if index < len(shares):
        set_sizes(tree, node, [*shares[:index], *shares[index + 1 :]])


SPLITTER = Widget(
    name="Splitter",
    base=CONTAINER,
    doc="Widgets beside or above each other; the user drags the bars between them.",
    example="""
splitter = W.Splitter(orientation="horizontal")
splitter.add_widget(W.TextArea())
splitter.add_widget(W.TextArea())
splitter.set_sizes([100, 300])
""",
    states=(
        option("orientation", ORIENTATION, "horizontal", "Beside or above each other."),
        state(
            "shares",
            SIZES,
            [],
            "The sizes in px that were set on purpose. They are proportions in another room.",
            late=True,
            replay=lambda sizes: [("set_sizes", (sizes,))],
        ),
        fact("sizes", SIZES, [], "The sizes of the panes in px, as laid out."),
    ),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget behind the others.",
            parameters=(CHILD,),
            function=add_widget,
        ),
        Command(
            name="set_sizes",
            doc="Set the sizes of the panes. With more or less room they keep their proportions.",
            parameters=(
                Parameter(
                    "sizes",
                    SIZES,
                    "One size in px for each pane, in order. Panes beyond them get the average.",
                ),
            ),
            sets=("shares",),
            function=set_sizes,
        ),
        getter("get_sizes", "sizes", "Return the sizes in px, as set or as last laid out."),
        Command(
            name="set_minimum_size",
            doc="Limit how small a pane gets.",
            parameters=(
                CHILD,
                Parameter("min_px", PIXELS, "The smallest size in px along the splitter."),
            ),
            function=set_minimum_size,
        ),
    ),
    callbacks=(
        Callback(
            name="sizing",
            doc="The user drags a bar.",
            arguments=(Parameter("sizes", SIZES, "The sizes of the panes in px."),),
            carries={"shares": lambda sizes: sizes, "sizes": list},
            continuous=True,
        ),
    ),
    children=Children(add=place),
    detached=drop_size,
)
