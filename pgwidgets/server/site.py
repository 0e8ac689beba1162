"""What is served over HTTP: the page, the built client, the favicon and registered resources.

A site turns a request into a response and touches nothing but files, so it can be tested
without a socket.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from websockets.datastructures import Headers
from websockets.http11 import Response

from .access import ANY_ORIGIN, parse_authority

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from websockets.http11 import Request

PAGE = "remote.html"
SCRIPT = "Widgets.js"

# The system's own table differs between machines, and a script of the wrong type does not run.
_CONTENT_TYPES = {
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
_FAVICON_SUFFIXES = (".svg", ".ico", ".png", ".gif", ".jpg", ".jpeg", ".webp")
_FAVICON_PATHS = ("favicon.ico", "favicon.svg")

_COMPRESSIBLE = re.compile(r"text/|application/(json|wasm)|image/(svg|x-icon)|font/(otf|ttf)")
_SMALLEST_COMPRESSED = 512  # bytes; below, the headers outweigh what is gained

# The bundler puts a hash of the content into the names of chunks.
_HASHED_CHUNK = re.compile(r"chunks/[^/]+-[A-Z0-9]{8}\.(js|css)(\.map)?")
_FOREVER = "public, max-age=31536000, immutable"

_FORBIDDEN_IN_PATHS = re.compile(r"[\x00-\x1f\x7f\\:]")

# Notebooks and editors on this machine embed pages from ports of their own.
_LOCAL_ANCESTORS = (
    "http://localhost:* https://localhost:* http://*.localhost:* https://*.localhost:* "
    "http://127.0.0.1:* https://127.0.0.1:*"
)

_NOT_BUILT = (
    "The browser client is not built, so there is no page to show.\n"
    "In a source tree, run: make client\n"
    "Otherwise reinstall the package: pip install --force-reinstall pgwidgets-python\n"
)


def text_response(
    status: HTTPStatus, text: str, headers: Collection[tuple[str, str]] = ()
) -> Response:
    """Return a response with a short text, fit for every refusal and error.

    Parameters
    ----------
    status : http.HTTPStatus
        The status of the response.
    text : str
        The body; a line break is added.
    headers : collection of pairs of str
        Further headers.
    """
    body = text.rstrip("\n").encode() + b"\n"
    content = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    return _respond(status, [*content, *headers], body)


def refuse_method() -> Response:
    """Return the response to a request that is neither GET nor HEAD."""
    text = "Only GET and HEAD are served here."
    return text_response(HTTPStatus.METHOD_NOT_ALLOWED, text, [("Allow", "GET, HEAD")])


def _respond(status: HTTPStatus, headers: Collection[tuple[str, str]], body: bytes) -> Response:
    common = [
        ("Date", formatdate(usegmt=True)),
        ("Connection", "close"),
        ("Content-Length", str(len(body))),
        ("X-Content-Type-Options", "nosniff"),
        # The page's URL may hold the session's token.
        ("Referrer-Policy", "no-referrer"),
    ]
    return Response(status.value, status.phrase, Headers([*common, *headers]), body)


@dataclass(frozen=True, slots=True)
class _Asset:
    """A body that is ready to be sent, in one or two encodings."""

    body: bytes  # as it is
    packed: bytes | None  # compressed, where that makes it smaller
    content_type: str  # for the header of the same name
    tag: str  # names the content, without quotes
    stamp: tuple[int, int] = (0, 0)  # modification time (ns) and size (bytes) of its file


def _make_asset(body: bytes, content_type: str, stamp: tuple[int, int] = (0, 0)) -> _Asset:
    packed = None
    if len(body) >= _SMALLEST_COMPRESSED and _COMPRESSIBLE.match(content_type):
        packed = gzip.compress(body, compresslevel=6, mtime=0)
        packed = packed if len(packed) < len(body) else None
    tag = hashlib.sha256(body).hexdigest()[:20]
    return _Asset(body, packed, content_type, tag, stamp)


def _accepts_gzip(headers: Headers) -> bool:
    accepted = ",".join(headers.get_all("Accept-Encoding")).lower()
    for item in accepted.split(","):
        coding, _, weight = item.replace(" ", "").partition(";q=")
        if coding == "gzip":
            return weight.strip("0.") != "" or weight == ""
    return False


def _split_path(target: str) -> tuple[str, ...] | None:
    """Return a request target's decoded segments, or None where it names no resource."""
    path = target.partition("?")[0].partition("#")[0]
    if not path.startswith("/"):
        return None
    try:
        # Decoded before it is split, so that an encoded slash cannot hide a segment.
        decoded = unquote(path[1:], errors="strict")
    except UnicodeDecodeError:
        return None
    segments = tuple(decoded.split("/")) if decoded else ()
    if _FORBIDDEN_IN_PATHS.search(decoded):
        return None
    return None if any(name.startswith(".") or not name for name in segments) else segments


