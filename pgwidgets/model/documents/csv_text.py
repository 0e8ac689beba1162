"""Text with commas, as RFC 4180 has it, that spreadsheets run nothing of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from pgwidgets.model.documents.table import Table

BLOCK = 10_000
"""So many rows are made into text at once."""

WRITTEN = frozenset({"integer", "float", "boolean", "date", "datetime", "timedelta"})
"""The kinds of columns whose texts are made of values: nobody has typed a formula there."""

FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet computes, in letters of either width."""

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def csv_blocks(table: Table, *, keep_formulas: bool) -> Iterator[str]:
    """Yield the table as it shows, piece by piece: its heads, and then its rows.

    Parameters
    ----------
    keep_formulas : bool
        Whether texts that a spreadsheet would compute stay as they are; otherwise an apostrophe
        stands before each.
    """
    heads = [table.columns[key].label for key in table.visible]
    yield _written([heads if keep_formulas else harmless(heads)])
    for first in range(0, len(table.shown), BLOCK):
        rows = table.shown.part(first, first + BLOCK)
        texts: list[Sequence[str]] = []
        for key in table.visible:
            plain = table.face(key).plain(rows)
            texts.append(plain if keep_formulas or _is_written(table, key) else harmless(plain))
        yield _written(zip(*texts, strict=True) if texts else ())


def _is_written(table: Table, key: str) -> bool:
    column = table.columns[key]
    return column.kind in WRITTEN and table.face(key) is column


def harmless(texts: Iterable[str]) -> list[str]:
    """Return texts of which a spreadsheet computes none."""
    return [f"'{text}" if is_formula(text) else text for text in texts]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute a text; it would read a number as one."""
    return FORMULA.match(text) is not None and NUMBER.fullmatch(text) is None


def _written(rows: Iterable[Iterable[str]]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows(rows)
    return made.getvalue()
