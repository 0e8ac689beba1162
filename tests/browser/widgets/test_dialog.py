from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def dialog_of(desk: Desk, **options: Any) -> tuple[Any, Any]:
    buttons: list[Any] = ["Help", ("Cancel", False), ("Delete", {"really": True})]
    dialog = desk.W.Dialog("Delete?", buttons, **options)
    dialog.add_widget(desk.W.Label("This can't be undone."))
    opener = desk.W.Button("Open")
    opener.on("activated", dialog.popup)
    desk.show(opener)
    return dialog, opener


@pytest.mark.parametrize("modal", [True, False])
def test_buttons_and_autoclose(desk: Desk, modal: bool) -> None:
    dialog, opener = dialog_of(desk, modal=modal, autoclose=True)
    calls, closed = desk.calls(dialog), desk.calls(dialog, "close")
    for label, value, key in (
        ("Help", "Help", None),
        ("Cancel", False, "Enter"),
        ("Delete", {"really": True}, "Space"),
    ):
        desk.at(opener).click()
        button = desk.at(dialog).get_by_role("button", name=label)
        expect(button).to_be_visible()
        button.press(key) if key else button.click()
        assert calls.next() == (value,)
        expect(desk.at(dialog)).to_be_hidden()
        assert not dialog.is_visible()
    desk.assert_silent(calls, closed)


def test_the_buttons_stay_in_view(desk: Desk) -> None:
    dialog, opener = dialog_of(desk, modal=True)
    for number in range(60):
        dialog.add_widget(desk.W.Button(f"Button {number}"))
    desk.at(opener).click()
    first, last, delete = (
        desk.at(dialog).get_by_role("button", name=name, exact=True)
        for name in ("Button 0", "Button 59", "Delete")
    )
    expect(delete).to_be_in_viewport(ratio=1)
    expect(first).to_be_in_viewport(ratio=1)
    last.focus()
    expect(last).to_be_in_viewport(ratio=1)
    expect(delete).to_be_in_viewport(ratio=1)
    desk.assert_accessible()


@pytest.mark.parametrize("way", ["Escape", "cross"])
@pytest.mark.parametrize("modal", [True, False])
def test_close_by_the_user(desk: Desk, modal: bool, way: str) -> None:
    dialog, opener = dialog_of(desk, modal=modal)
    closed = desk.calls(dialog, "close")
    desk.at(opener).press("Enter")
    expect(desk.at(dialog)).to_be_visible()
    desk.assert_accessible()
    if way == "Escape":
        desk.page.keyboard.press("Escape")
    else:
        desk.at(dialog).get_by_role("button", name="Close").click()
    assert closed.next() == ()
    expect(desk.at(dialog)).to_be_hidden()
    expect(desk.at(opener)).to_be_focused()
    assert not dialog.is_visible()
    desk.assert_silent(closed)
    desk.assert_same()


def test_modal_keeps_the_focus(desk: Desk) -> None:
    dialog, opener = dialog_of(desk, modal=True)
    pressed = desk.calls(opener)
    dialog.popup()
    expect(desk.at(dialog)).to_be_visible()
    for _ in range(6):
        desk.page.keyboard.press("Tab")
        inside = desk.at(dialog).evaluate(
            "(element) => element.contains(document.activeElement)"
            " || document.activeElement === document.body"
        )
        assert inside
    desk.page.mouse.click(*desk.middle(opener))
    desk.assert_silent(pressed)
    dialog.set_modal(False)
    expect(desk.at(dialog)).to_be_visible()
    dialog.set_position(500, 400)
    desk.at(opener).click()
    assert pressed.next() == ()


