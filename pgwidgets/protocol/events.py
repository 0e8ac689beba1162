"""What a browser says, checked for its shape."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from pgwidgets.errors import ProtocolError, closest
from pgwidgets.protocol.codec import Message


@dataclass(frozen=True, slots=True)
class Resume:
    """What a browser that lost its line knows: its name, and how many frames it got."""

    name: str
    received: int


@dataclass(frozen=True, slots=True)
class Hello:
    """The answer to `init`: who the browser is and what it can do."""

    session_id: int | str | None
    token: str | None
    key: str | None
    features: frozenset[str]
    resume: Resume | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The browser has done what the message with this id asked."""

    id: int
    value: Any
    error: str | None


@dataclass(frozen=True, slots=True)
class Input:
    """The user did something.

    Attributes
    ----------
    seq : int or None
        Numbers the inputs of one connection.
    echo : bool
        The page shows it no more, as it was rebuilt meanwhile: it must be told, too.
    """

    wid: int
    action: str
    args: list[Any]
    seq: int | None
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """The user edited a document.

    Attributes
    ----------
    edit : list
        In the document's own form.
    revision : int
        The id of the last message about this document that the page had got.
    seq : int or None
        Numbers the inputs of one connection.
    """

    wid: int
    edit: list[Any]
    revision: int
    seq: int | None


@dataclass(frozen=True, slots=True)
class View:
    """The page shows another part of a document."""

    wid: int
    view: Any


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The user did something that is too large to be told: the page shows what Python lacks.

    Attributes
    ----------
    action : str or None
        The callback; None for an edit.
    """

    wid: int
    action: str | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the page knows about itself: triples of widget, property and value."""

    reports: list[tuple[int, str, Any]]
    seq: int | None


@dataclass(frozen=True, slots=True)
class PictureFailed:
    """The page can't show a picture.

    Attributes
    ----------
    picture : str or int
        The picture as the page names it: its URL or its size.
    status : int or None
        Of HTTP, if the page knows what it was answered.
    seq : int or None
        Numbers the inputs of one connection.
    """

    wid: int
    picture: str | int
    status: int | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class Viewport:
    """The page's size in CSS pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file."""

    wid: int
    transfer_id: str
    file_index: int
    file_count: int
    chunk_index: int
    num_chunks: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Abort:
    """The page will send no more of the files that it announced."""

    transfer_id: str


Event: TypeAlias = (
    Hello
    | Answered
    | Input
    | Edit
    | View
    | Withdrawn
    | Report
    | PictureFailed
    | Viewport
    | Chunk
    | Abort
)

LONGEST_ERROR = 10_000
"""Characters; it goes into logs."""

_MISSING = object()
_NAMES = {int: "an integer", str: "text", list: "an array", dict: "an object", float: "a number"}


def field(message: Message, name: str, kind: type, default: Any = _MISSING) -> Any:
    """Return a field of a message after checking its type.

    Null counts as missing, and a whole number as an integer, with or without a point: some
    languages write no other.

    Raises
    ------
    ProtocolError
        When it is missing or of another type.
    """
    value = message.get(name)
    if value is None:
        if default is _MISSING:
            raise ProtocolError(f"a message of type {message['type']!r} must have {name!r}")
        return default
    if kind is int:
        value = _whole(value)
    accepted = (int, float) if kind is float else kind
    if not isinstance(value, accepted) or isinstance(value, bool):
        raise ProtocolError(
            f"{name!r} of a message of type {message['type']!r} must be {_NAMES[kind]}"
        )
    # JSON has no infinity, but numbers that become one
    if kind is float and not -sys.float_info.max <= cast("float", value) <= sys.float_info.max:
        raise ProtocolError(f"{name!r} of a message of type {message['type']!r} must be finite")
    return value


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text_or_number(message: Message, name: str) -> int | str | None:
    value = _whole(message.get(name))
    if value is None or (isinstance(value, int | str) and not isinstance(value, bool)):
        return value
    raise ProtocolError(f"{name!r} must be text or an integer")


def hello(message: Message) -> Hello:
    """Read the answer to `init`."""
    features = field(message, "features", list, [])
    return Hello(
        session_id=_text_or_number(message, "session_id"),
        token=field(message, "token", str, None),
        key=field(message, "key", str, None),
        features=frozenset(item for item in features if isinstance(item, str)),
        resume=_resume(field(message, "resume", dict, None)),
    )


def _resume(told: Message | None) -> Resume | None:
    if told is None:
        return None
    named = {**told, "type": "resume"}
    return Resume(field(named, "name", str), field(named, "received", int))


def _answer(message: Message) -> Answered:
    return Answered(field(message, "id", int), message.get("value"), None)


def _error(message: Message) -> Answered:
    error = message.get("error")
    words = error if isinstance(error, str) else "no reason given"
    if len(words) > LONGEST_ERROR:
        words = f"{words[:LONGEST_ERROR]}…"
    return Answered(field(message, "id", int), None, words)


def _input(message: Message) -> Input:
    return Input(
        field(message, "wid", int),
        field(message, "action", str),
        field(message, "args", list, []),
        field(message, "seq", int, None),
        message.get("echo") is True,
    )


def _edit(message: Message) -> Edit:
    return Edit(
        field(message, "wid", int),
        field(message, "edit", list),
        field(message, "revision", int),
        field(message, "seq", int, None),
    )


def _view(message: Message) -> View:
    return View(field(message, "wid", int), message.get("view"))


def _withdrawn(message: Message) -> Withdrawn:
    return Withdrawn(
        field(message, "wid", int),
        field(message, "action", str, None),
        field(message, "seq", int, None),
    )


def _report(message: Message) -> Report:
    reports = []
    for entry in field(message, "reports", list):
        match entry:
            case [int(wid), str(key), value]:
                reports.append((wid, key, value))
            case _:
                raise ProtocolError("a report must be [widget id, property, value]")
    return Report(reports, field(message, "seq", int, None))


def _picture_failed(message: Message) -> PictureFailed:
    picture = _text_or_number(message, "picture")
    if picture is None:
        raise ProtocolError("a message of type 'picture-failed' must have 'picture'")
    status = field(message, "status", int, None)
    return PictureFailed(
        field(message, "wid", int),
        picture,
        status if status is not None and 100 <= status < 600 else None,
        field(message, "seq", int, None),
    )


def _viewport(message: Message) -> Viewport:
    return Viewport(field(message, "width", float), field(message, "height", float))


def _abort(message: Message) -> Abort:
    return Abort(str(_text_or_number(message, "transfer_id")))


_READERS: dict[str, Callable[[Message], Event]] = {
    "result": _answer,
    "ack": _answer,
    "error": _error,
    "callback": _input,
    "edit": _edit,
    "view": _view,
    "withdrawn": _withdrawn,
    "report": _report,
    "picture-failed": _picture_failed,
    "viewport": _viewport,
    "upload-aborted": _abort,
}


def read(message: Message) -> Event:
    """Return the event of a message.

    Raises
    ------
    ProtocolError
        For an unknown type or a wrong field.
    """
    reader = _READERS.get(message["type"])
    if reader is None:
        raise ProtocolError(
            f"unknown message type {message['type'][:40]!r}; {closest(message['type'], _READERS)}"
        )
    return reader(message)


def chunk(message: Message, data: bytes) -> Chunk:
    """Return the event of a chunk's header and its bytes."""
    return Chunk(
        field(message, "wid", int),
        str(_text_or_number(message, "transfer_id")),
        field(message, "file_index", int),
        field(message, "file_count", int),
        field(message, "chunk_index", int),
        field(message, "num_chunks", int),
        data,
    )
