"""TabWidget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import CHILDREN, Callback
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget, option, state
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.types import (
    BOOLEAN,
    INTEGER,
    PICTURE,
    TEXT,
    WIDGET,
    Choice,
    Optional,
    Record,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

INDEX = Parameter("index", INTEGER, "Its position, counted from 0.")


def add_widget(
    tree: Tree, node: Node, child: Node, options: Mapping[str, Any] | None = None
) -> None:
    """Place a widget as the last page."""
    tree.attach(node, child, None, {"tab": dict(options or {})})


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a page of the tabs on a page of a browser."""
    calls: list[PageCall] = [("add_widget", (child, options["tab"]))]
    if options.get("highlight") is not None:
        calls.append(("highlight_tab", (child, options["highlight"])))
    return calls


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


def get_tab_id(node: Node, child: Node) -> str:
    """Return what names a page's tab."""
    node.placement_of(child)
    return str(child.wid)


def get_child(node: Node, tab_id: str) -> Node | None:
    """Return the page of a tab."""
    pages = (placement.node for placement in node.children)
    return next((page for page in pages if str(page.wid) == tab_id), None)


def index_to_widget(node: Node, index: int) -> Node | None:
    """Return the page at an index."""
    return node.children[index].node if 0 <= index < len(node.children) else None


def close_widget(tree: Tree, node: Node, child: Node) -> None:
    """End a page."""
    node.placement_of(child)
    tree.destroy(child)


def highlight_tab(tree: Tree, node: Node, child: Node, bgcolor: str | None) -> None:
    """Color one tab."""
    node.placement_of(child).options["highlight"] = bgcolor
    tree.call(node, "highlight_tab", child, bgcolor)


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


def switch_page(tree: Tree, node: Node, child: Node, index: int) -> tuple[Node, int]:
    """Keep which page the user brought into view; its index may be another by now."""
    show_widget(tree, node, child)
    return child, node.index_of(child)


def move_page(tree: Tree, node: Node, child: Node, index: int) -> tuple[Node, int]:
    """Keep where the user put a tab, among those that there are by now."""
    tree.move(node, child, index)
    return child, node.index_of(child)


def replay_current(child: Node | None) -> Sequence[PageCall]:
    """Bring the page into view in a browser."""
    return [] if child is None else [("show_widget", (child,))]


TAB_WIDGET = Widget(
    name="TabWidget",
    base=CONTAINER,
    doc="Pages behind a bar of tabs, one of them in view.",
    example="""
tabs = W.TabWidget(closable=True)
tabs.add_widget(W.TextArea(), {"title": "Notes"})
tabs.add_widget(W.Label("…"), {"title": "About"})
tabs.on("page-switch", lambda child, index: print(index))
""",
    states=(
        option("closable", BOOLEAN, False, "Whether the user can close pages."),
        option("reorderable", BOOLEAN, False, "Whether the user can drag tabs elsewhere."),
        option(
            "tab_position",
            Choice("top", "bottom", "left", "right"),
            "top",
            "On which side the tabs are.",
        ),
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
            name="close_widget",
            doc="End a page: its widget is destroyed.",
            parameters=(CHILD,),
            function=close_widget,
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
            name="get_tab_id",
            doc="Return what names the tab of a page as long as it lives.",
            parameters=(CHILD,),
            returns=TEXT,
            function=get_tab_id,
        ),
        Compute(
            name="get_child",
            doc="Return the page of a tab, or None.",
            parameters=(Parameter("tab_id", TEXT, "As from `get_tab_id`."),),
            returns=Optional(WIDGET),
            function=get_child,
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
        Command(
            name="highlight_tab",
            doc="Color one tab, to draw attention to it.",
            parameters=(
                CHILD,
                Parameter("bgcolor", COLOR, "A CSS color; None takes the color away."),
            ),
            function=highlight_tab,
        ),
        setter("set_tab_position", {"tabpos": "tab_position"}, "Set the side of the tabs."),
        Command(
            name="move_widget",
            doc="Give a page's tab another place.",
            parameters=(CHILD, INDEX),
            internal=True,
            function=lambda tree, node, child, index: tree.move(node, child, index),
        ),
    ),
    callbacks=(
        Callback(
            name="page-switch",
            doc="The user brought another page into view.",
            arguments=(CHILD, INDEX),
            apply=switch_page,
            sets=("current",),
        ),
        Callback(
            name="page-close",
            doc="The user closed a page. It is out of the session already.",
            arguments=(CHILD,),
            when=given("closable"),
            apply=close_widget,
            sets=(CHILDREN,),
        ),
        Callback(
            name="page-move",
            doc="The user gave a tab another place.",
            arguments=(CHILD, INDEX),
            when=given("reorderable"),
            apply=move_page,
            sets=(CHILDREN,),
        ),
    ),
    children=Children(add=place),
    attached=first_shows,
    detached=next_shows,
)
