from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.seats import SeatAt
from tests.browser.support import WAIT_SECONDS, Applications, wait_until
from tests.browser.widgets.desk import Desk

COLUMNS: list[dict[str, Any]] = [
    {"label": "Name", "key": "name", "colwidth": 230},
    {"label": "Count", "key": "count", "type": "integer", "editable": True, "colwidth": 70},
    {"label": "Done", "key": "done", "widget": "checkbox", "editable": True, "colwidth": 60},
]


def leaf(count: int) -> dict[str, Any]:
    return {"count": count, "done": False}


CURSOR = re.compile(r"\bpg-cursor\b")

TREE: dict[str, Any] = {
    "fruit": {
        "apples": {"Boskoop": leaf(3), "Gala": leaf(5)},
        "pear": leaf(4),
        "plum": leaf(1),
    },
    "nuts": {"count": 12, "hazel": leaf(7)},
    "salt": leaf(2),
}


def row(desk: Desk, tree: Any, key: str, page: Page | None = None) -> Locator:
    """The row of an item by its key."""
    return desk.at(tree, f'.pg-row[data-key="{key}"]', page)


def cell(desk: Desk, tree: Any, key: str, column: str, page: Page | None = None) -> Locator:
    return desk.at(tree, f'.pg-row[data-key="{key}"] > [data-column="{column}"]', page)


def expander(desk: Desk, tree: Any, key: str, page: Page | None = None) -> Locator:
    return row(desk, tree, key, page).locator(".pg-expander")


def names(desk: Desk, tree: Any, page: Page | None = None) -> list[str]:
    """What shows in the first column, from the top."""
    inner = '.pg-row:not(.pg-blank) > [data-column="name"]'
    found: list[str] = desk.at(tree, inner, page).all_text_contents()
    return found


def shows(desk: Desk, tree: Any, expected: str, page: Page | None = None) -> None:
    wait_until(lambda: names(desk, tree, page) == expected.split(), expected, page or desk.page)


def grid(desk: Desk, tree: Any, page: Page | None = None) -> Locator:
    return desk.at(tree, '[role="treegrid"]', page)


def cursor(desk: Desk, tree: Any) -> str:
    """The key of the row that the keys are at."""
    found: str = grid(desk, tree).evaluate(
        """(it) => document.getElementById(it.getAttribute("aria-activedescendant"))
            ?.closest(".pg-row").dataset.key ?? "" """
    )
    return found


def shown(desk: Desk, tree: Any = TREE, **options: Any) -> Any:
    """A tree in a window."""
    widget = desk.W.TreeView(columns=COLUMNS, **options)
    widget.set_tree(tree)
    desk.show(widget)
    expect(row(desk, widget, next(iter(tree)))).to_be_visible()
    return widget


def wide(count: int, inside: int) -> dict[str, Any]:
    """Groups of items."""
    return {
        f"group{group}": {f"item{group}-{item}": leaf(item) for item in range(inside)}
        for group in range(count)
    }


