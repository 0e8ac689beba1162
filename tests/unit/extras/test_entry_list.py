from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.extras.entry_list import FAR, PAGE, EntryList
from pgwidgets.extras.folder import Entry

Handlers = dict[str, Callable[..., Any]]


class Table:
    """Stands for the widget: keeps what it is told."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.selected: list[int] = []
        self.scrolled: list[int] = []

    def set_min_size(self, height: int) -> None:
        """Have a size."""

    def set_rows(self, rows: list[Any]) -> None:
        """Set the rows."""
        self.rows = list(rows)

    def set_selected(self, rows: list[int]) -> None:
        """Select rows."""
        self.selected = rows

    def get_selected(self) -> list[int]:
        """Return the selected rows."""
        return self.selected

    def scroll_to_row(self, row: int) -> None:
        """Scroll."""
        self.scrolled.append(row)


class Adapter:
    """Stands for what makes the widget: keeps the handlers."""

    def __init__(self) -> None:
        self.handlers: Handlers = {}

    def make(self, kind: str) -> Table:
        """Return the widget."""
        return Table()

    def handle(self, widget: Table, action: str, function: Callable[..., Any]) -> None:
        """Keep a handler."""
        self.handlers[action] = function


@pytest.fixture
def adapter() -> Adapter:
    return Adapter()


@pytest.fixture
def listing(adapter: Adapter) -> EntryList:
    return EntryList(adapter)  # type: ignore[arg-type]  # a stand-in


def entries(folder: Path, *names: str) -> list[Entry]:
    return [Entry(folder, name, name.endswith("d")) for name in names]


def names(listing: EntryList) -> list[str]:
    return [row[2] for row in listing.widget.rows]


def test_rows_of_another_folder_are_other_rows(listing: EntryList, tmp_path: Path) -> None:
    listing.show(entries(tmp_path, "d", "a", "b"))
    before = listing.widget.rows
    assert [row[1] for row in before] == ["folder", "file", "file"]
    listing.show(entries(tmp_path, "d", "b", "c"))
    after = listing.widget.rows
    assert names(listing) == ["d/", "b", "c"]
    assert [row[0] for row in after[:2]] == [before[0][0], before[2][0]]
    listing.show(entries(tmp_path / "d", "a", "b"))
    assert not {row[0] for row in listing.widget.rows} & {row[0] for row in before + after}


def test_what_a_page_opens_that_is_not_there_is_nothing(
    adapter: Adapter, listing: EntryList, tmp_path: Path
) -> None:
    opened: list[Entry] = []
    listing.connect(lambda: None, opened.append, lambda: None)
    listing.show(entries(tmp_path, "a"))
    former = listing.widget.rows[0][0]
    listing.show(entries(tmp_path / "d", "b"))
    for row in (former, 0, -1, 2**40):
        adapter.handlers["activated"](row)
    assert opened == []
    adapter.handlers["activated"](listing.widget.rows[0][0])
    assert [entry.name for entry in opened] == ["b"]


def test_what_is_selected_has_a_row(listing: EntryList, tmp_path: Path) -> None:
    many = entries(tmp_path, *(f"f{number}" for number in range(FAR + PAGE)))
    listing.show(many, {f"f{PAGE + 1}"})
    assert (listing.shown, listing.total) == (2 * PAGE, FAR + PAGE)
    assert [entry.name for entry in listing.chosen] == [f"f{PAGE + 1}"]
    assert listing.widget.scrolled == [listing.widget.selected[0]]
    listing.show_more()
    assert listing.shown == 3 * PAGE
    listing.show(many, {f"f{FAR + 1}"})
    assert (listing.shown, listing.chosen) == (PAGE, [])
