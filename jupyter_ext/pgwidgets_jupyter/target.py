"""What a URL of the route asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from pgwidgets_jupyter.entries import KERNEL_ID, NAME

PREFIX = "pgwidgets-kernel"

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True)
class Target:
    """A kernel, an application in it, and a resource of that.

    Attributes
    ----------
    kernel_id : str
    name : str
        Empty where the kernel itself is meant.
    path : str
        As the application's server is asked for it, begins with a slash; empty where the
        slash after the name is missing.
    """

    kernel_id: str
    name: str = ""
    path: str = ""


def parse(text: str) -> Target | None:
    """Return what the part of a URL's path behind the prefix means; None for nothing.

    Parameters
    ----------
    text : str
        Such as ``"1f…0c/name/Widgets.js"``, still with its percent signs.

    Examples
    --------
    >>> parse("00000000-0000-4000-8000-000000000000/plot/ws").path
    '/ws'
    """
    kernel_id, _, rest = text.partition("/")
    name, slash, path = rest.partition("/")
    if not KERNEL_ID.fullmatch(kernel_id) or not (name == slash == "" or NAME.fullmatch(name)):
        return None
    return Target(kernel_id, name, slash + path) if _is_plain(path) else None


def _is_plain(path: str) -> bool:
    """Whether a path means the same to whoever decodes it, and leads down alone."""
    if not path.isascii() or re.search("%2f|%5c", path, re.IGNORECASE):
        return False
    decoded = unquote(path, errors="replace")
    if _FORBIDDEN.search(decoded) or "\ufffd" in decoded:
        return False
    segments = decoded.split("/")
    return decoded == "" or not any(part == "" or part.startswith(".") for part in segments)
