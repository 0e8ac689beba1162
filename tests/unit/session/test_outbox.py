"""The outbox: what travels together, what is left out, what is kept, and the bounds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.model.documents.text import Text
from pgwidgets.protocol.codec import Frame
from pgwidgets.session import flight, outbox
from pgwidgets.session.outbox import Outbox
from pgwidgets.session.topic import CONTENT, Topic

PLENTY = 1_000_000


def keeping(limit: int = PLENTY) -> Outbox:
    return Outbox(limit, keeps=True)


def put(box: Outbox, message_id: int, *frames: Frame, wid: int = 0, setter: str = "") -> bool:
    topic = Topic((setter,)) if setter else None
    return box.put(frames or [str(message_id)], message_id, wid, topic)


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
        assert box.put_edit(message_id, 7, document, edit)
    assert [json.loads(str(frame)) for frame in taken(box)] == [
        {"type": "edit", "id": 3, "wid": 7, "edits": [[2, "cde"]]}
    ]


def test_edits_do_not_travel_across_a_snapshot() -> None:
    box, document = keeping(), Text("ab")
    box.put_edit(1, 7, document, document.appended("c"))
    document.apply(document.appended("c"))
    box.put(['"snapshot"'], 2, exempt=True)
    # the snapshot has the first one already
    assert box.put_edit(3, 7, document, document.appended("d"))
    frames = taken(box)
    assert frames[1] == '"snapshot"'
    assert [json.loads(str(frame))["edits"] for frame in (frames[0], frames[2])] == [
        [[2, "c"]],
        [[3, "d"]],
    ]


# measured, it would take four times as long, and other tests run the same lines
@pytest.mark.no_cover
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


def test_settings_of_other_properties_come_between() -> None:
    box = keeping()
    for message_id in range(1, 100, 2):
        put(box, message_id, wid=1, setter="set_text")
        put(box, message_id + 1, wid=1, setter="set_limit")
    assert taken(box) == ["99", "100"]


def test_nothing_is_left_out_across_what_is_no_setting() -> None:
    box = keeping()
    put(box, 1, wid=1, setter="set_text")
    put(box, 2, wid=1)
    put(box, 3, wid=2)
    put(box, 4, wid=1, setter="set_text")
    put(box, 5, wid=1, setter="set_text")
    assert taken(box) == ["1", "2", "3", "5"]


ACT = Topic("set_focus", acts=True)


def test_what_a_page_does_once_it_does_after_what_was_set() -> None:
    box = keeping()
    put(box, 1, wid=1, setter="set_enabled")
    box.put(["2"], 2, 1, ACT)
    put(box, 3, wid=1, setter="set_enabled")
    assert taken(box) == ["1", "2", "3"]


def test_of_several_that_wait_it_does_the_last() -> None:
    box = keeping()
    for message_id in range(1, 100, 2):
        put(box, message_id, wid=1, setter="set_enabled")
        box.put([str(message_id + 1)], message_id + 1, 1, ACT)
    assert taken(box) == ["99", "100"]


def test_edits_travel_together_once_nothing_is_between_them() -> None:
    told: list[tuple[int, int]] = []
    box = Outbox(PLENTY, keeps=True, joined=lambda wid, message_id: told.append((wid, message_id)))
    document = Text("ab")
    for message_id, text in enumerate("cde"):
        edit = document.appended(text)
        document.apply(edit)
        box.put_edit(2 * message_id, 7, document, edit)
        box.put([str(2 * message_id + 1)], 2 * message_id + 1, 7, ACT)
    assert told == [(7, 0), (7, 2)]
    first, second = taken(box)
    assert json.loads(str(first))["edits"] == [[2, "cde"]]
    assert json.loads(str(first))["id"] == 4
    assert second == "5"


def test_the_content_stands_for_the_edits_before() -> None:
    box, document = keeping(), Text("ab")
    box.put_edit(1, 7, document, document.appended("c"))
    put(box, 2, wid=7, setter="set_limit")
    box.put(["3"], 3, 7, CONTENT)
    box.put_edit(4, 7, document, document.appended("d"))
    box.put(["5"], 5, 7, CONTENT)
    assert taken(box) == ["2", "5"]


def test_an_edit_of_its_user_parts_what_came_before() -> None:
    box, document = keeping(), Text("ab")
    box.put_edit(1, 7, document, document.appended("c"))
    box.part(7)
    box.put(["ack"], 2, is_answered=False)
    box.put_edit(2, 7, document, document.appended("d"))
    assert [json.loads(str(frame))["id"] for frame in taken(box)[::2]] == [1, 2]


def test_windows_have_their_order_in_common() -> None:
    box = keeping()
    shown, raised = Topic(("visible",), stacks=True), Topic(("stack",), stacks=True)
    for message_id in range(4):
        box.put([str(message_id)], message_id, 1, shown if message_id % 2 else raised)
    box.put(["4"], 4, 2, raised)
    box.put(["5"], 5, 1, shown)
    box.put(["6"], 6, 1, shown)
    assert taken(box) == ["2", "3", "4", "6"]


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
        assert not isinstance(frame, memoryview)
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


LAST = '"last' + "x" * 1000 + '"'
"""Too much to be small."""


def answering(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    """Return a box whose browser has answered before, with room for one of the texts below."""
    monkeypatch.setattr(flight, "FIRST_BYTES", 1000)
    # and never more, however fast it answers
    monkeypatch.setattr(flight, "MOST_BYTES", 1000)
    box = keeping()
    put(box, 1)
    assert taken(box) == ["1"]
    assert not box.confirm(1)
    return box


def test_more_than_a_line_carries_waits_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    box = answering(monkeypatch)
    for message_id in range(2, 6):
        put(box, message_id, '"' + "x" * 1000 + '"', wid=message_id, setter="set_text")
    assert len(taken(box)) == 1
    assert box.is_held
    # what waits is yet to be superseded
    put(box, 6, LAST, wid=5, setter="set_text")
    assert box.confirm(2)
    assert len(taken(box)) == 1
    assert box.confirm(3)
    assert len(taken(box)) == 1
    assert box.confirm(4)
    assert taken(box) == [LAST]
    assert not box.confirm(6)


def test_what_is_small_goes_beside_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flight, "SMALL_ONES_BYTES", 1000)
    box = answering(monkeypatch)
    put(box, 2, b"x" * 100_000)
    for message_id in range(3, 8):
        put(box, message_id)
    # 200 bytes are taken for each, and one for what is in it
    assert taken(box)[1:] == ["3", "4", "5", "6"]
    assert box.is_held
    # what is behind something large waits, for the order stays
    put(box, 8, LAST)
    put(box, 9, LAST)
    put(box, 10)
    assert box.confirm(3)
    assert taken(box) == ["7", LAST]
    assert box.confirm(8)
    assert taken(box) == [LAST, "10"]


def test_a_line_is_not_filled_before_the_first_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flight, "FIRST_BYTES", 1000)
    box = keeping()
    for message_id in range(1, 20):
        put(box, message_id, '"' + "x" * 1000 + '"', wid=message_id)
    assert len(taken(box)) == 1
    assert box.is_held
    # one that keeps no account of what it gets may be one that never answers
    box = Outbox(PLENTY, keeps=False)
    for message_id in range(1, 20):
        put(box, message_id, '"' + "x" * 1000 + '"', wid=message_id)
    assert len(taken(box)) == 19


def test_a_message_is_sent_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    box = answering(monkeypatch)
    put(box, 2, *[b"x" * 1000] * 5)
    put(box, 3, LAST)
    assert len(taken(box)) == 5
    box.confirm(2)
    assert taken(box) == [LAST]


def test_a_snapshot_waits_for_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    box = answering(monkeypatch)
    for message_id in range(2, 9):
        box.put(["x" * 1000], message_id, exempt=True)
    put(box, 9)
    assert len(taken(box)) == 8


def test_what_is_not_answered_at_once_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    box = answering(monkeypatch)
    for message_id in range(2, 9):
        box.put(["x" * 1000], message_id, is_answered=False)
    assert len(taken(box)) == 7


def test_the_last_words_wait_for_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    box = answering(monkeypatch)
    for message_id in range(2, 9):
        put(box, message_id, "x" * 1000)
    assert box.take(0, is_last=True)
    assert box.take(0) is None
    assert box.take(0, is_last=True)


def test_a_browser_that_comes_back_has_nothing_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    box = answering(monkeypatch)
    put(box, 2, "x" * 1000)
    put(box, 3, LAST)
    assert len(taken(box)) == 1
    assert box.rewind(1)
    assert len(taken(box)) == 1
    assert box.confirm(2)
    assert taken(box) == [LAST]


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
