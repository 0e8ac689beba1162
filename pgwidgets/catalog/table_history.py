"""What has been edited in tables: taken back, done again, and told to programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.table_rows import items_of, set_cells
from pgwidgets.catalog.table_taking import NotTakenError, barrier, row_barrier
from pgwidgets.catalog.table_validation import retract_last
from pgwidgets.catalog.tree_loading import reveal
from pgwidgets.model.act import Act
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_edits import Colored, Refused, Reverted, RowsMoved
from pgwidgets.model.documents.table_history import (
    CellsWere,
    Group,
    RowsCame,
    RowsWent,
    RowsWereMoved,
    Step,
    Way,
)
from pgwidgets.model.documents.table_mark import values_of
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tables.cells import ABSENT, native
from pgwidgets.model.tables.sameness import is_same
from pgwidgets.model.tree import Tree

Missed = tuple[int, str, str]
"""Row and column of what stays as it is, and why."""

Place = tuple[int, str]
"""Row and column; "" for the row as a whole."""

GONE = "The row is not there any more."
CHANGED = "It was changed since."
MOVED = "It was moved since."
FILLED = "Something was put into it since."


# -- undo and redo -------------------------------------------------------------------


def undo(tree: Tree, node: Node) -> Own:
    """Take back the last step of the user who is behind the call, or of all users."""
    return _called(tree, node, "undo")


def redo(tree: Tree, node: Node) -> Own:
    """Do again what was taken back last."""
    return _called(tree, node, "redo")


def can_undo(node: Node) -> bool:
    """Whether there is something to take back."""
    return table_of(node).history.has("undo", node.tree.cause)


def can_redo(node: Node) -> bool:
    """Whether there is something to do again."""
    return table_of(node).history.has("redo", node.tree.cause)


def _called(tree: Tree, node: Node, way: Way) -> Own:
    history = table_of(node).history
    if way == "undo" and tree.cause is not None and retract_last(tree, node, tree.cause):
        return Own([])
    author = tree.cause or history.last_author(way)
    step = None if author is None else history.take(way, author)
    if step is None:
        return Own([])
    reversal = _Reversal(tree, node, way, by_program=True)
    return Own(
        [
            {"path": reversal.path(row), "col_key": key or None, "reason": reason}
            for row, key, reason in reversal.of(step)
        ]
    )


def revert(tree: Tree, node: Node, way: Way) -> None:
    """Take back a user's own last step, or do it again, as the user asks."""
    assert tree.act is not None  # whose input it is
    # what the user typed last may wait yet
    if way == "undo" and retract_last(tree, node, tree.act.author):
        return
    step = table_of(node).history.take(way, tree.act.author)
    if step is None:
        return
    reversal = _Reversal(tree, node, way, by_program=False)
    missed = reversal.of(step)
    _show(tree, node, reversal.changed)
    if missed:
        not_done = "Not taken back" if way == "undo" else "Not done again"
        told = tuple((row, key, f"{not_done}: {_continued(reason)}") for row, key, reason in missed)
        tree.reply(node, "data", Refused(told))


def _show(tree: Tree, node: Node, changed: Sequence[Place]) -> None:
    """Take the user to the first of some places that show."""
    table = table_of(node)
    rows = {row for row, _ in changed}
    first = next(iter(table.shown.ranks(rows)), None)
    if first is None:
        # perhaps it is in what is closed
        first = next((row for row, _ in changed if table.closed_around(row)), None)
    if first is not None:
        reveal(tree, node, first)
        keys = {key for row, key in changed if row == first}
        key = next((key for key in table.visible if key in keys), "")
        tree.reply(node, "data", Reverted(first, key))


