"""The sub-windows of an area: their places, and who lies over whom.

The stack is the area's: the widgets in it, from the lowest on. The window around a widget is the
widget's frame.
"""

from __future__ import annotations

import math
from typing import Any

from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree

MARGIN_PX = 16
STEP_PX = 28
STEPS = 10
"""A cascade begins there, each of its windows lies so far from the one before, so many in a row."""

FARTHEST_PX = 16_384
"""Farther off no window is found again, and none is larger."""

SMALLEST_TILE_PX = (160, 100)
"""Tiles get no smaller: an area that has no room for them scrolls."""


def window_of(node: Node, child: Node) -> Node:
    """Return the sub-window around a widget of an area."""
    node.placement_of(child)
    assert child.frame is not None  # each widget of an area has one
    return child.frame


def windows_of(node: Node) -> list[Node]:
    """Return the sub-windows of an area, in the order in which they came."""
    return [window_of(node, placement.node) for placement in node.children]


def fit_geometry(values: dict[str, Any]) -> None:
    """Keep a window where it can be found."""
    x, y = values["corner"]
    values["corner"] = (_within(x), _within(y))
    width, height = values["extent"]
    values["extent"] = (
        None if width is None else _within(width),
        None if height is None else _within(height),
    )


def _within(px: float) -> float:
    return min(max(px, 0), FARTHEST_PX)


# -- the stack -------------------------------------------------------------------


def put_on_top(tree: Tree, node: Node, child: Node) -> None:
    """Put the window of a widget over the others; one that is there stays."""
    node.placement_of(child)
    if node.state["order"][-1:] != [child]:
        tree.set_state(node, {"order": [*_others(node, child), child]})


def put_below(tree: Tree, node: Node, child: Node) -> None:
    """Put the window of a widget below the others."""
    node.placement_of(child)
    if node.state["order"][:1] != [child]:
        tree.set_state(node, {"order": [child, *_others(node, child)]})


def put_away(tree: Tree, node: Node, child: Node) -> None:
    """Forget the place of a widget that has left."""
    tree.set_state(node, {"order": _others(node, child)})


def _others(node: Node, child: Node) -> list[Node]:
    return [other for other in node.state["order"] if other is not child]


def active(node: Node) -> Node | None:
    """Return the widget whose window is on top, of those that are open."""
    return next((child for child in reversed(node.state["order"]) if _is_open(child)), None)


def _is_open(child: Node) -> bool:
    window = child.frame
    assert window is not None  # what is in the stack is in the area
    return bool(window.state["visible"]) and window.state["window_state"] != "minimized"


# -- places ----------------------------------------------------------------------


def step(number: int) -> tuple[float, float]:
    """Return the corner of one window of a cascade."""
    row, column = divmod(number, STEPS)
    return MARGIN_PX + STEP_PX * (column + 2 * row), MARGIN_PX + STEP_PX * column


def free_step(node: Node) -> tuple[float, float]:
    """Return the first corner of the cascade that no window is at."""
    taken = {tuple(window.state["corner"]) for window in windows_of(node)}
    return next(corner for corner in map(step, range(len(taken) + 1)) if corner not in taken)


def cascade(tree: Tree, node: Node) -> None:
    """Lay the open windows over one another, each title bar in view, as they are stacked."""
    for number, window in enumerate(_open_windows(node)):
        tree.set_state(window, {"corner": step(number), "window_state": "normal"})


def tile(tree: Tree, node: Node, area: tuple[float, float]) -> None:
    """Lay the open windows beside one another, in rows that fill the area."""
    windows = [window for window in windows_of(node) if window in _open_windows(node)]
    if not windows:
        return
    rows = _rows(len(windows), *area)
    height = max(area[1] / rows, SMALLEST_TILE_PX[1])
    for row in range(rows):
        # rows get as even as they can be
        first, end = (len(windows) * each // rows for each in (row, row + 1))
        width = max(area[0] / (end - first), SMALLEST_TILE_PX[0])
        for column, window in enumerate(windows[first:end]):
            _lay(tree, window, (column * width, row * height), (width, height))


def _rows(count: int, width: float, height: float) -> int:
    """Return how many rows give tiles that are about as wide as they are high."""
    columns = math.sqrt(count * width / max(height, 1))
    return min(count, max(1, round(count / max(1, columns))))


def _lay(
    tree: Tree, window: Node, corner: tuple[float, float], extent: tuple[float, float]
) -> None:
    # the edges are rounded rather than the sizes, so that there are no gaps
    left, top = (round(px) for px in corner)
    right, bottom = (round(px + size) for px, size in zip(corner, extent, strict=True))
    size = (right - left, bottom - top)
    # the last is what a page will report once it has laid the window out
    values = {"corner": (left, top), "extent": size, "window_state": "normal", "size": size}
    tree.set_state(window, values)


def _open_windows(node: Node) -> list[Node]:
    """Return the windows that are neither hidden nor minimized, from the lowest on."""
    return [child.frame for child in node.state["order"] if child.frame and _is_open(child)]
