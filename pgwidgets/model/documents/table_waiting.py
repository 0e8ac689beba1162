"""What users typed into a table that the program looks at before it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pgwidgets.model.act import Act
from pgwidgets.model.documents.table_edits import CellsSet


@dataclass(slots=True, eq=False)
class Entry:
    """One cell.

    Attributes
    ----------
    row : int
    key : str
        Of the column.
    typed : str or bool or None
    value : object
        As which it was read.
    is_overtaken : bool
        Whether the cell has got another value since by somebody who came later.
    is_dropped : bool
        Whether its user does not want it any more.
    """

    row: int
    key: str
    typed: str | bool | None
    value: object
    is_overtaken: bool = False
    is_dropped: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether it is still to be taken, if the program has nothing against it."""
        return not (self.is_overtaken or self.is_dropped)


@dataclass(slots=True, eq=False)
class Ticket:
    """What one act typed: all of it is taken at once.

    Attributes
    ----------
    act : Act
    entries : sequence of Entry
    is_void : bool
        Whether the rows are others now.
    """

    act: Act
    entries: Sequence[Entry]
    is_void: bool = False


class Waiting:
    """The tickets of a table, in the order in which they came."""

    __slots__ = ("_tickets",)

    def __init__(self) -> None:
        # the first that came first
        self._tickets: list[Ticket] = []

    def clear(self) -> None:
        """Take notice that the rows are others now."""
        for ticket in self._tickets:
            ticket.is_void = True
        self._tickets = []

    def add(self, ticket: Ticket) -> None:
        """Wait; what the same user typed into these cells before counts no more."""
        self.retract(ticket.act, ((entry.row, entry.key) for entry in ticket.entries))
        self._tickets.append(ticket)

    def end(self, ticket: Ticket) -> set[tuple[int, str]]:
        """Wait no more; returns the cells of it where the same user has typed something since."""
        if ticket not in self._tickets:
            return set()
        at = self._tickets.index(ticket)
        later = [item for item in self._tickets[at + 1 :] if item.act.author == ticket.act.author]
        del self._tickets[at]
        typed = {(entry.row, entry.key) for item in later for entry in item.entries}
        return typed & {(entry.row, entry.key) for entry in ticket.entries}

    def drop(self, author: str) -> Sequence[Entry]:
        """Have the last ticket of a user be taken no more; returns what was in it."""
        for ticket in reversed(self._tickets):
            wanted = [entry for entry in ticket.entries if entry.is_wanted]
            if ticket.act.author == author and wanted:
                for entry in wanted:
                    entry.is_dropped = True
                return wanted
        return ()

    def retract(self, act: Act, cells: Iterable[tuple[int, str]]) -> bool:
        """Have what an act's user typed into cells be taken no more; returns whether any waits."""
        own = [ticket for ticket in self._tickets if ticket.act.author == act.author]
        self._pass(own, set(cells), act)
        return bool(own)

    def note(self, edit: CellsSet, act: Act | None) -> None:
        """Take notice that cells get other values, by a user's act or by the program."""
        if not self._tickets:
            return
        before = self._tickets
        for index, ticket in enumerate(self._tickets):
            if ticket.act is act:
                # what came behind it counts more
                before = self._tickets[:index]
        self._pass(before, {(row, key) for row, key, _ in edit.cells}, act)

    @staticmethod
    def _pass(tickets: Sequence[Ticket], cells: set[tuple[int, str]], act: Act | None) -> None:
        for ticket in tickets:
            is_own = act is not None and act.author == ticket.act.author
            for entry in ticket.entries:
                if entry.is_wanted and (entry.row, entry.key) in cells:
                    entry.is_dropped, entry.is_overtaken = is_own, not is_own
