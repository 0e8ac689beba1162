"""What users take back in tables, and what has changed in them, against a plain list of rows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.catalog.registry import declarations, rules
from pgwidgets.catalog.table_colors import set_cell_color, set_row_color
from pgwidgets.catalog.table_history import get_changes, mark_changes, redo, revert, undo
from pgwidgets.catalog.table_input import edit_cells
from pgwidgets.catalog.table_row_input import delete_rows, move_rows
from pgwidgets.catalog.table_rows import set_cell
from pgwidgets.catalog.table_sorting import sort_by
from pgwidgets.model.act import Act
from pgwidgets.model.change import Fired, Replied
from pgwidgets.model.documents import table_history
from pgwidgets.model.documents.table import Table, key_of
from pgwidgets.model.documents.table_edits import Refused, RowsInserted, RowsMoved, RowsRemoved
from pgwidgets.model.node import Node
from pgwidgets.model.tables.reading import read_table
from pgwidgets.model.tree import Tree
from tests.support import soak

COLUMNS = [
    {"key": "a", "label": "A", "type": "integer", "editable": True},
    {"key": "b", "label": "B", "type": "string", "editable": True},
]
TYPED = {"a": ("0", "1", "2", None), "b": ("x", "y", "")}
DICE = st.integers(0, 60)
ROWS = st.fixed_dictionaries(
    {}, optional={"a": st.integers(0, 2), "b": st.sampled_from(["x", "y"])}
)
AUTHORS = ("ann", "bob")


def made(rows: list[dict[str, Any]]) -> Node:
    tree = Tree(rules(), lambda: 0.0)
    given = {"columns": COLUMNS, "data": read_table(rows), "rows_editable": True}
    fresh = declarations()["TableView"].fresh(given)
    return tree.create("TableView", fresh)


def act(node: Node, author: str, function: Callable[..., Any], *args: Any) -> None:
    """Do what a user does."""
    with node.tree.acting(Act(author)):
        function(node.tree, node, *args)


def table_of(node: Node) -> Table:
    table: Table = node.state["data"]
    return table


def rows_of(node: Node) -> dict[int, dict[str, Any]]:
    """Return all rows in the order of the data, each without what it lacks."""
    table = table_of(node)
    return {row: table.columns.row(row) for row in table.order}


class Reference:
    """What there is, and each step of each user with what it takes to go back."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = {number: dict(row) for number, row in enumerate(rows)}
        self.next = len(rows)
        self.marked = copy.deepcopy(self.rows)
        # what stands for the place of each row that was moved, and stood as changes were marked
        self.places: dict[int, int] = {}
        self.marked_places: dict[int, int] = {}
        self.next_place = 1
        self.steps: dict[str, list[tuple[str, list[Any]]]] = {"undo": [], "redo": []}

    def put(self, row: int, key: str, cell: tuple[Any, ...]) -> tuple[Any, ...]:
        """Set a cell, or take it away; returns what it had. A cell is one value, or none."""
        before = (self.rows[row][key],) if key in self.rows[row] else ()
        if cell:
            self.rows[row][key] = cell[0]
        else:
            del self.rows[row][key]
        return before

    def insert(self, at: int, rows: dict[int, dict[str, Any]]) -> None:
        items = list(self.rows.items())
        items[at:at] = rows.items()
        self.rows = dict(items)

    def move(self, rows: list[int], at: int, places: dict[int, int] | None = None) -> Any:
        """Put rows elsewhere; returns what it takes to have them where they were."""
        groups = self.together(rows)
        if places is None:
            places = dict.fromkeys(rows, self.next_place)
            self.next_place += 1
        both = {row: (self.places.get(row, 0), places[row]) for row in rows}
        self.places.update(places)
        moved = {row: self.rows.pop(row) for row in rows}
        self.insert(at, moved)
        return ("moved", groups, both)

    def move_back(self, deed: Any) -> tuple[int, list[Any]]:
        _, groups, both = deed
        own = [row for row in both if self.places.get(row, 0) == both[row][1] and row in self.rows]
        deeds = []
        for rows, rank, behind in groups:
            there = [row for row in rows if row in own]
            others = [row for row in self.rows if row not in there]
            if there:
                at = others.index(behind) if behind in others else min(rank, len(others))
                deeds.append(self.move(there, at, {row: both[row][0] for row in there}))
        return len(both) - len(own), deeds

    def note(self, author: str, deeds: list[Any], way: str = "edit") -> None:
        if way == "edit":
            self.steps["redo"] = [step for step in self.steps["redo"] if step[0] != author]
        if deeds:
            self.steps["redo" if way == "undo" else "undo"].append((author, deeds))

    def together(self, rows: list[int]) -> list[tuple[list[int], int, int | None]]:
        """Return rows, those together that are next to each other."""
        order = list(self.rows)
        groups: list[Any] = []
        group: list[int] = []
        for index, row in enumerate(order):
            if row in rows:
                group.append(row)
                behind = order[index + 1] if index + 1 < len(order) else None
                if behind not in rows:
                    groups.append((group, index + 1 - len(group), behind))
                    group = []
        return groups

    def removed(self, rows: list[int]) -> list[Any]:
        """Take rows away; returns what it takes to have them again."""
        deeds = [
            ("went", {row: self.rows[row] for row in group}, rank, behind)
            for group, rank, behind in self.together(rows)
        ]
        for row in rows:
            del self.rows[row]
        return deeds

    def go(self, way: str, author: str) -> int:
        """Go a step of a user's back or forth; returns how much of it stays as it is."""
        own = [step for step in self.steps[way] if step[0] == author]
        if not own:
            return 0
        self.steps[way].remove(own[-1])
        missed, deeds = 0, []
        for deed in reversed(own[-1][1]):
            if deed[0] == "cells":
                back: dict[Any, Any] = {}
                for (row, key), (before, then) in deed[1].items():
                    now = self.rows.get(row)
                    if now is None or ((now[key],) if key in now else ()) != then:
                        missed += 1
                    else:
                        back[row, key] = (self.put(row, key, before), before)
                deeds += [("cells", back)] if back else []
            elif deed[0] == "came":
                there = [row for row in deed[1] if row in self.rows]
                same = [row for row in there if self.rows[row] == deed[1][row]]
                missed += len(there) - len(same)
                deeds += self.removed(same)
            elif deed[0] == "moved":
                kept, moved = self.move_back(deed)
                missed += kept
                deeds += moved
            else:
                _, rows, rank, behind = deed
                at = min(rank, len(self.rows))
                if behind in self.rows:
                    at = list(self.rows).index(behind)
                self.insert(at, {row: dict(values) for row, values in rows.items()})
                deeds.append(("came", {row: dict(values) for row, values in rows.items()}))
        self.note(author, deeds, way)
        return missed

    def changes(self) -> dict[str, list[Any]]:
        def path(row: int) -> list[str]:
            return [key_of(row)]

        edited = []
        for row in sorted(self.rows.keys() & self.marked.keys()):
            now, then = self.rows[row], self.marked[row]
            keys = [key for key in ("a", "b") if now.get(key) != then.get(key)]
            if keys:
                old = {key: then.get(key) for key in keys}
                new = {key: now.get(key) for key in keys}
                edited.append({"path": path(row), "values": now, "old": old, "new": new})
        return {
            "edited": edited,
            "inserted": [
                {"path": path(row), "values": values}
                for row, values in self.rows.items()
                if row not in self.marked
            ],
            "moved": [
                {"path": path(row), "values": values}
                for row, values in self.rows.items()
                if row in self.marked and self.places.get(row, 0) != self.marked_places.get(row, 0)
            ],
            "deleted": [
                {"path": path(row), "values": values}
                for row, values in sorted(self.marked.items())
                if row not in self.rows
            ],
        }


