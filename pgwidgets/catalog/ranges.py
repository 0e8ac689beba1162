"""What the widgets that choose a number from a range share."""

from __future__ import annotations

import math
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import option
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, NUMBER, Choice, Integer, Optional

RANGE_STATES = (
    option("dtype", Choice("int", "float"), "int", "Whether the number is whole."),
    option("min", NUMBER, 0, "The smallest number."),
    option("max", NUMBER, 100, "The largest number."),
    option("step", NUMBER, 1, "What one key press or click adds."),
    option("value", NUMBER, 0, "The number."),
)

DECIMALS = option(
    "decimals",
    Optional(Integer(0, 20)),
    None,
    "How many decimals the number shows; None as many as the step has.",
)

TRACK = option("track", BOOLEAN, False, "Whether dragging reports every move, or only its end.")

SET_LIMITS = setter(
    "set_limits",
    {"minval": "min", "maxval": "max", "incrval": "step"},
    "Set the range and the step; the number is moved into the range.",
)

SET_DECIMALS = setter(
    "set_decimals", {"num": "decimals"}, "Set how many decimals the number shows."
)

HANDLE_STATES = (
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
)
"""Of those with a handle that is dragged."""

HANDLE_METHODS = (
    setter("set_value", {"num": "value"}, "Move the handle."),
    getter("get_value", "value", "Return the number."),
    SET_LIMITS,
    setter("set_tracking", {"track": "track"}, "Say whether dragging reports every move."),
    SET_DECIMALS,
)

HANDLE_MOVED = Callback(
    name="activated",
    doc="The user moved the handle.",
    arguments=(Parameter("value", NUMBER, "The number now."),),
    carries={"value": lambda value: value},
    continuous=True,
)


def fit_range(values: dict[str, Any]) -> None:
    """Keep the number within its limits, and whole, or a float, as its type says."""
    low, high = values["min"], values["max"]
    if low > high:
        raise ValueError(f"the smallest number ({low}) must not exceed the largest ({high})")
    if values["step"] <= 0:
        raise ValueError(f"the step must be above 0, not {values['step']}")
    if values["dtype"] == "float":
        values["value"] = float(min(max(values["value"], low), high))
        return
    least, most = math.ceil(low), math.floor(high)
    if least > most:
        raise ValueError(f"there is no whole number from {low} to {high}")
    values["value"] = min(max(_rounded(values["value"]), least), most)


def _rounded(number: float) -> int:
    """Return the nearest whole number; halves go up, as pages round them."""
    whole = math.floor(number)
    return whole + (number - whole >= 0.5)
