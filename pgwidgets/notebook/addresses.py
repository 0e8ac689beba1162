"""The addresses under which the user's browser may reach an application."""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple

from pgwidgets.errors import closest
from pgwidgets.notebook import environment

URL_VARIABLE = "PGWIDGETS_URL"
"""An operator's template for the address of every application, which nothing else competes with."""

PLACEHOLDERS = ("port", "name")


class Candidate(NamedTuple):
    """One address to try.

    Attributes
    ----------
    url : str
        The page's address, absolute or beginning with a slash; ends with a slash, has no query.
    guarded : bool
        Whether Jupyter's login guards it. Then ``?session=ID`` alone joins a session, and no
        query at all begins a new one. Otherwise joining needs the session's token beside its
        id, and beginning one the application's key.
    """

    url: str
    guarded: bool


def candidates(app: Any) -> list[Candidate]:
    """Return where a started application can be reached by the user's browser, best first.

    - ``Application(public_url=…)``, else the environment variable ``PGWIDGETS_URL``: alone.
    - Through the Jupyter server's extension, if it has ours: alone, since nothing else needs
      to be tried, and what is shown then holds neither token nor key.
    - Through jupyter-server-proxy, ``{base_url}proxy/PORT/``, if the server has that.
    - Directly, on loopback.

    Only candidates with ``guarded`` false need ``token`` (with ``session``) or ``key`` in the
    query.

    Parameters
    ----------
    app : Application
        Of either API; its ports must be open.

    Raises
    ------
    ValueError
        When the template of ``PGWIDGETS_URL`` is broken.
    """
    template = app.public_url or os.environ.get(URL_VARIABLE)
    if template:
        return [Candidate(_filled(template, app), guarded=False)]
    if app.route is not None:
        return [Candidate(app.route.url, guarded=True)]
    found = []
    server = environment.jupyter_server()
    if server is not None and server.proxy:
        found.append(Candidate(f"{server.base_url}proxy/{_port(app)}/", guarded=False))
    return [*found, Candidate(app.url, guarded=False)]


def check_public_url(template: object) -> str | None:
    """Return the argument of that name after checking it; None for none."""
    return None if template is None else check_template("public_url", template)


def check_template(source: str, template: object) -> str:
    """Return a template for an application's address after checking it.

    Parameters
    ----------
    source : str
        The argument or variable that it comes from, for the error.
    template : object
        Such as ``"https://host/{port}/"``.
    """
    if not isinstance(template, str):
        raise TypeError(f"{source} must be a string, not {type(template).__name__}")
    if not re.match(r"https?://[^/]|/(?!/)", template) or re.search(r"[?#\s]", template):
        raise ValueError(
            f"{source}={template!r} is no address; expected one like "
            '"https://host/{port}/", without query'
        )
    for name in re.findall(r"\{([^{}]*)\}", template):
        if name not in PLACEHOLDERS:
            raise ValueError(
                f"{source} may contain {{port}} and {{name}}, not {{{name}}}; "
                f"{closest(name, PLACEHOLDERS)}"
            )
    return template


def _filled(template: str, app: Any) -> str:
    checked = check_template(URL_VARIABLE, template)
    url = checked.replace("{port}", str(_port(app))).replace("{name}", app.name)
    return url if url.endswith("/") else f"{url}/"


def _port(app: Any) -> int:
    ws_port, http_port = app.ports
    port: int = ws_port if http_port is None else http_port
    return port
