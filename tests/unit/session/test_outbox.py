"""The outbox: what travels together, what is left out, what is kept, and the bounds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.documents.text import Text
from pgwidgets.protocol.codec import Frame
from pgwidgets.session import outbox
from pgwidgets.session.outbox import Outbox

PLENTY = 1_000_000


def keeping(limit: int = PLENTY) -> Outbox:
    return Outbox(limit, keeps=True)


def put(box: Outbox, message_id: int, *frames: Frame, wid: int = 0, setter: str = "") -> bool:
    return box.put(frames or [str(message_id)], message_id, wid, setter or None)


def taken(box: Outbox, most: int = 0) -> list[Frame]:
    """Take all, by default each frame on its own."""
    frames: list[Frame] = []
    while (frame := box.take(most)) is not None:
        frames.append(frame)
    return frames


def test_texts_travel_together_and_bytes_alone() -> None:
    box = keeping()
    put(box, 1)
    put(box, 2, "2", b"x", "3")
    put(box, 3, "4")
    assert taken(box, PLENTY) == ["[1,2]", b"x", "[3,4]"]


def test_a_frame_has_a_length_and_a_longer_text_goes_whole() -> None:
    box = keeping()
    for message_id in range(10, 20):
        put(box, message_id)
    put(box, 20, '"' + "long" * 10 + '"')
    assert taken(box, 6) == [
        "[10,11,12]",
        "[13,14,15]",
        "[16,17,18]",
        "19",
        '"' + "long" * 10 + '"',
    ]


def test_edits_that_wait_travel_as_one() -> None:
    box, document = keeping(), Text("ab")
    for message_id, text in enumerate("cde", 1):
        edit = document.appended(text)
        document.apply(edit)
        assert box.put_edit(message_id, 7, document, edit) == (True, message_id > 1)
    assert [json.loads(str(frame)) for frame in taken(box)] == [
        {"type": "edit", "id": 3, "wid": 7, "edits": [[2, "cde"]]}
    ]


def test_edits_do_not_travel_across_a_snapshot() -> None:
    box, document = keeping(), Text("ab")
    box.put_edit(1, 7, document, document.appended("c"))
    document.apply(document.appended("c"))
    box.put(['"snapshot"'], 2, exempt=True)
    # the snapshot has the first one already
    assert box.put_edit(3, 7, document, document.appended("d")) == (True, False)
    frames = taken(box)
    assert frames[1] == '"snapshot"'
    assert [json.loads(str(frame))["edits"] for frame in (frames[0], frames[2])] == [
        [[2, "c"]],
        [[3, "d"]],
    ]


def test_what_waits_of_a_document_grows_no_larger_than_the_document() -> None:
    box, document = keeping(), Text()
    for message_id in range(1, 20_000):
        for edit in (document.appended(f"line {message_id}\n"), document.trimmed(10)):
            document.apply(edit)
            box.put_edit(message_id, 7, document, edit)
    assert box._waiting_bytes < 200_000
    (frame,) = taken(box, PLENTY)
    (edit,) = json.loads(str(frame))["edits"]
    assert edit == [str(document)]


def test_a_setter_says_all_that_the_same_one_said_before() -> None:
    box = keeping()
    put(box, 1, wid=1, setter="set_text")
    put(box, 2, wid=2, setter="set_text")
    put(box, 3, wid=1, setter="set_text")
    assert taken(box) == ["2", "3"]


def test_nothing_is_left_out_across_anything_else_about_the_widget() -> None:
    box = keeping()
    put(box, 1, wid=1, setter="set_text")
    put(box, 2, wid=1, setter="set_limit")
    put(box, 3, wid=1, setter="set_text")
    put(box, 4, wid=1)
    put(box, 5, wid=1, setter="set_text")
    assert taken(box) == ["1", "2", "3", "4", "5"]


def test_nothing_is_left_out_that_is_on_its_way() -> None:
    box = keeping()
    put(box, 1, "1", b"first", wid=1, setter="set_image")
    assert box.take() == "1"
    put(box, 2, "2", b"second", wid=1, setter="set_image")
    assert taken(box) == [b"first", "2", b"second"]


def test_what_is_left_out_takes_no_room() -> None:
    box = Outbox(2 * outbox.ENTRY_BYTES, keeps=True)
    for message_id in range(10_000):
        assert put(box, message_id, wid=1, setter="set_value")
    assert len(box._waiting) < 100
    assert taken(box) == ["9999"]


def test_more_than_may_wait_is_all_dropped() -> None:
    box = keeping(10)
    assert put(box, 1, "x" * 20)
    # what came when there was room is sent, however large
    assert not box.lost
    assert not put(box, 2)
    assert box.lost
    assert not put(box, 3)
    assert taken(box) == []
    assert not box.rewind(0)


def test_a_snapshot_may_have_any_size_and_counts_once_it_is_on_its_way() -> None:
    box = keeping(10)
    for message_id in range(5):
        assert box.put(["x" * 20], message_id, exempt=True)
    assert put(box, 5)
    assert len(taken(box)) == 6
    assert box.rewind(0)
    assert not put(box, 6)


def test_what_was_taken_waits_again_from_where_the_browser_is() -> None:
    box = keeping()
    for message_id in range(1, 5):
        put(box, message_id)
    assert taken(box) == ["1", "2", "3", "4"]
    put(box, 5)
    assert box.rewind(2)
    assert taken(box) == ["3", "4", "5"]
    # twice in a row, with nothing in between
    assert box.rewind(2)
    assert taken(box) == ["3", "4", "5"]
    assert box.rewind(5)
    assert taken(box) == []


def test_a_message_may_have_come_in_part() -> None:
    box = keeping()
    put(box, 1, "1", b"a", "2", b"b")
    put(box, 2, "3")
    assert [box.take() for _ in range(3)] == ["1", b"a", "2"]
    assert box.rewind(2)
    assert taken(box) == ["2", b"b", "3"]
    assert box.rewind(3)
    assert taken(box) == [b"b", "3"]


@pytest.mark.parametrize("received", [-1, 0, 4, 10**9])
def test_a_wrong_count_is_refused(received: int) -> None:
    box = keeping()
    for message_id in range(1, 4):
        put(box, message_id)
    taken(box)
    box.confirm(1)
    assert not box.rewind(received)


def test_a_count_beyond_a_message_on_its_way_is_refused() -> None:
    box = keeping()
    put(box, 1, "1", b"a")
    assert box.take() == "1"
    assert not box.rewind(2)
    assert box.rewind(1)


def test_what_is_confirmed_is_forgotten() -> None:
    box = keeping()
    for message_id in range(1, 5):
        put(box, message_id)
    taken(box)
    box.confirm(2)
    assert not box.rewind(1)
    assert box.rewind(2)
    assert taken(box) == ["3", "4"]


def test_the_history_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "HISTORY_BYTES", 3 * (outbox.ENTRY_BYTES + 10))
    box = keeping()
    for message_id in range(5):
        put(box, message_id, f'"{message_id}2345678"')
    assert len(taken(box)) == 5
    assert not box.rewind(1)
    assert box.rewind(2)


def test_one_that_keeps_nothing_can_not_be_rewound() -> None:
    box = Outbox(PLENTY, keeps=False)
    put(box, 1)
    assert taken(box) == ["1"]
    assert not box.rewind(0)


Step = tuple[str, int]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 3)),
        st.tuples(st.just("put_setter"), st.integers(1, 2)),
        st.tuples(st.just("fetch"), st.integers(1, 40)),
        st.tuples(st.just("hear"), st.integers(1, 3)),
        st.tuples(st.just("confirm"), st.just(0)),
        st.tuples(st.just("cut"), st.just(0)),
    ),
    max_size=40,
)


class Sender:
    """An outbox, what is on its way from it, and what a browser has heard."""

    def __init__(self) -> None:
        self.box = keeping()
        self.under_way: list[Any] = []
        self.heard: list[int] = []
        self.plain: list[int] = []
        self.set: dict[int, int] = {}

    def put(self, number: int, size: int) -> None:
        kinds: list[Frame] = [f"{number}", str(number).encode(), f"{number}"]
        assert self.box.put(kinds[:size], number, 9)
        self.plain += [number] * size

    def put_setter(self, number: int, wid: int) -> None:
        assert put(self.box, number, wid=wid, setter="set")
        self.set[number] = wid

    def fetch(self, most: int) -> bool:
        frame = self.box.take(most)
        texts = [] if frame is None else json.loads(frame)
        self.under_way += texts if isinstance(texts, list) else [texts]
        return frame is not None

    def hear(self, count: int) -> None:
        self.heard += self.under_way[:count]
        del self.under_way[:count]

    def confirm(self, _: int) -> None:
        # the last may have come in part
        self.box.confirm(self.heard[-1] - 1 if self.heard else 0)

    def cut(self, _: int) -> None:
        self.under_way.clear()
        assert self.box.rewind(len(self.heard))


@given(STEPS)
def test_whatever_happens_a_browser_gets_each_frame_once_and_in_order(steps: list[Step]) -> None:
    sender = Sender()
    for number, (what, value) in enumerate(steps, 1):
        if what in ("put", "put_setter"):
            getattr(sender, what)(number, value)
        else:
            getattr(sender, what)(value)
    while sender.fetch(0):
        pass
    sender.hear(len(sender.under_way))
    assert sender.heard == sorted(sender.heard)
    assert [number for number in sender.heard if number not in sender.set] == sender.plain
    newest = {wid: number for number, wid in sender.set.items()}
    assert set(newest.values()) <= set(sender.heard)


def test_a_message_of_any_size_may_be_under_way() -> None:
    box = keeping(limit=1000)
    assert put(box, 1, *["x" * 2000] * 3)
    assert box.take() is not None
    assert all(put(box, number, "small") for number in range(2, 6))
    assert put(box, 6, "x" * 2000)
    assert not put(box, 7)
    assert box.lost


@given(
    st.lists(st.lists(st.sampled_from(["text", b"bytes"]), min_size=1, max_size=5), max_size=6),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), max_size=6),
)
def test_whatever_is_lost_each_frame_of_each_message_comes_once(
    sizes: list[list[Frame]], losses: list[tuple[int, int]]
) -> None:
    box = keeping()
    expected: list[Frame] = []
    for message_id, frames in enumerate(sizes, 1):
        put(box, message_id, *frames)
        expected += frames
    arrived: list[Frame] = []
    for sent, lost in losses:
        under_way: list[Frame] = []
        while len(under_way) < sent and (frame := box.take(0)) is not None:
            under_way.append(frame)
        arrived += under_way[: max(0, len(under_way) - lost)]
        assert box.rewind(len(arrived))
    assert arrived + taken(box) == expected
