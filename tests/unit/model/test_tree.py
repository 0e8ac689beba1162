"""The tree: every change checks first, and leaves a record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.change import (
    Attached,
    Called,
    Created,
    Destroyed,
    Detached,
    Fired,
    Moved,
    Raised,
    StateSet,
)
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Rules, Tree


def at_most_ten(values: dict[str, Any]) -> None:
    if values["size"] < 0:
        raise ValueError("size must not be negative")
    values["size"] = min(values["size"], 10)


def grown() -> tuple[Tree, list[Node]]:
    """Return a tree of `0(1(2), 3)` and its nodes."""
    tree = Tree({"Box": Rules(), "Gauge": Rules(fit=at_most_ten)}, lambda: 0.0)
    nodes = [tree.create("Box", {}) for _ in range(4)]
    for parent, child in ((0, 1), (1, 2), (0, 3)):
        tree.attach(nodes[parent], nodes[child], None, {"n": child})
    tree.drain()
    return tree, nodes


def test_creation() -> None:
    tree, nodes = grown()
    node = tree.create("Gauge", {"size": 30})
    assert node.state == {"size": 10}
    assert (node.wid, repr(node), tree.nodes[5]) == (5, "Gauge(5)", node)
    assert tree.drain() == [Created(node)]
    with pytest.raises(ValueError, match="negative"):
        tree.create("Gauge", {"size": -1})
    assert tree.drain() == []
    assert list(tree.roots.values()) == [nodes[0], node]


def test_one_that_nobody_was_told_of_leaves_no_trace_but_the_way_of_its_children() -> None:
    tree, nodes = grown()
    made = tree.create("Box", {})
    tree.attach(made, nodes[1], None, {})
    tree.discard(made)
    changes = tree.drain()
    assert changes == [
        Detached(nodes[0], nodes[1]),
        Fired(nodes[0], "child-removed", (nodes[1],)),
    ]
    assert nodes[1].parent is None
    assert list(tree.walk()) == [nodes[0], nodes[3], nodes[1], nodes[2]]


def test_state_is_fitted_or_refused_as_a_whole() -> None:
    tree, nodes = grown()
    gauge = tree.create("Gauge", {"size": 3, "other": 1})
    tree.drain()
    tree.set_state(gauge, {"size": 11})
    assert gauge.state["size"] == 10
    tree.set_state(gauge, {"other": 2})
    with pytest.raises(ValueError, match="negative"):
        tree.set_state(gauge, {"other": 3, "size": -1})
    assert gauge.state == {"size": 10, "other": 2}
    assert tree.drain() == [StateSet(gauge, ("size",)), StateSet(gauge, ("other",))]
    tree.set_state(nodes[0], {"x": 1})
    assert tree.drain() == [StateSet(nodes[0], ("x",))]


def test_placing_moves() -> None:
    tree, nodes = grown()
    root, one, two, three = nodes
    tree.attach(three, one, None, {})
    assert (one.parent, three.index_of(one), root.index_of(one)) == (three, 0, -1)
    assert tree.drain() == [
        Detached(root, one),
        Fired(root, "child-removed", (one,)),
        Attached(three, one, 0),
        Fired(three, "child-added", (one,)),
    ]
    assert list(two.ancestors()) == [one, three, root]
    assert list(tree.walk()) == [root, three, one, two]


@pytest.mark.parametrize(("index", "place"), [(0, 0), (1, 1), (9, 2), (-1, 1), (-9, 0), (None, 2)])
def test_an_index_counts_as_in_lists(index: int | None, place: int) -> None:
    tree, nodes = grown()
    late = tree.create("Box", {})
    tree.attach(nodes[0], late, index, {})
    assert nodes[0].index_of(late) == place


def test_what_cannot_be_placed_changes_nothing() -> None:
    tree, nodes = grown()
    other, strangers = grown()
    gone = tree.create("Box", {})
    tree.destroy(gone)
    tree.drain()
    for child, reason in (
        (nodes[0], "into itself"),
        (strangers[1], "another session"),
        (gone, "was destroyed"),
    ):
        with pytest.raises(ValueError, match=reason):
            tree.attach(nodes[2], child, None, {})
    with pytest.raises(ValueError, match="another session"):
        tree.attach(strangers[0], nodes[3], None, {})
    assert tree.drain() == other.drain() == []


def test_moves_and_the_stack() -> None:
    tree, nodes = grown()
    root, one, _, three = nodes
    tree.move(root, three, 0)
    tree.move(root, three, 99)
    with pytest.raises(ValueError, match="is not a child"):
        tree.move(one, three, 0)
    assert tree.drain() == [Moved(root, three, 0), Moved(root, three, 1)]
    window = tree.create("Box", {})
    tree.restack(root, "raise_", top=True)
    assert list(tree.roots.values()) == [window, root]
    tree.restack(root, "lower", top=False)
    assert list(tree.roots.values()) == [root, window]
    tree.restack(one, "raise_", top=True)
    assert list(tree.roots.values()) == [root, window]
    assert tree.drain()[1:] == [
        Raised(root, "raise_"),
        Raised(root, "lower"),
        Raised(one, "raise_"),
    ]


def test_the_end_takes_all_inside_along() -> None:
    tree, nodes = grown()
    root, one, two, three = nodes
    tree.destroy(one)
    tree.destroy(one)
    assert tree.drain() == [
        Detached(root, one),
        Fired(root, "child-removed", (one,)),
        Destroyed(two),
        Destroyed(one),
    ]
    assert (one.destroyed, two.destroyed, three.destroyed) == (True, True, False)
    assert set(tree.nodes.values()) == {root, three}
    tree.detach(root)
    assert tree.drain() == []


def test_calls_may_bring_state_along() -> None:
    tree, nodes = grown()
    tree.call(nodes[0], "append", "x", values={"text": "ax"})
    tree.call(nodes[0], "flash")
    assert nodes[0].state == {"text": "ax"}
    assert tree.drain() == [
        Called(nodes[0], "append", ("x",), ("text",)),
        Called(nodes[0], "flash", (), ()),
    ]


def test_rules_follow_changes_of_children() -> None:
    seen: list[Any] = []
    rules = Rules(
        attached=lambda tree, node, child: seen.append(("in", node, child)),
        detached=lambda tree, node, child, index: seen.append(("out", node, child, index)),
    )
    tree = Tree({"Box": rules}, lambda: 0.0)
    box, child = tree.create("Box", {}), tree.create("Box", {})
    tree.attach(box, child, None, {})
    tree.detach(child)
    assert seen == [("in", box, child), ("out", box, child, 0)]


INDEX = st.integers(0, 5)
MOVES = st.lists(st.tuples(st.sampled_from(["attach", "detach", "destroy"]), INDEX, INDEX))


@given(MOVES)
def test_the_tree_stays_a_tree(moves: list[tuple[str, int, int]]) -> None:
    tree = Tree({"Box": Rules()}, lambda: 0.0)
    nodes = [tree.create("Box", {}) for _ in range(6)]
    for what, first, second in moves:
        try:
            if what == "attach":
                tree.attach(nodes[first], nodes[second], None, {})
            else:
                getattr(tree, what)(nodes[first])
        except ValueError:
            continue
    alive = [node for node in nodes if not node.destroyed]
    assert set(tree.nodes.values()) == set(alive)
    walked = list(tree.walk())
    assert len(walked) == len(alive)
    assert set(walked) == set(alive)
    for node in alive:
        assert (node.parent is None) == (node.wid in tree.roots)
        for placement in node.children:
            assert placement.node.parent is node