def test_branches_are_opened_and_closed(desk: Desk) -> None:
    tree = shown(desk, show_row_numbers=True)
    expanded, collapsed = desk.calls(tree, "expanded"), desk.calls(tree, "collapsed")
    selected = desk.calls(tree, "selected")
    shows(desk, tree, "fruit nuts salt")
    expect(grid(desk, tree)).to_have_attribute("aria-rowcount", "4")
    expect(expander(desk, tree, "salt")).to_be_hidden()
    expander(desk, tree, "fruit").click()
    values, path = expanded.next()
    assert (values["name"], path) == (None, ["fruit"])
    shows(desk, tree, "fruit apples pear plum nuts salt")
    facts = {"aria-level": "2", "aria-posinset": "1", "aria-setsize": "3", "aria-rowindex": "3"}
    for name, value in {**facts, "aria-expanded": "false"}.items():
        expect(row(desk, tree, "apples")).to_have_attribute(name, value)
    expect(row(desk, tree, "fruit")).to_have_attribute("aria-expanded", "true")
    expect(row(desk, tree, "pear")).not_to_have_attribute("aria-expanded", "false")
    expect(grid(desk, tree)).to_have_attribute("aria-rowcount", "7")
    # Everybody sees the same, and may close what another has opened.
    shows(desk, tree, "fruit apples pear plum nuts salt", desk.second)
    expander(desk, tree, "apples", desk.second).click()
    assert expanded.next()[1] == ["fruit", "apples"]
    shows(desk, tree, "fruit apples Boskoop Gala pear plum nuts salt")
    expander(desk, tree, "fruit").click()
    assert collapsed.next()[1] == ["fruit"]
    shows(desk, tree, "fruit nuts salt", desk.second)
    # What was open in it still is.
    assert tree.get_expanded() == [["fruit", "apples"]]
    tree.expand_item(["fruit"])
    shows(desk, tree, "fruit apples Boskoop Gala pear plum nuts salt")
    tree.collapse_item(["fruit", "apples"])
    shows(desk, tree, "fruit apples pear plum nuts salt")
    desk.assert_accessible()
    desk.assert_same()
    tree.expand_all()
    shows(desk, tree, "fruit apples Boskoop Gala pear plum nuts hazel salt")
    desk.assert_same()
    tree.collapse_all()
    shows(desk, tree, "fruit nuts salt")
    assert tree.get_collapsed() == [["fruit"], ["fruit", "apples"], ["nuts"]]
    # To open is not to select.
    desk.assert_silent(expanded, collapsed, selected)


def test_keys(desk: Desk) -> None:
    tree = shown(desk)
    expanded, collapsed = desk.calls(tree, "expanded"), desk.calls(tree, "collapsed")
    activated = desk.calls(tree, "activated")
    cell(desk, tree, "fruit", "name").click()

    def press(*keys: str) -> str:
        for key in keys:
            desk.page.keyboard.press(key)
        desk.settle()
        return cursor(desk, tree)

    assert press("ArrowRight") == "fruit"
    assert expanded.next()[1] == ["fruit"]
    assert press("ArrowRight") == "apples"
    assert [item["path"] for item in tree.get_selected()] == [["fruit", "apples"]]
    assert press("ArrowRight") == "apples"
    assert press("ArrowRight", "ArrowDown") == "Gala"
    # A row with nothing in it leads into its cells, and from the first of them back to itself.
    assert press("ArrowRight") == "Gala"
    expect(cell(desk, tree, "Gala", "count")).to_have_class(CURSOR)
    assert press("ArrowRight", " ") == "Gala"
    expect(cell(desk, tree, "Gala", "done").locator("input")).to_be_checked()
    assert press("ArrowLeft", "ArrowLeft", "ArrowLeft") == "Gala"
    expect(row(desk, tree, "Gala")).to_have_class(CURSOR)
    assert press("Enter") == "Gala"
    assert activated.next()[1] == ["fruit", "apples", "Gala"]
    # Out of it, step by step.
    assert press("ArrowLeft") == "apples"
    assert press("ArrowLeft") == "apples"
    assert collapsed.next()[1] == ["fruit", "apples"]
    assert press("ArrowLeft") == "fruit"
    assert press("End") == "salt"
    assert press("ArrowUp", "ArrowRight") == "nuts"
    assert press("Home") == "fruit"
    assert press("PageDown") == "salt"
    # Into the cells of a row that could be opened, and editing one.
    assert press("Home", "ArrowLeft") == "fruit"
    assert press("ArrowDown", "Control+ArrowRight") == "nuts"
    desk.page.keyboard.press("F2")
    expect(desk.at(tree, ".pg-cell-editor")).to_be_focused()
    desk.page.keyboard.type("33")
    desk.page.keyboard.press("Enter")
    expect(cell(desk, tree, "nuts", "count")).to_have_text("33")
    # The row as a whole is meant again where one has pressed it.
    cell(desk, tree, "nuts", "count").click()
    assert press("ArrowLeft") == "nuts"
    expect(row(desk, tree, "nuts")).to_have_attribute("aria-expanded", "false")
    desk.assert_accessible()
    desk.assert_same()


