"""ExternalWidget."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.methods import Command, Compute, setter
from pgwidgets.catalog.types import TEXT
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def clear(tree: Tree, node: Node) -> None:
    """Take the content away."""
    tree.set_state(node, {"content": ""})


EXTERNAL_WIDGET = Widget(
    name="ExternalWidget",
    base=WIDGET_BASE,
    doc="A place for HTML with scripts and for other JavaScript libraries. Its content can do all "
    "that the page can do: put nothing in it that somebody else wrote, such as your users. "
    "`HtmlView` is for that.",
    example="""
chart = W.ExternalWidget()
chart.set_content("<p>drawn by</p><script>document.currentScript.before('a script')</script>")
""",
    states=(state("content", TEXT, "", "The HTML in it."),),
    methods=(
        Compute(
            name="get_content_element",
            doc="Return the `id` of the element in the pages that has the content, for scripts.",
            returns=TEXT,
            function=lambda node: f"pg-{node.wid}-content",
        ),
        setter(
            "set_content",
            {"html": "content"},
            "Set the HTML in it. Its scripts run in their order, each time that a page shows the "
            "widget anew, and not before it shows.",
        ),
        Command(name="clear", doc="Take the content away.", sets=("content",), function=clear),
    ),
)
