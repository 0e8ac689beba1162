"""What the program does while what a user did is on its way, on lines that are slow each way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.crossing import Crossing, at
from tests.browser.support import wait_until


def items(page: Page, box: Any) -> list[str]:
    """Return the items of a box, as a page lists them."""
    at(page, box, ".pg-combo-control").press("ArrowDown")
    found = at(page, box, ".pg-option").all_inner_texts()
    page.keyboard.press("Escape")
    return found


def lists(page: Page, box: Any, *texts: str) -> None:
    """Wait until a page lists these items."""
    wait_until(lambda: items(page, box) == list(texts), f"it lists {texts}", page)


# -- a line ----------------------------------------------------------------------------


def test_a_line_that_enter_clears_stands_alone(crossing: Crossing) -> None:
    entry = crossing.ui.TextEntry(clear_on_enter=True, linehistory=5)
    got: list[str] = []
    entry.on("activated", got.append)
    page, other = crossing.show(entry)
    field = at(page, entry)
    for line in ("hello", "world"):
        field.press_sequentially(line)
        field.press("Enter")
    expect(field).to_have_value("")
    field.press("ArrowUp")
    expect(field).to_have_value("world")
    field.fill("next")
    wait_until(lambda: entry.get_text() == "next", "the third line is known", page)
    assert got == ["hello", "world"]
    expect(at(other, entry)).to_have_value("next")
    expect(field).to_have_value("next")
    field.press("Enter")
    wait_until(lambda: len(got) == 3, "the third line is entered", page)
    for each in (page, other):
        expect(at(each, entry)).to_have_value("")
    assert (got, entry.get_text()) == (["hello", "world", "next"], "")


def test_a_line_that_enter_clears_and_a_text_of_the_program(crossing: Crossing) -> None:
    entry = crossing.ui.TextEntry(clear_on_enter=True)
    got: list[str] = []
    entry.on("activated", got.append)
    page, other = crossing.show(entry)
    at(page, entry).press_sequentially("mine")
    at(page, entry).press("Enter")
    crossing.do(entry.set_text, "the program's")
    wait_until(lambda: got == ["mine"], "the line is entered", page)
    # Enter came last to the program, and took its text away
    for each in (page, other):
        expect(at(each, entry)).to_have_value("")
    assert entry.get_text() == ""


def test_an_item_that_enter_clears_stands_alone(crossing: Crossing) -> None:
    box = crossing.ui.ComboBox(editable=True, clear_on_enter=True)
    got: list[tuple[int, str]] = []
    box.on("activated", lambda *args: got.append(args))
    page, other = crossing.show(box)
    field = at(page, box, "input")
    for line in ("hello", "world"):
        field.press_sequentially(line)
        field.press("Enter")
    expect(field).to_have_value("")
    wait_until(lambda: len(got) == 2, "both are entered", page)
    field.press_sequentially("next")
    wait_until(lambda: box.get_text() == "next", "the third is known", page)
    assert got == [(0, "hello"), (1, "world")]
    expect(at(other, box, "input")).to_have_value("next")
    lists(page, box, "hello", "world")
    # what is in the list already, and chosen there
    field.press("ArrowDown")
    field.press("Enter")
    wait_until(lambda: len(got) == 3, "one is chosen", page)
    for each in (page, other):
        expect(at(each, box, "input")).to_have_value("")
    assert (got[-1], box.get_text(), box.get_index()) == ((0, "hello"), "", -1)


# -- a choice --------------------------------------------------------------------------


def test_an_item_that_crosses_a_choice_reaches_the_page_that_chose(crossing: Crossing) -> None:
    box = crossing.ui.ComboBox()
    for text in ("a", "b"):
        box.append_text(text)
    page, other = crossing.show(box)
    at(page, box, "button").press("ArrowDown")
    at(page, box, ".pg-option").nth(1).click()
    crossing.do(box.append_text, "c")
    wait_until(lambda: box.get_text() == "b", "the choice is known", page)
    for each in (page, other):
        lists(each, box, "a", "b", "c")
        expect(at(each, box, "button")).to_have_text("b")
    # the index means the same on both sides again
    at(page, box, "button").press("ArrowDown")
    at(page, box, ".pg-option").nth(2).click()
    wait_until(lambda: box.get_index() == 2, "the new item can be chosen", page)


def test_an_item_before_the_chosen_one_leaves_the_choice_alone(crossing: Crossing) -> None:
    box = crossing.ui.ComboBox()
    for text in ("b", "d"):
        box.append_text(text)
    page, other = crossing.show(box)
    at(page, box, "button").press("ArrowDown")
    at(page, box, ".pg-option").nth(1).click()
    crossing.do(box.insert_alpha, "a")
    crossing.do(box.delete_alpha, "b")
    wait_until(lambda: box.get_text() == "d", "the choice is known", page)
    assert box.get_index() == 1
    for each in (page, other):
        lists(each, box, "a", "d")
        expect(at(each, box, "button")).to_have_text("d")


def test_a_chosen_item_that_is_deleted_meanwhile_is_chosen_nowhere(crossing: Crossing) -> None:
    box = crossing.ui.ComboBox()
    for text in ("a", "b"):
        box.append_text(text)
    page, other = crossing.show(box)
    at(page, box, "button").press("ArrowDown")
    at(page, box, ".pg-option").nth(1).click()
    crossing.do(box.delete_alpha, "b")
    for each in (page, other):
        lists(each, box, "a")
        expect(at(each, box, "button")).to_have_text("")
    assert (box.get_index(), box.get_text()) == (-1, "")


def test_items_cleared_while_a_user_types_are_gone_from_that_page(crossing: Crossing) -> None:
    box = crossing.ui.ComboBox(editable=True)
    for text in ("one", "two"):
        box.append_text(text)
    page, other = crossing.show(box)
    at(page, box, "input").focus()
    page.keyboard.type("e\u0301\U0001f469 x")
    crossing.do(box.clear)
    page.keyboard.type("y")
    wait_until(lambda: box.get_text().endswith("xy"), "what was typed is known", page)
    for each in (page, other):
        expect(at(each, box, "input")).to_have_value("e\u0301\U0001f469 xy")
        expect(at(each, box, ".pg-option")).to_have_count(0)
        assert items(each, box) == []


def test_an_entered_item_and_one_of_the_program_stand_in_one_order(crossing: Crossing) -> None:
    box = crossing.ui.ComboBox(editable=True)
    page, other = crossing.show(box)
    at(page, box, "input").fill("user")
    page.keyboard.press("Enter")
    crossing.do(box.append_text, "program")
    wait_until(lambda: box.get_index() == 1, "it is an item", page)
    for each in (page, other):
        lists(each, box, "program", "user")
        expect(at(each, box, "input")).to_have_value("user")


# -- windows ---------------------------------------------------------------------------


def titled(page: Page, title: str) -> Locator:
    return page.locator(".pg-window", has=page.locator(".pg-window-title", has_text=title))


def is_at(page: Page, title: str, corner: tuple[int, int]) -> None:
    """Wait until a window's corner is at a place."""

    def place() -> tuple[int, int]:
        box = titled(page, title).bounding_box()
        assert box is not None
        return round(box["x"]), round(box["y"])

    wait_until(lambda: place() == corner, f"{title} is at {corner}", page)


