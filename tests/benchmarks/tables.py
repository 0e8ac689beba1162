"""The measurements of large tables: what a page shows, and when, of what a program is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Page

from tests.jupyter.lab import run_command

from .growth import page_busy, page_heap
from .measures import Bench
from .notebook import SPIN, begin, opened
from .reach import Reach
from .server import Server
from .slow_line import DELAY_SECONDS

PROBE = Path(__file__).with_name("tables.js").read_text(encoding="utf-8")

LIBRARIES = ("NumPy", "pandas", "polars", "Arrow")
MILLION = 1_000_000
FEW_ROUNDS = 3
"""For what takes long to prepare."""

FRACTIONS = (0.5, 0.02, 0.71)
"""Where the scroll bar is put, one after the other."""

ROUND_TRIP_MS = 2000 * DELAY_SECONDS
WHEEL_PX = 24_000
WHEEL_PX_A_SECOND = 6000

UPDATES_A_SECOND = 1000
UPDATES_SECONDS = 60


class Shown:
    """A program with a table, and a page that shows it."""

    def __init__(self, server: Server, page: Page) -> None:
        self.server = server
        self.page = page
        # what the first columns of tables begin with, …
        self._starts = itertools.count(7_000_000_001, 1_000_000_000)
        # … and that of the one that was made last
        self._start = 0

    def told(self, deed: str, *arguments: object) -> float:
        """Have the program do something; returns what it says."""
        return float(self.server.ask(" ".join(map(str, (deed, *arguments)))))

    def begin(self, wait: str, *arguments: object) -> None:
        """Have the page wait for something from now on."""
        self.page.evaluate(
            "([name, args]) => void (globalThis.seen = tables[name](...args))",
            [wait, list(arguments)],
        )

    def seen(self) -> float:
        """Return when the page has seen it: the time of day in ms."""
        return float(self.page.evaluate("seen"))

    def took(self, deed: str, *arguments: object) -> float:
        """Return how long it took until the page has shown what the program is told to do now."""
        start = self.told(deed, *arguments)
        return self.seen() - start

    def first(self, kind: str, count: int) -> float:
        """Show another table; returns how long it took until it was painted."""
        self.hold(kind, count)
        return self.show()

    def hold(self, kind: str, count: int) -> float:
        """Make another table, which is shown next; returns of how many MB its columns are."""
        self._start = next(self._starts)
        return self.told("hold", kind, count, self._start) / 1e6

    def show(self) -> float:
        """Show it; returns how long it took until it was painted."""
        self.begin("first", str(self._start))
        return self.took("set")

    def jump(self, fraction: float) -> float:
        """Put the scroll bar somewhere: how long it takes until rows are painted there."""
        return jump(self.page, fraction)


def jump(page: Page | Frame, fraction: float) -> float:
    """The same in any page."""
    return float(page.evaluate("fraction => tables.jump(fraction)", fraction))


@contextmanager
def shown(bench: Bench, delay: float | None = None) -> Iterator[Shown]:
    """Run a program with a table, and open it in a page, perhaps on a line with a delay."""
    with Server("table_programs") as server:
        if delay is None:
            with bench.page(server.url) as page:
                page.evaluate(PROBE)
                yield Shown(server, page)
            return
        with Server("relay", server.port, delay) as relay:
            url = urlsplit(server.url)._replace(netloc=urlsplit(relay.url).netloc).geturl()
            with bench.page(url) as page:
                page.evaluate(PROBE)
                yield Shown(server, page)


def rounds(bench: Bench, most: int) -> range:
    """Return the rounds of what takes long; the first is not measured."""
    return range(min(bench.rounds, most) + 1)


# -- what a table is given -----------------------------------------------------------


def million(bench: Bench) -> Iterator[Reach]:
    """A million rows of each library, and of Python's own, until they are painted."""
    heaps: list[float] = []
    for kind in LIBRARIES:
        yield from painted(bench, kind, 300, bench.rounds, heaps)
    for kind in ("dicts", "tuples"):
        yield from painted(bench, kind, 2000, FEW_ROUNDS, heaps)
    yield Reach("1,000,000 rows: growth of the page's memory", heaps, 30, "MB")


