"""The programs that are measured.

Run as ``python -m tests.benchmarks.programs NAME [COUNT]``; prints its URL, and at each
`on_connect` the time of day.
"""

from __future__ import annotations

import asyncio
import itertools
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pgwidgets.async_ import Application as AsyncApplication
from pgwidgets.async_ import Session as AsyncSession
from pgwidgets.sync import Application, Session
from pgwidgets.sync.widget import Widget


def click(session: Session, count: int) -> None:
    """Show a button that changes a text."""
    widgets = session.get_widgets()
    box, label, button = widgets.VBox(), widgets.Label("0"), widgets.Button("Click")
    top = widgets.TopLevel(title="Click")
    counter = itertools.count(1)
    button.on("activated", lambda: label.set_text(str(next(counter))))
    box.add_widget(button, 0)
    box.add_widget(label, 0)
    top.set_widget(box)
    top.show()


def labels(session: Session, count: int) -> None:
    """Show a button that adds labels to the window."""
    widgets = session.get_widgets()
    box, button = widgets.VBox(spacing=4, padding=8), widgets.Button("Add")
    top = widgets.TopLevel(title="Labels")

    def add() -> None:
        for index in range(count):
            box.add_widget(widgets.Label(f"Label {index}"), 0)

    button.on("activated", add)
    box.add_widget(button, 0)
    box.add_widget(widgets.Label("0"), 0)
    top.set_widget(box)
    top.show()


def slider(session: Session, count: int) -> None:
    """Show a slider that tells its value."""
    widgets = session.get_widgets()
    box, label = widgets.VBox(), widgets.Label("0")
    handle = widgets.Slider(min=0, max=1000, value=0, track=True)
    top = widgets.TopLevel(title="Slider")
    handle.on("activated", lambda value: label.set_text(str(value)))
    box.add_widget(handle, 0)
    box.add_widget(label, 0)
    top.set_widget(box)
    top.show()


def window(session: Session, count: int) -> None:
    """Show a window of 27 widgets, handlers on the most of them."""
    widgets = session.get_widgets()
    top = widgets.TopLevel(title="Controls", resizable=True)
    top.resize(640, 480)
    outer = widgets.VBox(spacing=8, padding=10)
    status = widgets.Label("Nothing happened")
    choice = widgets.ComboBox()
    for item in ("one", "two", "three"):
        choice.append_text(item)
    controls: dict[str, list[Widget]] = {
        "buttons": [widgets.Button("Open"), widgets.Button("Save"), widgets.Button("Close")],
        "checks": [widgets.CheckBox("Grid"), widgets.CheckBox("Legend"), widgets.CheckBox("Log")],
        "entries": [widgets.TextEntry(text="Name"), widgets.TextEntry(text="Paths")],
        "numbers": [widgets.Slider(min=0, max=100, value=50), widgets.SpinBox(value=3)],
        "choices": [choice, widgets.ToggleButton("Live")],
    }
    for name, row in controls.items():
        line = widgets.HBox(spacing=6)
        line.add_widget(widgets.Label(name.title()), 0)
        for control in row:
            control.on("activated", lambda *args, name=name: status.set_text(f"{name}: {args}"))
            line.add_widget(control, 1)
        outer.add_widget(line, 0)
    outer.add_widget(widgets.Separator(), 0)
    outer.add_widget(status, 0)
    outer.add_widget(widgets.ProgressBar(value=0.5), 0)
    top.set_widget(outer)
    top.show()


def items(session: Session, count: int) -> None:
    """Show a button that fills a ComboBox, item by item."""
    grows(session, "ComboBox", count)


def text(session: Session, count: int) -> None:
    """Show a button that fills a TextArea, line by line."""
    grows(session, "TextArea", count)


def grows(session: Session, kind: str, count: int) -> None:
    """Show a button that makes a widget, and appends to it."""
    widgets = session.get_widgets()
    box, label, button = widgets.VBox(), widgets.Label("0"), widgets.Button("Fill")
    top = widgets.TopLevel(title="Growth")
    clicks = itertools.count(1)

    def fill() -> None:
        growing = getattr(widgets, kind)()
        for index in range(count):
            growing.append_text(f"item {index}\n")
        box.add_widget(growing, 0)
        label.set_text(f"filled {next(clicks)}")

    button.on("activated", fill)
    box.add_widget(button, 0)
    box.add_widget(label, 0)
    top.set_widget(box)
    top.show()