def test_keys_of_a_spreadsheet(desk: Desk) -> None:
    tree = shown(desk, cell_cursor=True, selection_mode="multiple-cell")
    cell(desk, tree, "nuts", "name").click()
    url = desk.page.url

    def press(*keys: str) -> str:
        for key in keys:
            desk.page.keyboard.press(key)
        desk.settle()
        return cursor(desk, tree)

    assert press("ArrowRight", "Alt+ArrowRight") == "nuts"
    shows(desk, tree, "fruit nuts hazel salt")
    expect(cell(desk, tree, "nuts", "count")).to_have_class(CURSOR)
    assert press("Alt+ArrowRight") == "hazel"
    expect(cell(desk, tree, "hazel", "count")).to_have_attribute("aria-selected", "true")
    assert press("Alt+ArrowRight", "Alt+ArrowLeft") == "nuts"
    assert press("Alt+ArrowLeft", "Alt+ArrowLeft") == "nuts"
    shows(desk, tree, "fruit nuts salt")
    assert desk.page.url == url
    desk.page.keyboard.type("9")
    assert press("Enter") == "salt"
    expect(cell(desk, tree, "nuts", "count")).to_have_text("9")
    assert press("Control+Home", "Alt+ArrowRight", "Alt+ArrowRight", "Control+End") == "salt"
    desk.assert_accessible()
    desk.assert_same()


def test_a_finger(desk: Desk, new_context: Callable[..., BrowserContext]) -> None:
    size = {"width": 320, "height": 640}
    page = new_context(has_touch=True, is_mobile=True, viewport=size).new_page()
    tree = shown(desk)
    desk.join(page)
    sign = expander(desk, tree, "fruit", page)
    box = sign.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    sign.tap()
    shows(desk, tree, "fruit apples pear plum nuts salt", page)
    expect(row(desk, tree, "fruit", page)).to_have_attribute("aria-selected", "false")
    # At the edges of its reach as well, and beside it the row is selected.
    at = expander(desk, tree, "apples", page).bounding_box()
    assert at is not None
    page.touchscreen.tap(at["x"] + 1, at["y"] + 1)
    shows(desk, tree, "fruit apples Boskoop Gala pear plum nuts salt", page)
    page.touchscreen.tap(at["x"] + at["width"] + 4, at["y"] + at["height"] - 2)
    expect(row(desk, tree, "apples", page)).to_have_attribute("aria-selected", "true")
    expect(row(desk, tree, "apples", page)).to_have_attribute("aria-expanded", "true")
    name = cell(desk, tree, "Boskoop", "name", page)
    assert name.evaluate("(it) => it.scrollWidth <= it.clientWidth")
    cell(desk, tree, "Gala", "count", page).tap()
    cell(desk, tree, "Gala", "count", page).tap()
    expect(desk.at(tree, ".pg-cell-editor", page)).to_be_focused()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(cell(desk, tree, "Gala", "count")).to_have_text("8")


def test_the_reader_stays_in_place(desk: Desk) -> None:
    tree = shown(desk, wide(100, 20))
    tree.expand_item(["group50"])
    tree.scroll_to_path(["group50", "item50-10"])
    here = cell(desk, tree, "item50-10", "name")
    expect(here).to_be_in_viewport()
    here.click()
    before = here.bounding_box()
    # Above, by the program and by others; and below.
    tree.expand_item(["group3"])
    tree.expand_item(["group51"])
    tree.add_item(["group3"], "another", {"count": 1})
    tree.collapse_item(["group51"])
    expect(grid(desk, tree)).to_have_attribute("aria-rowcount", "142")
    desk.settle()
    assert here.bounding_box() == before
    tree.collapse_item(["group3"])
    expect(grid(desk, tree)).to_have_attribute("aria-rowcount", "121")
    desk.settle()
    assert here.bounding_box() == before
    assert cursor(desk, tree) == "item50-10"
    expect(grid(desk, tree)).to_be_focused()
    # What the reader is in is closed: it shows, and the keys are there.
    desk.page.mouse.wheel(0, 40)
    tree.collapse_item(["group50"])
    expect(row(desk, tree, "group50")).to_be_in_viewport()
    desk.settle()
    assert cursor(desk, tree) == "group50"
    # What is pressed stays under the pointer.
    sign = expander(desk, tree, "group50")
    tree.scroll_to_path(["group50"])
    desk.settle()
    pressed = sign.bounding_box()
    for state in ("true", "false", "true"):
        sign.click()
        expect(row(desk, tree, "group50")).to_have_attribute("aria-expanded", state)
        desk.settle()
        assert sign.bounding_box() == pressed
    desk.assert_same()


