"""Text with commas, as RFC 4180 has it, that spreadsheets run nothing of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pgwidgets.model.documents.sorting import Face
from pgwidgets.model.documents.table import Table
from pgwidgets.model.tables.pausing import no_pause

BLOCK = 10_000
"""So many rows are made into text at once."""

WRITTEN = frozenset({"integer", "float", "boolean", "date", "datetime", "timedelta"})
"""The kinds of columns whose texts are made of values: nobody has typed a formula there."""

FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet computes, in letters of either width."""

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True)
class Shown:
    """What a table shows at one moment, whatever it becomes.

    Attributes
    ----------
    rows : sequence of int
        In the order in which they show.
    columns : sequence
        The label of each that shows, what has its texts, and whether these are made of values.
    """

    rows: Sequence[int]
    columns: Sequence[tuple[str, Face, bool]]


def shown_now(table: Table) -> Shown:
    """Return what a table shows now."""
    columns = [
        (table.columns[key].label, table.face(key).frozen(), _is_written(table, key))
        for key in table.visible
    ]
    return Shown(table.shown.copied(), columns)


def csv_blocks(
    shown: Shown, *, keep_formulas: bool, pause: Callable[[], None] = no_pause
) -> Iterator[str]:
    """Yield what shows, piece by piece: its heads, and then its rows.

    Parameters
    ----------
    keep_formulas : bool
        Whether texts that a spreadsheet would compute stay as they are; otherwise an apostrophe
        stands before each.
    """
    heads = [label for label, _, _ in shown.columns]
    yield _written([heads if keep_formulas else harmless(heads)])
    for first in range(0, len(shown.rows), BLOCK):
        rows = shown.rows[first : first + BLOCK]
        texts: list[Sequence[str]] = []
        for _, face, is_written in shown.columns:
            plain = face.plain(rows)
            texts.append(plain if keep_formulas or is_written else harmless(plain))
        yield _written(zip(*texts, strict=True) if texts else ())
        pause()


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
