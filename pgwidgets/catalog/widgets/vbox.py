"""VBox."""

from __future__ import annotations

from pgwidgets.catalog.boxes import LINE
from pgwidgets.catalog.declaration import Widget

VBOX = Widget(
    name="VBox",
    base=LINE,
    doc="Widgets in a column.",
    example="""
box = W.VBox(spacing=8, padding=10)
box.add_widget(W.Label("Above"))
box.add_widget(W.TextArea(), 1)
""",
)
