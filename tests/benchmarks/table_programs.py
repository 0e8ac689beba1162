"""A table, and a tree, that do what they are told on the standard input.

Run as ``python -m tests.benchmarks.table_programs``; prints its URL, and for each line with the
name of a deed and its arguments what came of it: the time of day in ms at which it began.
"""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path
from typing import Any

from pgwidgets.sync import Application, Session

from .programs import resident_megabytes
from .table_data import KINDS, tree

UPDATED_ROWS = 40
"""Of which five cells each change at once."""

MEGABYTE = 1e6


class Desk:
    """The window, and what can be done in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        widgets = session.get_widgets()
        box, label, button = widgets.VBox(), widgets.Label("0"), widgets.Button("Click")
        counter = itertools.count(1)
        button.on("activated", lambda: label.set_text(str(next(counter))))
        self._table = widgets.TableView(selection_mode="multiple")
        self._tree = widgets.TreeView()
        for child, share in ((button, 0), (label, 0), (self._table, 1), (self._tree, 1)):
            box.add_widget(child, share)
        self._tree.hide()
        top = widgets.TopLevel(title="Table", resizable=True)
        top.resize(900, 700)
        top.set_position(10, 10)
        top.set_widget(box)
        top.show()
        # what is shown next, and how many bytes it is
        self._held: Any = None
        self._size = 0

    # -- tables ----------------------------------------------------------------------

    def hold(self, kind: str, count: str, start: str) -> int:
        """Make a table; returns how many bytes it is."""
        self._held, self._size = KINDS[kind](int(count), int(start))
        return self._size

    def set(self) -> float:
        """Show it."""
        start = now()
        self._table.set_data(self._held)
        return start

    def cells(self, mark: str) -> float:
        """Set 200 cells of the first rows."""
        text = f"name {mark}"
        start = now()
        with self._session.batch():
            for row in range(UPDATED_ROWS):
                number = int(mark) + row
                values = (number, number, number / 4, text, None)
                for column, value in enumerate(values):
                    self._table.set_cell(row, column, value)
        return start

    def stream(self, seconds: str, a_second: str, last: str) -> str:
        """Set so many cells in each second, in the first rows and all over; tells what it took.

        Behind all of them the first cell is set.
        """
        rows = self._table.get_row_count()
        start = time.monotonic()
        work, memory = time.process_time(), resident_megabytes()
        done = 0
        while (passed := time.monotonic() - start) < float(seconds):
            with self._session.batch():
                for number in range(done, int(passed * int(a_second))):
                    row = number % 20 if number % 2 else number * 7919 % rows
                    self._table.set_cell(row, 1, number)
                    done += 1
            time.sleep(0.005)
        with self._session.batch():
            self._table.set_cell(0, 0, int(last))
        share = (time.process_time() - work) / passed
        return f"{resident_megabytes() - memory} {100 * share} {done / passed}"

    # -- trees -----------------------------------------------------------------------

    def plant(self, groups: str, each: str, start: str) -> int:
        """Make a tree, and show no table."""
        self._table.hide()
        self._tree.show()
        self._held = tree(int(groups), int(each), int(start))
        return 0

    def grow(self) -> float:
        """Show it."""
        start = now()
        self._tree.set_tree(self._held)
        return start

    def fold(self) -> int:
        """Close all branches: they would be open in the next tree, too."""
        self._tree.collapse_all()
        return 0

    def expand(self) -> float:
        """Open all branches."""
        start = now()
        self._tree.expand_all()
        return start

    def alter(self, group: str, item: str) -> int:
        """Have one leaf of the tree that was made be another one."""
        self._held[f"group {int(group):03}"][f"item {int(item):06}"] = {"id": -1, "price": -1.0}
        return 0

    def both(self) -> float:
        """Show it, and open all branches."""
        start = now()
        with self._session.batch():
            self._tree.set_tree(self._held)
            self._tree.expand_all()
        return start

    def update(self) -> float:
        """Make the tree like the one that was made last; returns how many ms that took."""
        start = now()
        self._tree.update_tree(self._held)
        return now() - start

    # -- memory ----------------------------------------------------------------------

    def level(self) -> float:
        """Begin to look for the most memory that this process takes; returns MB."""
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        return resident_megabytes()

    def peak(self) -> float:
        """Return that, in MB."""
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        (line,) = (line for line in lines if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / MEGABYTE


def now() -> float:
    """Return the time of day in ms."""
    return time.time() * 1000


def main() -> None:
    """Do what is told until the input ends."""
    app = Application(ws_port=0, http_port=0, max_sessions=None)
    app.start()
    session = app.create_session()
    desk = Desk(session)
    print(session.get_url(), flush=True)
    for line in sys.stdin:
        deed, *arguments = line.split()
        print(getattr(desk, deed)(*arguments), flush=True)
    app.close()


if __name__ == "__main__":
    main()
