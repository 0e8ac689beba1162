"""What the widgets that hold menus share."""

from __future__ import annotations

from pgwidgets.catalog.methods import Parameter
from pgwidgets.catalog.types import TEXT, Reference
from pgwidgets.model.node import Node

MENU_TYPE = Reference("Menu")
MENU_NAME = Parameter("name", TEXT, "The text that opens it.")


def get_menu(node: Node, name: str) -> Node | None:
    """Return the menu that was placed under a name."""
    named = (item.node for item in node.children if item.options.get("name") == name)
    return next(named, None)
