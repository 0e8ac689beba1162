"""MDISubWindow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import WINDOWS
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Command, Compute, Parameter, setter
from pgwidgets.catalog.sub_windows import fit_geometry, put_below, put_on_top
from pgwidgets.catalog.types import BOOLEAN, NUMBER, PICTURE, TEXT, WIDGET, Optional
from pgwidgets.catalog.windows import (
    MOVE,
    POINT,
    RESIZED,
    WINDOW_STATE,
    set_position,
    state_methods,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def restack(function: Callable[[Tree, Node, Node], None]) -> Callable[[Tree, Node], None]:
    """Return a function that gives a sub-window another place in the stack of its area."""

    def restacked(tree: Tree, node: Node) -> None:
        if node.parent is not None and node.framed is not None:
            function(tree, node.parent, node.framed)

    return restacked


def close(tree: Tree, node: Node) -> None:
    """End the sub-window with what it holds."""
    tree.destroy(node)


def moved(tree: Tree, node: Node, x: float, y: float) -> tuple[float, float]:
    """Keep where the user put it, as far as that is possible."""
    set_position(tree, node, x, y)
    corner: tuple[float, float] = node.state["corner"]
    return corner


def can_become(node: Node, window_state: str) -> bool:
    """Whether the user can bring the sub-window into a state."""
    return window_state != "shaded" or bool(node.state["shadeable"])


PLACE = (
    Parameter("x", NUMBER, "From the left of the area in px."),
    Parameter("y", NUMBER, "From the top of the area in px."),
)

MDI_SUB_WINDOW = Widget(
    name="MDISubWindow",
    base=WIDGET_BASE,
    category=WINDOWS,
    doc="A window in an MDIWidget, which makes it: `get_subwin` returns the one around a widget. "
    "It has the size of its content unless it is given one, and is never larger than the area.",
    example="""
area = W.MDIWidget()
notes = area.add_widget(W.TextArea(), {"title": "Notes"})
notes.move(40, 40)
notes.on("move", lambda x, y: print(x, y))
""",
    states=(
        option("shadeable", BOOLEAN, True, "Whether the user can roll it up to its title bar."),
        state("title", TEXT, "", "The text of the title bar."),
        state("icon", Optional(PICTURE), None, "The picture in the title bar."),
        state(
            "corner",
            POINT,
            (0, 0),
            "x and y in the area, in px.",
            replay=lambda corner: [("set_position", corner)],
        ),
        state("window_state", WINDOW_STATE, "normal", "How much of it shows."),
    ),
    methods=(
        Command(
            name="set_position",
            doc="Move it. Beyond what the area shows, the area scrolls.",
            parameters=PLACE,
            sets=("corner",),
            function=set_position,
        ),
        Command(
            name="move",
            doc="Move it; the same as `set_position`.",
            parameters=PLACE,
            sets=("corner",),
            remote=False,
            function=set_position,
        ),
        Compute(
            name="get_position",
            doc="Return x and y in the area, in px.",
            returns=POINT,
            function=lambda node: node.state["corner"],
        ),
        setter("set_title", {"title": "title"}, "Set the text of the title bar."),
        setter("set_icon", {"url": "icon"}, "Set the picture in the title bar."),
        Command(
            name="raise_",
            doc="Put it on top of the others in its area.",
            remote=False,
            function=restack(put_on_top),
        ),
        Command(
            name="lower",
            doc="Put it below the others in its area.",
            remote=False,
            function=restack(put_below),
        ),
        *state_methods("Minimize it to the row at the bottom of the area", "fill the area"),
        Command(
            name="close",
            doc="End it, and the widget in it.",
            remote=False,
            function=close,
        ),
        Compute(
            name="get_child",
            doc="Return the widget in it.",
            returns=Optional(WIDGET),
            remote=False,
            function=lambda node: node.framed,
        ),
    ),
    callbacks=(
        replace(
            MOVE, doc="The user moved it.", when=None, carries={}, apply=moved, sets=("corner",)
        ),
        Callback(
            name="window-state",
            doc="The user minimized, maximized, shaded or restored it.",
            arguments=(Parameter("state", WINDOW_STATE, "The state now."),),
            when=can_become,
            carries={"window_state": lambda state: state},
        ),
        replace(RESIZED, when=None),
    ),
    fit=fit_geometry,
)
