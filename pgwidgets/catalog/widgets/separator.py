"""Separator."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.declaration import Widget, argument
from pgwidgets.catalog.methods import setter
from pgwidgets.catalog.types import ORIENTATION

SEPARATOR = Widget(
    name="Separator",
    base=WIDGET_BASE,
    doc="A line between widgets, or between the items of a menu.",
    example="""
box = W.VBox()
box.add_widget(W.Label("Above"))
box.add_widget(W.Separator("horizontal"))
box.add_widget(W.Label("Below"))
""",
    states=(argument("orientation", ORIENTATION, "horizontal", "The direction of the line."),),
    methods=(
        setter("set_orientation", {"orientation": "orientation"}, "Set the line's direction."),
    ),
)
