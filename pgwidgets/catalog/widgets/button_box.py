"""ButtonBox."""

from __future__ import annotations

from pgwidgets.catalog.containers import STRETCHING
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.methods import setter
from pgwidgets.catalog.types import ORIENTATION, PIXELS, Choice, Optional

BUTTON_BOX = Widget(
    name="ButtonBox",
    base=STRETCHING,
    doc="Buttons in a row or a column, each of some width at least. In a row those without room "
    "go below; in a column all are as wide as the widest.",
    example="""
buttons = W.ButtonBox(halign="right")
for text in ("Cancel", "Apply", "OK"):
    buttons.add_widget(W.Button(text))
""",
    states=(
        option("orientation", ORIENTATION, "horizontal", "A row or a column."),
        option(
            "halign",
            Choice("left", "center", "right"),
            "right",
            "Where the buttons are, if there is more room than they need.",
        ),
        option(
            "min_button_width",
            Optional(PIXELS),
            None,
            "The least width of each button in px; None is the theme's.",
        ),
    ),
    methods=(setter("set_halign", {"halign": "halign"}, "Say where the buttons are."),),
)
