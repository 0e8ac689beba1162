"""CheckBox."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import CHOICES
from pgwidgets.catalog.declaration import Widget, argument, state
from pgwidgets.catalog.methods import Parameter, getter, setter
from pgwidgets.catalog.types import BOOLEAN, TEXT

CHECK_BOX = Widget(
    name="CheckBox",
    base=WIDGET_BASE,
    category=CHOICES,
    doc="A box to tick, with a text beside it.",
    example="""
box = W.CheckBox("Wrap lines")
box.on("activated", lambda state: area.set_wrap(state))
""",
    states=(
        argument("text", TEXT, "", "The text beside it."),
        state("state", BOOLEAN, False, "Whether it is ticked."),
    ),
    methods=(
        setter("set_state", {"tf": "state"}, "Tick it or not."),
        getter("get_state", "state", "Return whether it is ticked."),
    ),
    callbacks=(
        Callback(
            name="activated",
            doc="The user ticked it, or took the tick away.",
            arguments=(Parameter("state", BOOLEAN, "Whether it is ticked now."),),
            carries={"state": lambda state: state},
        ),
    ),
)
