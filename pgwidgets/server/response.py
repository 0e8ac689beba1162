"""Responses to requests over HTTP."""

from __future__ import annotations

from collections.abc import Collection
from email.utils import formatdate
from http import HTTPStatus
from typing import TypeAlias

from websockets.datastructures import Headers
from websockets.http11 import Response

Fields: TypeAlias = Collection[tuple[str, str]]
"""Names and values of headers."""


def respond(status: HTTPStatus, headers: Fields, body: bytes) -> Response:
    """Return a response with the headers that all have.

    Parameters
    ----------
    status : http.HTTPStatus
    headers : collection of pairs of str
        Those that are the response's own.
    body : bytes
    """
    common = [
        ("Date", formatdate(usegmt=True)),
        ("Connection", "close"),
        ("Content-Length", str(len(body))),
        ("X-Content-Type-Options", "nosniff"),
        # the page's URL may hold the session's token
        ("Referrer-Policy", "no-referrer"),
    ]
    return Response(status.value, status.phrase, Headers([*common, *headers]), body)


def text_response(status: HTTPStatus, text: str, headers: Fields = ()) -> Response:
    """Return a response with a short text, fit for every refusal and error.

    Parameters
    ----------
    status : http.HTTPStatus
    text : str
        The body; a line break is added.
    headers : collection of pairs of str
        Further headers.
    """
    body = text.rstrip("\n").encode() + b"\n"
    content = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    return respond(status, [*content, *headers], body)


def refuse_method() -> Response:
    """Return the response to a request that is neither GET nor HEAD."""
    text = "Only GET and HEAD are served here."
    return text_response(HTTPStatus.METHOD_NOT_ALLOWED, text, [("Allow", "GET, HEAD")])
