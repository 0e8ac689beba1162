"""The state machine of one browser's connection: frames in, events out."""

from __future__ import annotations

from collections import deque
from enum import Enum

from pgwidgets.errors import ProtocolError
from pgwidgets.protocol import events
from pgwidgets.protocol.codec import Message, decode
from pgwidgets.protocol.pieces import MESSAGE_BYTES, Pieces

INIT_ID = 0
"""The id of the `init` message: ids of a session's own messages start at 1."""

ANSWERS = ("result", "ack", "error")
"""The types of answers to messages."""

MOST_HEADERS = 64
"""So many headers may wait for their bytes."""


class State(Enum):
    """How far the handshake is."""

    GREETING = "waiting for the answer to init"
    OPEN = "open"


class Connection:
    """What one browser has said so far, and what may come next.

    Parameters
    ----------
    most : int
        The most bytes that a message may have which comes in pieces.
    """

    def __init__(self, most: int = MESSAGE_BYTES) -> None:
        self.state = State.GREETING
        # what announced binary frames that are still to come
        self._headers: deque[Message] = deque()
        # the text that is under way
        self._pieces = Pieces(most)

    def receive(self, frame: str | bytes) -> list[events.Event]:
        """Take a frame and return what it says.

        Raises
        ------
        ProtocolError
            When the protocol doesn't allow it here; the connection must then be closed.
        """
        if isinstance(frame, bytes):
            if not self._headers:
                raise ProtocolError("a binary frame must be announced by a header")
            return [events.chunk(self._headers.popleft(), frame)]
        found: list[events.Event] = []
        for message in decode(frame):
            for whole in self._whole(message):
                event = self._take(whole)
                if event is not None:
                    found.append(event)
        return found

    def _whole(self, message: Message) -> list[Message]:
        """Return a message, or those that are complete with a piece of theirs."""
        if message["type"] != "piece" or self.state is State.GREETING:
            return [message]
        text = self._pieces.take(message)
        return [] if text is None else decode(text)

    def _take(self, message: Message) -> events.Event | None:
        if self.state is State.GREETING:
            if message["type"] not in ("result", "ack") or message.get("id") not in (None, INIT_ID):
                raise ProtocolError(
                    f"the first message must answer init, but it has the type "
                    f"{message['type'][:40]!r}"
                )
            self.state = State.OPEN
            return events.hello(message)
        if message["type"] == "binary-chunk":
            if len(self._headers) == MOST_HEADERS:
                raise ProtocolError("too many headers without their binary frames")
            self._headers.append(message)
            return None
        if message["type"] in ANSWERS and message.get("id") is None:
            # it answers a message that asked for no answer
            return None
        return events.read(message)
