"""What the windows share: their place, and who lies over whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pgwidgets.catalog.bases import replay_visible
from pgwidgets.catalog.callbacks import STACK, Callback
from pgwidgets.catalog.declaration import state
from pgwidgets.catalog.methods import (
    Command,
    Compute,
    Getter,
    PageCall,
    Parameter,
    Setter,
    getter,
    setter,
)
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.types import BOOLEAN, NUMBER, PIXELS, Choice, Optional, Tuple
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

POINT = Tuple(NUMBER, NUMBER)

WINDOW_STATE = Choice("normal", "shaded", "minimized", "maximized")


def set_position(tree: Tree, node: Node, x: float, y: float) -> None:
    """Put the window's corner somewhere."""
    tree.set_state(node, {"corner": (x, y)})


def get_position(node: Node) -> tuple[float, float]:
    """Return where the window was put, else where a page laid it out."""
    place: tuple[float, float] | None = node.state["corner"]
    if place is not None:
        return place
    laid_out: tuple[float, float] = node.state["position"]
    return laid_out


def replay_corner(place: tuple[float, float] | None) -> Sequence[PageCall]:
    """Put the window somewhere on a page."""
    return [] if place is None else [("set_position", place)]


def bring_to_front(tree: Tree, node: Node) -> None:
    """Put a window on top; nothing is said when it is there already."""
    windows = (root for root in reversed(tree.roots.values()) if tree.rules[root.kind].window)
    if next(windows, None) is not node:
        tree.restack(node, "raise_", top=True)


def raise_(tree: Tree, node: Node) -> None:
    """Put the window on top of the others."""
    tree.restack(node, "raise_", top=True)


def lower(tree: Tree, node: Node) -> None:
    """Put the window below the others."""
    tree.restack(node, "lower", top=False)


def toggle(window_state: str) -> Callable[[Tree, Node], None]:
    """Return a function that brings a window into a state, or from there back to normal."""

    def function(tree: Tree, node: Node) -> None:
        now = node.state["window_state"]
        tree.set_state(node, {"window_state": "normal" if now == window_state else window_state})

    return function


def can_move(node: Node, *_place: float) -> bool:
    """Whether the user can move it; who resizes it by an edge at the left or top does, too."""
    return bool(node.state["moveable"] or node.state.get("resizable"))


def closed() -> Any:
    """Return the visibility of a window that the user closed."""
    return False


VISIBLE = state("visible", BOOLEAN, False, "Whether it shows.", replay=replay_visible)

CORNER = state(
    "corner",
    Optional(POINT),
    None,
    "x and y in px, as set by the program or the user; None leaves them to the page.",
    replay=replay_corner,
)

POSITION_METHODS = (
    Command(
        name="set_position",
        doc="Move the window. A page keeps enough of it in view to get hold of it.",
        parameters=(
            Parameter("x", NUMBER, "From the left in px."),
            Parameter("y", NUMBER, "From the top in px."),
        ),
        sets=("corner",),
        function=set_position,
    ),
    Compute(
        name="get_position",
        doc="Return x and y in px: as set, or as a page last laid the window out.",
        returns=POINT,
        function=get_position,
    ),
)


def state_methods(minimize: str, fill: str) -> tuple[Command | Setter | Getter, ...]:
    """Return what programs do with how much of a window shows.

    Parameters
    ----------
    minimize, fill : str
        What becomes of a minimized and of a maximized one, for the docs.
    """
    toggles = (
        ("minimize", "minimized", minimize),
        ("maximize", "maximized", f"Let it {fill}"),
        ("shade", "shaded", "Roll it up to its title bar"),
    )
    return (
        *(
            Command(
                name=f"toggle_{verb}",
                doc=f"{doc}, or bring it back to normal.",
                sets=("window_state",),
                function=toggle(wanted),
            )
            for verb, wanted, doc in toggles
        ),
        setter("set_window_state", {"state": "window_state"}, "Set how much of it shows."),
        getter("get_window_state", "window_state", "Return how much of it shows."),
    )


MOVE = Callback(
    name="move",
    doc="The user moved the window.",
    arguments=(
        Parameter("x", NUMBER, "From the left in px."),
        Parameter("y", NUMBER, "From the top in px."),
    ),
    when=can_move,
    carries={"corner": lambda x, y: (x, y)},
    continuous=True,
)

CLOSE = Callback(
    name="close",
    doc="The user closed the window: it is hidden.",
    when=lambda node: node.state.get("closeable", True),
    carries={"visible": closed},
)

RESIZED = Callback(
    name="resized",
    doc="The user gave the window another size.",
    arguments=(
        Parameter("width", PIXELS, "In px."),
        Parameter("height", PIXELS, "In px."),
    ),
    when=given("resizable"),
    carries={
        "extent": lambda width, height: (width, height),
        "size": lambda width, height: (width, height),
    },
    internal=True,
)

RAISED = Callback(
    name="raised",
    doc="The user brought the window to the top.",
    apply=raise_,
    sets=(STACK,),
    internal=True,
)

LOWERED = Callback(
    name="lowered",
    doc="The user put the window below the others.",
    when=given("lowerable"),
    apply=lower,
    sets=(STACK,),
    internal=True,
)
