"""HBox."""

from __future__ import annotations

from pgwidgets.catalog.boxes import LINE
from pgwidgets.catalog.declaration import Widget

HBOX = Widget(
    name="HBox",
    base=LINE,
    doc="Widgets in a row.",
    example="""
box = W.HBox(spacing=8)
box.add_widget(W.Label("Name"))
box.add_widget(W.TextEntry(), 1)
""",
)
