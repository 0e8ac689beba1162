"""Pictures that a program names: URLs stay as they are, files become `data:` URIs."""

from __future__ import annotations

import base64
import mimetypes
import os
import re
from pathlib import Path

from pgwidgets.model.text import well_formed

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")


def to_data_uri(path: str | os.PathLike[str]) -> str:
    """Read a file and return it as a `data:` URI (RFC 2397).

    Parameters
    ----------
    path : str or path-like
        The file; its name's ending gives the media type.

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
    media_type = mimetypes.guess_type(os.fspath(path))[0] or "application/octet-stream"
    encoded = base64.b64encode(Path(path).read_bytes()).decode("ascii")
    return f"data:{media_type};base64,{encoded}"


def resolve(picture: str | os.PathLike[str]) -> str:
    """Return what a page can load for a picture that a program named.

    Parameters
    ----------
    picture : str or path-like
        A URL, a URL path that begins with a slash, a `data:` URI, or a path of a file.

    Raises
    ------
    ValueError
        For a name that is neither an existing file nor recognisably a URL.
    """
    name = os.fspath(picture)
    if not name or _SCHEME.match(name):
        return well_formed(name)
    # a file's name need not be valid text
    if Path(name).is_file():
        return to_data_uri(name)
    if name.startswith("/") and isinstance(picture, str):
        return well_formed(name)
    raise ValueError(
        f"must be a URL, a data: URI or an existing file; there is no file {name!r} in "
        f"{str(Path.cwd())!r}"
    )
