"""The ports of an application: what answers on them, who gets them, and when they are free."""

from __future__ import annotations

import asyncio
import inspect
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.errors import ApplicationError, PortInUseError
from pgwidgets.protocol.messages import GOING_AWAY_CODE
from pgwidgets.server.settings import HTTP_PORT, WS_PORT, DefaultPort
from pgwidgets.session.facade import core_of
from tests.contract.driver import MODES
from tests.server.hosting import (
    APIS,
    application,
    browse,
    do,
    free_port,
    get,
    hold,
    joined,
    open_files,
    require_free,
    serving,
    threads,
    until,
)
from tests.support.client import DEADLINE

pytestmark = pytest.mark.parametrize("api", APIS)


async def test_both_ports_answer_http_and_websockets(api: str) -> None:
    async with serving(api) as app:
        for port in app.ports:
            status, body = await get(port)
            assert status == 200
            assert b"<html" in body.lower()
            async with joined(port) as client:
                assert client.session_id in app.sessions


async def test_without_an_http_server_there_are_websockets_alone(api: str) -> None:
    async with serving(api, http_server=False) as app:
        port, http_port = app.ports
        assert http_port is None
        assert app.url == f"http://127.0.0.1:{port}/"
        assert (await get(port))[0] == 426
        async with joined(port) as client:
            assert client.session_id in app.sessions


async def test_overlapping_starts_are_one(api: str) -> None:
    before, files = threads(), open_files()
    app = application(api, ws_port=free_port(), http_port=free_port())
    await asyncio.gather(*(do(app.start) for _ in range(4)))
    assert (await get(app.ports[0]))[0] == 200
    await do(app.close)
    await until(lambda: not threads() - before and open_files() <= files)


async def test_port_zero_is_any_free_one(api: str) -> None:
    async with serving(api) as first, serving(api) as second:
        assert 0 not in {*first.ports, *second.ports}
        assert len({*first.ports, *second.ports}) == 4
        assert first.url == f"http://127.0.0.1:{first.ports[1]}/"


@pytest.mark.parametrize("argument", ["ws_port", "http_port"])
async def test_a_busy_port_is_named_and_nothing_stays_bound(api: str, argument: str) -> None:
    before = threads()
    other = "http_port" if argument == "ws_port" else "ws_port"
    with hold() as taken:
        port, free = taken.getsockname()[1], free_port()
        app = application(api, **{argument: port, other: free})
        with pytest.raises(PortInUseError, match=rf"port {port} .*{argument}=") as caught:
            await do(app.start)
        assert (caught.value.port, caught.value.argument) == (port, argument)
        assert app.ports is None
        require_free(free)
        with pytest.raises(ApplicationError):
            _ = core_of(app).host
        await until(lambda: not threads() - before)
    await do(app.start)
    assert getattr(core_of(app).settings, argument) == port
    assert (await get(port))[0] == 200
    await do(app.close)


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pgwidgets.notebook.environment.in_kernel", lambda: True)


async def test_in_a_kernel_default_ports_are_searched(api: str, kernel: None) -> None:
    parameters = inspect.signature(APIS[api].Application).parameters
    assert parameters["ws_port"].default is WS_PORT
    assert parameters["http_port"].default is HTTP_PORT
    with hold() as taken:
        port = taken.getsockname()[1]
        async with serving(api, ws_port=DefaultPort(port), http_port=DefaultPort(port)) as app:
            assert port < app.ports[0] < app.ports[1] <= port + 100
            async with joined(app.ports[0], hello={"key": core_of(app).key}) as client:
                assert client.session_id in app.sessions


async def test_in_a_kernel_given_ports_are_not_searched(api: str, kernel: None) -> None:
    with hold() as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError):
            await do(application(api, ws_port=port, http_port=DefaultPort(port)).start)


async def test_in_a_script_default_ports_are_not_searched(api: str) -> None:
    with hold() as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError):
            await do(application(api, ws_port=DefaultPort(port)).start)


async def test_a_favicon_is_served(api: str, tmp_path: Path) -> None:
    icon = tmp_path / "sign.svg"
    icon.write_text('<svg xmlns="http://www.w3.org/2000/svg"><desc>a sign</desc></svg>')
    app = application(api)
    app.set_favicon(icon)
    await do(app.start)
    for port in app.ports:
        assert await get(port, "/favicon.ico") == (200, icon.read_bytes())
    app.set_favicon("pg:chart")
    status, body = await get(app.ports[0], "/favicon.ico")
    assert (status, body[:5]) == (200, b"<svg ")
    await do(app.close)


async def test_close_frees_the_ports_at_once_with_a_browser_connected(api: str) -> None:
    app = application(api)
    await do(app.start)
    ports = app.ports
    client = await browse(ports[0]).join()
    await do(app.close)
    require_free(*ports)
    assert app.ports is None
    assert app.sessions == {}
    assert (await client.until_closed())[0] == GOING_AWAY_CODE
    await client.close()
    async with serving(api, ws_port=ports[0], http_port=ports[1]) as second:
        assert second.ports == ports


async def test_close_cuts_off_a_browser_that_does_not_part(api: str) -> None:
    app = application(api)
    await do(app.start)
    ports = app.ports
    reader, writer = await asyncio.open_connection("127.0.0.1", ports[0])
    async with asyncio.timeout(DEADLINE):
        await do(app.close)
        require_free(*ports)
        # the system may say of a connection that is cut off that it was reset
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
    writer.close()


async def test_an_application_starts_again_after_close(api: str) -> None:
    app = application(api)
    for _ in range(2):
        await do(app.start)
        ports = app.ports
        await do(app.start)
        assert app.ports == ports
        async with joined(ports[1]) as client:
            assert list(app.sessions) == [client.session_id]
        await do(app.close)
        require_free(*ports)


async def test_close_before_start_and_twice_changes_nothing(api: str) -> None:
    app = application(api)
    await do(app.close)
    await do(app.start)
    assert (await get(app.ports[0]))[0] == 200
    await do(app.close)
    await do(app.close)
    assert app.ports is None


@pytest.mark.parametrize("mode", MODES)
async def test_a_handler_closes_the_application(api: str, mode: str) -> None:
    app = application(api, concurrency_handling=mode)
    returned = threading.Event()
    errors: list[BaseException] = []
    app.on_error(lambda error, _session: errors.append(error))

    def close(_session: Any) -> None:
        app.close()
        returned.set()

    async def close_async(_session: Any) -> None:
        await app.close()
        returned.set()

    app.on_connect(close if api == "sync" else close_async)
    running = start_running(app)
    ports = await until(lambda: app.ports)
    client = await browse(ports[0]).open()
    assert (await client.until_closed())[0] == GOING_AWAY_CODE
    async with asyncio.timeout(DEADLINE):
        await running
    assert await until(returned.is_set)
    require_free(*ports)
    assert errors == []
    await client.close()


def start_running(app: Any) -> asyncio.Future[Any]:
    """Run an application beside the test; returns what is done when `run()` returns."""
    return asyncio.ensure_future(do(app.run))
