"""AbstractScrollArea."""

from __future__ import annotations

from dataclasses import replace

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.scroll_areas import THICKNESS, VIEWED
from pgwidgets.catalog.scrolling import SCROLL

ABSTRACT_SCROLL_AREA = Widget(
    name="AbstractScrollArea",
    base=VIEWED,
    doc="Scroll bars around one widget that stays where it is: the program shows in it what is "
    "in view. `set_thumb_percent` says how much of the whole that is, and `scrolled` how far the "
    "user has gone. The widget is as large as the area.",
    example="""
area, label = W.AbstractScrollArea(), W.Label("Line 0")
area.set_widget(label)
area.set_thumb_percent(v_pct=0.01)
area.on("scrolled", lambda h_pct, v_pct: label.set_text(f"Line {round(v_pct * 1000)}"))
""",
    states=(
        THICKNESS,
        replace(SCROLL, replay=lambda scroll: [("set_scroll_percent", scroll)]),
    ),
)
