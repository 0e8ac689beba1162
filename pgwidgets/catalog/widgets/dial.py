"""Dial."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import NUMBERS
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.methods import setter
from pgwidgets.catalog.ranges import HANDLE_METHODS, HANDLE_MOVED, HANDLE_STATES, fit_range
from pgwidgets.catalog.types import ICON_SIZE, PICTURE, PIXELS, Optional

DIAL = Widget(
    name="Dial",
    base=WIDGET_BASE,
    category=NUMBERS,
    doc="A knob that the user turns to choose a number: three quarters of a circle from the "
    "smallest to the largest.",
    example="""
dial = W.Dial(min=0, max=11, value=3, track=True, show_value=True, show_value_position="bottom")
dial.on("activated", lambda value: label.set_text(f"{value}"))
""",
    states=(
        *HANDLE_STATES,
        state(
            "knob_diameter",
            Optional(PIXELS),
            None,
            "The diameter in px; None is the theme's, or what the dial's own size has room for.",
        ),
        state("icon", Optional(PICTURE), None, "The picture in the middle, which is not turned."),
        state(
            "icon_size",
            ICON_SIZE,
            None,
            "The picture's size in px, or its width and height; None is 16.",
        ),
    ),
    methods=(
        *HANDLE_METHODS,
        setter("set_knob_diameter", {"len_px": "knob_diameter"}, "Set the diameter of the knob."),
        setter(
            "set_icon",
            {"url": "icon", "size": "icon_size"},
            "Set the picture in the middle. What is left out stays as it is.",
        ),
    ),
    callbacks=(HANDLE_MOVED,),
    fit=fit_range,
)
