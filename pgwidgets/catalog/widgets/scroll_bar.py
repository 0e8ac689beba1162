"""ScrollBar."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import NUMBERS
from pgwidgets.catalog.declaration import Widget, option, state
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.scrolling import THUMB
from pgwidgets.catalog.types import FRACTION, ORIENTATION, PIXELS, Optional


def fit_fractions(values: dict[str, Any]) -> None:
    """Write them as floats."""
    for key in ("scroll", "thumb"):
        values[key] = float(values[key])


def has_room(node: Any, _pct: float) -> bool:
    """Whether there is more than what is in view."""
    return bool(node.state["thumb"] < 1)


SCROLL_BAR = Widget(
    name="ScrollBar",
    base=WIDGET_BASE,
    category=NUMBERS,
    doc="A bar by which the user scrolls what the program shows.",
    example="""
bar = W.ScrollBar(orientation="vertical", thumb_percent=0.25)
bar.on("activated", lambda pct: label.set_text(f"{pct:.0%} of the way"))
""",
    states=(
        option("orientation", ORIENTATION, "horizontal", "The direction in which it scrolls."),
        option(
            "thickness",
            Optional(PIXELS),
            None,
            "How thick it is in px, or None for the theme's.",
        ),
        state("scroll", FRACTION, 0.0, "How far it is scrolled, as a fraction of the way: 0 to 1."),
        state(
            "thumb",
            THUMB,
            0.1,
            "Which fraction of the whole is in view: above 0, and up to 1, where there is nothing "
            "to scroll.",
        ),
    ),
    methods=(
        setter("set_scroll_percent", {"pct": "scroll"}, "Scroll to a fraction of the way."),
        getter("get_scroll_percent", "scroll", "Return how far it is scrolled, 0 to 1."),
        setter("set_thumb_percent", {"pct": "thumb"}, "Say which fraction is in view."),
        getter("get_thumb_percent", "thumb", "Return which fraction is in view."),
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user scrolled.",
            arguments=(Parameter("pct", FRACTION, "How far it is scrolled, 0 to 1."),),
            when=has_room,
            carries={"scroll": lambda pct: pct},
            continuous=True,
        ),
    ),
    fit=fit_fractions,
)
