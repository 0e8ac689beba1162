"""Tables and trees, and what users do in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.browser.widgets.bench import Gesture
from tests.browser.widgets.gestures import (
    choose,
    click,
    double,
    drag,
    each,
    hover,
    lay,
    press,
    seen,
    turn,
    write,
)

LAST = 80
"""So many rows are there, or in the first one."""

LONG = "a long text " * 100


def choices(row: Any) -> list[str]:
    """Return what may be chosen in a row."""
    del row
    return ["one", "two"]


COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "type": "string", "editable": True, "colwidth": 110},
    {"label": "Count", "key": "count", "type": "integer", "colwidth": 60},
    {"label": "Done", "key": "done", "type": "boolean", "widget": "checkbox", "colwidth": 60},
    {"label": "Open", "key": "open", "widget": "button", "text": "Open", "colwidth": 70},
    {"label": "Kind", "key": "kind", "widget": "combobox", "choices": choices, "colwidth": 80},
    {"label": "Text", "key": "text", "type": "string", "editable": True, "colwidth": 80},
]

ROW: dict[str, Any] = {
    "name": "x",
    "count": 1,
    "done": False,
    "open": "",
    "kind": "one",
    "text": LONG,
}

ROWS: dict[str, Any] = {
    "columns": COLUMNS,
    "selection_mode": "multiple",
    "rows_editable": True,
    "show_filters": True,
    "show_search": True,
}
CELLS: dict[str, Any] = {
    "columns": COLUMNS,
    "selection_mode": "multiple-cell",
    "cell_cursor": True,
}


def table(**options: Any) -> Callable[[Any], Any]:
    """Return what makes a table with many rows."""
    return lambda W: W.TableView(data=[ROW] * LAST, **options)


def tree(**options: Any) -> Callable[[Any], Any]:
    """Return what makes a tree with many rows in its first one, which is open."""

    def make(W: Any) -> Any:
        made = W.TreeView(**options)
        made.set_tree({"row0": {f"row{number}": ROW for number in range(1, LAST + 1)}})
        made.expand_item(["row0"])
        return made

    return make


def cell(key: str, row: int = 1) -> str:
    """Return the selector of a cell."""
    return f'.pg-row[data-key="row{row}"] > [data-column="{key}"]'


def head(key: str) -> str:
    """Return the selector of the name of a column."""
    return f'.pg-head-cell[data-column="{key}"]'


def in_head(*keys: str) -> Gesture:
    """Press keys at the name of the second column: the first of a tree stays where it is."""
    return each(
        click(cell("name", 0)), press("Control+Home", "ArrowUp", "ArrowUp", "ArrowRight", *keys)
    )


def of_head(name: str) -> Gesture:
    """Choose something of the menu of a column."""
    return each(click(head("count"), button="right"), choose(name))


def in_table(cells: Callable[[Any], Any], rows: Callable[[Any], Any]) -> dict[str, Gesture]:
    """Return what users do in tables, by what comes of it.

    Parameters
    ----------
    cells, rows : callable
        Makes one of which cells are selected, and one of which rows are.
    """
    number, name = cell("count"), cell("name")
    of_cells = {
        "cell_selected choose_cells": click(number),
        "cut": each(click(name), press("Control+x")),
        "fill_cells": each(click(name), press("Control+a", "Control+d")),
        "spread_cells": each(click(name), drag(".pg-fill-handle", 0, 40)),
        "paste paste_text": each(
            click(cell("text", 2)), press("Control+c"), click(name), press("Control+v")
        ),
    }
    of_rows = {
        "selected choose_rows": click(number),
        "copy copy_cells": each(click(number), press("Control+c")),
        "rows_inserted insert_rows": each(click(number), press("Insert")),
        "duplicate_rows": each(click(number), press("Control+Shift+d")),
        "rows_deleted delete_rows": each(click(number), press("Control+Delete")),
        "rows_moved shift_rows": each(click(number), press("Alt+Shift+ArrowDown")),
        "activated operate": double(number),
        "sorted arrange": click(head("count")),
        "cell_edited edit_cells changed revert": each(
            double(name), press("y", "Enter", "Control+z")
        ),
        "scrolled": turn(0, 60, ".pg-grid-scroller"),
        "cell_action press": click(f"{cell('open')} >> button"),
        "ask_choices": each(double(cell("kind")), press("Escape")),
        "read_text": each(double(cell("text")), press("Escape")),
        "resize_column": in_head("Shift+ArrowRight"),
        "columns_moved move_column": in_head("Alt+Shift+ArrowRight"),
        "columns_hidden hide_column": of_head("Hide"),
        "export_csv": of_head("Download as CSV"),
        "filtered filter_rows unfilter": each(
            write("y", '[aria-label="Filter Name"]'), click(".pg-filter-strip >> button")
        ),
        "ask_values": press("Alt+ArrowDown", inner='[aria-label="Filter Name"]'),
        "search_rows": write("x", '[aria-label="Search all rows"]'),
    }
    return {**laid(cells, of_cells), **laid(rows, of_rows)}


def dragged(rows: Callable[[Any], Any]) -> dict[str, Gesture]:
    """Return what users do with the handle of a row."""
    return laid(rows, {"move_rows": each(hover(cell("count")), drag(".pg-row-grip", 0, 50))})


def in_tree(rows: Callable[[Any], Any]) -> dict[str, Gesture]:
    """Return what users do in trees, and not in tables."""
    top = cell("name", 0)
    fold = click(f"{top} >> .pg-expander")
    return laid(
        rows,
        {
            "collapsed expanded fold": each(fold, fold),
            "insert_inside": each(click(top), press("Alt+Insert")),
            "climb": each(
                click(cell("count")),
                press("Control+End"),
                seen(cell("count", LAST)),
                press("Alt+ArrowLeft"),
            ),
        },
    )


def laid(make: Callable[[Any], Any], gestures: Mapping[str, Gesture]) -> dict[str, Gesture]:
    """Return gestures in front of a new widget, by each of the callbacks that they bring about."""
    found = {names: each(lay(make), gesture) for names, gesture in gestures.items()}
    return {name: gesture for names, gesture in found.items() for name in names.split()}
