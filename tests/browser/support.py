"""What browser tests share: a Chromium, pages that are watched, and running applications."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    WebError,
    sync_playwright,
)

from pgwidgets.async_ import Application as AsyncApplication
from pgwidgets.async_ import Session as AsyncSession
from pgwidgets.session.facade import core_of
from pgwidgets.sync import Application as SyncApplication
from pgwidgets.sync import Session as SyncSession
from tools.browser import ARGUMENTS, find_browser

T = TypeVar("T")

AXE = Path(__file__).resolve().parents[2] / "static" / "node_modules" / "axe-core" / "axe.min.js"
WAIT_SECONDS = 15.0

COPIED_MARKUP = """async () => {
  const [item] = await navigator.clipboard.read();
  // what is copied is written after the program was told
  return item?.types.includes("text/html") ? (await item.getType("text/html")).text() : "";
}"""
"""Returns what is in a page's clipboard for spreadsheets; empty as long as there is none."""

SIZE: ViewportSize = {"width": 1000, "height": 700}
"""Of a page, in px."""


class Chromium:
    """A browser that many tests use, each in contexts of its own.

    Playwright's synchronous API leaves its event loop marked as running in this thread, so that
    no asyncio test could run after it. The mark is there only inside `active()`.
    """

    def __init__(self) -> None:
        path = find_browser()
        if path is None:
            raise RuntimeError("no Chromium or Chrome was found; `make browser` installs one")
        self._manager = sync_playwright()
        playwright = self._manager.start()
        self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        self.browser: Browser = playwright.chromium.launch(
            executable_path=path, args=list(ARGUMENTS)
        )
        _mark_running(None)

    @contextmanager
    def active(self) -> Iterator[Browser]:
        """Allow calls of Playwright in the block."""
        _mark_running(self._loop)
        try:
            yield self.browser
        finally:
            _mark_running(None)

    def close(self) -> None:
        """End the browser."""
        with self.active() as browser:
            browser.close()
            self._manager.__exit__()


def _mark_running(loop: asyncio.AbstractEventLoop | None) -> None:
    asyncio._set_running_loop(loop)


class Complaints:
    """What the pages of a test report as errors: none are expected unless a test says so."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        self._pages: list[Page] = []

    def watch(self, context: BrowserContext) -> None:
        """Collect the errors of all pages of a context."""
        context.on("console", self._console)
        context.on("weberror", self._weberror)
        context.on("page", self._opened)
        self._pages += context.pages

    def _opened(self, page: Page) -> None:
        self._pages.append(page)

    def _weberror(self, error: WebError) -> None:
        self._found.append(f"uncaught: {error.error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._found.append(f"{message.type}: {message.text}")

    def expect(self, pattern: str) -> None:
        """Allow errors in which a regular expression is found."""
        self._expected.append(re.compile(pattern))

    def unwatch(self, context: BrowserContext) -> None:
        """Collect the errors of a context's pages no longer."""
        context.remove_listener("console", self._console)
        context.remove_listener("weberror", self._weberror)
        context.remove_listener("page", self._opened)

    @property
    def found(self) -> list[str]:
        """The errors that came, expected or not."""
        for page in self._pages:
            if not page.is_closed():
                # Events arrive only while Playwright is asked for something.
                page.evaluate("0")
        return list(self._found)

    @property
    def unexpected(self) -> list[str]:
        """The errors that no test expects."""
        return [
            text
            for text in self.found
            if not any(pattern.search(text) for pattern in self._expected)
        ]


