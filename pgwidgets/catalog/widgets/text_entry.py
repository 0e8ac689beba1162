"""TextEntry."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import TEXTS
from pgwidgets.catalog.declaration import Widget, option
from pgwidgets.catalog.entries import (
    CLEAR_ON_ENTER,
    EDITABLE,
    ENTERED,
    ENTRY_METHODS,
    ENTRY_STATES,
    ENTRY_TEXT,
    LINE_HISTORY,
    TYPED,
    fit_text,
)
from pgwidgets.catalog.types import BOOLEAN

TEXT_ENTRY = Widget(
    name="TextEntry",
    base=WIDGET_BASE,
    category=TEXTS,
    doc="One line of text to type.",
    example="""
entry = W.TextEntry(text="Type here", linehistory=5)
entry.on("activated", lambda text: print(text))
""",
    states=(
        ENTRY_TEXT,
        EDITABLE,
        LINE_HISTORY,
        option("password", BOOLEAN, False, "Whether dots show instead of the text."),
        CLEAR_ON_ENTER,
        *ENTRY_STATES,
    ),
    methods=ENTRY_METHODS,
    callbacks=(ENTERED, TYPED),
    fit=fit_text,
)
