"""Text with tabs, as spreadsheets put it into the clipboard and take it from there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def write_tsv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as text: a text that has a tab, a line break or a quote is in quotes."""
    made = io.StringIO()
    csv.writer(made, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return made.getvalue().removesuffix("\n")


def read_tsv(text: str) -> list[list[str]]:
    """Return the rows of a text."""
    # a spreadsheet ends its last row, too
    ended = text.replace("\r\n", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(ended, newline=""), dialect="excel-tab")]
