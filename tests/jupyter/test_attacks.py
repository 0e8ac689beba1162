"""The route under attack: by strangers, by odd paths, and by what could leak through it."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.server import ServerConnection
from websockets.typing import Origin

from pgwidgets_jupyter.upstream import PASSED_HEADERS
from tests.jupyter.lab import TOKEN, Lab
from tests.jupyter.recorder import FORBIDDEN_ANSWERS, Recorder, recorder
from tests.jupyter.served import ServedKernel, browse, send, served_kernel, socket_to

SECRET = "5ecre7"

SECRETS = {
    "Cookie": f"username={SECRET}",
    "Referer": f"http://127.0.0.1/lab?token={SECRET}",
    "X-XSRFToken": SECRET,
    "X-Forwarded-For": SECRET,
    "Proxy-Authorization": SECRET,
    "X-Custom": SECRET,
}

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def kernel(lab: Lab) -> Iterator[ServedKernel]:
    with served_kernel(lab) as kernel:
        yield kernel


@pytest.fixture
def backend(lab: Lab, kernel: ServedKernel, tmp_path: Path) -> Iterator[Recorder]:
    with recorder(lab, tmp_path, kernel.id) as recorded:
        yield recorded


@pytest.fixture
def cookie(lab: Lab) -> dict[str, str]:
    """What a browser of the user sends once it has logged in."""
    answer = send(lab.port, f"{lab.base_url}lab?token={TOKEN}")
    cookies = answer.headers.get_all("Set-Cookie") or []
    return {"Cookie": "; ".join(cookie.partition(";")[0] for cookie in cookies)}


def refusal(lab: Lab, url: str, headers: dict[str, str], origin: str | None = None) -> int:
    """Return the status with which a WebSocket is refused."""
    with pytest.raises(InvalidStatus) as refused:
        socket_to(lab.port, url, headers, origin=origin and Origin(origin))
    return refused.value.response.status_code


# -- who ------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "token wrong"}])
def test_strangers_are_sent_to_log_in(
    lab: Lab, backend: Recorder, method: str, headers: dict[str, str]
) -> None:
    answer = send(lab.port, f"{backend.url}?session=5&fit=1", method, headers)
    wanted = urlencode({"next": f"{backend.url}?session=5&fit=1"})
    assert (answer.status, answer.headers["Location"]) == (302, f"/prefix/login?{wanted}")
    kernel_url = backend.url.removesuffix("/recorder/")
    assert send(lab.port, kernel_url, method, headers).status == 302
    assert backend.requests == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "token wrong"}, {"Cookie": "a=b"}])
def test_sockets_of_strangers_are_refused(
    lab: Lab, backend: Recorder, headers: dict[str, str]
) -> None:
    assert refusal(lab, f"{backend.url}ws", headers) == 403
    assert refusal(lab, f"{backend.url}ws?token=wrong", headers) == 403
    assert backend.requests == []


def test_pages_of_other_origins_open_no_socket(
    lab: Lab, backend: Recorder, cookie: dict[str, str]
) -> None:
    for origin in ("https://evil.example", f"http://127.0.0.1:{lab.port + 1}", "null"):
        assert refusal(lab, f"{backend.url}ws", cookie, origin) == 403
    assert backend.requests == []
    own = Origin(f"http://127.0.0.1:{lab.port}")
    with socket_to(lab.port, f"{backend.url}ws", cookie, origin=own) as line:
        line.send("hello")
        assert line.recv(30) == "hello"
    assert "Origin" not in backend.requests[0].headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_nothing_but_get_and_head(
    lab: Lab, backend: Recorder, cookie: dict[str, str], method: str
) -> None:
    for headers in (
        lab.login,
        cookie,
        {**lab.login, "Upgrade": "websocket", "Connection": "Upgrade"},
    ):
        assert send(lab.port, backend.url, method, headers).status in (403, 405)
    assert backend.requests == []


# -- where ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "{id}/recorder/../recorder/",
        "{id}/recorder/%2e%2e/other/",
        "{id}/recorder/%2E./a",
        "{id}/recorder/a%2fb",
        "{id}/recorder/a%5cb",
        "{id}/recorder/a\\b",
        "{id}/recorder//a",
        "{id}/recorder/a/",
        "{id}/recorder/.hidden",
        "{id}/recorder/a%00",
        "{id}/recorder/a%0d%0aX:1",
        "{id}/recorder/%ff",
        "{id}/%72ecorder/",
        "{id}/recorder%2f/",
        "{id}/recorder%00/",
        "{id}/..%2frecorder/",
        "{id}/.recorder/",
        "{id}//recorder/",
        "{id}/" + "a" * 65 + "/",
        "{id}/" + "a" * 20_000 + "/",
        "{id}/recorder.json/../recorder/",
        "../pgwidgets-kernel/{id}/recorder/",
        "{id}%2frecorder/",
        "{id}%00/recorder/",
        "{id}x/recorder/",
        "{upper}/recorder/",
        "*/recorder/",
        "/recorder/",
        "",
    ],
)
def test_odd_paths_lead_nowhere(
    lab: Lab, kernel: ServedKernel, backend: Recorder, path: str
) -> None:
    odd = path.format(id=kernel.id, upper=kernel.id.upper().replace("0", "A"))
    url = f"/prefix/pgwidgets-kernel/{odd}"
    assert send(lab.port, url, headers=lab.login).status == 404
    assert backend.requests == []


def test_odd_paths_open_no_socket(lab: Lab, kernel: ServedKernel, backend: Recorder) -> None:
    for path in ("recorder/%2e%2e/ws", "%72ecorder/ws", "recorder/a%00", ".recorder/ws", "", "x"):
        assert refusal(lab, f"/prefix/pgwidgets-kernel/{kernel.id}/{path}", lab.login) in (404, 502)
    assert backend.requests == []


def test_a_kernel_that_this_server_does_not_run_is_not_routed_to(lab: Lab, tmp_path: Path) -> None:
    with recorder(lab, tmp_path, NOBODY) as backend:
        assert browse(lab, backend.url).status == 502
        assert refusal(lab, f"{backend.url}ws", lab.login) == 502
        listed = browse(lab, backend.url.removesuffix("/recorder/"))
        assert json.loads(listed.body) == {"applications": []}
        assert backend.requests == []


# -- what -----------------------------------------------------------------------------


def assert_clean(backend: Recorder) -> None:
    """Nothing of Jupyter's has reached the application."""
    own = {"host", "connection", "upgrade", "sec-websocket-key", "sec-websocket-version"}
    passed = {name.lower() for name in PASSED_HEADERS}
    for request in backend.requests:
        assert "?" not in request.path
        assert request.headers["Host"].startswith("127.0.0.1")
        assert {name.lower() for name in request.headers} <= passed | own
        told = f"{request.path} {list(request.headers.raw_items())}"
        assert SECRET not in told
        assert TOKEN not in told