def log(session: Session, count: int) -> None:
    """Show a log of so many lines that goes on growing."""
    keep_log(session, count, editable=False)


def editable_log(session: Session, count: int) -> None:
    """Show one that the user may edit."""
    keep_log(session, count, editable=True)


LINES_A_SECOND = 1000


def keep_log(session: Session, limit: int, *, editable: bool) -> None:
    """Append lines as long as somebody looks, and tell each second what that takes."""
    widgets = session.get_widgets()
    box, label = widgets.VBox(), widgets.Label("Log")
    area = widgets.TextArea(editable=editable)
    area.set_limit(limit)
    box.add_widget(label, 0)
    box.add_widget(area, 1)
    top = widgets.TopLevel(title="Log", resizable=True)
    top.resize(800, 600)
    top.set_widget(box)
    top.show()
    area.set_text("".join(map(line_of, range(limit))))
    area.scroll_to_end()
    start = told = time.monotonic()
    lines = itertools.count(limit)
    due = 0
    while session.is_connected:
        time.sleep(0.01)
        now = time.monotonic()
        for _ in range(due, int((now - start) * LINES_A_SECOND)):
            area.append_text(line_of(next(lines)))
            due += 1
        if now - told >= 1:
            told = now
            print(now, time.process_time(), resident_megabytes(), flush=True)


def line_of(number: int) -> str:
    return f"{number} something happened, and it takes a line of some length to say what\n"


def resident_megabytes() -> float:
    """Return how much memory this process has in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


async def click_async(session: AsyncSession, count: int) -> None:
    """Show a button that changes a text."""
    widgets = session.get_widgets()
    box, label, button = await widgets.VBox(), await widgets.Label("0"), await widgets.Button("Go")
    top = await widgets.TopLevel(title="Click")
    counter = itertools.count(1)

    async def activated() -> None:
        await label.set_text(str(next(counter)))

    await button.on("activated", activated)
    await box.add_widget(button, 0)
    await box.add_widget(label, 0)
    await top.set_widget(box)
    await top.show()


async def labels_async(session: AsyncSession, count: int) -> None:
    """Show a button that adds labels to the window."""
    widgets = session.get_widgets()
    box, button = await widgets.VBox(spacing=4, padding=8), await widgets.Button("Add")
    top = await widgets.TopLevel(title="Labels")

    async def add() -> None:
        for index in range(count):
            await box.add_widget(await widgets.Label(f"Label {index}"), 0)

    await button.on("activated", add)
    await box.add_widget(button, 0)
    await box.add_widget(await widgets.Label("0"), 0)
    await top.set_widget(box)
    await top.show()


SYNC: dict[str, Callable[[Session, int], None]] = {
    program.__name__: program
    for program in (click, labels, slider, window, items, text, log, editable_log)
}
ASYNC = {program.__name__: program for program in (click_async, labels_async)}


def run_sync(
    program: Callable[[Session, int], None], count: int, turns: str = "per_session"
) -> None:
    """Serve a program of the sync API until the input ends."""
    app = Application(ws_port=0, http_port=0, max_sessions=None, concurrency_handling=turns)

    @app.on_connect
    def connected(session: Session) -> None:
        print(time.time(), flush=True)
        program(session, count)

    app.start()
    print(app.url, flush=True)
    sys.stdin.read()
    app.close()


async def run_async(name: str, count: int) -> None:
    """Serve a program of the async API until the input ends."""
    app = AsyncApplication(ws_port=0, http_port=0, max_sessions=None)
    app.on_connect(lambda session: ASYNC[name](session, count))
    await app.start()
    print(app.url, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await app.close()


if __name__ == "__main__":
    chosen, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if chosen in SYNC:
        run_sync(SYNC[chosen], number)
    else:
        asyncio.run(run_async(chosen, number))