def test_a_parent_far_above(desk: Desk) -> None:
    tree = shown(desk, wide(3, 20_000))
    grid(desk, tree).focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowRight")
    expect(row(desk, tree, "item1-0")).to_be_visible()
    tree.scroll_to_path(["group1", "item1-15000"])
    cell(desk, tree, "item1-15000", "name").click()
    desk.page.keyboard.press("ArrowLeft")
    expect(row(desk, tree, "group1")).to_be_in_viewport()
    wait_until(lambda: cursor(desk, tree) == "group1", "the keys are there", desk.page)
    expect(row(desk, tree, "group1")).to_have_attribute("aria-selected", "true")
    # Where they have gone on meanwhile, they stay.
    desk.page.keyboard.press("ArrowRight")
    expect(row(desk, tree, "item1-0")).to_have_attribute("aria-selected", "true")


def test_what_is_typed_while_its_row_is_closed_away(desk: Desk) -> None:
    tree = shown(desk)
    edited = desk.calls(tree, "cell_edited")
    tree.expand_item(["nuts"])
    cell(desk, tree, "hazel", "count").dblclick()
    desk.page.keyboard.type("70")
    expander(desk, tree, "nuts", desk.second).click()
    expect(row(desk, tree, "hazel")).to_have_count(0)
    editor = desk.at(tree, ".pg-cell-editor")
    expect(desk.at(tree, ".pg-cell-note")).to_contain_text("in one that was closed")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("70")
    desk.assert_accessible()
    desk.page.keyboard.type("1")
    desk.page.keyboard.press("Enter")
    assert edited.next() == (["nuts", "hazel"], "count", 7, 701)
    assert cursor(desk, tree) == "nuts"
    desk.page.keyboard.press("ArrowRight")
    expect(cell(desk, tree, "hazel", "count")).to_have_text("701")
    desk.assert_same()


def test_children_that_are_loaded(desk: Desk) -> None:
    may_go_on = threading.Event()

    def children() -> dict[str, Any]:
        assert may_go_on.wait(WAIT_SECONDS)
        return {"late": leaf(1), "later": leaf(2)}

    tree = shown(desk, {"remote": children, "salt": leaf(2)})
    expanded = desk.calls(tree, "expanded")
    expander(desk, tree, "remote").click()
    remote = row(desk, tree, "remote")
    expect(remote).to_have_attribute("aria-busy", "true")
    expect(remote).to_have_attribute("aria-expanded", "true")
    expect(row(desk, tree, "remote", desk.second)).to_have_attribute("aria-busy", "true")
    desk.assert_accessible()
    # The user goes on meanwhile.
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("ArrowDown")
    wait_until(lambda: cursor(desk, tree) == "salt", "the keys have gone on", desk.page)
    expect(remote).to_have_attribute("aria-busy", "true")
    may_go_on.set()
    shows(desk, tree, "remote late later salt")
    expect(remote).not_to_have_attribute("aria-busy", "true")
    assert expanded.next()[1] == ["remote"]
    assert cursor(desk, tree) == "salt"
    desk.assert_same()


def test_a_branch_that_becomes_a_leaf(desk: Desk) -> None:
    tree = desk.W.TreeView(columns=[{"label": "Name", "key": "name"}, "Other"])
    tree.set_tree({"a": {"x": {}}, "b": {}})
    desk.show(tree)
    expect(expander(desk, tree, "a")).to_be_visible()
    expect(cell(desk, tree, "a", "name")).to_have_attribute("aria-label", "a")
    tree.set_tree({"a": {"name": None}, "b": {}})
    expect(expander(desk, tree, "a")).to_be_hidden()
    expect(cell(desk, tree, "a", "name")).not_to_have_attribute("aria-label", "a")
    desk.assert_same()


