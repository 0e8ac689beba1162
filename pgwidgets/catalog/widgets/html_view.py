"""HtmlView."""

from __future__ import annotations

from collections.abc import Callable

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import TEXTS
from pgwidgets.catalog.declaration import Widget, argument
from pgwidgets.catalog.methods import Command, Compute, Parameter
from pgwidgets.catalog.scrolling import GET_SCROLL_POSITION, SCROLL, SCROLLED, SET_SCROLL_POSITION
from pgwidgets.catalog.types import TEXT
from pgwidgets.model.documents.text import Text
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def document(node: Node) -> Text:
    """Return the HTML."""
    html: Text = node.state["html"]
    return html


def set_html(tree: Tree, node: Node, html: str) -> None:
    """Put other HTML in the place of all."""
    if html != str(document(node)):
        tree.replace(node, "html", html)


def append_html(tree: Tree, node: Node, html: str) -> None:
    """Add to the end of the HTML."""
    if html:
        calls = [("append_html", (html,))]
        tree.edit(node, "html", document(node).appended(html), calls)


def clear(tree: Tree, node: Node) -> None:
    """Take the HTML away."""
    set_html(tree, node, "")


def scroll_to(method: str, down: float) -> Callable[[Tree, Node], None]:
    """Return a function that scrolls up or down all the way."""

    def function(tree: Tree, node: Node) -> None:
        across = node.state["scroll"][0]
        tree.call(node, method, values={"scroll": (across, down)})

    return function


HTML_VIEW = Widget(
    name="HtmlView",
    base=WIDGET_BASE,
    category=TEXTS,
    doc="A text with headings, tables, pictures and links, in HTML. Pages show what of it is "
    "harmless, whoever wrote it: no scripts, no forms, no style sheets, nothing that reaches "
    "beyond the widget. Links open outside. `ExternalWidget` is for HTML that you trust.",
    example="""
view = W.HtmlView("<h2>Results</h2>")
view.append_html("<p>Three runs, <b>all</b> of them fine. ")
view.append_html('See <a href="https://example.org/">the report</a>.</p>')
view.scroll_to_bottom()
""",
    states=(
        argument(
            "html",
            TEXT,
            "",
            "The HTML.",
            document=Text,
            replay=lambda html: [("set_html", (html.content(),))],
        ),
        SCROLL,
    ),
    methods=(
        Command(
            name="set_html",
            doc="Set the HTML.",
            parameters=(Parameter("html", TEXT, "What is no HTML in it shows as text."),),
            sets=("html",),
            function=set_html,
        ),
        Compute(
            name="get_html",
            doc="Return the HTML as it was given: also what pages leave out.",
            returns=TEXT,
            function=lambda node: str(document(node)),
        ),
        Command(
            name="append_html",
            doc="Add to the end of the HTML. Only what is added travels to the pages, and it shows "
            "as if all had been set at once: an element, or a tag, may begin in one piece and end "
            "in another.",
            parameters=(Parameter("html", TEXT, "What to add."),),
            sets=("html",),
            function=append_html,
        ),
        Command(name="clear", doc="Take the HTML away.", sets=("html",), function=clear),
        Command(
            name="scroll_to_top",
            doc="Scroll up all the way.",
            sets=("scroll",),
            function=scroll_to("scroll_to_top", 0.0),
        ),
        Command(
            name="scroll_to_bottom",
            doc="Scroll down all the way.",
            sets=("scroll",),
            function=scroll_to("scroll_to_bottom", 1.0),
        ),
        SET_SCROLL_POSITION,
        GET_SCROLL_POSITION,
    ),
    callbacks=(SCROLLED,),
)
