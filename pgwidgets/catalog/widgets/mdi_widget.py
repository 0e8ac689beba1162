"""MDIWidget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog import sub_windows
from pgwidgets.catalog.bases import resize
from pgwidgets.catalog.callbacks import CHILDREN, Callback
from pgwidgets.catalog.categories import WINDOWS
from pgwidgets.catalog.containers import CHILD, CONTAINER
from pgwidgets.catalog.declaration import Children, Widget, fact, state
from pgwidgets.catalog.methods import Command, Compute, PageCall, Parameter, setter
from pgwidgets.catalog.pages import INDEX, index_to_widget
from pgwidgets.catalog.scrolling import (
    GET_SCROLL_POSITION,
    SCROLL,
    SCROLLED,
    SET_SCROLL_POSITION,
)
from pgwidgets.catalog.sub_windows import window_of
from pgwidgets.catalog.types import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    PICTURE,
    PIXELS,
    TEXT,
    WIDGET,
    Choice,
    List,
    Optional,
    Record,
    Reference,
    Tuple,
)
from pgwidgets.catalog.widgets.mdi_sub_window import MDI_SUB_WINDOW
from pgwidgets.catalog.windows import POINT, set_position
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

SUB_WINDOW = Reference(MDI_SUB_WINDOW.name)
SIZE = Tuple(PIXELS, PIXELS)

CONFIGURATION = Record(
    title=TEXT,
    width=Optional(PIXELS),
    height=Optional(PIXELS),
    x=NUMBER,
    y=NUMBER,
    icon_url=Optional(PICTURE),
    shadeable=BOOLEAN,
)


def add_widget(
    tree: Tree, node: Node, child: Node, options: Mapping[str, Any] | None = None
) -> Node:
    """Place a widget in a sub-window of its own."""
    tree.require_placeable(node, child)
    given = options or {}
    x, y = sub_windows.free_step(node)
    values = {
        "title": given.get("title", ""),
        "icon": given.get("icon_url"),
        "shadeable": given.get("shadeable", True),
        "corner": (given.get("x", x), given.get("y", y)),
        "extent": (given.get("width"), given.get("height")),
    }
    window = tree.create(MDI_SUB_WINDOW.name, MDI_SUB_WINDOW.fresh(values))
    tree.attach(node, child, None, {}, window)
    return window


def get_configuration(node: Node, child: Node) -> dict[str, Any]:
    """Return what `add_widget` would make the same sub-window of."""
    return _configuration(window_of(node, child))


def _configuration(window: Node) -> dict[str, Any]:
    state = window.state
    x, y = state["corner"]
    width, height = state["extent"]
    return {
        "title": state["title"],
        "width": width,
        "height": height,
        "x": x,
        "y": y,
        "icon_url": state["icon"],
        "shadeable": state["shadeable"],
    }


def place(child: Node, options: Mapping[str, Any]) -> Sequence[PageCall]:
    """Place a widget on a page, in the sub-window that was made for it."""
    window = child.frame
    assert window is not None  # as it is placed
    return [("add_widget", (child, {**_configuration(window), "subwin": window}))]


def move_child(tree: Tree, node: Node, child: Node, x: float, y: float) -> None:
    """Move the sub-window of a widget."""
    set_position(tree, window_of(node, child), x, y)


def resize_child(
    tree: Tree,
    node: Node,
    child: Node,
    width: float | None = None,
    height: float | None = None,
) -> None:
    """Fix the size of the sub-window of a widget."""
    resize(tree, window_of(node, child), width, height)


def close_child(tree: Tree, node: Node, child: Node) -> None:
    """End a widget with its sub-window."""
    node.placement_of(child)
    tree.destroy(child)


def get_index(node: Node) -> int:
    """Return the position of the widget whose sub-window is on top."""
    child = sub_windows.active(node)
    return -1 if child is None else node.index_of(child)


def set_index(tree: Tree, node: Node, index: int) -> None:
    """Bring the sub-window of the widget at an index to the top."""
    count = len(node.children)
    if not 0 <= index < count:
        expected = f"0 to {count - 1}" if count else "there are none yet"
        raise ValueError(f"no sub-window has the index {index}: {expected}")
    child = node.children[index].node
    window = window_of(node, child)
    if window.state["window_state"] == "minimized":
        tree.set_state(window, {"window_state": "normal"})
    sub_windows.put_on_top(tree, node, child)


def switch(tree: Tree, node: Node, child: Node, index: int) -> tuple[Node, int]:
    """Keep which sub-window the user came to; its index may be another by now."""
    sub_windows.put_on_top(tree, node, child)
    return child, node.index_of(child)


def tile(tree: Tree, node: Node) -> None:
    """Tile the sub-windows as soon as the size of the area is known."""
    width, height = node.state["area"]
    if width and height:
        sub_windows.tile(tree, node, (width, height))
    else:
        tree.set_state(node, {"tiling": True})


def tile_in(tree: Tree, node: Node, width: float, height: float) -> None:
    """Tile the sub-windows in the area of a page, unless another page's was taken."""
    if node.state["tiling"]:
        arrange(tree, node, "tile", width, height)


