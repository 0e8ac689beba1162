"""Programs that change something faster than a slow line carries.

Run as ``python -m tests.benchmarks.streams NAME``; prints its URL, and from `on_connect` on each
second what time it is on its clock, how many bytes it has made, and how many MB it takes. What it
shows is the time of day, so that a page can tell how old that is.
"""

from __future__ import annotations

import itertools
import os
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from pgwidgets.sync import Session

from .programs import resident_megabytes, run_sync

WRAP_MS = 100_000
"""Times are told modulo this: a picture has no more room for them."""

MESSAGE_BYTES = 70
"""What a call has beside its arguments."""

Show = Callable[[int], int]
"""Shows a time in ms; returns how many bytes that is."""


def label(widgets: Any) -> tuple[Any, Show]:
    """A text."""
    made = widgets.Label("0")

    def show(now: int) -> int:
        made.set_text(str(now))
        return MESSAGE_BYTES + len(str(now))

    return made, show


def progress(widgets: Any) -> tuple[Any, Show]:
    """A progress bar."""
    made = widgets.ProgressBar()

    def show(now: int) -> int:
        made.set_value(now / WRAP_MS)
        return MESSAGE_BYTES + len(str(now / WRAP_MS))

    return made, show


def pictures(widgets: Any) -> tuple[Any, Show]:
    """Pictures of 73 kB."""
    made = widgets.Image()

    def show(now: int) -> int:
        data = jpeg(1 + now % 1000, 1 + now // 1000)
        made.set_binary_image(data, "jpeg")
        return MESSAGE_BYTES + len(data)

    return made, show


PICTURE_BYTES = 73_000
FILLING = os.urandom(PICTURE_BYTES)


def jpeg(width: int, height: int) -> bytes:
    """Return a grey picture of a size that tells something, filled up with a comment."""

    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    # each table has one code, of one bit: no difference, and the end of the block
    codes = bytes([1, *[0] * 15, 0])
    blocks = -(-width // 8) * -(-height // 8)
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    comments = [FILLING[at : at + 60_000] for at in range(0, PICTURE_BYTES, 60_000)]
    return b"".join(
        [
            b"\xff\xd8",
            *(segment(0xFE, comment) for comment in comments),
            segment(0xDB, bytes([0, *[1] * 64])),
            segment(0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)),
            segment(0xC4, b"\x00" + codes),
            segment(0xC4, b"\x10" + codes),
            segment(0xDA, bytes([1, 1, 0, 0, 63, 0])),
            int(bits, 2).to_bytes(len(bits) // 8),
            b"\xff\xd9",
        ]
    )


STREAMS: dict[str, tuple[Callable[[Any], tuple[Any, Show]], int]] = {
    "label": (label, 1000),
    "progress": (progress, 100),
    "pictures": (pictures, 30),
}
"""What shows the time, and how often in a second."""


def stream(session: Session, name: str) -> None:
    """Show a button with a counter, and the time as long as somebody looks."""
    widgets = session.get_widgets()
    make, rate = STREAMS[name]
    box, counter, button = widgets.VBox(), widgets.Label("0"), widgets.Button("Click")
    clicks = itertools.count(1)
    button.on("activated", lambda: counter.set_text(str(next(clicks))))
    shown, show = make(widgets)
    for child, share in ((button, 0), (counter, 0), (shown, 1)):
        box.add_widget(child, share)
    top = widgets.TopLevel(title="Stream")
    top.resize(600, 300)
    top.set_widget(box)
    top.show()
    start = told = time.monotonic()
    count = made = 0
    while session.is_connected:
        time.sleep(0.001)
        now = time.monotonic()
        for _ in range(count, int((now - start) * rate)):
            made += show(int(time.time() * 1000) % WRAP_MS)
            count += 1
        if now - told >= 1:
            told = now
            print(now, made, resident_megabytes(), flush=True)


if __name__ == "__main__":
    # so that handlers run while the first one shows the time
    run_sync(lambda session, _: stream(session, sys.argv[1]), 0, "concurrent")
