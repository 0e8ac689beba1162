"""Slider."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.ranges import (
    DECIMALS,
    RANGE_STATES,
    SET_DECIMALS,
    SET_LIMITS,
    TRACK,
    fit_range,
)
from pgwidgets.catalog.types import BOOLEAN, NUMBER, ORIENTATION, Choice

SLIDER = Widget(
    name="Slider",
    base=WIDGET_BASE,
    doc="A handle that the user moves along a line to choose a number.",
    example="""
slider = W.Slider(min=0, max=100, value=50, track=True)
slider.on("activated", lambda value: label.set_text(f"{value}"))
""",
    states=(
        option("orientation", ORIENTATION, "horizontal", "The direction of the line."),
        TRACK,
        *RANGE_STATES,
        option("show_value", BOOLEAN, False, "Whether the number shows beside the handle."),
        option(
            "show_value_position",
            Choice("top", "bottom", "left", "right"),
            "right",
            "Where the number shows.",
        ),
        DECIMALS,
    ),
    methods=(
        setter("set_value", {"num": "value"}, "Move the handle."),
        getter("get_value", "value", "Return the number."),
        SET_LIMITS,
        setter("set_tracking", {"track": "track"}, "Say whether dragging reports every move."),
        SET_DECIMALS,
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user moved the handle.",
            arguments=(Parameter("value", NUMBER, "The number now."),),
            carries={"value": lambda value: value},
            continuous=True,
        ),
    ),
    fit=fit_range,
)
