"""What says for each row of a table whether a cell shows, is operated, and is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeGuard

from pgwidgets.model.documents.document import Report
from pgwidgets.model.tables.cells import ABSENT, is_missing
from pgwidgets.model.tables.column import Column
from pgwidgets.model.tables.columns import Columns

Rule: TypeAlias = str | Callable[[dict[str, Any]], Any]
"""The key of a column, whose values say it, or a function of what the row has."""

FIELDS = {"visible": "visible_key", "enabled": "enabled_key", "editable": "editable"}
"""What a cell may lack, and what a program says that by."""


class Conditions:
    """By column, what must hold in a row for its cell to show, to be operated and to be edited."""

    __slots__ = ("_failed", "_rules")

    def __init__(self) -> None:
        # by the columns' keys, those that have any
        self._rules: dict[str, dict[str, Rule]] = {}
        # the functions that have raised something: the program is told once of each
        self._failed: set[Callable[[dict[str, Any]], Any]] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._rules

    def clear(self) -> None:
        """Have nothing depend on anything."""
        self._rules.clear()
        self._failed.clear()

    def note(self, described: Mapping[str, Any]) -> None:
        """Take notice of what is said of a column."""
        rules: dict[str, Rule] = {
            name: rule for name, field in FIELDS.items() if is_rule(rule := described.get(field))
        }
        if rules:
            self._rules[described["key"]] = rules

    def lack(self, columns: Columns, row: int, key: str, report: Report | None) -> str | None:
        """Return what a cell lacks first, of what a user needs; None if nothing.

        Parameters
        ----------
        report : callable or None
            Is told of an error of a function.
        """
        for name, rule in self._rules.get(key, {}).items():
            if not self._holds(columns, row, rule, report):
                return name
        return None

    def _holds(self, columns: Columns, row: int, rule: Rule, report: Report | None) -> bool:
        if isinstance(rule, str):
            column = columns.find(rule)
            return column is None or _is_true(column, row)
        try:
            return bool(rule(columns.all_values(row)))
        except Exception as error:  # noqa: BLE001 - it is the program's function that runs
            # whatever it raises, the cell only stays shut
            if rule not in self._failed:
                self._failed.add(rule)
                error.add_note(f"cells can't be edited, operated or seen, for {rule!r} failed")
                if report is not None:
                    report(error)
            return False

    def touched(self, key: str) -> list[str]:
        """Return the columns whose cells may have got other conditions as one in a column did."""
        return [
            name
            for name, rules in self._rules.items()
            if any(rule == key or callable(rule) for rule in rules.values())
        ]


def is_rule(said: object) -> TypeGuard[Rule]:
    """Whether something is different from row to row."""
    return callable(said) or (isinstance(said, str) and said != "")


def _is_true(column: Column, row: int) -> bool:
    """Whether a value says that something is so."""
    value = column.stored(row)
    # what was never said holds
    try:
        return value is ABSENT or (not is_missing(value) and bool(value))
    except Exception:  # noqa: BLE001 - arrays have no truth, nor have objects of a program's
        return True