class Site:
    """The resources that an application serves.

    Paths are relative to the site's root; where a proxy serves it under a prefix, the prefix
    is already stripped.

    Parameters
    ----------
    static_path : pathlib.Path
        The folder with the built client.
    favicon : pathlib.Path or None
        The page's icon; None for the client's own.
    allowed_origins : collection of str
        Origins that may show the page in a frame, besides its own host and this machine.

    Examples
    --------
    >>> from pathlib import Path
    >>> site = Site(Path("static"))
    >>> site.add("fonts/plain.woff2", b"...", "font/woff2")
    """

    def __init__(
        self,
        static_path: Path,
        favicon: Path | None = None,
        *,
        allowed_origins: Collection[str] = (),
    ) -> None:
        self._static_path = static_path
        self._favicon: Path | None = None
        self._allowed_origins = tuple(allowed_origins)
        self._added: dict[str, _Asset] = {}
        self._cache: dict[Path, _Asset] = {}
        self.set_favicon(favicon)

    def set_favicon(self, favicon: Path | None) -> None:
        """Choose the page's icon.

        Parameters
        ----------
        favicon : pathlib.Path or None
            An image file; None for the client's own.

        Raises
        ------
        FileNotFoundError
            There is no such file.
        ValueError
            It is not of a kind that browsers show as an icon.
        """
        if favicon is not None:
            if not favicon.is_file():
                raise FileNotFoundError(f"favicon: there is no file {favicon}")
            if favicon.suffix.lower() not in _FAVICON_SUFFIXES:
                kinds = ", ".join(_FAVICON_SUFFIXES)
                raise ValueError(f"favicon: {favicon.name!r} is not one of {kinds}")
        self._favicon = favicon

    def add(self, path: str, body: bytes, content_type: str) -> None:
        """Serve a resource of the application's own, such as a font.

        Adding a path again replaces what it had.

        Parameters
        ----------
        path : str
            Where it is served, relative to the page, such as ``"fonts/plain.woff2"``.
        body : bytes
            The content.
        content_type : str
            The content's type, such as ``"font/woff2"``.

        Raises
        ------
        ValueError
            The path is not usable in a URL, or the client has a file there.
        """
        segments = _split_path("/" + path)
        if not segments or "/".join(segments) != path or not path.isascii():
            raise ValueError(
                f"path: {path!r} is not a plain relative path; expected one like 'fonts/a.woff2'"
            )
        if self._find_file(segments) is not None:
            raise ValueError(f"path: {path!r} is a file of the client; choose another one")
        if not re.fullmatch(r"[\x20-\x7e]+", content_type):
            raise ValueError(f"content_type: {content_type!r} is not one like 'font/woff2'")
        self._added[path] = _make_asset(body, content_type)

    def answer(self, request: Request) -> Response:
        """Return the response to a request that was let in.

        Parameters
        ----------
        request : websockets.http11.Request
            The request; its query is ignored.

        Returns
        -------
        websockets.http11.Response
            To a HEAD request, one without a body.
        """
        response = self._answer(request)
        response.headers["Content-Security-Policy"] = self._frame_policy(request.headers)
        if request.method == "HEAD":
            response.body = b""
        return response

    def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return refuse_method()
        segments = _split_path(request.path)
        if segments == () and not self._is_built():
            return text_response(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_BUILT)
        asset = None if segments is None else self._find(segments or (PAGE,))
        if segments is None or asset is None:
            if segments == (SCRIPT,):
                return text_response(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_BUILT)
            return text_response(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
        return self._respond_asset(asset, "/".join(segments), request.headers)

    @staticmethod
    def _respond_asset(asset: _Asset, path: str, asked: Headers) -> Response:
        packed = asset.packed if _accepts_gzip(asked) else None
        tag = f'"{asset.tag}-gzip"' if packed is not None else f'"{asset.tag}"'
        headers = [
            ("ETag", tag),
            ("Cache-Control", _FOREVER if _HASHED_CHUNK.fullmatch(path) else "no-cache"),
        ]
        if asset.packed is not None:
            headers.append(("Vary", "Accept-Encoding"))
        known = ",".join(asked.get_all("If-None-Match"))
        # A proxy that compresses makes the tag a weak one.
        known_tags = [item.strip().removeprefix("W/") for item in known.split(",")]
        if tag in known_tags or "*" in known_tags:
            response = _respond(HTTPStatus.NOT_MODIFIED, headers, b"")
            del response.headers["Content-Length"]
            return response
        headers.append(("Content-Type", asset.content_type))
        if packed is not None:
            headers.append(("Content-Encoding", "gzip"))
        return _respond(HTTPStatus.OK, headers, asset.body if packed is None else packed)

    def _frame_policy(self, asked: Headers) -> str:
        if ANY_ORIGIN in self._allowed_origins:
            return "frame-ancestors *"
        sources = ["'self'", _LOCAL_ANCESTORS]
        host = parse_authority(asked.get_all("Host")[0]) if "Host" in asked else None
        # As with WebSockets, ports of the same host are free. Policies cannot name IPv6 addresses.
        if host is not None and ":" not in host.name:
            sources.append(f"http://{host.name}:* https://{host.name}:*")
        sources.extend(origin for origin in self._allowed_origins if origin != "null")
        return "frame-ancestors " + " ".join(sources)

    def _is_built(self) -> bool:
        return all((self._static_path / name).is_file() for name in (PAGE, SCRIPT))

    def _find(self, segments: tuple[str, ...]) -> _Asset | None:
        path = "/".join(segments)
        if path in _FAVICON_PATHS:
            return self._find_favicon(path)
        file = self._find_file(segments)
        return self._added.get(path) if file is None else self._load(file)

    def _find_favicon(self, path: str) -> _Asset | None:
        if self._favicon is not None:
            return self._load(self._favicon)
        candidates = (path, *_FAVICON_PATHS)
        files = (self._find_file((candidate,)) for candidate in candidates)
        return next((self._load(file) for file in files if file is not None), None)

    def _find_file(self, segments: tuple[str, ...]) -> Path | None:
        try:
            root = self._static_path.resolve()
            file = root.joinpath(*segments).resolve(strict=True)
            # Resolved first, so that a link cannot lead out of the folder.
            return file if file.is_relative_to(root) and file.is_file() else None
        except (OSError, RuntimeError):
            # Links that lead in a circle are a RuntimeError before Python 3.13.
            return None

    def _load(self, file: Path) -> _Asset | None:
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            asset = self._cache.get(file)
            if asset is None or asset.stamp != stamp:
                content_type = _CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream")
                asset = _make_asset(file.read_bytes(), content_type, stamp)
                self._cache[file] = asset
        except OSError:
            return None
        return asset
