"""The messages that a server sends, each encoded as the frames that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from pgwidgets.model.buffer import Buffer
from pgwidgets.model.text import well_formed
from pgwidgets.protocol.codec import (
    Binary,
    CarriesBytesError,
    Encoded,
    LongText,
    LongTextError,
    Message,
    encode,
    encode_arguments,
    encode_around,
    encode_beside,
    encode_text,
)
from pgwidgets.protocol.connection import INIT_ID
from pgwidgets.protocol.pieces import PIECE_CHARACTERS

CHUNK_BYTES = 512 * 1024
"""The most bytes that one binary frame carries."""

WHOLE_BYTES = 1024 * 1024
"""Binary arguments above this size travel in chunks, so that other messages get between."""

FINAL_CODE = 4000
"""Close codes from here on tell a page not to reconnect."""

WRONG_TOKEN_CODE = 4001
"""The browser's token is not the session's."""

KEY_CODE = 4002
"""The application's key is missing or wrong."""

ENDED_CODE = 4003
"""The program closed the connection, or destroyed the session."""

PROTOCOL_CODE = 4004
"""The browser sent something that the protocol does not allow."""

FULL_CODE = 4005
"""The session has all the browsers that it may have."""

TOO_SLOW_CODE = 1013
"""The browser reads too slowly; it may come back for a snapshot ("try again later")."""

GOING_AWAY_CODE = 1001
"""The application closes; it may come back (RFC 6455, 7.4.1)."""

FEATURES = (
    "inputs",
    "reports",
    "waiting",
    "heartbeat",
    "internal",
    "brief",
    "resume",
    "notices",
    "uploads",
    "clipboard",
    "documents",
    "pieces",
    "closing",
    "buffers",
    "pictures",
    "answers",
)
"""What this server can do beyond the plain protocol, when the browser can too."""


def init(host: str) -> str:
    """Greet a browser; `host` is where the application's event loop runs."""
    return encode({"type": "init", "id": INIT_ID, "features": FEATURES, "host": host})


def session_info(
    session_id: int | str,
    token: str,
    resume: str | None = None,
    applied: int | None = None,
    limits: Mapping[str, int] | None = None,
) -> str:
    """Tell a browser the credentials of its session.

    Parameters
    ----------
    resume : str or None
        The name with which it may resume after it has lost its line.
    applied : int or None
        Which of the inputs of its former line were applied: all up to this one.
    limits : mapping, optional
        What it must know of the operator's limits: `max_upload_size`, the most bytes of files that
        it may send at a time, `chunk_size`, those of each chunk, and `max_message_size`, those of a
        message in pieces.
    """
    message: Message = {"type": "session-info", "session_id": session_id, "token": token}
    if resume is not None:
        message["resume"] = resume
    if applied is not None:
        message["seq"] = applied
    message.update(limits or {})
    return encode(message)


def resumed(seq: int) -> str:
    """Tell a browser that it goes on where it was, and which of its inputs had been applied."""
    return encode({"type": "resumed", "seq": seq})


def notice(text: str) -> str:
    """Have a page say something to its user, beside what the program shows."""
    return encode({"type": "notice", "text": well_formed(text)})


def upload_refused(transfer_id: str, reason: str) -> str:
    """Have a page send no more of the files that it announced, and tell its user why."""
    return encode({"type": "upload-refused", "transfer_id": transfer_id, "reason": reason})


def rejected(code: int, reason: str) -> str:
    """Tell a browser why its connection will be closed, as proxies may drop close codes."""
    return encode({"type": "rejected", "code": code, "reason": well_formed(reason)})


def closing(*, notebook: bool) -> str:
    """Tell a browser that the program ends, before its connection is closed."""
    return encode({"type": "closing", "notebook": notebook})


def waiting(limit: int | None) -> str:
    """Tell a browser that it is held, as so many sessions have one as may."""
    return encode({"type": "waiting", "limit": limit})


def ping(message_id: int) -> str:
    """Ask a browser whether it is there."""
    return encode({"type": "ping", "id": message_id})


def ack(seq: int) -> str:
    """Tell a browser that its inputs up to this one are applied."""
    # one for each thing that a user does: without the encoder's start
    return f'{{"type":"ack","seq":{seq}}}'


def create(
    message_id: int, wid: int, kind: str, args: Sequence[Any], *, buffers: bool = True
) -> Iterable[Encoded]:
    """Build a widget. The parameter `buffers` is that of :func:`call`."""
    # by far the most messages are this and the next one: their names need no escaping
    head = f'{{"type":"create","id":{message_id},"wid":{wid},"class":"{kind}"'
    text, before = _arguments(message_id, args, buffers=buffers)
    return (*before, _around(f'{head},"args":', text, "}"))


def listen(message_id: int, wid: int, action: str, *, on: bool) -> str:
    """Start or stop reporting a callback."""
    kind = "listen" if on else "unlisten"
    return encode({"type": kind, "id": message_id, "wid": wid, "action": action})


