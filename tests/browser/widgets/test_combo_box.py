from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk

ITEMS = ("small", "medium", "large", "vast")


def box_of(desk: Desk, **options: Any) -> Any:
    box = desk.W.ComboBox(**options)
    for item in ITEMS:
        box.append_text(item)
    column = desk.W.VBox(padding=12)
    column.add_widget(box)
    desk.show(column)
    return box


def test_choose_by_mouse(desk: Desk) -> None:
    box = box_of(desk)
    calls = desk.calls(box)
    control = desk.page.get_by_role("combobox")
    expect(control).to_have_text("")
    control.click()
    expect(desk.page.get_by_role("option")).to_have_text(list(ITEMS))
    desk.assert_accessible()
    desk.page.get_by_role("option", name="large").click()
    assert calls.next() == (2, "large")
    assert (box.get_index(), box.get_text()) == (2, "large")
    expect(control).to_have_text("large")
    expect(desk.page.get_by_role("listbox")).to_be_hidden()
    control.click()
    desk.page.mouse.click(600, 500)
    expect(desk.page.get_by_role("listbox")).to_be_hidden()
    desk.assert_silent(calls)
    desk.assert_same()


def test_choose_by_keys(desk: Desk) -> None:
    box = box_of(desk)
    calls = desk.calls(box)
    control = desk.page.get_by_role("combobox")
    for keys, chosen in (
        (["ArrowDown", "Enter"], (0, "small")),
        (["Enter", "ArrowDown", "Space"], (1, "medium")),
        (["End", "Enter"], (3, "vast")),
        (["Home", "Enter"], (0, "small")),
        (["l", "Enter"], (2, "large")),
    ):
        for key in keys:
            control.press(key)
        assert calls.next() == chosen
    control.press("ArrowDown")
    control.press("ArrowDown")
    control.press("Escape")
    expect(control).to_have_text("large")
    expect(control).to_have_attribute("aria-expanded", "false")
    desk.assert_silent(calls)


def test_set_by_the_program(desk: Desk) -> None:
    box = box_of(desk, dropdown_limit=2)
    calls = desk.calls(box)
    control = desk.page.get_by_role("combobox")
    box.set_index(1)
    expect(control).to_have_text("medium")
    box.show_text("vast")
    expect(control).to_have_text("vast")
    box.delete_alpha("small")
    assert box.get_index() == 2
    box.insert_alpha("kilo")
    assert [box.get_alpha(index) for index in range(4)] == ["kilo", "medium", "large", "vast"]
    box.set_length(6)
    control.click()
    expect(desk.page.get_by_role("option")).to_have_text(["kilo", "medium", "large", "vast"])
    rows = desk.box(box, ".pg-list")["height"] / desk.box(box, ".pg-option:first-child")["height"]
    assert 2 <= rows < 3
    desk.page.keyboard.press("Escape")
    desk.assert_silent(calls)
    desk.assert_same()
    expect(control).to_have_text("vast")
    box.delete_alpha("vast")
    expect(control).to_have_text("")
    box.set_text("large")
    assert box.get_index() == 2
    box.clear()
    assert (box.get_index(), box.get_text()) == (-1, "")
    expect(control).to_have_text("")
    desk.assert_silent(calls)


def test_editable(desk: Desk) -> None:
    box = box_of(desk, editable=True)
    calls, typed = desk.calls(box), desk.calls(box, "modified")
    control = desk.page.get_by_role("combobox")
    control.fill("huge")
    typed.until("huge")
    assert (box.get_index(), box.get_text()) == (-1, "huge")
    desk.assert_silent(calls)
    control.press("Enter")
    assert calls.next() == (4, "huge")
    assert (box.get_index(), box.get_alpha(4)) == (4, "huge")
    # the program makes it an item
    desk.settle()
    control.press("ArrowDown")
    expect(desk.page.get_by_role("option")).to_have_text([*ITEMS, "huge"])
    desk.assert_accessible()
    control.press("ArrowUp")
    control.press("Enter")
    assert calls.next() == (3, "vast")
    expect(control).to_have_value("vast")
    desk.at(box, ".pg-combo-arrow").click()
    desk.page.get_by_role("option", name="huge").click()
    assert calls.next() == (4, "huge")
    desk.assert_same()
    expect(control).to_have_value("huge")
    box.set_text("of the program")
    expect(control).to_have_value("of the program")
    desk.assert_silent(calls, typed)


