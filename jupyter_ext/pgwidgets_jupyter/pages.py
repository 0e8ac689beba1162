"""The page that is shown while an application can't be, and who may hold pages in frames."""

from __future__ import annotations

import html
from http import HTTPStatus
from pathlib import Path
from string import Template

PAGE = Path(__file__).with_name("waiting.html")

GONE_TEXT = (
    "Its kernel was restarted or has ended, or it was closed. Run the notebook's cells that start "
    "it: this page then comes back by itself."
)

BUSY_TEXT = (
    "The application runs on the event loop of its kernel, where a cell is at work. When the cell "
    "has ended, this page comes back by itself."
)

TEXTS = {
    HTTPStatus.BAD_GATEWAY: ("The application is not running", GONE_TEXT),
    HTTPStatus.GATEWAY_TIMEOUT: ("The kernel is busy", BUSY_TEXT),
}


def waiting_page(status: HTTPStatus, list_url: str, name: str) -> str:
    """Return a page that loads itself again when the application is back.

    Parameters
    ----------
    status : HTTPStatus
        Why it is shown: a key of :data:`TEXTS`.
    list_url : str
        Where the kernel's applications are listed.
    name : str
        The application's.
    """
    title, text = TEXTS[status]
    fields = {"title": title, "text": text, "list_url": list_url, "name": name}
    escaped = {field: html.escape(value) for field, value in fields.items()}
    return Template(PAGE.read_text(encoding="utf-8")).substitute(escaped)


def framed_by_jupyter(policy: str) -> str:
    """Return a Content-Security-Policy that also lets Jupyter's own pages hold this one.

    A Hub forbids all frames of its users' servers; the outputs of notebooks are such frames.

    Parameters
    ----------
    policy : str
        Jupyter's, for its own pages.

    Examples
    --------
    >>> framed_by_jupyter("frame-ancestors 'none'; report-uri /csp")
    "frame-ancestors 'self'; report-uri /csp"
    """
    directives = [directive.strip() for directive in policy.split(";")]
    return "; ".join(_with_self(directive) for directive in directives if directive)


def _with_self(directive: str) -> str:
    name, *sources = directive.split()
    if name.lower() != "frame-ancestors" or "*" in sources:
        return directive
    others = [source for source in sources if source.lower() not in ("'none'", "'self'")]
    return " ".join([name, "'self'", *others])
