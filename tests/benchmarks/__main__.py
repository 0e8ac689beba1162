"""Measures how fast the product is, beside the floor: plain JavaScript and a bare server.

Run as ``python -m tests.benchmarks [--rounds N] [--seconds S] [NAME …]``; ``tables`` is all that
is said of tables and trees, with what other libraries do beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from playwright.sync_api import sync_playwright

from tools.browser import ADVICE, ARGUMENTS, find_browser

from . import growth, measures, notebook, peers, reach, slow_line, tables
from .figure import Figure, table

MEASURES: dict[str, Callable[[measures.Bench], Iterator[Figure]]] = {
    "click": measures.clicks,
    "labels": partial(measures.added, count=1000),
    "many-labels": partial(measures.added, count=10_000),
    "reload": measures.reload,
    "first-window": measures.first_window,
    "distant-window": measures.distant_window,
    "distant-drag": measures.distant_drag,
    "items": partial(growth.appended, kind="ComboBox"),
    "text": partial(growth.appended, kind="TextArea"),
    "log": partial(growth.log, editable=False),
    "editable-log": partial(growth.log, editable=True),
    "slow-label": partial(slow_line.stream, name="label", median=600, most=1000),
    "slow-progress": partial(slow_line.stream, name="progress", median=600, most=1000),
    "slow-pictures": partial(
        slow_line.stream, name="pictures", median=2000, most=3000, answer=1300
    ),
    "lab-click-idle": partial(notebook.clicks, cell="", what="idle"),
    "lab-click-sleeping": partial(notebook.clicks, cell=notebook.SLEEP, what="a cell sleeps"),
    "lab-click-busy": partial(notebook.clicks, cell=notebook.SPIN, what="a cell computes"),
    "lab-labels": partial(notebook.labels, count=1000),
}

GROUPS = {"tables": [*tables.MEASURES, *peers.MEASURES]}
"""What one name stands for."""

ALL = [*MEASURES, *GROUPS["tables"]]
CHOICES = [*GROUPS, *ALL]


Line = TypeVar("Line")


def told(lines: Iterator[Line], cells: Callable[[Line], list[str]]) -> Iterator[Line]:
    """Yield what is measured, and say it at once: a run takes long, and may be ended early."""
    for line in lines:
        print(*filter(None, cells(line)), sep="  ", file=sys.stderr, flush=True)
        yield line


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(CHOICES))
    parser.add_argument("--rounds", type=int, default=5, help="how many times each is measured")
    parser.add_argument("--seconds", type=float, default=10, help="how long a log is watched")
    options = parser.parse_args()
    names = [name for chosen in options.names or ALL for name in GROUPS.get(chosen, [chosen])]
    unknown = set(names) - set(ALL)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(CHOICES)}")
    browser_path = find_browser()
    if browser_path is None:
        sys.exit(ADVICE)
    figures: list[Figure] = []
    reached: list[reach.Reach] = []
    others: list[reach.Peer] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(ARGUMENTS))
        bench = measures.Bench(browser, options.rounds, options.seconds)
        for name in names:
            if name in MEASURES:
                figures += told(MEASURES[name](bench), lambda it: it.cells())
            elif name in tables.MEASURES:
                reached += told(tables.MEASURES[name](bench), lambda it: it.cells(()))
            else:
                others += told(peers.MEASURES[name](bench), lambda it: [it.who, it.name])
        browser.close()
    if figures:
        print(table(figures))
    if reached or others:
        print(reach.table(reached, others))


if __name__ == "__main__":
    main()
