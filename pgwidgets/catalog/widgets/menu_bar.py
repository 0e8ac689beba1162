"""MenuBar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.categories import BARS
from pgwidgets.catalog.containers import CONTAINER
from pgwidgets.catalog.declaration import Children, Widget
from pgwidgets.catalog.menus import MENU_NAME, MENU_TYPE, get_menu
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter
from pgwidgets.catalog.types import Optional, Record
from pgwidgets.catalog.widgets.menu import MENU
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def add_menu(
    tree: Tree, node: Node, menu: Node, name: str, options: Mapping[str, Any] | None = None
) -> None:
    """Place a menu at the end of the bar."""
    tree.attach(node, menu, None, {"name": name})


def add_name(tree: Tree, node: Node, name: str) -> Node:
    """Make a menu and place it at the end of the bar."""
    tree.require(node)
    menu = tree.create(MENU.name, MENU.fresh())
    tree.attach(node, menu, None, {"name": name})
    return menu


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a menu in the bar of a page."""
    return [("add_menu", (child, options["name"], {}))]


MENU_BAR = Widget(
    name="MenuBar",
    base=CONTAINER,
    category=BARS,
    doc="A row of menus that open below it.",
    example="""
menubar = W.MenuBar()
menu = menubar.add_name("File")
menu.add_name("Quit").on("activated", lambda: top.hide())
""",
    methods=(
        Command(
            name="add_menu",
            doc="Place a menu at the end of the bar.",
            parameters=(
                Parameter("menu", MENU_TYPE, "The menu."),
                MENU_NAME,
                Parameter("options", Optional(Record()), "A menu of a bar has none yet.", None),
            ),
            function=add_menu,
        ),
        Command(
            name="add_name",
            doc="Add a new menu at the end of the bar.",
            parameters=(MENU_NAME,),
            returns=MENU_TYPE,
            remote=False,
            function=add_name,
        ),
        Compute(
            name="get_menu",
            doc="Return the menu with a name, or None.",
            parameters=(MENU_NAME,),
            returns=Optional(MENU_TYPE),
            function=get_menu,
        ),
    ),
    children=Children(add=place),
)