def test_what_is_entered_or_chosen_leaves_it(desk: Desk) -> None:
    box = box_of(desk, editable=True, clear_on_enter=True)
    calls, typed = desk.calls(box), desk.calls(box, "modified")
    control = desk.page.get_by_role("combobox")
    there = desk.second.get_by_role("combobox")
    control.fill("huge")
    typed.until("huge")
    expect(there).to_have_value("huge")
    control.press("Enter")
    expect(control).to_have_value("")
    expect(control).to_be_focused()
    assert calls.next() == (4, "huge")
    expect(there).to_have_value("")
    desk.at(box, ".pg-combo-arrow").click()
    desk.page.get_by_role("option", name="huge").click()
    expect(control).to_have_value("")
    assert calls.next() == (4, "huge")
    assert (box.get_index(), box.get_text()) == (-1, "")
    desk.assert_silent(calls, typed)
    desk.assert_same()
    # what the program shows stays
    box.set_index(1)
    expect(control).to_have_value("medium")


def test_a_choice_alone_stays(desk: Desk) -> None:
    box = box_of(desk, clear_on_enter=True)
    calls = desk.calls(box)
    control = desk.page.get_by_role("combobox")
    control.press("ArrowDown")
    control.press("Enter")
    assert calls.next() == (0, "small")
    desk.settle()
    expect(control).to_have_text("small")
    assert box.get_index() == 0


def test_second_page_gets_the_new_item(desk: Desk) -> None:
    box = box_of(desk, editable=True)
    calls = desk.calls(box)
    there = desk.second.get_by_role("combobox")
    desk.page.get_by_role("combobox").fill("huge")
    expect(there).to_have_value("huge")
    desk.page.get_by_role("combobox").press("Enter")
    assert calls.next() == (4, "huge")
    desk.settle()
    there.press("ArrowDown")
    expect(desk.second.get_by_role("option")).to_have_text([*ITEMS, "huge"])


def test_as_wide_as_its_longest_item(desk: Desk) -> None:
    box = desk.W.ComboBox()
    row = desk.W.HBox()
    row.add_widget(box, 0)
    desk.show(row, 700, 200)

    def width() -> float:
        desk.settle()
        return desk.box(box)["width"]

    for item in ("kg", "g"):
        box.append_text(item)
    assert 80 <= width() < 100
    item = "an item that needs more room"
    box.append_text(item)
    box.show_text(item)
    wide = width()
    is_whole = "(control) => control.scrollWidth <= control.clientWidth"
    assert desk.look(box, is_whole, inner=".pg-combo-control")
    box.set_font("sans-serif", 20)
    assert width() > wide
    assert desk.look(box, is_whole, inner=".pg-combo-control")
    box.set_font("sans-serif", 13)
    wide = width()
    for number in range(40):
        box.append_text(f"item {number}")
    assert width() == wide
    # of all that there are a few are laid out
    assert desk.at(box, ".pg-combo-longest > *").count() == 12
    box.append_text("and so on " * 20)
    assert 320 <= width() < 324
    box.delete_alpha("and so on " * 20)
    assert width() == wide
    box.set_length(4)
    assert width() < 90
    desk.assert_same()


def test_disabled(desk: Desk) -> None:
    box = box_of(desk)
    calls = desk.calls(box)
    box.set_enabled(False)
    desk.at(box).click(force=True)
    expect(desk.page.get_by_role("listbox")).to_be_hidden()
    desk.assert_silent(calls)
    desk.assert_same()


def test_items_that_change_while_the_list_is_open(desk: Desk) -> None:
    box = box_of(desk)
    calls = desk.calls(box)
    control = desk.page.get_by_role("combobox")
    control.press("ArrowDown")
    control.press("ArrowDown")
    box.insert_alpha("big")
    expect(desk.page.get_by_role("option")).to_have_text(["big", *ITEMS])
    control.press("Enter")
    assert calls.next() == (2, "medium")
    assert box.get_index() == 2
