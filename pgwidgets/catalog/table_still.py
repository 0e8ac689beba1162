"""What a saved notebook has in the place of a table: its first rows, as plain markup."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from pgwidgets.catalog.table_columns import table_of
from pgwidgets.model.documents.table import Table
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

TABLE_STYLE = "border-collapse: collapse; margin: 4px 0; font-size: 13px"
CAPTION_STYLE = "margin: 4px 0; font-size: 12px; opacity: 0.8"


def still_table(node: Node) -> str:
    """Return the first rows of the columns that show, and a word on what is left out."""
    table = table_of(node)
    columns = node.state["columns"][:MOST_COLUMNS]
    rows = table.shown.part(0, MOST_ROWS)
    heads = "".join(_cell("th", column["label"], column["halign"]) for column in columns)
    lines = "".join(f"<tr>{cells}</tr>" for cells in _lines(table, columns, rows))
    return (
        '<div style="overflow-x: auto">'
        f'<table style="{TABLE_STYLE}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
        f'<div style="{CAPTION_STYLE}">{_caption(table, len(rows), len(columns))}</div>'
    )


def _lines(table: Table, columns: Sequence[dict[str, Any]], rows: Sequence[int]) -> list[str]:
    """Return the cells of each row."""
    lines = [""] * len(rows)
    # what is in what, also where no style is left
    depths = [len(table.path(row)) - 1 for row in rows]
    for place, column in enumerate(columns):
        values = table.face(column["key"])
        cells = zip(values.texts(rows), values.shown(rows), strict=True)
        for at, (cell, text) in enumerate(cells):
            # where there is nothing, the cell before would span over it
            shown = "" if cell is None else _shown(text, column)
            indentation = "" if place else INDENTATION * depths[at]
            lines[at] += _cell("td", shown, column["halign"], indentation)
    return lines


def _shown(text: str, column: dict[str, Any]) -> str:
    if column["type"] == "icon":
        # its text is an address, perhaps all the bytes of a picture
        return ""
    return str(column.get("text", text)) if column.get("widget") == "button" else text


def _cell(tag: str, text: str, side: str, before: str = "") -> str:
    line = " ".join(text[: 2 * MOST_CHARACTERS].split())
    if len(line) > MOST_CHARACTERS:
        line = line[: MOST_CHARACTERS - 1] + "…"
    # some take styles away, and leave what HTML had before there were those
    return f'<{tag} align="{side}" style="{CELL_STYLE}{side}">{before}{html.escape(line)}</{tag}>'


def _caption(table: Table, rows: int, columns: int) -> str:
    """Return what is left out, in words."""
    if not len(table):
        return "No rows, as it was shown."
    count = len(table.shown)
    # those that a filter leaves out, or that are in closed branches, do not show
    of_all = "" if count == len(table) else f" (of {len(table):,} in all)"
    shown = [_part(rows, count, "row") + of_all, _part(columns, len(table.visible), "column")]
    said = " and ".join(shown)
    return f"{said[0].upper()}{said[1:]}, as it was shown."


def _part(count: int, total: int, what: str) -> str:
    some = f"{total:,} {what}{'' if total == 1 else 's'}"
    return some if count == total else f"the first {count} of {some}"
