"""What the widgets that hold menus share."""

from __future__ import annotations

from collections.abc import Sequence

from pgwidgets.catalog.methods import PageCall, Parameter
from pgwidgets.catalog.types import TEXT, Reference
from pgwidgets.model.node import Node

MENU_TYPE = Reference("Menu")
MENU_NAME = Parameter("name", TEXT, "The text that opens it.")


def get_menu(node: Node, name: str) -> Node | None:
    """Return the menu that was placed under a name."""
    named = (item.node for item in node.children if item.options.get("name") == name)
    return next(named, None)


def replay_menu(menu: Node | None) -> Sequence[PageCall]:
    """Give a page the menu that something opens, unless it has ended."""
    return [("set_menu", (None if menu is None or menu.destroyed else menu,))]