def painted(
    bench: Bench, kind: str, limit: float, most: int, heaps: list[float]
) -> Iterator[Reach]:
    """A million rows of one kind, until they are painted; notes what the page takes for them."""
    with shown(bench) as desk:
        devtools = desk.page.context.new_cdp_session(desk.page)
        before = page_heap(devtools)
        times = [desk.first(kind, MILLION) for _ in rounds(bench, most)]
        heaps.append(page_heap(devtools) - before)
    yield Reach(f"1,000,000 rows, {kind}: call to painted", times[1:], limit)


def ten_millions(bench: Bench) -> Iterator[Reach]:
    """Ten millions of rows of each library, and how much memory they take besides their own."""
    for kind in LIBRARIES:
        times, shares = [], []
        for _ in range(min(bench.rounds, FEW_ROUNDS)):
            with shown(bench) as desk:
                # what is loaded for the first table of all counts for none
                desk.first(kind, 1000)
                size = desk.hold(kind, 10 * MILLION)
                level = desk.told("level")
                times.append(desk.show())
                desk.jump(1)
                shares.append(1 + (desk.told("peak") - level) / size)
        yield Reach(f"10,000,000 rows, {kind}: call to painted", times, 600)
        yield Reach(f"10,000,000 rows, {kind}: memory beside the columns' own", shares, 1.1, "x")


# -- scrolling -----------------------------------------------------------------------


def jumps(bench: Bench) -> Iterator[Reach]:
    """The scroll bar put to the end, and to anywhere, until rows are painted."""
    with shown(bench) as desk:
        desk.first("pandas", MILLION)
        ends, others = jumped(bench, desk.page)
    yield Reach("1,000,000 rows: to the end", ends, 50)
    yield Reach("1,000,000 rows: to any row", others, 50)
    with shown(bench, DELAY_SECONDS) as desk:
        desk.first("pandas", MILLION)
        ends, others = jumped(replace(bench, rounds=FEW_ROUNDS), desk.page)
    yield Reach("Line of 300 ms: to the end", ends, ROUND_TRIP_MS + 20)
    yield Reach("Line of 300 ms: to any row", others, ROUND_TRIP_MS + 20)


def jumped(bench: Bench, page: Page | Frame) -> tuple[list[float], list[float]]:
    """Return how long it takes to the end, and to anywhere."""
    ends, others = [], []
    for _ in rounds(bench, bench.rounds):
        ends.append(jump(page, 1))
        others += [jump(page, fraction) for fraction in FRACTIONS]
    return ends[1:], others[len(FRACTIONS) :]


CELL = """
import numpy as np, pandas as pd
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
count = 1_000_000
frame = pd.DataFrame({"id": range(count), "name": "name " + pd.Series(range(count)).astype("str")})
for key in ("number", "price", "size"):
    frame[key] = np.random.default_rng(7).permutation(count)
box = W.VBox()
box.add_widget(W.Label("0"), 0)
box.add_widget(W.TableView(data=frame), 1)
top = W.TopLevel(title="Measured", widget=box)
top.resize(600, 400)
top.show()
session
"""


def busy_jumps(bench: Bench) -> Iterator[Reach]:
    """The same in JupyterLab, while a cell of the kernel computes."""
    with opened(bench, CELL) as (notebook, frame):
        frame.evaluate(PROBE)
        begin(notebook, SPIN)
        ends, others = jumped(bench, frame)
        run_command(notebook.page, "notebook:interrupt-kernel")
        notebook.wait_for_kernel()
    yield Reach("While a cell computes: to the end", ends, 150)
    yield Reach("While a cell computes: to any row", others, 150)


