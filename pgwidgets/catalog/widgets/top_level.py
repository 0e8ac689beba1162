"""TopLevel."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pgwidgets.catalog.callbacks import STACK, Callback
from pgwidgets.catalog.categories import WINDOWS
from pgwidgets.catalog.containers import HOLDER
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Command, Parameter, Show, setter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.types import BOOLEAN, PICTURE, TEXT, Integer, Optional
from pgwidgets.catalog.windows import (
    CLOSE,
    CORNER,
    LOWERED,
    MOVE,
    POSITION_METHODS,
    RAISED,
    RESIZED,
    VISIBLE,
    WINDOW_STATE,
    bring_to_front,
    lower,
    raise_,
    state_methods,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree


def free_step(tree: Tree, node: Node) -> int:
    """Return the first step of the cascade on which no other window is."""
    taken = {
        other.state["step"]
        for other in tree.roots.values()
        if other.kind == node.kind and other.state["corner"] is None
    }
    return next(step for step in itertools.count() if step not in taken)


def show(tree: Tree, node: Node) -> None:
    """Make the window visible; one that was hidden comes on top."""
    was_hidden = not node.state["visible"]
    if node.state["step"] is None and node.state["corner"] is None:
        tree.set_state(node, {"step": free_step(tree, node)})
    set_visible(tree, node, visible=True)
    if was_hidden:
        bring_to_front(tree, node)


def hide(tree: Tree, node: Node) -> None:
    """Make the window invisible, also for a user who would open it again."""
    set_visible(tree, node, visible=False)


def set_visible(tree: Tree, node: Node, *, visible: bool) -> None:
    """Show or hide the window; from now on it is not the user who has closed it."""
    tree.set_state(node, {"visible": visible})
    if node.state["closed"]:
        tree.set_state(node, {"closed": False})


ABILITIES = {"shaded": "shadeable", "minimized": "minimizable", "maximized": "maximizable"}
"""The options that let users bring a window into a state; back to normal they always may."""


def can_become(node: Node, window_state: str) -> bool:
    """Whether the user can bring the window into a state."""
    return window_state not in ABILITIES or bool(node.state[ABILITIES[window_state]])


TOP_LEVEL = Widget(
    name="TopLevel",
    window=True,
    base=HOLDER,
    category=WINDOWS,
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
        state(
            "step",
            Optional(Integer(0)),
            None,
            "Where pages put it, unless it was put somewhere: so many steps from the first place.",
        ),
        state("closed", BOOLEAN, False, "Whether a user closed it, and may open it again."),
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
        Command(
            name="hide",
            doc="Make it invisible. One that the user has closed the user can't open again then.",
            sets=("visible",),
            function=hide,
        ),
        setter(
            "set_closed", {"tf": "closed"}, "Say whether the user may open it again.", internal=True
        ),
        setter(
            "set_step",
            {"step": "step"},
            "Say where it goes by itself, the same for all pages.",
            internal=True,
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
        *state_methods("Minimize it", "fill the page"),
    ),
    callbacks=(
        MOVE,
        replace(
            CLOSE,
            doc="The user closed the window: it is hidden. While no window shows, the user can "
            "open it again, unless the program hides or destroys it.",
            carries={**CLOSE.carries, "closed": lambda: True},
        ),
        Callback(
            name="reopen",
            doc="The user opened the closed window again.",
            unseen=True,
            when=given("closed"),
            apply=show,
            sets=("visible", "closed", STACK),
        ),
        Callback(
            name="window-state",
            doc="The user minimized, maximized, shaded or restored it.",
            arguments=(Parameter("state", WINDOW_STATE, "The state now."),),
            when=can_become,
            carries={"window_state": lambda state: state},
        ),
        RESIZED,
        RAISED,
        LOWERED,
    ),
)
