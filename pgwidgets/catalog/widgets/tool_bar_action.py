"""ToolBarAction."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import BARS
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.groups import GET_STATE, GROUP, ON, SET_STATE, others, set_state
from pgwidgets.catalog.menus import MENU_TYPE, replay_menu
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, PICTURE, PIXELS, TEXT, Optional
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def activate(tree: Tree, node: Node, state: bool | None = None) -> tuple[bool, ...]:
    """Keep whether the user switched it on, if it is a toggle."""
    if not node.state["toggle"]:
        return ()
    if state is not None:
        set_state(tree, node, state)
    return (node.state["state"],)


def fit_toggle(values: dict[str, Any]) -> None:
    """Let what is in a group be on or off."""
    values["toggle"] = values["toggle"] or values["group"] is not None


TOOL_BAR_ACTION = Widget(
    name="ToolBarAction",
    base=WIDGET_BASE,
    category=BARS,
    doc="Something to press in a tool bar. A toggle is on or off; one with a menu opens that. "
    "Where there is a picture it alone shows, with the text as its name and its tooltip.",
    example="""
bar = W.ToolBar()
bold = bar.add_action({"text": "Bold", "icon_url": "pg:bold", "toggle": True})
bold.on("activated", lambda state: label.set_font(weight="bold" if state else "normal"))
""",
    states=(
        option("text", TEXT, "", "The text."),
        option("icon_url", Optional(PICTURE), None, "The picture in the place of the text."),
        option("iconsize", Optional(PIXELS), None, "Its width and height in px; None is 16."),
        option("toggle", BOOLEAN, False, "Whether it is on or off; one in a group always is."),
        GROUP,
        option(
            "menu",
            Optional(MENU_TYPE),
            None,
            "The menu that it opens; it is not activated then.",
            replay=replay_menu,
        ),
        ON,
    ),
    methods=(
        setter("set_text", {"text": "text"}, "Set the text."),
        getter("get_text", "text", "Return the text."),
        setter(
            "set_icon",
            {"url": "icon_url", "iconsize": "iconsize"},
            "Set the picture. What is left out stays as it is.",
        ),
        SET_STATE,
        GET_STATE,
        setter("set_menu", {"menu": "menu"}, "Set the menu that it opens, or None."),
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user pressed it.",
            arguments=(Parameter("state", BOOLEAN, "Whether it is on now; only of a toggle."),),
            optional=1,
            apply=activate,
            sets=("state",),
            along=others,
        ),
    ),
    fit=fit_toggle,
)
