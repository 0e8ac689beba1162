"""What tables show as text with commas."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.catalog import table_export
from pgwidgets.catalog.registry import declarations, rules
from pgwidgets.catalog.table_rows import set_cell
from pgwidgets.catalog.table_sorting import sort_by
from pgwidgets.model.documents.table_edits import RowsRemoved
from pgwidgets.model.node import Node
from pgwidgets.model.tables.reading import read_table
from pgwidgets.model.tree import Tree


def made(data: Any) -> Node:
    state = declarations()["TableView"].fresh({"data": read_table(data)})
    return Tree(rules(), lambda: 0.0).create("TableView", state)


def to_csv(node: Node, *args: Any, **options: Any) -> str | None:
    found: str | None = table_export.to_csv(node, *args, **options).work()
    return found


def read(text: str | None) -> list[list[str]]:
    assert text is not None
    return list(csv.reader(io.StringIO(text, newline="")))


def test_it_is_as_rfc_4180_has_it() -> None:
    rows = [{"a": 'say "no"', "b": 1.5}, {"a": "x, y\r\nz", "b": None}, {"a": "", "b": -2.0}]
    node = made(rows)
    text = to_csv(node)
    assert text == 'a,b\r\n"say ""no""",1.5\r\n"x, y\r\nz",\r\n,-2.0\r\n'


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "-"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    node = made({text: [text, "x"]})
    assert read(to_csv(node)) == [[f"'{text}"], [f"'{text}"], ["x"]]
    assert read(to_csv(node, keep_formulas=True)) == [[text], [text], ["x"]]


def test_numbers_are_no_formulas() -> None:
    node = made([{"a": "-5", "b": -5, "c": "+1.5e3"}, {"a": "- 5", "b": -0.5, "c": ".5"}])
    assert read(to_csv(node))[1:] == [["-5", "-5", "+1.5e3"], ["'- 5", "-0.5", ".5"]]


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    node = made({"Straße": ["ü", "😀"]})
    assert to_csv(node, tmp_path / "table.csv") is None
    written = (tmp_path / "table.csv").read_bytes()
    assert written.decode("utf-8") == "Straße\r\nü\r\n😀\r\n"


def test_a_long_table_is_whole() -> None:
    node = made({"a": range(25_001)})
    assert read(to_csv(node)) == [["a"], *([str(number)] for number in range(25_001))]


def test_it_is_as_it_was_when_it_was_asked_for() -> None:
    node = made({"a": [3, 1, 2]})
    later = table_export.to_csv(node)
    set_cell(node.tree, node, 0, 0, 9)
    sort_by(node.tree, node, [("a", True)])
    node.tree.edit(node, "data", RowsRemoved((1,)))
    assert read(later.work()) == [["a"], ["3"], ["1"], ["2"]]
