"""A JupyterHub with two users, of whom one can't reach the other's applications."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from websockets.exceptions import InvalidStatus

from tests.jupyter.hub.server import Hub, UserServer, log_in
from tests.jupyter.lab import Notebook
from tests.jupyter.served import (
    WINDOW,
    ServedKernel,
    browse,
    join,
    send,
    served_kernel,
    socket_to,
    start,
)

# the first run installs the Hub's proxy
pytestmark = pytest.mark.timeout(300)

LIMIT_MS = 30_000

CELL = """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
button = W.Button("Press")
button.on("activated", lambda: button.set_text("Pressed"))
W.TopLevel(title="Window", widget=button).show()
session
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    hub = Hub(tmp_path_factory.mktemp("hub"))
    try:
        # they start beside each other
        hub.begin("ada")
        hub.begin("bob")
        yield hub
    finally:
        hub.stop()


@pytest.fixture(scope="module")
def ada(hub: Hub) -> UserServer:
    return hub.user("ada")


@pytest.fixture(scope="module")
def bob(hub: Hub) -> UserServer:
    return hub.user("bob")


@pytest.fixture(scope="module")
def served(ada: UserServer) -> Iterator[ServedKernel]:
    """A kernel of Ada's."""
    with served_kernel(ada) as kernel:
        yield kernel


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.set_default_timeout(LIMIT_MS)
    yield context
    context.close()


def test_each_user_reaches_their_own(
    ada: UserServer, bob: UserServer, served: ServedKernel
) -> None:
    with served_kernel(bob) as other:
        for server, kernel in ((ada, served), (bob, other)):
            url = start(kernel, "")
            assert url.startswith(f"/hubs/user/{server.name}/pgwidgets-kernel/{kernel.id}/")
            assert kernel.value("candidates(app._core)") == [[url, True]]
            assert browse(server, url).status == 200
            session_id = kernel.value("session.id")
            assert join(server, url, session_id) == session_id


def test_no_user_reaches_another_ones(
    ada: UserServer, bob: UserServer, served: ServedKernel
) -> None:
    url = start(served, "")
    session = f"?session={served.value('session.id')}"
    mine = url.replace("/ada/", "/bob/")
    for path in (url, f"{url}{session}", f"{url}Widgets.js", url.rsplit("/", 2)[0]):
        assert browse(bob, path).status == 403
        assert send(ada.port, path).status in (302, 403)
    # by way of their own server neither
    assert browse(bob, mine).status == 502
    for server_url, status in ((url, 403), (mine, 502)):
        with pytest.raises(InvalidStatus) as refused:
            socket_to(bob.port, f"{server_url}ws", bob.login)
        assert refused.value.response.status_code == status
    assert served.value("len(session.connections)") == 0


def test_what_a_browser_of_another_user_gets(
    hub: Hub, ada: UserServer, served: ServedKernel, context: BrowserContext
) -> None:
    url = start(served, "")
    served.run(WINDOW.format(name="ada's"))
    address = f"http://127.0.0.1:{hub.port}{url}?session={served.value('session.id')}"
    page = context.new_page()
    log_in(page, hub, "bob")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 403
    end = page.evaluate(
        "address => new Promise(done => {"
        "  const line = new WebSocket(address.replace('http:', 'ws:').replace(/[?].*/, 'ws'));"
        "  line.onopen = () => done('open'); line.onerror = () => done('refused'); })",
        address,
    )
    assert end == "refused"
    assert served.value("len(session.connections)") == 0


def test_strangers_come_to_what_they_asked_for_once_they_have_logged_in(
    hub: Hub, served: ServedKernel, context: BrowserContext
) -> None:
    url = start(served, "")
    served.run(WINDOW.format(name="a tab"))
    address = f"http://127.0.0.1:{hub.port}{url}?session={served.value('session.id')}"
    page = context.new_page()
    page.goto(address)
    page.locator("#username_input").fill("ada")
    page.locator("#password_input").fill("any")
    page.locator("#login_submit").click()
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_role("button", name="Pressed in a tab")).to_be_visible()
    assert page.url == address


def test_a_notebook_on_the_hub(hub: Hub, ada: UserServer, context: BrowserContext) -> None:
    empty_notebook(ada.home / "first.ipynb")
    page = context.new_page()
    log_in(page, hub, "ada")
    page.goto(f"{ada.base}lab/tree/first.ipynb")
    notebook = Notebook(page)
    notebook.wait_for_kernel()
    notebook.enter(0, CELL)
    frame = notebook.frame(0)
    frame.get_by_role("button", name="Press").click()
    expect(frame.get_by_role("button", name="Pressed")).to_be_visible()


def empty_notebook(file: Path) -> None:
    """Make a notebook with one empty cell."""
    cell = {"cell_type": "code", "id": "first", "metadata": {}, "source": "", "outputs": []}
    content = {
        "cells": [{**cell, "execution_count": None}],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file.write_text(json.dumps(content))
