"""Dialog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import WINDOWS
from pgwidgets.catalog.containers import CHILD, STRETCH, STRETCHING, place_stretched
from pgwidgets.catalog.declaration import Children, Widget, argument, option, state
from pgwidgets.catalog.dialogs import DIALOG_METHODS
from pgwidgets.catalog.methods import Ask, Command, PageCall, Parameter, setter
from pgwidgets.catalog.permission import obstacle
from pgwidgets.catalog.types import (
    ANYTHING,
    BOOLEAN,
    DATA,
    INTEGER,
    NUMBER,
    TEXT,
    List,
    Optional,
    Tuple,
    Union,
)
from pgwidgets.catalog.windows import (
    CLOSE,
    CORNER,
    MOVE,
    POSITION_METHODS,
    RAISED,
    RESIZED,
    VISIBLE,
)
from pgwidgets.errors import closest
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tree import Tree


def content_count(node: Node, child: Node) -> int:
    """Return how many widgets the content has without the child; buttons come after them."""
    return sum(
        "stretch" in placement.options for placement in node.children if placement.node is not child
    )


def add_widget(tree: Tree, node: Node, child: Node, stretch: float = 0) -> None:
    """Place a widget at the end of the content."""
    tree.attach(node, child, content_count(node, child), {"stretch": stretch})


def insert_widget(tree: Tree, node: Node, index: int, child: Node, stretch: float = 0) -> None:
    """Place a widget in the content before the one at the index."""
    count = content_count(node, child)
    position = max(0, min(index + count * (index < 0), count))
    tree.attach(node, child, position, {"stretch": stretch})


def add_button(tree: Tree, node: Node, child: Node, value: Own) -> None:
    """Place a widget at the end of the row of buttons."""
    number = len(node.state["values"]) + child.wid
    tree.attach(node, child, None, {"value": value, "number": number})


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a widget in the content, or in the row of buttons."""
    if "value" in options:
        return [("add_button", (child, options["number"]))]
    return place_stretched(child, options)


def chosen(value: Any) -> Any:
    """Return what a pressed button stands for."""
    return value


def nothing() -> None:
    """Return what closing the window stands for."""


def press(tree: Tree, node: Node, number: object) -> tuple[Any]:
    """Find what the button of a number stands for, and close the dialog if it closes by itself."""
    value = value_of(node, number)
    if node.state["autoclose"]:
        tree.set_state(node, {"visible": False})
    return (value,)


def value_of(node: Node, number: object) -> Any:
    """Return the value of the button that pages know by a number."""
    values = node.state["values"]
    if type(number) is int and 0 <= number < len(values):
        return values[number]
    for placement in node.children:
        if "number" in placement.options and placement.options["number"] == number:
            reason = obstacle(placement.node)
            if reason is not None:
                raise ValueError(reason)
            return placement.options["value"]
    raise ValueError(f"no button of {node!r} has the number {number!r}")


def fit_buttons(values: dict[str, Any]) -> None:
    """Keep the buttons' values apart from what pages are told: the labels, and numbers for them."""
    if values["values"] is not None:
        return
    pairs = [
        (button, button) if isinstance(button, str) else button for button in values["buttons"]
    ]
    values["values"] = [value for _, value in pairs]
    values["buttons"] = [[label, number] for number, (label, _) in enumerate(pairs)]


def fit(values: dict[str, Any]) -> None:
    """Write the buttons as pages know them, and see that those exist which are set apart."""
    fit_buttons(values)
    labels = [label for label, *_ in values["buttons"]]
    default = [] if values["default"] is None else [values["default"]]
    for key, names in (("default", default), ("dangerous", values["dangerous"])):
        for name in names:
            if name not in labels:
                raise ValueError(
                    f"{key} must name a button by its label, not {name!r}; {closest(name, labels)}"
                )


DIALOG = Widget(
    name="Dialog",
    window=True,
    base=STRETCHING,
    category=WINDOWS,
    doc="A window with content and a row of buttons. It is hidden until `show` or `popup`.",
    example="""
dialog = W.Dialog("Delete?", [("Cancel", False), ("Delete", True)], modal=True, autoclose=True)
dialog.add_widget(W.Label("This can't be undone."))
dialog.on("activated", lambda value: print("delete" if value else "keep"))
dialog.popup()  # or, where the program can wait: value = dialog.ask()
""",
    states=(
        argument("title", TEXT, "", "The text of the title bar."),
        argument(
            "buttons",
            List(
                Union(
                    TEXT,
                    Tuple(TEXT, ANYTHING),
                    expected="a label, or a label and the button's value",
                )
            ),
            [],
            "The buttons: labels, or pairs of a label and the value that `activated` carries, "
            "which may be any object. A label alone is the value too.",
        ),
        state("values", Optional(List(ANYTHING)), None, "What the buttons stand for.", python=True),
        option("autoclose", BOOLEAN, False, "Whether pressing a button hides it."),
        option("resizable", BOOLEAN, False, "Whether the user can resize it."),
        option("moveable", BOOLEAN, True, "Whether the user can move it."),
        option("modal", BOOLEAN, False, "Whether it keeps the user from all else meanwhile."),
        option(
            "default",
            Optional(TEXT),
            None,
            "The label of the button that stands out, and that the Enter key presses, wherever in "
            "the dialog the focus is, unless the key means something there. Of widgets, it is a "
            'Button with `kind="primary"`.',
        ),
        option(
            "dangerous", List(TEXT), [], "The labels of the buttons that are marked as dangerous."
        ),
        VISIBLE,
        CORNER,
    ),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget at the end of the content.",
            parameters=(CHILD, STRETCH),
            function=add_widget,
        ),
        Command(
            name="insert_widget",
            doc="Place a widget in the content before the one at an index.",
            parameters=(Parameter("index", INTEGER, "As in `list.insert`."), CHILD, STRETCH),
            function=insert_widget,
        ),
        Command(
            name="add_button",
            doc="Place a widget at the end of the row of buttons. A click on it is a press.",
            parameters=(
                CHILD,
                Parameter(
                    "value", ANYTHING, "What `activated` carries when it is pressed: any object."
                ),
            ),
            function=add_button,
        ),
        *POSITION_METHODS,
        *DIALOG_METHODS,
        Ask(
            name="ask",
            doc="Open it, and return the value of the button that the user presses. It is None "
            "when the user closes the dialog; either hides it. Handlers go on meanwhile, but in "
            "a handler, those that run one after another wait for its end as always.",
            parameters=(
                Parameter("timeout", Optional(NUMBER), "In seconds; None for no limit.", None),
            ),
            returns=DATA,
            opens="popup",
            closes="hide",
            answers={"activated": chosen, "close": nothing},
        ),
        setter("set_title", {"title": "title"}, "Set the text of the title bar."),
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user pressed a button.",
            # from a page, the button's number
            arguments=(Parameter("value", DATA, "The button's value."),),
            apply=press,
            sets=("visible",),
        ),
        MOVE,
        CLOSE,
        RESIZED,
        RAISED,
    ),
    children=Children(add=place, insert="insert_widget"),
    fit=fit,
)