def test_children_that_can_not_be_fetched(desk: Desk, applications: Applications) -> None:
    answers: list[Any] = [LookupError("no such place"), ["no items"], {"late": leaf(1)}]

    def children() -> Any:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    tree = shown(desk, {"remote": children, "salt": leaf(2)})
    words = "What is in it could not be fetched. Open it to try again."
    remote, other = row(desk, tree, "remote"), row(desk, tree, "remote", desk.second)
    for error in (LookupError, TypeError):
        expander(desk, tree, "remote").click()
        expect(desk.page.get_by_role("alert")).to_have_text(words)
        expect(remote).to_have_attribute("aria-expanded", "false")
        expect(remote.get_by_role("button", name="Try again")).to_be_visible()
        wait_until(lambda: applications.errors, "the program is told", desk.page)
        assert isinstance(applications.errors.pop(), error)
        desk.page.keyboard.press("Escape")
    # Who has not opened it, or comes later, is told at the row.
    expect(other).to_have_accessible_description(words)
    expect(desk.second.get_by_role("alert")).to_have_count(0)
    other.locator(".pg-expander").hover()
    expect(desk.second.locator(".pg-tooltip")).to_have_text(words)
    desk.assert_accessible()
    desk.reload()
    expect(remote).to_have_accessible_description(words)
    expander(desk, tree, "remote").click()
    shows(desk, tree, "remote late salt")
    expect(expander(desk, tree, "remote")).to_have_accessible_name("Close")
    expect(other).not_to_have_accessible_description(words)
    desk.assert_same()


def test_a_slow_line(seat_at: SeatAt, session: Any) -> None:
    ui = session.get_widgets()
    tree = ui.TreeView(columns=COLUMNS)
    tree.set_tree(TREE)
    window = ui.TopLevel(title="Tree")
    window.resize(420, 320)
    window.set_widget(tree)
    window.show()
    seat = seat_at(session)
    page = seat.page
    fruit = page.locator('.pg-row[data-key="fruit"]')
    expect(fruit).to_be_visible()
    rows = page.locator(".pg-row")
    seat.slow()
    fruit.locator(".pg-expander").click()
    # It is taken at once, and the rows are those that there are.
    expect(fruit).to_have_attribute("aria-expanded", "true")
    expect(fruit).to_have_attribute("aria-busy", "true")
    expect(rows).to_have_count(3)
    # Changed twice before anything has come of it.
    page.keyboard.press("ArrowLeft")
    expect(fruit).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(rows).to_have_count(6)
    expect(fruit).not_to_have_attribute("aria-busy", "true")
    expect(fruit).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowLeft")
    expect(fruit).to_have_attribute("aria-expanded", "false")
    expect(fruit).to_have_attribute("aria-busy", "true")
    expect(rows).to_have_count(3)
    expect(fruit).not_to_have_attribute("aria-busy", "true")
    assert tree.get_expanded() == []
    # The keys go past what is about to go, down and up and to the end of the page.
    tree.expand_all()
    expect(rows).to_have_count(9)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    nuts = page.locator('.pg-row[data-key="nuts"]')
    expect(nuts).to_have_class(CURSOR)
    expect(rows).to_have_count(9)
    page.keyboard.press("ArrowUp")
    expect(fruit).to_have_class(CURSOR)
    expect(rows).to_have_count(4)
    page.keyboard.press("ArrowDown")
    expect(nuts).to_have_attribute("aria-selected", "true")
    wait_until(
        lambda: [item["path"] for item in tree.get_selected()] == [["nuts"]], "it is told", page
    )


