"""Frame."""

from __future__ import annotations

from pgwidgets.catalog.containers import HOLDER
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.methods import getter, setter
from pgwidgets.catalog.types import TEXT

FRAME = Widget(
    name="Frame",
    base=HOLDER,
    doc="A line around one widget, with a title.",
    example="""
frame = W.Frame(title="Options")
frame.set_widget(W.CheckBox("Wrap lines"))
""",
    states=(option("title", TEXT, "", "The text in the line; none when empty."),),
    methods=(
        setter("set_title", {"text": "title"}, "Set the title."),
        setter("set_text", {"text": "title"}, "Set the title; the same as `set_title`."),
        getter("get_text", "title", "Return the title."),
    ),
)
