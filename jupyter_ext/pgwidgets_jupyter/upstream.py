"""The way from Jupyter's server to the server of an application, over HTTP and WebSocket."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from tornado.httpclient import HTTPClientError, HTTPRequest, HTTPResponse
from tornado.httputil import HTTPHeaders
from tornado.netutil import Resolver
from tornado.simple_httpclient import (
    HTTPStreamClosedError,
    HTTPTimeoutError,
    SimpleAsyncHTTPClient,
)
from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

from pgwidgets_jupyter.entries import Entry

#: Of a request. Everything else may hold secrets of Jupyter. Host and origin are not passed on:
#: Jupyter has judged them, by rules that the application does not know.
PASSED_HEADERS = (
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Cache-Control",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Range",
    "User-Agent",
)

#: Shows the application's key where it is reached at a port.
KEY_HEADER = "Pgwidgets-Key"

#: Seconds. A server that is there accepts at once; on the loop of a busy kernel it does not
#: answer before the cell has ended.
CONNECT_TIMEOUT = 5.0
ANSWER_TIMEOUT = 20.0

#: Bytes of a body or message.
LARGEST = 100 * 1024 * 1024


class GoneError(Exception):
    """The application's server is not there any more."""


class BusyError(Exception):
    """The application's server is there but does not answer."""


class RefusedError(Exception):
    """The application's server does not let a WebSocket in.

    Attributes
    ----------
    status : int
        Of its answer.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"refused with status {status}")
        self.status = status


class _SocketResolver(Resolver):
    """Finds a Unix socket whatever the name."""

    def initialize(self, path: str) -> None:
        # of the socket that every name leads to
        self._path = path

    async def resolve(
        self,
        host: str,  # noqa: ARG002  # the base class's
        port: int,  # noqa: ARG002
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002
    ) -> list[tuple[int, Any]]:
        return [(socket.AF_UNIX, self._path)]


async def fetch(entry: Entry, method: str, path: str, asked: HTTPHeaders) -> HTTPResponse:
    """Ask an application's server for a resource.

    Raises
    ------
    GoneError, BusyError
    """
    request = _request("http", entry, method, path, asked)
    client = SimpleAsyncHTTPClient(
        force_instance=True, resolver=_resolver(entry), max_body_size=LARGEST
    )
    try:
        return await client.fetch(request, raise_error=False)
    except HTTPTimeoutError as error:
        raise BusyError from error
    except (OSError, HTTPStreamClosedError) as error:
        raise GoneError from error
    finally:
        client.close()


async def connect(entry: Entry, path: str, asked: HTTPHeaders) -> WebSocketClientConnection:
    """Open a WebSocket to an application's server.

    Raises
    ------
    GoneError, BusyError, RefusedError
    """
    request = _request("ws", entry, "GET", path, asked)
    try:
        async with asyncio.timeout(CONNECT_TIMEOUT + ANSWER_TIMEOUT):
            return await websocket_connect(
                request, resolver=_resolver(entry), max_message_size=LARGEST
            )
    except (HTTPTimeoutError, TimeoutError) as error:
        raise BusyError from error
    except (OSError, HTTPStreamClosedError, WebSocketError) as error:
        raise GoneError from error
    except HTTPClientError as error:
        raise RefusedError(error.code) from error


def _request(scheme: str, entry: Entry, method: str, path: str, asked: HTTPHeaders) -> HTTPRequest:
    headers = {name: asked[name] for name in PASSED_HEADERS if name in asked}
    if entry.key:
        headers[KEY_HEADER] = entry.key
    return HTTPRequest(
        f"{scheme}://127.0.0.1:{entry.port or 80}{path}",
        method,
        headers,
        connect_timeout=CONNECT_TIMEOUT,
        request_timeout=ANSWER_TIMEOUT,
        follow_redirects=False,
        decompress_response=False,
    )


def _resolver(entry: Entry) -> Resolver | None:
    return None if entry.socket is None else _SocketResolver(path=str(entry.socket))