def wheel(bench: Bench) -> Iterator[Reach]:
    """The wheel turned for seconds: frames, and for how long a row in view is blank."""
    rates, blanks = zip(*(wheeled(bench, None) for _ in range(FEW_ROUNDS)), strict=True)
    yield Reach("Wheel: frames a second", rates, 58, "", at_least=True)
    yield Reach("Wheel: a row in view is blank for", blanks, 20)
    rates, blanks = zip(*(wheeled(bench, DELAY_SECONDS) for _ in range(FEW_ROUNDS)), strict=True)
    yield Reach("Line of 300 ms: wheel, frames a second", rates, 58, "", at_least=True)
    yield Reach("Line of 300 ms: wheel, a row in view is blank for", blanks, ROUND_TRIP_MS + 20)


def wheeled(bench: Bench, delay: float | None) -> tuple[float, float]:
    """Return the rate of the frames, and for how long a row in view was blank at most."""
    with shown(bench, delay) as desk:
        desk.first("pandas", MILLION)
        seen = turned(desk.page, 400, 400)
    assert seen["moved"] > 5, f"nothing was scrolled: {seen}"
    return seen["rate"], seen["blank"]


def turned(page: Page, x: float, y: float) -> dict[str, float]:
    """Turn the wheel over a place of a page; returns what was seen."""
    page.evaluate("probe.rested()")
    devtools = page.context.new_cdp_session(page)
    page.evaluate("void tables.watch()")
    devtools.send(
        "Input.synthesizeScrollGesture",
        {
            "x": x,
            "y": y,
            "yDistance": -WHEEL_PX,
            "speed": WHEEL_PX_A_SECOND,
            "gestureSourceType": "mouse",
        },
    )
    seen: dict[str, float] = page.evaluate("tables.watched()")
    return seen


# -- sorting, changing, copying ------------------------------------------------------


def sort(bench: Bench) -> Iterator[Reach]:
    """A million rows sorted by a click on a head, and whether the page is alive meanwhile."""
    lives: list[float] = []
    with shown(bench) as desk:
        desk.first("pandas", MILLION)
        for what, head, column, first, last, limit in (
            ("numbers", "number", 1, "0", "999999", 400),
            ("strings", "name", 3, "name 0000000", "name 0999999", 2000),
        ):
            times = []
            # upwards, downwards, and as in the data
            for _ in rounds(bench, FEW_ROUNDS):
                for text in (first, last):
                    seen = sorted_by(desk, head, column, text)
                    times.append(seen["time"])
                    lives.append(seen["live"])
                desk.page.locator(".pg-head-cell", has_text=head).click()
                desk.page.wait_for_function("tables.face.cells(0)[1] !== '999999'")
            yield Reach(f"1,000,000 {what} sorted by the head", times[2:], limit)
    yield Reach("While they are sorted: a click, at most", [max(lives[2:])], 100)


def sorted_by(desk: Shown, head: str, column: int, text: str) -> dict[str, float]:
    """Sort by a column; returns what was seen."""
    seen: dict[str, float] = desk.page.evaluate(
        "args => tables.sorted(...args)", [head, column, text]
    )
    return seen


def cells(bench: Bench) -> Iterator[Reach]:
    """200 cells of a table of 100,000 rows set at once, until they are painted."""
    times = []
    with shown(bench) as desk:
        desk.first("pandas", 100_000)
        for number in rounds(bench, 4 * bench.rounds):
            mark = f"{4_000_000 + 1000 * number}"
            desk.page.evaluate("probe.rested()")
            # rows are set one after the other: the last in view is the last to be there
            desk.begin("shows", 15, 3, f"name {mark}")
            times.append(desk.took("cells", mark))
    yield Reach("200 cells of 100,000 rows: call to painted", times[1:], 30)


