"""What users take back in trees, and what has changed in them, against copies of all there was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.catalog.registry import declarations, rules
from pgwidgets.catalog.table_history import get_changes, mark_changes, revert, undo
from pgwidgets.catalog.table_input import edit_cells
from pgwidgets.catalog.table_row_input import delete_rows, duplicate_rows, insert_rows, move_rows
from pgwidgets.catalog.tree_folding import expand_all, expand_item
from pgwidgets.catalog.tree_items import add_item, remove_item, set_tree
from pgwidgets.catalog.tree_types import WholeTree
from pgwidgets.model.act import Act
from pgwidgets.model.change import Consulted, Fired, Replied
from pgwidgets.model.documents.outline import Outline
from pgwidgets.model.documents.table_edits import Refused
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from tests.support import soak
from tests.unit.model.documents.test_outline import TREE

COLUMNS = [{"key": "name", "editable": True}, {"key": "size", "editable": True, "type": "integer"}]
DICE = st.integers(0, 60)


def made(tree: dict[str, Any]) -> Node:
    model = Tree(rules(), lambda: 0.0)
    declaration = declarations()["TreeView"]
    node = model.create("TreeView", declaration.fresh({"columns": COLUMNS, "rows_editable": True}))
    set_tree(model, node, WholeTree().check(tree))
    return node


def act(node: Node, function: Callable[..., Any], *args: Any, author: str = "ann") -> None:
    """Do what a user does."""
    with node.tree.acting(Act(author)):
        function(node.tree, node, *args)


def outline_of(node: Node) -> Outline:
    outline: Outline = node.state["data"]
    return outline


def copied(node: Node) -> dict[int, Any]:
    """Return all items in their order: path and values, and whether something may be in them."""
    outline = outline_of(node)
    return {
        row: (outline.path(row), outline.columns.row(row), row in outline.shape.children)
        for row in outline.order
    }


def listed(items: dict[int, Any]) -> list[Any]:
    return list(items.items())


def changes(before: dict[int, Any], now: dict[int, Any]) -> dict[str, list[Any]]:
    """Return what differs, but for what was moved."""
    edited = []
    for row in sorted(before.keys() & now.keys()):
        path, values, _ = now[row]
        had = before[row][1]
        keys = [key for key in ("name", "size") if values.get(key) != had.get(key)]
        if keys:
            old = {key: had.get(key) for key in keys}
            new = {key: values.get(key) for key in keys}
            edited.append({"path": path, "values": values, "old": old, "new": new})
    came = [{"path": now[row][0], "values": now[row][1]} for row in now if row not in before]
    went = [row for row in sorted(before) if row not in now]
    gone = [{"path": before[row][0], "values": before[row][1]} for row in went]
    return {"edited": edited, "inserted": came, "deleted": gone}


def do(draw: Any, node: Node) -> None:
    """Do one thing as a user."""
    rows = list(outline_of(node).order)
    chosen = [rows[draw(DICE) % len(rows)] for _ in range(draw(st.integers(1, 3))) if rows]
    beside = rows[draw(DICE) % len(rows)] if rows else None
    where = draw(st.sampled_from(["before", "after"]))
    match draw(st.sampled_from(["edit", "insert", "delete", "duplicate", "move"])):
        case "edit":
            typed = [(row, "size", draw(st.sampled_from(["1", "2", None]))) for row in chosen]
            act(node, edit_cells, typed, "paste")
        case "insert":
            act(node, insert_rows, beside, where, draw(st.integers(1, 2)))
        case "delete" if chosen:
            act(node, delete_rows, chosen)
        case "duplicate" if chosen:
            act(node, duplicate_rows, chosen)
        case "move" if chosen:
            act(node, move_rows, chosen, beside, where)


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(30, 2000), deadline=None)
@given(st.data(), TREE)
def test_one_who_is_alone_goes_back_and_forth(data: st.DataObject, tree: dict[str, Any]) -> None:
    node, draw = made(tree), data.draw
    expand_all(node.tree, node)
    states, at = [copied(node)], 0
    marked = states[0]
    for _ in range(draw(st.integers(1, 10))):
        if draw(st.booleans()):
            do(draw, node)
            if listed(copied(node)) != listed(states[at]):
                states[at + 1 :] = [copied(node)]
                at += 1
        else:
            way = draw(st.sampled_from(["undo", "redo"]))
            node.tree.drain()
            act(node, revert, way)
            at = max(0, min(len(states) - 1, at + (1 if way == "redo" else -1)))
            assert refusals(node) == []
        assert listed(copied(node)) == listed(states[at])
        found = get_changes(node).value
        assert {**found, "moved": None} == {**changes(marked, copied(node)), "moved": None}
        if draw(st.integers(0, 5)) == 0:
            mark_changes(node.tree, node)
            marked = copied(node)


def refusals(node: Node) -> list[tuple[int, str, str]]:
    return [
        cell
        for change in node.tree.drain()
        if isinstance(change, Replied) and isinstance(change.edit, Refused)
        for cell in change.edit.cells
    ]


def fired(node: Node) -> list[Any]:
    return [(item.action, item.args) for item in node.tree.drain() if isinstance(item, Fired)]


# -- examples ------------------------------------------------------------------------

FILES = {"src": {"main.py": {"size": 8}, "text": {"words.py": {"size": 9}}}, "docs": {}}


def row(node: Node, *path: str) -> int:
    return outline_of(node).find(path)


def test_a_branch_that_was_deleted_comes_back_open_where_it_was() -> None:
    node = made(FILES)
    expand_all(node.tree, node)
    before, shown = copied(node), list(outline_of(node).shown)
    act(node, delete_rows, [row(node, "src"), row(node, "src", "main.py")])
    assert get_changes(node).value["deleted"][0] == {"path": ["src"], "values": {}}
    act(node, revert, "undo")
    assert [(action, args[0][0]["path"], *args[1:]) for action, args in fired(node)] == [
        ("rows_deleted", ["src"]),
        ("rows_inserted", ["src"], 0),
    ]
    assert (copied(node), list(outline_of(node).shown)) == (before, shown)
    assert not any(get_changes(node).value.values())


def test_what_can_not_come_back_is_named_by_its_path() -> None:
    node = made(FILES)
    act(node, edit_cells, [(row(node, "src", "main.py"), "size", "1")], "edit")
    act(node, delete_rows, [row(node, "src", "text")])
    act(node, delete_rows, [row(node, "docs")])
    add_item(node.tree, node, None, "docs")
    remove_item(node.tree, node, ["src"])
    assert undo(node.tree, node).value == [
        {"path": ["docs"], "col_key": None, "reason": "Another item has its key."}
    ]
    assert undo(node.tree, node).value == [
        {
            "path": ["src", "text"],
            "col_key": None,
            "reason": "What it was in is not there any more.",
        }
    ]
    assert undo(node.tree, node).value == [
        {
            "path": ["src", "main.py"],
            "col_key": "size",
            "reason": "The row is not there any more.",
        }
    ]


def test_what_others_have_put_into_a_new_item_keeps_it() -> None:
    node = made(FILES)
    act(node, duplicate_rows, [row(node, "docs")])
    add_item(node.tree, node, ["docs 2"], "note")
    node.tree.drain()
    act(node, revert, "undo")
    assert refusals(node) == [
        (row(node, "docs 2"), "", "Not taken back: something was put into it since.")
    ]


def test_rows_are_moved_among_those_in_the_same_item() -> None:
    tree = {"a": {"x": {"size": 1}, "y": {"size": 2}, "z": {"size": 3}}, "b": {"q": {"size": 1}}}
    node = made({**tree, "c": {"size": 1}})
    expand_all(node.tree, node)

    def paths(*path: str) -> list[str]:
        shape = outline_of(node).shape
        return list(shape.children[shape.find(path)])

    def move(path: list[str], beside: list[str], where: str) -> None:
        act(node, move_rows, [row(node, *path)], row(node, *beside), where)

    move(["a", "z"], ["a", "y"], "before")
    assert paths("a") == ["x", "z", "y"]
    # what shows above and below is not always one of them
    move(["b"], ["a", "y"], "before")
    assert paths() == ["b", "a", "c"]
    move(["b"], ["b", "q"], "after")
    assert paths() == ["a", "b", "c"]
    move(["a", "x"], ["a"], "before")
    move(["a", "y"], ["b"], "after")
    assert paths("a") == ["x", "z", "y"]
    moved = [item["path"] for item in get_changes(node).value["moved"]]
    assert moved == [["a", "z"], ["b"]]
    for _ in range(3):
        act(node, revert, "undo")
    assert (paths(), paths("a")) == (["a", "b", "c"], ["x", "y", "z"])
    assert get_changes(node).value["moved"] == []


def test_what_a_branch_is_found_to_have_is_no_change_and_no_step() -> None:
    node = made({"top": lambda: {"a": {"size": 1}}})
    act(node, expand_item, ["top"])
    for _ in range(2):
        for change in node.tree.drain():
            if isinstance(change, Consulted):
                change.then(node.tree, node, change.function())
    assert [path for path, *_ in copied(node).values()] == [["top"], ["top", "a"]]
    assert not any(get_changes(node).value.values())
    act(node, revert, "undo")
    assert len(copied(node)) == 2
    act(node, edit_cells, [(row(node, "top", "a"), "size", "5")], "edit")
    assert get_changes(node).value["edited"] == [
        {"path": ["top", "a"], "values": {"size": 5}, "old": {"size": 1}, "new": {"size": 5}}
    ]
