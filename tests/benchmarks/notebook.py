"""The measurements in a real JupyterLab, whose extension carries what page and kernel say."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ElementHandle, Frame, Page

from tests.jupyter.lab import Lab, Notebook, run_command

from .figure import Figure
from .measures import PROBE, Bench
from .server import Server

CLICKS = 100

START = """
import itertools, time
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
counter = itertools.count(1)
box, label, button = W.VBox(), W.Label("0"), W.Button("Click")
button.on("activated", lambda: label.set_text(str(next(counter))))
box.add_widget(button, 0)
box.add_widget(label, 0)
top = W.TopLevel(title="Measured", widget=box)
top.show()
session
"""

ADD = "for number in range({count}): box.add_widget(W.Label(str(number)), 0)"

SLEEP = "time.sleep(600)"
SPIN = "while True: pass"

TARGETS_MS = {"": 3.0, SLEEP: 10.0, SPIN: 40.0}
"""The target for a click, by what a cell does meanwhile."""


@contextmanager
def opened(bench: Bench, code: str = START) -> Iterator[tuple[Notebook, Frame]]:
    """Show a window in a new notebook's output; yields the notebook and the window's page."""
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder), "/")
        context = bench.browser.new_context(viewport={"width": 1100, "height": 900})
        context.add_init_script(PROBE)
        try:
            page = context.new_page()
            page.goto(lab.address("lab"))
            page.locator(".jp-Launcher").wait_for()
            for notebook in lab.opened(page, lab.new_notebook()):
                output = notebook.enter(0, code).locator("iframe").element_handle()
                yield notebook, measured(output)
        finally:
            context.close()
            lab.stop()


def measured(output: ElementHandle) -> Frame:
    """Return the page in an output, once it shows the window."""
    frame = output.content_frame()
    assert frame is not None
    frame.wait_for_selector(".pg-label")
    frame.evaluate("probe.rested()")
    return frame


def clicks(bench: Bench, cell: str, what: str) -> Iterator[Figure]:
    """From a click to the changed text, while a cell does something.

    The floor, a page and a bare server without Jupyter between them, tells how fast the machine
    is at the moment.
    """
    with (
        Server("floor") as floor,
        bench.page(floor.url) as plain,
        opened(bench) as (notebook, frame),
    ):
        if cell:
            begin(notebook, cell)

        def measure(page: Page | Frame) -> Callable[[], float]:
            return lambda: statistics.median(page.evaluate(f"probe.clicks({CLICKS})"))

        floors, times = bench.alternate(measure(plain), measure(frame))
        if cell:
            run_command(notebook.page, "notebook:interrupt-kernel")
            notebook.wait_for_kernel()
    yield Figure(f"JupyterLab: click, {what}", times, floors, TARGETS_MS[cell])


def begin(notebook: Notebook, code: str) -> None:
    """Start a cell, and wait until the kernel is at it."""
    notebook.select(1)
    notebook.page.keyboard.insert_text(code)
    notebook.run_selected()
    notebook.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").wait_for()


def labels(bench: Bench, count: int) -> Iterator[Figure]:
    """Labels that a cell adds to a shown window, from Shift+Enter until painted."""
    times = []
    for _ in range(bench.rounds):
        with opened(bench) as (notebook, frame):
            notebook.select(1)
            notebook.page.keyboard.insert_text(ADD.format(count=count))
            frame.evaluate(f"void (globalThis.shown = probe.loadedAt({count + 1}))")
            start = float(notebook.page.evaluate(RUN_CELL))
            times.append(float(frame.evaluate("shown")) - start)
    yield Figure(f"JupyterLab: {count:,} labels in a cell", times, [], 300)


RUN_CELL = """() => {
  const start = performance.timeOrigin + performance.now();
  void jupyterapp.commands.execute("notebook:run-cell");
  return start;
}"""
