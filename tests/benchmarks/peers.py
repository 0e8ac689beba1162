"""What other libraries take for the lines of the table, each in a page and a program of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time

from playwright.sync_api import Error, Page

from tests.jupyter.server import free_port

from .measures import PROBE, Bench
from .peer_environment import PYTHON, ROOT, install
from .reach import Peer
from .table_data import numbers

FINDER = Path(__file__).with_name("peers.js").read_text(encoding="utf-8")
ROUNDS = 3
MILLION = 1_000_000

FIRST = "1,000,000 rows, pandas: call to painted"
END = "1,000,000 rows: to the end"
BUSY = "While a cell computes: to the end"
NUMBERS = "1,000,000 numbers sorted by the head"
STRINGS = "1,000,000 strings sorted by the head"
CELLS = "200 cells of 100,000 rows: call to painted"


def name_of(row: int, count: int) -> str:
    """Return the name in a row."""
    return f"name {numbers(count)[row]:07}"


class Program:
    """A program of the peers' environment.

    Parameters
    ----------
    *arguments : object
        For its Python.
    """

    def __init__(self, *arguments: object) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [str(PYTHON), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=ROOT,
        )

    def start(self) -> float:
        """Return the next time of day at which it began to do something, in ms."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("start "):
                return float(line.split()[1])
        raise RuntimeError(f"{self._process.args!r} ended early")

    def end(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate(timeout=30)


@contextmanager
def shown(bench: Bench, program: Program, url: str) -> Iterator[Page]:
    """Open a page of a program as soon as that answers; ends both."""
    context = bench.browser.new_context(viewport={"width": 1024, "height": 768})
    context.set_default_timeout(60_000)
    context.add_init_script(PROBE)
    context.add_init_script(FINDER)
    page = context.new_page()
    try:
        end = time() + 60
        while True:
            try:
                page.goto(url)
                break
            except Exception:
                if time() > end:
                    raise
                page.wait_for_timeout(200)
        yield page
    finally:
        context.close()
        program.end()


def waiting(page: Page, call: str) -> Callable[[], float]:
    """Have a page wait for something from now on; returns what returns when it was there."""
    page.evaluate(f"void (globalThis.seen = {call})")
    return lambda: float(page.evaluate("seen"))


def now(page: Page) -> float:
    """Return the time of day in a page, in ms."""
    return float(page.evaluate("performance.timeOrigin + performance.now()"))


# -- streamlit -----------------------------------------------------------------------


def streamlit(bench: Bench) -> Iterator[Peer]:
    """A data frame in streamlit."""
    who = "streamlit"
    if reason := install(who):
        yield Peer(who, "", [], reason)
        return
    port = free_port()
    app = Path(__file__).parent / "peer_programs" / "streamlit_app.py"
    program = Program(
        *["-m", "streamlit", "run", app, "--server.headless=true", f"--server.port={port}"],
        *["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"],
    )
    with shown(bench, program, f"http://127.0.0.1:{port}/?count=1000") as page:
        page.evaluate(f"peer.drawn('{name_of(1, 1000)}')")
        program.start()
        firsts = []
        for _ in range(ROUNDS):
            page.goto(f"http://127.0.0.1:{port}/?count={MILLION}", wait_until="commit")
            seen = page.evaluate(f"peer.drawn('{name_of(1, MILLION)}')")
            firsts.append(float(seen) - program.start())
        yield Peer(who, FIRST, firsts[1:])
        yield scrolled(page)
        yield from sorted_by_head(page)
        page.goto(f"http://127.0.0.1:{port}/?count=100000")
        page.evaluate(f"peer.drawn('{name_of(1, 100_000)}')")
        program.start()
        times = []
        for number in range(ROUNDS):
            page.evaluate("probe.rested()")
            seen_at = waiting(page, f"peer.drawn('name {4_001_000 + 1000 * number}')")
            page.get_by_role("button", name="Cells").click()
            start = program.start()
            times.append(seen_at() - start)
        yield Peer(who, CELLS, times[1:])


def scrolled(page: Page) -> Peer:
    """The scroll bar of a page of streamlit's put to the end."""
    times = []
    for _ in range(ROUNDS):
        page.evaluate("probe.rested()")
        seen = waiting(page, f"peer.drawn('{name_of(-1, MILLION)}')")
        start = scrolled_to(page, ".dvn-scroller", 1)
        times.append(seen() - start)
        scrolled_to(page, ".dvn-scroller", 0)
    return Peer("streamlit", END, times[1:])


def scrolled_to(page: Page, selector: str, fraction: float) -> float:
    """Put a scroll bar somewhere; returns the time of day at which its page is told of that."""
    return float(page.evaluate(SCROLL, [selector, fraction]))


SCROLL = """async ([selector, fraction]) => {
  const [scroller] = peer.found(selector);
  return performance.timeOrigin + (await probe.scrolled(scroller, fraction));
}"""


def sorted_by_head(page: Page) -> Iterator[Peer]:
    """Numbers and strings sorted in a page of streamlit's."""
    for name, head in ((NUMBERS, "number"), (STRINGS, "name")):
        times = []
        for first in ("0000000", "0999999"):
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.drawn('name {first}')")
            # its mark stands before the name of the column that is sorted
            x, y = page.evaluate(
                "head => peer.place([head, `↑ ${head}`].find((it) => peer.has(it)))", head
            )
            start = now(page)
            page.mouse.click(x + 4, y)
            times.append(seen() - start)
        yield Peer("streamlit", name, times)


# -- Panel ---------------------------------------------------------------------------


def panel(bench: Bench) -> Iterator[Peer]:
    """A Tabulator of Panel, which gets its pages from the program."""
    who = "Panel"
    if reason := install("panel"):
        yield Peer(who, "", [], reason)
        return
    port = free_port()
    program = Program("-m", "tests.benchmarks.peer_programs.panel_app", port)
    with shown(bench, program, f"http://127.0.0.1:{port}/") as page:

        def clicked(button: str, row: int, count: int) -> float:
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.tabulated('name', '{name_of(row, count)}')")
            page.get_by_role("button", name=button, exact=True).click()
            start = program.start()
            return seen() - start

        def acted(selector: str, text: str) -> float:
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.tabulated('name', '{text}')")
            start = now(page)
            page.evaluate("selector => peer.found(selector)[0].click()", selector)
            return seen() - start

        page.evaluate(f"peer.tabulated('name', '{name_of(0, 1000)}')")
        firsts = []
        for _ in range(ROUNDS):
            firsts.append(clicked("Million", 0, MILLION))
            clicked("Few", 0, 1000)
        yield Peer(who, FIRST, firsts[1:])
        clicked("Million", 0, MILLION)
        last, first = '.tabulator-page[data-page="last"]', '.tabulator-page[data-page="first"]'
        ends = []
        for _ in range(ROUNDS):
            ends.append(acted(last, name_of(MILLION - 20, MILLION)))
            acted(first, name_of(0, MILLION))
        yield Peer(who, END, ends[1:])
        page.get_by_role("button", name="Spin", exact=True).click()
        program.start()
        yield Peer(who, BUSY, [acted(last, name_of(MILLION - 20, MILLION))])
        acted(first, name_of(0, MILLION))
        for name, head in ((NUMBERS, "number"), (STRINGS, "name")):
            selector = f'.tabulator-col[tabulator-field="{head}"]'
            times = [acted(selector, f"name {text}") for text in ("0000000", "0999999")]
            yield Peer(who, name, times)
        page.reload()
        page.evaluate(f"peer.tabulated('name', '{name_of(0, 1000)}')")
        clicked("Fewer", 0, 100_000)
        times = []
        for number in range(ROUNDS):
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.tabulated('name', 'name {4_001_000 + 1000 * number}')")
            page.get_by_role("button", name="Cells", exact=True).click()
            start = program.start()
            times.append(seen() - start)
        yield Peer(who, CELLS, times[1:])


# -- perspective ---------------------------------------------------------------------


def perspective(bench: Bench) -> Iterator[Peer]:
    """A data grid of perspective, whose table the program has."""
    who = "perspective"
    if reason := install("perspective-python", "tornado"):
        yield Peer(who, "", [], reason)
        return
    port = free_port()
    program = Program("-m", "tests.benchmarks.peer_programs.perspective_app", port)
    with shown(bench, program, f"http://127.0.0.1:{port}/") as page:

        def shows(count: int) -> float:
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.listed(0, '{name_of(0, count)}')")
            page.evaluate(f"void show({count})")
            start = program.start()
            return seen() - start

        page.wait_for_function("globalThis.show !== undefined")
        shows(1000)
        shows(100_000)
        times = []
        for number in range(ROUNDS):
            mark = 4_001_000 + 1000 * number
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.listed(0, 'name {mark}')")
            page.evaluate(f"void fetch('/cells/{mark}', {{ method: 'POST' }})")
            start = program.start()
            times.append(seen() - start)
        yield Peer(who, CELLS, times[1:])
        firsts = []
        for _ in range(ROUNDS):
            firsts.append(shows(MILLION))
            shows(1000)
        yield Peer(who, FIRST, firsts[1:])
        shows(MILLION)
        ends = []
        for _ in range(ROUNDS):
            page.evaluate("probe.rested()")
            seen = waiting(page, f"peer.listed(-1, '{name_of(-1, MILLION)}')")
            start = scrolled_to(page, "regular-table", 1)
            ends.append(seen() - start)
            scrolled_to(page, "regular-table", 0)
        yield Peer(who, END, ends[1:])
        for name, head in ((NUMBERS, "number"), (STRINGS, "name")):
            # what is there already, or is sorted by the other one, begins with the same row
            shows(1000)
            shows(MILLION)
            line = sorted_in_grid(page, name, head)
            yield line
            if not line.values:
                return


def sorted_in_grid(page: Page, name: str, head: str) -> Peer:
    """Sort by a column of perspective's, which goes down first."""
    who = "perspective"
    times = []
    for text in ("name 0999999", "name 0000000"):
        page.evaluate("probe.rested()")
        seen = waiting(page, f"peer.listed(0, '{text}')")
        start = now(page)
        page.locator("regular-table th", has_text=head).click()
        try:
            times.append(seen() - start)
        except Error as error:
            if "nothing happened" not in str(error):
                raise
            # the program is still at it
            return Peer(who, name, [], "none in 30 s")
    return Peer(who, name, times)


MEASURES: dict[str, Callable[[Bench], Iterator[Peer]]] = {
    "tables-streamlit": streamlit,
    "tables-panel": panel,
    "tables-perspective": perspective,
}
"""By names, what yields what others do."""
