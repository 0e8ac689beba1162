"""The methods of tables that are about what has been edited."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Compute, Method
from pgwidgets.catalog.table_history import (
    can_redo,
    can_undo,
    get_changes,
    mark_changes,
    redo,
    undo,
)
from pgwidgets.catalog.types import ANYTHING, BOOLEAN

WHOSE = "In a handler it is that of the user who made it run, elsewhere of the user who came last."

CHANGES = (
    "as a mapping: `edited` (mappings with `path`, `values`, and by column `old` and `new`), "
    "`inserted` and `deleted` (`path` and `values`)"
)

HISTORY_METHODS: tuple[Method, ...] = (
    Command(
        name="undo",
        doc="Take back a user's last step, as far as nobody has changed it since; returns what "
        f"stays as it is: mappings with `path`, `col_key` and `reason`. {WHOSE}",
        returns=ANYTHING,
        sets=("data",),
        function=undo,
        remote=False,
    ),
    Command(
        name="redo",
        doc="Do again what was taken back last; returns what stays as it is, as `undo` does.",
        returns=ANYTHING,
        sets=("data",),
        function=redo,
        remote=False,
    ),
    Compute(
        name="can_undo",
        doc=f"Return whether there is a step to take back. {WHOSE}",
        returns=BOOLEAN,
        function=can_undo,
        remote=False,
    ),
    Compute(
        name="can_redo",
        doc="Return whether there is a step to do again.",
        returns=BOOLEAN,
        function=can_redo,
        remote=False,
    ),
    Compute(
        name="get_changes",
        doc="Return what differs from what there was as `mark_changes` was called last, or else "
        f"from what was set, {CHANGES}.",
        returns=ANYTHING,
        function=get_changes,
        remote=False,
    ),
    Command(
        name="mark_changes",
        doc="Return what `get_changes` does, and have it return from now on what changes later: so "
        "nothing that a user does meanwhile is lost.",
        returns=ANYTHING,
        function=mark_changes,
        remote=False,
    ),
)
