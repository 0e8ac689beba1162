"""JSON text to messages and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from json.encoder import encode_basestring_ascii
from types import NoneType
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from pgwidgets.errors import ProtocolError
from pgwidgets.model.buffer import Buffer
from pgwidgets.model.node import Node
from pgwidgets.model.text import well_formed

Message: TypeAlias = dict[str, Any]
Frame: TypeAlias = str | bytes | memoryview
"""What is sent at once. Of large bytes it is a view: all frames with a part of them share them."""

Binary: TypeAlias = bytes | Buffer

LONG_CHARACTERS = 256 * 1024
"""A text argument with more is encoded once for all messages that carry it."""


class CarriesBytesError(TypeError):
    """A value has bytes in it, which need frames of their own."""


class LongTextError(ValueError):
    """A text is so long that it must travel as a :class:`LongText`."""


class LongText:
    """A message with a long text in it.

    Browsers that join get messages of different ids, and the same texts. So the message is in
    parts, and the texts among these are there once for all.
    """

    __slots__ = ("_whole", "parts")

    def __init__(self, *parts: str) -> None:
        self.parts = parts
        # all of it, once a browser that takes no pieces was sent it: others get the same
        self._whole: str | None = None

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __str__(self) -> str:
        if self._whole is None:
            self._whole = "".join(self.parts)
        return self._whole

    def within(self, head: str, end: str) -> LongText:
        """Return it with something before it and behind it."""
        first, *others, last = self.parts
        return LongText(head + first, *others, last + end)


Encoded: TypeAlias = Frame | LongText
"""A frame, or what is cut into several, if the browser takes that."""


class _Encoded(str):
    """A long text as JSON."""

    __slots__ = ("__weakref__", "source")

    # the text that it stands for; while it is kept, no other one has its identity
    source: str


_encoded: WeakValueDictionary[int, _Encoded] = WeakValueDictionary()
"""Long texts that some message carries, by the identity of what the program has."""


def _encode_long(text: str) -> str:
    """Return a long text as JSON, the same object as long as a message carries it."""
    encoded = _encoded.get(id(text))
    if encoded is None:
        encoded = _Encoded(encode_basestring_ascii(text))
        encoded.source = text
        _encoded[id(text)] = encoded
    return encoded


def is_long(value: object) -> bool:
    """Whether a value is a text that is encoded once for all messages that carry it."""
    return type(value) is str and len(value) > LONG_CHARACTERS


def encode_text(text: str) -> str | LongText:
    """Return a text of any length as JSON."""
    if is_long(text):
        return LongText("", _encode_long(text), "")
    return encode_basestring_ascii(text)


def _encode_text(text: str) -> str:
    if len(text) > LONG_CHARACTERS:
        raise LongTextError("travels by itself")
    return encode_basestring_ascii(text)


def _encode_node(value: object) -> dict[str, int]:
    if isinstance(value, Node):
        return {"__wid__": value.wid}
    if isinstance(value, Binary):
        raise CarriesBytesError(f"{type(value).__name__} can't travel as JSON")
    raise TypeError(f"{type(value).__name__} can't travel as JSON")


_encoder = json.JSONEncoder(separators=(",", ":"), allow_nan=False, default=_encode_node)


def encode(value: Message | Sequence[Any]) -> str:
    """Return a message, or arguments of one, as JSON text; nodes become references.

    Raises
    ------
    TypeError, ValueError
        For values that JSON can't carry, bytes and infinities among them.
    """
    return _encoder.encode(value)


def encode_beside(value: Sequence[Any], *, known: bool) -> tuple[str, list[Binary]]:
    """Return a value as :func:`encode` does, and the bytes in it.

    Each is replaced by `{"__buffer__": n}`, where n is its place in the list.

    Parameters
    ----------
    known : bool
        Whether the browser knows such references. For others there is null in their place.
    """
    found: list[Binary] = []

    def encode_object(item: object) -> dict[str, int] | None:
        if not isinstance(item, Binary):
            return _encode_node(item)
        if not known:
            return None
        found.append(item)
        return {"__buffer__": len(found) - 1}

    text = json.JSONEncoder(separators=(",", ":"), allow_nan=False, default=encode_object).encode(
        value
    )
    return text, found


def _encode_float(value: float) -> str:
    # the encoder refuses infinities
    return float.__repr__(value) if math.isfinite(value) else encode([value])


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: _encode_text,
    int: int.__repr__,
    float: _encode_float,
    bool: {False: "false", True: "true"}.__getitem__,
    NoneType: lambda _: "null",
    Node: lambda node: f'{{"__wid__":{node.wid}}}',
}


def encode_arguments(args: Sequence[Any]) -> str:
    """Return the arguments of a message as :func:`encode` does.

    Most are a few scalars and widgets, which take less time than the encoder to start.

    Raises
    ------
    LongTextError
        When :func:`encode_around` must do it.
    """
    try:
        return f"[{','.join([_SCALARS[type(value)](value) for value in args])}]"
    except KeyError:
        return encode(args)


def encode_around(args: Sequence[Any]) -> LongText:
    """Return arguments with long texts among them as :func:`encode_arguments` does."""
    parts: list[str] = []
    text = "["
    for value in args:
        text += "," if len(text) > 1 or parts else ""
        if is_long(value):
            parts += [text, _encode_long(value)]
            text = ""
        else:
            text += encode([value])[1:-1]
    return LongText(*parts, text + "]")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_constant=_refuse_constant)


def _well_formed(value: Any) -> Any:
    """Return a JSON value with valid text alone, at any depth."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_well_formed(item) for item in value]
    if isinstance(value, dict):
        return {well_formed(key): _well_formed(item) for key, item in value.items()}
    return value


def decode(text: str) -> list[Message]:
    """Return the messages of a text frame: one object, or an array of them.

    A null stands for none: some browsers answer an array with one in which each message has its
    place. Half a surrogate pair, which JSON can write, becomes U+FFFD.

    Raises
    ------
    ProtocolError
        For anything else.
    """
    try:
        value = _decoder.decode(text)
        # it comes as an escape, if at all
        if "\\ud" in text or "\\uD" in text:
            value = _well_formed(value)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"a text frame must be JSON: {error}") from None
    several = value if isinstance(value, list) else [value]
    messages = [message for message in several if message is not None]
    for message in messages:
        if not isinstance(message, dict):
            raise ProtocolError(f"a message must be a JSON object, not {type(message).__name__}")
        if not isinstance(message.get("type"), str):
            raise ProtocolError("a message must have a text 'type'")
    return messages


def join(texts: list[str]) -> str:
    """Return one frame that carries several encoded messages in order."""
    return texts[0] if len(texts) == 1 else f"[{','.join(texts)}]"