def updates(bench: Bench) -> Iterator[Reach]:
    """Cells set all the time, in view and out of it: what grows, and what the page does then."""
    with shown(bench) as desk:
        desk.first("pandas", 100_000)
        # what is made once: it has begun, and caught up with itself
        stream(desk, bench.seconds / 2)
        devtools = desk.page.context.new_cdp_session(desk.page)
        heap = page_heap(devtools)
        memory, share, rate = stream(desk, bench.seconds * UPDATES_SECONDS / 10)
        end_heap = page_heap(devtools)
        # what that took does not count
        busy = page_busy(devtools)
        desk.page.wait_for_timeout(2000)
        rest = 100 * (page_busy(devtools) - busy) / 2
    yield Reach("Updates in a second", [rate], UPDATES_A_SECOND * 0.98, "", at_least=True)
    yield Reach("Updates: growth of the program", [memory], 8, "MB")
    yield Reach("Updates: growth of the page", [end_heap - heap], 2, "MB")
    yield Reach("Updates: share of a core, program", [share], 50, "%")
    yield Reach("Updates: share of a core, page, when they have ended", [rest], 3, "%")


def stream(desk: Shown, seconds: float) -> tuple[float, float, float]:
    """Set cells for some seconds, until the page shows the last: MB, % of a core, per second."""
    answer = desk.server.ask(f"stream {seconds} {UPDATES_A_SECOND} {int(seconds * 1000)}")
    # it may wait for no longer than a while, so it begins now
    desk.begin("shows", 0, 0, str(int(seconds * 1000)))
    desk.seen()
    memory, share, rate = map(float, answer.split())
    return memory, share, rate


def copy(bench: Bench) -> Iterator[Reach]:
    """All of 100,000 rows selected and copied, from the first key until the clipboard has them."""
    times = []
    with shown(bench) as desk:
        page = desk.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        desk.first("pandas", 100_000)
        page.locator(".pg-grid-body > .pg-row .pg-cell").first.click()
        for _ in rounds(bench, bench.rounds):
            page.evaluate("probe.rested()")
            page.evaluate("tables.copies()")
            page.keyboard.press("Control+a")
            page.keyboard.press("Control+c")
            times.append(float(page.evaluate("tables.copied")))
        lines = page.evaluate("navigator.clipboard.readText()").rstrip("\n").split("\n")
        assert len(lines) == 100_000, f"{len(lines)} lines were copied"
        assert {len(line.split("\t")) for line in lines} == {5}
    yield Reach("100,000 x 5 selected and copied", times[1:], 500)


# -- trees ---------------------------------------------------------------------------

GROUPS, EACH = 1000, 100


def tree(bench: Bench) -> Iterator[Reach]:
    """A tree of 100,000 nodes, until it is painted, open, and scrolled."""
    times, opens, both, scrolls, same = [], [], [], [], []
    with shown(bench) as desk:
        for number in rounds(bench, bench.rounds):
            start = 1 + number * MILLION
            desk.told("fold")
            desk.told("plant", GROUPS, EACH, start)
            # what is in the first group is told by its number, too
            desk.begin("shows", 0, 1, str(-start))
            times.append(desk.took("grow"))
            desk.begin("shows", 1, 1, str(start))
            opens.append(desk.took("expand"))
            scrolls += [desk.jump(fraction) for fraction in (1, 0.4)]
            desk.told("alter", 500, 50_007)
            same.append(desk.told("update"))
            desk.told("plant", GROUPS, EACH, start + 1000)
            desk.page.evaluate("tables.face.scroller.scrollTop = 0")
            desk.begin("shows", 1, 1, str(start + 1000))
            both.append(desk.took("both"))
    yield Reach("Tree of 101,000 nodes: set and opened, call to painted", both[1:], 500)
    yield Reach("Tree of 101,000 nodes: set, call to painted", times[1:], 500)
    yield Reach("Tree of 101,000 nodes: all opened, call to painted", opens[1:], 500)
    yield Reach("Tree of 101,000 nodes: to the end, or any row", scrolls[2:], 50)
    yield Reach("Tree of 101,000 nodes: update_tree, one node differs", same[1:], 500)


MEASURES = {
    "tables-million": million,
    "tables-ten-million": ten_millions,
    "tables-jump": jumps,
    "tables-jump-busy": busy_jumps,
    "tables-wheel": wheel,
    "tables-sort": sort,
    "tables-cells": cells,
    "tables-updates": updates,
    "tables-tree": tree,
    "tables-copy": copy,
}
"""By names, what yields lines of the table."""