def arrange(tree: Tree, node: Node, how: str, width: float, height: float) -> None:
    """Arrange the sub-windows in the area of a page; nothing waits for that any more."""
    if node.state["tiling"]:
        tree.set_state(node, {"tiling": False})
    if how == "tile":
        sub_windows.tile(tree, node, (width, height))
    else:
        sub_windows.cascade(tree, node)


AREA = (
    Parameter("width", PIXELS, "Of the area in px."),
    Parameter("height", PIXELS, "Of the area in px."),
)

MDI_WIDGET = Widget(
    name="MDIWidget",
    base=CONTAINER,
    category=WINDOWS,
    doc="An area with windows of its own: each widget in it has one, with a title bar, which users "
    "move, resize, minimize, maximize, shade and close.",
    example="""
area = W.MDIWidget()
area.add_widget(W.TextArea(), {"title": "Notes", "width": 240, "height": 160})
area.add_widget(W.Label("…"), {"title": "About", "x": 200, "y": 80})
area.on("page-close", lambda child: print(area.num_children(), "left"))
""",
    states=(
        state(
            "resistance",
            PIXELS,
            8,
            "Within so many px a window that is dragged snaps to an edge of the area, or of "
            "another window.",
        ),
        state(
            "order",
            List(WIDGET),
            [],
            "Whose windows lie over whose, from the lowest on.",
            late=True,
        ),
        state(
            "tiling",
            BOOLEAN,
            False,
            "Whether the windows are to be tiled in the first page that has laid the area out.",
            late=True,
        ),
        SCROLL,
        fact("area", SIZE, (0, 0), "Width and height of the room for windows, as laid out."),
    ),
    methods=(
        Command(
            name="add_widget",
            doc="Place a widget in a sub-window of its own, over the others, and return that.",
            parameters=(
                CHILD,
                Parameter(
                    "options",
                    Optional(CONFIGURATION),
                    "Of the sub-window: `title`, `icon_url`, `x`, `y`, `width` and `height` in px, "
                    "`shadeable`. Without a size it has that of its content, without a place the "
                    "next free one of a cascade.",
                    None,
                ),
            ),
            returns=SUB_WINDOW,
            function=add_widget,
        ),
        Command(
            name="cascade_windows",
            doc="Lay the sub-windows over one another, each title bar in view. Those that are "
            "minimized or hidden stay so.",
            remote=False,
            function=sub_windows.cascade,
        ),
        Command(
            name="tile_windows",
            doc="Lay the sub-windows beside one another, so that they fill the area. Those that "
            "are minimized or hidden stay so. Before a page has laid the area out, it is done as "
            "soon as one has.",
            remote=False,
            sets=("tiling",),
            function=tile,
        ),
        Compute(
            name="get_subwindows",
            doc="Return the sub-windows, in the order of the widgets.",
            returns=List(SUB_WINDOW),
            remote=False,
            function=sub_windows.windows_of,
        ),
        Compute(
            name="get_subwin",
            doc="Return the sub-window around a widget.",
            parameters=(CHILD,),
            returns=SUB_WINDOW,
            remote=False,
            function=window_of,
        ),
        Compute(
            name="get_configuration",
            doc="Return the options with which `add_widget` makes the sub-window of a widget "
            "again, as it is now.",
            parameters=(CHILD,),
            returns=CONFIGURATION,
            remote=False,
            function=get_configuration,
        ),
        Command(
            name="move_child",
            doc="Move the sub-window of a widget.",
            parameters=(
                CHILD,
                Parameter("x", NUMBER, "From the left of the area in px."),
                Parameter("y", NUMBER, "From the top of the area in px."),
            ),
            remote=False,
            function=move_child,
        ),
        Command(
            name="resize_child",
            doc="Fix the size of the sub-window of a widget, with its title bar. What is left out "
            "stays as it is.",
            parameters=(
                CHILD,
                Parameter("width", Optional(PIXELS), "In px.", None),
                Parameter("height", Optional(PIXELS), "In px.", None),
            ),
            remote=False,
            function=resize_child,
        ),
        Compute(
            name="get_child_size",
            doc="Return width and height of the sub-window of a widget, as set or last laid out.",
            parameters=(CHILD,),
            returns=SIZE,
            remote=False,
            function=lambda node, child: window_of(node, child).state["size"],
        ),
        Compute(
            name="get_child_position",
            doc="Return x and y of the sub-window of a widget in the area, in px.",
            parameters=(CHILD,),
            returns=POINT,
            remote=False,
            function=lambda node, child: window_of(node, child).state["corner"],
        ),
        Command(
            name="close_child",
            doc="End a widget with its sub-window.",
            parameters=(CHILD,),
            remote=False,
            function=close_child,
        ),
        Compute(
            name="get_index",
            doc="Return the index of the widget whose sub-window is on top, of those that are "
            "neither minimized nor hidden; -1 without any.",
            returns=INTEGER,
            remote=False,
            function=get_index,
        ),
        Command(
            name="set_index",
            doc="Bring the sub-window of the widget at an index to the top. A minimized one is "
            "brought back to normal.",
            parameters=(INDEX,),
            sets=("order",),
            remote=False,
            function=set_index,
        ),
        Compute(
            name="index_of",
            doc="Return the index of a widget, -1 when it is not in the area.",
            parameters=(CHILD,),
            returns=INTEGER,
            remote=False,
            function=lambda node, child: node.index_of(child),
        ),
        Compute(
            name="index_to_widget",
            doc="Return the widget at an index, or None.",
            parameters=(INDEX,),
            returns=Optional(WIDGET),
            remote=False,
            function=index_to_widget,
        ),
        setter(
            "set_resistance",
            {"value": "resistance"},
            "Set within how many px windows snap to edges as they are dragged; 0 for never.",
        ),
        SET_SCROLL_POSITION,
        GET_SCROLL_POSITION,
        setter(
            "set_order",
            {"children": "order"},
            "Say whose windows lie over whose, from the lowest on.",
            internal=True,
        ),
        setter(
            "set_tiling",
            {"tf": "tiling"},
            "Say whether the windows are to be tiled as soon as there is room.",
            internal=True,
        ),
    ),
    callbacks=(
        Callback(
            name="page-switch",
            doc="The user came to another sub-window: it is on top.",
            arguments=(CHILD, INDEX),
            apply=switch,
            sets=("order",),
        ),
        Callback(
            name="page-close",
            doc="The user closed a sub-window. The widget in it is out of the session already.",
            arguments=(CHILD,),
            apply=close_child,
            sets=(CHILDREN, "order"),
        ),
        SCROLLED,
        Callback(
            name="lowered",
            doc="The user put a sub-window below the others.",
            arguments=(CHILD,),
            apply=sub_windows.put_below,
            sets=("order",),
            internal=True,
        ),
        Callback(
            name="arrange",
            doc="The user has the sub-windows arranged.",
            arguments=(Parameter("how", Choice("cascade", "tile"), "In which way."), *AREA),
            apply=arrange,
            sets=("tiling",),
            told=True,
            internal=True,
        ),
        Callback(
            name="has-room",
            doc="A page has laid the area out, so that sub-windows can be tiled in it.",
            arguments=AREA,
            fact=True,
            apply=tile_in,
            sets=("tiling",),
            told=True,
            internal=True,
        ),
    ),
    children=Children(add=place),
    attached=sub_windows.put_on_top,
    detached=lambda tree, node, child, index: sub_windows.put_away(tree, node, child),
)
