"""The addresses under which the user's browser may reach an application."""

from __future__ import annotations

import os
from typing import NamedTuple

from pgwidgets.notebook import environment
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.checks import check_template

URL_VARIABLE = "PGWIDGETS_URL"
"""An operator's template for the address of every application, which nothing else competes with."""


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


def candidates(app: ApplicationCore) -> list[Candidate]:
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
    app : ApplicationCore
        Its ports must be open.

    Raises
    ------
    ValueError
        When the template of ``PGWIDGETS_URL`` is broken.
    """
    template = app.settings.public_url or os.environ.get(URL_VARIABLE)
    if template:
        return [Candidate(_filled(template, app), guarded=False)]
    if app.route is not None:
        return [Candidate(app.route.url, guarded=True)]
    found = []
    server = environment.jupyter_server()
    if server is not None and server.proxy:
        found.append(Candidate(f"{server.base_url}proxy/{_port(app)}/", guarded=False))
    return [*found, Candidate(app.url, guarded=False)]


def _filled(template: str, app: ApplicationCore) -> str:
    checked = check_template(URL_VARIABLE, template)
    url = checked.replace("{port}", str(_port(app))).replace("{name}", app.name)
    return url if url.endswith("/") else f"{url}/"


def _port(app: ApplicationCore) -> int:
    assert app.ports is not None  # it was started
    ws_port, http_port = app.ports
    return ws_port if http_port is None else http_port
