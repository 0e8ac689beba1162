"""StatusBar."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import BARS
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.declaration import Alarm, Widget, option, state
from pgwidgets.catalog.methods import Command, Parameter, setter
from pgwidgets.catalog.types import NUMBER, SECONDS, TEXT, Choice, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def show_message(tree: Tree, node: Node, text: str, duration: float | None = None) -> None:
    """Show a text, for some time or until another comes."""
    deadline = tree.clock() + duration if duration else None
    tree.set_state(node, {"message": text, "deadline": deadline})


def clear(tree: Tree, node: Node) -> None:
    """Show no text."""
    tree.set_state(node, {"message": "", "deadline": None})


def due(node: Node) -> float | None:
    """Return when the text has to go."""
    deadline: float | None = node.state["deadline"]
    return deadline


STATUS_BAR = Widget(
    name="StatusBar",
    base=WIDGET_BASE,
    category=BARS,
    doc="A line at the end of a window with a message, which a screen reader says when it is free.",
    example="""
status = W.StatusBar()
status.set_message("Saved", duration=3)
""",
    states=(
        option(
            "halign",
            Choice("left", "center", "right"),
            "left",
            "Where the message is in the line.",
        ),
        state(
            "message",
            TEXT,
            "",
            "The text that shows.",
            replay=lambda message: [("set_message", (message,))],
        ),
        state(
            "deadline",
            Optional(NUMBER),
            None,
            "When the text goes, on the session's clock.",
            python=True,
        ),
        state("fg", COLOR, None, "Text color: a CSS color, or None for the theme's."),
    ),
    methods=(
        Command(
            name="set_message",
            doc="Show a message, in the place of the one before.",
            parameters=(
                Parameter("text", TEXT, "The message, of one line."),
                Parameter(
                    "duration",
                    Optional(SECONDS),
                    "After how many seconds it goes. None or 0: it stays until another comes.",
                    None,
                ),
            ),
            sets=("message",),
            function=show_message,
        ),
        Command(
            name="clear",
            doc="Take the message away.",
            remote=False,
            sets=("message",),
            function=clear,
        ),
        setter(
            "set_color",
            {"bg": "bg", "fg": "fg"},
            "Set the colors. What is left out stays as it is.",
        ),
        setter("set_halign", {"align": "halign"}, "Say where the message is in the line."),
    ),
    alarm=Alarm(due=due, ring=clear),
)
