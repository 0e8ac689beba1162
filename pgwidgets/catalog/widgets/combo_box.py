"""ComboBox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import CHOICES
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.texts import LENGTH, SET_LENGTH, one_line
from pgwidgets.catalog.types import BOOLEAN, INTEGER, TEXT, Integer, List, Tuple
from pgwidgets.errors import closest
from pgwidgets.model.documents.changes import splice
from pgwidgets.model.documents.items import Items
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

NOTHING = (-1, "")
ITEM_TEXT = Parameter("text", TEXT, "The item's text.")


def items_of(node: Node) -> Items:
    """Return the items."""
    items: Items = node.state["items"]
    return items


def fitted(items: Sequence[str], choice: tuple[int, str]) -> tuple[int, str]:
    """Return the choice with the index that its text has among the items, or -1."""
    index, text = choice
    if 0 <= index < len(items) and items[index] == text:
        return choice
    return (items.index(text) if text and text in items else -1, text)


def fit_choice(values: dict[str, Any]) -> None:
    """Keep the choice and the items together."""
    values["choice"] = fitted(values["items"].texts, values["choice"])


def index_of(node: Node, text: str) -> int:
    """Return the position of the first item with a text."""
    items = items_of(node).texts
    if text not in items:
        raise ValueError(f"no item is {text!r}; {closest(text, items)}")
    return items.index(text)


def insert(tree: Tree, node: Node, index: int, text: str, method: str) -> None:
    """Add an item, by a method of pages without documents; a chosen item behind it moves along."""
    chosen, shown = node.state["choice"]
    tree.edit(node, "items", items_of(node).insertion(index, text), [(method, (text,))])
    if chosen >= index:
        tree.set_state(node, {"choice": (chosen + 1, shown)})
    elif chosen < 0 and shown == text:
        tree.set_state(node, {"choice": (index, shown)})


def append_text(tree: Tree, node: Node, text: str) -> None:
    """Add an item at the end."""
    insert(tree, node, len(items_of(node)), one_line(text), "append_text")


def insert_alpha(tree: Tree, node: Node, text: str) -> None:
    """Add an item before the first one that comes after it in the alphabet."""
    line = one_line(text)
    items = items_of(node).texts
    position = next((index for index, item in enumerate(items) if item > line), len(items))
    insert(tree, node, position, line, "insert_alpha")


def delete_alpha(tree: Tree, node: Node, text: str) -> None:
    """Remove the first item with a text; if it was chosen, nothing is."""
    index = index_of(node, text)
    chosen, shown = node.state["choice"]
    tree.edit(node, "items", splice(index, 1, None), [("delete_alpha", (text,))])
    if chosen == index:
        tree.set_state(node, {"choice": NOTHING})
    elif chosen > index:
        tree.set_state(node, {"choice": (chosen - 1, shown)})


def clear(tree: Tree, node: Node) -> None:
    """Remove all items and the text."""
    tree.replace(node, "items", ())
    tree.set_state(node, {"choice": NOTHING})


def set_text(tree: Tree, node: Node, text: str) -> None:
    """Show a text; an item that has it is chosen."""
    tree.set_state(node, {"choice": (-1, one_line(text))})


def set_index(tree: Tree, node: Node, idx: int) -> None:
    """Choose the item at an index."""
    choice = NOTHING if idx == -1 else (idx, get_alpha(node, idx))
    tree.set_state(node, {"choice": choice})


def get_alpha(node: Node, idx: int) -> str:
    """Return the text of the item at an index."""
    items = items_of(node).texts
    if not 0 <= idx < len(items):
        expected = f"0 to {len(items) - 1}" if items else "there are no items yet"
        raise ValueError(f"no item has the index {idx}: {expected}")
    return items[idx]


def show_text(tree: Tree, node: Node, text: str) -> None:
    """Choose the first item with a text."""
    tree.set_state(node, {"choice": (index_of(node, text), text)})


def choose(tree: Tree, node: Node, index: int, text: str) -> tuple[int, str]:
    """Keep what the user chose; the index may be out of date, the text is not."""
    editable = node.state["editable"]
    choice = fitted(items_of(node).texts, (index, text))
    if choice[0] < 0:
        if not (editable and text):
            raise ValueError(f"no item is {text!r}")
        append_text(tree, node, text)
        choice = fitted(items_of(node).texts, choice)
    tree.set_state(
        node, {"choice": NOTHING if editable and node.state["clear_on_enter"] else choice}
    )
    return choice


def replay_items(items: Items) -> Sequence[PageCall]:
    """Make all items anew on a page without documents."""
    return [("clear", ()), *(("append_text", (text,)) for text in items.texts)]


def replay_choice(choice: tuple[int, str]) -> Sequence[PageCall]:
    """Show the choice on a page."""
    index, text = choice
    return [("set_index", (index,))] if index >= 0 else [("set_text", (text,))]


COMBO_BOX = Widget(
    name="ComboBox",
    base=WIDGET_BASE,
    category=CHOICES,
    doc="A choice from a list; if it is editable, also a text of the user's own.",
    example="""