@pytest.mark.parametrize("modal", [True, False])
def test_shown_again_after_a_reload(desk: Desk, modal: bool) -> None:
    dialog, _ = dialog_of(desk, modal=modal, resizable=True)
    calls = desk.calls(dialog, "close")
    entry = desk.W.TextEntry("inside")
    dialog.insert_widget(0, entry)
    extra = desk.W.Button("Extra")
    dialog.add_button(extra, 7)
    dialog.set_spacing(12)
    dialog.set_title("Really?")
    dialog.popup(300, 200)
    expect(desk.at(dialog, ".pg-window-title")).to_have_text("Really?")
    assert (desk.box(dialog)["x"], desk.box(dialog)["y"]) == (300, 200)
    dialog.resize(400, 300)
    assert (desk.box(dialog)["width"], desk.box(dialog)["height"]) == (400, 300)
    assert desk.box(entry)["y"] < desk.box(dialog, ".pg-label")["y"]
    expect(desk.at(entry)).to_be_focused()
    desk.assert_silent(calls)
    desk.assert_same()
    activated = desk.calls(dialog)
    desk.at(extra).click()
    assert activated.next() == (7,)
    expect(desk.at(dialog)).to_be_visible()
    dialog.hide()
    expect(desk.at(dialog)).to_be_hidden()
    expect(desk.at(dialog, page=desk.second)).to_be_hidden()


def test_move_and_resize(desk: Desk) -> None:
    dialog, _ = dialog_of(desk, resizable=True)
    dialog.popup(300, 200)
    moves = desk.calls(dialog, "move")
    bar = desk.box(dialog, ".pg-window-bar")
    desk.drag((bar["x"] + 60, bar["y"] + 10), 40, 30)
    moves.until(340, 230)
    assert dialog.get_position() == (340, 230)
    box = desk.box(dialog)
    desk.drag((box["x"] + box["width"] - 3, box["y"] + box["height"] - 3), 50, 60)
    desk.settle()
    assert dialog.get_size() == (round(box["width"]) + 50, round(box["height"]) + 60)
    desk.assert_same()


@pytest.mark.parametrize("modal", [True, False])
def test_a_dialog_in_the_middle_is_dragged_from_there(desk: Desk, modal: bool) -> None:
    dialog, opener = dialog_of(desk, modal=modal)
    desk.at(opener).click()
    expect(desk.at(dialog)).to_be_visible()
    moves, closes = desk.calls(dialog, "move"), desk.calls(dialog, "close")
    before = desk.box(dialog)
    start = desk.middle(dialog, ".pg-window-title")
    desk.drag(start, 60, -45)
    moved = (round(before["x"]) + 60, round(before["y"]) - 45)
    moves.until(*moved)
    desk.settle()
    assert dialog.get_position() == moved
    mouse = desk.page.mouse
    mouse.move(start[0] + 60, start[1] - 45)
    mouse.down()
    mouse.move(start[0], start[1], steps=3)
    # takes the drag back, and closes nothing
    desk.page.keyboard.press("Escape")
    mouse.up()
    moves.until(*moved)
    desk.assert_silent(closes)
    # as far as it can be got hold of again
    desk.drag((start[0] + 60, start[1] - 45), -2000, -2000)
    desk.settle()
    bar = desk.at(dialog, ".pg-window-title")
    expect(bar).to_be_in_viewport()
    desk.assert_same()


def test_a_dialog_that_can_not_be_moved(desk: Desk) -> None:
    dialog, _ = dialog_of(desk, moveable=False)
    dialog.popup(300, 200)
    moves = desk.calls(dialog, "move")
    desk.drag(desk.middle(dialog, ".pg-window-title"), 40, 30)
    desk.assert_silent(moves)
    assert dialog.get_position() == (300, 200)


def test_a_disabled_dialog_is_so_however_it_came_to_show(desk: Desk) -> None:
    dialog = desk.W.Dialog("Question", ["OK"])
    dialog.set_enabled(False)
    desk.join(desk.page)
    dialog.show()
    expect(desk.at(dialog)).to_have_attribute("inert", "")
    desk.assert_same()
    dialog.set_enabled(True)
    expect(desk.at(dialog)).not_to_have_attribute("inert", "")
