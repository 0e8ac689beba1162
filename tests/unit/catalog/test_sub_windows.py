"""Areas of windows: what programs and users do to the tree."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.catalog import sub_windows
from pgwidgets.catalog.permission import obstacle
from pgwidgets.catalog.registry import rules
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from tests.unit.catalog.test_declarations import act, call, calls, make


@pytest.fixture
def tree() -> Tree:
    return Tree(rules(), lambda: 0.0)


@pytest.fixture
def area(tree: Tree) -> Node:
    area = make(tree, "MDIWidget")
    for name in ("one", "two", "three"):
        call(area, "add_widget", make(tree, "Label"), {"title": name})
    return area


def inside(area: Node) -> list[Node]:
    return list(call(area, "get_children"))


def corners(area: Node) -> list[Any]:
    return [call(area, "get_child_position", child) for child in inside(area)]


def test_each_widget_gets_a_window(tree: Tree, area: Node) -> None:
    label = make(tree, "Label")
    options = {"title": "four", "x": 5, "y": 6, "width": 200, "icon_url": "data:,", "height": None}
    window = call(area, "add_widget", label, options)
    assert call(area, "get_subwin", label) is window
    assert call(area, "get_subwindows")[-1] is window
    assert call(window, "get_child") is label
    configuration = call(area, "get_configuration", label)
    assert configuration == {**options, "shadeable": True}
    assert calls(area, 3) == [("add_widget", (label, {**configuration, "subwin": window}))]
    assert window.wid not in tree.roots
    assert list(tree.walk()).count(window) == 1


def test_windows_without_a_place_make_a_cascade(tree: Tree, area: Node) -> None:
    assert corners(area) == [(16, 16), (44, 44), (72, 72)]
    second = inside(area)[1]
    tree.destroy(second)
    call(area, "add_widget", make(tree, "Label"))
    assert corners(area) == [(16, 16), (72, 72), (44, 44)]
    for _ in range(50):
        call(area, "add_widget", make(tree, "Label"))
    assert len(set(corners(area))) == 53


@pytest.mark.parametrize("end", ["close", "destroy", "close_child", "user", "remove", "elsewhere"])
def test_a_window_ends_as_its_widget_leaves(tree: Tree, area: Node, end: str) -> None:
    child = inside(area)[1]
    window = call(area, "get_subwin", child)
    if end in ("close", "destroy"):
        call(window, end)
    elif end == "elsewhere":
        call(make(tree, "VBox"), "add_widget", child)
    elif end == "user":
        act(area, "page-close", child)
    else:
        call(area, end, child)
    assert window.destroyed
    assert child.destroyed == (end not in ("remove", "elsewhere"))
    assert child not in area.state["order"]
    assert len(call(area, "get_subwindows")) == 2


def test_all_ends_with_the_area(tree: Tree, area: Node) -> None:
    everything = list(area.walk())
    assert len(everything) == 7
    tree.destroy(area)
    assert all(node.destroyed for node in everything)
    assert not tree.nodes


def test_a_window_stays_around_its_widget(tree: Tree, area: Node) -> None:
    child, window = inside(area)[0], call(area, "get_subwindows")[0]
    before = len(tree.nodes)
    for holder, method in (("VBox", "add_widget"), ("TopLevel", "set_widget")):
        with pytest.raises(ValueError, match="is around"):
            call(make(tree, holder), method, window)
    with pytest.raises(ValueError, match="is around"):
        call(area, "add_widget", window)
    with pytest.raises(ValueError, match="into itself"):
        call(area, "add_widget", area)
    with pytest.raises(ValueError, match="not a child"):
        call(area, "get_subwin", make(tree, "Label"))
    assert len(tree.nodes) == before + 3
    assert child.frame is window


def test_what_can_not_be_operated(area: Node) -> None:
    child, window = inside(area)[0], call(area, "get_subwindows")[0]
    area.state["visible"] = True
    assert obstacle(child) is obstacle(window) is None
    window.state["enabled"] = False
    assert obstacle(child) == obstacle(window) == f"{window!r} is disabled"
    window.state["enabled"], area.state["enabled"] = True, False
    assert obstacle(child) == obstacle(window) == f"{area!r} is disabled"


def test_which_is_on_top(tree: Tree, area: Node) -> None:
    one, two, three = inside(area)
    first, second, _ = call(area, "get_subwindows")
    assert area.state["order"] == [one, two, three]
    assert call(area, "get_index") == 2
    call(first, "raise_")
    assert area.state["order"] == [two, three, one]
    assert act(area, "page-switch", three, 0) == (three, 2)
    assert call(area, "get_index") == 2
    act(area, "lowered", three)
    call(second, "lower")
    assert area.state["order"] == [two, three, one]
    act(call(area, "get_subwin", one), "window-state", "minimized")
    assert call(area, "get_index") == 2
    call(call(area, "get_subwin", three), "hide")
    assert call(area, "get_index") == 1
    call(area, "set_index", 0)
    assert call(area, "get_index") == 0
    assert first.state["window_state"] == "normal"
    assert (call(area, "index_of", two), call(area, "index_to_widget", 1)) == (1, two)
    with pytest.raises(ValueError, match="0 to 2"):
        call(area, "set_index", 3)
    for child in (one, two, three):
        tree.destroy(child)
    assert call(area, "get_index") == -1
    with pytest.raises(ValueError, match="none yet"):
        call(area, "set_index", 0)


def test_geometry_of_a_page_or_a_program_stays_where_it_can_be_found(area: Node) -> None:
    child, window = inside(area)[0], call(area, "get_subwindows")[0]
    act(window, "move", -4_000.5, 1e300)
    assert call(window, "get_position") == (0, sub_windows.FARTHEST_PX)
    act(window, "resized", 1e9, 80)
    assert window.state["extent"] == (sub_windows.FARTHEST_PX, 80)
    call(area, "move_child", child, 10, 20)
    call(area, "resize_child", child, 300)
    assert call(area, "get_child_position", child) == (10, 20)
    assert window.state["extent"] == (300, 80)
    assert call(area, "get_child_size", child) == (300, 80)


def test_windows_are_tiled_when_there_is_an_area(area: Node) -> None:
    _, second, _ = call(area, "get_subwindows")
    call(second, "toggle_minimize")
    call(area, "tile_windows")
    assert area.state["tiling"]
    act(area, "has-room", 600, 300)
    assert not area.state["tiling"]
    assert corners(area) == [(0, 0), (44, 44), (300, 0)]
    act(area, "has-room", 100, 100)
    assert corners(area) == [(0, 0), (44, 44), (300, 0)]
    area.state["area"] = (400, 600)
    call(second, "toggle_minimize")
    call(area, "tile_windows")
    assert corners(area) == [(0, 0), (0, 300), (200, 300)]
    act(area, "arrange", "cascade", 300, 600)
    assert corners(area) == [(16, 16), (44, 44), (72, 72)]


@given(st.integers(0, 60), st.floats(1, 3000), st.floats(1, 3000))
def test_tiles_cover_the_area_and_not_one_another(count: int, width: float, height: float) -> None:
    tree = Tree(rules(), lambda: 0.0)
    area = make(tree, "MDIWidget")
    for _ in range(count):
        call(area, "add_widget", make(tree, "Label"))
    sub_windows.tile(tree, area, (width, height))
    boxes = [
        (*each.state["corner"], *each.state["extent"]) for each in call(area, "get_subwindows")
    ]
    for index, (x, y, wide, high) in enumerate(boxes):
        assert wide > 0 < high
        for left, top, across, down in boxes[:index]:
            beside = x >= left + across or left >= x + wide
            assert beside or y >= top + down or top >= y + high
    if count:
        assert max(x + wide for x, _, wide, _ in boxes) >= round(width)
        assert max(y + high for _, y, _, high in boxes) >= round(height)
