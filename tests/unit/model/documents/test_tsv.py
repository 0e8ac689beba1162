"""Text with tabs: what is written is read as what it was, and as spreadsheets write it."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from pgwidgets.model.documents.tsv import read_tsv, write_tsv

TEXTS = st.text(st.sampled_from('ab\t\n"') | st.characters(exclude_characters="\r"), max_size=4)


@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
@example(rows=[[""]])
@example(rows=[["a"], [""], ["b"]])
@example(rows=[["a", "x\ty"], ["b", 'say "hi"'], ["", ""]])
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    text = write_tsv([list(column) for column in zip(*rows, strict=True)])
    assert read_tsv(text) == rows
    made = io.StringIO()
    csv.writer(made, dialect="excel-tab", lineterminator="\n").writerows(rows)
    # a cell alone that is empty is no pair of quotes to those who paste it
    assert text == ("" if rows == [[""]] else made.getvalue().removesuffix("\n"))


def test_nothing_is_written_of_nothing() -> None:
    assert write_tsv([]) == ""
    assert write_tsv([[], []]) == ""
    assert write_tsv([["a\rb"], ["c"]]) == '"a\rb"\tc'
