"""What the entries of one line share."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import argument, option, state
from pgwidgets.catalog.methods import Command, Parameter, getter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.texts import LENGTH, READ_SELECTION, SET_LENGTH, one_line, remembered
from pgwidgets.catalog.types import BOOLEAN, TEXT, Integer, List
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def clear(tree: Tree, node: Node) -> None:
    """Take the text away."""
    tree.set_state(node, {"text": ""})


def enter(tree: Tree, node: Node, text: str) -> tuple[str]:
    """Keep what the user entered as the text, and as a line for the up and down keys."""
    line = one_line(text)
    values: dict[str, Any] = {"text": "" if node.state["clear_on_enter"] else line}
    # what a password field was given must not be shown again
    if node.state["linehistory"] and not node.state.get("password", False):
        lines = remembered(node.state["history"], line, node.state["linehistory"])
        values["history"] = lines
    tree.set_state(node, values)
    return (line,)


def fit_text(values: dict[str, Any]) -> None:
    """Keep the text on one line."""
    values["text"] = one_line(values["text"])


ENTRY_TEXT = argument("text", TEXT, "", "The text; line breaks in it are dropped.")

EDITABLE = option("editable", BOOLEAN, True, "Whether the user can change the text.")

LINE_HISTORY = option(
    "linehistory",
    Integer(0),
    0,
    "How many entered lines the up and down keys bring back.",
)

CLEAR_ON_ENTER = option(
    "clear_on_enter",
    BOOLEAN,
    False,
    "Whether Enter takes the text away, which the handlers get: at once, so that what the "
    "user types next stands alone on a slow line, too.",
)

ENTRY_STATES = (
    LENGTH,
    state("history", List(TEXT), [], "The lines entered before, oldest first."),
)

ENTRY_METHODS = (
    setter("set_text", {"text": "text"}, "Set the text."),
    getter("get_text", "text", "Return the text, also as far as it is typed."),
    READ_SELECTION,
    Command(name="clear", doc="Take the text away.", sets=("text",), function=clear),
    SET_LENGTH,
    setter("set_history", {"lines": "history"}, "Set the entered lines.", internal=True),
)

ENTERED = Callback(
    name="activated",
    doc="The user pressed Enter.",
    arguments=(Parameter("text", TEXT, "The text."),),
    when=given("editable"),
    apply=enter,
    sets=("text", "history"),
)

TYPED = Callback(
    name="modified",
    doc="The user typed.",
    arguments=(Parameter("text", TEXT, "The text now."),),
    when=given("editable"),
    carries={"text": lambda text: text},
    continuous=True,
)
