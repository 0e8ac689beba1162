"""What the page says when it gets no connection, and what makes it go on."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pgwidgets.sync import Application, Session
from tests.browser.lines import Proxy, Site
from tests.browser.seats import FAILED_SOCKET, NewProxy
from tests.browser.support import Applications, Complaints, axe, wait_until

HEADERS = "pass on the headers Upgrade and Connection"


@pytest.fixture
def proxied(
    applications: Applications, new_proxy: NewProxy, complaints: Complaints
) -> Callable[..., tuple[Application, Proxy]]:
    """Starts a program behind a proxy."""
    complaints.expect(FAILED_SOCKET)

    def start(**settings: object) -> tuple[Application, Proxy]:
        app = applications.sync(build, **settings)
        return app, new_proxy({"": app})

    return start


def build(session: Session) -> None:
    ui = session.get_widgets()
    top = ui.TopLevel(title="Desk", widget=ui.Label("here"))
    top.resize(300, 120)
    top.show()


def says(page: Page, title: str, text: str) -> None:
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator(".pg-notice-text")).to_contain_text(text)
    assert axe(page) == []


def another_host(head: str) -> str:
    """As a proxy asks that names the program by a name of its own."""
    return re.sub("\\r\\nHost: [^\r]*", "\r\nHost: inner.example", head)


def without_upgrade(head: str) -> str:
    """As a proxy asks that was told nothing of WebSockets."""
    head = re.sub("\\r\\nUpgrade: [^\r]*", "", head)
    return re.sub("\\r\\nConnection: [^\r]*", "\r\nConnection: close", head)


Proxied = Callable[..., tuple[Application, Proxy]]


def test_a_refused_origin_is_named_with_what_would_allow_it(proxied: Proxied, page: Page) -> None:
    _, proxy = proxied()
    proxy.edit = another_host
    page.goto(proxy.url)
    origin = proxy.url.rstrip("/")
    says(page, "The program refuses this page", f'Application(allowed_origins=["{origin}"])')
    # an operator mends it
    proxy.edit = lambda head: head
    expect(page.get_by_text("here", exact=True)).to_be_visible()
    expect(page.locator(".pg-notice")).to_have_count(0)


def test_a_proxy_without_upgrades_is_told_what_to_pass_on(proxied: Proxied, page: Page) -> None:
    _, proxy = proxied()
    proxy.edit = without_upgrade
    page.goto(proxy.url)
    says(page, "No WebSocket gets through", HEADERS)
    proxy.edit = lambda head: head
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("here", exact=True)).to_be_visible()


def test_what_was_shown_stays_in_view_when_the_page_is_refused_later(
    proxied: Proxied, page: Page
) -> None:
    _, proxy = proxied()
    page.goto(proxy.url)
    expect(page.get_by_text("here", exact=True)).to_be_visible()
    proxy.edit = another_host
    proxy.cut()
    proxy.mend()
    told = page.locator(".pg-told")
    expect(told).to_contain_text("The program refuses this page.")
    expect(told).to_contain_text("allowed_origins")
    expect(page.get_by_text("here", exact=True)).to_be_visible()
    proxy.edit = lambda head: head
    expect(told).to_have_count(0)


def test_an_address_where_nothing_answers_is_named(
    application: Application,
    applications: Applications,
    new_site: Callable[..., Site],
    tmp_path: Path,
    page: Page,
    complaints: Complaints,
) -> None:
    complaints.expect(FAILED_SOCKET)
    for path in application.static_path.iterdir():
        (tmp_path / path.name).symlink_to(path)
    # nobody else gets the port meanwhile, and without listening it answers nothing
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        page.goto(f"{new_site(tmp_path).url}remote.html?ws=ws://127.0.0.1:{port}")
        says(page, "Nothing answers yet", f"ws://127.0.0.1:{port}/")
    applications.sync(build, http_server=False, ws_port=port)
    expect(page.get_by_text("here", exact=True)).to_be_visible()


def test_with_a_logger_the_operator_reads_it_too(
    proxied: Proxied, page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    _, proxy = proxied(logger=logging.getLogger("refusals"))
    proxy.edit = without_upgrade
    page.goto(proxy.url)
    wait_until(lambda: any(HEADERS in text for text in caplog.messages), "it is logged", page)


def test_without_a_logger_nothing_is_written(
    proxied: Proxied, page: Page, capfd: pytest.CaptureFixture[str]
) -> None:
    _, proxy = proxied()
    proxy.edit = another_host
    page.goto(proxy.url)
    says(page, "The program refuses this page", "allowed_origins")
    assert capfd.readouterr() == ("", "")
