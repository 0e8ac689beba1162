"""Which columns of a table show, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """What programs and users have made of the columns, by their keys.

    Keys that no column has any more, or not yet, do no harm: where one comes, they hold.

    Attributes
    ----------
    order : tuple of str
        The order in which they show. One that it lacks comes behind the one before it in the table.
    hidden : frozenset of str
        Those that don't show.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def arranged(self, keys: Sequence[str]) -> list[str]:
        """Return the keys of columns in the order in which they show, hidden ones, too."""
        if not self.order:
            return list(keys)
        placed = set(self.order)
        behind: dict[str | None, list[str]] = {}
        before = None
        for key in keys:
            if key in placed:
                before = key
            else:
                behind.setdefault(before, []).append(key)
        known = set(keys)
        arranged = behind.get(None, [])
        for key in self.order:
            if key in known:
                arranged += [key, *behind.get(key, ())]
        return arranged

    def visible(self, keys: Sequence[str]) -> list[str]:
        """Return the keys of those of columns that show, in their order."""
        return [key for key in self.arranged(keys) if key not in self.hidden]
