"""A text, long or growing, of which an edit touches a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pgwidgets.model.documents.changes import Change, splice
from pgwidgets.model.documents.sequence import Sequence

CHUNK = 4 * 1024
"""A text is kept in chunks of about so many characters: an edit copies one of them."""


class Text(Sequence):
    """A text in chunks.

    Positions count characters, as Python's strings do.

    Parameters
    ----------
    text : str
    """

    __slots__ = ("_breaks", "_chunks", "_length", "_whole")

    def __init__(self, text: str = "") -> None:
        self.replace(text)

    def replace(self, content: str) -> None:
        # none of them is empty
        self._chunks = list(_chunks_of(content))
        # how many line breaks each of them has
        self._breaks = [chunk.count("\n") for chunk in self._chunks]
        self._length = len(content)
        # all of it, once somebody asked since the last edit
        self._whole: str | None = content

    def __len__(self) -> int:
        return self._length

    def __repr__(self) -> str:
        return f"Text({str(self)!r})"

    def __str__(self) -> str:
        if self._whole is None:
            self._whole = "".join(self._chunks)
        return self._whole

    @property
    def size(self) -> int:
        return self._length

    def content(self) -> str:
        return str(self)

    def read_elements(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"what a change of a text inserts must be text, not {value!r:.40}")
        return value

    def splice(self, at: int, removed: int, inserted: str | None) -> None:
        added = inserted or ""
        first, start = self._find(at)
        last, end = (first, start) if not removed else self._find(at + removed)
        self._whole = None
        self._length += len(added) - removed
        if first == len(self._chunks):
            # most texts grow at their end
            self._append(added)
            return
        chunk = self._chunks[first]
        if last == first and 0 < len(chunk) + len(added) - removed <= 2 * CHUNK:
            self._breaks[first] += added.count("\n") - chunk.count("\n", start, end)
            self._chunks[first] = chunk[:start] + added + chunk[end:]
            return
        tail = self._chunks[last][end:] if last < len(self._chunks) else ""
        chunks = list(_chunks_of(self._chunks[first][:start] + added + tail))
        self._chunks[first : last + 1] = chunks
        self._breaks[first : last + 1] = [chunk.count("\n") for chunk in chunks]

    def _append(self, added: str) -> None:
        if self._chunks and len(self._chunks[-1]) + len(added) <= CHUNK:
            self._chunks[-1] += added
            self._breaks[-1] += added.count("\n")
            return
        for chunk in _chunks_of(added):
            self._chunks.append(chunk)
            self._breaks.append(chunk.count("\n"))

    def _find(self, position: int) -> tuple[int, int]:
        """Return the index of the chunk that has a position, and the position in it."""
        if position == self._length:
            return len(self._chunks), 0
        for index, chunk in enumerate(self._chunks):
            if position < len(chunk):
                return index, position
            position -= len(chunk)
        return len(self._chunks), 0

    def appended(self, text: str) -> Change:
        """Return the change that adds to the end."""
        return splice(self._length, 0, text)

    def trimmed(self, lines: int) -> Change:
        """Return the change that leaves the last lines.

        A line break at the very end begins no line.

        Parameters
        ----------
        lines : int
            How many; 0 means all.
        """
        if lines <= 0 or not self._length:
            return ()
        count = sum(self._breaks) + (self._chunks[-1][-1] != "\n")
        return splice(0, self._start_of(count - lines), None) if count > lines else ()

    def _start_of(self, line: int) -> int:
        """Return the position at which a line begins, counted from 0."""
        passed = 0
        for chunk, breaks in zip(self._chunks, self._breaks, strict=True):
            if line > breaks:
                line -= breaks
                passed += len(chunk)
                continue
            start = 0
            for _ in range(line):
                start = chunk.index("\n", start) + 1
            return passed + start
        return passed


def _chunks_of(text: str) -> Iterator[str]:
    if 0 < len(text) <= 2 * CHUNK:
        # not in two: who types in the midst of a full chunk shall not leave crumbs
        yield text
        return
    for start in range(0, len(text), CHUNK):
        yield text[start : start + CHUNK]
