"""A reverse proxy in front, which ends TLS as it does in the open."""

from __future__ import annotations

import json
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from certipy import Certipy
from playwright.sync_api import Browser, Page, expect

from tests.jupyter.hub.server import proxy_command
from tests.jupyter.lab import TOKEN, Lab
from tests.jupyter.served import START, WINDOW, served_kernel, start, until
from tests.jupyter.server import free_port

# the first run installs the proxy
pytestmark = pytest.mark.timeout(300)


@dataclass
class Front:
    """The proxy.

    Attributes
    ----------
    origin : str
        Where browsers come.
    api : str
        Where routes are made.
    """

    origin: str
    api: str

    def lead(self, path: str, port: int) -> None:
        """Have requests below a path go to the root of a port."""
        body = json.dumps({"target": f"http://127.0.0.1:{port}"}).encode()
        request = urllib.request.Request(f"{self.api}{path}", body, method="POST")
        with urllib.request.urlopen(request, timeout=30):
            pass


@pytest.fixture(scope="module")
def front(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A proxy whose root is the Jupyter server."""
    keys = Certipy(store_dir=str(tmp_path_factory.mktemp("keys")))
    keys.create_ca("authority")
    files = keys.create_signed_pair("proxy", "authority", alt_names=["IP:127.0.0.1"])["files"]
    port, api_port = free_port(), free_port()
    command = [*proxy_command(), "--ip", "127.0.0.1", "--port", str(port), "--no-include-prefix"]
    command += ["--api-ip", "127.0.0.1", "--api-port", str(api_port)]
    command += ["--default-target", f"http://127.0.0.1:{lab.port}"]
    command += ["--ssl-key", files["key"], "--ssl-cert", files["cert"]]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: _listens(port) and _listens(api_port))
        yield Front(f"https://127.0.0.1:{port}", f"http://127.0.0.1:{api_port}/api/routes")
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True)
    yield context.new_page()
    context.close()


def press(page: Page) -> None:
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_role("button", name="Pressed in the open")).to_be_visible()


def test_a_window_behind_a_proxy_with_tls(lab: Lab, front: Front, page: Page) -> None:
    page.goto(f"{front.origin}{lab.base_url}api?token={TOKEN}")
    with served_kernel(lab) as kernel:
        url = start(kernel, "")
        kernel.run(WINDOW.format(name="the open"))
        page.goto(f"{front.origin}{url}?session={kernel.value('session.id')}")
        press(page)


def test_an_address_that_an_operator_has_chosen(lab: Lab, front: Front, page: Page) -> None:
    with served_kernel(lab) as kernel:
        template = f"{front.origin}/apps/{{port}}/"
        kernel.run(f"import os; os.environ['PGWIDGETS_URL'] = {template!r}")
        kernel.run(START.format(arguments="0, 0") + WINDOW.format(name="the open"))
        port, token = kernel.value("[app.ports[1], session.token]")
        front.lead(f"/apps/{port}", port)
        ((url, guarded),) = kernel.value("candidates(app._core)")
        assert (url, guarded) == (template.format(port=port), False)
        page.goto(f"{url}?session={kernel.value('session.id')}&token={token}")
        press(page)
