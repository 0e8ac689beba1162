"""Frames that nobody would send leave only documented errors, and the session lives."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from tests.fuzz.mutation import NAMES, TYPES, VALUES, Mutator
from tests.fuzz.target import Target
from tests.support import soak

FRAMES = 500
"""So many go to one session: in the end little is left of it."""

ROUNDS = soak.count(3, 1000)
EXAMPLES = soak.count(20, 1_000)

LIMIT = soak.seconds(120)


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
@pytest.mark.parametrize("start", range(soak.SEED, soak.SEED + 2))
def test_recorded_frames_with_something_changed(start: int) -> None:
    closed = 0
    for number in range(ROUNDS):
        target = Target()
        mutator = Mutator(
            hash((start, number)),
            wids=len(core_of(target.session).tree.nodes),
            token=target.token,
            drops_on=target.drops_on,
        )
        for index in range(FRAMES):
            greets = index % 10 == 0
            if greets:
                target.open()
            frame = mutator.frame(first=greets)
            try:
                target.feed(frame)
            except BaseException as error:
                error.add_note(f"seed {start}, round {number}, frame {index}: {frame!r:.300}")
                raise
        target.check()
        closed += target.reasons.total()
        assert "" not in target.reasons
    total = ROUNDS * FRAMES
    soak.figure(f"{total} mutated frames of the seed {start}, {closed} of them refused")
    assert 0.1 < closed / total < 0.9


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=5)
MESSAGES = st.builds(lambda kind, fields: {**fields, "type": kind}, st.sampled_from(TYPES), FIELDS)
ANY: st.SearchStrategy[Any] = st.one_of(
    MESSAGES.map(json.dumps),
    st.lists(MESSAGES, max_size=3).map(json.dumps),
    JSON.map(json.dumps),
    st.text(),
    st.binary(max_size=20),
)


@pytest.mark.soak
@pytest.mark.timeout(LIMIT)
@seed(soak.SEED)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.booleans(), st.lists(ANY, min_size=20, max_size=40))
def test_random_frames(fresh: bool, frames: list[str | bytes]) -> None:
    target = Target()
    if fresh:
        target.open()
    for frame in frames:
        target.feed(frame)
    target.check()


HUGE = "1" + "0" * 400


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"callback","wid":%(slider)d,"action":"activated","args":[' + HUGE + "]}",
        '{"type":"report","reports":[[%(slider)d,"size",[-' + HUGE + ",2]]]}",
        '{"type":"viewport","width":1e999,"height":1}',
        '{"type":"viewport","width":1,"height":' + HUGE + "}",
        "[" + ",".join(['{"type":"binary-chunk"}'] * 100) + "]",
    ],
)
def test_what_fuzzing_has_found(frame: str) -> None:
    target = Target()
    assert not target.feed(frame % {"slider": node_of(target.witness).wid})
    target.check()


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [('"session_id":"1","token":"\\ud800"', False), ('"session_id":"' + "9" * 5000 + '"', True)],
)
def test_greetings_that_fuzzing_has_found(fields: str, allowed: bool) -> None:
    target = Target()
    target.open()
    assert target.feed(f'{{"type":"result","id":0,{fields}}}') == allowed
    target.check()
