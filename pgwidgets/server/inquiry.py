"""What a page asks by HTTP when no WebSocket opens: its browser does not tell it why.

It asks the address of the WebSocket, and says what origin it has, as browsers leave that out of
plain requests. The answer says whether a WebSocket from there would be let in; so a page that is
welcome and gets none knows that something in between does not carry WebSockets. Any page may read
the answer, as those that are refused are of other origins; it holds nothing that is secret.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from urllib.parse import parse_qs

from websockets.datastructures import Headers
from websockets.http11 import Response

from pgwidgets.server.access import Refusal
from pgwidgets.server.response import respond

PARAMETER = "pgwidgets-origin"
"""Of the query: it holds the page's origin."""

_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
"""What can't be in a header."""


def asking_origin(target: str) -> str | None:
    """Return the origin that a page says it has; None for a request that is no inquiry.

    Parameters
    ----------
    target : str
        The path and the query that are asked for.
    """
    query = target.partition("?")[2]
    if PARAMETER not in query:
        return None
    values = parse_qs(query, keep_blank_values=True).get(PARAMETER)
    return None if values is None else _UNPRINTABLE.sub("?", values[0])


def as_if_upgraded(headers: Headers, origin: str) -> Headers:
    """Return the headers that a WebSocket of the page would have had, as far as they count."""
    asked = headers.copy()
    if origin and "Origin" not in asked:
        asked["Origin"] = origin
    return asked


def answer(refusal: Refusal | None) -> Response:
    """Tell a page whether it would be let in.

    Parameters
    ----------
    refusal : Refusal or None
        None if it would.
    """
    told = {"pgwidgets": "welcome"}
    if refusal is not None:
        told = {"pgwidgets": "refused", "reason": str(refusal)}
    headers = [
        ("Content-Type", "application/json"),
        ("Cache-Control", "no-store"),
        ("Access-Control-Allow-Origin", "*"),
    ]
    return respond(HTTPStatus.OK, headers, json.dumps(told).encode())
