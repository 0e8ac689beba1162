"""The callbacks of widgets that report the pointer, the keys, the focus and dropped files."""

from __future__ import annotations

from pgwidgets.catalog.callbacks import Callback, Upload
from pgwidgets.catalog.methods import Parameter
from pgwidgets.catalog.permission import given
from pgwidgets.catalog.types import EVENT

REPORTS = given("interactive")


def _event(
    name: str,
    doc: str,
    *,
    key: bool = False,
    fact: bool = False,
    same: tuple[str, ...] = (),
    sums: tuple[str, ...] = (),
) -> Callback:
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
        fact=fact,
        when=REPORTS,
        continuous=bool(same),
        same=same,
        sums=sums,
    )


_GRIP = ("buttons", "modifiers")
"""A drag is none of the ways without a button, and a zoom no scrolling."""

_TURNS = ("delta_x", "delta_y")

_ANNOUNCED = (
    "A dict with `transfer_id` and `files`, a list of dicts with `name`, `size` in bytes and "
    "`type` (of the media, as the browser guesses it)"
)

_PROGRESS = (
    "A dict with `transfer_id`, `file_index`, `chunk_index`, `num_chunks` (of that file), "
    "`transferred_bytes` and `total_bytes` (of all files), and `complete`."
)

_DROPS = (
    Callback(
        name="drag-over",
        doc="The user drags files over it.",
        arguments=(Parameter("payload", EVENT, "A dict as of `pointer-move`."),),
        when=REPORTS,
        continuous=True,
    ),
    Callback(
        name="drop-start",
        doc="The user dropped files on it, which are on their way.",
        arguments=(Parameter("payload", EVENT, f"{_ANNOUNCED}."),),
        python=True,
        announced_by="drop-end",
    ),
    Callback(
        name="drop-progress",
        doc="A piece of the dropped files has come.",
        arguments=(Parameter("progress", EVENT, _PROGRESS),),
        continuous=True,
        same=("transfer_id",),
        python=True,
        announced_by="drop-end",
    ),
    Callback(
        name="drop-end",
        doc="All that the user dropped on it has come.",
        arguments=(
            Parameter("payload", EVENT, f"{_ANNOUNCED}; each file also has its bytes as `data`."),
        ),
        when=REPORTS,
        upload=Upload(start="drop-start", progress="drop-progress"),
    ),
)

INPUT_EVENTS = (
    _event("pointer-down", "A button of the pointer went down on it."),
    _event("pointer-up", "The button came up again, wherever the pointer is by then."),
    _event(
        "pointer-move",
        "The pointer moved over it, or anywhere while a button is held that went down on it.",
        same=_GRIP,
    ),
    _event("enter", "The pointer came onto it."),
    _event(
        "leave",
        "The pointer left it; while it holds the pointer, once the button came up.",
        fact=True,
    ),
    _event("click", "The user clicked it: the button went down and came up on it."),
    _event("dblclick", "The user double-clicked it."),
    _event("scroll", "The user turned the wheel over it.", same=("unit", *_GRIP), sums=_TURNS),
    _event("key-down", "A key went down while it had the focus.", key=True),
    _event("key-up", "A key came up while it had the focus.", key=True),
    _event("key-press", "A key that prints a character was pressed.", key=True),
    _event("focus-in", "It got the keyboard focus."),
    _event("focus-out", "It lost the keyboard focus.", fact=True),
    _event("contextmenu", "The user asked for a context menu."),
    *_DROPS,
)
"""In pages they come when the widget is `interactive`."""
