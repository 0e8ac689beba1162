"""The route from Jupyter's own address to the applications of running kernels.

``{base_url}pgwidgets-kernel/<kernel id>/<name>/…`` carries HTTP and WebSocket to where the
kernel's application listens, and ``{base_url}pgwidgets-kernel/<kernel id>`` lists the kernel's
applications. Jupyter's login guards it. What is Jupyter's own (cookies, authorization, tokens)
stays with Jupyter: an application gets no more than it needs, and never a query.
"""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from tornado import httputil, web
from tornado.routing import PathMatches, Rule
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, WebSocketHandler

from pgwidgets_jupyter import entries, upstream
from pgwidgets_jupyter.entries import Entry
from pgwidgets_jupyter.pages import framed_by_jupyter, waiting_page
from pgwidgets_jupyter.target import PREFIX, Target, parse

#: Of an answer. Which pages may hold it in a frame is not the application's to say.
PASSED_HEADERS = (
    "Cache-Control",
    "Content-Encoding",
    "Content-Type",
    "ETag",
    "Last-Modified",
    "Referrer-Policy",
    "Vary",
)

#: Of the query with which a page asks why it gets no WebSocket.
INQUIRY = "pgwidgets-origin"

#: Close codes that no endpoint may send (RFC 6455, 7.4.1).
UNSENDABLE_CODES = (None, 1004, 1005, 1006, 1015)

PING_SECONDS = 30.0

#: What either side is told when the other one is lost without a word.
GOING_AWAY_CODE = 1001
LOST_CODE = 1011


class RouteHandler(JupyterHandler):
    """What HTTP and WebSocket have in common."""

    def initialize(self) -> None:
        """Forget what Jupyter's log would name when a request fails."""
        if "Referer" in self.request.headers:
            del self.request.headers["Referer"]

    async def prepare(self, **options: Any) -> None:
        await super().prepare(**options)
        if self.current_user is not None:
            # a login by query has served its purpose; others come back to the whole URL
            self.request.uri = self.request.path

    @property
    def content_security_policy(self) -> str:
        """Jupyter's own, but that its pages may hold these in frames."""
        return framed_by_jupyter(super().content_security_policy)

    def check_xsrf_cookie(self) -> None:
        """Ask readers for no token: nothing changes by reading, and modules can't show one.

        A Hub would otherwise not accept the cookie of a page that loads its scripts.
        """
        if self.request.method not in ("GET", "HEAD"):
            super().check_xsrf_cookie()

    async def authorize(self) -> None:
        """Raise 403 unless this user may do what a kernel can do."""
        asked = self.authorizer.is_authorized(self, self.current_user, "execute", "kernels")
        if not await ensure_async(asked):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    @property
    def target(self) -> Target:
        """What is asked for; 404 for what is nothing."""
        found = parse(self.request.path.removeprefix(_prefix(self.base_url)).removeprefix("/"))
        if found is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return found

    @property
    def runtime_dir(self) -> Path:
        """Where kernels write their entries."""
        return Path(self.settings["serverapp"].runtime_dir)

    def is_own_kernel(self, target: Target) -> bool:
        """Whether this very server runs the kernel, not another one of the same user."""
        return target.kernel_id in self.kernel_manager

    def find(self, target: Target) -> Entry | None:
        """Return where the application listens, if it runs."""
        if not self.is_own_kernel(target):
            return None
        return entries.find(self.runtime_dir, target.kernel_id, target.name)

    def note_activity(self) -> None:
        """Tell Jupyter that somebody works here: idle servers may be shut down."""
        times = self.settings.setdefault("last_activity_times", {})
        times["pgwidgets_jupyter"] = datetime.now(UTC)