box = W.ComboBox()
for name in ("small", "medium", "large"):
    box.append_text(name)
box.set_index(1)
box.on("activated", lambda index, text: print(index, text))
""",
    states=(
        option(
            "editable",
            BOOLEAN,
            False,
            "Whether the user can type a text. Enter on a new one makes it an item.",
        ),
        option("dropdown_limit", Integer(1), 10, "How many items show before the list scrolls."),
        option(
            "clear_on_enter",
            BOOLEAN,
            False,
            "Whether what the user enters or chooses leaves an editable one, for the handlers: at "
            "once, so that what the user types next stands alone on a slow line, too.",
        ),
        state(
            "items",
            List(TEXT),
            (),
            "The items.",
            document=Items,
            replay=replay_items,
        ),
        state(
            "choice",
            Tuple(INTEGER, TEXT),
            NOTHING,
            "The chosen item's index (-1 for none of them) and the text that shows.",
            replay=replay_choice,
        ),
        LENGTH,
    ),
    methods=(
        Command(
            name="append_text",
            doc="Add an item at the end.",
            parameters=(ITEM_TEXT,),
            sets=("items",),
            function=append_text,
        ),
        Command(
            name="insert_alpha",
            doc="Add an item before the first one that comes after it in the alphabet.",
            parameters=(ITEM_TEXT,),
            sets=("items",),
            function=insert_alpha,
        ),
        Command(
            name="delete_alpha",
            doc="Remove the first item with a text. If it was chosen, nothing is.",
            parameters=(ITEM_TEXT,),
            sets=("items",),
            function=delete_alpha,
        ),
        Command(
            name="set_text",
            doc="Show a text. If an item has it, that one is chosen.",
            parameters=(Parameter("text", TEXT, "The text."),),
            sets=("choice",),
            function=set_text,
        ),
        Compute(
            name="get_text",
            doc="Return the text that shows, also as far as it is typed.",
            returns=TEXT,
            function=lambda node: node.state["choice"][1],
        ),
        Command(
            name="set_index",
            doc="Choose an item.",
            parameters=(Parameter("idx", INTEGER, "Counted from 0; -1 chooses nothing."),),
            sets=("choice",),
            function=set_index,
        ),
        Compute(
            name="get_index",
            doc="Return the index of the chosen item, -1 if none is.",
            returns=INTEGER,
            function=lambda node: node.state["choice"][0],
        ),
        Compute(
            name="get_alpha",
            doc="Return the text of an item.",
            parameters=(Parameter("idx", INTEGER, "Counted from 0."),),
            returns=TEXT,
            function=get_alpha,
        ),
        Command(
            name="show_text",
            doc="Choose the first item with a text.",
            parameters=(ITEM_TEXT,),
            sets=("choice",),
            function=show_text,
        ),
        Command(
            name="clear",
            doc="Remove all items and the text.",
            sets=("items", "choice"),
            function=clear,
        ),
        SET_LENGTH,
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user chose an item, or entered a text.",
            arguments=(
                Parameter("index", INTEGER, "The item's index."),
                Parameter("text", TEXT, "The item's text."),
            ),
            apply=choose,
            sets=("choice",),
        ),
        Callback(
            name="modified",
            doc="The user typed.",
            arguments=(Parameter("text", TEXT, "The text now."),),
            when=given("editable"),
            # an item may have it, which the page may not know yet
            carries={"choice": lambda text: (-1, one_line(text))},
            continuous=True,
        ),
    ),
    fit=fit_choice,
)
