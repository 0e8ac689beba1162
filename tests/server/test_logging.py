"""Nothing that lets somebody in is ever written to a log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from pgwidgets.protocol.messages import KEY_CODE, PROTOCOL_CODE, WRONG_TOKEN_CODE
from pgwidgets.session.facade import core_of
from tests.server.hosting import APIS, HOST, QUIET, browse, exchange, get, serving

COOKIE = "cookie-9f27d1"
QUERY = "query-51c0aa"
WRONG_TOKEN = "token-77e3b2"
WRONG_KEY = "key-03dd6e"
EVIL = Origin("http://evil.example")

pytestmark = pytest.mark.parametrize("api", APIS)


class Collector(logging.Handler):
    """Keeps all that a record has, also what a formatter would leave out."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{self.format(record)} {vars(record)!r}")


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    root, own = logging.getLogger(), logging.getLogger("application")
    levels = root.level, own.level
    for logger in (root, own):
        logger.addHandler(collector)
        logger.setLevel(logging.DEBUG)
    yield collector
    for logger, level in zip((root, own), levels, strict=True):
        logger.removeHandler(collector)
        logger.setLevel(level)


def logged(collector: Collector, *secrets: str | None) -> list[str]:
    assert collector.texts
    words = [COOKIE, QUERY, WRONG_TOKEN, WRONG_KEY, *filter(None, secrets)]
    return [text for text in collector.texts if any(word in text for word in words)]


def own_logger() -> dict[str, Any]:
    return {"logger": logging.getLogger("application")}


async def test_joining_logs_no_secret(
    api: str, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pgwidgets.notebook.environment.in_kernel", lambda: True)
    async with serving(api, **own_logger()) as app:
        session = app.create_session()
        hello = {"session_id": session.id, "token": session.token, "key": core_of(app).key}
        headers = {"Cookie": f"name={COOKIE}"}
        query = f"?token={session.token}&key={core_of(app).key}&more={QUERY}"
        secrets = [session.token, core_of(app).key]
        for answer in (hello, {"key": core_of(app).key}):
            client = browse(app.ports[0], hello=answer, additional_headers=headers)
            client.url += query
            await client.join()
            await client.close()
            secrets.append(client.token)
        assert (await get(app.ports[1], f"/{query}", f"Cookie: name={COOKIE}"))[0] == 200
    assert all(secrets)
    assert logged(collector, *secrets) == []


async def test_a_refused_origin_logs_no_secret(api: str, collector: Collector) -> None:
    async with serving(api, **own_logger()) as app:
        token = app.create_session().token
        url = f"ws://{HOST}:{app.ports[0]}/?token={token}&more={QUERY}"
        headers = {"Cookie": f"name={COOKIE}"}
        with pytest.raises(InvalidStatus, match="403"):
            await connect(url, origin=EVIL, additional_headers=headers, logger=QUIET)
    assert any("refused" in text for text in collector.texts)
    assert logged(collector, token) == []


@pytest.mark.parametrize("token", [WRONG_TOKEN, [WRONG_TOKEN], {WRONG_TOKEN: 1}, WRONG_TOKEN * 99])
async def test_a_refused_browser_is_logged_without_its_token(
    api: str, token: Any, collector: Collector
) -> None:
    async with serving(api, **own_logger()) as app:
        session = app.create_session()
        hello = {"session_id": session.id, "token": token}
        client = await browse(app.ports[0], hello=hello).open()
        code, reason = await client.until_closed()
        assert code in {WRONG_TOKEN_CODE, PROTOCOL_CODE}
        assert WRONG_TOKEN not in reason
        await client.close()
    assert any(f"refused a browser from {HOST}: " in text for text in collector.texts)
    assert logged(collector, session.token) == []


async def test_a_wrong_key_is_not_logged(
    api: str, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pgwidgets.notebook.environment.in_kernel", lambda: True)
    async with serving(api, **own_logger()) as app:
        client = await browse(app.ports[0], hello={"key": WRONG_KEY}).open()
        assert (await client.until_closed())[0] == KEY_CODE
        await client.close()
    assert logged(collector, core_of(app).key) == []


@pytest.mark.parametrize(
    "request_",
    [
        f"GET /?token={WRONG_TOKEN}&more={QUERY} HTTP/9.9\r\n\r\n",
        f"GET /?token={WRONG_TOKEN} extra HTTP/1.1\r\nHost: {HOST}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: {HOST}\r\nCookie {COOKIE}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: {HOST}\r\nCookie: {COOKIE}\x01\r\n\r\n",
        f"POST /?token={WRONG_TOKEN} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {COOKIE}\r\n\r\n",
        f"GET /?{QUERY * 9000} HTTP/1.1\r\n\r\n",
    ],
    ids=["version", "line", "header", "value", "method", "long"],
)
async def test_a_malformed_request_is_not_logged(
    api: str, request_: str, collector: Collector
) -> None:
    async with serving(api, **own_logger()) as app:
        await exchange(app.ports[0], request_.encode())
    assert logged(collector) == []
