"""TextEntrySet."""

from __future__ import annotations

from dataclasses import replace

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
from pgwidgets.catalog.methods import setter
from pgwidgets.catalog.types import TEXT

TEXT_ENTRY_SET = Widget(
    name="TextEntrySet",
    base=WIDGET_BASE,
    category=TEXTS,
    doc="One line of text to type, and a button that enters it, as the Enter key does.",
    example="""
entry = W.TextEntrySet("Ada", label="Rename")
entry.on("activated", lambda text: label.set_text(text))
""",
    states=(
        ENTRY_TEXT,
        option("label", TEXT, "Set", "The text on the button."),
        EDITABLE,
        LINE_HISTORY,
        CLEAR_ON_ENTER,
        *ENTRY_STATES,
    ),
    methods=(
        setter("set_button_text", {"text": "label"}, "Set the text on the button."),
        *ENTRY_METHODS,
    ),
    callbacks=(
        replace(ENTERED, doc="The user pressed the button, or the Enter key."),
        TYPED,
    ),
    fit=fit_text,
)
