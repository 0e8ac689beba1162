"""Form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.containers import CHILD, CONTAINER, SET_SPACING, SPACING
from pgwidgets.catalog.declaration import Children, Widget, option
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter, setter
from pgwidgets.catalog.types import INTEGER, TEXT, Choice, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def add_field(tree: Tree, node: Node, label: str | None, child: Node) -> None:
    """Place a field at the end."""
    tree.attach(node, child, None, {"label": label, "error": None})


def insert_field(tree: Tree, node: Node, index: int, label: str | None, child: Node) -> None:
    """Place a field before the one at the index."""
    tree.attach(node, child, index, {"label": label, "error": None})


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a field on a page."""
    calls: list[PageCall] = [("add_field", (options["label"], child))]
    if options["error"] is not None:
        calls.append(("set_error", (child, options["error"])))
    return calls


def set_label(tree: Tree, node: Node, child: Node, label: str | None) -> None:
    """Give a field another label."""
    node.placement_of(child).options["label"] = label
    tree.call(node, "set_label", child, label)


def set_error(tree: Tree, node: Node, child: Node, error: str | None = None) -> None:
    """Say what is wrong with a field."""
    options = node.placement_of(child).options
    if options["error"] == (error or None):
        return
    options["error"] = error or None
    tree.call(node, "set_error", child, error or None)


def clear_errors(tree: Tree, node: Node) -> None:
    """Say that nothing is wrong with any field."""
    for placement in node.children:
        set_error(tree, node, placement.node)


LABEL = Parameter(
    "label", Optional(TEXT), "What the field is called; None gives the widget the whole width."
)
FIELD = Parameter("child", CHILD.type, "The widget of the field.")

FORM = Widget(
    name="Form",
    base=CONTAINER,
    doc="Fields in a column, each with its label: for the eye, the pointer and a screen reader. "
    "Where there is little room the labels are above their fields. It goes beyond the family's "
    "API.",
    example="""
form = W.Form()
name, age = W.TextEntry(), W.SpinBox(min=0, max=150)
form.add_field("Name", name)
form.add_field("Age", age)
save = W.Button("Save")
form.add_field(None, save)


def check():
    form.set_error(name, None if name.get_text() else "Enter a name.")


save.on("activated", check)
""",
    states=(
        option(
            "label_position",
            Choice("left", "top"),
            "left",
            "Where the labels are as long as there is room.",
        ),
        SPACING,
    ),
    methods=(
        Command(
            name="add_field",
            doc="Place a field at the end.",
            parameters=(LABEL, FIELD),
            function=add_field,
        ),
        Command(
            name="insert_field",
            doc="Place a field before the one at an index.",
            parameters=(Parameter("index", INTEGER, "As in `list.insert`."), LABEL, FIELD),
            function=insert_field,
        ),
        Command(
            name="set_label",
            doc="Give a field another label.",
            parameters=(FIELD, LABEL),
            function=set_label,
        ),
        Compute(
            name="get_label",
            doc="Return the label of a field.",
            parameters=(FIELD,),
            returns=Optional(TEXT),
            function=lambda node, child: node.placement_of(child).options["label"],
        ),
        Command(
            name="set_error",
            doc="Say beside a field what is wrong with it, or that nothing is. The field is marked "
            "as invalid as long as there is an error.",
            parameters=(
                FIELD,
                Parameter("error", Optional(TEXT), "What is wrong; None or empty: nothing.", None),
            ),
            function=set_error,
        ),
        Compute(
            name="get_error",
            doc="Return what was said to be wrong with a field, or None.",
            parameters=(FIELD,),
            returns=Optional(TEXT),
            function=lambda node, child: node.placement_of(child).options["error"],
        ),
        Command(
            name="clear_errors",
            doc="Say that nothing is wrong with any field.",
            remote=False,
            function=clear_errors,
        ),
        setter(
            "set_label_position",
            {"position": "label_position"},
            "Say where the labels are as long as there is room.",
        ),
        SET_SPACING,
    ),
    children=Children(add=place, insert="insert_field"),
)
