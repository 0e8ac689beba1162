"""A table in Panel, in pages that the program sends; says the time of day before each call.

Run as ``python -m tests.benchmarks.peer_programs.panel_app PORT``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import panel as pn

from tests.benchmarks.table_data import pandas_table

UPDATED_ROWS = 40
BUSY_SECONDS = 4

pn.extension("tabulator")
held: dict[int, Any] = {count: pandas_table(count, 7_000_000_001)[0] for count in (1000, 10**6)}
held[100_000] = pandas_table(100_000, 7_000_000_001)[0]


def app() -> Any:
    """Return a page: buttons, and the table."""
    options = {"pagination": "remote", "page_size": 20, "show_index": False, "height": 640}
    table = pn.widgets.Tabulator(held[1000], **options)
    marks = iter(range(4_001_000, 5_000_000, 1000))

    def show(count: int) -> None:
        table.value = held[count]

    def cells() -> None:
        mark = next(marks)
        rows = range(UPDATED_ROWS)
        values: dict[str, list[tuple[int, Any]]] = {
            key: [(row, row) for row in rows] for key in ("id", "number", "price")
        }
        values["name"] = [(row, f"name {mark}") for row in rows]
        values["day"] = [(row, None) for row in rows]
        table.patch(values)

    def spin() -> None:
        end = time.monotonic() + BUSY_SECONDS
        while time.monotonic() < end:
            pass

    def button(name: str, deed: Callable[[], None]) -> Any:
        def clicked(event: object) -> None:
            del event
            print("start", time.time() * 1000, flush=True)
            deed()

        return pn.widgets.Button(name=name, on_click=clicked)

    return pn.Column(
        pn.Row(
            button("Million", lambda: show(10**6)),
            button("Fewer", lambda: show(100_000)),
            button("Few", lambda: show(1000)),
            button("Cells", cells),
            button("Spin", spin),
        ),
        table,
    )


if __name__ == "__main__":
    pn.serve(app, port=int(sys.argv[1]), show=False, autoreload=False)
