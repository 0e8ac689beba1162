"""What the widgets share that show one of several pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter
from pgwidgets.catalog.types import INTEGER, PICTURE, TEXT, WIDGET, Optional, Record
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

INDEX = Parameter("index", INTEGER, "Its position, counted from 0.")


def add_widget(
    tree: Tree, node: Node, child: Node, options: Mapping[str, Any] | None = None
) -> None:
    """Place a widget as the last page."""
    tree.attach(node, child, None, {"page": dict(options or {})})


def show_widget(tree: Tree, node: Node, child: Node) -> None:
    """Bring a page into view."""
    node.placement_of(child)
    tree.set_state(node, {"current": child})


def set_index(tree: Tree, node: Node, index: int) -> None:
    """Bring the page at an index into view."""
    count = len(node.children)
    if not 0 <= index < count:
        expected = f"0 to {count - 1}" if count else "there are no pages yet"
        raise ValueError(f"no page has the index {index}: {expected}")
    tree.set_state(node, {"current": node.children[index].node})


def get_index(node: Node) -> int:
    """Return the position of the page in view."""
    current = node.state["current"]
    return -1 if current is None else node.index_of(current)


def index_to_widget(node: Node, index: int) -> Node | None:
    """Return the page at an index."""
    return node.children[index].node if 0 <= index < len(node.children) else None


def first_shows(tree: Tree, node: Node, child: Node) -> None:
    """Bring the first page into view."""
    if node.state["current"] is None:
        tree.set_state(node, {"current": child})


def next_shows(tree: Tree, node: Node, child: Node, index: int) -> None:
    """Bring the page into view that took the place of one that left, or the last."""
    if node.state["current"] is not child:
        return
    count = len(node.children)
    following = node.children[min(index, count - 1)].node if count else None
    tree.set_state(node, {"current": following})


def replay_current(child: Node | None) -> Sequence[PageCall]:
    """Bring the page into view in a browser."""
    return [] if child is None else [("show_widget", (child,))]


PAGED = Widget(
    name="Paged",
    abstract=True,
    base=CONTAINER,
    doc="The base of widgets that show one of several pages.",
    states=(
        state(
            "current",
            Optional(WIDGET),
            None,
            "The page in view.",
            late=True,
            replay=replay_current,
        ),
    ),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget as the last page. The first one comes into view.",
            parameters=(
                CHILD,
                Parameter(
                    "options",
                    Optional(Record(title=TEXT, icon_url=Optional(PICTURE))),
                    "What the tab shows: `title` and `icon_url`.",
                    None,
                ),
            ),
            function=add_widget,
        ),
        Command(
            name="show_widget",
            doc="Bring a page into view.",
            parameters=(CHILD,),
            sets=("current",),
            function=show_widget,
        ),
        Command(
            name="set_index",
            doc="Bring the page at an index into view.",
            parameters=(INDEX,),
            sets=("current",),
            function=set_index,
        ),
        Compute(
            name="get_index",
            doc="Return the index of the page in view, -1 without pages.",
            returns=INTEGER,
            function=get_index,
        ),
        Compute(
            name="index_of",
            doc="Return the index of a page, -1 when it is none.",
            parameters=(CHILD,),
            returns=INTEGER,
            function=lambda node, child: node.index_of(child),
        ),
        Compute(
            name="index_to_widget",
            doc="Return the page at an index, or None.",
            parameters=(INDEX,),
            returns=Optional(WIDGET),
            function=index_to_widget,
        ),
    ),
    attached=first_shows,
    detached=next_shows,
)
