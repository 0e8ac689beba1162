"""What the two areas with scroll bars share."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.containers import HOLDER
from pgwidgets.catalog.declaration import Widget, fact, option, state
from pgwidgets.catalog.methods import Command, Parameter, getter, setter
from pgwidgets.catalog.scrolling import (
    H_PCT,
    SCROLL,
    SCROLLED,
    THUMB,
    V_PCT,
    set_scroll,
)
from pgwidgets.catalog.types import (
    BOOLEAN,
    FRACTION,
    PIXELS,
    Choice,
    Optional,
    Tuple,
    Union,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

BAR = Union(
    Choice("auto", "on", "off"), BOOLEAN, expected="'auto', 'on' or 'off', or a bool for the last"
)
BAR_DOC = (
    "'auto' shows it when there is something to scroll to, 'on' always. With 'off' the user can't "
    "scroll that way, and the content gets no more room than the area has. True is 'on', False "
    "is 'off'."
)

H_THUMB = Parameter("h_pct", Optional(THUMB), "Of the width, above 0 and up to 1.", None)
V_THUMB = Parameter("v_pct", Optional(THUMB), "Of the height, above 0 and up to 1.", None)


def fit_bars(values: dict[str, Any]) -> None:
    """Write what a bool says as a word."""
    words = {True: "on", False: "off"}
    for key in ("hscrollbar", "vscrollbar"):
        values[key] = words.get(values[key], values[key])


def set_thumb(
    tree: Tree, node: Node, h_pct: float | None = None, v_pct: float | None = None
) -> None:
    """Make the content so large that a fraction of it is in view; None stays as it is."""
    if h_pct is None and v_pct is None:
        raise TypeError("give h_pct, v_pct or both")

    def changed(pair: tuple[float, float]) -> tuple[float, float]:
        return (pair[0] if h_pct is None else h_pct, pair[1] if v_pct is None else v_pct)

    # the second is what a page will report once it has laid the content out
    tree.set_state(
        node, {"thumb": changed(node.state["thumb"]), "in_view": changed(node.state["in_view"])}
    )


THICKNESS = option(
    "thickness",
    Optional(PIXELS),
    None,
    "The thickness of the scroll bars in px, or None for the theme's. Browsers that know "
    "only thin and thick ones take the closer.",
)


VIEWED = Widget(
    name="Viewed",
    abstract=True,
    base=HOLDER,
    doc="The base of areas with scroll bars.",
    states=(
        state("hscrollbar", BAR, "auto", f"The scroll bar at the bottom. {BAR_DOC}"),
        state("vscrollbar", BAR, "auto", f"The scroll bar at the side. {BAR_DOC}"),
        state(
            "thumb",
            Tuple(THUMB, THUMB),
            (1, 1),
            "Which fraction of the content's width and height is in view at most.",
            replay=lambda thumb: [("set_thumb_percent", thumb)],
        ),
        fact(
            "in_view",
            Tuple(FRACTION, FRACTION),
            (1.0, 1.0),
            "Which fraction of the content's width and height is in view, as laid out.",
        ),
        SCROLL,
    ),
    methods=(
        Command(
            name="set_thumb_percent",
            doc="Make the content so large that this fraction of it is in view: with 0.5 it is "
            "twice as large as the area. Content that is larger by itself stays so. What is left "
            "out stays as it is.",
            parameters=(H_THUMB, V_THUMB),
            sets=("thumb",),
            function=set_thumb,
        ),
        getter(
            "get_thumb_percent",
            "in_view",
            "Return which fraction of the content is in view: of its width, of its height, 0 to "
            "1, as a page last laid it out.",
        ),
        Command(
            name="set_scroll_percent",
            doc="Scroll to fractions of the way; the same as `set_scroll_position`.",
            parameters=(H_PCT, V_PCT),
            sets=("scroll",),
            function=set_scroll,
        ),
        getter(
            "get_scroll_percent",
            "scroll",
            "Return how far it is scrolled; the same as `get_scroll_position`.",
        ),
        setter(
            "set_scroll_bar_visibility",
            {"horizontal": "hscrollbar", "vertical": "vscrollbar"},
            "Say when the scroll bars show. What is left out stays as it is.",
        ),
    ),
    callbacks=(
        SCROLLED,
        Callback(
            name="area-resize",
            doc="A page laid it out, for the first time or with another room for the content.",
            arguments=(
                Parameter("width", PIXELS, "Of the content that is in view, in px."),
                Parameter("height", PIXELS, "Of the content that is in view, in px."),
                Parameter(
                    "vbar_width",
                    PIXELS,
                    "What the scroll bar at the side takes of the width in px; 0 if it doesn't "
                    "show, or lies over the content.",
                ),
                Parameter("hbar_height", PIXELS, "The same for the scroll bar at the bottom."),
            ),
            fact=True,
            continuous=True,
        ),
    ),
    fit=fit_bars,
)
