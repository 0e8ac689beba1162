"""The list of a folder's entries: rows to select and to open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import count
from typing import Any, Literal, TypeAlias

from pgwidgets.extras.adapter import Adapter, Happening
from pgwidgets.extras.folder import Entry, details

PAGE = 100
"""So many rows are made at a time."""

FAR = 500
"""An entry behind so many others gets no row unless the user asks for more or searches."""

LOWEST = 130
"""The list's least height in px."""

Row: TypeAlias = tuple[int, Literal["folder", "file"], str, str, str]
"""Id, kind, name, size and date."""


class EntryList:
    """A scrolled list of files and folders, of which one or several files can be selected.

    Parameters
    ----------
    adapter : Adapter

    Attributes
    ----------
    widget : FileTable
    """

    def __init__(self, adapter: Adapter) -> None:
        # connects the handlers
        self._adapter = adapter
        # all that the list has, with a row or without
        self._entries: Sequence[Entry] = ()
        # those of the first entries that have one, by their ids
        self._shown: dict[int, Entry] = {}
        # what shows them
        self._rows: list[Row] = []
        # no id is given twice: what a page says of former rows is about nothing then
        self._ids = count(1)
        self.widget: Any = adapter.make("FileTable")
        self.widget.set_min_size(height=LOWEST)

    def connect(
        self,
        selected: Callable[[], Happening],
        opened: Callable[[Entry], Happening],
        left: Callable[[], Happening],
    ) -> None:
        """Say what is called when the user does something with the list.

        Parameters
        ----------
        selected : callable
            The user has changed the selection.
        opened : callable
            Gets the entry that the user double-clicked, or pressed Enter on.
        left : callable
            The user wants to go to the folder above.
        """

        def open_row(row: int) -> Happening:
            entry = self._shown.get(row)
            # the list may have changed since
            return None if entry is None else opened(entry)

        self._adapter.handle(self.widget, "selected", lambda _rows: selected())
        self._adapter.handle(self.widget, "activated", open_row)
        self._adapter.handle(self.widget, "back", left)

    def set_multiple(self, multiple: bool) -> None:
        """Say whether several files can be ticked; a click then changes one of them."""
        self.widget.set_multiple(multiple)

    @property
    def chosen(self) -> list[Entry]:
        """What is selected, in the list's order."""
        chosen = set(self.widget.get_selected())
        return [entry for row, entry in self._shown.items() if row in chosen]

    @property
    def shown(self) -> int:
        """How many entries have a row."""
        return len(self._shown)

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def show(self, entries: Sequence[Entry], chosen: Collection[str] = ()) -> None:
        """Show the first page of these entries of a folder, with some selected by name.

        The first one of these is scrolled into view.
        """
        former = {entry: row for row, entry in self._shown.items()}
        self._entries, self._shown, self._rows = entries, {}, []
        wanted = [index for index, entry in enumerate(entries[:FAR]) if entry.name in chosen]
        pages = max(wanted, default=0) // PAGE + 1
        self._add(entries[: pages * PAGE], former)
        selected = [row for row, entry in self._shown.items() if entry.name in chosen]
        self.widget.set_selected(selected)
        if selected:
            self.widget.scroll_to_row(selected[0])

    def show_more(self) -> None:
        """Show one more page."""
        self._add(self._entries[self.shown : self.shown + PAGE], {})

    def focus(self) -> None:
        """Give the keyboard focus to the selected row, or else to the first."""
        self.widget.set_focus()

    def _add(self, entries: Iterable[Entry], former: dict[Entry, int]) -> None:
        """Make rows for more entries; those that had one are known by the same id."""
        for entry in entries:
            row = former.get(entry) or next(self._ids)
            self._shown[row] = entry
            kind: Literal["folder", "file"] = "folder" if entry.is_folder else "file"
            self._rows.append((row, kind, entry.text, *details(entry)))
        self.widget.set_rows(self._rows)
