"""Text with tabs, as spreadsheets put it into the clipboard and take it from there."""

from __future__ import annotations

import re
from collections.abc import Sequence

# a cell in quotes, if what is behind them ends it, and otherwise what is there as it is; then
# what ends it
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*))(\t|\r\n|\r|\n|\Z)')


_SPECIAL = re.compile(r'[\t\r\n"]')


def write_tsv(columns: Sequence[Sequence[str]]) -> str:
    """Return columns as text, as pages do: what has a tab, a line break or a quote is in quotes."""
    written = [_quoted(column, is_alone=len(columns) == 1 < len(column)) for column in columns]
    return "\n".join(map("\t".join, zip(*written, strict=True)))


def _quoted(texts: Sequence[str], *, is_alone: bool) -> Sequence[str]:
    """Return the texts of a column as they are written.

    Parameters
    ----------
    is_alone : bool
        Whether there is no other column, but other rows: an empty line would be none of them.
    """
    if _SPECIAL.search("".join(texts)) is None and not (is_alone and "" in texts):
        # as most columns are
        return texts
    return [
        _within_quotes(text) if _SPECIAL.search(text) or (is_alone and not text) else text
        for text in texts
    ]


def _within_quotes(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def read_tsv(text: str) -> list[list[str]]:
    """Return the rows of a text."""
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None  # as anything is a cell
        quoted, plain, end = found.groups()
        row.append(plain if quoted is None else _within(quoted))
        at = found.end()
        if end == "\t":
            continue
        rows.append(row)
        row = []
        # a spreadsheet ends its last row, too
        if at == len(text):
            return rows


def _within(quoted: str) -> str:
    """Return the text of a cell that was in quotes."""
    return quoted.replace('""', '"').replace("\r\n", "\n")
