"""What grows: items and lines that are appended one by one, and a log that goes on for long."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import CDPSession, Page

from .figure import Figure
from .measures import Bench
from .server import Server

COUNTS = (1000, 8000, 10_000)
LIMIT = 10_000
"""The lines of the log."""


def appended(bench: Bench, kind: str) -> Iterator[Figure]:
    """Calls of `append_text`, until the page shows what came of them."""
    program = {"ComboBox": "items", "TextArea": "text"}[kind]
    runs: dict[int, list[float]] = {}
    for count in COUNTS:
        with Server("programs", program, count) as server, bench.page(server.url) as page:
            (runs[count],) = bench.alternate(filling(page))
    for count in COUNTS:
        yield Figure(f"{kind}: {count:,} calls of append_text", runs[count], [], count * 0.1)
    least = min(runs[COUNTS[0]])
    ratios = [time / least for time in runs[COUNTS[-1]]]
    yield Figure(f"{kind}: 10,000 calls beside 1,000", ratios, [], 15, unit="x")


def filling(page: Page) -> Callable[[], float]:
    """Return what measures a click that fills a widget."""
    return lambda: float(page.evaluate("probe.filled()"))


def log(bench: Bench, *, editable: bool) -> Iterator[Figure]:
    """A log that gets 1,000 lines a second, for the seconds that the bench is told."""
    program = "editable_log" if editable else "log"
    with Server("floor") as floor, bench.page(floor.url) as plain:
        idle: dict[str, float] = plain.evaluate("probe.gaps(3)")
    with Server("programs", program, LIMIT) as server, bench.page(server.url) as page:
        server.line()  # when the page came
        page.evaluate("probe.grown(3)")  # it has begun, and caught up with itself
        devtools = page.context.new_cdp_session(page)
        heap, busy = page_heap(devtools), page_busy(devtools)
        before = Reading(server)
        seen: dict[str, float] = page.evaluate("seconds => probe.grown(seconds)", bench.seconds)
        after = Reading(server, before.time + bench.seconds)
        end_busy, end_heap = page_busy(devtools), page_heap(devtools)
    # the browser lays all lines of a text area out anew, each time that it changes
    many, longest = (4, 1500) if editable else (2, 500)
    name = f"{'Editable' if editable else 'Read-only'} log, {bench.seconds:g} s: "
    yield Figure(f"{name}lines shown a second", [seen["rate"]], [], 980, "least", "")
    yield Figure(f"{name}99 % of frames within", [seen["p99"]], [idle["p99"]], many, "floor")
    yield Figure(f"{name}longest gap between frames", [seen["longest"]], [idle["longest"]], longest)
    yield Figure(f"{name}growth of the page's heap", [end_heap - heap], [], 4, unit="MB")
    yield Figure(f"{name}growth of the program", [after.memory - before.memory], [], 8, unit="MB")
    share = 100 * (after.work - before.work) / (after.time - before.time)
    yield Figure(f"{name}share of a core, program", [share], [], 50, unit="%")
    share = 100 * (end_busy - busy) / bench.seconds
    yield Figure(f"{name}share of a core, page", [share], [], 50, unit="%")


class Reading:
    """What the program told of itself at some time.

    Attributes
    ----------
    time, work : float
        On its clock, and how long it has computed, in seconds.
    memory : float
        In MB.
    """

    def __init__(self, server: Server, since: float = 0) -> None:
        self.time = -1.0
        while self.time < since:
            self.time, self.work, self.memory = map(float, server.line().split())


def page_heap(devtools: CDPSession) -> float:
    """Return what a page's objects take, without those that nothing refers to, in MB."""
    heaps: list[float] = []
    for _ in range(10):
        # of texts that were put together the parts are kept for a while
        devtools.send("HeapProfiler.collectGarbage")
        heaps.append(page_metrics(devtools)["JSHeapUsedSize"] / 1e6)
    return min(heaps)


def page_busy(devtools: CDPSession) -> float:
    """Return how long a page's thread has been busy, in seconds: also with `page_heap`."""
    return page_metrics(devtools)["TaskDuration"]


def page_metrics(devtools: CDPSession) -> dict[str, float]:
    """Return what the browser counts of a page."""
    devtools.send("Performance.enable")
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: float(metric["value"]) for metric in metrics}
