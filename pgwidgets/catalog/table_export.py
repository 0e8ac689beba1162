"""What tables show, as a file for spreadsheets and other programs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.methods import Compute, Method, Parameter
from pgwidgets.catalog.table_columns import table_of
from pgwidgets.catalog.types import BOOLEAN, TEXT, Optional, Type, wrong_type
from pgwidgets.model.documents.csv_text import csv_blocks, shown_now
from pgwidgets.model.documents.table_edits import Exported
from pgwidgets.model.node import Node
from pgwidgets.model.own import Unlocked
from pgwidgets.model.tables.pausing import Pause
from pgwidgets.model.tree import Tree

MOST_CELLS = 1_000_000
"""So many cells a page is handed as a file; what is larger, a program writes."""


FAILED = "The table could not be made into a file."


class FilePath(Type):
    """The path of a file on the program's computer."""

    python = "str | os.PathLike[str]"
    typescript = "string"

    def check(self, value: Any) -> Path:
        if not isinstance(value, str | os.PathLike):
            raise wrong_type("a path", value)
        return Path(value)


def to_csv(node: Node, path: Path | None = None, keep_formulas: bool = False) -> Unlocked:
    """Return what the table shows as text with commas, or write it to a file."""
    shown = shown_now(table_of(node))

    def work() -> str | None:
        blocks = csv_blocks(shown, keep_formulas=keep_formulas)
        if path is None:
            return "".join(blocks)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(blocks)
        return None

    return Unlocked(work)


def export_csv(tree: Tree, node: Node) -> None:
    """Hand a user what the table shows as a file."""
    table = table_of(node)
    cells = len(table.shown) * len(table.visible)
    if cells > MOST_CELLS:
        reason = f"The table is too large to download: it has {cells:,} cells."
        tree.reply(node, "data", Exported(None, reason))
        return
    shown = shown_now(table)

    def work(pause: Pause) -> str:
        return "".join(csv_blocks(shown, keep_formulas=False, pause=pause))

    def then(tree: Tree, node: Node, text: str | None) -> None:
        reason = FAILED if text is None else ""
        tree.reply(node, "data", Exported(text, reason))

    tree.undertake(node, "export", work, then)


EXPORT_METHODS: tuple[Method, ...] = (
    Compute(
        name="to_csv",
        doc="Return what the table shows as text with commas: the heads, and all rows in the order "
        "in which they show, of the columns that show. Values are exact, missing ones empty, and "
        "lines end as RFC 4180 has it.",
        parameters=(
            Parameter(
                "path",
                Optional(FilePath()),
                "The file to write it to, in UTF-8; nothing is returned then.",
                None,
            ),
            Parameter(
                "keep_formulas",
                BOOLEAN,
                "Whether a text stays as it is that a spreadsheet would compute; otherwise an "
                "apostrophe comes before one that begins with =, +, -, @, a tab or a line break "
                "and is no number.",
                False,
            ),
        ),
        returns=Optional(TEXT),
        function=to_csv,
        remote=False,
    ),
)

EXPORT_CALLBACKS: tuple[Callback, ...] = (
    Callback(
        name="export_csv",
        doc="The user asks for what the table shows as a file.",
        internal=True,
        apply=export_csv,
        sets=("data",),
    ),
)