def test_a_dialog_popped_up_while_a_user_closes_it_ends_alike(crossing: Crossing) -> None:
    dialog = crossing.ui.Dialog("Question", ["Yes"], moveable=True)
    dialog.popup(40, 50)
    page, other = crossing.open()
    expect(titled(page, "Question")).to_be_visible()
    titled(page, "Question").get_by_role("button", name="Close").click()
    crossing.do(dialog.popup, 200, 220)
    # the user saw the former one: what was closed is closed, but where it stands is the program's
    wait_until(lambda: not dialog.is_visible(), "it is known to be closed", page)
    for each in (page, other):
        expect(titled(each, "Question")).to_be_hidden()
    crossing.do(dialog.popup)
    for each in (page, other):
        expect(titled(each, "Question")).to_be_visible()
        is_at(each, "Question", (200, 220))


def test_a_dialog_popped_up_while_a_user_moves_it_ends_alike(crossing: Crossing) -> None:
    dialog = crossing.ui.Dialog("Question", ["Yes"], moveable=True)
    over = crossing.ui.TopLevel(title="Over")
    over.resize(300, 200)
    over.set_position(500, 300)
    over.show()
    dialog.popup(40, 50)
    page, other = crossing.open()
    mouse = page.mouse
    mouse.move(80, 60)
    mouse.down()
    mouse.move(180, 160, steps=4)
    mouse.up()
    crossing.do(over.raise_)
    crossing.do(dialog.popup, 300, 320)
    # the move is the last that reaches the program
    wait_until(lambda: dialog.get_position() == (140, 150), "the move is known", page)
    for each in (page, other):
        is_at(each, "Question", (140, 150))
    stands(crossing, "Over", "Question")


def stands(crossing: Crossing, *titles: str) -> None:
    """Wait until all pages stack the windows so, from the lowest to the topmost, for good."""

    def order(page: Page) -> list[str]:
        levels = {
            title: int(titled(page, title).evaluate("(window) => window.style.zIndex"))
            for title in titles
        }
        return sorted(levels, key=levels.__getitem__)

    pages = [seat.page for seat in crossing.seats]
    wait_until(lambda: all(order(page) == list(titles) for page in pages), "one order", pages[0])
    crossing.session.flush()
    assert [order(page) for page in pages] == [list(titles)] * len(pages)


@pytest.mark.parametrize("first", ["user", "program"])
def test_a_window_raised_while_a_user_clicks_another_stands_alike(
    crossing: Crossing, first: str
) -> None:
    windows = {}
    for number, title in enumerate(("T", "U", "V")):
        windows[title] = crossing.ui.TopLevel(title=title)
        windows[title].resize(200, 150)
        windows[title].set_position(30 + 230 * number, 40)
        windows[title].show()
    page, _ = crossing.open()
    raised = windows["U"].raise_
    if first == "program":
        crossing.do(raised)
    titled(page, "T").locator(".pg-window-body").click()
    if first == "user":
        crossing.do(raised)
    # the click reaches the program as the last
    stands(crossing, "V", "U", "T")
    crossing.reload()
    stands(crossing, "V", "U", "T")
