"""When the footer of a table is worked out, and from what."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog import registry, table_footer
from pgwidgets.catalog.table_rows import set_cell
from pgwidgets.model.change import Undertaken
from pgwidgets.model.documents.errand import Errand
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from pgwidgets.session.commands import initial_state


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def made(clock: Clock, footer: Any) -> tuple[Tree, Node]:
    """A table of a thousand numbers, with a footer."""
    tree = Tree(registry.rules(), clock)
    columns = [{"label": "a", "key": "a", "footer": footer}]
    given = {"columns": columns, "data": {"a": list(range(1000))}}
    return tree, tree.create(
        "TableView", initial_state(registry.declarations()["TableView"], given)
    )


def rung(tree: Tree, node: Node) -> Errand:
    """What the alarm of a table sends out."""
    tree.drain()
    table_footer.ring(tree, node)
    [change] = tree.drain()
    assert isinstance(change, Undertaken)
    return change.errand


def test_a_thousand_changes_at_once_are_worked_out_once() -> None:
    calls: list[int] = []

    def count(values: list[int]) -> int:
        calls.append(sum(values))
        return len(values)

    clock = Clock()
    tree, node = made(clock, count)
    assert table_footer.due(node) == 0.0
    errand = rung(tree, node)
    # what changes meanwhile is not in it, nor is it begun again
    for row in range(1000):
        set_cell(tree, node, row, 0, 1)
        assert table_footer.due(node) is None
    errand.run()
    clock.now += 2
    errand.then(tree, node, errand.outcome)
    assert calls == [sum(range(1000))]
    assert node.state["footer"] == {"a": ["count", "1000"]}
    # as it took two seconds, others have the next twenty
    assert table_footer.due(node) == clock.now + 20
    errand = rung(tree, node)
    errand.run()
    errand.then(tree, node, errand.outcome)
    assert calls == [sum(range(1000)), 1000]
    assert table_footer.due(node) is None


def test_what_pages_are_told_is_no_function() -> None:
    _, node = made(Clock(), len)
    assert "footer" not in node.state["columns"][0]
    assert node.state["footer"] == {"a": ["len", None]}
    assert table_footer.get_footer(node).value == {"a": 1000}
