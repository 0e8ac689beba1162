"""Mouse pointers: those of CSS, and pictures that a program registers under names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.methods import Command, PageCall, Parameter
from pgwidgets.catalog.types import (
    NUMBER,
    PICTURE,
    PIXELS,
    TEXT,
    List,
    Optional,
    Tuple,
    Union,
    shorten,
)
from pgwidgets.errors import closest
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

_CURSORS_WORDS = """
    alias all-scroll auto cell col-resize context-menu copy crosshair default e-resize
    ew-resize grab grabbing help move n-resize ne-resize nesw-resize no-drop none not-allowed
    ns-resize nw-resize nwse-resize pointer progress row-resize s-resize se-resize sw-resize
    text vertical-text w-resize wait zoom-in zoom-out
"""

CURSORS = frozenset(_CURSORS_WORDS.split())
"""Those of CSS."""


def add_cursor(
    tree: Tree,
    node: Node,
    name: str,
    url: str,
    hotspot_x: float,
    hotspot_y: float,
    size: Any = None,
) -> None:
    """Register a named cursor; a later one of the same name replaces it."""
    args = (name, url, hotspot_x, hotspot_y, size)
    kept = [cursor for cursor in node.state["cursors"] if cursor[0] != name]
    tree.call(node, "add_cursor", *args, values={"cursors": [*kept, args]})


def replay_cursors(cursors: Sequence[tuple[Any, ...]]) -> Sequence[PageCall]:
    """Register all cursors on a page."""
    return [("add_cursor", cursor) for cursor in cursors]


def set_cursor(tree: Tree, node: Node, name: str | None) -> None:
    """Set the mouse pointer to one that is known."""
    registered = {cursor[0] for cursor in node.state["cursors"]}
    if name is not None and name not in registered | CURSORS:
        raise ValueError(
            f"name must be a CSS cursor or one that add_cursor() has registered with this widget, "
            f"not {shorten(name)}; {closest(name, registered | CURSORS)}"
        )
    tree.set_state(node, {"cursor": name})


def replay_cursor(name: str | None) -> Sequence[PageCall]:
    """Set the mouse pointer on a page."""
    return [("set_cursor", (name,))]


PICTURE_SIZE = Optional(
    Union(PIXELS, Tuple(PIXELS, PIXELS), expected="a width or (width, height) in px")
)

REGISTERED = List(Tuple(TEXT, PICTURE, NUMBER, NUMBER, PICTURE_SIZE))
"""What a widget keeps of its own cursors: the arguments of :func:`add_cursor`."""

ADD_CURSOR = Command(
    name="add_cursor",
    doc="Register a picture as a mouse pointer, for `set_cursor`.",
    parameters=(
        Parameter("name", TEXT, "What `set_cursor` calls it."),
        Parameter("url", PICTURE, "The picture: a URL, or a file, which is sent along."),
        Parameter("hotspot_x", NUMBER, "The pointing spot's x in px of the picture."),
        Parameter("hotspot_y", NUMBER, "The pointing spot's y in px of the picture."),
        Parameter(
            "size",
            PICTURE_SIZE,
            "Width, or (width, height), in px; None as it is.",
            None,
        ),
    ),
    sets=("cursors",),
    function=add_cursor,
)

SET_CURSOR = Command(
    name="set_cursor",
    doc="Set the mouse pointer shown over it.",
    parameters=(
        Parameter(
            "name",
            Optional(TEXT),
            "What `add_cursor` has registered, or a CSS cursor; None for the usual one.",
        ),
    ),
    sets=("cursor",),
    function=set_cursor,
)
