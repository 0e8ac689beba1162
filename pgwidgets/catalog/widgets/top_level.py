"""TopLevel."""

from __future__ import annotations

from collections.abc import Callable

from pgwidgets.catalog.callbacks import STACK, Callback
from pgwidgets.catalog.containers import HOLDER
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Command, Parameter, Show, getter, setter
from pgwidgets.catalog.types import BOOLEAN, PICTURE, TEXT, Choice, Optional
from pgwidgets.catalog.windows import (
    CLOSE,
    CORNER,
    LOWERED,
    MOVE,
    POSITION_METHODS,
    RAISED,
    RESIZED,
    VISIBLE,
    lower,
    raise_,
    show,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

WINDOW_STATE = Choice("normal", "shaded", "minimized", "maximized")


def toggle(window_state: str) -> Callable[[Tree, Node], None]:
    """Return a function that brings a window into a state, or from there back to normal."""

    def function(tree: Tree, node: Node) -> None:
        now = node.state["window_state"]
        tree.set_state(node, {"window_state": "normal" if now == window_state else window_state})

    return function


TOP_LEVEL = Widget(
    name="TopLevel",
    window=True,
    base=HOLDER,
    doc="A window inside the page, with a title bar. It is hidden until `show` is called.",
    example="""
top = W.TopLevel(title="Demo", resizable=True)
top.resize(400, 300)
top.set_widget(W.Label("Hello"))
top.show()
""",
    states=(
        option("resizable", BOOLEAN, False, "Whether the user can resize it."),
        option("title", TEXT, "", "The text of the title bar."),
        option("icon", Optional(PICTURE), None, "The picture in the title bar."),
        option("moveable", BOOLEAN, True, "Whether the user can move it."),
        option("closeable", BOOLEAN, True, "Whether the user can close it."),
        option("minimizable", BOOLEAN, False, "Whether the user can minimize it."),
        option("maximizable", BOOLEAN, False, "Whether the user can maximize it."),
        option("lowerable", BOOLEAN, False, "Whether the user can put it below the others."),
        option("shadeable", BOOLEAN, False, "Whether the user can roll it up to its title bar."),
        VISIBLE,
        CORNER,
        state("window_state", WINDOW_STATE, "normal", "How much of it shows."),
    ),
    methods=(
        *POSITION_METHODS,
        Show(
            name="show",
            doc="Make it visible. One that was hidden comes on top of the others.",
            sets=("visible",),
            function=show,
        ),
        setter("set_title", {"title": "title"}, "Set the text of the title bar."),
        setter("set_icon", {"url": "icon"}, "Set the picture in the title bar."),
        setter("set_moveable", {"tf": "moveable"}, "Say whether the user can move it."),
        Command(
            name="raise_",
            doc="Put it on top of the other windows.",
            sets=(STACK,),
            function=raise_,
        ),
        Command(
            name="lower",
            doc="Put it below the other windows.",
            sets=(STACK,),
            function=lower,
        ),
        Command(
            name="toggle_minimize",
            doc="Minimize it, or bring it back to normal.",
            sets=("window_state",),
            function=toggle("minimized"),
        ),
        Command(
            name="toggle_maximize",
            doc="Let it fill the page, or bring it back to normal.",
            sets=("window_state",),
            function=toggle("maximized"),
        ),
        Command(
            name="toggle_shade",
            doc="Roll it up to its title bar, or bring it back to normal.",
            sets=("window_state",),
            function=toggle("shaded"),
        ),
        setter("set_window_state", {"state": "window_state"}, "Set how much of it shows."),
        getter("get_window_state", "window_state", "Return how much of it shows."),
    ),
    callbacks=(
        MOVE,
        CLOSE,
        Callback(
            name="window-state",
            doc="The user minimized, maximized, shaded or restored it.",
            arguments=(Parameter("state", WINDOW_STATE, "The state now."),),
            carries={"window_state": lambda state: state},
        ),
        RESIZED,
        RAISED,
        LOWERED,
    ),
)
