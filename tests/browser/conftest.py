"""Real browsers on real servers: each test has its own contexts, pages and applications."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pgwidgets.sync import Application, Session
from tests.browser.crossing import Crossing
from tests.browser.lines import Peer, Proxy, Site
from tests.browser.seats import FAILED_SOCKET, NewPage, NewProxy, SeatAt, take_seat
from tests.browser.support import (
    SIZE,
    WAIT_SECONDS,
    Applications,
    AsyncRunner,
    Chromium,
    Complaints,
    Pages,
    wait_until,
)

# On a busy machine the usual 5 s may pass for nothing.
expect.set_options(timeout=WAIT_SECONDS * 1000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The browser of this process, started when it is first needed."""
    chromium = Chromium()
    yield chromium
    chromium.close()


@pytest.fixture
def browser(chromium: Chromium) -> Iterator[Browser]:
    """The browser; a test wants contexts of its own instead."""
    with chromium.active() as browser:
        yield browser


@pytest.fixture(scope="session")
def pages(chromium: Chromium) -> Pages:
    """The pages of this process that tests use one after the other."""
    return Pages(chromium.browser)


@pytest.fixture
def applications() -> Iterator[Applications]:
    """Starts applications; what no handler caught and nobody waited for fails the test."""
    started = Applications()
    yield started
    started.close()
    assert started.errors == []


@pytest.fixture
def application(applications: Applications) -> Application:
    """A started synchronous application without limits."""
    return applications.sync()


@pytest.fixture
def session(application: Application) -> Session:
    """A session of `application`, not shown anywhere yet: see `show`."""
    return application.create_session()


@pytest.fixture
def complaints() -> Complaints:
    """What the pages of this test complain about; `complaints.expect(…)` allows some of it."""
    return Complaints()


@pytest.fixture
def new_context(
    browser: Browser, complaints: Complaints, applications: Applications
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes further contexts: other people's browsers."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": SIZE, **options})  # type: ignore[arg-type]
        context.set_default_timeout(WAIT_SECONDS * 1000)
        complaints.watch(context)
        contexts.append(context)
        return context

    yield make
    unexpected = complaints.unexpected
    for context in contexts:
        context.close()
    assert unexpected == []


@pytest.fixture
def new_page(
    browser: Browser, pages: Pages, complaints: Complaints, applications: Applications
) -> Iterator[NewPage]:
    """Makes further pages, as other people's browsers show them; only to be used: see `Pages`."""
    taken: list[Page] = []

    def take() -> Page:
        page = pages.take()
        complaints.watch(page.context)
        taken.append(page)
        return page

    yield take
    unexpected = complaints.unexpected
    for page in taken:
        complaints.unwatch(page.context)
        pages.give_back(page)
    assert unexpected == []


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A fresh browser context, 1000x700."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page; errors on it fail the test."""
    return context.new_page()


@pytest.fixture
def show(page: Page) -> Callable[[Session], Page]:
    """Opens a session in `page` and returns when all of it is there."""

    def show(session: Session) -> Page:
        page.goto(session.get_url())
        wait_until(lambda: session.is_connected, "the page joins the session", page)
        session.flush()
        return page

    return show


# A test asks for these before a page: what it is connected to must outlive it.


@pytest.fixture
def runner() -> Iterator[AsyncRunner]:
    """An event loop beside the test."""
    runner = AsyncRunner()
    yield runner
    runner.close()


@pytest.fixture
def peer(runner: AsyncRunner) -> Iterator[Peer]:
    """A scripted server."""
    peer = Peer(runner)
    yield peer
    peer.close()


@pytest.fixture
def new_proxy(runner: AsyncRunner) -> Iterator[Callable[[dict[str, Application]], Proxy]]:
    """Makes proxies that serve applications under prefixes."""
    proxies: list[Proxy] = []

    def make(applications: dict[str, Application]) -> Proxy:
        targets = {prefix: urlsplit(app.url).port or 0 for prefix, app in applications.items()}
        proxies.append(Proxy(runner, targets))
        return proxies[-1]

    yield make
    for proxy in proxies:
        proxy.close()


@pytest.fixture
def new_site() -> Iterator[Callable[..., Site]]:
    """Makes web servers for folders of files, with a Content-Security-Policy if given."""
    sites: list[Site] = []

    def make(folder: Path, policy: str = "") -> Site:
        sites.append(Site(folder, policy))
        return sites[-1]

    yield make
    for site in sites:
        site.close()


@pytest.fixture
def seat_at(new_proxy: NewProxy, new_page: NewPage, complaints: Complaints) -> SeatAt:
    """Opens pages on a session, each on a line that can be cut, or slow."""
    complaints.expect(FAILED_SOCKET)
    return lambda session: take_seat(session, new_proxy, new_page)


@pytest.fixture
def crossing(session: Session, seat_at: SeatAt) -> Crossing:
    """Pages on slow lines, once `show` or `open` is called."""
    return Crossing(session, seat_at)
