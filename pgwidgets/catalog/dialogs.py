"""What dialogs share: how they open, and what they keep their user from."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import STACK
from pgwidgets.catalog.methods import Command, Method, Parameter, Show, setter
from pgwidgets.catalog.types import NUMBER, Optional
from pgwidgets.catalog.windows import bring_to_front, raise_
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def show(tree: Tree, node: Node) -> None:
    """Open the dialog on top of all windows."""
    tree.set_state(node, {"visible": True})
    bring_to_front(tree, node)


def popup(tree: Tree, node: Node, x: float | None = None, y: float | None = None) -> None:
    """Open the dialog at a place, or where it was."""
    if (x is None) != (y is None):
        raise TypeError("give both x and y, or neither")
    if x is not None:
        tree.set_state(node, {"corner": (x, y)})
    show(tree, node)


DIALOG_METHODS: tuple[Method, ...] = (
    Show(
        name="show",
        doc="Open it, on top of the other windows.",
        sets=("visible",),
        function=show,
    ),
    Command(
        name="popup",
        doc="Open it at a place. Without one it opens where it was, at first in the middle.",
        parameters=(
            Parameter("x", Optional(NUMBER), "From the left in px.", None),
            Parameter("y", Optional(NUMBER), "From the top in px.", None),
        ),
        sets=("visible", "corner"),
        function=popup,
    ),
    setter("set_modal", {"tf": "modal"}, "Say whether it keeps the user from all else."),
    Command(
        name="raise_",
        doc="Put it on top of the other windows.",
        internal=True,
        sets=(STACK,),
        function=raise_,
    ),
)
