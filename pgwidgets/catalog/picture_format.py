"""What the bytes of a picture are. Browsers go by the bytes, too, whatever they are called."""

from __future__ import annotations

import re

_SIGNATURES = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "avif": re.compile(rb".{4}ftyp.{0,56}?avi[fs]", re.DOTALL),
    "bmp": re.compile(rb"BM"),
    "x-icon": re.compile(rb"\0\0[\1\2]\0"),
}
"""How the bytes of those begin that browsers show, but for SVG."""

SVG = "svg+xml"

FORMATS = (*_SIGNATURES, SVG)
"""The formats that can be told from each other, as media types call them."""

_ALIASES = {
    "jpg": "jpeg",
    "pjpeg": "jpeg",
    "apng": "png",
    "x-png": "png",
    "ico": "x-icon",
    "cur": "x-icon",
    "vnd.microsoft.icon": "x-icon",
    "x-ms-bmp": "bmp",
    "svg": SVG,
}

_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?!!doctype html|html)", re.IGNORECASE
)
_SVG_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?svg[\s/>]")


def format_of(data: bytes) -> str | None:
    """Return the format of a picture, or None for bytes of none that is known."""
    for name, signature in _SIGNATURES.items():
        if signature.match(data):
            return name
    # in UTF-16 each other byte of markup is none
    text = data.replace(b"\0", b"")
    return SVG if _MARKUP.match(text) and _SVG_ELEMENT.search(text) else None


def named(name: str) -> str:
    """Return the format of a name, such as 'png' for "PNG", "image/png" and "x-png"."""
    plain = name.strip().lower().removeprefix("image/")
    return _ALIASES.get(plain, plain)


def fitting(data: bytes, name: str) -> str:
    """Return the format to show bytes in: what they are, or else what they are said to be.

    Raises
    ------
    ValueError
        For bytes that are not what they are said to be, nor anything else that is known.
    """
    found = format_of(data)
    if found is not None:
        return found
    if not data:
        raise ValueError("must be a picture, but is empty")
    said = named(name)
    if said in FORMATS or not said:
        raise ValueError(f"must be a picture ({', '.join(FORMATS)}), but begins with {data[:12]!r}")
    # a browser may know more
    return said
