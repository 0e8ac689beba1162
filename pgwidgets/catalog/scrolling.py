"""What the widgets whose content scrolls share."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import state
from pgwidgets.catalog.methods import Command, Parameter, getter
from pgwidgets.catalog.types import FRACTION, Number, Optional, Tuple
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

THUMB = Number(0.001, 1)
"""Which part of the whole is in view."""

SCROLL = state(
    "scroll",
    Tuple(FRACTION, FRACTION),
    (0.0, 0.0),
    "How far it is scrolled across and down, as fractions of the way.",
    late=True,
    reported=True,
    replay=lambda scroll: [("set_scroll_position", scroll)],
)

H_PCT = Parameter("h_pct", Optional(FRACTION), "From the left, 0 to 1.", None)
V_PCT = Parameter("v_pct", Optional(FRACTION), "From the top, 0 to 1.", None)

SCROLLED = Callback(
    name="scrolled",
    doc="The user scrolled.",
    arguments=(
        Parameter("h_pct", FRACTION, "From the left, 0 to 1."),
        Parameter("v_pct", FRACTION, "From the top, 0 to 1."),
    ),
    fact=True,
    carries={"scroll": lambda h_pct, v_pct: (h_pct, v_pct)},
    continuous=True,
)


def set_scroll(
    tree: Tree, node: Node, h_pct: float | None = None, v_pct: float | None = None
) -> None:
    """Scroll to fractions of the way; None stays as it is."""
    if h_pct is None and v_pct is None:
        raise TypeError("give h_pct, v_pct or both")
    across, down = node.state["scroll"]
    target = (across if h_pct is None else h_pct, down if v_pct is None else v_pct)
    tree.set_state(node, {"scroll": target})


SET_SCROLL_POSITION = Command(
    name="set_scroll_position",
    doc="Scroll to fractions of the way. What is left out stays as it is.",
    parameters=(H_PCT, V_PCT),
    sets=("scroll",),
    function=set_scroll,
)

GET_SCROLL_POSITION = getter(
    "get_scroll_position",
    "scroll",
    "Return how far it is scrolled: across, down, 0 to 1.",
)
