"""ScrollArea."""

from __future__ import annotations

from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.scroll_areas import BAR, BAR_DOC, THICKNESS, VIEWED
from pgwidgets.catalog.scrolling import GET_SCROLL_POSITION, SET_SCROLL_POSITION

SCROLL_AREA = Widget(
    name="ScrollArea",
    base=VIEWED,
    doc="A view of one widget that may be larger: the user scrolls it. Interactive "
    "labels and images in it that take keys are one stop of the Tab key: the arrow keys, Home, End "
    "and the page keys go from one to the next, the space bar clicks, and Enter double-clicks, "
    "unless the program itself listens to `key-down`.",
    example="""
area = W.ScrollArea(hscrollbar="off")
column = W.VBox()
for number in range(100):
    column.add_widget(W.Label(f"Line {number}"))
area.set_widget(column)
area.set_scroll_position(v_pct=0.5)
""",
    states=(
        option("hscrollbar", BAR, "auto", f"The scroll bar at the bottom. {BAR_DOC}"),
        option("vscrollbar", BAR, "auto", f"The scroll bar at the side. {BAR_DOC}"),
        THICKNESS,
    ),
    methods=(SET_SCROLL_POSITION, GET_SCROLL_POSITION),
)
