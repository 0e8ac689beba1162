"""What the buttons that exclude one another share."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import CHOICES
from pgwidgets.catalog.declaration import Widget, argument, option, state
from pgwidgets.catalog.methods import Command, Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, INTEGER, TEXT, Optional, Union
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def others(tree: Tree, node: Node) -> list[Node]:
    """Return the other buttons of the same kind and group."""
    group = node.state["group"]
    if group is None:
        return []
    return [
        other
        for other in tree.nodes.values()
        if other is not node and other.kind == node.kind and other.state["group"] == group
    ]


def set_state(tree: Tree, node: Node, value: bool) -> None:
    """Switch the button; one that comes on turns the others of its group off."""
    if value:
        for other in others(tree, node):
            if other.state["state"]:
                tree.set_state(other, {"state": False})
    tree.set_state(node, {"state": value})


SWITCHED = Callback(
    name="activated",
    doc="The user switched it.",
    arguments=(Parameter("state", BOOLEAN, "Whether it is on now."),),
    apply=set_state,
    sets=("state",),
    along=others,
)

GROUP = option(
    "group",
    Optional(Union(INTEGER, TEXT, expected="a str, an int or None")),
    None,
    "Of the buttons of one kind in a session that have the same group, one is on. "
    "None excludes no other.",
)

ON = state(
    "state",
    BOOLEAN,
    False,
    "Whether it is on.",
    replay=lambda value: [("set_state", (value,))],
)

SET_STATE = Command(
    name="set_state",
    doc="Switch it on or off. On turns the others of its group off.",
    parameters=(Parameter("value", BOOLEAN, "Whether it is on."),),
    sets=("state",),
    function=set_state,
)

GET_STATE = getter("get_state", "state", "Return whether it is on.")

GROUPED = Widget(
    name="Grouped",
    abstract=True,
    base=WIDGET_BASE,
    category=CHOICES,
    doc="The base of the buttons that are on or off, one at a time in a group.",
    states=(
        argument("text", TEXT, "", "The text on or beside it."),
        GROUP,
        ON,
    ),
    methods=(
        setter("set_text", {"text": "text"}, "Set the text."),
        SET_STATE,
        GET_STATE,
    ),
    callbacks=(SWITCHED,),
)