class Pages:
    """Pages that one test after the other uses, each in a context of its own.

    To make and to close a context takes longer than many a test. They are for tests that only
    use what they show; one that changes how a page works (its clock, its scripts, its rights)
    makes a context.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []

    def take(self) -> Page:
        """Return a page that shows nothing."""
        if self._free:
            return self._free.pop()
        context = self._browser.new_context(viewport=SIZE)
        context.set_default_timeout(WAIT_SECONDS * 1000)
        return context.new_page()

    def give_back(self, page: Page) -> None:
        """Take a page that a test has used, and make it as it was."""
        context = page.context
        if page.is_closed() or len(context.pages) > 1:
            context.close()
            return
        if page.url != "about:blank":
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.goto("about:blank")
        context.clear_cookies()
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
        page.set_viewport_size(SIZE)
        page.mouse.move(0, 0)
        self._free.append(page)


class AsyncRunner:
    """An event loop in a thread of its own, for asynchronous applications."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="test-loop")
        self._thread.start()

    def call(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine there and return its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(WAIT_SECONDS)

    def close(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_SECONDS)
        self._loop.close()


class Applications:
    """The applications that a test starts, on free ports unless it chooses."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self._sync: list[SyncApplication] = []
        self._async: list[AsyncApplication] = []
        self._runner: AsyncRunner | None = None

    @property
    def runner(self) -> AsyncRunner:
        """The loop of the asynchronous applications."""
        if self._runner is None:
            self._runner = AsyncRunner()
        return self._runner

    def sync(
        self, on_connect: Callable[[SyncSession], object] | None = None, **settings: Any
    ) -> SyncApplication:
        """Start a synchronous application."""
        app = SyncApplication(**{"ws_port": 0, "http_port": 0, "max_sessions": None, **settings})
        self._sync.append(app)
        self._prepare(app, on_connect)
        app.start()
        return app

    def async_(
        self, on_connect: Callable[[AsyncSession], object] | None = None, **settings: Any
    ) -> AsyncApplication:
        """Start an asynchronous application on the loop of `runner`."""
        return self.runner.call(self._start_async(on_connect, settings))

    async def _start_async(
        self, on_connect: Callable[[AsyncSession], object] | None, settings: dict[str, Any]
    ) -> AsyncApplication:
        app = AsyncApplication(**{"ws_port": 0, "http_port": 0, "max_sessions": None, **settings})
        self._async.append(app)
        self._prepare(app, on_connect)
        await app.start()
        return app

    def _prepare(self, app: Any, on_connect: Callable[[Any], object] | None) -> None:
        app.on_error(lambda error, _session: self.errors.append(error))
        if on_connect is not None:
            app.on_connect(on_connect)

    def close(self) -> None:
        """Close all that were started."""
        for app in self._sync:
            app.close()
        for application in self._async:
            self.runner.call(application.close())
        if self._runner is not None:
            self._runner.close()


class LastingApplication:
    """An application that many tests use, each with sessions of its own.

    Pages find the client of one that they know in the browser's caches, compiled. It is for tests
    that only use sessions; one that changes an application makes it.
    """

    def __init__(self) -> None:
        self._applications = Applications()
        self._app = self._applications.sync()
        # which no test may change
        self._own = _own_of(self._app)

    @contextmanager
    def lent(self, errors: list[BaseException]) -> Iterator[SyncApplication]:
        """Let a test use it; to a list comes what no handler caught and nobody waited for."""
        # what a handler of an earlier test has left comes to somebody, too
        errors += self._applications.errors
        self._applications.errors = errors
        try:
            yield self._app
        finally:
            for session in self._app.sessions.values():
                session.destroy()
            self._applications.errors = []
            assert _own_of(self._app) == self._own, "the test has changed the application"

    def close(self) -> None:
        """Close it."""
        self._applications.close()
        assert self._applications.errors == []


def _own_of(app: SyncApplication) -> dict[str, Any]:
    """Return what an application has, but for sessions and what it remembers of its files."""
    core = core_of(app)
    state = {**vars(core), **vars(core.site)}
    passing = {"sessions", "_expiry", "_read", "_pages"}
    return {
        name: copy(value) if isinstance(value, (dict, list)) else value
        for name, value in state.items()
        if name not in passing
    }


def wait_until(condition: Callable[[], object], what: str, page: Page | None = None) -> None:
    """Wait until a condition holds; with a page, its events arrive meanwhile."""
    deadline = time.monotonic() + WAIT_SECONDS
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {WAIT_SECONDS:g} s in vain: {what}")
        if page is None:
            pause.wait(0.01)
        else:
            page.wait_for_timeout(10)


RUN_AXE = """async ([scope, rules]) => {
  // Colours that are on their way are nobody's choice.
  const moving = document.getAnimations().filter((it) => it instanceof CSSTransition);
  await Promise.allSettled(moving.map((it) => it.finished));
  // What is right is not asked for, nor the style sheets, which only experimental rules look at.
  const cheap = { resultTypes: ["violations"], preload: { assets: ["media"] } };
  return axe.run(scope ?? document, { rules, ...cheap });
}"""


def axe(page: Page, *, include: str | None = None, disable: tuple[str, ...] = ()) -> list[str]:
    """Return the accessibility rules that a page breaks, each with the elements that do.

    Parameters
    ----------
    include : str, optional
        A selector; by default the whole document is looked at.
    disable : tuple of str
        Rules that do not apply.
    """
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {name: {"enabled": False} for name in disable}
    result = page.evaluate(RUN_AXE, [include, rules])
    return [
        f"{broken['id']}: {node['html']} ({node['failureSummary']})"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]