def _continued(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


class _Reversal:
    """What puts back what a step has changed, as far as nobody has changed it since."""

    def __init__(self, tree: Tree, node: Node, way: Way, *, by_program: bool) -> None:
        # what it is done to
        self._tree = tree
        self._node = node  # as above
        # how it is noted
        self._way = way
        # whether it matters what users may edit now
        self._by_program = by_program
        # what stays as it is
        self._missed: list[Missed] = []
        # what does not
        self.changed: list[Place] = []
        # what leads to rows, as far as that is kept
        self._paths: dict[int, list[str]] = {}

    def of(self, step: Step) -> list[Missed]:
        """Carry it out; returns what stays as it is."""
        with self._tree.acting(Act(step.act.author, self._way)):
            for deed in reversed(step.deeds):
                if isinstance(deed, CellsWere):
                    self._put_cells(deed)
                elif isinstance(deed, RowsCame):
                    self._take_away(deed)
                elif isinstance(deed, RowsWent):
                    self._bring_back(deed)
                else:
                    self._move_back(deed)
        return self._missed

    def path(self, row: int) -> list[str]:
        """Return the keys that lead to a row, or led to it."""
        table = table_of(self._node)
        return self._paths[row] if row in self._paths else table.path(row)

    def _put_cells(self, deed: CellsWere) -> None:
        table = table_of(self._node)
        self._paths.update(deed.paths)
        changes = []
        for row, key, before, then in deed.cells:
            reason = self._against(table, row, key, then)
            if reason is None:
                changes.append((row, key, table.columns[key].value(row), before))
            else:
                self._missed.append((row, key, reason))
        if changes:
            set_cells(self._tree, self._node, [(row, key, value) for row, key, _, value in changes])
        self.changed += [(row, key) for row, key, _, _ in changes]
        for row, key, old, value in changes:
            new = None if value is ABSENT else value
            self._tree.fire(self._node, "cell_edited", table.path(row), key, old, new)

    def _against(self, table: Table, row: int, key: str, then: object) -> str | None:
        """Return why a cell stays as it is, if it does."""
        if not table.has(row):
            return GONE
        if key not in table.columns:
            return "The column is not there any more."
        if not is_same(table.columns[key].stored(row), then):
            return CHANGED
        if not self._by_program:
            try:
                barrier(self._node, row, key)
            except NotTakenError as error:
                return str(error)
        return None

    def _may_change(self, rows: Iterable[int]) -> bool:
        """Whether rows may come, go and be moved now; why not is noted at each."""
        if self._by_program:
            return True
        try:
            row_barrier(self._node)
        except NotTakenError as error:
            self._missed += [(row, "", str(error)) for row in rows]
            return False
        return True

    def _take_away(self, deed: RowsCame) -> None:
        table = table_of(self._node)
        if not self._may_change(filter(table.has, deed.rows)):
            return
        rows = []
        for row, had in deed.rows.items():
            if not table.has(row):
                continue
            if _is_as_it_was(table, row, had):
                rows.append(row)
            else:
                self._missed.append((row, "", CHANGED))
        edit, held = table.removal(rows)
        self._missed += [(row, "", FILLED) for row in held]
        if edit.rows:
            items = items_of(table, edit.rows)
            self._tree.edit(self._node, "data", edit)
            self._tree.fire(self._node, "rows_deleted", items)

    def _bring_back(self, deed: RowsWent) -> None:
        table = table_of(self._node)
        if not self._may_change(deed.rows):
            return
        edit, missed = table.returned(deed)
        if missed:
            self._paths.update(deed.paths)
        self._missed += [(row, "", reason) for row, reason in missed]
        if edit is not None:
            came = table.coming(edit)
            rows = table.outermost(list(came))
            self._tree.edit(self._node, "data", edit)
            self.changed += [(row, "") for row in rows]
            looks = tuple(item for item in deed.looks if item[0].row in came)
            if looks:
                self._tree.edit(self._node, "data", Colored(looks))
            at = table.siblings(rows[0]).rank(rows[0])
            self._tree.fire(self._node, "rows_inserted", items_of(table, rows), at)

    def _move_back(self, deed: RowsWereMoved) -> None:
        table = table_of(self._node)
        self._paths.update(deed.paths)
        for row, (_, then) in deed.places.items():
            if not table.has(row):
                self._missed.append((row, "", GONE))
            elif table.places.of(row) != then:
                self._missed.append((row, "", MOVED))
            else:
                self._may_change([row])
        missed = {row for row, _, _ in self._missed}
        for rows, rank, behind in deed.groups:
            there = tuple(row for row in rows if row not in missed)
            if there:
                self._put_back((there, rank, behind), [deed.places[row][0] for row in there])

    def _put_back(self, group: Group, places: Sequence[int]) -> None:
        """Put rows where they were, before the row that was behind them."""
        table = table_of(self._node)
        rows, rank, behind = group
        order = table.siblings(rows[0])
        at = min(rank, len(order) - len(rows))
        if behind is not None and behind in order:
            at = order.rank(behind)
            at -= sum(other < at for other in order.ranks(rows).values())
        self._tree.edit(self._node, "data", RowsMoved(rows, at, tuple(places)))
        self.changed += [(row, "") for row in rows]
        self._tree.fire(self._node, "rows_moved", items_of(table, rows), at)


def _is_as_it_was(table: Table, row: int, had: Mapping[str, object]) -> bool:
    return all(
        is_same(column.stored(row), had.get(column.key, ABSENT)) for column in table.columns.all
    )


# -- what has changed ----------------------------------------------------------------


def get_changes(node: Node) -> Own:
    """Return what differs from what there was at the mark."""
    return Own(_changes(table_of(node)))


def mark_changes(tree: Tree, node: Node) -> Own:
    """Return what differs from what there was at the last mark, and set the next one."""
    del tree
    table = table_of(node)
    changes = _changes(table)
    table.mark()
    return Own(changes)


def _changes(table: Table) -> dict[str, list[dict[str, Any]]]:
    difference = table.difference()
    return {
        "edited": [
            {
                "path": table.path(row),
                "values": _now(table, row),
                "old": _native(old),
                "new": {key: native(_find(table, row, key)) for key in old},
            }
            for row, old in sorted(difference.edited.items())
        ],
        "inserted": [
            {"path": table.path(row), "values": _now(table, row)} for row in difference.came
        ],
        "moved": [
            {"path": table.path(row), "values": _now(table, row)} for row in difference.moved
        ],
        "deleted": [
            {"path": difference.paths[row], "values": _native(values)}
            for row, values in sorted(difference.went.items())
        ],
    }


def _now(table: Table, row: int) -> dict[str, Any]:
    return {key: native(value) for key, value in values_of(table, row)}


def _find(table: Table, row: int, key: str) -> object:
    column = table.columns.find(key)
    assert column is not None  # as something in it has changed
    return column.stored(row)


def _native(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: native(value) for key, value in values.items()}