def test_secrets_of_jupyter_stay_with_jupyter(
    lab: Lab, backend: Recorder, cookie: dict[str, str]
) -> None:
    both = {**SECRETS, "Cookie": f"{cookie['Cookie']}; {SECRETS['Cookie']}"}
    query = urlencode({"token": TOKEN, "session": 5, "key": SECRET})
    for headers in (lab.login, {**lab.login, **SECRETS}, both):
        assert browse(lab, f"{backend.url}data?{query}", Accept="*/*", **headers).status == 200
        with socket_to(lab.port, f"{backend.url}ws?{query}", headers) as line:
            line.send("hello")
            assert line.recv(30) == "hello"
    assert len(backend.requests) == 6
    assert_clean(backend)


def test_failures_write_no_secrets_into_the_log(lab: Lab, backend: Recorder) -> None:
    query = urlencode({"token": TOKEN, "session_key": SECRET})
    before = len(lab.log())
    for url in (f"{backend.url}.odd", backend.url.replace("recorder", "missing")):
        send(lab.port, f"{url}?{query}", headers={**lab.login, **SECRETS})
        send(lab.port, f"{url}?{query}", "POST", headers={**lab.login, **SECRETS})
        refusal(lab, f"{url}ws?{query}", {**lab.login, **SECRETS})
    written = lab.log()[before:]
    assert "pgwidgets-kernel" in written
    assert SECRET not in written
    assert TOKEN not in written


def test_a_page_never_sees_jupyters_token(lab: Lab, backend: Recorder) -> None:
    query = f"session=5&%74oken={TOKEN}&fit=&token={TOKEN}"
    answer = browse(lab, f"{backend.url}?{query}")
    assert (answer.status, answer.headers["Location"]) == (302, "./?session=5&fit=")
    answer = browse(lab, f"{backend.url}remote.html?token={TOKEN}")
    assert (answer.status, answer.headers["Location"]) == (302, "./remote.html")
    assert backend.requests == []


def test_an_application_speaks_for_itself_alone(lab: Lab, backend: Recorder) -> None:
    answer = browse(lab, f"{backend.url}data")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Security-Policy"].startswith("frame-ancestors 'self';")
    for name, value in FORBIDDEN_ANSWERS.items():
        assert value not in answer.headers.get_all(name, [])


# -- how it ends ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "reason", "told"),
    [(1000, "", 1000), (4003, "go away ✓", 4003), (1011, "broken", 1011), (3000, "x" * 123, 3000)],
)
def test_close_codes_of_the_application_reach_the_browser(
    lab: Lab, backend: Recorder, code: int, reason: str, told: int
) -> None:
    backend.talk = lambda connection: connection.close(code, reason)
    with socket_to(lab.port, f"{backend.url}ws", lab.login) as line:
        with pytest.raises(ConnectionClosed) as closed:
            line.recv(30)
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (told, reason)


@pytest.mark.parametrize(("code", "reason"), [(1000, ""), (4003, "enough ✓"), (1001, "leaving")])
def test_close_codes_of_the_browser_reach_the_application(
    lab: Lab, backend: Recorder, code: int, reason: str
) -> None:
    with socket_to(lab.port, f"{backend.url}ws", lab.login) as line:
        line.close(code, reason)
    assert backend.closed.get(timeout=30) == (code, reason)


def test_a_line_that_is_cut_ends_at_the_other_end_too(lab: Lab, backend: Recorder) -> None:
    def cut(connection: ServerConnection) -> None:
        connection.socket.shutdown(socket.SHUT_RDWR)

    with socket_to(lab.port, f"{backend.url}ws", lab.login) as line:
        line.socket.shutdown(socket.SHUT_RDWR)
    assert backend.closed.get(timeout=30) == (1001, "")
    backend.talk = cut
    with socket_to(lab.port, f"{backend.url}ws", lab.login) as line:
        with pytest.raises(ConnectionClosed) as closed:
            line.recv(30)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1011


def test_large_messages_pass_in_both_directions(lab: Lab, backend: Recorder) -> None:
    with socket_to(lab.port, f"{backend.url}ws", lab.login) as line:
        for message in ("ü" * 400_000, bytes(range(256)) * 3_000):
            line.send(message)
            assert line.recv(30) == message
