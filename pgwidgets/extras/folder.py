"""What is in a folder, as a list for people: safe texts, natural order, sizes and dates."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pgwidgets.extras.filters import Filter
from pgwidgets.extras.paths import Paths

_NUMBER = re.compile("([0-9]+)")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def safe_text(name: str | os.PathLike[str]) -> str:
    r"""Return a name as text that can be sent and shown.

    Bytes that are no UTF-8, line breaks, and characters that would turn the writing direction
    become a replacement character, so a name is always one line that reads as it is.

    Parameters
    ----------
    name : str or path-like

    Examples
    --------
    >>> safe_text("caf\udce9.txt") == "caf\N{REPLACEMENT CHARACTER}.txt"
    True
    """
    text = os.fspath(name)
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _REPLACEMENT for character in text)


def natural_key(name: str) -> list[str | int]:
    """Return what names are sorted by: not by case, and numbers in them by value.

    Examples
    --------
    >>> sorted(["b", "a10", "A9"], key=natural_key)
    ['A9', 'a10', 'b']
    """
    parts: list[str | int] = [*_NUMBER.split(name.casefold())]
    # text and numbers take turns, so that only like is compared with like
    parts[1::2] = map(int, parts[1::2])
    return parts


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or a folder in a folder.

    Attributes
    ----------
    folder : Path
        What it is in.
    name : str
        Exactly as the file system has it.
    is_folder : bool
        Whether it is a folder, or a link to one.
    """

    folder: Path
    name: str
    is_folder: bool

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.name

    @property
    def text(self) -> str:
        """The name to show; a folder's ends in a slash."""
        return safe_text(self.name) + ("/" if self.is_folder else "")


def read_folder(folder: Path, paths: Paths) -> list[Entry]:
    """Return what is in a folder that may be reached, folders first, in natural order.

    Raises
    ------
    OSError
        When it can't be read.
    """
    entries = []
    with os.scandir(folder) as found:
        for item in found:
            # only links can lead outside, and only they need a look at the disk
            if item.is_symlink() and not paths.contains(Path(item.path)):
                continue
            entries.append(Entry(folder, item.name, _is_folder(item)))
    return sorted(entries, key=_order)


def _order(entry: Entry) -> tuple[bool, list[str | int], str]:
    return not entry.is_folder, natural_key(entry.name), entry.name


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir()
    except OSError:
        return False


def select(
    entries: Iterable[Entry],
    *,
    pattern: Filter | None = None,
    search: str = "",
    hidden: bool = False,
    folders_only: bool = False,
) -> list[Entry]:
    """Return the entries that are wanted.

    Parameters
    ----------
    entries : iterable of Entry
    pattern : Filter, optional
        What files must fit; folders always do.
    search : str
        A part of the name, in whatever case.
    hidden : bool
        Whether names that begin with a dot are wanted.
    folders_only : bool
        Whether files are left out.
    """
    part = search.strip().casefold()

    def is_wanted(entry: Entry) -> bool:
        if not hidden and entry.name.startswith("."):
            return False
        if part and part not in safe_text(entry.name).casefold():
            return False
        if entry.is_folder:
            return True
        return not folders_only and (pattern is None or pattern.fits(entry.name))

    return [entry for entry in entries if is_wanted(entry)]


def details(entry: Entry) -> tuple[str, str]:
    """Return an entry's size and date as texts; empty where nothing is known."""
    path = entry.path
    try:
        facts = path.stat()
    except OSError:
        return ("broken link" if path.is_symlink() else "", "")
    return ("" if entry.is_folder else size_text(facts.st_size), date_text(facts.st_mtime))


def size_text(size: int) -> str:
    """Return a size in bytes for people.

    Examples
    --------
    >>> size_text(999), size_text(1234567)
    ('999 B', '1.2 MB')
    """
    if size < 1000:
        return f"{size} B"
    value, units = size / 1000, ["kB", "MB", "GB", "TB"]
    while value >= 999.5 and len(units) > 1:
        value /= 1000
        del units[0]
    return f"{value:.1f} {units[0]}" if value < 99.95 else f"{value:.0f} {units[0]}"


def date_text(seconds: float) -> str:
    """Return a time since the epoch as a date in the server's time zone."""
    try:
        return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
    except (OSError, OverflowError, ValueError):
        # file systems keep times that calendars don't have
        return ""