def edits(draw: Any, node: Node, reference: Reference, author: str | None) -> None:
    """Set some cells: as a user, in one act, or as the program."""
    order = list(reference.rows)
    if not order:
        return
    typed = []
    deed: dict[tuple[int, str], Any] = {}
    for _ in range(draw(st.integers(1, 3))):
        row, key = order[draw(DICE) % len(order)], draw(st.sampled_from(["a", "b"]))
        text = draw(st.sampled_from(TYPED[key]))
        if (row, key) in deed:
            continue
        value = int(text) if key == "a" and text is not None else text
        typed.append((row, key, text))
        then = (value,)
        before = reference.put(row, key, then)
        if before != then:
            deed[row, key] = (before, then)
        if author is None:
            index = order.index(row)
            set_cell(node.tree, node, index, ["a", "b"].index(key), value)
    if author is not None:
        act(node, author, edit_cells, typed, "paste")
        if deed:
            reference.note(author, [("cells", deed)])


def inserts(draw: Any, node: Node, reference: Reference, author: str | None) -> None:
    at = draw(DICE) % (len(reference.rows) + 1)
    rows = draw(st.lists(ROWS, min_size=1, max_size=2))
    numbered = dict(enumerate(rows, reference.next))
    reference.next += len(rows)
    reference.insert(at, {row: dict(values) for row, values in numbered.items()})
    change(node, author, RowsInserted(at, tuple(rows)))
    if author is not None:
        reference.note(author, [("came", numbered)])


