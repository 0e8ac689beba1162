"""Text with tabs, as spreadsheets put it into the clipboard and take it from there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

# a cell in quotes, if what is behind them ends it, and otherwise what is there as it is; then
# what ends it
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*))(\t|\r\n|\r|\n|\Z)')


def write_tsv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as text: a text that has a tab, a line break or a quote is in quotes."""
    made = io.StringIO()
    csv.writer(made, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return made.getvalue().removesuffix("\n")


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
