"""The measurements: each drives the product and the floor in turn, in one browser."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, WebSocket

from .figure import Figure
from .server import Server

PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
DELAY_SECONDS = 0.05
WINDOW_WIDGETS = 27
WINDOW_LABELS = 6
"""The labels among the widgets of the window."""


@dataclass(frozen=True)
class Bench:
    """The browser that everything is measured in, how many times, and what grows for how long."""

    browser: Browser
    rounds: int
    seconds: float

    @contextmanager
    def page(self, url: str | None = None, labels: int = 1) -> Iterator[Page]:
        """Open a page of nobody who was here before, and wait for its labels."""
        context = self.browser.new_context(viewport={"width": 1024, "height": 768})
        context.add_init_script(PROBE)
        page = context.new_page()
        try:
            if url is not None:
                page.goto(url)
                page.evaluate("count => probe.loaded(count)", labels)
            yield page
        finally:
            context.close()

    def alternate(self, *measures: Callable[[], float]) -> list[list[float]]:
        """Return the results of each measure, all of them in turn, after one run unmeasured."""
        for measure in measures:
            measure()
        runs = [[measure() for measure in measures] for _ in range(self.rounds)]
        return [list(results) for results in zip(*runs, strict=True)]


def midmean(times: list[float]) -> float:
    """Return the mean of the middle half: the page's clock is too coarse for a median."""
    quarter = len(times) // 4
    return statistics.fmean(sorted(times)[quarter : len(times) - quarter])


def clicks(bench: Bench) -> Iterator[Figure]:
    """From a click to the changed text."""
    with (
        Server("floor") as floor,
        Server("programs", "click") as sync,
        Server("programs", "click_async") as async_,
        bench.page(floor.url) as plain,
        bench.page(sync.url) as first,
        bench.page(async_.url) as second,
    ):

        def measure(page: Page) -> Callable[[], float]:
            return lambda: midmean(page.evaluate("probe.clicks(100)"))

        floors, syncs, asyncs = bench.alternate(measure(plain), measure(first), measure(second))
    yield Figure("Click to changed text, sync", syncs, floors, 1.5, "floor")
    yield Figure("Click to changed text, async", asyncs, floors, 1.5, "floor")


def added(bench: Bench, count: int) -> Iterator[Figure]:
    """Labels added to a shown window by a handler, until painted."""
    with (
        Server("floor") as floor,
        Server("programs", "labels", count) as sync,
        Server("programs", "labels_async", count) as async_,
    ):

        def measure(url: str) -> Callable[[], float]:
            def run() -> float:
                with bench.page(url) as page:
                    return float(page.evaluate("count => probe.added(count)", count))

            return run

        urls = (f"{floor.url}?add={count}", sync.url, async_.url)
        floors, syncs, asyncs = bench.alternate(*map(measure, urls))
    yield Figure(f"{count:,} labels added, sync", syncs, floors, 3, "floor")
    yield Figure(f"{count:,} labels added, async", asyncs, floors, 3, "floor")


def reload(bench: Bench, count: int = 1000) -> Iterator[Figure]:
    """A reload of a page with many widgets, from the navigation until painted."""
    with (
        Server("floor") as floor,
        Server("programs", "labels", count) as program,
        bench.page(f"{floor.url}?start={count}", count) as plain,
        bench.page(program.url) as page,
    ):
        page.evaluate("count => probe.added(count)", count)

        def measure(page: Page) -> Callable[[], float]:
            def run() -> float:
                page.reload(wait_until="commit")
                return float(page.evaluate("count => probe.loaded(count)", count))

            return run

        floors, values = bench.alternate(measure(plain), measure(page))
    yield Figure(f"Reload with {count:,} widgets", values, floors, 600)


def first_window(bench: Bench) -> Iterator[Figure]:
    """The first window that a program shows, from the navigation until painted."""
    counts: list[float] = []
    sizes: list[float] = []

    def measure(module: str, *arguments: object) -> Callable[[], float]:
        def run() -> float:
            with Server(module, *arguments) as server, bench.page() as page:
                traffic = Traffic(page)
                page.goto(server.url, wait_until="commit")
                time = float(page.evaluate("probe.loaded(1)"))
                page.wait_for_load_state("networkidle")
                if module == "programs":
                    counts.append(traffic.count)
                    sizes.append(traffic.kilobytes())
                return time

        return run

    floors, values = bench.alternate(measure("floor"), measure("programs", "click"))
    yield Figure("First window", values, floors, 400)
    yield Figure("First window: requests", counts, [], 8, unit="")
    yield Figure("First window: transferred", sizes, [], 80, unit="KB")


class Traffic:
    """What a page asks for and gets."""

    def __init__(self, page: Page) -> None:
        self._requests: list[Request] = []
        self._sockets: list[WebSocket] = []
        page.on("request", self._requested)
        page.on("websocket", self._opened)

    def _requested(self, request: Request) -> None:
        self._requests.append(request)

    def _opened(self, socket: WebSocket) -> None:
        self._sockets.append(socket)

    @property
    def count(self) -> int:
        """How many requests there were, WebSockets among them."""
        return len(self._requests) + len(self._sockets)

    def kilobytes(self) -> float:
        """What the bodies took as they were sent, in 1000 bytes."""
        return sum(request.sizes()["responseBodySize"] for request in self._requests) / 1000


def distant_window(bench: Bench) -> Iterator[Figure]:
    """A window of many widgets over a line with a delay, from `on_connect` until painted."""
    with Server("floor") as floor, Server("programs", "window") as program:

        def measure(server: Server, query: str, labels: int) -> Callable[[], float]:
            def run() -> float:
                with Server("relay", server.port, DELAY_SECONDS) as relay, bench.page() as page:
                    page.goto(relay.url + query, wait_until="commit")
                    end = float(page.evaluate("count => probe.loadedAt(count)", labels))
                    return end - 1000 * float(server.line())

            return run

        floors, values = bench.alternate(
            measure(floor, f"?start={WINDOW_WIDGETS}", WINDOW_WIDGETS),
            measure(program, "", WINDOW_LABELS),
        )
    yield Figure(f"{WINDOW_WIDGETS} widgets over a line of 50 ms", values, floors, 300)


def distant_drag(bench: Bench) -> Iterator[Figure]:
    """A slider dragged over a line with a delay: how long each value takes there and back."""
    with (
        Server("floor") as floor,
        Server("programs", "slider") as program,
        Server("relay", floor.port, DELAY_SECONDS) as near,
        Server("relay", program.port, DELAY_SECONDS) as far,
        bench.page(near.url) as plain,
        bench.page(far.url) as page,
    ):

        def measure(page: Page) -> Callable[[], float]:
            # the last moves show whether it falls behind
            return lambda: midmean(page.evaluate("probe.drag(90)")[-16:])

        floors, values = bench.alternate(measure(plain), measure(page))
    yield Figure("Drag at 60 Hz over a line of 50 ms", values, floors, 1.5, "floor")
