"""Label."""

from __future__ import annotations

from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.categories import TEXTS
from pgwidgets.catalog.colors import COLOR
from pgwidgets.catalog.declaration import Widget, argument, option, state
from pgwidgets.catalog.menus import MENU_TYPE, replay_menu
from pgwidgets.catalog.methods import getter, setter
from pgwidgets.catalog.pointing import INPUT_EVENTS
from pgwidgets.catalog.types import BOOLEAN, TEXT, Choice, Optional

LABEL = Widget(
    name="Label",
    base=WIDGET_BASE,
    category=TEXTS,
    doc="A text. One that `resize` makes lower than two lines shows a single line, with an "
    "ellipsis for what has no room.",
    example="""
label = W.Label("Ready", halign="center")
label.set_color(fg="green")
""",
    states=(
        argument("text", TEXT, "", "The text."),
        option(
            "halign",
            Optional(Choice("left", "center", "right", "justify", "start", "end")),
            None,
            "How the text lies from left to right; None as its language is written.",
        ),
        option(
            "interactive",
            BOOLEAN,
            False,
            "Whether it reports the pointer, the keys and the focus. It is a stop of the Tab key "
            "if the program listens to keys or the focus.",
        ),
        option(
            "menu",
            Optional(MENU_TYPE),
            None,
            "The menu that a right click opens.",
            replay=replay_menu,
        ),
        state("fg", COLOR, None, "Text color: a CSS color, or None for the theme's."),
        state(
            "valign",
            Optional(Choice("top", "start", "center", "middle", "bottom", "end")),
            None,
            "How the text lies from top to bottom; None is the middle.",
        ),
    ),
    methods=(
        setter("set_text", {"text": "text"}, "Set the text."),
        getter("get_text", "text", "Return the text."),
        setter(
            "set_color",
            {"bg": "bg", "fg": "fg"},
            "Set the colors. What is left out stays as it is.",
        ),
        setter("set_halign", {"align": "halign"}, "Align the text from left to right."),
        setter("set_valign", {"align": "valign"}, "Align the text from top to bottom."),
        setter("set_menu", {"menu": "menu"}, "Set the menu that a right click opens."),
    ),
    callbacks=INPUT_EVENTS,
)
