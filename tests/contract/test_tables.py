"""Tables: each method of them does the same in both APIs."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.catalog.methods import Query
from pgwidgets.catalog.registry import declarations
from pgwidgets.model.documents import shown_rows
from tests.contract.browsers import Browser
from tests.contract.driver import DEADLINE, Program, contract, on_hosts

COLUMNS: list[Any] = [
    "name",
    {"label": "Price", "key": "price", "type": "number", "editable": True},
]
ROWS = [{"name": "pear", "price": 2.5}, {"name": "apple", "price": 1.0}, {"name": "fig"}]


async def made(program: Program, **options: Any) -> tuple[Any, Browser]:
    """Return a table with some rows, and a browser that shows it."""
    session, browser = await program.shown()
    given = {"columns": COLUMNS, "data": ROWS, "selection_mode": "multiple", **options}
    table = await program.do(session.get_widgets().TableView(**given))
    return table, browser


def names(table: Any) -> list[Any]:
    """Return the first column, in the order of the data."""
    return [row.get("name") for row in table.get_data()]


async def shown(program: Program, table: Any, browser: Browser) -> list[Any]:
    """Return the first column as the browser shows it."""
    await program.do(table.session.flush())
    return [row[2][0] for row in browser.widget(table).state["data"]["rows"]]


@contract
async def test_rows(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    assert (table.get_row_count(), table.get_column_count()) == (3, 2)
    assert await do(table.append_row(["kiwi", 3])) == ["row3"]
    assert await do(table.insert_row(0, {"name": "plum"})) == ["row4"]
    await do(table.delete_row(-1))
    await do(table.set_cell(1, 0, "quince"))
    assert names(table) == ["plum", "quince", "apple", "fig"]
    assert await shown(program, table, browser) == ["plum", "quince", "apple", "fig"]
    await do(table.update_rows([{"name": "plum"}, {"name": "quince", "price": 9}]))
    await do(table.update_data([{"name": "plum"}, {"name": "date", "price": 9}, {"name": "nut"}]))
    assert names(table) == ["plum", "date", "nut"]
    await do(table.set_rows([["a", 1], ["b"]]))
    assert [list(row) for row in table.get_data()] == [["a", 1], ["b"]]
    await do(table.set_data(ROWS))
    assert table.get_data() == ROWS
    await do(table.clear())
    assert (table.get_row_count(), table.get_column_count()) == (0, 2)
    assert await shown(program, table, browser) == []


@contract
async def test_columns(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    await do(table.insert_column(1, {"label": "Note", "key": "note"}))
    await do(table.append_column("origin"))
    await do(table.delete_column(0))
    await do(table.set_column_width(1, "2fr"))
    await do(table.set_column_editable(0, True))
    await do(table.session.flush())
    told = browser.widget(table).state["columns"]
    assert [column["key"] for column in told] == ["note", "price", "origin"]
    assert [column["editable"] for column in told] == [True, True, False]
    assert told[1]["colwidth"] == "2fr"
    assert (told[1]["type"], told[1]["halign"], told[0]["halign"]) == ("float", "right", "left")
    await do(table.set_optimal_column_widths())
    await do(table.set_editable(False))
    await do(table.session.flush())
    told = browser.widget(table).state["columns"]
    assert {column["colwidth"] for column in told} == {"max-content"}
    assert not any(column["editable"] for column in told)
    await do(table.set_columns(["price", "name"]))
    assert table.get_column_count() == 2
    assert table.get_column_widths() in ([], ())


@contract
async def test_looks(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    await do(table.set_header_font("serif", size=20))
    await do(table.set_row_spacing(3))
    await do(table.set_column_spacing(4))
    await do(table.set_show_grid(True))
    await do(table.set_show_row_numbers(True))
    await do(table.set_sortable(False))
    await do(table.set_cell_color(["row0"], "name", fg="red"))
    await do(table.set_row_color(["row1"], bg="gold", bold=True))
    await do(table.set_column_color("price", fg="blue"))
    await do(table.set_table_color(bg="ivory"))
    await do(table.session.flush())
    state = browser.widget(table).state
    assert (state["header_font"], state["header_font_size"]) == ("serif", 20)
    assert (state["row_spacing"], state["column_spacing"]) == (3, 4)
    assert (state["show_grid"], state["show_row_numbers"], state["sortable"]) == (True, True, False)
    data = state["data"]
    assert data["looks"] == {
        "columns": {"price": ["blue", None, None]},
        "table": [None, "ivory", None],
    }
    looks = [row[3] for row in data["rows"]]
    assert looks == [{"name": ["red", None, None]}, {"": [None, "gold", True]}, None]
    await do(table.clear_cell_color(["row0"], "name"))
    await do(table.clear_row_color(["row1"]))
    await do(table.clear_column_color("price"))
    await do(table.set_colors({"rows": [{"path": ["row2"], "fg": "green"}]}))
    await do(table.session.flush())
    data = browser.widget(table).state["data"]
    assert [row[3] for row in data["rows"]] == [None, None, {"": ["green", None, None]}]
    await do(table.set_colors({"clear": True, "table": {"bold": True}}))
    await do(table.clear_all_colors())
    await do(table.session.flush())
    data = browser.widget(table).state["data"]
    assert (data["looks"], [row[3] for row in data["rows"]]) == ({}, [None, None, None])


@contract
async def test_selected_rows(program: Program) -> None:
    table, _ = await made(program)
    do = program.do
    await do(table.set_selected([["row1"]]))
    assert table.get_selected() == [
        {"path": ["row1"], "values": {"name": "apple", "price": 1.0}},
    ]
    await do(table.select_path(["row0"]))
    await do(table.select_paths([["row0"], ["row1"]], False))
    await do(table.select_paths([["row2"], ["row1"]]))
    assert [item["path"] for item in table.get_selected()] == [["row1"], ["row2"]]
    await do(table.set_selected(table.get_selected()[:1]))
    await do(table.select_all())
    assert len(table.get_selected()) == 3
    await do(table.clear_selection())
    assert table.get_selected() == []
    with pytest.raises(ValueError, match="no row has the key 'row9'"):
        await do(table.select_path(["row9"]))
    with pytest.raises(ValueError, match="selection_mode"):
        await do(table.select_cell(["row0"], "name"))


@contract
async def test_selected_cells(program: Program) -> None:
    table, _ = await made(program, selection_mode="multiple-cell")
    do = program.do
    await do(table.select_cell(["row0"], "name"))
    await do(table.select_cells([(["row1"], "name"), {"path": ["row1"], "col_key": "price"}]))
    await do(table.select_cell(["row0"], "name", False))
    assert table.get_selected_cells() == [
        {"path": ["row1"], "col_key": "name", "value": "apple"},
        {"path": ["row1"], "col_key": "price", "value": 1.0},
    ]
    await do(table.clear_cell_selection())
    assert table.get_selected_cells() == []


@contract
async def test_the_view(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    await do(table.sort_by_column(0))
    assert await shown(program, table, browser) == ["apple", "fig", "pear"]
    await do(table.sort_by_column(1, False))
    assert await shown(program, table, browser) == ["pear", "apple", "fig"]
    assert names(table) == ["pear", "apple", "fig"]
    await do(table.scroll_to_path(["row2"]))
    await do(table.scroll_to_end())
    assert browser.widget(table).called("scroll_to_path") == [[["row2"], 2]]
    assert table.get_scroll_position() == (0.0, 1.0)
    await do(table.set_scroll_position(v_pct=0.5))
    assert table.get_scroll_position() == (0.0, 0.5)
    await do(table.sort_by_column(None))
    assert await shown(program, table, browser) == ["pear", "apple", "fig"]


@contract
async def test_what_was_edited(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    other = await program.join(table.session)
    assert (table.can_undo(), table.can_redo()) == (False, False)
    await browser.fire(table, "edit_cells", [[0, "price", "3"], [1, "price", "4"]], "paste")
    await other.fire(table, "edit_cells", [[2, "price", "5"]], "edit")
    await program.until(lambda: table.get_changes()["edited"][2:])
    assert table.get_changes() == {
        "edited": [
            edited(0, "pear", 2.5, 3.0),
            edited(1, "apple", 1.0, 4.0),
            edited(2, "fig", None, 5.0),
        ],
        "inserted": [],
        "moved": [],
        "deleted": [],
    }
    # each browser has its own steps, and the program the last one of all
    await browser.fire(table, "revert", "undo")
    await program.until(lambda: not table.get_changes()["edited"][1:])
    await do(table.set_cell(2, 1, 6.0))
    assert await do(table.undo()) == [
        {"path": ["row2"], "col_key": "price", "reason": "It was changed since."}
    ]
    assert (table.can_undo(), table.can_redo()) == (False, True)
    assert await do(table.redo()) == []
    assert [row.get("price") for row in table.get_data()] == [3.0, 4.0, 6.0]
    assert len((await do(table.mark_changes()))["edited"]) == 3
    await do(table.delete_row(0))
    await do(table.append_row(["date"]))
    assert table.get_changes() == {
        "edited": [],
        "inserted": [{"path": ["row3"], "values": {"name": "date"}}],
        "moved": [],
        "deleted": [{"path": ["row0"], "values": {"name": "pear", "price": 3.0}}],
    }


def edited(row: int, name: str, old: float | None, new: float) -> dict[str, Any]:
    return {
        "path": [f"row{row}"],
        "values": {"name": name, "price": new},
        "old": {"price": old},
        "new": {"price": new},
    }


@contract
async def test_what_users_type_is_looked_at_first(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    counted: list[int] = []
    given: list[Any] = []

    async def validate(path: list[str], col_key: str, old: Any, new: Any) -> Any:
        await program.breathe()
        # others go on meanwhile
        counting = threading.Thread(target=lambda: counted.append(table.get_row_count()))
        counting.start()
        counting.join(DEADLINE)
        given.append((path, col_key, old, new))
        if new > 9:
            raise ValueError("That is too much.")
        return new * 2

    edited: list[Any] = []
    await do(table.set_validator(program.handler(validate)))
    await do(table.on("cell_edited", lambda *args: edited.append(args)))
    typed = [[0, "price", "3"], [1, "price", "10"], [2, "price", "4"]]
    await browser.fire(table, "edit_cells", typed, "paste")
    await program.until(lambda: len(edited) == 2)
    assert given[1] == (["row1"], "price", 1.0, 10.0)
    assert (len(given), counted) == (3, [3, 3, 3])
    assert edited == [(["row0"], "price", 2.5, 6.0), (["row2"], "price", None, 8.0)]
    assert (await do(table.undo()), names(table)) == ([], ["pear", "apple", "fig"])
    assert table.get_data() == ROWS


@on_hosts("script", "async", modes=("per_session", "concurrent"))
async def test_what_takes_long_to_look_at_waits(program: Program) -> None:
    table, browser = await made(program)
    other = await program.join(table.session)
    gate: list[bool] = []

    async def validate(path: list[str], col_key: str, old: Any, new: Any) -> None:
        while not gate:
            await program.breathe()

    columns = [
        {**COLUMNS[1], "validate": program.handler(validate)},
        {"key": "n", "editable": True},
    ]
    await program.do(table.set_columns(columns))
    await browser.fire(table, "edit_cells", [[0, "price", "3"]], "edit")
    await other.fire(table, "edit_cells", [[0, "n", "x"]], "edit")
    await program.until(lambda: table.get_changes()["edited"])
    assert table.get_changes()["edited"][0]["new"] == {"n": "x"}
    gate.append(True)
    await program.until(lambda: table.get_data()[0]["price"] == 3.0)


@contract
async def test_rows_of_users(program: Program) -> None:
    async def choices(row: dict[str, Any]) -> list[str]:
        return ["pear", str(row["price"])]

    offered: Any = choices if program.is_async else lambda row: ["pear", str(row["price"])]
    columns = [
        {"key": "name", "editable": lambda row: row["price"] != 2.5, "choices": offered},
        "price",
    ]
    table, browser = await made(program, columns=columns)
    do = program.do
    events: list[Any] = []
    for action in ("rows_inserted", "rows_moved", "rows_deleted"):
        table.on(action, lambda items, action: events.append((action, len(items))), action)
    # one that is not allowed, and one that comes after it
    await browser.fire(table, "insert_rows", 0, "after", 1)
    await browser.fire(table, "choose_rows", "set", 0, None)
    await program.until(table.get_selected)
    assert events == []
    await do(table.set_rows_editable(True))
    await do(table.set_new_row(lambda: {"name": "new", "price": 7.0}))
    await browser.fire(table, "insert_rows", 0, "after", 1)
    await program.until(lambda: len(events) == 1)
    await browser.fire(table, "edit_cells", [[0, "name", "7.0"], [3, "name", "7.0"]], "paste")
    await program.until(lambda: names(table)[1] == "7.0")
    await browser.fire(table, "move_rows", [3], 0, "before")
    await browser.fire(table, "delete_rows", [1, 2])
    await program.until(lambda: len(events) == 3)
    assert events == [("rows_inserted", 1), ("rows_moved", 1), ("rows_deleted", 2)]
    assert names(table) == ["7.0", "pear"]
    assert await shown(program, table, browser) == ["7.0", {"of": "pear", "editable": False}]


@contract
async def test_filters(program: Program) -> None:
    table, browser = await made(program, show_filters=True)
    do = program.do
    await do(table.set_show_filters(True))
    await do(table.set_show_search(True))
    await do(table.set_filter(1, {"from": 1, "to": 2.5}))
    await do(table.set_filter(0, "P"))
    assert table.get_filters() == {
        "price": {"from": 1, "to": 2.5},
        "name": {"contains": "P"},
    }
    assert await shown(program, table, browser) == ["pear", "apple"]
    await do(table.sort_by_column(0))
    await do(table.set_search("EA  2.5"))
    assert (table.get_search(), table.get_shown_count()) == ("EA  2.5", 1)
    assert await shown(program, table, browser) == ["pear"]
    assert browser.widget(table).state["data"]["filters"] == {
        "price": ["1..2.5", ""],
        "name": ["P", ""],
    }
    # the data, and what is not seen of it, is as it was
    assert table.get_data() == ROWS
    await do(table.select_all())
    assert [item["path"] for item in table.get_selected()] == [["row0"]]
    with pytest.raises(ValueError, match="'row2' does not show"):
        await do(table.scroll_to_path(["row2"]))
    await do(table.update_data([{"name": "pear", "price": 3}, *ROWS[1:]]))
    assert table.get_shown_count() == 0
    # what was selected is, as soon as it shows again
    await do(table.clear_filters())
    assert await shown(program, table, browser) == ["apple", "fig", "pear"]
    assert [item["path"] for item in table.get_selected()] == [["row0"]]
    await do(table.set_filter(1, {"missing": True}))
    await do(table.set_filter(0, None))
    assert await shown(program, table, browser) == ["fig"]
    with pytest.raises(TypeError, match="must have a number as 'from', not 'x'"):
        await do(table.set_filter(1, {"from": "x"}))
    with pytest.raises(ValueError, match="did you mean 'contains'"):
        await do(table.set_filter(0, {"contain": "x"}))
    with pytest.raises(ValueError, match="'much' is not a number"):
        await do(table.set_filter(1, ">much"))
    assert table.get_filters() == {"price": {"missing": True}}
    await do(table.delete_column(1))
    assert (table.get_filters(), table.get_shown_count()) == ({}, 3)


@contract
async def test_large_tables_are_arranged_meanwhile(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, browser = await made(program)
    do = program.do
    monkeypatch.setattr(shown_rows, "AT_ONCE", 2)
    await do(table.sort_by_column(0))
    await do(table.set_filter(0, "p"))
    await do(table.append_row({"name": "plum"}))
    while table.get_shown_count() != 3:
        await do(table.session.flush())
    assert await shown(program, table, browser) == ["apple", "pear", "plum"]
    table.session.destroy()


@contract
async def test_what_is_wrong_is_said_and_changes_nothing(program: Program) -> None:
    session = await program.session()
    make, do = session.get_widgets(), program.do
    table = await do(make.TableView(columns=COLUMNS, data=ROWS))
    with pytest.raises(ValueError, match="no row has the index 3: 0 to 2"):
        await do(table.delete_row(3))
    with pytest.raises(ValueError, match="no column has the index 2: 0 to 1"):
        await do(table.set_cell(0, 2, "x"))
    with pytest.raises(ValueError, match="did you mean 'price'"):
        await do(table.set_column_color("prize", fg="red"))
    with pytest.raises(ValueError, match="at most 2 values"):
        await do(table.append_row([1, 2, 3]))
    with pytest.raises(TypeError, match=r"set_data\(\): data must be a list of rows"):
        await do(table.set_data(5))
    with pytest.raises(ValueError, match="keys that differ"):
        make.TableView(columns=["a", "a"])
    with pytest.raises(ValueError, match="must be one of"):
        make.TableView(columns=[{"label": "a", "widget": "chekbox"}])
    assert table.get_data() == ROWS


@contract
async def test_formats_and_lines(program: Program) -> None:
    table, browser = await made(program)
    do = program.do
    await do(table.set_column_format(1, {"decimals": 2, "suffix": " kg"}))
    await do(table.set_column_wrap(0, 2))
    await do(table.session.flush())
    page = browser.widget(table).state
    assert page["data"]["rows"][0][2] == ["pear", {"text": "2.50 kg", "edit": "2.5"}]
    assert [column.get("wrap") for column in page["columns"]] == [2, None]
    await do(table.set_columns([{"label": "Price", "key": "price", "format": ",.1f"}, "name"]))
    await do(table.session.flush())
    assert browser.widget(table).state["data"]["rows"][0][2] == ["2.5", "pear"]
    await do(table.set_column_format(0, None))
    with pytest.raises(ValueError, match=r"set_column_format\(\): format .*did you mean 'suffix'"):
        await do(table.set_column_format(0, {"sufix": "x"}))
    with pytest.raises(ValueError, match="column 'name' can't be shown so: it has texts"):
        await do(table.set_column_format(1, {"decimals": 2}))
    with pytest.raises(ValueError, match="'range' in the format"):
        await do(table.set_column_format(0, {"bar": True}))
    with pytest.raises(ValueError, match="must be at least 1"):
        await do(table.set_column_wrap(0, 0))
    assert table.get_data() == ROWS


@contract
async def test_footer(program: Program) -> None:
    def spread(values: list[float]) -> float:
        return max(values) - min(values)

    table, browser = await made(program)
    do = program.do
    await do(table.set_column_footer(1, spread))
    assert table.get_footer() == {"price": 1.5}
    await browser.until(lambda _: _footer(table, browser) == {"price": ["spread", "1.5"]})
    await do(table.set_column_format(1, {"decimals": 2, "suffix": " kg"}))
    await do(table.set_column_footer(1, "sum"))
    await do(table.set_column_footer(0, "count"))
    await do(table.set_cell(0, 1, 4))
    assert table.get_footer() == {"name": 3, "price": 5.0}
    expected = {"name": ["count", "3"], "price": ["sum", "5.00 kg"]}
    await browser.until(lambda _: _footer(table, browser) == expected)
    await do(table.delete_row(0))
    await browser.until(lambda _: _footer(table, browser)["price"] == ["sum", "1.00 kg"])
    await do(table.set_data(ROWS))
    await browser.until(lambda _: _footer(table, browser)["price"] == ["sum", "3.50 kg"])
    await do(table.set_filter(0, "ea"))
    assert table.get_footer() == {"name": 1, "price": 2.5}
    await browser.until(lambda _: _footer(table, browser)["price"] == ["sum", "2.50 kg"])
    with pytest.raises(ValueError, match="did you mean 'mean'"):
        await do(table.set_column_footer(1, "meen"))
    with pytest.raises(ValueError, match="it has texts, which have no sum"):
        await do(table.set_column_footer(0, "sum"))
    await do(table.set_column_footer(0, None))
    await do(table.set_column_footer(1, None))
    await browser.until(lambda _: _footer(table, browser) == {})


@contract
async def test_a_footer_that_fails_is_told_once(program: Program) -> None:
    def fail(values: list[float]) -> float:
        raise RuntimeError(f"no good: {len(values)}")

    table, browser = await made(program)
    await program.do(table.set_column_footer(1, fail))
    await browser.until(lambda _: _footer(table, browser) == {"price": ["fail", "\N{EM DASH}"]})
    await program.until(lambda: program.errors)
    assert [str(error) for error in program.take_errors()] == ["no good: 2"]
    assert table.get_footer() == {"price": None}


@contract
async def test_formats_and_footers_of_trees(program: Program) -> None:
    session, browser = await program.shown()
    do = program.do
    columns = ["Name", {"label": "Size", "key": "size", "footer": "sum"}]
    tree = await do(session.get_widgets().TreeView(columns=columns))
    await do(
        tree.set_tree({"src": {"a.py": {"size": 1500}, "b.py": {"size": 1}}, "x": {"size": 5}})
    )
    await do(tree.set_column_format("size", {"thousands": True, "suffix": " B"}))
    await do(tree.set_column_wrap("Name", 2))
    assert tree.get_footer() == {"size": 1506}
    await browser.until(lambda _: _footer(tree, browser) == {"size": ["sum", "1,506 B"]})
    await do(tree.remove_item(["src", "a.py"]))
    await browser.until(lambda _: _footer(tree, browser) == {"size": ["sum", "6 B"]})
    await do(tree.set_column_footer("size", "max"))
    await browser.until(lambda _: _footer(tree, browser) == {"size": ["max", "5 B"]})


def _footer(table: Any, browser: Browser) -> dict[str, Any]:
    footer: dict[str, Any] = browser.widget(table).state.get("footer", {})
    return footer


def test_all_methods_are_here() -> None:
    text = Path(__file__).read_text("utf-8")
    own = [
        method.name
        for method in declarations()["TableView"].methods
        if not (method.internal or isinstance(method, Query))
    ]
    assert [name for name in own if f".{name}(" not in text] == []


@contract
async def test_which_columns_show(program: Program, tmp_path: Path) -> None:
    table, browser = await made(program, hidden_columns=["name"], frozen_columns=1)
    do = program.do

    async def columns() -> list[str]:
        await do(table.session.flush())
        return [column["key"] for column in browser.widget(table).state["columns"]]

    assert (table.get_hidden_columns(), table.get_frozen_columns()) == (["name"], 1)
    assert await columns() == ["price"]
    await do(table.set_hidden_columns([]))
    await do(table.set_column_order(["price", "name"]))
    await do(table.set_frozen_columns(2))
    await do(table.set_movable_columns(False))
    assert await columns() == ["price", "name"]
    assert table.get_column_order() == ["price", "name"]
    assert (table.get_frozen_columns(), table.get_column_count()) == (2, 2)
    text = "Price,name\r\n2.5,pear\r\n1.0,apple\r\n,fig\r\n"
    assert table.to_csv() == text
    table.to_csv(tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == text.encode()
    await do(table.set_cell(0, 0, "=1"))
    assert ["'=1" in table.to_csv(), "'=1" in table.to_csv(keep_formulas=True)] == [True, False]


@contract
async def test_users_move_and_hide_columns(program: Program) -> None:
    table, browser = await made(program)
    heard: list[Any] = []

    async def keep(col_keys: list[str]) -> None:
        heard.append(col_keys)

    for action in ("columns_moved", "columns_hidden"):
        table.on(action, program.handler(keep))
    await browser.fire(table, "move_column", "price", "name")
    await program.until(lambda: heard == [["price", "name"]])
    await browser.fire(table, "hide_column", "name", True)
    await program.until(lambda: heard[1:] == [["name"]])
