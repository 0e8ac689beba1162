"""What a saved notebook has in the place of a table: its first rows, as plain markup."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.table_footer import told_now
from pgwidgets.catalog.table_still_cells import (
    decimals_of,
    has_points,
    kind_of,
    lacking,
    shown_text,
)
from pgwidgets.model.documents.table import Table
from pgwidgets.model.documents.table_parts import Part
from pgwidgets.model.node import Node

MOST_ROWS = 10
MOST_COLUMNS = 12
MOST_CHARACTERS = 60

CELL_STYLE = (
    "padding: 2px 8px; border: 0; border-bottom: 1px solid rgba(128, 128, 128, 0.4); "
    "white-space: pre; text-align: "
)
"""Neither ground nor color of the text is set: it is read in light and dark."""

INDENTATION = "\N{EM SPACE}"
"""Before what is in something else, for each level."""

TABLE_STYLE = (
    "border-collapse: collapse; margin: 4px 0; font-size: 13px; font-variant-numeric: tabular-nums"
)
CAPTION_STYLE = "margin: 4px 0; font-size: 12px; opacity: 0.8"


class _Cell(NamedTuple):
    """One cell.

    Attributes
    ----------
    text : str
    side : str
        Where in the cell its text is.
    before, behind : str
        What moves the text from there.
    """

    text: str
    side: str
    before: str = ""
    behind: str = ""


def still_table(node: Node) -> str:
    """Return the first rows of the columns that show, and a word on what is left out."""
    table = table_of(node)
    columns = node.state["columns"][:MOST_COLUMNS]
    told = table.window(Part(0, MOST_ROWS))["rows"]
    # what is in what, also where no style is left
    depths = [INDENTATION * (len(table.path(row)) - 1) for row, *_ in told]
    footer = told_now(node)
    made = [
        _column(
            column,
            [cells[place] for _, _, cells, *_ in told],
            footer.get(column["key"]),
            [""] * len(told) if place else depths,
        )
        for place, column in enumerate(columns)
    ]
    if node.state["show_row_numbers"]:
        numbers = map(str, range(1, len(told) + 1))
        made.insert(0, [_Cell(text, "right") for text in ("", *numbers, "")])
    head, *body, foot = zip(*made, strict=True) if made else ((), ())
    lines = "".join(_line("td", cells) for cells in body)
    has_foot = any(column["key"] in footer for column in columns)
    return (
        '<div style="overflow-x: auto">'
        f'<table style="{TABLE_STYLE}"><thead>{_line("th", head)}</thead><tbody>{lines}</tbody>'
        + (f"<tfoot>{_line('td', foot)}</tfoot>" if has_foot else "")
        + "</table></div>"
        f'<div style="{CAPTION_STYLE}">{_caption(node, len(told), columns)}</div>'
    )


def _column(
    column: Mapping[str, Any],
    cells: Sequence[Any],
    total: Sequence[str | None] | None,
    before: Sequence[str],
) -> list[_Cell]:
    """Return the head of a column, its cells, and what it comes to."""
    side = column["halign"]
    texts = [shown_text(cell, column) for cell in cells]
    most = decimals_of(texts) if has_points(column) else 0
    inner = [
        _Cell(text, side, indent, lacking(text, most))
        for text, indent in zip(texts, before, strict=True)
    ]
    name, text = total or ("", "")
    sum_ = "…" if text is None else text
    title = f"{str(name)[:1].upper()}{str(name)[1:]}"
    return [
        _Cell(column["label"], side),
        *inner,
        _Cell(f"{title} {sum_}".strip(), side, "", lacking(sum_, most)),
    ]


def _line(tag: str, cells: Sequence[_Cell]) -> str:
    return f"<tr>{''.join(_marked_up(tag, cell) for cell in cells)}</tr>"


def _marked_up(tag: str, cell: _Cell) -> str:
    line = " ".join(cell.text[: 2 * MOST_CHARACTERS].split())
    if len(line) > MOST_CHARACTERS:
        line = line[: MOST_CHARACTERS - 1] + "…"
    text = f"{cell.before}{html.escape(line)}{cell.behind}"
    # some take styles away, and leave what HTML had before there were those
    return f'<{tag} align="{cell.side}" style="{CELL_STYLE}{cell.side}">{text}</{tag}>'


def _caption(node: Node, rows: int, columns: Sequence[Mapping[str, Any]]) -> str:
    """Return what is left out, in words."""
    table = table_of(node)
    if not len(table):
        return "No rows, as it was shown."
    count = len(table.shown)
    # those that a filter leaves out, or that are in closed branches, do not show
    of_all = "" if count == len(table) else f" (of {len(table):,} in all)"
    shown = [
        _part(rows, count, "row") + of_all,
        _part(len(columns), len(table.visible), "column"),
    ]
    said = " and ".join(shown)
    lacks = " and ".join(_lacking(table, columns))
    return f"{said[0].upper()}{said[1:]}, as it was shown{lacks and f', without {lacks}'}."


def _part(count: int, total: int, what: str) -> str:
    some = f"{total:,} {what}{'' if total == 1 else 's'}"
    return some if count == total else f"the first {count} of {some}"


def _lacking(table: Table, columns: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what the page shows that is no text."""
    kinds = set(map(kind_of, columns))
    if "icon" in kinds:
        yield "pictures"
    if "progress" in kinds or any((column.get("format") or {}).get("bar") for column in columns):
        yield "bars"
    if not table.looks.is_empty:
        yield "colors"
