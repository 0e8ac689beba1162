"""The listener on real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import stat
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from websockets.asyncio.client import ClientConnection, connect, unix_connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from pgwidgets.errors import PortInUseError
from pgwidgets.server import binding, listener
from pgwidgets.server.listener import Listener
from pgwidgets.server.refusals import Refusals
from pgwidgets.server.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from websockets.asyncio.server import ServerConnection

DEADLINE = 10.0  # seconds; far above what any step needs
LOGGER = logging.getLogger("test.listener")
SCRIPT = b"export const answer = 42;\n" * 100


async def echo(connection: ServerConnection) -> None:
    async for message in connection:
        await connection.send(message)


class Ports:
    """Makes listeners and closes them after the test."""

    def __init__(self) -> None:
        self.made: list[Listener] = []

    def listener(self, **changes: Any) -> Listener:
        options: dict[str, Any] = {
            "site": None,
            "serve": echo,
            "allowed_origins": [],
            "allowed_hosts": [],
            "logger": LOGGER,
            "refusals": Refusals(LOGGER),
            "max_message_size": 2**20,
            "handshake_timeout": DEADLINE,
        }
        made = Listener(**{**options, **changes})
        self.made.append(made)
        return made


@pytest.fixture
async def make() -> AsyncIterator[Callable[..., Listener]]:
    ports = Ports()
    yield ports.listener
    for made in ports.made:
        await asyncio.wait_for(made.close(), DEADLINE)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    static = tmp_path / "static"
    static.mkdir()
    (static / "remote.html").write_bytes(b"<html><head></head></html>\n")
    (static / "Widgets.js").write_bytes(SCRIPT)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return Site(static)


async def exchange(port: int, request: str, host: str = "127.0.0.1") -> bytes:
    """Send raw bytes and return all that comes back."""
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(request.replace("\n", "\r\n").encode())
    try:
        return await asyncio.wait_for(reader.read(), DEADLINE)
    finally:
        writer.close()


async def get(port: int, path: str = "/", method: str = "GET", host: str = "127.0.0.1") -> bytes:
    name = f"[{host}]" if ":" in host else host
    return await exchange(port, f"{method} {path} HTTP/1.1\nHost: {name}:{port}\n\n", host)


def status(answer: bytes) -> int:
    return int(answer.split(b" ")[1])


async def is_refused(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        return True
    writer.close()
    return False


async def echoes(client: ClientConnection) -> bool:
    await client.send("hello")
    return await asyncio.wait_for(client.recv(), DEADLINE) == "hello"


# -- what is answered ---------------------------------------------------------------------------


async def test_one_port_answers_http_and_websockets(
    make: Callable[..., Listener], site: Site
) -> None:
    made = make(site=site)
    port = await made.open("127.0.0.1", 0, argument="http_port")
    assert made.ports == (port,)
    page = await get(port, "/?token=1")
    assert status(page) == 200
    assert b"<head>" in page
    assert f'content="{port}"'.encode() in page
    assert b"Server:" not in page
    async with connect(f"ws://127.0.0.1:{port}/any/path?key=1") as client:
        assert await echoes(client)
        assert client.protocol.extensions == []


async def test_head_has_no_body(make: Callable[..., Listener], site: Site) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="http_port")
    answer = await get(port, "/Widgets.js", "HEAD")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert (status(answer), body) == (200, b"")
    assert b"Content-Length: %d" % len(SCRIPT) in head


@pytest.mark.parametrize("body", ["", "Content-Length: 5\n\nhello", "Transfer-Encoding: chunked\n"])
@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
async def test_other_methods_are_refused(
    make: Callable[..., Listener], site: Site, method: str, body: str
) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="http_port")
    answer = await exchange(port, f"{method} / HTTP/1.1\nHost: localhost\n{body}\n\n")
    assert status(answer) == 405
    assert b"Allow: GET, HEAD" in answer


async def test_without_a_site_only_websockets_are_served(make: Callable[..., Listener]) -> None:
    port = await make().open("127.0.0.1", 0, argument="ws_port")
    answer = await get(port)
    assert status(answer) == 426
    assert b"Upgrade: websocket" in answer
    async with connect(f"ws://127.0.0.1:{port}") as client:
        assert await echoes(client)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2Fsecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/Widgets.js%00",
        "http://localhost/secret.txt",
    ],
)
async def test_path_tricks_lead_nowhere(
    make: Callable[..., Listener], site: Site, path: str
) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="http_port")
    answer = await get(port, path)
    assert status(answer) == 404
    assert not answer.endswith(b"secret")


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("GET /" + "a" * 9000 + " HTTP/1.1\nHost: localhost\n\n", b"414"),
        ("GET / HTTP/1.1\nHost: localhost\nCookie: " + "a" * 9000 + "\n\n", b"431"),
        ("GET / HTTP/1.1\n\n", b"403"),
        ("nonsense\n\n", b""),
        ("\x16\x03\x01\x02 TLS?\n\n", b""),
    ],
)
async def test_malformed_requests(
    make: Callable[..., Listener], site: Site, request_text: str, expected: bytes
) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="http_port")
    answer = await exchange(port, request_text)
    assert answer.split(b" ")[1:2] == ([expected] if expected else [])
    assert status(await get(port)) == 200


async def test_a_request_may_come_in_pieces(make: Callable[..., Listener], site: Site) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="http_port")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n":
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0)
    assert status(await asyncio.wait_for(reader.read(), DEADLINE)) == 200
    writer.close()


async def test_a_request_must_come_in_time(make: Callable[..., Listener]) -> None:
    # Time enough for one that says all at once, however busy the machine is.
    port = await make(handshake_timeout=0.5).open("127.0.0.1", 0, argument="ws_port")
    async with connect(f"ws://127.0.0.1:{port}") as client:
        for text in ("", "GET / HTTP/1.1\n"):
            assert await exchange(port, text) == b""
        # What was accepted is not held to that limit.
        assert await echoes(client)


async def test_a_slow_reader_gets_a_big_asset_whole(
    make: Callable[..., Listener], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind = binding._bind

    def bind_narrow(sock: socket.socket, address: tuple[Any, ...], *, alone: bool) -> None:
        # With small buffers in the kernel, nearly all of the body waits in the server.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        bind(sock, address, alone=alone)

    monkeypatch.setattr(binding, "_bind", bind_narrow)
    monkeypatch.setattr(listener, "CLOSE_TIMEOUT", 0.01)
    body = os.urandom(2**20)
    site.add("big.bin", body, "application/octet-stream")
    port = await make(site=site, handshake_timeout=0.5).open("127.0.0.1", 0, argument="http_port")
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(sock, ("127.0.0.1", port))
        await loop.sock_sendall(sock, b"GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
        received = bytearray(await loop.sock_recv(sock, 4096))
        # A line that is down for longer than all of the time limits above.
        await asyncio.sleep(0.7)
        while data := await asyncio.wait_for(loop.sock_recv(sock, 4096), DEADLINE):
            received += data
    assert received.partition(b"\r\n\r\n")[2] == body


async def test_large_messages_are_refused(make: Callable[..., Listener]) -> None:
    port = await make(max_message_size=1000).open("127.0.0.1", 0, argument="ws_port")
    async with connect(f"ws://127.0.0.1:{port}") as client:
        await client.send("x" * 1001)
        with pytest.raises(ConnectionClosed) as caught:
            await asyncio.wait_for(client.recv(), DEADLINE)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1009


# -- who is let in ------------------------------------------------------------------------------


async def inquire(port: int, origin: str, more: str = "", host: str = "localhost") -> Any:
    """Ask as a page does that got no WebSocket; returns what it is told."""
    query = f"more=SECRET&pgwidgets-origin={quote(origin, safe='')}"
    text = f"GET /ws?{query} HTTP/1.1\nHost: {host}:{port}\n{more}\n"
    head, _, body = (await exchange(port, text)).partition(b"\r\n\r\n")
    assert b" 200 " in head.splitlines()[0]
    assert b"Access-Control-Allow-Origin: *" in head
    return json.loads(body)


@pytest.mark.parametrize("has_site", [True, False])
async def test_a_page_is_told_why_it_gets_no_websocket(
    make: Callable[..., Listener], site: Site, caplog: pytest.LogCaptureFixture, has_site: bool
) -> None:
    made = make(site=site if has_site else None, allowed_origins=["https://good.example"])
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    for origin in ("http://localhost:8000", "https://good.example", ""):
        assert await inquire(port, origin) == {"pgwidgets": "welcome"}
    refused = await inquire(port, "https://evil.example")
    assert refused["pgwidgets"] == "refused"
    assert 'Application(allowed_origins=["https://evil.example"])' in refused["reason"]
    # what a browser says itself counts more than what the page says
    own = await inquire(port, "https://good.example", "Origin: https://evil.example\n")
    assert own == refused
    rebound = await inquire(port, "http://lab.example", host="lab.example")
    assert 'Application(allowed_hosts=["lab.example"])' in rebound["reason"]
    malformed = await inquire(port, "https://a\r\nb: c" + "d" * 5000)
    assert malformed["pgwidgets"] == "refused"
    assert len(malformed["reason"]) < 300
    assert caplog.records == []


async def test_a_proxy_that_takes_the_upgrade_away_is_named(
    make: Callable[..., Listener], site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="ws_port")
    headers = "Connection: close\nSec-WebSocket-Key: SECRET\nSec-WebSocket-Version: 13\n"
    answer = await exchange(port, f"GET /ws?SECRET HTTP/1.1\nHost: localhost\n{headers}\n")
    assert status(answer) == 426
    assert b"must pass on the headers Upgrade and Connection" in answer
    (message,) = caplog.messages
    assert message.startswith("refused a WebSocket from 127.0.0.1: its Upgrade header was lost")
    assert "SECRET" not in message


async def test_a_foreign_page_is_refused(
    make: Callable[..., Listener], caplog: pytest.LogCaptureFixture
) -> None:
    port = await make().open("127.0.0.1", 0, argument="ws_port")
    url = f"ws://localhost:{port}/?token=SECRET"
    cookie = {"Cookie": "session=SECRET"}
    with caplog.at_level(logging.DEBUG), pytest.raises(InvalidStatus) as caught:
        await connect(url, origin=Origin("https://evil.example"), additional_headers=cookie)
    assert caught.value.response.status_code == 403
    advice = 'Application(allowed_origins=["https://evil.example"])'
    assert advice in bytes(caught.value.response.body).decode()
    (record,) = [entry for entry in caplog.records if entry.name == LOGGER.name]
    assert record.levelno == logging.WARNING
    assert advice in record.getMessage()
    assert "127.0.0.1" in record.getMessage()


async def test_nothing_private_is_logged(
    make: Callable[..., Listener], site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    port = await make(site=site).open("127.0.0.1", 0, argument="http_port")
    private = "Cookie: a=SECRET\nAuthorization: SECRET\nX-Other: SECRET"
    upgrade = (
        "Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: "
    )
    with caplog.at_level(logging.DEBUG):
        for host in ("localhost", f"evil.example:{port}"):
            for more in ("", f"{upgrade}SECRET\n", f"{upgrade}AAAAAAAAAAAAAAAAAAAAAA==\n"):
                head = f"GET /?token=SECRET HTTP/1.1\nHost: {host}\nOrigin: http://x.example\n"
                await exchange(port, f"{head}{more}{private}\n\n")
    ours = [entry for entry in caplog.records if entry.name.startswith(LOGGER.name)]
    assert len(ours) == 5
    assert not any("SECRET" in caplog.handler.format(entry) for entry in ours)
    assert not any(entry.name.startswith("websockets") for entry in caplog.records)


async def test_allowed_origins_and_hosts_come_in(make: Callable[..., Listener], site: Site) -> None:
    made = make(site=site, allowed_origins=["https://app.example"], allowed_hosts=["lab.example"])
    port = await made.open("127.0.0.1", 0, argument="http_port")
    async with connect(f"ws://127.0.0.1:{port}", origin=Origin("https://app.example")) as client:
        assert await echoes(client)
    request = "GET / HTTP/1.1\nHost: {}:" + str(port) + "\n\n"
    assert status(await exchange(port, request.format("lab.example"))) == 200
    refused = await exchange(port, request.format("evil.example"))
    assert status(refused) == 403
    assert b'allowed_hosts=["evil.example"]' in refused


async def test_all_ports_count_for_the_host_rule(make: Callable[..., Listener], site: Site) -> None:
    made = make(site=site)
    first = await made.open("127.0.0.1", 0, argument="http_port")
    second = await made.open("127.0.0.1", 0, argument="ws_port")
    assert made.ports == (first, second)
    for port in made.ports:
        for named in made.ports:
            request = f"GET / HTTP/1.1\nHost: evil.example:{named}\n\n"
            assert status(await exchange(port, request)) == 403


@pytest.mark.parametrize("wrong", [{"allowed_origins": ["x"]}, {"allowed_hosts": ["a b"]}])
def test_wrong_rules_are_refused_at_once(wrong: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="allowed_"):
        Ports().listener(**wrong)


# -- ports --------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "::", ""])
async def test_hosts(make: Callable[..., Listener], site: Site, host: str) -> None:
    made = make(site=site)
    port = await made.open(host, 0, argument="http_port")
    assert made.ports == (port,)
    assert status(await get(port)) == 200


@pytest.mark.parametrize("host", ["::1", "::", ""])
async def test_ipv6(make: Callable[..., Listener], site: Site, host: str) -> None:
    port = await make(site=site).open(host, 0, argument="http_port")
    assert status(await get(port, host="::1")) == 200
    async with connect(f"ws://[::1]:{port}") as client:
        assert await echoes(client)


@pytest.mark.parametrize("host", ["no such host", "name.invalid", "192.0.2.254", "a" * 300])
async def test_a_host_that_is_not_this_machine(make: Callable[..., Listener], host: str) -> None:
    with pytest.raises(ValueError, match="is not an address of this machine; expected"):
        await make().open(host, 0, argument="ws_port")


@pytest.mark.parametrize("port", [-1, 65536])
async def test_a_port_out_of_range(make: Callable[..., Listener], port: int) -> None:
    with pytest.raises(ValueError, match=f"ws_port={port}: expected a port from 0"):
        await make().open("127.0.0.1", port, argument="ws_port")


@pytest.mark.parametrize("port", ["9500", None, True, 95.0])
async def test_a_port_that_is_no_integer(make: Callable[..., Listener], port: Any) -> None:
    with pytest.raises(TypeError, match=r"ws_port=.*expected an integer"):
        await make().open("127.0.0.1", port, argument="ws_port")


async def test_a_reserved_port_names_the_argument(
    make: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*arguments: Any, **options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(binding, "_bind", forbid)
    with pytest.raises(PermissionError, match=r"http_port=80: .* reserved"):
        await make().open("127.0.0.1", 80, argument="http_port")


async def test_a_missing_address_family_does_not_matter(
    make: Callable[..., Listener], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind = binding._bind

    def without_ipv6(sock: socket.socket, address: tuple[Any, ...], *, alone: bool) -> None:
        if sock.family == socket.AF_INET6:
            raise OSError(99, "Cannot assign requested address")
        bind(sock, address, alone=alone)

    monkeypatch.setattr(binding, "_bind", without_ipv6)
    port = await make(site=site).open("", 0, argument="http_port")
    assert status(await get(port)) == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "::", ""])
async def test_a_busy_port_names_the_argument(make: Callable[..., Listener], host: str) -> None:
    port = await make().open("127.0.0.1", 0, argument="ws_port")
    other = make()
    with pytest.raises(PortInUseError, match=rf"port {port} .*http_port=") as caught:
        await other.open(host, port, argument="http_port")
    assert (caught.value.host, caught.value.port) == (host, port)
    assert other.ports == ()


async def test_a_search_finds_a_free_port(make: Callable[..., Listener]) -> None:
    port = await make().open("127.0.0.1", 0, argument="ws_port")
    made = make()
    found = await made.open("127.0.0.1", port, argument="ws_port", search=True)
    assert port < found <= port + 100
    assert made.ports == (found,)


async def test_a_search_ends(
    make: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def busy(targets: Any, port: int, host: str, argument: str) -> list[socket.socket]:
        tried.append(port)
        return []

    monkeypatch.setattr(listener, "bind_all", busy)
    with pytest.raises(PortInUseError):
        await make().open("127.0.0.1", 9500, argument="ws_port", search=True)
    assert tried == list(range(9500, 9601))
    tried.clear()
    with pytest.raises(PortInUseError):
        await make().open("127.0.0.1", 65530, argument="ws_port", search=True)
    assert tried == list(range(65530, 65536))


async def test_many_connections_at_once(make: Callable[..., Listener]) -> None:
    port = await make().open("127.0.0.1", 0, argument="ws_port")
    clients = await asyncio.gather(*(connect(f"ws://127.0.0.1:{port}") for _ in range(200)))
    assert all(await asyncio.gather(*map(echoes, clients)))
    await asyncio.gather(*(client.close() for client in clients))


# -- closing ------------------------------------------------------------------------------------


async def test_closing_frees_ports_at_once_while_a_client_is_connected(
    make: Callable[..., Listener], site: Site
) -> None:
    made = make(site=site)
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    for _ in range(3):
        async with connect(f"ws://127.0.0.1:{port}") as client:
            assert await echoes(client)
            await asyncio.wait_for(made.close(), DEADLINE)
            assert made.ports == ()
            assert await is_refused(port)
            assert await made.open("127.0.0.1", port, argument="ws_port") == port
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(client.recv(), DEADLINE)
        assert client.close_code == 1001
        assert status(await get(port)) == 200


async def test_closing_frees_the_port_before_it_waits(make: Callable[..., Listener]) -> None:
    release = asyncio.Event()

    async def hold(connection: ServerConnection) -> None:
        await release.wait()

    made = make(serve=hold)
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    client = await connect(f"ws://127.0.0.1:{port}")
    closing = asyncio.create_task(made.close())
    await asyncio.wait_for(client.wait_closed(), DEADLINE)
    assert not closing.done()
    assert await make().open("127.0.0.1", port, argument="ws_port") == port
    release.set()
    await asyncio.wait_for(closing, DEADLINE)


async def test_closing_twice_and_without_opening(make: Callable[..., Listener]) -> None:
    made = make()
    await made.close()
    await made.open("127.0.0.1", 0, argument="ws_port")
    await asyncio.gather(made.close(), made.close())
    await made.close()
    assert made.ports == ()


async def test_closing_leaves_no_task_behind(make: Callable[..., Listener], site: Site) -> None:
    before = asyncio.all_tasks()
    made = make(site=site)
    port = await made.open("localhost", 0, argument="ws_port")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await get(port)
    async with connect(f"ws://127.0.0.1:{port}") as client:
        assert await echoes(client)
        await made.close()
        await client.wait_closed()
    assert await asyncio.wait_for(reader.read(), DEADLINE) == b""
    writer.close()
    assert asyncio.all_tasks() == before


async def test_closing_cuts_off_peers_that_do_not_part(
    make: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "CLOSE_GRACE", 0.05)
    ended = asyncio.Event()

    async def stubborn(connection: ServerConnection) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    made = make(serve=stubborn)
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    assert status(await reader.readuntil(b"\r\n\r\n")) == 101
    await asyncio.wait_for(made.close(), DEADLINE)
    assert ended.is_set()
    with contextlib.suppress(ConnectionResetError):
        # The close frame with code 1001, and nothing more.
        assert await asyncio.wait_for(reader.read(), DEADLINE) == b"\x88\x02\x03\xe9"
    writer.close()


async def test_a_slow_download_does_not_hold_up_closing(
    make: Callable[..., Listener], site: Site
) -> None:
    site.add("big.bin", os.urandom(16 * 2**20), "application/octet-stream")
    made = make(site=site)
    port = await made.open("127.0.0.1", 0, argument="http_port")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readexactly(100)
    await asyncio.wait_for(made.close(), listener.CLOSE_GRACE)
    writer.close()


async def test_a_page_may_close_the_listener(make: Callable[..., Listener]) -> None:
    closed = asyncio.Event()

    async def close(connection: ServerConnection) -> None:
        await connection.recv()
        await made.close()
        closed.set()

    made = make(serve=close)
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    async with connect(f"ws://127.0.0.1:{port}") as client:
        await client.send("close")
        await asyncio.wait_for(closed.wait(), listener.CLOSE_GRACE)
        assert await is_refused(port)
        await client.wait_closed()
    assert client.close_code == 1001


def test_a_listener_works_again_on_another_loop(site: Site) -> None:
    made = Ports().listener(site=site)

    async def run(port: int) -> int:
        bound = await made.open("127.0.0.1", port, argument="http_port")
        assert status(await get(bound)) == 200
        await made.close()
        return bound

    port = asyncio.run(run(0))
    assert asyncio.run(run(port)) == port
    thread = threading.Thread(target=lambda: asyncio.run(run(port)))
    thread.start()
    thread.join(DEADLINE)
    assert not thread.is_alive()


async def test_a_handler_that_fails_is_logged(
    make: Callable[..., Listener], caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(connection: ServerConnection) -> None:
        raise LookupError("no such thing")

    made = make(serve=fail)
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    async with connect(f"ws://127.0.0.1:{port}") as client:
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(client.recv(), DEADLINE)
    assert client.close_code == 1011
    await made.close()
    (record,) = [entry for entry in caplog.records if entry.levelno >= logging.ERROR]
    assert "no such thing" in caplog.handler.format(record)


async def test_a_connection_that_breaks_is_no_failure(
    make: Callable[..., Listener], caplog: pytest.LogCaptureFixture
) -> None:
    ended = asyncio.Event()

    async def receive(connection: ServerConnection) -> None:
        try:
            await connection.recv()
        finally:
            ended.set()

    made = make(serve=receive)
    port = await made.open("127.0.0.1", 0, argument="ws_port")
    client = await connect(f"ws://127.0.0.1:{port}")
    client.transport.abort()
    await asyncio.wait_for(ended.wait(), DEADLINE)
    await made.close()
    assert not [entry for entry in caplog.records if entry.levelno >= logging.WARNING]


# -- Unix sockets -------------------------------------------------------------------------------


async def test_a_unix_socket_is_for_this_user_alone(
    make: Callable[..., Listener], site: Site, tmp_path: Path
) -> None:
    path = tmp_path / "run" / "app.sock"
    made = make(site=site)
    await made.open_unix(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert made.ports == ()
    async with unix_connect(
        str(path), "ws://lab.example:8888", origin=Origin("https://lab.example")
    ) as client:
        assert await echoes(client)
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(b"GET / HTTP/1.1\r\nHost: lab.example:8888\r\n\r\n")
    assert status(await asyncio.wait_for(reader.read(), DEADLINE)) == 200
    writer.close()
    with pytest.raises(InvalidStatus):
        await unix_connect(str(path), "ws://lab.example", origin=Origin("https://evil.example"))
    await made.close()
    assert not path.exists()
    await made.open_unix(path)


async def test_a_stale_unix_socket_is_replaced(
    make: Callable[..., Listener], tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    path = folder / "app.sock"
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(path))
    await make().open_unix(path)
    async with unix_connect(str(path), "ws://localhost") as client:
        assert await echoes(client)


async def test_a_unix_socket_in_use_is_not_replaced(
    make: Callable[..., Listener], tmp_path: Path
) -> None:
    path = tmp_path / "run" / "app.sock"
    await make().open_unix(path)
    with pytest.raises(FileExistsError, match="in use by a running program"):
        await make().open_unix(path)
    async with unix_connect(str(path), "ws://localhost") as client:
        assert await echoes(client)


async def test_what_replaced_a_unix_socket_is_left_alone(
    make: Callable[..., Listener], tmp_path: Path
) -> None:
    path = tmp_path / "run" / "app.sock"
    made, other = make(), make()
    await made.open_unix(path)
    path.rename(path.with_suffix(".old"))
    await other.open_unix(path)
    await made.close()
    async with unix_connect(str(path), "ws://localhost") as client:
        assert await echoes(client)


async def test_a_file_in_the_way_is_left_alone(
    make: Callable[..., Listener], tmp_path: Path
) -> None:
    path = tmp_path / "run" / "app.sock"
    path.parent.mkdir(mode=0o700)
    path.write_text("mine")
    with pytest.raises(FileExistsError, match="is not a socket"):
        await make().open_unix(path)
    assert path.read_text() == "mine"


async def test_an_open_folder_is_refused(make: Callable[..., Listener], tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(PermissionError, match="mode 0700"):
        await make().open_unix(folder / "app.sock")


async def test_a_path_too_long_for_a_socket(make: Callable[..., Listener], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too long for a socket"):
        await make().open_unix(tmp_path / "run" / ("a" * 120))


async def test_small_messages_leave_at_once(make: Callable[..., Listener]) -> None:
    delays: list[int] = []

    async def look(connection: ServerConnection) -> None:
        sock = connection.transport.get_extra_info("socket")
        delays.append(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    port = await make(serve=look).open("127.0.0.1", 0, argument="ws_port")
    async with connect(f"ws://127.0.0.1:{port}") as client:
        await asyncio.wait_for(client.wait_closed(), DEADLINE)
    assert delays == [1]
