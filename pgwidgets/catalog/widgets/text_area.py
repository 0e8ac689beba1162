"""TextArea."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget, argument, option, state
from pgwidgets.catalog.methods import Action, Command, Parameter, getter, setter
from pgwidgets.catalog.scrolling import GET_SCROLL_POSITION, SCROLL, SCROLLED, SET_SCROLL_POSITION
from pgwidgets.catalog.texts import READ_SELECTION, last_lines, plain_breaks
from pgwidgets.catalog.types import BOOLEAN, TEXT, Choice, Integer
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def append_text(tree: Tree, node: Node, text: str) -> None:
    """Add to the end of the text."""
    added = plain_breaks(text)
    whole = last_lines(node.state["text"] + added, node.state["limit"])
    tree.call(node, "append_text", added, values={"text": whole})


def clear(tree: Tree, node: Node) -> None:
    """Take the text away."""
    tree.set_state(node, {"text": ""})


def scroll_to_end(tree: Tree, node: Node) -> None:
    """Scroll down all the way."""
    across = node.state["scroll"][0]
    tree.call(node, "scroll_to_end", values={"scroll": (across, 1.0)})


def fit_text(values: dict[str, Any]) -> None:
    """Keep as many lines as the limit allows."""
    values["text"] = last_lines(plain_breaks(values["text"]), values["limit"])


TEXT_AREA = Widget(
    name="TextArea",
    base=WIDGET_BASE,
    doc="Several lines of plain text, to read or to edit.",
    example="""
log = W.TextArea(editable=False)
log.set_limit(1000)
log.append_text("started\\n")
log.scroll_to_end()
""",
    states=(
        argument("text", TEXT, "", "The text."),
        option("wrap", BOOLEAN, True, "Whether long lines are broken to fit the width."),
        option("editable", BOOLEAN, True, "Whether the user can change the text."),
        state("limit", Integer(0), 0, "How many of the last lines are kept; 0 keeps all."),
        SCROLL,
    ),
    methods=(
        setter("set_text", {"text": "text"}, "Set the text."),
        getter("get_text", "text", "Return the text, also as far as it is typed."),
        READ_SELECTION,
        Command(
            name="append_text",
            doc="Add to the end of the text. Only what is added travels to the pages.",
            parameters=(Parameter("text", TEXT, "What to add; begin or end lines yourself."),),
            sets=("text",),
            function=append_text,
        ),
        Command(name="clear", doc="Take the text away.", sets=("text",), function=clear),
        setter("set_editable", {"tf": "editable"}, "Say whether the user can change the text."),
        setter("set_wrap", {"tf": "wrap"}, "Say whether long lines are broken."),
        setter("set_limit", {"numlines": "limit"}, "Keep only the last lines."),
        SET_SCROLL_POSITION,
        GET_SCROLL_POSITION,
        Action(
            name="scroll_to_lineno",
            doc="Scroll a line into view.",
            parameters=(
                Parameter("lineno", Integer(1), "Counted from 1."),
                Parameter(
                    "align",
                    Choice("top", "center", "bottom"),
                    "Where in the area the line comes to lie.",
                    "top",
                ),
            ),
        ),
        Command(
            name="scroll_to_end",
            doc="Scroll down to the last line.",
            sets=("scroll",),
            function=scroll_to_end,
        ),
    ),
    callbacks=(
        Callback(
            name="modified",
            doc="The user typed.",
            arguments=(Parameter("text", TEXT, "The text now."),),
            carries={"text": lambda text: text},
            continuous=True,
        ),
        SCROLLED,
    ),
    fit=fit_text,
)
