"""Frames in, events out, and messages as frames."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.errors import ProtocolError
from pgwidgets.model.buffer import Buffer
from pgwidgets.model.node import Node
from pgwidgets.model.tree import Rules, Tree
from pgwidgets.protocol import events, messages
from pgwidgets.protocol.codec import decode, encode, join
from pgwidgets.protocol.connection import Connection, State
from tests.support import soak

HELLO = '{"type":"result","id":0}'


def opened() -> Connection:
    connection = Connection()
    connection.receive(HELLO)
    return connection


def node() -> Node:
    return Tree({"Thing": Rules()}, lambda: 0.0).create("Thing", {})


def test_widgets_travel_as_references() -> None:
    assert encode({"type": "x", "a": [node()]}) == '{"type":"x","a":[{"__wid__":1}]}'


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()])
def test_what_json_cannot_carry_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="can't travel as JSON"):
        encode({"type": "x", "a": value})
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode({"type": "x", "a": math.inf})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must be JSON"),
        ("{", "must be JSON"),
        ('{"type":"x","a":NaN}', "NaN is not JSON"),
        ("[" * 100_000, "must be JSON"),
        ("3", "a JSON object, not int"),
        ("[3]", "a JSON object, not int"),
        ("{}", "text 'type'"),
        ('{"type":3}', "text 'type'"),
    ],
)
def test_wrong_texts(text: str, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason):
        decode(text)


def test_an_array_is_several_messages() -> None:
    texts = [encode({"type": "a"}), encode({"type": "b"})]
    assert decode(join(texts)) == [{"type": "a"}, {"type": "b"}]
    assert join(texts[:1]) == '{"type":"a"}'
    assert decode("[]") == []


def test_nothing_among_messages_says_nothing() -> None:
    # so do clients answer an array that has messages without an answer
    connection = opened()
    answers = connection.receive('[null,{"type":"result","id":3},null]')
    assert answers == [events.Answered(3, None, None)]
    for nothing in ("null", "[null,null]"):
        assert connection.receive(nothing) == []
    assert Connection().receive(f"[null,{HELLO}]")[0] == events.Hello(None, None, None, frozenset())


def test_an_answer_to_a_message_that_asked_for_none_says_nothing() -> None:
    connection = opened()
    for answer in ('{"type":"result"}', '{"type":"ack","id":null}', '{"type":"error","error":"x"}'):
        assert connection.receive(answer) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [("no", "no"), (None, "no reason given"), ({"code": 3}, "no reason given")],
)
def test_an_error_in_other_words_than_text_is_one(error: Any, words: str) -> None:
    told = json.dumps({"type": "error", "id": 3, "error": error})
    assert opened().receive(told) == [events.Answered(3, None, words)]


def test_whole_numbers_may_have_a_point_and_what_is_nothing_may_be_named() -> None:
    connection = opened()
    told = '{"type":"callback","wid":1.0,"action":"a","args":null,"seq":4e0}'
    (event,) = connection.receive(told)
    assert event == events.Input(1, "a", [], 4)
    assert isinstance(event, events.Input)
    assert (type(event.wid), type(event.seq)) == (int, int)
    greeting = '{"type":"result","id":0.0,"session_id":7.0,"token":null,"features":null}'
    (hello,) = Connection().receive(greeting)
    assert hello == events.Hello(7, None, None, frozenset())


def test_the_handshake_comes_first() -> None:
    connection = Connection()
    for wrong in ('{"type":"callback"}', '{"type":"result","id":3}', '{"type":"error","id":0}'):
        with pytest.raises(ProtocolError, match="must answer init"):
            connection.receive(wrong)
    answer = {
        "type": "ack",
        "session_id": "7",
        "token": "t",
        "key": "k",
        "features": ["inputs", 3],
    }
    (hello,) = connection.receive(json.dumps(answer))
    assert hello == events.Hello("7", "t", "k", frozenset({"inputs"}))
    assert connection.state is State.OPEN
    with pytest.raises(ProtocolError, match="announced by a header"):
        connection.receive(b"bytes")


def test_all_events() -> None:
    connection = opened()
    frames: list[tuple[Any, events.Event]] = [
        ({"type": "result", "id": 3, "value": 5}, events.Answered(3, 5, None)),
        ({"type": "ack", "id": 3}, events.Answered(3, None, None)),
        ({"type": "error", "id": 3, "error": "no"}, events.Answered(3, None, "no")),
        ({"type": "callback", "wid": 1, "action": "a"}, events.Input(1, "a", [], None)),
        (
            {"type": "callback", "wid": 1, "action": "a", "args": [2], "seq": 4},
            events.Input(1, "a", [2], 4),
        ),
        (
            {"type": "report", "reports": [[1, "size", [2, 3]]], "seq": None},
            events.Report([(1, "size", [2, 3])], None),
        ),
        ({"type": "viewport", "width": 3, "height": 2.5}, events.Viewport(3, 2.5)),
    ]
    for message, event in frames:
        assert connection.receive(json.dumps(message)) == [event]
    everything = json.dumps([message for message, _ in frames])
    assert connection.receive(everything) == [event for _, event in frames]


def test_chunks_take_their_bytes_in_order() -> None:
    connection = opened()
    header = {
        "type": "binary-chunk",
        "wid": 1,
        "transfer_id": "t",
        "file_index": 0,
        "file_count": 1,
        "num_chunks": 2,
        "encoding": "binary",
    }
    assert connection.receive(json.dumps([{**header, "chunk_index": n} for n in (0, 1)])) == []
    found = [connection.receive(data)[0] for data in (b"a", b"b")]
    assert found == [
        events.Chunk(1, "t", 0, 1, index, 2, data) for index, data in enumerate((b"a", b"b"))
    ]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "results", "id": 1},
        {"type": "result", "id": "1"},
        {"type": "result", "id": True},
        {"type": "error", "id": 1.5, "error": "x"},
        {"type": "callback", "wid": 1},
        {"type": "callback", "wid": 1, "action": "a", "args": {}},
        {"type": "callback", "wid": 1.5, "action": "a"},
        {"type": "report", "reports": [[1, "size"]]},
        {"type": "report", "reports": [["1", "size", 2]]},
        {"type": "viewport", "width": "wide", "height": 1},
    ],
)
def test_wrong_fields(message: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        opened().receive(json.dumps(message))


def test_wrong_credentials_are_wrong_fields() -> None:
    for wrong in ({"session_id": [1]}, {"session_id": True}, {"token": 3}, {"features": "x"}):
        with pytest.raises(ProtocolError):
            Connection().receive(json.dumps({"type": "result", "id": 0, **wrong}))


def test_an_unknown_type_names_the_closest() -> None:
    with pytest.raises(ProtocolError, match="did you mean 'callback'"):
        events.read({"type": "calback"})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
FIELDS = ["id", "wid", "action", "args", "seq", "reports", "width", "height", "transfer_id"]
MESSAGES = st.dictionaries(st.sampled_from(FIELDS), VALUES).flatmap(
    lambda fields: st.sampled_from(
        ["result", "ack", "error", "callback", "report", "viewport", "binary-chunk", "nothing"]
    ).map(lambda kind: {"type": kind, **fields})
)
FRAMES = st.one_of(
    st.text(max_size=20),
    st.binary(max_size=8),
    VALUES.map(json.dumps),
    MESSAGES.map(json.dumps),
    st.lists(MESSAGES, max_size=3).map(json.dumps),
)


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(60, 5000), deadline=None)
@given(st.lists(FRAMES, max_size=5), st.booleans())
def test_random_frames_leave_only_protocol_errors(frames: list[Any], greeted: bool) -> None:
    connection = opened() if greeted else Connection()
    for frame in frames:
        try:
            connection.receive(frame)
        except ProtocolError:
            continue


def sent(frames: Any) -> list[Any]:
    return [json.loads(item) if isinstance(item, str) else item for item in frames]


def test_calls() -> None:
    thing = node()
    assert sent(messages.call(3, 1, "add", (thing, 2), silent=False)) == [
        {"type": "call", "id": 3, "wid": 1, "method": "add", "args": [{"__wid__": 1}, 2]}
    ]
    assert sent(messages.call(3, 1, "hide", (), silent=True))[0]["silent"] is True
    answering = sent(messages.call(3, 1, "show", (), silent=False, answers=True))
    assert answering == [
        {"type": "call", "id": 3, "wid": 1, "method": "show", "args": [], "answers": True}
    ]


def test_bytes_travel_in_frames_of_their_own() -> None:
    header, data = sent(messages.call(3, 1, "set", (b"abc", "png"), silent=True))
    assert (header["type"], header["args"], header["silent"]) == ("binary-call", ["png"], True)
    assert data == b"abc"


@pytest.mark.parametrize(
    ("size", "count"),
    [
        (messages.WHOLE_BYTES, 0),
        (messages.WHOLE_BYTES + 1, 3),
        (4 * messages.CHUNK_BYTES, 4),
        (4 * messages.CHUNK_BYTES + 1, 5),
    ],
)
def test_large_bytes_travel_in_chunks(size: int, count: int) -> None:
    data = bytes(size)
    frames = sent(messages.call(3, 1, "set", (data, "png"), silent=False))
    if not count:
        assert [frames[0]["type"], frames[1]] == ["binary-call", data]
        return
    announced, *rest = frames
    assert (announced["type"], announced["num_chunks"]) == ("binary-call-chunked", count)
    headers, pieces = rest[::2], rest[1::2]
    assert [header["chunk_index"] for header in headers] == list(range(count))
    assert {header["transfer_id"] for header in headers} == {announced["transfer_id"]}
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) <= messages.CHUNK_BYTES


@pytest.mark.parametrize(
    ("buffer", "count"),
    [
        (Buffer(b""), 1),
        (Buffer(bytes(12), (3, 1), "float32"), 1),
        (Buffer(bytes(2 * messages.CHUNK_BYTES + 8), None, "float64"), 3),
    ],
)
def test_arrays_say_what_is_in_their_chunks(buffer: Buffer, count: int) -> None:
    announced, *rest = sent(messages.call(3, 1, "draw", (buffer, "x"), silent=True))
    assert announced == {
        "type": "binary-call-chunked",
        "id": 3,
        "wid": 1,
        "method": "draw",
        "args": ["x"],
        "silent": True,
        "dtype": buffer.dtype,
        "shape": list(buffer.shape),
        "transfer_id": "call-3",
        "num_chunks": count,
    }
    assert [header["chunk_index"] for header in rest[::2]] == list(range(count))
    assert b"".join(rest[1::2]) == buffer.data


def test_the_other_messages() -> None:
    texts = [
        messages.init("thread"),
        messages.session_info(7, "t", None),
        messages.session_info(7, "t", "name"),
        messages.resumed(4),
        messages.notice("careful"),
        messages.upload_refused("files-1", "no"),
        messages.rejected(4001, "no"),
        messages.waiting(1),
        messages.closing(notebook=True),
        messages.ping(-1),
        messages.ack(3),
        *messages.create(1, 2, "Label", ("x",)),
        messages.listen(1, 2, "click", on=True),
        messages.listen(1, 2, "click", on=False),
        messages.batch(1, [messages.batched(1, "hide", ())]),
        messages.reconstruct_start(1, 5),
        messages.reconstruct_end(2),
    ]
    assert [decode(str(text))[0]["type"] for text in texts] == [
        "init",
        "session-info",
        "session-info",
        "resumed",
        "notice",
        "upload-refused",
        "rejected",
        "waiting",
        "closing",
        "ping",
        "ack",
        "create",
        "listen",
        "unlisten",
        "batch",
        "reconstruct-start",
        "reconstruct-end",
    ]
