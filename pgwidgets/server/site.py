"""What an application serves over HTTP: the page, the client, the icon and resources of its own."""

from __future__ import annotations

import re
from collections.abc import Collection
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from pgwidgets.catalog.picture import require_picture
from pgwidgets.model import icons
from pgwidgets.server.access import ANY_ORIGIN, NO_ORIGIN
from pgwidgets.server.asset import CONTENT_TYPES, UNKNOWN_TYPE, Asset, read_asset
from pgwidgets.server.origins import parse_authority
from pgwidgets.server.response import refuse_method, text_response

PAGE = "remote.html"
SCRIPT = "Widgets.js"

PACKED = "packed"
"""The folder with what of the client was compressed as it was built."""

FAVICONS = ("favicon.ico", "favicon.svg")
"""Where browsers look for the page's icon, and the client has it."""

FAVICON_SUFFIXES = (".svg", ".ico", ".png", ".gif", ".jpg", ".jpeg", ".webp")

LOCAL_ANCESTORS = (
    "http://localhost:* https://localhost:* http://*.localhost:* https://*.localhost:* "
    "http://127.0.0.1:* https://127.0.0.1:*"
)
"""Notebooks and editors on this machine hold pages in frames, from ports of their own."""

ALWAYS = "no-cache"
"""A browser asks each time whether what it has is still right."""

NEVER = "public, max-age=31536000, immutable"
"""It never asks again."""

NOT_BUILT = (
    "The browser client is not built, so there is no page to show.\n"
    "In a source tree, run: make client\n"
    "Otherwise reinstall the package: pip install --force-reinstall pgwidgets-python\n"
)

_HASHED_CHUNK = re.compile(r"chunks/[^/]+-[A-Z0-9]{8}\.(js|css)(\.map)?")
"""The bundler puts a hash of the content into these names: another content has another name."""

_FORBIDDEN_IN_PATHS = re.compile(r"[\x00-\x1f\x7f\\:]")


