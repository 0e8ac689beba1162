"""The callbacks of widgets that report the pointer, the keys and the focus."""

from __future__ import annotations

from pgwidgets.catalog.declaration import Callback, Parameter
from pgwidgets.catalog.types import EVENT


def _event(name: str, doc: str, *, key: bool = False, continuous: bool = False) -> Callback:
    meaning = (
        "A dict with `x` and `y` in px from the widget's corner, `button`, `buttons` and "
        "`modifiers` (of 'shift', 'ctrl', 'alt', 'meta')"
    )
    more = ", and of the key `key`, `code` and `repeat`." if key else "."
    if name == "scroll":
        more = ", and of the wheel `delta_x`, `delta_y` and `unit`."
    return Callback(
        name=name,
        doc=doc,
        arguments=(Parameter("event", EVENT, meaning + more),),
        continuous=continuous,
    )


INPUT_EVENTS = (
    _event("pointer-down", "A button of the pointer went down on it."),
    _event("pointer-up", "The button came up again."),
    _event("pointer-move", "The pointer moved over it, or with a button held.", continuous=True),
    _event("enter", "The pointer came onto it."),
    _event("leave", "The pointer left it."),
    _event("click", "The user clicked it."),
    _event("dblclick", "The user double-clicked it."),
    _event("scroll", "The user turned the wheel over it.", continuous=True),
    _event("key-down", "A key went down while it had the focus.", key=True),
    _event("key-up", "A key came up while it had the focus.", key=True),
    _event("key-press", "A key that prints a character was pressed.", key=True),
    _event("focus-in", "It got the keyboard focus."),
    _event("focus-out", "It lost the keyboard focus."),
    _event("contextmenu", "The user asked for a context menu."),
)
"""In pages they come when the widget is `interactive`."""
