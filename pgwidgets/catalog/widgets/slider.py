"""Slider."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import NUMBERS
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.ranges import HANDLE_METHODS, HANDLE_MOVED, HANDLE_STATES, fit_range
from pgwidgets.catalog.types import ORIENTATION

SLIDER = Widget(
    name="Slider",
    base=WIDGET_BASE,
    category=NUMBERS,
    doc="A handle that the user moves along a line to choose a number.",
    example="""
slider = W.Slider(min=0, max=100, value=50, track=True)
slider.on("activated", lambda value: label.set_text(f"{value}"))
""",
    states=(
        option("orientation", ORIENTATION, "horizontal", "The direction of the line."),
        *HANDLE_STATES,
    ),
    methods=HANDLE_METHODS,
    callbacks=(HANDLE_MOVED,),
    fit=fit_range,
)
