"""The widgets of the file browser's dialog, and how they lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pgwidgets.extras.adapter import Adapter
from pgwidgets.extras.entry_list import EntryList
from pgwidgets.extras.filters import Filter

WIDTH, HEIGHT = 660, 500
SPACING = 8
ROW_HEIGHT = 28


class FileDialog:
    """The widgets; what they do is told elsewhere.

    Parameters
    ----------
    adapter : Adapter
    show_hidden : bool
        Whether the box for hidden files is ticked.

    Attributes
    ----------
    dialog, question : Dialog
        The whole, and what asks before a file is replaced.
    up, home, path
        Where the folder is shown and left.
    list : EntryList
    status, more
        What the list says of itself, and the button for more rows.
    search, hidden, filter
        What narrows the list.
    filename : TextEntry
    accept : Button
    """

    def __init__(self, adapter: Adapter, *, show_hidden: bool) -> None:
        # makes the widgets
        self._adapter = adapter
        make = adapter.make
        self.dialog = make("Dialog", "", modal=True, resizable=True)
        self.up = make("Button", "Up")
        self.up.set_tooltip("The folder above this one")
        self.home = make("Button", "Home")
        self.path = self._entry("Folder")
        # says what went wrong; hidden while nothing has
        self._error = make("Label", "")
        self._error.set_color(fg="var(--pg-danger)")
        self.list = EntryList(adapter)
        self.status = make("Label", "")
        self.status.set_color(fg="var(--pg-text-muted)")
        self.more = make("Button", "Show more")
        self.search = self._entry("Search for a part of a name")
        self.hidden = make("CheckBox", "Hidden files")
        self.hidden.set_state(show_hidden)
        self.filter = make("ComboBox")
        self.filter.set_tooltip("Kind of files")
        self.filename = self._entry("File name")
        self.accept = make("Button", "Open", kind="primary")
        self._lay_out()
        self._make_question()

    def _entry(self, meaning: str) -> Any:
        entry = self._adapter.make("TextEntry")
        # for those who hear the dialog instead of seeing it, too
        entry.set_tooltip(meaning)
        return entry

    def _row(self, *widgets: Any, wide: Any) -> Any:
        row = self._adapter.make("HBox", spacing=SPACING)
        # where all is too low, it scrolls instead of lying over one another
        row.set_min_size(height=ROW_HEIGHT)
        for widget in widgets:
            row.add_widget(widget, 1 if widget is wide else 0)
        return row

    def _lay_out(self) -> None:
        make, dialog = self._adapter.make, self.dialog
        dialog.set_spacing(SPACING)
        dialog.resize(WIDTH, HEIGHT)
        # the file name, for a choice that needs one
        self._name_row = self._row(make("Label", "Name"), self.filename, wide=self.filename)
        narrow = self._row(make("Label", "Search"), self.search, self.filter, wide=self.search)
        dialog.add_widget(self._row(self.up, self.home, self.path, wide=self.path))
        dialog.add_widget(self._error)
        dialog.add_widget(self.list.widget, 1)
        dialog.add_widget(self._row(self.status, self.more, self.hidden, wide=self.status))
        dialog.add_widget(narrow)
        dialog.add_widget(self._name_row)
        dialog.add_button(make("Button", "Cancel"), value=False)
        dialog.add_button(self.accept, value=True)

    def _make_question(self) -> None:
        # the first button has the focus: Enter keeps the file
        self.question = self._adapter.make(
            "Dialog",
            "Replace the file?",
            [("No", False), ("Yes", True)],
            dangerous=["Yes"],
            modal=True,
            autoclose=True,
        )
        self.question.resize(width=400)
        # what the user is asked before a file is replaced
        self._asked = self._adapter.make("Label", "")
        self.question.add_widget(self._asked)

    def ask(self, name: str) -> None:
        """Ask whether a file may be replaced."""
        self._asked.set_text(f"“{name}” is there already. Replace it?")
        self.question.popup()

    def set_error(self, text: str) -> None:
        """Say what went wrong; nothing for an empty text."""
        self._error.set_text(text)
        if text:
            self._error.show()
        else:
            self._error.hide()

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Offer filters, the first one chosen."""
        self.filter.clear()
        for item in filters:
            self.filter.append_text(item.label)
        if filters:
            self.filter.set_index(0)

    def set_kind(self, title: str, accept: str, *, filtered: bool, named: bool) -> None:
        """Show what one kind of choice needs."""
        self.dialog.set_title(title)
        self.accept.set_text(accept)
        for widget, is_wanted in ((self.filter, filtered), (self._name_row, named)):
            if is_wanted:
                widget.show()
            else:
                widget.hide()

    def set_more(self, number: int) -> None:
        """Offer so many more rows; no button for 0."""
        if number:
            self.more.set_text(f"Show {number} more")
            self.more.show()
        else:
            self.more.hide()
