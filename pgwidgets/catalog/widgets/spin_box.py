"""SpinBox."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import NUMBERS
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.ranges import (
    DECIMALS,
    RANGE_STATES,
    SET_DECIMALS,
    SET_LIMITS,
    fit_range,
)
from pgwidgets.catalog.types import NUMBER

SPIN_BOX = Widget(
    name="SpinBox",
    base=WIDGET_BASE,
    category=NUMBERS,
    doc="A number to type, or to step up and down.",
    example="""
box = W.SpinBox(dtype="float", min=0, max=1, step=0.05, value=0.5)
box.on("activated", lambda value: print(value))
""",
    states=(*RANGE_STATES, DECIMALS),
    methods=(
        setter("set_value", {"val": "value"}, "Set the number; it is moved into the range."),
        getter("get_value", "value", "Return the number."),
        SET_LIMITS,
        SET_DECIMALS,
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user changed the number.",
            arguments=(Parameter("value", NUMBER, "The number now."),),
            carries={"value": lambda value: value},
            continuous=True,
        ),
    ),
    fit=fit_range,
)
