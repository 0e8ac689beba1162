"""ToggleButton."""

from __future__ import annotations

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.groups import GROUPED

TOGGLE_BUTTON = Widget(
    name="ToggleButton",
    base=GROUPED,
    doc="A button that stays pressed until it is clicked again, or another of its group is.",
    example="""
bold = W.ToggleButton("Bold")
bold.on("activated", lambda state: label.set_font(weight="bold" if state else "normal"))
""",
)
