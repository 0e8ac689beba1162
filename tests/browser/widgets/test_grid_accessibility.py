"""What Chromium tells those who don't see them of tables and trees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk

CELLS = {"gridcell", "columnheader", "rowheader"}


@dataclass
class Told:
    """A row as the accessibility tree has it."""

    name: str
    facts: dict[str, Any]
    cells: list[tuple[str, str]] = field(default_factory=list)


def told(desk: Desk) -> list[Told]:
    """Return the rows of the accessibility tree, in their order."""
    devtools = desk.page.context.new_cdp_session(desk.page)
    found = devtools.send("Accessibility.getFullAXTree")["nodes"]
    devtools.detach()
    nodes = {node["nodeId"]: node for node in found}
    rows: list[Told] = []

    def walk(node: dict[str, Any], row: Told | None) -> None:
        role, name = ((node.get(key) or {}).get("value", "") for key in ("role", "name"))
        if not node["ignored"]:
            if role == "row":
                facts = {it["name"]: it["value"].get("value") for it in node["properties"]}
                row = Told(name, facts)
                rows.append(row)
            elif role in CELLS:
                # a cell that is in no row is none
                assert row is not None
                row.cells.append((role, name))
        for child in node.get("childIds", []):
            if child in nodes:
                walk(nodes[child], row)

    walk(next(node for node in found if "parentId" not in node), None)
    return rows


def indexes(desk: Desk, widget: Any) -> list[list[str | None]]:
    """Return of each row which it is of all, and which its cells are."""
    found: list[list[str | None]] = desk.at(widget, '[role="row"]').evaluate_all(
        """(rows) => rows.map((row) => {
          const all = [...row.querySelectorAll("[aria-colindex]")];
          const cells = all.filter((it) => it.offsetParent);
          return [row.ariaRowIndex, ...cells.map((it) => it.ariaColIndex)];
        })"""
    )
    return found


def test_a_table_that_is_filtered_scrolled_and_frozen(desk: Desk) -> None:
    table = desk.W.TableView(
        columns=[
            {"label": "Name", "key": "name"},
            {"label": "Count", "key": "count", "footer": "sum", "editable": True},
            {"label": "Done", "key": "done", "type": "boolean", "widget": "checkbox"},
        ],
        data=[{"name": f"item {it}", "count": it, "done": it % 2 == 0} for it in range(300)],
        show_filters=True,
        show_row_numbers=True,
        frozen_columns=1,
        selection_mode="multiple",
    )
    desk.show(table)
    table.set_filter(1, ">=150")
    table.scroll_to_path(["row299"])
    table.select_path(["row299"])
    expect(desk.at(table, '.pg-row[data-key="row299"]')).to_be_in_viewport()
    grid = desk.at(table, '[role="grid"]')
    # the heads, the filters, and the totals count
    expect(grid).to_have_attribute("aria-rowcount", "153")
    expect(grid).to_have_attribute("aria-colcount", "4")
    expect(desk.at(table, ".pg-foot-text")).to_have_text("33675")
    desk.settle()
    heads, filters, *body, foot = told(desk)
    assert heads.cells == [("columnheader", name) for name in ("Row", "Name", "Count", "Done")]
    assert [role for role, _ in filters.cells] == ["gridcell"] * 4
    assert foot.cells[2] == ("gridcell", "33675 Sum")
    last, before = body[-1], body[-2]
    assert last.cells == [
        ("rowheader", "150"),
        ("gridcell", "item 299"),
        ("gridcell", "299"),
        ("gridcell", "Not checked"),
    ]
    assert before.cells[3] == ("gridcell", "Checked")
    assert [last.facts["selected"], before.facts["selected"]] == [True, False]
    first, *columns = zip(*indexes(desk, table), strict=True)
    assert (first[0], first[1], first[-2], first[-1]) == ("1", "2", "152", "153")
    assert first[2:-1] == tuple(str(it) for it in range(153 - len(body), 153))
    assert [set(column) for column in columns] == [{"1"}, {"2"}, {"3"}, {"4"}]
    desk.assert_accessible()


def test_a_tree_with_levels_and_filters(desk: Desk) -> None:
    tree = desk.W.TreeView(
        columns=["Name", {"label": "Size", "key": "size"}],
        tree={
            "src": {"main.py": {"size": 8}, "text": {"words.py": {"size": 95}}},
            "archive": lambda: {"old.py": {"size": 2}},
            "empty": {},
            "LICENSE": {"size": 1},
        },
        show_filters=True,
    )
    desk.show(tree)
    tree.expand_item(["src"])
    expect(desk.at(tree, '[role="treegrid"]')).to_have_attribute("aria-rowcount", "8")
    desk.settle()

    def shown() -> list[tuple[str, int, bool | None]]:
        rows = told(desk)[2:]
        return [(it.name, it.facts["level"], it.facts.get("expanded")) for it in rows]

    assert shown() == [
        ("src", 1, True),
        ("main.py 8", 2, None),
        ("text", 2, False),
        ("archive", 1, False),
        ("empty", 1, False),
        ("LICENSE 1", 1, None),
    ]
    tree.set_filter("size", ">9")
    expect(desk.at(tree, '[role="treegrid"]')).to_have_attribute("aria-rowcount", "5")
    desk.settle()
    assert shown() == [("src", 1, True), ("text", 2, True), ("words.py 95", 3, None)]
    places = [
        (row.get_attribute("aria-posinset"), row.get_attribute("aria-setsize"))
        for row in desk.at(tree, ".pg-row").all()
    ]
    assert places == [("1", "1"), ("1", "1"), ("1", "1")]
    desk.assert_accessible()
