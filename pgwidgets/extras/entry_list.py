"""The list of a folder's entries: rows to select and to open."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pgwidgets.extras.adapter import Adapter, Happening
from pgwidgets.extras.folder import Entry, details

PAGE = 100
"""So many rows are made at a time."""

FAR = 500
"""An entry behind so many others gets no row unless the user asks for more or searches."""

ROW_HEIGHT = 26
SIZE_WIDTH = 84
DATE_WIDTH = 132
SHORT_NAME = 24
"""Longer names may be cut off in a narrow dialog; their tooltip shows them whole."""

MOVES = {"ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"}

SELECTED = "var(--pg-selection)"


def _icon(drawing: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


# Colors that show on light and on dark.
FOLDER_ICON = _icon('<path fill="#5b8fd9" d="M1 3h5l2 2h7v8.5H1z"/>')
FILE_ICON = _icon(
    '<path fill="none" stroke="#8a919b" stroke-width="1.2" d="M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3"/>'
)
UNTICKED_ICON = _icon(
    '<rect x="2" y="2" width="12" height="12" rx="2.5" fill="none" stroke="#8a919b" '
    'stroke-width="1.4"/>'
)
TICKED_ICON = _icon(
    '<rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="#3670dc"/>'
    '<path fill="none" stroke="#fff" stroke-width="1.8" d="M4.5 8l2.5 2.5 4.5-5"/>'
)


@dataclass(eq=False)
class Row:
    """An entry and the widgets that show it."""

    entry: Entry
    box: Any
    icon: Any
    name: Any


class EntryList:
    """A scrolled list of files and folders, of which one or several files can be selected.

    Parameters
    ----------
    adapter : Adapter

    Attributes
    ----------
    widget : VBox
    multiple : bool
        Whether several files can be ticked; a click then changes one of them.
    """

    def __init__(self, adapter: Adapter) -> None:
        self.multiple = False
        # makes the rows
        self._adapter = adapter
        # called when the user has changed the selection
        self._on_selected: Callable[[], Happening] = lambda: None
        # called with what the user opened
        self._on_opened: Callable[[Entry], Happening] = lambda _entry: None
        # all that the list has, with a row or without
        self._entries: Sequence[Entry] = ()
        # those of the first entries, as many as were made so far
        self._rows: list[Row] = []
        # what is selected, by name
        self._chosen: dict[str, Entry] = {}
        # where a range of ticks begins: the file that was ticked last
        self._anchor: Entry | None = None
        # holds the rows of one folder; another folder gets another one
        self._content: Any = adapter.make("VBox")
        self.area: Any = adapter.make("ScrollArea", hscrollbar="off")
        self.area.set_widget(self._content)
        # in the header above the scroll bar, so that columns are in line
        self._gap: Any = adapter.make("Label", "")
        adapter.handle(self.area, "area-resize", self._fit_header)
        self.widget: Any = adapter.make("VBox")
        self.widget.set_border_width(1)
        self.widget.set_border_color("var(--pg-line-field)")
        self.widget.set_min_size(height=5 * ROW_HEIGHT)
        self.widget.add_widget(self._header())
        self.widget.add_widget(self.area, 1)

    def connect(
        self, selected: Callable[[], Happening], opened: Callable[[Entry], Happening]
    ) -> None:
        """Say what is called when the user changes the selection, and opens an entry.

        Parameters
        ----------
        selected : callable
        opened : callable
            Gets the entry that the user double-clicked, or pressed Enter on.
        """
        self._on_selected = selected
        self._on_opened = opened

    @property
    def chosen(self) -> list[Entry]:
        """What is selected, in the list's order."""
        chosen = self._chosen
        return [entry for entry in self._entries if entry.name in chosen] if chosen else []

    @property
    def shown(self) -> int:
        """How many entries have a row."""
        return len(self._rows)

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def show(self, entries: Sequence[Entry], chosen: Collection[str] = ()) -> None:
        """Show the first page of these entries of a folder, with some selected by name.

        The first one of these is scrolled into view.
        """
        former = self._content
        self._rows = []
        self._entries = entries
        self._anchor = None
        self._chosen = {entry.name: entry for entry in entries if entry.name in chosen}
        # filled before it is placed, so that pages lay it out once
        self._content = self._adapter.make("VBox")
        self.show_more()
        first = next((index for index, item in enumerate(entries) if item.name in self._chosen), 0)
        while self.shown <= first < min(FAR, len(entries)):
            self.show_more()
        self.area.set_widget(self._content)
        self._scroll_to(first)
        former.destroy()

    def show_more(self) -> None:
        """Show one more page."""
        for entry in self._entries[self.shown : self.shown + PAGE]:
            self._rows.append(self._make_row(entry))

    def focus(self) -> None:
        """Give the keyboard focus to the first row, if there is one."""
        if self._rows:
            self._rows[0].name.set_focus()

    def _scroll_to(self, index: int) -> None:
        """Bring a row to the middle, as far as that goes."""
        _, height = self.area.get_size()
        way = self.shown * ROW_HEIGHT - height
        # before a page has laid it out, it has no height
        above = index * ROW_HEIGHT - max(0, height - ROW_HEIGHT) / 2
        self.area.set_scroll_position(v_pct=min(1, max(0, above / way)) if way > 0 else 0)

    def _header(self) -> Any:
        header = self._adapter.make("HBox", spacing=0, padding=[0, 8])
        header.set_bg("var(--pg-surface-sunken)")
        for text, width, halign in (
            ("Name", None, "left"),
            ("Size", SIZE_WIDTH, "right"),
            ("Modified", DATE_WIDTH, "right"),
        ):
            label = self._cell(text, width, halign)
            label.set_font(size=12, weight=600)
            label.set_color(fg="var(--pg-text-muted)")
            header.add_widget(label, 0 if width else 1)
        header.add_widget(self._gap)
        return header

    def _fit_header(self, *room: float) -> Happening:
        """Leave as much at the header's end as the scroll bar takes of the rows."""
        _, _, bar, _ = room
        self._gap.resize(width=bar)
        return None

    def _cell(self, text: str, width: int | None, halign: str, **options: Any) -> Any:
        label = self._adapter.make("Label", text, halign=halign, **options)
        label.resize(width=width, height=ROW_HEIGHT)
        return label

    def _make_row(self, entry: Entry) -> Row:
        adapter = self._adapter
        size, date = details(entry)
        icon = adapter.make("Image", url=self._icon_of(entry), interactive=True)
        icon.resize(18, 16)
        icon.set_padding([0, 2, 0, 0])
        name = self._cell(entry.text, None, "left", interactive=True)
        name.set_padding([0, 4])
        if len(entry.text) > SHORT_NAME:
            name.set_tooltip(entry.text)
        row = Row(entry, adapter.make("HBox", spacing=0, padding=[0, 8]), icon, name)
        row.box.set_align("center")
        row.box.add_widget(icon)
        row.box.add_widget(name, 1)
        cells = [icon, name]
        for text, width in ((size, SIZE_WIDTH), (date, DATE_WIDTH)):
            cells.append(self._cell(text, width, "right", interactive=True))
            row.box.add_widget(cells[-1])
        for cell in cells:
            adapter.handle(cell, "click", self._clicked, row)
            adapter.handle(cell, "dblclick", self._opened, row)
        adapter.handle(name, "key-up", self._moved, row)
        self._paint(row)
        self._content.add_widget(row.box)
        return row

    def _icon_of(self, entry: Entry) -> str:
        if entry.is_folder:
            return FOLDER_ICON
        if self.multiple:
            return TICKED_ICON if entry.name in self._chosen else UNTICKED_ICON
        return FILE_ICON

    def _paint(self, row: Row) -> None:
        is_chosen = row.entry.name in self._chosen
        row.box.set_bg(SELECTED if is_chosen else None)
        if self.multiple and not row.entry.is_folder:
            row.icon.set_image(self._icon_of(row.entry))

    def _clicked(self, row: Row, event: Any) -> Happening:
        if row not in self._rows:
            # the list has changed since
            return None
        is_range = "shift" in event.get("modifiers", ())
        if self.multiple and not row.entry.is_folder:
            self._tick(row.entry, is_range=is_range)
        else:
            self._select(row.entry)
        return self._on_selected()

    def _opened(self, row: Row, _event: Any) -> Happening:
        return self._on_opened(row.entry) if row in self._rows else None

    def _moved(self, row: Row, event: Any) -> Happening:
        """Let the selection follow the arrow keys, unless several can be ticked."""
        if self.multiple or event.get("key") not in MOVES or row not in self._rows:
            return None
        self._select(row.entry)
        return self._on_selected()

    def _select(self, entry: Entry) -> None:
        self._change({entry.name: entry})

    def _tick(self, entry: Entry, *, is_range: bool) -> None:
        files = {name: found for name, found in self._chosen.items() if not found.is_folder}
        if is_range and self._anchor is not None:
            first, last = sorted((self._index(self._anchor), self._index(entry)))
            files |= {
                row.entry.name: row.entry
                for row in self._rows[first : last + 1]
                if not row.entry.is_folder
            }
        elif files.pop(entry.name, None) is None:
            files[entry.name] = entry
        self._anchor = entry
        self._change(files)

    def _index(self, entry: Entry) -> int:
        return next(index for index, row in enumerate(self._rows) if row.entry is entry)

    def _change(self, chosen: dict[str, Entry]) -> None:
        changed = self._chosen.keys() ^ chosen.keys()
        self._chosen = chosen
        for row in self._rows:
            if row.entry.name in changed:
                self._paint(row)
