"""What stands below the columns of a table: their sums and the like, kept current."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.declaration import Alarm
from pgwidgets.catalog.table_columns import table_of, told_footer, wanted_of
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.totals import Tally
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.model.tables.aggregates import Aggregate
from pgwidgets.model.tables.pausing import no_pause
from pgwidgets.model.tree import Tree


def _wanted(node: Node) -> dict[str, Aggregate]:
    return wanted_of(node.state["described"], table_of(node))


def due(node: Node) -> float | None:
    """Return when the totals have to be worked out."""
    table, wanted = table_of(node), _wanted(node)
    totals = table.totals
    if not wanted or totals.is_running or totals.is_current(table.changes, wanted):
        return None
    return totals.ready_at


def _tally(table: Table, wanted: Mapping[str, Aggregate], *, frozen: bool) -> Tally:
    """Return what is to be worked out; frozen, whatever the table becomes meanwhile."""
    rows: Sequence[int] = (table.counted if table.is_filtered else table.order).ids
    columns = {key: table.columns[key] for key in wanted}
    if frozen:
        rows = rows if isinstance(rows, range) else array("q", rows)
        columns = {key: column.frozen() for key, column in columns.items()}
    return Tally({key: (columns[key], wanted[key]) for key in wanted}, rows, table.changes)


def ring(tree: Tree, node: Node) -> None:
    """Have the totals worked out."""
    table = table_of(node)
    tally, began = _tally(table, _wanted(node), frozen=True), tree.clock()
    table.totals.is_running = True

    def then(tree: Tree, node: Node, values: dict[str, Any]) -> None:
        table = table_of(node)
        errors = table.totals.take(tally, values, began, tree.clock())
        if table.report is not None:
            for error in errors:
                table.report(error)
        # the rule of the widget sees to what pages are told
        tree.set_state(node, {})

    tree.undertake(node, "footer", tally.work, then)


ALARM = Alarm(due=due, ring=ring)

MOST = 1_000_000
"""Of so many rows it is said at once what they come to, where nobody can wait for it."""


def told_now(node: Node) -> dict[str, list[str | None]]:
    """Return what pages will be told of the footer, as far as that is found out in no time."""
    table, wanted = table_of(node), _wanted(node)
    totals = table.totals.values
    if not table.totals.is_current(table.changes, wanted) and len(table.order) <= MOST:
        totals = _tally(table, wanted, frozen=False).work(no_pause)
    return told_footer(node.state["described"], table, totals)


def get_footer(node: Node) -> Own:
    """Return what the columns come to now."""
    values = _tally(table_of(node), _wanted(node), frozen=False).work(no_pause)
    return Own({key: None if isinstance(it, Exception) else it for key, it in values.items()})