def removes(draw: Any, node: Node, reference: Reference, author: str | None) -> None:
    order = list(reference.rows)
    gone = sorted({order[draw(DICE) % len(order)] for _ in range(draw(st.integers(0, 3))) if order})
    if gone:
        deeds = reference.removed(gone)
        change(node, author, RowsRemoved(tuple(gone)))
        if author is not None:
            reference.note(author, deeds)


def moves(draw: Any, node: Node, reference: Reference, author: str | None) -> None:
    order = list(reference.rows)
    rows = [order[draw(DICE) % len(order)] for _ in range(draw(st.integers(0, 3))) if order]
    if rows := list(dict.fromkeys(rows)):
        at = draw(DICE) % (len(order) - len(rows) + 1)
        deed = reference.move(rows, at)
        change(node, author, RowsMoved(tuple(rows), at))
        if author is not None:
            reference.note(author, [deed])


def change(node: Node, author: str | None, edit: Any) -> None:
    if author is None:
        node.tree.edit(node, "data", edit)
    else:
        act(node, author, lambda tree, node: tree.edit(node, "data", edit))


DEEDS = ("edit", "edit", "insert", "remove", "move", "go", "go", "go", "mark", "sort")


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(40, 2000), deadline=None)
@given(st.data(), st.lists(ROWS, max_size=6))
def test_what_is_taken_back_and_what_has_changed(
    data: st.DataObject, rows: list[dict[str, Any]]
) -> None:
    node, reference = made(rows), Reference(rows)
    draw = data.draw
    for _ in range(draw(st.integers(1, 12))):
        author = draw(st.sampled_from([*AUTHORS, None]))
        deed = draw(st.sampled_from(DEEDS))
        match deed:
            case "edit":
                edits(draw, node, reference, author)
            case "insert":
                inserts(draw, node, reference, author)
            case "remove":
                removes(draw, node, reference, author)
            case "move":
                moves(draw, node, reference, author)
            case "go":
                way = draw(st.sampled_from(["undo", "redo"]))
                missed = reference.go(way, author or "ann")
                node.tree.drain()
                act(node, author or "ann", revert, way)
                assert len(refusals(node)) == missed
            case "mark":
                assert mark_changes(node.tree, node).value == reference.changes()
                reference.marked = copy.deepcopy(reference.rows)
                reference.marked_places = dict(reference.places)
            case "sort":
                sort_by(node.tree, node, [("a", draw(st.booleans()))])
        assert list(rows_of(node).items()) == list(reference.rows.items())
        assert get_changes(node).value == reference.changes()


