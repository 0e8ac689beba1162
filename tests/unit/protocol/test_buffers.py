"""Bytes at any depth of what a message carries."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgwidgets.model.buffer import Buffer
from pgwidgets.protocol import messages
from pgwidgets.protocol.codec import CarriesBytesError, Encoded, LongText
from pgwidgets.protocol.pieces import FRAME_BYTES
from tests.support import soak

BUFFERS = st.lists(st.integers(0, 65535)).map(lambda values: Buffer(array("H", values)))
BYTES = st.binary() | BUFFERS
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | BYTES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
LARGE = bytes(range(256)) * 5000


class Page:
    """Puts a message and its bytes together, as a page does."""

    def __init__(self, frames: Iterable[Encoded]) -> None:
        self.message: dict[str, Any] = {}
        self._announced: dict[str, dict[str, Any]] = {}
        self._came: dict[str, bytes] = {}
        name = ""
        for frame in frames:
            assert len(frame) <= FRAME_BYTES
            if not isinstance(frame, str | LongText):
                self._came[name] = self._came.get(name, b"") + frame
                continue
            header = json.loads(str(frame))
            name = header.get("transfer_id", "")
            if header["type"] != "binary-chunk":
                self._announced[name] = self.message = header

    @property
    def args(self) -> list[Any]:
        args: list[Any] = self._filled(self.message["args"])
        if self.message["type"].startswith("binary"):
            args.insert(0, self._bytes(self.message.get("transfer_id", "")))
        return args

    def _bytes(self, name: str) -> bytes | Buffer:
        data, about = self._came[name], self._announced[name]
        return Buffer(data, about["shape"], about["dtype"]) if "dtype" in about else data

    def _filled(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "__buffer__" in value:
            return self._bytes(self.message["buffers"][value["__buffer__"]])
        return {key: self._filled(item) for key, item in value.items()}


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@settings(max_examples=soak.count(30, 2000), deadline=None)
@given(st.lists(VALUES))
def test_whatever_a_call_carries_arrives(args: list[Any]) -> None:
    page = Page(messages.call(3, 1, "draw", args, silent=True))
    assert page.args == args
    assert page.message["id"] == 3
    assert (page.message["method"], page.message["silent"]) == ("draw", True)
    assert Page(messages.create(4, 1, "Canvas", args)).args == args


@pytest.mark.parametrize("data", [LARGE, Buffer(LARGE, (5000, 256))], ids=["bytes", "buffer"])
def test_large_ones_travel_in_chunks(data: bytes | Buffer) -> None:
    args = ["x", {"pictures": [data, b"small"]}]
    frames = list(messages.call(3, 1, "draw", args, silent=False))
    assert (
        max(len(frame) for frame in frames if not isinstance(frame, str | LongText))
        == messages.CHUNK_BYTES
    )
    assert Page(frames).args == args


def test_bytes_are_named_apart_in_every_message() -> None:
    names = [
        json.loads(str(next(iter(frames))))["transfer_id"]
        for frames in (
            messages.call(3, 1, "draw", ("x", b"1"), silent=False),
            messages.call(4, 1, "draw", ("x", b"2"), silent=False),
        )
    ]
    assert len(set(names)) == 2


def test_a_first_argument_beside_others() -> None:
    header, data = messages.call(3, 1, "set", (b"abc", {"of": 1}), silent=False)
    assert (json.loads(str(header))["type"], data) == ("binary-call", b"abc")
    frames = list(messages.call(3, 1, "set", (b"abc", {"of": b"def"}), silent=False))
    assert Page(frames).args == [b"abc", {"of": b"def"}]


def test_what_announces_bytes_is_short() -> None:
    text = "x" * 400_000
    announced, header, data = messages.call(3, 1, "set", (b"abc", text), silent=False)
    assert json.loads(str(announced))["type"] == "binary-call-chunked"
    assert json.loads(str(header))["type"] == "binary-chunk"
    assert (len(header) < 200, data) == (True, b"abc")


def test_a_plain_client_gets_null_in_their_place() -> None:
    args = (b"abc", "x", [Buffer(b"def")])
    header, data = messages.call(3, 1, "set", args, silent=False, buffers=False)
    assert (json.loads(str(header))["args"], data) == (["x", [None]], b"abc")
    assert "buffers" not in json.loads(str(header))
    (text,) = messages.create(3, 1, "Canvas", (b"abc", {"of": b"def"}), buffers=False)
    assert json.loads(str(text))["args"] == [None, {"of": None}]


@pytest.mark.parametrize("args", [(b"abc",), ("x", [b"abc"]), ({"of": Buffer(b"abc")},)])
def test_a_call_with_bytes_is_none_of_a_batch(args: tuple[Any, ...]) -> None:
    with pytest.raises(CarriesBytesError, match="can't travel as JSON"):
        messages.batched(1, "draw", args)


def test_what_nothing_carries_is_refused() -> None:
    for args in ([object()], [b"abc", {"of": object()}]):
        with pytest.raises(TypeError, match="object can't travel as JSON"):
            list(messages.call(3, 1, "draw", args, silent=False))
