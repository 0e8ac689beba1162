"""RadioButton."""

from __future__ import annotations

from dataclasses import replace

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.groups import GROUPED, SWITCHED

RADIO_BUTTON = Widget(
    name="RadioButton",
    base=GROUPED,
    doc="One choice of a group.",
    example="""
small = W.RadioButton("Small", group="size")
large = W.RadioButton("Large", group="size")
small.set_state(True)
large.on("activated", lambda state: print("large"))
""",
    # only another one of the group switches it off
    callbacks=(replace(SWITCHED, when=lambda node, state: state),),
)
