"""Changes of a sequence against what they do to a plain string."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.documents.changes import (
    Change,
    Steps,
    composed,
    reach,
    splice,
    splices,
    transformed,
)

TEXTS = st.text("ab\n😀", max_size=12)


@st.composite
def changes(draw: st.DrawFn, length: int) -> Change:
    """Return a change for a text of some length."""
    steps, left = Steps(), length
    for _ in range(draw(st.integers(0, 5))):
        match draw(st.sampled_from(["keep", "remove", "insert"])):
            case "insert":
                steps.insert(draw(st.text("xyz", min_size=1, max_size=3)))
            case name if left:
                count = draw(st.integers(1, left))
                left -= count
                getattr(steps, name)(count)
    return steps.finish()


@st.composite
def meetings(draw: st.DrawFn) -> tuple[str, Change, Change]:
    """Return a text and two changes that were made of it at the same time."""
    text = draw(TEXTS)
    return text, draw(changes(len(text))), draw(changes(len(text)))


@st.composite
def followings(draw: st.DrawFn) -> tuple[str, Change, Change]:
    """Return a text and two changes, one of which was made after the other."""
    text = draw(TEXTS)
    first = draw(changes(len(text)))
    return text, first, draw(changes(len(done(text, first))))


def done(text: str, change: Change) -> str:
    """Apply a change to a string, as simply as can be."""
    result, at = "", 0
    for step in change:
        if not isinstance(step, int):
            result += str(step)
        elif step > 0:
            result += text[at : at + step]
            at += step
        else:
            at -= step
    return result + text[at:]


@given(meetings())
def test_both_orders_lead_to_the_same(meeting: tuple[str, Change, Change]) -> None:
    text, one, other = meeting
    after_one = done(done(text, one), transformed(other, one, first=False))
    after_other = done(done(text, other), transformed(one, other, first=True))
    assert after_one == after_other


@given(meetings())
def test_what_is_inserted_survives(meeting: tuple[str, Change, Change]) -> None:
    _, one, other = meeting
    kept = transformed(one, other, first=True)
    inserted = [step for step in one if not isinstance(step, int)]
    assert "".join(map(str, inserted)) == "".join(
        str(step) for step in kept if not isinstance(step, int)
    )


@given(followings())
def test_one_change_does_what_two_do(following: tuple[str, Change, Change]) -> None:
    text, first, second = following
    assert done(text, composed(first, second)) == done(done(text, first), second)


@given(followings())
def test_the_places_of_a_change(following: tuple[str, Change, Change]) -> None:
    text, change, _ = following
    assert reach(change) <= len(text)
    told = text
    for at, removed, inserted in splices(change):
        told = told[:at] + (inserted or "") + told[at + removed :]
    assert told == done(text, change)


def test_a_splice() -> None:
    assert splice(2, 1, "x") == (2, -1, "x")
    assert splice(0, 0, "x") == ("x",)
    assert splice(3, 0, None) == ()
    steps: Any = Steps()
    for insert in ("a", "b"):
        steps.insert(insert)
    steps.keep(1)
    assert steps.finish() == ("ab",)
