"""What the functions of containers do to the tree."""

from __future__ import annotations

import pytest

from pgwidgets.catalog.registry import rules
from pgwidgets.model.change import Called
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Tree
from tests.unit.catalog.test_declarations import call, calls, children, make


@pytest.fixture
def tree() -> Tree:
    return Tree(rules(), lambda: 100.0)


def cells(grid: Node) -> dict[str, Node]:
    """Return what is where."""
    return {f"{item.options['row']},{item.options['col']}": item.node for item in grid.children}


def test_a_cell_holds_one_widget(tree: Tree) -> None:
    grid, one, two = make(tree, "GridBox"), make(tree, "Label"), make(tree, "Label")
    assert call(grid, "get_row_column_count") == (0, 0)
    call(grid, "add_widget", one, 1, 2)
    call(grid, "add_widget", two, 0, 3)
    assert call(grid, "get_row_column_count") == (2, 4)
    assert children(grid) == [two, one]
    assert calls(grid, 1) == [("add_widget", (one, 1, 2))]
    tree.drain()
    call(grid, "add_widget", one, 1, 2)
    assert tree.drain() == []
    call(grid, "add_widget", one, 0, 0)
    assert tree.drain() == [Called(grid, "add_widget", (one, 0, 0), ())]
    assert children(grid) == [one, two]
    call(grid, "add_widget", two, 0, 0)
    assert cells(grid) == {"0,0": two}
    assert one.parent is None
    assert call(grid, "get_widget_at_cell", 0, 0) is two
    assert call(grid, "get_widget_at_cell", 7, -1) is None
    with pytest.raises(ValueError, match="into itself"):
        call(grid, "add_widget", grid, 5, 5)
    assert call(grid, "get_row_column_count") == (2, 4)


@pytest.mark.parametrize("axis", [0, 1])
def test_rows_and_columns_come_and_go(tree: Tree, axis: int) -> None:
    noun = ("row", "column")[axis]

    def where(line: int, across: int) -> str:
        return f"{line},{across}" if axis == 0 else f"{across},{line}"

    grid = make(tree, "GridBox")
    a, b, c, d = (make(tree, "Label") for _ in range(4))
    call(grid, f"append_{noun}", [a, None, b])
    call(grid, f"insert_{noun}", -1, [c])
    assert cells(grid) == {where(1, 0): a, where(1, 2): b, where(0, 0): c}
    call(grid, f"insert_{noun}", 1)
    call(grid, f"insert_{noun}", 99, [None, a, d])
    assert cells(grid) == {where(0, 0): c, where(2, 2): b, where(3, 1): a, where(3, 2): d}
    assert call(grid, "get_row_column_count") == ((4, 3) if axis == 0 else (3, 4))
    before = cells(grid)
    with pytest.raises(ValueError, match="more than once"):
        call(grid, f"append_{noun}", [make(tree, "Label"), a, a])
    with pytest.raises(ValueError, match=f"no {noun} has the index 4: 0 to 3"):
        call(grid, f"delete_{noun}", 4)
    assert cells(grid) == before
    call(grid, f"delete_{noun}", 2)
    call(grid, f"delete_{noun}", 0)
    assert cells(grid) == {where(1, 1): a, where(1, 2): d}
    assert (b.parent, b.destroyed) == (None, False)
    for _ in range(2):
        call(grid, f"delete_{noun}", 0)
    with pytest.raises(ValueError, match=f"there are no {noun}s"):
        call(grid, f"delete_{noun}", 0)


def test_a_grid_has_only_so_many_rows(tree: Tree) -> None:
    grid = make(tree, "GridBox", rows=10_000)
    with pytest.raises(ValueError, match="at most 10000"):
        call(grid, "append_row")
    assert call(grid, "get_row_column_count") == (10_000, 0)
