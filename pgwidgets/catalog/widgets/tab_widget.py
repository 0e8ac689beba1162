"""TabWidget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import CHILDREN, Callback
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.containers import CHILD
from pgwidgets.catalog.declaration import Children, Widget, option
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter, setter
from pgwidgets.catalog.pages import INDEX, PAGED, show_widget
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.types import (
    BOOLEAN,
    TEXT,
    WIDGET,
    Choice,
    Optional,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a page of the tabs on a page of a browser."""
    calls: list[PageCall] = [("add_widget", (child, options["page"]))]
    if options.get("highlight") is not None:
        calls.append(("highlight_tab", (child, options["highlight"])))
    return calls


def get_tab_id(node: Node, child: Node) -> str:
    """Return what names a page's tab."""
    node.placement_of(child)
    return str(child.wid)


def get_child(node: Node, tab_id: str) -> Node | None:
    """Return the page of a tab."""
    pages = (placement.node for placement in node.children)
    return next((page for page in pages if str(page.wid) == tab_id), None)


def close_widget(tree: Tree, node: Node, child: Node) -> None:
    """End a page."""
    node.placement_of(child)
    tree.destroy(child)


def highlight_tab(tree: Tree, node: Node, child: Node, bgcolor: str | None) -> None:
    """Color one tab."""
    node.placement_of(child).options["highlight"] = bgcolor
    tree.call(node, "highlight_tab", child, bgcolor)


def switch_page(tree: Tree, node: Node, child: Node, index: int) -> tuple[Node, int]:
    """Keep which page the user brought into view; its index may be another by now."""
    show_widget(tree, node, child)
    return child, node.index_of(child)


def move_page(tree: Tree, node: Node, child: Node, index: int) -> tuple[Node, int]:
    """Keep where the user put a tab, among those that there are by now."""
    tree.move(node, child, index)
    return child, node.index_of(child)


TAB_WIDGET = Widget(
    name="TabWidget",
    base=PAGED,
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
    ),
    methods=(
        Command(
            name="close_widget",
            doc="End a page: its widget is destroyed.",
            parameters=(CHILD,),
            function=close_widget,
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
)
