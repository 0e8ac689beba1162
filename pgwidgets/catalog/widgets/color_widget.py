"""ColorWidget."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import CHOICES
from pgwidgets.catalog.color_choice import (
    ALPHA,
    COLOR_CHOICE,
    COLOR_METHODS,
    KEPT,
    PICK,
    RECENT,
    fit_color,
)
from pgwidgets.catalog.declaration import Widget

COLOR_WIDGET = Widget(
    name="ColorWidget",
    base=WIDGET_BASE,
    category=CHOICES,
    doc="A color to choose: by the platform's own picker, in hexadecimal, from a palette, from "
    "those chosen before, and, where the browser can do that, from anything on the screen.",
    example="""
chooser = W.ColorWidget(color="#336699")
chooser.on("pick", lambda hex_string: label.set_bg(hex_string))
""",
    states=(COLOR_CHOICE, ALPHA, RECENT),
    methods=COLOR_METHODS,
    callbacks=(PICK, KEPT),
    fit=fit_color,
)
