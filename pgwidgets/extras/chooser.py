"""What the file browser's user does, and what follows from it."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from pgwidgets.extras.adapter import Adapter, Happening
from pgwidgets.extras.entry_list import FAR, PAGE
from pgwidgets.extras.file_dialog import FileDialog
from pgwidgets.extras.filters import Filter
from pgwidgets.extras.folder import Entry, read_folder, safe_text, select
from pgwidgets.extras.paths import Paths, complaint, unwritable

Mode: TypeAlias = Literal["file", "files", "directory", "save"]

TITLES: dict[Mode, str] = {
    "file": "Open a file",
    "files": "Open files",
    "directory": "Choose a folder",
    "save": "Save as",
}

ACCEPTS: dict[Mode, str] = {"file": "Open", "files": "Open", "directory": "Choose", "save": "Save"}

CANCELLED: Happening = ("cancelled",)


class Chooser:
    """Brings the dialog, the folder that it shows and the user's choice together.

    Its methods with an underscore are handlers; they return a callback to make, or None.

    Parameters
    ----------
    adapter : Adapter
    paths : Paths
    folder : Path
        Shown first.
    show_hidden : bool

    Attributes
    ----------
    parts : FileDialog
    folder : Path
    mode : Mode
    filters : sequence of Filter
    title : str or None
        None for one that fits the mode.
    """

    def __init__(self, adapter: Adapter, paths: Paths, folder: Path, *, show_hidden: bool) -> None:
        self.parts = FileDialog(adapter, show_hidden=show_hidden)
        self.folder = folder
        self.mode: Mode = "file"
        self.filters: Sequence[Filter] = ()
        self.title: str | None = None
        # what may be reached
        self._paths = paths
        # all that is in the folder, wanted or not, as it was last read
        self._entries: list[Entry] = []
        # the file that the name was taken from: its text alone may not tell which
        self._named: Entry | None = None
        # the file that the user is asked whether to replace
        self._pending: Path | None = None
        self._connect(adapter)

    def _connect(self, adapter: Adapter) -> None:
        parts = self.parts
        parts.list.connect(self._selected, self._opened, self._left)
        adapter.handle(parts.dialog, "activated", self._pressed)
        adapter.handle(parts.dialog, "close", self._closed)
        adapter.handle(parts.question, "activated", self._answered)
        adapter.handle(parts.path, "activated", self._entered)
        adapter.handle(parts.up, "activated", self._went_up)
        adapter.handle(parts.home, "activated", self._went_home)
        adapter.handle(parts.filename, "activated", self._named_file)
        adapter.handle(parts.filename, "modified", self._typed)
        adapter.handle(parts.more, "activated", self._wanted_more)
        adapter.handle(parts.search, "modified", self._narrowed)
        adapter.handle(parts.hidden, "activated", self._narrowed)
        adapter.handle(parts.filter, "activated", self._narrowed)

    # -- what the program does, too ----------------------------------------------------

    def apply_mode(self) -> None:
        """Show what the mode needs."""
        is_filtered = bool(self.filters) and self.mode != "directory"
        self.parts.list.set_multiple(self.mode == "files")
        self.parts.set_kind(
            TITLES[self.mode] if self.title is None else self.title,
            ACCEPTS[self.mode],
            filtered=is_filtered,
            named=self.mode == "save",
        )

    def begin(self) -> None:
        """Put the keyboard focus where work begins."""
        if self.mode == "save":
            self.parts.filename.set_focus()
        elif self.parts.list.shown:
            self.parts.list.focus()
        else:
            self.parts.path.set_focus()

    def refresh(self) -> None:
        """Read the folder anew, or the closest one above it that is still there."""
        self.go_to(self._paths.nearest(self.folder))

    def go_to(self, folder: Path, chosen: str | None = None) -> bool:
        """Show a folder, or say why it can't be; returns whether it shows."""
        try:
            folder = self._paths.resolve(folder)
            self._entries = read_folder(folder, self._paths)
        except OSError as error:
            self.parts.set_error(complaint(error, safe_text(folder)))
            return False
        if folder != self.folder or chosen is not None:
            self.parts.search.clear()
        self.folder = folder
        self.parts.path.set_text(safe_text(folder))
        self.parts.up.set_enabled(self._paths.parent(folder) != folder)
        self.parts.set_error("")
        if chosen is not None and chosen in {entry.name for entry in self._wanted()[FAR:]}:
            self.parts.search.set_text(safe_text(chosen))
        self.show_entries(() if chosen is None else (chosen,))
        return True

    def _wanted(self) -> list[Entry]:
        return select(
            self._entries,
            pattern=self._filter,
            search=self.parts.search.get_text(),
            hidden=self.parts.hidden.get_state(),
            folders_only=self.mode == "directory",
        )

    def show_entries(self, chosen: Sequence[str] = ()) -> None:
        """List those entries that are wanted."""
        self.parts.list.show(self._wanted(), chosen)
        self.update()

    def update(self) -> None:
        """Say how much is shown and chosen, and whether that can be accepted."""
        parts = self.parts
        shown, total = parts.list.shown, parts.list.total
        parts.set_more(min(PAGE, total - shown))
        status = f"{total:,} {'entry' if total == 1 else 'entries'}"
        if shown < total:
            status = f"First {shown:,} of {status}"
        chosen = parts.list.chosen
        if self.mode == "files" and chosen:
            status += f"; {len(chosen):,} selected"
        parts.status.set_text(status)
        parts.accept.set_enabled(
            bool(parts.filename.get_text().strip())
            if self.mode == "save"
            else bool(chosen) or self.mode == "directory"
        )

    @property
    def _filter(self) -> Filter | None:
        index = self.parts.filter.get_index()
        return self.filters[index] if 0 <= index < len(self.filters) else None

    # -- going somewhere -----------------------------------------------------------------

    def _entered(self, text: str) -> Happening:
        """Go to the typed folder, or show the typed file in its folder."""
        if text == safe_text(self.folder):
            # it may stand for a name that can't be typed
            self.go_to(self.folder)
            return None
        try:
            path = self._paths.parse(text, self.folder)
            is_file = not path.is_dir() and path.exists()
        except OSError as error:
            self._complain(error, text)
            return None
        if is_file and self.mode != "directory":
            self._show_file(path)
        else:
            self.go_to(path)
        return None

    def _show_file(self, path: Path) -> None:
        if not self.go_to(path.parent, path.name):
            return
        self._selected()
        if not self.parts.list.chosen:
            name = safe_text(path.name)
            self.parts.set_error(f"“{name}” is there, but is hidden or does not fit the filter.")

    def _went_up(self) -> Happening:
        self.go_to(self._paths.parent(self.folder), self.folder.name)
        return None

    def _left(self) -> Happening:
        """Go to the folder above, and on from there by the keyboard."""
        if self.parts.up.get_enabled():
            self._went_up()
            self.parts.list.focus()
        return None

    def _went_home(self) -> Happening:
        self.go_to(self._paths.home)
        return None

    def _narrowed(self, *_: object) -> Happening:
        self.show_entries([entry.name for entry in self.parts.list.chosen])
        return None

    def _wanted_more(self) -> Happening:
        self.parts.list.show_more()
        self.update()
        return None

    # -- choosing ------------------------------------------------------------------------

    def _selected(self) -> Happening:
        chosen = self.parts.list.chosen
        if self.mode == "save" and chosen and not chosen[0].is_folder:
            self._named = chosen[0]
            self.parts.filename.set_text(safe_text(chosen[0].name))
        self.update()
        return None

    def _typed(self, _text: str) -> Happening:
        self.update()
        return None

    def _opened(self, entry: Entry) -> Happening:
        if entry.is_folder:
            if self.go_to(entry.path):
                self.parts.list.focus()
            return None
        if self.mode == "save":
            self._selected()
            return self._save()
        files = [] if self.mode == "file" else self._files()
        return self._take([*files, *({entry.path} - set(files))])

    def _named_file(self, _text: str) -> Happening:
        # a page may enter a name where none is asked for
        return self._save() if self.mode == "save" else None

    def _pressed(self, accepted: object) -> Happening:
        if not accepted:
            self.parts.dialog.hide()
            return CANCELLED
        chosen = self.parts.list.chosen
        if self.mode == "save":
            return self._save()
        if self.mode == "directory":
            return self._take_folder(chosen[0].path if chosen else self.folder)
        if len(chosen) == 1 and chosen[0].is_folder:
            self.go_to(chosen[0].path)
            return None
        return self._take(self._files())

    def _closed(self) -> Happening:
        return CANCELLED

    def _files(self) -> list[Path]:
        return [entry.path for entry in self.parts.list.chosen if not entry.is_folder]

    # -- accepting: the disk may have changed, and pages may ask for anything --------------

    def _take(self, paths: Sequence[Path]) -> Happening:
        found = []
        for path in paths:
            try:
                target = self._paths.resolve(path)
                target.stat()
                found.append(target)
            except OSError as error:
                self._complain(error, path.name)
                return None
        if not found:
            return None
        self.parts.dialog.hide()
        return ("activated", found if self.mode == "files" else found[0])

    def _take_folder(self, path: Path) -> Happening:
        try:
            target = self._paths.resolve(path)
            if not target.is_dir():
                raise NotADirectoryError(errno.ENOENT, os.strerror(errno.ENOENT))
        except OSError as error:
            self._complain(error, path.name)
            return None
        self.parts.dialog.hide()
        return ("activated", target)

    def _save(self) -> Happening:
        text = self.parts.filename.get_text()
        if not text.strip():
            return None
        try:
            target = self._target(text)
            if target.is_dir():
                self.go_to(target)
                return None
        except OSError as error:
            self._complain(error, text)
            return None
        problem = unwritable(target.parent, safe_text(target.parent))
        if problem:
            self.parts.set_error(problem)
            return None
        if os.path.lexists(target):
            self._pending = target
            self.parts.ask(safe_text(target.name))
            return None
        return self._saved(target)

    def _target(self, text: str) -> Path:
        """Return the path that a typed name stands for, with an extension."""
        named = self._named
        if named is not None and named.folder == self.folder and text == safe_text(named.name):
            return self._paths.resolve(named.path)
        target = self._paths.parse(text, self.folder)
        if target.suffix or target.is_dir() or self._filter is None:
            return target
        return self._paths.parse(text + self._filter.extension, self.folder)

    def _answered(self, replace: object) -> Happening:
        target, self._pending = self._pending, None
        return self._saved(target) if replace and target is not None else None

    def _saved(self, target: Path) -> Happening:
        self.parts.dialog.hide()
        return ("activated", target)

    def _complain(self, error: OSError, text: str) -> None:
        self.parts.set_error(complaint(error, safe_text(text)))
