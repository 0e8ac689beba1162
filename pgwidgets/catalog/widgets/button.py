"""Button."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.categories import CHOICES
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.declaration import Widget, argument, option, state
from pgwidgets.catalog.methods import getter, setter
from pgwidgets.catalog.types import ICON_SIZE, PICTURE, TEXT, Choice, Optional

BUTTON = Widget(
    name="Button",
    base=WIDGET_BASE,
    category=CHOICES,
    doc="A button to press.",
    example="""
button = W.Button("Save")
button.on("activated", lambda: print("saved"))
""",
    states=(
        argument("text", TEXT, "", "The text on it."),
        option(
            "kind",
            Choice("plain", "primary", "danger"),
            "plain",
            "A primary button stands out, and the Enter key presses it, wherever in its window the "
            "focus is, unless the key means something there. One of danger is marked.",
        ),
        state("icon", Optional(PICTURE), None, "The picture before the text."),
        state(
            "icon_size",
            ICON_SIZE,
            None,
            "The picture's size in px, or its width and height; None is 16.",
        ),
        state("fg", COLOR, None, "Text color: a CSS color, or None for the theme's."),
        state("hover_bg", COLOR, None, "Background under the pointer, or None for the theme's."),
        state("hover_fg", COLOR, None, "Text color under the pointer, or None for the theme's."),
    ),
    methods=(
        setter("set_text", {"text": "text"}, "Set the text."),
        getter("get_text", "text", "Return the text."),
        setter(
            "set_icon",
            {"url": "icon", "size": "icon_size"},
            "Set the picture before the text. What is left out stays as it is.",
        ),
        getter("get_icon", "icon", "Return the picture as a URL, or None."),
        setter(
            "set_color",
            {"bg": "bg", "fg": "fg"},
            "Set the colors. What is left out stays as it is.",
        ),
        setter(
            "set_hover",
            {"bg": "hover_bg", "fg": "hover_fg"},
            "Set the colors under the pointer. What is left out stays as it is.",
        ),
    ),
    callbacks=(Callback(name="activated", doc="The user pressed it."),),
)
