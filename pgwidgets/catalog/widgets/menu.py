"""Menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.categories import BARS
from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget
from pgwidgets.catalog.menus import MENU_NAME, MENU_TYPE, get_menu
from pgwidgets.catalog.methods import Action, Command, Compute, PageCall, Parameter
from pgwidgets.catalog.types import BOOLEAN, NUMBER, Optional, Reference
from pgwidgets.catalog.widgets.menu_action import MENU_ACTION
from pgwidgets.catalog.widgets.separator import separating
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def add_widget(tree: Tree, node: Node, child: Node) -> None:
    """Place an item at the end."""
    tree.attach(node, child, None, {})


def add_name(tree: Tree, node: Node, name: str, checkable: bool = False) -> Node:
    """Make an item and place it at the end."""
    tree.require(node)
    given = {"text": name, "name": name, "checkable": checkable}
    action = tree.create(MENU_ACTION.name, MENU_ACTION.fresh(given))
    tree.attach(node, action, None, {})
    return action


def add_menu(tree: Tree, node: Node, name: str, menu: Node | None = None) -> Node:
    """Place a menu, or a new one, behind an item that opens it."""
    tree.require(node)
    if menu is None:
        menu = tree.create(MENU.name, MENU.fresh())
    tree.attach(node, menu, None, {"name": name})
    return menu


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place an item, or a menu behind one."""
    if "name" in options:
        return [("add_menu", (options["name"], child))]
    return [("add_widget", (child,))]


MENU = Widget(
    name="Menu",
    base=CONTAINER,
    category=BARS,
    pops_up=True,
    doc="A list of actions and further menus: in a bar, in another menu, or popped up by itself.",
    example="""
menu = menubar.add_name("File")
menu.add_name("Open").on("activated", lambda: print("open"))
menu.add_separator()
recent = menu.add_menu("Recent")
recent.add_name("notes.txt")
""",
    methods=(
        Command(
            name="add_widget",
            doc="Place an item, such as a MenuAction, at the end.",
            parameters=(CHILD,),
            function=add_widget,
        ),
        Command(
            name="add_name",
            doc="Add an item.",
            parameters=(
                Parameter("name", MENU_NAME.type, "Its text."),
                Parameter("checkable", BOOLEAN, "Whether it is on or off.", False),
            ),
            returns=Reference("MenuAction"),
            remote=False,
            function=add_name,
        ),
        Command(
            name="add_menu",
            doc="Add an item that opens a menu.",
            parameters=(
                MENU_NAME,
                Parameter("menu", Optional(MENU_TYPE), "The menu; None makes one.", None),
            ),
            returns=MENU_TYPE,
            function=add_menu,
        ),
        separating(lambda _: "horizontal"),
        Compute(
            name="get_menu",
            doc="Return the menu behind the item with a name, or None.",
            parameters=(MENU_NAME,),
            returns=Optional(MENU_TYPE),
            function=get_menu,
        ),
        Action(
            name="popup",
            doc="Open it at a place of the page, as a context menu.",
            parameters=(
                Parameter("x", NUMBER, "From the left in px.", 0),
                Parameter("y", NUMBER, "From the top in px.", 0),
            ),
        ),
    ),
    children=Children(add=place),
)
