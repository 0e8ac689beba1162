"""Long texts in pieces: they arrive as they were, or are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import pieces
from pgwidgets.protocol.codec import encode
from pgwidgets.protocol.connection import Connection
from pgwidgets.protocol.events import Input
from pgwidgets.protocol.pieces import FRAME_BYTES, PIECE_CHARACTERS, Pieces, split

PLENTY = 1 << 30


def cut(text: str, size: int) -> list[dict[str, Any]]:
    """Return the pieces of a text as another client might cut it."""
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return [
        {"type": "piece", "index": index, "count": len(parts), "data": part}
        for index, part in enumerate(parts)
    ]


def opened(most: int = PLENTY) -> Connection:
    connection = Connection(most)
    connection.receive('{"type":"ack"}')
    return connection


@given(st.lists(st.text() | st.binary(), max_size=3), st.integers(1, 60))
def test_a_long_text_arrives_as_it_was(frames: list[str | bytes], size: int) -> None:
    texts = [encode({"text": item}) if isinstance(item, str) else item for item in frames]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "PIECE_CHARACTERS", size)
        box, arrived = Pieces(PLENTY), []
        for frame in split(texts):
            message = None if isinstance(frame, bytes) else json.loads(str(frame))
            if message is None or message.get("type") != "piece":
                arrived.append(frame)
                continue
            assert len(message["data"]) <= size
            whole = box.take(message)
            arrived += [] if whole is None else [whole]
    assert arrived == texts


@pytest.mark.parametrize("character", ["x", '"', "\\", "\n", "é", "😀", "\ud800", "\0"])
def test_no_frame_is_too_large(character: str) -> None:
    text = encode({"text": character * (3 * PIECE_CHARACTERS)})
    frames = list(split([text]))
    assert len(frames) >= 3
    assert all(len(str(frame)) <= FRAME_BYTES for frame in frames)


def test_a_text_of_the_size_of_a_piece_goes_whole() -> None:
    assert list(split(["x" * PIECE_CHARACTERS])) == ["x" * PIECE_CHARACTERS]
    assert len(list(split(["x" * (PIECE_CHARACTERS + 1)]))) == 2


@given(st.text(), st.integers(1, 50))
def test_a_connection_takes_what_is_complete_with_a_piece(text: str, size: int) -> None:
    message = {"type": "callback", "wid": 1, "action": "a", "args": [text]}
    connection = opened()
    whole = json.dumps([message, {**message, "wid": 2}], ensure_ascii=False)
    *others, last = [json.dumps(piece) for piece in cut(whole, size)]
    assert all(connection.receive(piece) == [] for piece in others)
    events = connection.receive(last)
    assert [(event.wid, event.args) for event in events if isinstance(event, Input)] == [
        (1, [text]),
        (2, [text]),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"index": 0},
        {"index": 2},
        {"index": -1},
        {"count": 4},
        {"count": 1},
        {"index": "1"},
        {"count": None},
        {"data": 5},
    ],
)
def test_a_piece_out_of_turn_is_refused(wrong: dict[str, Any]) -> None:
    first, second, _ = cut('{"type":"ack"}', 5)
    connection = opened()
    connection.receive(json.dumps(first))
    with pytest.raises(ProtocolError, match="piece"):
        connection.receive(json.dumps({**second, **wrong}))


def test_what_is_joined_must_be_messages() -> None:
    connection = opened()
    *others, last = cut("no JSON", 3)
    for piece in others:
        connection.receive(json.dumps(piece))
    with pytest.raises(ProtocolError, match="must be JSON"):
        connection.receive(json.dumps(last))
    (nested,) = cut(json.dumps(cut('{"type":"ack"}', 99)[0]), 999)
    with pytest.raises(ProtocolError, match="unknown message type 'piece'"):
        opened().receive(json.dumps(nested))


def test_nobody_greets_in_pieces() -> None:
    (piece,) = cut('{"type":"ack"}', 99)
    with pytest.raises(ProtocolError, match="first message must answer init"):
        Connection().receive(json.dumps(piece))


def test_a_message_has_a_limit_in_bytes() -> None:
    connection = opened(100)
    fitting, text = [
        json.dumps({"type": "ack", "id": 1, "text": "é" * count}, ensure_ascii=False)
        for count in (30, 40)
    ]
    for piece in cut(fitting, 20):
        connection.receive(json.dumps(piece))
    first, last = [json.dumps(piece) for piece in cut(text, 50)]
    connection.receive(first)
    with pytest.raises(ProtocolError, match="more than 100 bytes, which is all that max_message_"):
        connection.receive(last)
