"""A table and a tree that are changed for long: neither the program nor the page grows."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from tests.benchmarks.growth import page_heap
from tests.benchmarks.programs import resident_megabytes
from tests.browser.widgets.desk import Desk
from tests.support import soak

ROUNDS = soak.count(4, 600)
ROWS = 25_000
"""More than are sorted at once."""

GROUPS, EACH = 50, 20
PROGRAM_MB = 24
"""What both halves of the run may differ by: memory is given back in large pieces."""

PAGE_MB = 3


def branch(number: int) -> dict[str, Any]:
    return {f"item {place}": {"size": number + place} for place in range(EACH)}


def change_table(desk: Desk, table: Any, number: int) -> None:
    """Update, sort, filter, and edit as a user does; leave the table as large as it was."""
    with desk.session.batch():
        for step in range(200):
            # in view and anywhere
            row = step % 10 if step % 2 else (number * 7919 + step * 104_729) % ROWS
            table.set_cell(row, step % 2, number * 1000 + step)
    table.sort_by_column(number % 2, bool(number % 3))
    table.set_filter(0, f">{number % 5}")
    table.set_filter(0, None)
    table.sort_by_column(None)
    with desk.session.batch():
        for _ in range(20):
            table.append_row({"a": number, "b": number})
        for _ in range(20):
            table.delete_row(ROWS)
    table.set_scroll_position(v_pct=number % 7 / 7)
    table.set_scroll_position(v_pct=0)
    desk.settle()
    cell = desk.at(table, ".pg-grid-body [aria-rowindex='4'] .pg-cell").first
    cell.dblclick()
    desk.page.keyboard.type(f"{number}")
    desk.page.keyboard.press("Enter")


def change_tree(desk: Desk, tree: Any, number: int) -> None:
    """Put branches in, take them out, open and close; leave the tree as large as it was."""
    group = f"group {number % GROUPS}"
    with desk.session.batch():
        tree.remove_item([group])
        tree.add_tree({group: branch(number)})
        tree.expand_all()
    tree.update_tree({f"group {index}": branch(number) for index in range(GROUPS)})
    tree.sort_by_column("size", bool(number % 2))
    tree.sort_by_column(None)
    tree.collapse_all()


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
def test_what_changes_for_long_does_not_grow(desk: Desk) -> None:
    columns = [{"key": key, "label": key, "editable": True} for key in ("a", "b")]
    table = desk.W.TableView(
        columns=columns, data=[{"a": row, "b": -row} for row in range(ROWS)], cell_cursor=True
    )
    tree = desk.W.TreeView()
    tree.set_tree({f"group {index}": branch(0) for index in range(GROUPS)})
    box = desk.W.VBox()
    for child in (table, tree):
        box.add_widget(child, 1)
    desk.show(box, 700, 600)
    devtools = desk.page.context.new_cdp_session(desk.page)
    readings = []
    for number in range(ROUNDS):
        change_table(desk, table, number)
        change_tree(desk, tree, number)
        if number + 1 in {ROUNDS // 2, ROUNDS}:
            desk.settle()
            gc.collect()
            readings.append((resident_megabytes(), page_heap(devtools)))
    (program, page), (end_program, end_page) = readings
    soak.figure(
        f"a table and a tree, {ROUNDS // 2} rounds: the program grew by "
        f"{end_program - program:.1f} MB, the page by {end_page - page:.2f} MB"
    )
    assert table.get_row_count() == ROWS
    assert end_program - program < PROGRAM_MB
    assert end_page - page < PAGE_MB
