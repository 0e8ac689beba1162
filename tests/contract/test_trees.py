"""Trees: each method of them does the same in both APIs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pgwidgets.catalog.methods import Query
from pgwidgets.catalog.registry import declarations
from pgwidgets.model.documents import shown_rows
from tests.contract.browsers import Browser
from tests.contract.driver import Program, contract

COLUMNS = [
    "name",
    {"label": "Size", "key": "size", "type": "integer", "editable": True},
]
TREE: dict[str, Any] = {
    "src": {"main.py": {"size": 8}, "text": {"words.py": {"size": 9}, "tabs.py": {"size": 2}}},
    "docs": {},
    "LICENSE": {"size": 1},
}


async def made(program: Program, **options: Any) -> tuple[Any, Browser]:
    """Return a tree with some items, and a browser that shows it."""
    session, browser = await program.shown()
    given = {"columns": COLUMNS, "tree": TREE, "selection_mode": "multiple", **options}
    tree = await program.do(session.get_widgets().TreeView(**given))
    return tree, browser


async def shown(program: Program, tree: Any, browser: Browser) -> list[str]:
    """Return the first column as the browser shows it, indented."""
    await program.do(tree.session.flush())
    rows = browser.widget(tree).state["data"]["rows"]
    return [" " * (row[5][0] - 1) + str(row[2][0]) for row in rows]


@contract
async def test_items(program: Program) -> None:
    tree, browser = await made(program)
    do = program.do
    assert (tree.get_row_count(), tree.get_column_count()) == (7, 2)
    assert tree.get_subtree() == TREE
    assert await do(tree.add_item(["docs"], "guide.md", {"size": 4})) == ["docs", "guide.md"]
    assert await do(tree.add_item(None, "new")) == ["new"]
    assert await do(tree.insert_row({"size": 3}, "setup", before="docs")) == ["setup"]
    assert await do(tree.insert_row([None, 3], before=["src", "main.py"])) == ["src", "row2"]
    assert await do(tree.append_row(["last", 5])) == ["row5"]
    await do(tree.set_cell(["row5"], "size", 6))
    assert await shown(program, tree, browser) == ["src", "setup", "docs", "LICENSE", "new", "last"]
    await do(tree.remove_item(["src", "row2"]))
    await do(tree.remove_items([["new"], ["src", "text"], ["src", "text", "tabs.py"]]))
    await do(tree.delete_row("setup"))
    await do(tree.delete_row(["row5"]))
    assert tree.get_subtree() == {
        "src": {"main.py": {"size": 8}},
        "docs": {"guide.md": {"size": 4}},
        "LICENSE": {"size": 1},
    }
    await do(tree.add_tree({"src": {"other.py": {"size": 1}}, "x": {}}))
    await do(tree.add_tree({"main.py": {"size": 2}, "other.py": {}}, ["src"]))
    await do(tree.delete_tree({"docs": {"guide.md": {}}, "gone": {}}))
    await do(tree.delete_tree({"src": {"main.py": {}, "other.py": {}}}, prune_empty=True))
    assert tree.get_subtree() == {"docs": {}, "LICENSE": {"size": 1}, "x": {}}
    await do(tree.set_data([{"name": "a"}, {"name": "b", "size": 2}]))
    await do(tree.update_data([{"name": "c"}, {"name": "b", "size": 2}, {"name": "d"}]))
    assert list(tree.get_subtree()) == ["row0", "row1", "row2"]
    assert await shown(program, tree, browser) == ["c", "b", "d"]
    await do(tree.clear())
    assert (tree.get_row_count(), tree.get_column_count()) == (0, 2)
    assert await shown(program, tree, browser) == []
    await do(tree.set_tree(TREE))
    assert await shown(program, tree, browser) == ["src", "docs", "LICENSE"]


@contract
async def test_formats(program: Program) -> None:
    tree, browser = await made(program)
    do = program.do
    await do(tree.set_column_format("size", {"suffix": " kB"}))
    await do(tree.set_column_wrap("name", 2))
    await do(tree.set_column_footer("size", "sum"))
    assert tree.get_footer() == {"size": 20}
    await browser.until(lambda _: "20 kB" in str(browser.widget(tree).state["footer"]))
    with pytest.raises(ValueError, match="did you mean 'size'"):
        await do(tree.set_column_format("siz", ",.2f"))


@contract
async def test_folding(program: Program) -> None:
    tree, browser = await made(program)
    do = program.do
    await do(tree.expand_item(["src"]))
    assert tree.get_expanded() == [["src"]]
    assert tree.get_collapsed() == [["src", "text"], ["docs"]]
    await do(tree.expand_all())
    await do(tree.collapse_item(["docs"]))
    await do(tree.sort_by_column("name", False))
    assert await shown(program, tree, browser) == [
        "src",
        " text",
        "  words.py",
        "  tabs.py",
        " main.py",
        "LICENSE",
        "docs",
    ]
    # what is open, and the order, stay
    changed = {**TREE, "docs": {"guide.md": {"size": 4}}, "src": {"text": {"new.py": {"size": 1}}}}
    await do(tree.update_tree(changed))
    assert tree.get_subtree() == changed
    assert await shown(program, tree, browser) == ["src", " text", "  new.py", "LICENSE", "docs"]
    await do(tree.clear())
    await do(tree.set_tree(TREE))
    assert tree.get_expanded() == [["src"], ["src", "text"]]
    await do(tree.collapse_all())
    await do(tree.sort_by_column(None))
    assert await shown(program, tree, browser) == ["src", "docs", "LICENSE"]
    await do(tree.scroll_to_path(["src", "text", "tabs.py"]))
    assert tree.get_expanded() == [["src"], ["src", "text"]]
    assert browser.widget(tree).called("scroll_to_path") == [[["src", "text", "tabs.py"], 4]]
    assert tree.get_subtree("collapsed") == {"docs": {}}
    assert tree.get_subtree("expanded") == {"src": TREE["src"]}
    await do(tree.select_path(["src", "text", "tabs.py"]))
    await do(tree.select_path(["LICENSE"]))
    assert tree.get_subtree("selected") == {
        "src": {"text": {"tabs.py": {"size": 2}}},
        "LICENSE": {"size": 1},
    }


@contract
async def test_branches_are_asked_for_when_they_are_opened(program: Program) -> None:
    tree, browser = await made(program)
    do, asked = program.do, []

    async def files(path: list[str]) -> dict[str, Any]:
        asked.append(path)
        if path[-1] == "bad":
            raise LookupError("not there")
        return {"deeper": children, "file": {"size": len(path)}}

    children = program.handler(files)
    await do(tree.set_tree({"top": {"size": 5, "__children__": children}, "bad": children}))
    await do(tree.expand_all())
    assert (asked, tree.get_expanded()) == ([], [])
    await do(tree.expand_item(["top"]))
    await program.until(lambda: tree.get_row_count() == 4)
    await do(tree.expand_item(["top", "deeper"]))
    await program.until(lambda: tree.get_row_count() == 6)
    assert asked == [["top"], ["top", "deeper"]]
    assert await shown(program, tree, browser) == [
        "top",
        " deeper",
        "  deeper",
        "  file",
        " file",
        "bad",
    ]
    await do(tree.expand_item(["bad"]))
    await program.until(lambda: program.errors)
    (error,) = program.take_errors()
    assert isinstance(error, LookupError)
    await program.until(lambda: ["bad"] in tree.get_collapsed())
    assert tree.get_subtree()["bad"] == {"__children__": children}


@contract
async def test_what_users_edit(program: Program) -> None:
    tree, browser = await made(program)
    do = program.do
    seen: list[Any] = []

    async def double(path: list[str], col_key: str, old: Any, new: Any) -> Any:
        seen.append((path, col_key, old, new))
        if new > 99:
            raise ValueError("That is too much.")
        return new * 2

    await do(tree.expand_all())
    assert (tree.can_undo(), tree.can_redo()) == (False, False)
    await do(tree.session.flush())
    row = {one[1]: one[0] for one in browser.widget(tree).state["data"]["rows"]}
    await do(tree.set_validator(program.handler(double)))
    typed = [[row["main.py"], "size", "10"], [row["tabs.py"], "size", "100"]]
    await browser.fire(tree, "edit_cells", typed, "paste")
    await program.until(tree.can_undo)
    assert sorted(seen) == [
        (["src", "main.py"], "size", 8, 10),
        (["src", "text", "tabs.py"], "size", 2, 100),
    ]
    new = {"size": 20}
    assert tree.get_changes()["edited"] == [
        {"path": ["src", "main.py"], "values": new, "old": {"size": 8}, "new": new}
    ]
    assert (await do(tree.undo()), tree.get_subtree()) == ([], TREE)
    assert await do(tree.redo()) == []
    assert len((await do(tree.mark_changes()))["edited"]) == 1
    await do(tree.set_cell(["src", "main.py"], "size", 21))
    assert await do(tree.undo()) == [
        {"path": ["src", "main.py"], "col_key": "size", "reason": "It was changed since."}
    ]
    await do(tree.remove_item(["src", "text"]))
    await do(tree.add_item(["docs"], "new", {"size": 1}))
    changes = tree.get_changes()
    assert changes["deleted"][0]["path"] == ["src", "text"]
    assert changes["inserted"] == [{"path": ["docs", "new"], "values": {"size": 1}}]


@contract
async def test_rows_of_users(program: Program) -> None:
    tree, browser = await made(program)
    do = program.do
    events: list[Any] = []
    for action in ("rows_inserted", "rows_moved", "rows_deleted"):
        tree.on(action, lambda items, *more: events.append((more[-1], items[0]["path"])), action)
    await do(tree.expand_all())
    await do(tree.set_rows_editable(True))
    await do(tree.set_new_row({"size": 7}))
    await do(tree.session.flush())
    row = {one[1]: one[0] for one in browser.widget(tree).state["data"]["rows"]}
    await browser.fire(tree, "insert_rows", row["main.py"], "after", 1)
    await program.until(lambda: len(events) == 1)
    await browser.fire(tree, "duplicate_rows", [row["text"]])
    await browser.fire(tree, "move_rows", [row["docs"]], row["src"], "before")
    await browser.fire(tree, "delete_rows", [row["text"], row["words.py"]])
    await program.until(lambda: len(events) == 4)
    assert events == [
        ("rows_inserted", ["src", "row2"]),
        ("rows_inserted", ["src", "text 2"]),
        ("rows_moved", ["docs"]),
        ("rows_deleted", ["src", "text"]),
    ]
    changed = {
        "docs": {},
        "src": {"main.py": {"size": 8}, "row2": {"size": 7}, "text 2": TREE["src"]["text"]},
        "LICENSE": {"size": 1},
    }
    assert tree.get_subtree() == changed
    assert list(tree.get_subtree()) == list(changed)
    assert [item["path"] for item in tree.get_changes()["moved"]] == [["docs"]]
    for _ in range(4):
        assert await do(tree.undo()) == []
    assert (tree.get_subtree(), list(tree.get_subtree())) == (TREE, list(TREE))
    assert not any(tree.get_changes().values())


@contract
async def test_filters(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, browser = await made(program, show_filters=True)
    do = program.do
    await do(tree.set_show_filters(True))
    await do(tree.set_show_search(True))
    await do(tree.set_filter("size", ">=8"))
    await do(tree.set_filter("name", "W"))
    assert await shown(program, tree, browser) == ["src", " text", "  words.py"]
    assert tree.get_filters() == {"size": {"from": 8}, "name": {"contains": "W"}}
    await do(tree.set_search("words 9"))
    assert (tree.get_search(), tree.get_shown_count()) == ("words 9", 3)
    await do(tree.clear_filters())
    assert await shown(program, tree, browser) == ["src", "docs", "LICENSE"]
    with pytest.raises(ValueError, match="did you mean 'size'"):
        await do(tree.set_filter("siz", "x"))
    # large ones are arranged beside all else
    monkeypatch.setattr(shown_rows, "AT_ONCE", 2)
    await do(tree.sort_by_column("size", False))
    await do(tree.set_search("py"))
    await do(tree.add_item(["docs"], "new.py", {"size": 10}))
    while tree.get_shown_count() != 7:
        await do(tree.session.flush())
    files = ["src", " main.py", " text", "  words.py", "  tabs.py", "docs", " new.py"]
    assert await shown(program, tree, browser) == files
    tree.session.destroy()


@contract
async def test_columns_and_looks(program: Program) -> None:
    tree, browser = await made(program)
    do = program.do
    await do(tree.insert_column({"label": "Note", "key": "note"}, "size"))
    await do(tree.append_column("origin"))
    await do(tree.set_column_width("note", "2fr"))
    await do(tree.set_column_editable("note", True))
    await do(tree.delete_column("origin"))
    await do(tree.set_header_font("serif", size=20))
    await do(tree.set_row_spacing(3))
    await do(tree.set_column_spacing(4))
    await do(tree.set_show_grid(True))
    await do(tree.set_show_row_numbers(True))
    await do(tree.set_sortable(False))
    await do(tree.set_cell_color(["src", "text"], "name", fg="red"))
    await do(tree.set_row_color(["docs"], bg="gold", bold=True))
    await do(tree.set_column_color("size", fg="blue"))
    await do(tree.set_table_color(bg="ivory"))
    await do(tree.expand_item(["src"]))
    await do(tree.session.flush())
    state = browser.widget(tree).state
    assert [column["key"] for column in state["columns"]] == ["name", "note", "size"]
    assert state["columns"][1]["colwidth"] == "2fr"
    looks = {row[1]: row[3] for row in state["data"]["rows"] if row[3]}
    assert looks == {"text": {"name": ["red", None, None]}, "docs": {"": [None, "gold", True]}}
    await do(tree.clear_cell_color(["src", "text"], "name"))
    await do(tree.clear_row_color(["docs"]))
    await do(tree.clear_column_color("size"))
    await do(tree.set_colors({"rows": [{"path": ["src", "main.py"], "fg": "green"}]}))
    await do(tree.session.flush())
    rows = browser.widget(tree).state["data"]["rows"]
    assert {row[1] for row in rows if row[3]} == {"main.py"}
    await do(tree.clear_all_colors())
    # the first one leads, wherever others are put
    await do(tree.set_column_order(["size", "name"]))
    await do(tree.set_hidden_columns(["note"]))
    await do(tree.set_frozen_columns(1))
    await do(tree.set_movable_columns(False))
    assert (tree.get_column_order()[0], tree.get_frozen_columns()) == ("name", 1)
    assert tree.get_hidden_columns() == ["note"]
    assert tree.to_csv().split() == [
        "name,Size",
        "src,",
        "main.py,8",
        "text,",
        "docs,",
        "LICENSE,1",
    ]
    await do(tree.set_optimal_column_widths())
    await do(tree.set_editable(False))
    await do(tree.set_columns(["size", "name"]))
    assert tree.get_column_count() == 2
    assert tree.get_column_widths() in ([], ())
    # the first one shows the keys of what has no size
    assert await shown(program, tree, browser) == ["src", " 8", " text", "docs", "1"]


@contract
async def test_selection_and_view(program: Program) -> None:
    tree, _ = await made(program)
    do = program.do
    await do(tree.set_selected([["src", "main.py"]]))
    assert tree.get_selected() == [
        {"path": ["src", "main.py"], "values": {"name": None, "size": 8}},
    ]
    await do(tree.select_paths([["docs"], ["src", "text", "words.py"]]))
    await do(tree.select_path(["src", "main.py"], False))
    assert [item["path"] for item in tree.get_selected()] == [["src", "text", "words.py"], ["docs"]]
    await do(tree.set_selected(tree.get_selected()[:1]))
    await do(tree.select_all())
    assert len(tree.get_selected()) == 7
    await do(tree.clear_selection())
    await do(tree.scroll_to_end())
    await do(tree.set_scroll_position(v_pct=0.5))
    assert tree.get_scroll_position() == (0.0, 0.5)
    cells, _ = await made(program, selection_mode="multiple-cell")
    await do(cells.select_cells([(["docs"], "size"), (["src", "main.py"], "size")]))
    await do(cells.select_cell(["docs"], "size", False))
    assert cells.get_selected_cells() == [
        {"path": ["src", "main.py"], "col_key": "size", "value": 8},
    ]
    await do(cells.clear_cell_selection())
    assert cells.get_selected_cells() == []


@contract
async def test_what_is_wrong_is_said_and_changes_nothing(program: Program) -> None:
    session = await program.session()
    do = program.do
    tree = await do(session.get_widgets().TreeView(columns=COLUMNS, tree=TREE))
    with pytest.raises(
        ValueError, match=r"\['src'\] has no item 'mian.py'; did you mean 'main.py'"
    ):
        await do(tree.remove_item(["src", "mian.py"]))
    with pytest.raises(ValueError, match="nothing is in it"):
        await do(tree.expand_item(["docs", "x"]))
    with pytest.raises(ValueError, match=r"there is an item at \['src', 'text'\] already"):
        await do(tree.add_item(["src"], "text"))
    with pytest.raises(ValueError, match="did you mean 'size'"):
        await do(tree.set_cell(["src"], "siez", 1))
    with pytest.raises(TypeError, match=r"set_tree\(\): tree must be a dict of dicts, not list"):
        await do(tree.set_tree([1]))
    with pytest.raises(TypeError, match="keys that are texts or whole numbers"):
        await do(tree.add_tree({1.5: {}}))
    with pytest.raises(ValueError, match="must be one of"):
        tree.get_subtree("open")
    assert tree.get_subtree() == TREE


def test_all_methods_are_here() -> None:
    text = Path(__file__).read_text("utf-8")
    own = [
        method.name
        for method in declarations()["TreeView"].methods
        if not (method.internal or isinstance(method, Query))
    ]
    assert [name for name in own if f".{name}(" not in text] == []
