"""TextArea."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import TEXTS
from pgwidgets.catalog.declaration import Widget, argument, option, state
from pgwidgets.catalog.methods import Action, Command, Compute, Parameter, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.scrolling import GET_SCROLL_POSITION, SCROLL, SCROLLED, SET_SCROLL_POSITION
from pgwidgets.catalog.texts import READ_SELECTION, last_lines, plain_breaks
from pgwidgets.catalog.types import BOOLEAN, TEXT, Choice, Integer
from pgwidgets.model.documents.text import Text
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def new_text(text: str) -> Text:
    """Return the document of a fresh widget."""
    return Text(plain_breaks(text))


def document(node: Node) -> Text:
    """Return the text."""
    text: Text = node.state["text"]
    return text


def keep_limit(tree: Tree, node: Node) -> None:
    """Leave as many of the last lines as the limit allows."""
    excess = document(node).trimmed(node.state["limit"])
    if excess:
        # a page without documents does it by itself
        tree.edit(node, "text", excess, calls=())


def set_text(tree: Tree, node: Node, text: str) -> None:
    """Put another text in the place of all."""
    limited = last_lines(plain_breaks(text), node.state["limit"])
    if limited != str(document(node)):
        tree.replace(node, "text", limited)


def append_text(tree: Tree, node: Node, text: str) -> None:
    """Add to the end of the text."""
    added = plain_breaks(text)
    if added:
        calls = [("append_text", (added,))]
        tree.edit(node, "text", document(node).appended(added), calls)
        keep_limit(tree, node)


def clear(tree: Tree, node: Node) -> None:
    """Take the text away."""
    set_text(tree, node, "")


def set_limit(tree: Tree, node: Node, numlines: int) -> None:
    """Keep only the last lines, from now on."""
    tree.set_state(node, {"limit": numlines})
    keep_limit(tree, node)


def scroll_to_end(tree: Tree, node: Node) -> None:
    """Scroll down all the way."""
    across = node.state["scroll"][0]
    tree.call(node, "scroll_to_end", values={"scroll": (across, 1.0)})


TEXT_AREA = Widget(
    name="TextArea",
    base=WIDGET_BASE,
    category=TEXTS,
    doc="Several lines of plain text, to read or to edit.",
    example="""
log = W.TextArea(editable=False, follow_end=True)
log.set_limit(1000)
log.append_text("started\\n")
""",
    states=(
        argument(
            "text",
            TEXT,
            "",
            "The text.",
            document=new_text,
            edited=keep_limit,
            replay=lambda text: [("set_text", (text.content(),))],
        ),
        option("wrap", BOOLEAN, True, "Whether long lines are broken to fit the width."),
        option("editable", BOOLEAN, True, "Whether the user can change the text."),
        option(
            "follow_end",
            BOOLEAN,
            False,
            "Whether it scrolls along as text is added, as long as its reader is at the end.",
        ),
        state(
            "limit",
            Integer(0),
            0,
            "How many of the last lines are kept; 0 keeps all.",
            replay=lambda limit: [("set_limit", (limit,))],
        ),
        SCROLL,
        state(
            "away",
            BOOLEAN,
            False,
            "Whether the reader has left the end.",
            late=True,
            reported=True,
        ),
    ),
    methods=(
        Command(
            name="set_text",
            doc="Set the text. What users type into the former one meanwhile goes with it.",
            parameters=(Parameter("text", TEXT, "The text."),),
            sets=("text",),
            function=set_text,
        ),
        Compute(
            name="get_text",
            doc="Return the text, also as far as it is typed.",
            returns=TEXT,
            function=lambda node: str(document(node)),
        ),
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
        setter(
            "set_follow_end",
            {"tf": "follow_end"},
            "Say whether it scrolls along as text is added. Who has scrolled up to read is left "
            "alone until they are back at the end.",
        ),
        setter("set_away", {"tf": "away"}, "Say whether the reader has left it.", internal=True),
        Command(
            name="set_limit",
            doc="Keep only the last lines.",
            parameters=(
                Parameter("numlines", Integer(0), "How many of the last lines; 0 keeps all."),
            ),
            sets=("limit",),
            function=set_limit,
        ),
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
            doc="Scroll down to the last line, whatever its reader is at: see `follow_end`.",
            sets=("scroll",),
            function=scroll_to_end,
        ),
    ),
    callbacks=(
        Callback(
            name="modified",
            doc="The user typed.",
            arguments=(Parameter("text", TEXT, "The text now."),),
            when=given("editable"),
            apply=set_text,
            sets=("text",),
            continuous=True,
            edits=lambda node: (str(document(node)),),
        ),
        SCROLLED,
    ),
)
