"""A window with many of the widgets, served as a standalone program.

Run it with ``python -m pgwidgets.demo`` and open the URL that it prints. Every browser gets a
window of its own.
"""

from __future__ import annotations

import argparse
import math
import struct
import webbrowser
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from pgwidgets.errors import PortInUseError
from pgwidgets.sync import Application, Session
from pgwidgets.sync import Widgets as W  # noqa: N817  # as namespaces are called

PICTURE_SIZE = (240, 150)
"""Width and height of the computed picture, in px."""

PALETTES: dict[str, Callable[[float], tuple[float, float, float]]] = {
    "Lagoon": lambda v: (0.10 + 0.25 * v, 0.30 + 0.50 * v, 0.55 + 0.35 * v),
    "Ember": lambda v: (0.25 + 0.72 * v, 0.10 + 0.55 * v * v, 0.18 + 0.10 * v),
    "Slate": lambda v: (0.18 + 0.62 * v, 0.20 + 0.63 * v, 0.24 + 0.64 * v),
}

GREETINGS = "Ahoj\nBonjour\nCiao\nHallo\nHej\nHello\nHola\nOlá"

STEP_SECONDS = 0.05
"""How often the progress bar moves."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the demo until Ctrl-C.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the command line.
    """
    options = parse(arguments)
    app = Application(ws_port=0, http_port=options.port, host=options.host, max_sessions=None)
    app.on_connect(build)
    try:
        app.start()
    except PortInUseError:
        raise SystemExit(
            f"port {options.port} is in use; choose another with --port, or 0 for any free one"
        ) from None
    print(f"The demo is at {app.url} (Ctrl-C ends it)", flush=True)  # noqa: T201  # it's a command
    if options.open:
        webbrowser.open(app.url)
    app.run()


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = argparse.ArgumentParser(
        prog="python -m pgwidgets.demo", description="Show what the widgets look like."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (%(default)s)")
    parser.add_argument("--port", type=int, default=9501, help="port, 0 for any (%(default)s)")
    parser.add_argument("--open", action="store_true", help="open it in a browser")
    return parser.parse_args(arguments)


def build(session: Session) -> None:
    """Make the window."""
    status = W.Label(session, "Try something: every click runs Python.", padding=(6, 10))
    tabs = W.TabWidget(session)
    pages = {
        "Choices": choices_page,
        "Numbers": numbers_page,
        "Text": text_page,
        "Picture": picture_page,
    }
    for title, make in pages.items():
        tabs.add_widget(make(session, status.set_text), {"title": title})
    content = W.VBox(session, spacing=0)
    top = W.TopLevel(
        session,
        title="pgwidgets",
        resizable=True,
        closeable=False,
        minimizable=True,
        maximizable=True,
    )
    content.add_widget(menu_bar(session, status), 0)
    content.add_widget(tabs, 1)
    content.add_widget(status, 0)
    top.set_widget(content)
    top.resize(560, 420)
    top.show()


Report = Callable[[str], None]


def menu_bar(session: Session, status: W.Label) -> W.MenuBar:
    """Return a menu bar with a dialog behind one of its entries."""
    about = W.Dialog(session, "About", ["Close"], autoclose=True, modal=True, padding=14)
    about.add_widget(
        W.Label(session, "Made of plain Python. Open this page twice: each has its own window.")
    )
    bar = W.MenuBar(session)
    view = bar.add_name("View")
    bold = view.add_name("Bold status", checkable=True)
    bold.on("activated", lambda on: status.set_font(weight="bold" if on else "normal"))
    view.add_separator()
    sizes = view.add_menu("Status size")
    for name, size in (("Small", 11), ("Normal", 13), ("Large", 16)):
        sizes.add_name(name).on("activated", lambda size=size: status.set_font(size=size))
    bar.add_name("Help").add_name("About…").on("activated", about.popup)
    return bar


def choices_page(session: Session, report: Report) -> W.HBox:
    """Return buttons, and the widgets that choose among a few things."""
    count = 0

    def click() -> None:
        nonlocal count
        count += 1
        report(f"Clicked {count} time{'s' if count > 1 else ''}")

    button = W.Button(session, "Click me")
    button.on("activated", click)
    lamp = W.ToggleButton(session, "Lamp")
    lamp.on("activated", lambda on: report(f"The lamp is {'on' if on else 'off'}"))
    boxes = [W.CheckBox(session, name) for name in ("Wind", "Waves", "Current")]
    for box in boxes:
        box.on("activated", lambda *_: report("Shown: " + (chosen(boxes) or "nothing")))
    left = column(session, [button, lamp, *boxes])

    radios = [W.RadioButton(session, name, group="size") for name in ("Small", "Medium", "Large")]
    for radio, name in zip(radios, ("Small", "Medium", "Large"), strict=True):
        radio.on("activated", lambda on, name=name: report(f"Size: {name}") if on else None)
    radios[1].set_state(True)
    combo = W.ComboBox(session)
    for city in ("Bergen", "Hobart", "Ushuaia", "Valparaíso"):
        combo.append_text(city)
    combo.set_index(0)
    combo.on("activated", lambda _, text: report(f"Harbour: {text}"))
    right = column(session, [*radios, combo])
    return row(session, [framed(session, "Do", left), framed(session, "Choose", right)])


def chosen(boxes: Sequence[W.CheckBox]) -> str:
    """Return the names of the boxes that are ticked."""
    names = ("wind", "waves", "current")
    return ", ".join(name for name, box in zip(names, boxes, strict=True) if box.get_state())


def numbers_page(session: Session, report: Report) -> W.VBox:
    """Return a slider and a spin box that follow each other, and a progress bar on a timer."""
    slider = W.Slider(session, min=0, max=100, value=30, track=True, show_value=True)
    spin = W.SpinBox(session, min=0, max=100, value=30)

    def change(value: float) -> None:
        slider.set_value(value)
        spin.set_value(value)
        report(f"Value: {value:g}")

    slider.on("activated", change)
    spin.on("activated", change)
    together = row(session, [slider, spin], stretches=[1, 0])

    bar = W.ProgressBar(session, value=0.0)
    timer = session.make_timer(STEP_SECONDS)
    start = W.ToggleButton(session, "Run")

    def step() -> None:
        bar.set_value((bar.get_value() + 0.01) % 1.0)
        if start.get_state():
            timer.start()

    def switch(on: bool) -> None:
        if on:
            timer.start()
        else:
            timer.stop()
        report("Running" if on else f"Stopped at {bar.get_value():.0%}")

    timer.on("expired", step)
    start.on("activated", switch)

    progress = row(session, [bar, start], stretches=[1, 0])
    return column(
        session,
        [framed(session, "One value, two widgets", together), framed(session, "Work", progress)],
    )


def text_page(session: Session, report: Report) -> W.Splitter:
    """Return an entry beside a text area."""
    area = W.TextArea(session, GREETINGS)
    area.on("modified", lambda text: report(f"{len(text.splitlines())} lines"))
    entry = W.TextEntry(session, linehistory=10)
    entry.set_tooltip("Enter adds a line; the arrow keys bring back earlier ones")

    def add(text: str) -> None:
        area.append_text(f"\n{text}")
        entry.clear()
        report(f"Added {text!r}")

    entry.on("activated", add)
    left = column(session, [W.Label(session, "Add a greeting and press Enter:"), entry])
    splitter = W.Splitter(session, orientation="horizontal")
    splitter.add_widget(left)
    splitter.add_widget(area)
    splitter.set_sizes([220, 300])
    return splitter


def picture_page(session: Session, report: Report) -> W.VBox:
    """Return a picture that Python computes anew whenever a slider moves."""
    image = W.Image(session)
    waves = W.Slider(session, min=1, max=12, value=4, track=True, show_value=True)
    palette = W.ComboBox(session)
    for name in PALETTES:
        palette.append_text(name)
    palette.set_index(0)

    def draw(*_: Any) -> None:
        data = ripples(waves.get_value(), palette.get_text())
        image.set_binary_image(data, "png")
        report(f"{len(data) / 1000:.1f} kB of PNG")

    image.set_binary_image(ripples(4, "Lagoon"), "png")
    waves.on("activated", draw)
    palette.on("activated", draw)
    controls = row(
        session, [W.Label(session, "Waves"), waves, palette], stretches=[0, 1, 0], padding=0
    )
    return column(session, [controls, image], stretches=[0, 1])


def ripples(waves: float, palette: str) -> bytes:
    """Return a picture of two sources of waves as a PNG.

    Parameters
    ----------
    waves : float
        How many waves fit between the sources.
    palette : str
        A key of `PALETTES`.
    """
    width, height = PICTURE_SIZE
    color = PALETTES[palette]
    shades = [bytes(round(255 * part) for part in color(step / 255)) for step in range(256)]
    scale = 4 * math.pi * waves / width
    rows = []
    for y in range(height):
        vertical = (y - height / 2) ** 2
        near = [math.sin(scale * math.sqrt((x - width / 4) ** 2 + vertical)) for x in range(width)]
        # the other source mirrors the first
        pairs = zip(near, reversed(near), strict=True)
        rows.append(b"\0" + b"".join(shades[int(127 + 63 * (a + b))] for a, b in pairs))
    return png(width, height, b"".join(rows))


def png(width: int, height: int, rows: bytes) -> bytes:
    """Pack rows of RGB pixels, each after a byte for its filter, into a PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def framed(session: Session, title: str, child: W.VisualWidget) -> W.Frame:
    """Return a titled frame around a widget."""
    frame = W.Frame(session, title=title)
    frame.set_widget(child)
    return frame


def row(
    session: Session,
    children: Sequence[W.VisualWidget],
    stretches: Sequence[float] | None = None,
    padding: float = 10,
) -> W.HBox:
    """Return widgets side by side; without stretches they share the width evenly."""
    box = W.HBox(session, spacing=10, padding=padding)
    for child, stretch in zip(children, stretches or [1] * len(children), strict=True):
        box.add_widget(child, stretch)
    return box


def column(
    session: Session,
    children: Sequence[W.VisualWidget],
    stretches: Sequence[float] | None = None,
) -> W.VBox:
    """Return widgets below one another; without stretches each has its own height."""
    box = W.VBox(session, spacing=10, padding=10)
    for child, stretch in zip(children, stretches or [0] * len(children), strict=True):
        box.add_widget(child, stretch)
    return box


if __name__ == "__main__":
    main()
