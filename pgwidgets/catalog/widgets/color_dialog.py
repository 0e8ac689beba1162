"""ColorDialog."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import WINDOWS
from pgwidgets.catalog.color_choice import (
    ALPHA,
    COLOR_CHOICE,
    COLOR_METHODS,
    HEX,
    KEPT,
    PICK,
    RECENT,
    fit_color,
)
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.dialogs import DIALOG_METHODS
from pgwidgets.catalog.types import BOOLEAN, TEXT
from pgwidgets.catalog.windows import (
    CLOSE,
    CORNER,
    MOVE,
    POSITION_METHODS,
    RAISED,
    VISIBLE,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def accept(tree: Tree, node: Node, hex_string: str) -> tuple[str]:
    """Take the color, and close the dialog."""
    tree.set_state(node, {"color": hex_string, "visible": False})
    return (node.state["color"],)


COLOR_DIALOG = Widget(
    name="ColorDialog",
    window=True,
    base=WIDGET_BASE,
    category=WINDOWS,
    doc="A window in which a color is chosen, as in a ColorWidget. It is hidden until `show` or "
    "`popup`, and again when its user takes the color or closes it.",
    example="""
dialog = W.ColorDialog(color="#336699", title="Background", modal=True)
dialog.on("activated", lambda hex_string: label.set_bg(hex_string))
dialog.popup()
""",
    states=(
        COLOR_CHOICE,
        option("title", TEXT, "Color", "The text of the title bar."),
        option("modal", BOOLEAN, False, "Whether it keeps the user from all else meanwhile."),
        option("moveable", BOOLEAN, True, "Whether the user can move it."),
        ALPHA,
        RECENT,
        VISIBLE,
        CORNER,
    ),
    methods=(
        *COLOR_METHODS,
        *POSITION_METHODS,
        *DIALOG_METHODS,
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user took the color: it is hidden.",
            arguments=(HEX,),
            apply=accept,
            sets=("color", "visible"),
        ),
        PICK,
        MOVE,
        CLOSE,
        RAISED,
        KEPT,
    ),
    fit=fit_color,
)