class Site:
    """The resources of one application. A request becomes a response; only files are touched.

    Paths are relative to its root; a proxy that serves it under a prefix has taken that away.

    Parameters
    ----------
    static_path : pathlib.Path
        The folder with the built client.
    favicon : pathlib.Path or None
        The page's icon; None for the client's own.
    allowed_origins : collection of str
        Whose pages may hold the page in a frame, besides its own host and this machine.

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
        # the folder with the built client; it may be built anew meanwhile
        self._static_path = static_path
        # the program's icon, a file or one that has a name, which goes before the client's
        self._favicon: Path | Asset | None = None
        # whose pages may hold the page in a frame
        self._allowed_origins = tuple(allowed_origins)
        # the program's own resources, by their paths
        self._added: dict[str, Asset] = {}
        # what was read of files; checked against the file each time
        self._read: dict[Path, Asset] = {}
        # the page, by the ports that it names
        self._pages: dict[tuple[int, ...], Asset] = {}
        self.set_favicon(favicon)

    # -- what the program adds -------------------------------------------------------

    def set_favicon(self, favicon: Path | None) -> None:
        """Choose the page's icon.

        Parameters
        ----------
        favicon : pathlib.Path or None
            An image file; None for the client's own.

        Raises
        ------
        FileNotFoundError
            When there is no such file.
        ValueError
            When it is of a kind that browsers don't show as an icon, or no picture.
        """
        if favicon is not None:
            if not favicon.is_file():
                raise FileNotFoundError(f"favicon: there is no file {favicon}")
            if favicon.suffix.lower() not in FAVICON_SUFFIXES:
                kinds = ", ".join(FAVICON_SUFFIXES)
                raise ValueError(f"favicon: {favicon.name!r} is not one of {kinds}")
            try:
                require_picture(
                    favicon.read_bytes(),
                    CONTENT_TYPES[favicon.suffix.lower()],
                    f"the file {favicon.name!r}",
                )
            except ValueError as error:
                raise ValueError(f"favicon {error}") from None
        self._favicon = favicon

    def draw_favicon(self, name: str) -> None:
        """Choose one of the icons that have names as the page's icon.

        Raises
        ------
        ValueError
            When there is none of that name.
        """
        self._favicon = Asset(icons.drawing(name).encode(), CONTENT_TYPES[".svg"])

    def add(self, path: str, body: bytes, content_type: str) -> None:
        """Serve a resource of the program's own, such as a font; the last one of a path counts.

        Parameters
        ----------
        path : str
            Relative to the page, such as `"fonts/plain.woff2"`.
        body : bytes
        content_type : str
            Such as `"font/woff2"`.

        Raises
        ------
        ValueError
            When the path can't be in a URL, or is that of a file of the client.
        """
        segments = _split(f"/{path}")
        if not segments or "/".join(segments) != path or not path.isascii():
            raise ValueError(
                f"path: {path!r} is not a plain relative path; expected one like 'fonts/a.woff2'"
            )
        if self._find_file(segments) is not None:
            raise ValueError(f"path: {path!r} is a file of the client; choose another one")
        if not re.fullmatch(r"[\x20-\x7e]+", content_type):
            raise ValueError(f"content_type: {content_type!r} is not one like 'font/woff2'")
        self._added[path] = Asset(body, content_type)

    def add_file(self, file: Path, name: str | None = None) -> str:
        """Serve what a file has now, in a folder for such files.

        Parameters
        ----------
        file : pathlib.Path
        name : str, optional
            What it is called there; without one as it is called here.

        Returns
        -------
        str
            Its URL, relative to the page.

        Raises
        ------
        FileNotFoundError
            When there is no such file.
        ValueError
            When the name can't be in a URL.
        """
        if not file.is_file():
            raise FileNotFoundError(f"path: there is no file {file}")
        called = file.name if name is None else name
        content_type = CONTENT_TYPES.get(Path(called).suffix.lower(), UNKNOWN_TYPE)
        self.add(f"files/{called}", file.read_bytes(), content_type)
        return f"files/{quote(called)}"

    # -- answering -------------------------------------------------------------------

    def answer(self, request: Request, ports: tuple[int, ...] = ()) -> Response:
        """Return the response to a request that was let in.

        Parameters
        ----------
        request : websockets.http11.Request
            Its query is ignored: pages read it themselves.
        ports : tuple of int
            Where else on the machine that was asked the program is. The page names them: it
            connects to no other port because of a link.

        Returns
        -------
        websockets.http11.Response
            Without a body, if the request is a HEAD.
        """
        response = self._answer(request, ports)
        response.headers["Content-Security-Policy"] = self._frame_policy(request.headers)
        if request.method == "HEAD":
            response.body = b""
        return response

    def _answer(self, request: Request, ports: tuple[int, ...]) -> Response:
        if request.method not in ("GET", "HEAD"):
            return refuse_method()
        segments = _split(request.path)
        if segments is None:
            return _not_found()
        if segments == () and not self._is_built():
            return _not_built()
        asset = self._find(segments or (PAGE,))
        if asset is None:
            return _not_built() if segments == (SCRIPT,) else _not_found()
        if (segments or (PAGE,)) == (PAGE,):
            asset = self._naming(asset, ports)
        is_hashed = _HASHED_CHUNK.fullmatch("/".join(segments))
        return asset.response(request.headers, NEVER if is_hashed else ALWAYS)

    def _naming(self, page: Asset, ports: tuple[int, ...]) -> Asset:
        """Return the page with the names of the program's ports in it."""
        known = self._pages.get(ports)
        if known is None or known.stamp != page.stamp:
            named = f'<meta name="pgwidgets-ports" content="{" ".join(map(str, ports))}">'
            body = page.body.replace(b"<head>", b"<head>\n" + named.encode(), 1)
            known = self._pages[ports] = Asset(body, page.content_type, page.stamp)
        return known

    def _frame_policy(self, asked: Headers) -> str:
        """Return which pages may hold a response in a frame."""
        if ANY_ORIGIN in self._allowed_origins:
            return "frame-ancestors *"
        sources = ["'self'", LOCAL_ANCESTORS]
        host = parse_authority(asked.get_all("Host")[0]) if "Host" in asked else None
        # as with WebSockets, ports of the same host are free; a policy can't name IPv6 addresses
        if host is not None and ":" not in host.name:
            sources.append(f"http://{host.name}:* https://{host.name}:*")
        sources.extend(origin for origin in self._allowed_origins if origin != NO_ORIGIN)
        return "frame-ancestors " + " ".join(sources)

    # -- finding ---------------------------------------------------------------------

    def _is_built(self) -> bool:
        return all((self._static_path / name).is_file() for name in (PAGE, SCRIPT))

    def _find(self, segments: tuple[str, ...]) -> Asset | None:
        path = "/".join(segments)
        if path in FAVICONS:
            return self._find_favicon(path)
        file = self._find_file(segments)
        return self._added.get(path) if file is None else self._load(file)

    def _find_favicon(self, path: str) -> Asset | None:
        if self._favicon is not None:
            given = self._favicon
            return given if isinstance(given, Asset) else self._load(given)
        files = (self._find_file((candidate,)) for candidate in (path, *FAVICONS))
        return next((self._load(file) for file in files if file is not None), None)

    def _find_file(self, segments: tuple[str, ...]) -> Path | None:
        """Return a file of the client."""
        try:
            root = self._static_path.resolve()
            file = root.joinpath(*segments).resolve(strict=True)
            # resolved first, so that no link leads out of the folder
            return file if file.is_relative_to(root) and file.is_file() else None
        except (OSError, RuntimeError):
            # links that lead round in circles are a RuntimeError before Python 3.13
            return None

    def _load(self, file: Path) -> Asset | None:
        try:
            asset = read_asset(file, self._read.get(file), self._static_path / PACKED)
        except OSError:
            # it was there a moment ago
            return None
        self._read[file] = asset
        return asset


def _split(target: str) -> tuple[str, ...] | None:
    """Return the segments of a request's path; None for one that names nothing."""
    path = target.partition("?")[0].partition("#")[0]
    if not path.startswith("/"):
        return None
    try:
        # decoded before it is split, so that an encoded slash hides no segment
        decoded = unquote(path[1:], errors="strict")
    except UnicodeDecodeError:
        return None
    if _FORBIDDEN_IN_PATHS.search(decoded):
        return None
    segments = tuple(decoded.split("/")) if decoded else ()
    return None if any(name.startswith(".") or not name for name in segments) else segments


def _not_built() -> Response:
    return text_response(HTTPStatus.SERVICE_UNAVAILABLE, NOT_BUILT)


def _not_found() -> Response:
    return text_response(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
