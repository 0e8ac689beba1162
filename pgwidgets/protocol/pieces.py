"""Long texts in pieces, so that no frame is large and what is urgent gets in between.

A text that JSON made is cut anywhere, and each part travels as the text of a message of the type
"piece". They follow each other in order, one text's after the other's; only messages about the
connection itself come between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring_ascii

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol.codec import Encoded, Frame, LongText, Message

PIECE_CHARACTERS = 256 * 1024
"""A text above this size travels in pieces of it. A page's may take three bytes for each character,
and what is escaped twice for each: that is still less than a frame may have."""

FRAME_BYTES = 1024 * 1024
"""No frame is larger, in either direction."""

MESSAGE_BYTES = 64 * 1024 * 1024
"""A message in pieces is no larger, unless the operator says so."""


class Piece:
    """One piece of a long text, whose frame is made as it is sent: it waits for many at a time.

    Parameters
    ----------
    text : str
        What it has a part of.
    start : int
        Where that begins; it has as much as a piece may.
    index, count : int
        Which of how many pieces it is.
    """

    __slots__ = ("_count", "_index", "_start", "_stop", "_text")

    def __init__(self, text: str, start: int, index: int, count: int) -> None:
        # what it has a part of; others have the same
        self._text = text
        # where that begins
        self._start = start
        # where it ends
        self._stop = min(len(text), start + PIECE_CHARACTERS)
        # which one it is
        self._index = index
        # and of how many
        self._count = count

    def __len__(self) -> int:
        return self._stop - self._start

    def __str__(self) -> str:
        data = encode_basestring_ascii(self._text[self._start : self._stop])
        return f'{{"type":"piece","index":{self._index},"count":{self._count},"data":{data}}}'


def split(frames: Iterable[Encoded]) -> Iterator[Frame | Piece]:
    """Yield the frames with every long text in pieces.

    Parameters
    ----------
    frames : iterable
        The texts are JSON, in ASCII.
    """
    for frame in frames:
        if not isinstance(frame, str | LongText):
            yield frame
        elif len(frame) <= PIECE_CHARACTERS:
            yield str(frame)
        else:
            parts = frame.parts if isinstance(frame, LongText) else (frame,)
            cuts = [
                (part, start) for part in parts for start in range(0, len(part), PIECE_CHARACTERS)
            ]
            for index, (part, start) in enumerate(cuts):
                yield Piece(part, start, index, len(cuts))


class Pieces:
    """Puts a text together again.

    Parameters
    ----------
    limit : int
        The most bytes that one may have, in UTF-8.
    """

    def __init__(self, limit: int) -> None:
        # bytes that a text may have
        self._limit = limit
        # how many pieces the text has that is under way; 0 for none
        self._count = 0
        # the index of the piece that is to come
        self._next = 0
        # what has come of the text, in UTF-8
        self._data = bytearray()

    def take(self, piece: Message) -> str | None:
        """Take the next piece; returns the text with the last one.

        Raises
        ------
        ProtocolError
            For one that is out of turn, or makes the text too large.
        """
        index, count, data = piece.get("index"), piece.get("count"), piece.get("data")
        if not (isinstance(index, int) and isinstance(count, int) and isinstance(data, str)):
            raise ProtocolError("a piece must have 'index' and 'count', integers, and 'data', text")
        if index != self._next or not 0 <= index < count or count != (self._count or count):
            raise ProtocolError(f"piece {index} of {count} came out of turn")
        self._data += data.encode()
        if len(self._data) > self._limit:
            raise ProtocolError(
                f"a message of more than {self._limit} bytes, which is all that max_message_size "
                "allows"
            )
        self._count, self._next = count, index + 1
        if self._next < count:
            return None
        text = self._data.decode()
        self._count, self._next, self._data = 0, 0, bytearray()
        return text
