"""Files on their way from a browser, in pieces that may come in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.errors import ProtocolError
from pgwidgets.model.node import Node
from pgwidgets.protocol.events import Chunk

MOST_FILES = 1000
"""Of one transfer."""

MOST_TRANSFERS = 16
"""Of one browser at a time."""

LONGEST_ID = 200
"""Most characters of a transfer's id."""

_SEPARATORS = str.maketrans("\\", "/")


class _File:
    """One announced file, and what has come of it."""

    def __init__(self, name: str, size: int, kind: str) -> None:
        self.facts = {"name": name, "size": size, "type": kind}
        self.size = size
        self.come = 0
        # how many pieces it has, as the first one says
        self._expected: int | None = None
        # what has come, by index
        self._pieces: dict[int, bytes] = {}

    @property
    def is_complete(self) -> bool:
        return len(self._pieces) == self._expected

    @property
    def data(self) -> bytes:
        return b"".join(self._pieces[index] for index in sorted(self._pieces))

    def take(self, chunk: Chunk) -> None:
        """Keep a piece.

        Raises
        ------
        ProtocolError
            For a piece that can't be one of this file.
        """
        if self._expected is None and 0 < chunk.num_chunks <= max(1, self.size):
            self._expected = chunk.num_chunks
        if chunk.num_chunks != self._expected:
            raise ProtocolError(f"a file of {self.size} bytes in {chunk.num_chunks} chunks")
        if not 0 <= chunk.chunk_index < chunk.num_chunks:
            raise ProtocolError(f"there is no chunk {chunk.chunk_index} of {chunk.num_chunks}")
        if chunk.chunk_index in self._pieces:
            raise ProtocolError(f"chunk {chunk.chunk_index} came before")
        self._pieces[chunk.chunk_index] = chunk.data
        self.come += len(chunk.data)
        if self.come > self.size or (self.is_complete and self.come != self.size):
            raise ProtocolError(f"{self.come} bytes came of a file of {self.size}")


class Transfer:
    """The files that one act of the user brings.

    Parameters
    ----------
    node : Node
        Where they go.
    callback : Callback
        What announced them.
    transfer_id : str
    payload : mapping
        The callback's argument.
    """

    def __init__(
        self, node: Node, callback: Callback, transfer_id: str, payload: Mapping[str, Any]
    ) -> None:
        self.node = node
        self.callback = callback
        # what the handlers get, but for the files
        self._payload = {**payload, "transfer_id": transfer_id}
        # in the order they were announced
        self._files = [_read(item) for item in _listed(payload)]
        self.size = sum(file.size for file in self._files)

    @property
    def is_complete(self) -> bool:
        """Whether all has come."""
        return all(file.is_complete for file in self._files)

    def announced(self) -> dict[str, Any]:
        """Return the payload without data."""
        return {**self._payload, "files": [dict(file.facts) for file in self._files]}

    def received(self) -> dict[str, Any]:
        """Return the payload with the data of each file."""
        return {
            **self._payload,
            "files": [{**file.facts, "data": file.data} for file in self._files],
        }

    def take(self, chunk: Chunk) -> dict[str, Any]:
        """Keep a piece; returns how far the transfer is.

        Raises
        ------
        ProtocolError
            For a piece that can't be one of it.
        """
        count = len(self._files)
        if chunk.wid != self.node.wid or chunk.file_count != count:
            raise ProtocolError("a chunk must name the widget and the files of its transfer")
        if not 0 <= chunk.file_index < count:
            raise ProtocolError(f"there is no file {chunk.file_index} of {count}")
        self._files[chunk.file_index].take(chunk)
        return {
            "transfer_id": chunk.transfer_id,
            "file_index": chunk.file_index,
            "chunk_index": chunk.chunk_index,
            "num_chunks": chunk.num_chunks,
            "transferred_bytes": sum(file.come for file in self._files),
            "total_bytes": self.size,
            "complete": self.is_complete,
        }


class Uploads:
    """What one browser is sending. The session's lock guards it.

    Parameters
    ----------
    limit : int
        The most bytes that may be under way.

    Attributes
    ----------
    come : int
        How many pieces have come so far that were taken.
    """

    def __init__(self, limit: int) -> None:
        self.come = 0
        # the most bytes that may be under way
        self._limit = limit
        # those under way, by id
        self._transfers: dict[str, Transfer] = {}

    @property
    def under_way(self) -> list[str]:
        """The ids of the transfers of which something is still to come."""
        return list(self._transfers)

    def begin(self, node: Node, callback: Callback, payload: Mapping[str, Any]) -> Transfer:
        """Expect the files that a callback announces.

        Raises
        ------
        ProtocolError
            When they are too many or too large, or the announcement is none.
        """
        transfer_id = id_of(payload)
        if transfer_id in self._transfers:
            raise ProtocolError("a transfer with this id is under way")
        if len(self._transfers) == MOST_TRANSFERS:
            raise ProtocolError(f"more than {MOST_TRANSFERS} transfers at a time")
        transfer = Transfer(node, callback, transfer_id, payload)
        size = transfer.size + sum(other.size for other in self._transfers.values())
        if size > self._limit:
            raise ProtocolError(
                f"files of {size} bytes; max_upload_size allows {self._limit} at a time"
            )
        self._transfers[transfer_id] = transfer
        return transfer

    def take(self, chunk: Chunk) -> tuple[Transfer, dict[str, Any]] | None:
        """Keep a piece; returns its transfer, and how far that is.

        None for a piece of nothing that is under way: it was on its way as its transfer was
        refused or given up.

        Raises
        ------
        ProtocolError
            When it can't be one of its transfer.
        """
        transfer = self._transfers.get(chunk.transfer_id)
        if transfer is None:
            return None
        progress = transfer.take(chunk)
        self.come += 1
        if transfer.is_complete:
            del self._transfers[chunk.transfer_id]
        return transfer, progress

    def drop(self, transfer_id: str) -> None:
        """Forget a transfer that was given up."""
        self._transfers.pop(transfer_id, None)

    def clear(self) -> None:
        """Forget all: the browser has lost its line."""
        self._transfers.clear()


def _listed(payload: Mapping[str, Any]) -> Sequence[Any]:
    files = payload.get("files")
    if not isinstance(files, list) or not 0 < len(files) <= MOST_FILES:
        raise ProtocolError(f"a transfer must announce 1 to {MOST_FILES} files")
    return files


def _read(item: Any) -> _File:
    match item:
        case {"name": str(name), "size": int(size), "type": str(kind)} if (
            size >= 0 and not isinstance(size, bool)
        ):
            return _File(_plain(name), size, kind)
    raise ProtocolError("a file must be announced by 'name', 'size' in bytes and 'type'")


def _plain(name: str) -> str:
    """Return a file's name without folders, for programs join it to a path of theirs."""
    plain = name.translate(_SEPARATORS).rpartition("/")[2]
    if plain in ("", ".", "..") or "\0" in plain:
        raise ProtocolError("a file must have a name")
    return plain


def id_of(payload: Mapping[str, Any]) -> str:
    """Return the id of the transfer that is announced.

    Raises
    ------
    ProtocolError
        When it is none.
    """
    transfer_id = str(payload["transfer_id"])
    if len(transfer_id) > LONGEST_ID:
        raise ProtocolError(f"the id of a transfer has at most {LONGEST_ID} characters")
    return transfer_id
