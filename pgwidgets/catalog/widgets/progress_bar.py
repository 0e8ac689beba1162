"""ProgressBar."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import NUMBERS
from pgwidgets.catalog.declaration import Widget, state
from pgwidgets.catalog.methods import getter, setter
from pgwidgets.catalog.types import FRACTION

PROGRESS_BAR = Widget(
    name="ProgressBar",
    base=WIDGET_BASE,
    category=NUMBERS,
    doc="How far something has come.",
    example="""
bar = W.ProgressBar()
bar.set_value(0.25)
""",
    states=(state("value", FRACTION, 0.0, "What is done, 0 to 1."),),
    methods=(
        setter("set_value", {"value": "value"}, "Set how far it has come."),
        getter("get_value", "value", "Return how far it has come, 0 to 1."),
    ),
)
