"""StackWidget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.containers import CHILD
from pgwidgets.catalog.declaration import Children, Widget
from pgwidgets.catalog.methods import PageCall
from pgwidgets.catalog.pages import INDEX, PAGED
from pgwidgets.model.node import Node


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a page of the stack on a page of a browser."""
    return [("add_widget", (child, options["page"]))]


STACK_WIDGET = Widget(
    name="StackWidget",
    base=PAGED,
    doc="Pages of which one is in view, as the program says: a `TabWidget` without the tabs. The "
    "`title` of a page is what a screen reader calls it.",
    example="""
stack = W.StackWidget()
for title in ("Where", "What", "Ready?"):
    stack.add_widget(W.Label(title), {"title": title})
further = W.Button("Next")
further.on("activated", lambda: stack.set_index((stack.get_index() + 1) % 3))
""",
    callbacks=(
        Callback(
            name="page-switch",
            doc="For what is written for a `TabWidget`: a stack has nothing that its user switches "
            "pages by, so it never comes.",
            arguments=(CHILD, INDEX),
            python=True,
        ),
        Callback(
            name="page-close",
            doc="For what is written for a `TabWidget`: nor can the user close a page.",
            arguments=(CHILD,),
            python=True,
        ),
    ),
    children=Children(add=place),
)