def call(
    message_id: int,
    wid: int,
    method: str,
    args: Sequence[Any],
    *,
    silent: bool,
    answers: bool = False,
    buffers: bool = True,
) -> Iterable[Encoded]:
    """Call a method, with the bytes among its arguments in frames of their own.

    Parameters
    ----------
    answers : bool
        Whether it comes of what the browser's own user did.
    buffers : bool
        Whether the browser takes bytes at any depth of the arguments. Another one takes them as
        the first argument alone, and gets null for others.
    """
    head = f'"id":{message_id},"wid":{wid},"method":"{method}","args":'
    end = (',"silent":true' if silent else "") + (',"answers":true}' if answers else "}")
    first = args[0] if args and isinstance(args[0], Binary) else None
    text, before = _arguments(message_id, args if first is None else args[1:], buffers=buffers)
    if first is None:
        return (*before, _around(f'{{"type":"call",{head}', text, end))
    is_small = isinstance(first, bytes) and len(first) <= WHOLE_BYTES
    # what announces bytes is never cut into pieces
    if is_small and len(head) + len(text) < PIECE_CHARACTERS - 100:
        return (*before, _around(f'{{"type":"binary-call",{head}', text, end), _bytes_of(first))
    announced = _announcement("binary-call-chunked", f"call-{message_id}", first)
    message = _around(f"{announced},{head}", text, end)
    return chain(before, (message,), _chunks(f"call-{message_id}", first))


def _around(head: str, text: str | LongText, end: str) -> str | LongText:
    """Return a message of which something may be too long to be copied for each browser."""
    return f"{head}{text}{end}" if isinstance(text, str) else text.within(head, end)


def _arguments(
    message_id: int, args: Sequence[Any], *, buffers: bool
) -> tuple[str | LongText, list[Encoded]]:
    """Return arguments as JSON, and the frames that must come before them.

    Bytes among them are named behind the array.
    """
    try:
        try:
            return encode_arguments(args), []
        except LongTextError:
            return encode_around(args), []
    except CarriesBytesError:
        text, found = encode_beside(args, known=buffers)
    before: list[Encoded] = []
    names = [f"buffer-{message_id}-{index}" for index in range(len(found))]
    for name, data in zip(names, found, strict=True):
        before.append(_announcement("buffer", name, data) + "}")
        before += _chunks(name, data)
    return (f'{text},"buffers":{encode(names)}' if names else text), before


def _announcement(kind: str, transfer_id: str, data: Binary) -> str:
    """Return a message that announces chunks, without its end."""
    # an empty array is one empty chunk
    count = max(1, -(-len(_bytes_of(data)) // CHUNK_BYTES))
    message = {"type": kind, "transfer_id": transfer_id, "num_chunks": count}
    if isinstance(data, Buffer):
        message |= {"dtype": data.dtype, "shape": data.shape}
    return encode(message)[:-1]


def _chunks(transfer_id: str, binary: Binary) -> Iterator[Encoded]:
    # browsers that don't read have each of these waiting, but not its bytes
    data = memoryview(_bytes_of(binary))
    count = max(1, -(-len(data) // CHUNK_BYTES))
    for index in range(count):
        yield encode(
            {
                "type": "binary-chunk",
                "transfer_id": transfer_id,
                "chunk_index": index,
                "num_chunks": count,
                "encoding": "binary",
            }
        )
        yield data[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]


def _bytes_of(data: Binary) -> bytes:
    return data.data if isinstance(data, Buffer) else data


def read_clipboard(message_id: int) -> str:
    """Ask a page for the text in its user's clipboard; the answer's `value` is that text."""
    return encode({"type": "read-clipboard", "id": message_id})


def write_clipboard(message_id: int, text: str) -> str:
    """Have a page put a text into its user's clipboard."""
    return encode({"type": "write-clipboard", "id": message_id, "text": text})


def edit(message_id: int, wid: int, edits: Sequence[Any]) -> str:
    """Edit a widget's document: some edits, one after the other."""
    return encode({"type": "edit", "id": message_id, "wid": wid, "edits": edits})


def content(message_id: int, wid: int, whole: Any) -> str | LongText:
    """Give a widget's document its whole content, or that of the part in view."""
    text = encode_text(whole) if isinstance(whole, str) else encode(whole)
    return _around(f'{{"type":"content","id":{message_id},"wid":{wid},"content":', text, "}")


def batched(wid: int, method: str, args: Sequence[Any]) -> str:
    """Return one call of a :func:`batch`.

    Raises
    ------
    CarriesBytesError
        When it must travel by itself.
    """
    try:
        text = encode_arguments(args)
    except LongTextError:
        text = str(encode_around(args))
    return f'{{"wid":{wid},"method":"{method}","args":{text}}}'


def batch(message_id: int, calls: Sequence[str]) -> str:
    """Call many methods as one unit.

    Parameters
    ----------
    calls : sequence of str
        From :func:`batched`.
    """
    return f'{{"type":"batch","id":{message_id},"calls":[{",".join(calls)}]}}'


def reconstruct_start(message_id: int, next_wid: int) -> str:
    """Begin to rebuild a page from nothing."""
    return encode({"type": "reconstruct-start", "id": message_id, "next_wid": next_wid})


def reconstruct_end(message_id: int) -> str:
    """End a rebuild."""
    return encode({"type": "reconstruct-end", "id": message_id})
