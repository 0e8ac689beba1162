"""Pictures that a program names: URLs stay as they are, files become `data:` URIs."""

from __future__ import annotations

import base64
import binascii
import mimetypes
import os
import re
from pathlib import Path

from pgwidgets.catalog.picture_format import FORMATS, SVG, format_of, named
from pgwidgets.errors import did_you_mean
from pgwidgets.model import icons
from pgwidgets.model.text import well_formed

SCHEMES = ("http", "https", "data", "blob")
"""Those of the URLs from which pages load pictures."""

ICONS = tuple(f"{icons.SCHEME}:{name}" for name in icons.PATHS)
"""The names of those that tools need, which may be said wherever something takes a picture."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+):")

_HOST = re.compile(r"\w+://[^/?#\\]")
_USER = re.compile(r"((?:\w+:)?//)[^/]*@")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")

_SPACE = re.compile(rb"[\t\n\f\r ]+")
"""What browsers leave out of base64."""

LONGEST_URL = 2000
"""Characters, as pages count them, of a URL that they name when it fails."""

LONGEST_NAME = 200
"""Characters of a URL or a path in an error."""


def to_data_uri(path: str | os.PathLike[str]) -> str:
    """Read a file and return it as a `data:` URI (RFC 2397).

    Parameters
    ----------
    path : str or path-like
        The file; what it has gives the media type, or else its name's ending.

    Returns
    -------
    str

    Raises
    ------
    OSError
        When the file can't be read.

    Examples
    --------
    >>> to_data_uri("icon.svg")  # doctest: +SKIP
    'data:image/svg+xml;base64,PHN2…'
    """
    data = Path(path).read_bytes()
    return _data_uri(data, _media_type(path, data))


def resolve(picture: str | os.PathLike[str]) -> str:
    """Return what a page can load for a picture that a program named.

    Parameters
    ----------
    picture : str or path-like
        A URL, a URL path that begins with a slash, a `data:` URI, a path of a file, or the name of
        an icon, such as "pg:save".

    Raises
    ------
    ValueError
        For a name that is neither an existing file nor recognisably a URL, and for what can't be
        a picture.
    """
    name = os.fspath(picture)
    scheme = _SCHEME.match(name) if isinstance(picture, str) else None
    if scheme is not None and scheme[1].lower() in SCHEMES:
        return _checked(well_formed(name), scheme[1].lower())
    if scheme is not None and scheme[1].lower() == icons.SCHEME:
        return icons.icon(name[scheme.end() :])
    if not name and isinstance(picture, str):
        return ""
    # a file's name need not be valid text
    if os.path.isfile(name):  # noqa: PTH113  # it may be longer than any path, which is no error here
        return _read(name)
    if scheme is not None:
        raise ValueError(_unknown_scheme(scheme[1].lower()))
    if name.startswith("/") and isinstance(picture, str):
        return well_formed(name)
    raise ValueError(
        f"must be a URL, a data: URI or an existing file; there is no file {_short(name)!r} in "
        f"{str(Path.cwd())!r}"
    )


def _read(path: str) -> str:
    """Return a file's picture as a `data:` URI."""
    data = Path(path).read_bytes()
    media_type = _media_type(path, data)
    require_picture(data, media_type, f"the file {path!r}")
    return _data_uri(data, media_type)


def _media_type(path: str | os.PathLike[str], data: bytes) -> str:
    found = format_of(data)
    if found is not None:
        return f"image/{found}"
    return mimetypes.guess_type(os.fspath(path))[0] or "application/octet-stream"


def _data_uri(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _unknown_scheme(scheme: str) -> str:
    expected = "must be a URL of http:, https: or data:, or a path of a file"
    if scheme == "file":
        return f"{expected}; pages can't open file: URLs, but the path itself is read"
    near = did_you_mean(scheme, SCHEMES)
    return f"{expected}, not one of {scheme}:" + (f"; {near}" if near else "")


def _checked(url: str, scheme: str) -> str:
    """Return a URL after looking at what can be known of it here."""
    if scheme == "data":
        head, content = _parts(url)
        require_picture(content, head.partition(";")[0].strip().lower(), "the data: URI")
    elif scheme in ("http", "https") and not _HOST.match(url):
        raise ValueError(f"must be a whole URL, but {_short(url)!r} names no host")
    return url


def require_picture(data: bytes, media_type: str, where: str) -> None:
    """Check that bytes may be a picture under a media type.

    Raises
    ------
    ValueError
        When browsers would show none.
    """
    kind, _, name = media_type.partition("/")
    found = format_of(data)
    if found is None:
        # a browser may know more formats than these
        if kind == "image" and data and named(name) not in FORMATS:
            return
        what = f"begins with {data[:12]!r}" if data else "is empty"
        raise ValueError(f"must be a picture ({', '.join(FORMATS)}), but {where} {what}")
    # by the bytes they tell all others from each other, but take no markup for a picture
    if (found == SVG) != (kind == "image" and named(name) == SVG):
        raise ValueError(
            f"must be of the type image/{found}, for that is what {where} has, "
            f"not of {media_type or 'none'}"
        )


def _parts(url: str) -> tuple[str, bytes]:
    """Return the head of a `data:` URI and its content.

    Raises
    ------
    ValueError
        When it has none, or wrong base64.
    """
    head, comma, tail = url[len("data:") :].partition(",")
    if not comma:
        raise ValueError("must have a comma before the content of a data: URI")
    content = _ESCAPE.sub(
        lambda found: bytes.fromhex(found[1].decode()), tail.partition("#")[0].encode()
    )
    if not head.rstrip().lower().endswith(";base64"):
        return head, content
    try:
        return head, base64.b64decode(_padded(_SPACE.sub(b"", content)), validate=True)
    except binascii.Error as error:
        raise ValueError(
            f"must have valid base64 in a data: URI: {str(error)[:1].lower()}{str(error)[1:]}"
        ) from None


def _padded(encoded: bytes) -> bytes:
    """Return base64 with the padding that may be left out."""
    return encoded if b"=" in encoded else encoded + b"=" * (-len(encoded) % 4)


# -- in words, and as pages name them ------------------------------------------------------


def describe(picture: str | bytes) -> str:
    """Say what a picture is: its format and size, or its URL without what nobody is to read."""
    if isinstance(picture, bytes):
        found = format_of(picture)
        return f"{'image/' + found if found else 'of an unknown format'}, {len(picture):,} bytes"
    if _is_data(picture):
        head, content = _parts(picture)
        return f"{head.partition(';')[0].strip() or 'text/plain'}, {len(content):,} bytes"
    return _short(_USER.sub(r"\1", re.split("[?#]", picture, maxsplit=1)[0]))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def is_linked(picture: str | bytes) -> bool:
    """Whether a picture lies elsewhere, and a page fetches it."""
    return isinstance(picture, str) and not _is_data(picture)


def mark(picture: str | bytes) -> str | int:
    """Return how a page names a picture that it can't show: a short URL, or else the size.

    The size is that of the bytes, or that of the URL in UTF-16 units.
    """
    if isinstance(picture, bytes):
        return len(picture)
    units = len(picture) if picture.isascii() else len(picture.encode("utf-16-le")) // 2
    return units if units > LONGEST_URL or _is_data(picture) else picture


def _is_data(picture: str) -> bool:
    return picture[:5].lower() == "data:"
