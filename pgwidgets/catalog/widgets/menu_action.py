"""MenuAction."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import BARS
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, PICTURE, PIXELS, TEXT, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def activate(tree: Tree, node: Node, checked: bool | None = None) -> tuple[bool, ...]:
    """Keep whether the user checked it, if it can be checked."""
    if not node.state["checkable"]:
        return ()
    if checked is not None:
        tree.set_state(node, {"checked": checked})
    return (node.state["checked"],)


def fit_text(values: dict[str, Any]) -> None:
    """Show the name where there is no text."""
    values["text"] = values["text"] or values["name"]


MENU_ACTION = Widget(
    name="MenuAction",
    base=WIDGET_BASE,
    category=BARS,
    doc="An item of a menu. A checkable one is on or off.",
    example="""
menu = menubar.add_name("View")
action = menu.add_name("Grid", checkable=True)
action.on("activated", lambda checked: print("grid", checked))
""",
    states=(
        option("text", TEXT, "", "The text; the name when it is empty."),
        option("icon_url", Optional(PICTURE), None, "The picture before the text."),
        option("iconsize", Optional(PIXELS), None, "Its width and height in px; None is 16."),
        option("checkable", BOOLEAN, False, "Whether it is on or off."),
        option("name", TEXT, "", "What it is called, also where its text is another."),
        option("icon_only", BOOLEAN, False, "Whether the text gives way to the picture."),
        state("checked", BOOLEAN, False, "Whether it is on."),
    ),
    methods=(
        setter("set_text", {"text": "text"}, "Set the text."),
        getter("get_text", "text", "Return the text."),
        setter(
            "set_icon",
            {"url": "icon_url", "iconsize": "iconsize"},
            "Set the picture. What is left out stays as it is.",
        ),
        setter("set_checked", {"checked": "checked"}, "Switch a checkable one on or off."),
        getter("get_checked", "checked", "Return whether it is on."),
        setter("set_state", {"tf": "checked"}, "Switch it; the same as `set_checked`."),
        getter("get_state", "checked", "Return whether it is on; the same as `get_checked`."),
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user chose it.",
            arguments=(
                Parameter("checked", BOOLEAN, "Whether it is on now; only when checkable."),
            ),
            optional=1,
            apply=activate,
            sets=("checked",),
        ),
    ),
    fit=fit_text,
)
