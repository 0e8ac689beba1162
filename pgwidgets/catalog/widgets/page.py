"""Page."""

from __future__ import annotations

from pgwidgets.catalog.categories import WINDOWS
from pgwidgets.catalog.containers import HOLDER
from pgwidgets.catalog.declaration import Widget

PAGE = Widget(
    name="Page",
    base=HOLDER,
    category=WINDOWS,
    fills=True,
    doc="Fills the browser's page with one widget, below any windows.",
    example="""
page = W.Page()
page.set_widget(W.Label("Hello"))
""",
)