def refusals(node: Node) -> list[tuple[int, str, str]]:
    return [
        cell
        for change in node.tree.drain()
        if isinstance(change, Replied) and isinstance(change.edit, Refused)
        for cell in change.edit.cells
    ]


def fired(node: Node) -> list[Any]:
    return [item.args for item in node.tree.drain() if isinstance(item, Fired)]


# -- examples ------------------------------------------------------------------------


def test_an_edit_that_is_taken_back_is_told_like_one() -> None:
    node = made([{"a": 1}, {"a": 2}])
    act(node, "ann", edit_cells, [(0, "a", "5"), (1, "a", "6")], "paste")
    node.tree.drain()
    act(node, "ann", revert, "undo")
    assert fired(node) == [(["row0"], "a", 5, 1), (["row1"], "a", 6, 2)]
    act(node, "ann", revert, "redo")
    assert fired(node) == [(["row0"], "a", 1, 5), (["row1"], "a", 2, 6)]


def test_rows_that_come_go_and_are_moved_are_told_of_either_way() -> None:
    node = made([{"a": 1}, {"a": 2}, {"a": 3}])
    two = [{"path": ["row1"], "values": {"a": 2, "b": None}}]
    act(node, "ann", delete_rows, [1])
    act(node, "ann", move_rows, [2], 0, "before")
    moved = [{"path": ["row2"], "values": {"a": 3, "b": None}}]
    node.tree.drain()
    act(node, "ann", revert, "undo")
    act(node, "ann", revert, "undo")
    act(node, "ann", revert, "redo")
    assert told(node) == [
        ("rows_moved", (moved, 1)),
        ("rows_inserted", (two, 1)),
        ("rows_deleted", (two,)),
    ]
    act(node, "ann", revert, "redo")
    assert get_changes(node).value["moved"] == [{"path": ["row2"], "values": {"a": 3}}]
    act(node, "bob", move_rows, [2], 0, "after")
    act(node, "ann", revert, "undo")
    assert refusals(node) == [(2, "", "Not taken back: it was moved since.")]
    assert list(rows_of(node)) == [0, 2]
    act(node, "bob", revert, "undo")
    act(node, "bob", revert, "redo")
    assert list(rows_of(node)) == [0, 2]


def told(node: Node) -> list[Any]:
    return [(item.action, item.args) for item in node.tree.drain() if isinstance(item, Fired)]


def test_what_somebody_has_changed_since_stays_and_is_named() -> None:
    node = made([{"a": 1}, {"a": 2}, {"a": 3}])
    act(node, "ann", edit_cells, [(row, "a", "7") for row in range(3)], "fill")
    set_cell(node.tree, node, 0, 0, 9)
    change(node, None, RowsRemoved((1,)))
    node.tree.drain()
    act(node, "ann", revert, "undo")
    assert refusals(node) == [
        (0, "a", "Not taken back: it was changed since."),
        (1, "a", "Not taken back: the row is not there any more."),
    ]
    assert rows_of(node) == {0: {"a": 9}, 2: {"a": 3}}


def test_a_user_takes_back_no_more_than_may_be_edited_now() -> None:
    node = made([{"a": 1}])
    act(node, "ann", edit_cells, [(0, "a", "7")], "edit")
    node.tree.set_state(node, {"described": [{**column, "editable": False} for column in COLUMNS]})
    act(node, "ann", revert, "undo")
    assert refusals(node) == [(0, "a", "Not taken back: this column can't be edited.")]
    act(node, "ann", revert, "undo")
    assert refusals(node) == []


def test_a_user_takes_rows_back_only_where_rows_may_be_changed_now() -> None:
    node = made([{"a": 1}, {"a": 2}])
    change(node, "ann", RowsRemoved((0,)))
    change(node, "ann", RowsInserted(1, ({"a": 3},)))
    node.tree.set_state(node, {"rows_editable": False})
    node.tree.drain()
    reason = "Not taken back: the rows can't be changed now."
    act(node, "ann", revert, "undo")
    assert refusals(node) == [(2, "", reason)]
    act(node, "ann", revert, "undo")
    assert refusals(node) == [(0, "", reason)]
    assert rows_of(node) == {1: {"a": 2}, 2: {"a": 3}}
    # a program may all the same
    change(node, "ann", RowsRemoved((1,)))
    undo(node.tree, node)
    assert list(rows_of(node)) == [1, 2]


