"""Files as a page sends them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tests.support.client import Client

Files: TypeAlias = Mapping[str, bytes]
PIECE = 4
"""Bytes; so that small files have several pieces."""


def announcement(transfer_id: str, files: Files, **facts: Any) -> dict[str, Any]:
    """Return the payload that announces files."""
    described = [
        {"name": name, "size": len(data), "type": "text/plain", "encoding": "bytes"}
        for name, data in files.items()
    ]
    return {"transfer_id": transfer_id, "files": described, **facts}


def pieces(wid: int, transfer_id: str, files: Files) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the header and the bytes of each piece."""
    for file_index, data in enumerate(files.values()):
        count = max(1, -(-len(data) // PIECE))
        for chunk_index in range(count):
            header = {
                "type": "binary-chunk",
                "wid": wid,
                "transfer_id": transfer_id,
                "file_index": file_index,
                "file_count": len(files),
                "chunk_index": chunk_index,
                "num_chunks": count,
                "encoding": "binary",
            }
            yield header, data[chunk_index * PIECE : (chunk_index + 1) * PIECE]


async def send_files(client: Client, wid: int, action: str, files: Files) -> None:
    """Announce files and send them, the last piece first."""
    payload = announcement("files-1", files, x=3, y=4)
    await client.send({"type": "callback", "wid": wid, "action": action, "args": [payload]})
    for header, data in reversed(list(pieces(wid, "files-1", files))):
        await client.send(header)
        await client.send_frame(data)
