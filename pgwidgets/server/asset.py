"""What is served over HTTP, each piece ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TypeAlias

from websockets.datastructures import Headers
from websockets.http11 import Response

from pgwidgets.server.response import respond

Stamp: TypeAlias = tuple[int, int]
"""When a file was last modified, in ns, and its size in bytes: a new one means a new content."""

NO_STAMP: Stamp = (0, 0)
"""Of what is in no file."""

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""The system's own table differs between machines, and no script of a wrong type is run."""

UNKNOWN_TYPE = "application/octet-stream"

SMALLEST_COMPRESSED = 512
"""Bytes; with fewer, the headers outweigh what is gained."""

_COMPRESSIBLE = re.compile(r"text/|application/(json|wasm)|image/(svg|x-icon)|font/(otf|ttf)")


@dataclass(frozen=True, slots=True)
class Asset:
    """A body that is ready to be sent, in one or two encodings.

    Attributes
    ----------
    body : bytes
    packed : bytes or None
        The body compressed, where that makes it smaller.
    content_type : str
    tag : str
        Names the content.
    stamp : Stamp
        Of the file that it was read from.
    """

    body: bytes
    packed: bytes | None
    content_type: str
    tag: str
    stamp: Stamp

    def response(self, asked: Headers, caching: str) -> Response:
        """Return the response to a request for it.

        Parameters
        ----------
        asked : websockets.datastructures.Headers
            Of the request.
        caching : str
            The value of `Cache-Control`.
        """
        packed = self.packed if _accepts_gzip(asked) else None
        tag = f'"{self.tag}"' if packed is None else f'"{self.tag}-gzip"'
        headers = [("ETag", tag), ("Cache-Control", caching)]
        if self.packed is not None:
            headers.append(("Vary", "Accept-Encoding"))
        if _knows(asked, tag):
            response = respond(HTTPStatus.NOT_MODIFIED, headers, b"")
            del response.headers["Content-Length"]
            return response
        headers.append(("Content-Type", self.content_type))
        if packed is not None:
            headers.append(("Content-Encoding", "gzip"))
        return respond(HTTPStatus.OK, headers, self.body if packed is None else packed)


def make_asset(body: bytes, content_type: str, stamp: Stamp = NO_STAMP) -> Asset:
    """Return a body with all that is worked out but once."""
    packed = None
    if len(body) >= SMALLEST_COMPRESSED and _COMPRESSIBLE.match(content_type):
        packed = gzip.compress(body, compresslevel=6, mtime=0)
        packed = packed if len(packed) < len(body) else None
    return Asset(body, packed, content_type, hashlib.sha256(body).hexdigest()[:20], stamp)


def read_asset(file: Path, known: Asset | None) -> Asset:
    """Return what a file has now.

    Parameters
    ----------
    file : Path
    known : Asset or None
        What it had before; the same is returned if that is still so.

    Raises
    ------
    OSError
        When it can't be read.
    """
    status = file.stat()
    stamp = (status.st_mtime_ns, status.st_size)
    if known is not None and known.stamp == stamp:
        return known
    content_type = CONTENT_TYPES.get(file.suffix.lower(), UNKNOWN_TYPE)
    return make_asset(file.read_bytes(), content_type, stamp)


def _knows(asked: Headers, tag: str) -> bool:
    """Whether the browser has the content that a tag names."""
    known = ",".join(asked.get_all("If-None-Match")).split(",")
    # a proxy that compresses makes the tag a weak one
    tags = {item.strip().removeprefix("W/") for item in known}
    return not tags.isdisjoint({tag, "*"})


def _accepts_gzip(asked: Headers) -> bool:
    accepted = ",".join(asked.get_all("Accept-Encoding")).lower()
    for item in accepted.split(","):
        coding, _, weight = item.replace(" ", "").partition(";q=")
        if coding == "gzip":
            return weight.strip("0.") != "" or weight == ""
    return False
