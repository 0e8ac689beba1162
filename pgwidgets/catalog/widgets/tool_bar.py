"""ToolBar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.categories import BARS
from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget, option
from pgwidgets.catalog.methods import Command, PageCall, Parameter
from pgwidgets.catalog.types import ORIENTATION, Optional, Record, Reference
from pgwidgets.catalog.widgets.label import LABEL
from pgwidgets.catalog.widgets.separator import separating
from pgwidgets.catalog.widgets.tool_bar_action import TOOL_BAR_ACTION
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

ACTION_OPTIONS = Record(**{item.key: item.type for item in TOOL_BAR_ACTION.options})


def add_widget(tree: Tree, node: Node, child: Node) -> None:
    """Place a widget at the end."""
    tree.attach(node, child, None, {})


def add_action(tree: Tree, node: Node, options: Mapping[str, Any] | None = None) -> Node:
    """Make an action and place it at the end."""
    tree.require(node)
    action = tree.create(TOOL_BAR_ACTION.name, TOOL_BAR_ACTION.fresh(options))
    tree.attach(node, action, None, {})
    return action


def across(node: Node) -> str:
    """Return the direction of a line between what is in a bar."""
    return "vertical" if node.state["orientation"] == "horizontal" else "horizontal"


def add_spacer(tree: Tree, node: Node) -> Node:
    """Make an empty label that takes the free room, and place it at the end."""
    tree.require(node)
    spacer = tree.create(LABEL.name, LABEL.fresh())
    tree.set_state(spacer, {"expand_horizontal": True, "expand_vertical": True})
    tree.attach(node, spacer, None, {})
    return spacer


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a widget in the bar of a page."""
    return [("add_widget", (child,))]


TOOL_BAR = Widget(
    name="ToolBar",
    base=CONTAINER,
    category=BARS,
    doc="A row of actions, and of other widgets. What has no room in it is in a menu at its end. "
    "The Tab key comes to one of the actions, the arrow keys, Home and End go along them.",
    example="""
bar = W.ToolBar()
bar.add_action({"text": "Open", "icon_url": "pg:open"}).on("activated", lambda: print("open"))
bar.add_action({"text": "Save", "icon_url": "pg:save"})
bar.add_separator()
for side in ("left", "center", "right"):
    bar.add_action({"text": f"Align {side}", "icon_url": f"pg:align-{side}", "group": "align"})
bar.add_spacer()
bar.add_widget(W.ComboBox())
""",
    states=(option("orientation", ORIENTATION, "horizontal", "The direction of the row."),),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget, such as a ToolBarAction, at the end.",
            parameters=(CHILD,),
            function=add_widget,
        ),
        separating(across),
        Command(
            name="add_spacer",
            doc="Add a gap that takes the room that is left over.",
            returns=Reference("Label"),
            remote=False,
            function=add_spacer,
        ),
        Command(
            name="add_action",
            doc="Add a new action.",
            parameters=(
                Parameter(
                    "options",
                    Optional(ACTION_OPTIONS),
                    "Those of a ToolBarAction, by their names.",
                    None,
                ),
            ),
            returns=Reference("ToolBarAction"),
            remote=False,
            function=add_action,
        ),
    ),
    children=Children(add=place),
)
