"""The methods of tables that are about what users edit."""

from __future__ import annotations

from pgwidgets.catalog.methods import Command, Compute, Method, Parameter
from pgwidgets.catalog.table_history import (
    can_redo,
    can_undo,
    get_changes,
    mark_changes,
    redo,
    undo,
)
from pgwidgets.catalog.table_types import VALIDATOR
from pgwidgets.catalog.table_validation import set_validator
from pgwidgets.catalog.types import ANYTHING, BOOLEAN, Optional

WHOSE = "In a handler it is that of the user who made it run, elsewhere of the user who came last."

CHANGES = (
    "as a mapping: `edited` (mappings with `path`, `values`, and by column `old` and `new`), "
    "`inserted`, `moved` and `deleted` (`path` and `values`)"
)

HISTORY_METHODS: tuple[Method, ...] = (
    Command(
        name="set_validator",
        doc="Have a function look at what users type, before it is taken. It runs where handlers "
        "do, and may take its time: the cell is shown as pending meanwhile. A column's own "
        "`validate` comes in its place.",
        parameters=(
            Parameter(
                "function",
                Optional(VALIDATOR),
                "Called with the path, the column's key, the value there is and the new one. It "
                "returns the value to take, None for the new one, or raises a ValueError, whose "
                "message the user gets. None takes it away.",
            ),
        ),
        sets=("validator",),
        function=set_validator,
        remote=False,
    ),
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