def test_what_tables_have(desk: Desk) -> None:
    tree = shown(desk, selection_mode="multiple", alternate_row_colors=True, show_grid=True)
    calls = desk.calls(tree, "sorted")
    tree.expand_all()
    desk.at(tree, '.pg-head-cell[data-column="count"]').click()
    assert calls.next() == ("count", True)
    # Siblings among themselves, and what has no value last.
    shows(desk, tree, "salt nuts hazel fruit plum pear apples Boskoop Gala")
    expect(row(desk, tree, "plum")).to_have_attribute("aria-posinset", "1")
    cell(desk, tree, "plum", "name").click()
    cell(desk, tree, "Boskoop", "name").click(modifiers=["Shift"])
    desk.settle()
    chosen = [["fruit", "plum"], ["fruit", "pear"], ["fruit", "apples"]]
    chosen.append(["fruit", "apples", "Boskoop"])
    assert sorted(item["path"] for item in tree.get_selected()) == sorted(chosen)
    # It keeps what is selected that does not show.
    expander(desk, tree, "fruit").click()
    shows(desk, tree, "salt nuts hazel fruit")
    desk.settle()
    assert len(tree.get_selected()) == 4
    expander(desk, tree, "fruit").click()
    expect(row(desk, tree, "pear")).to_have_attribute("aria-selected", "true")
    tree.set_row_color(["fruit", "apples"], bg="gold")
    tree.set_cell_color(["nuts"], "name", fg="rgb(200, 0, 0)", bold=True)
    expect(cell(desk, tree, "apples", "name")).to_have_css("background-color", "rgb(255, 215, 0)")
    expect(cell(desk, tree, "nuts", "name")).to_have_css("color", "rgb(200, 0, 0)")
    tree.set_cell(["nuts", "hazel"], "count", 70)
    tree.select_path(["salt"], True)
    tree.select_path(["fruit", "pear"], False)
    expect(cell(desk, tree, "hazel", "count")).to_have_text("70")
    expect(row(desk, tree, "salt")).to_have_attribute("aria-selected", "true")
    expect(row(desk, tree, "pear")).to_have_attribute("aria-selected", "false")
    tree.add_item(["nuts"], "walnut", {"count": 1})
    tree.remove_item(["fruit", "plum"])
    tree.insert_row({"count": 0}, "pepper")
    shows(desk, tree, "pepper salt nuts walnut hazel fruit pear apples Boskoop Gala")
    tree.insert_column({"label": "First", "key": "first"}, "name")
    expect(desk.at(tree, '[role="columnheader"]').first).to_have_text("First")
    expect(
        row(desk, tree, "hazel").locator(".pg-cell").first.locator(".pg-expander")
    ).to_have_count(1)
    tree.delete_column("first")
    expect(row(desk, tree, "hazel").locator(".pg-expander")).to_have_count(1)
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.page.keyboard.press("Control+c")
    tree.clear_all_colors()
    tree.sort_by_column("name", ascending=False)
    desk.assert_accessible()
    desk.assert_same()
    tree.clear()
    expect(desk.at(tree, ".pg-grid-empty")).to_be_visible()
    desk.assert_accessible()
    desk.assert_same()


def test_a_hundred_thousand(desk: Desk) -> None:
    tree = shown(desk, wide(1000, 99))
    tree.expand_all()
    expect(grid(desk, tree)).to_have_attribute("aria-rowcount", "100001")
    grid(desk, tree).focus()
    desk.page.keyboard.press("End")
    last = row(desk, tree, "item999-98")
    expect(last).to_be_in_viewport()
    expect(last).to_have_attribute("aria-rowindex", "100001")
    tree.collapse_all()
    expect(grid(desk, tree)).to_have_attribute("aria-rowcount", "1001")
    expect(row(desk, tree, "group999")).to_be_in_viewport()
    wait_until(lambda: cursor(desk, tree) == "group999", "the keys are there", desk.page)
    # Only what a row is in is opened to show it.
    tree.scroll_to_path(["group500", "item500-50"])
    expect(row(desk, tree, "item500-50")).to_be_in_viewport()
    assert tree.get_expanded() == [["group500"]]
    desk.reload()
    expect(row(desk, tree, "item500-50")).to_be_in_viewport()
    desk.assert_same()
