"""A table in perspective, kept by the program; says the time of day before each call.

Run as ``python -m tests.benchmarks.peer_programs.perspective_app PORT``. Its page shows what
`perspective.widget.PerspectiveWidget` shows in a notebook, by the same script, on a line to
perspective's own handler.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import perspective
import tornado.web
from perspective.handlers.tornado import PerspectiveTornadoHandler

from tests.benchmarks.table_data import pandas_table

PAGE = Path(__file__).with_name("perspective.html").read_text(encoding="utf-8")
STATIC = Path(perspective.__file__).parent / "widget" / "static"
UPDATED_ROWS = 40

server = perspective.Server()
client = server.new_local_client()
frames: dict[int, Any] = {
    count: pandas_table(count, 7_000_000_001)[0] for count in (1000, 100_000, 10**6)
}
tables: list[Any] = []


class Page(tornado.web.RequestHandler):
    """The page."""

    def get(self) -> None:
        """Send it."""
        self.write(PAGE)


class Show(tornado.web.RequestHandler):
    """Makes a table of so many rows; says what it is called."""

    def post(self, count: str) -> None:
        """Make it."""
        name = f"table {len(tables)}"
        print("start", time.time() * 1000, flush=True)
        # rows can't be changed without
        index = {"index": "id"} if int(count) == 100_000 else {}
        tables.append(client.table(frames[int(count)], name=name, **index))
        self.write(name)


class Cells(tornado.web.RequestHandler):
    """Changes what is beside the ids in the first rows."""

    def post(self, mark: str) -> None:
        """Change it."""
        print("start", time.time() * 1000, flush=True)
        rows = frames[100_000][:UPDATED_ROWS]
        changed = {"number": range(UPDATED_ROWS), "price": 0.25, "name": f"name {mark}"}
        tables[-1].update(rows.assign(**changed, day=None))


async def main(port: int) -> None:
    """Serve for ever."""
    app = tornado.web.Application(
        [
            (r"/", Page),
            (r"/show/(\d+)", Show),
            (r"/cells/(\d+)", Cells),
            (r"/line", PerspectiveTornadoHandler, {"perspective_server": server}),
            (r"/static/(.*)", tornado.web.StaticFileHandler, {"path": str(STATIC)}),
        ],
        websocket_max_message_size=1 << 30,
    )
    app.listen(port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
