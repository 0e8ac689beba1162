"""What the boxes share."""

from __future__ import annotations

from pgwidgets.catalog.containers import STRETCHING
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.methods import setter
from pgwidgets.catalog.types import Choice, Optional

ALIGN = Optional(
    Choice(
        "start",
        "left",
        "top",
        "center",
        "middle",
        "end",
        "right",
        "bottom",
        "stretch",
        "fill",
        "baseline",
    )
)

LINE = Widget(
    name="Line",
    abstract=True,
    base=STRETCHING,
    doc="The base of the boxes.",
    states=(
        state(
            "align",
            ALIGN,
            None,
            "How the children lie across the direction of the box; None lets them fill it, "
            "except for one-line controls in a row.",
        ),
    ),
    methods=(
        setter("set_align", {"align": "align"}, "Align the children across the box's direction."),
    ),
)