def test_rows_come_back_in_their_colors() -> None:
    node = made([{"a": number} for number in range(4)])
    set_row_color(node.tree, node, ["row1"], bg="red")
    set_cell_color(node.tree, node, ["row3"], "a", fg="blue")
    looks = list(table_of(node).looks)
    change(node, "ann", RowsRemoved((1, 2, 3)))
    assert list(table_of(node).looks) == []
    act(node, "ann", revert, "undo")
    assert list(table_of(node).looks) == looks
    act(node, "ann", revert, "redo")
    act(node, "ann", revert, "undo")
    assert list(table_of(node).looks) == looks


def test_a_program_takes_back_the_last_of_all_or_of_its_user() -> None:
    node = made([{"a": 1, "b": "x"}])
    act(node, "ann", edit_cells, [(0, "a", "7")], "edit")
    act(node, "bob", edit_cells, [(0, "b", "y")], "edit")
    node.tree.cause = "ann"
    assert undo(node.tree, node).value == []
    assert rows_of(node) == {0: {"a": 1, "b": "y"}}
    assert undo(node.tree, node).value == []
    node.tree.cause = None
    assert undo(node.tree, node).value == []
    assert rows_of(node) == {0: {"a": 1, "b": "x"}}
    # the last that was taken back comes first
    redo(node.tree, node)
    assert rows_of(node) == {0: {"a": 1, "b": "y"}}
    set_cell(node.tree, node, 0, 0, 3)
    assert redo(node.tree, node).value == [
        {"path": ["row0"], "col_key": "a", "reason": "It was changed since."}
    ]


def test_the_user_is_taken_to_what_is_as_it_was() -> None:
    node = made([{"a": 1, "b": "x"}, {"a": 2}, {"a": 3}, {"a": 4}])
    node.state["rows_editable"] = True

    def shown(way: str) -> list[Any]:
        node.tree.drain()
        act(node, "ann", revert, way)
        replies = [it.edit for it in node.tree.drain() if isinstance(it, Replied)]
        return [table_of(node).seen(it, None)[0] for it in replies]

    act(node, "ann", edit_cells, [(3, "b", "y"), (1, "b", "y"), (1, "a", "7")], "paste")
    sort_by(node.tree, node, [("a", True)])
    # the first as they show, in the first of its columns
    assert shown("undo") == [("reverted", 1, 1, "a")]
    assert shown("redo") == [("reverted", 3, 2, "b")]
    act(node, "ann", delete_rows, [0, 2])
    assert shown("undo") == [("reverted", 0, 0, "")]
    # what is gone is nowhere
    assert shown("redo") == []


def test_other_data_has_no_past() -> None:
    node = made([{"a": 1}])
    act(node, "ann", edit_cells, [(0, "a", "7")], "edit")
    node.tree.replace(node, "data", read_table([{"a": 4}]))
    act(node, "ann", revert, "undo")
    assert rows_of(node) == {0: {"a": 4}}
    assert not any(get_changes(node).value.values())


def test_what_is_kept_is_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(table_history, "MOST_CELLS", 5)
    node = made([{"a": 0}] * 8)
    for text in ("1", "2", "3"):
        act(node, "ann", edit_cells, [(0, "a", text), (1, "a", text)], "paste")
    act(node, "ann", edit_cells, [(2, "a", "1")], "edit")
    for _ in range(5):
        act(node, "ann", revert, "undo")
    assert [rows_of(node)[row]["a"] for row in range(3)] == [1, 1, 0]
    # what is too much is not kept at all
    act(node, "ann", edit_cells, [(row, "a", "9") for row in range(8)], "paste")
    act(node, "ann", revert, "undo")
    assert {row["a"] for row in rows_of(node).values()} == {9}
