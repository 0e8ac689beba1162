"""What is served over HTTP, each piece ready to be sent."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Collection
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
    ".mjs": "text/javascript; charset=utf-8",
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

CODINGS = ("br", "gzip")
"""The smallest one comes first. It takes so long that it is made with the client."""

TAG_CHARACTERS = 20
"""Of the hash of a content, in its name. `static/build.mjs` names files by it, too."""

_COMPRESSIBLE = re.compile(r"text/|application/(json|wasm)|image/(svg|x-icon)|font/(otf|ttf)")


class Asset:
    """A body that is ready to be sent, in whatever encoding a browser takes.

    Parameters
    ----------
    body : bytes
    content_type : str
    stamp : Stamp
        Of the file that it was read from.
    folder : Path or None
        Where the body is in another encoding, if it was made with the body.

    Attributes
    ----------
    body, content_type, stamp
        As given.
    tag : str
        Names the content.
    """

    def __init__(
        self, body: bytes, content_type: str, stamp: Stamp = NO_STAMP, folder: Path | None = None
    ) -> None:
        self.body = body
        self.content_type = content_type
        self.stamp = stamp
        self.tag = hashlib.sha256(body).hexdigest()[:TAG_CHARACTERS]
        # whether it may be sent in another encoding
        self._is_packed = len(body) >= SMALLEST_COMPRESSED and bool(
            _COMPRESSIBLE.match(content_type)
        )
        # with what was made with the client
        self._folder = folder
        # the body by encoding; None where that makes it no smaller
        self._packed: dict[str, bytes | None] = {}

    def response(self, asked: Headers, caching: str) -> Response:
        """Return the response to a request for it.

        Parameters
        ----------
        asked : websockets.datastructures.Headers
            Of the request.
        caching : str
            The value of `Cache-Control`.
        """
        coding, body = self._encoded(_accepted(asked)) if self._is_packed else ("", self.body)
        tag = f'"{self.tag}-{coding}"' if coding else f'"{self.tag}"'
        headers = [("ETag", tag), ("Cache-Control", caching)]
        if self._is_packed:
            headers.append(("Vary", "Accept-Encoding"))
        if _knows(asked, tag):
            response = respond(HTTPStatus.NOT_MODIFIED, headers, b"")
            del response.headers["Content-Length"]
            return response
        headers.append(("Content-Type", self.content_type))
        if coding:
            headers.append(("Content-Encoding", coding))
        return respond(HTTPStatus.OK, headers, body)

    def _encoded(self, accepted: Collection[str]) -> tuple[str, bytes]:
        """Return the first encoding that a browser takes, and the body in it; or the plain one."""
        for coding in CODINGS:
            if coding in accepted:
                if coding not in self._packed:
                    self._packed[coding] = self._pack(coding)
                packed = self._packed[coding]
                if packed is not None:
                    return coding, packed
        return "", self.body

    def _pack(self, coding: str) -> bytes | None:
        if coding == "gzip":
            packed = gzip.compress(self.body, compresslevel=6, mtime=0)
            return packed if len(packed) < len(self.body) else None
        if self._folder is None:
            return None
        try:
            # named by the content, so that it is of no other one
            return (self._folder / f"{self.tag}.{coding}").read_bytes()
        except OSError:
            return None


def read_asset(file: Path, known: Asset | None, folder: Path | None = None) -> Asset:
    """Return what a file has now.

    Parameters
    ----------
    file : Path
    known : Asset or None
        What it had before; the same is returned if that is still so.
    folder : Path or None
        Where it is in another encoding, if it was made with it.

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
    return Asset(file.read_bytes(), content_type, stamp, folder)


def _knows(asked: Headers, tag: str) -> bool:
    """Whether the browser has the content that a tag names."""
    known = ",".join(asked.get_all("If-None-Match")).split(",")
    # a proxy that compresses makes the tag a weak one
    tags = {item.strip().removeprefix("W/") for item in known}
    return not tags.isdisjoint({tag, "*"})


def _accepted(asked: Headers) -> set[str]:
    """Return the encodings that a browser takes."""
    codings = set()
    for item in ",".join(asked.get_all("Accept-Encoding")).lower().split(","):
        coding, _, weight = item.replace(" ", "").partition(";q=")
        if weight == "" or weight.strip("0.") != "":
            codings.add(coding)
    return codings
