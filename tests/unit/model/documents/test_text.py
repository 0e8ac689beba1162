"""A text in chunks against a plain string."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pgwidgets.catalog.texts import last_lines
from pgwidgets.model.documents import text as module
from pgwidgets.model.documents.changes import splice
from pgwidgets.model.documents.text import Text
from tests.support import soak

PIECES = st.text("ab\n😀", max_size=12)


class Edits(RuleBasedStateMachine):
    """Edits of a text whose chunks are tiny, so that all of them are crossed."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(module, "CHUNK", 4)
        self.text, self.plain = Text(), ""

    @rule(piece=PIECES)
    def append(self, piece: str) -> None:
        self.text.apply(self.text.appended(piece))
        self.plain += piece

    @rule(piece=PIECES, start=st.integers(0, 99), count=st.integers(0, 9))
    def splice(self, piece: str, start: int, count: int) -> None:
        at = min(start, len(self.plain))
        removed = min(count, len(self.plain) - at)
        self.text.apply(splice(at, removed, piece))
        self.plain = self.plain[:at] + piece + self.plain[at + removed :]

    @rule(lines=st.integers(0, 5))
    def trim(self, lines: int) -> None:
        self.text.apply(self.text.trimmed(lines))
        self.plain = last_lines(self.plain, lines)

    @rule(piece=PIECES)
    def replace(self, piece: str) -> None:
        self.text.replace(piece)
        self.plain = piece

    @invariant()
    def is_the_same(self) -> None:
        assert (str(self.text), len(self.text)) == (self.plain, len(self.plain))

    def teardown(self) -> None:
        self.patch.undo()


TestEdits = pytest.mark.soak(pytest.mark.timeout(soak.seconds(120))(Edits.TestCase))
TestEdits.settings = settings(max_examples=soak.count(40, 2000), deadline=None)


@given(PIECES, st.integers(1, 20))
def test_an_edit_that_does_not_fit_changes_nothing(content: str, beyond: int) -> None:
    text = Text(content)
    with pytest.raises(ValueError, match="but there are"):
        text.apply(splice(len(content) + beyond, 0, "x"))
    assert str(text) == content


@pytest.mark.parametrize("value", ["text", 3, [1.5], [True], [None], [["x"]]])
def test_what_is_no_change_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="must be"):
        Text("abc").read(value)


def test_a_change_is_read_as_json_has_it() -> None:
    assert Text("abc").read([1, -1, "x"]) == (1, -1, "x")