class PageHandler(RouteHandler):
    """Carries GET and HEAD."""

    @web.authenticated
    async def get(self) -> None:
        """Answer with what the application answers."""
        await self.authorize()
        target = self.target
        if not target.name:
            self.list_applications(target)
        elif self.get_query_arguments(INQUIRY):
            await self.explain(target)
        elif not target.path:
            # relative URLs work behind a slash alone
            self.lead_to(f"{target.name}/")
        elif self.get_query_arguments("token") and self.is_for_page:
            # the login is a cookie by now, and Jupyter's secrets are not the page's
            self.lead_to(f"./{target.path.rpartition('/')[2]}")
        else:
            await self.carry(target)

    head = get

    def compute_etag(self) -> None:
        """Leave tags to the application."""

    def list_applications(self, target: Target) -> None:
        """Answer with the names of the kernel's applications."""
        own = self.is_own_kernel(target)
        found = entries.names(self.runtime_dir, target.kernel_id) if own else []
        self.set_header("Cache-Control", "no-store")
        self.finish({"applications": found})

    @property
    def is_for_page(self) -> bool:
        """Whether a browser wants to show the answer."""
        return "text/html" in self.request.headers.get("Accept", "")

    def lead_to(self, reference: str) -> None:
        """Send the browser to a relative URL with the same query, but for Jupyter's token."""
        asked = parse_qsl(self.request.query, keep_blank_values=True)
        query = urlencode([(name, value) for name, value in asked if name != "token"])
        self.redirect(f"{reference}?{query}" if query else reference)

    async def carry(self, target: Target) -> None:
        """Ask the application, and pass its answer on."""
        entry = self.find(target)
        if entry is None:
            self.excuse(target, HTTPStatus.BAD_GATEWAY)
            return
        method = self.request.method or "GET"
        try:
            answer = await upstream.fetch(entry, method, target.path, self.request.headers)
        except upstream.GoneError:
            entry.remove()
            self.excuse(target, HTTPStatus.BAD_GATEWAY)
            return
        except upstream.BusyError:
            self.excuse(target, HTTPStatus.GATEWAY_TIMEOUT)
            return
        self.note_activity()
        self.set_status(answer.code, answer.reason)
        self.clear_header("Content-Type")
        passed = PASSED_HEADERS if method == "GET" else (*PASSED_HEADERS, "Content-Length")
        for name in passed:
            if name in answer.headers:
                self.set_header(name, answer.headers[name])
        self.finish(answer.body or None)

    async def explain(self, target: Target) -> None:
        """Tell a page that gets no WebSocket what has become of its application."""
        entry = self.find(target)
        told = {"pgwidgets": "ended"}
        if entry is not None:
            try:
                # as the page's: Jupyter has judged where it comes from
                path = f"{target.path or '/'}?{INQUIRY}="
                answer = await upstream.fetch(entry, "GET", path, self.request.headers)
                told = json.loads(answer.body)
            except upstream.GoneError:
                entry.remove()
            except upstream.BusyError:
                told = {"pgwidgets": "busy"}
        self.set_header("Cache-Control", "no-store")
        self.finish(told)

    def excuse(self, target: Target, status: HTTPStatus) -> None:
        """Say why there is no answer; a page that says so looks for the application itself."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        if self.is_for_page:
            list_url = f"{_prefix(self.base_url)}/{target.kernel_id}"
            self.finish(waiting_page(status, list_url, target.name))
        else:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"{status.phrase}\n")


class SocketHandler(WebSocketHandler, RouteHandler):
    """Carries a WebSocket."""

    upstream: WebSocketClientConnection

    async def prepare(self, **_options: Any) -> None:
        # a page to log in at is of no use to a WebSocket
        await super().prepare(_redirect_to_login=False)

    def check_origin(self, origin: str = "") -> bool:
        """Judge as Jupyter does for its own WebSockets."""
        return bool(RouteHandler.check_origin(self, origin))

    @property
    def ping_interval(self) -> float:
        """Seconds between signs of life, which keep proxies from closing a silent line."""
        return PING_SECONDS

    def set_default_headers(self) -> None:
        """Set none: they are for pages."""

    def get_compression_options(self) -> dict[str, Any] | None:
        options: dict[str, Any] | None = self.settings.get("websocket_compression_options")
        return options

    async def get(self) -> None:
        """Join the browser and the application until one of them leaves."""
        if self.current_user is None or not self.check_origin():
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        await self.authorize()
        target = self.target
        entry = self.find(target)
        if entry is None:
            raise web.HTTPError(HTTPStatus.BAD_GATEWAY)
        try:
            self.upstream = await upstream.connect(entry, target.path, self.request.headers)
        except upstream.GoneError:
            entry.remove()
            raise web.HTTPError(HTTPStatus.BAD_GATEWAY) from None
        except upstream.BusyError:
            raise web.HTTPError(HTTPStatus.GATEWAY_TIMEOUT) from None
        except upstream.RefusedError as error:
            raise web.HTTPError(error.status) from None
        try:
            # it returns when the WebSocket has closed
            await super().get()
        finally:
            code = self.close_code
            if code in UNSENDABLE_CODES:
                code = None if code == 1005 else GOING_AWAY_CODE
            self.upstream.close(code, self.close_reason)

    def open(self, *_path: str) -> None:
        self.set_nodelay(True)
        # kept here, as the loop holds tasks weakly
        self._answers = asyncio.create_task(self.carry_answers())

    async def on_message(self, message: str | bytes) -> None:
        """Pass on what the browser says; the next message waits until that has been done."""
        self.note_activity()
        try:
            await self.upstream.write_message(message, binary=isinstance(message, bytes))
        except WebSocketClosedError:
            # its end is noticed where its messages are read
            self.log.debug("a message came too late")

    async def carry_answers(self) -> None:
        """Pass on what the application says, no faster than the browser takes it."""
        try:
            while (message := await self.upstream.read_message()) is not None:
                await self.write_message(message, binary=isinstance(message, bytes))
        except WebSocketClosedError:
            # the browser has left, which is noticed where its messages are read
            return
        code = self.upstream.close_code
        if code in UNSENDABLE_CODES:
            code = None if code == 1005 else LOST_CODE
        self.close(code, self.upstream.close_reason)


class _WebSocketMatches(PathMatches):
    """Matches requests for a WebSocket alone."""

    def match(self, request: httputil.HTTPServerRequest) -> dict[str, Any] | None:
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return None
        return super().match(request)


def _prefix(base_url: str) -> str:
    return f"{base_url.rstrip('/')}/{PREFIX}"


def install(server_app: Any) -> None:
    """Add the route to a Jupyter server."""
    pattern = rf"{re.escape(_prefix(server_app.base_url))}(?:/.*)?"
    rules = [
        Rule(_WebSocketMatches(pattern), SocketHandler),
        Rule(PathMatches(pattern), PageHandler),
    ]
    server_app.web_app.add_handlers(".*$", rules)
