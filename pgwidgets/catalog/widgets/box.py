"""Box."""

from __future__ import annotations

from pgwidgets.catalog.boxes import LINE
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.types import ORIENTATION

BOX = Widget(
    name="Box",
    base=LINE,
    doc="Widgets in a row or a column.",
    example="""
box = W.Box(orientation="vertical", spacing=8)
box.add_widget(W.Label("Above"))
box.add_widget(W.TextArea(), 1)
""",
    states=(option("orientation", ORIENTATION, "horizontal", "A row or a column."),),
)
