from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def column(desk: Desk, group: str | int | None = "size") -> list[Any]:
    buttons = [desk.W.RadioButton(text, group=group) for text in ("Small", "Medium", "Large")]
    box = desk.W.VBox()
    for button in buttons:
        box.add_widget(button)
    desk.show(box)
    return buttons


def test_choose_by_mouse_and_arrows(desk: Desk) -> None:
    buttons = column(desk)
    calls = [desk.calls(button) for button in buttons]
    desk.page.get_by_text("Medium").click()
    assert calls[1].next() == (True,)
    desk.at(buttons[1], "input").press("ArrowDown")
    assert calls[2].next() == (True,)
    assert [button.get_state() for button in buttons] == [False, False, True]
    desk.at(buttons[2], "input").press("ArrowUp")
    assert calls[1].next() == (True,)
    desk.assert_silent(*calls)
    desk.assert_accessible()
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    buttons = column(desk)
    calls = [desk.calls(button) for button in buttons]
    for button in (buttons[0], buttons[2]):
        button.set_state(True)
        expect(desk.at(button, "input")).to_be_checked()
    assert [button.get_state() for button in buttons] == [False, False, True]
    buttons[1].set_text("Middling")
    expect(desk.page.get_by_role("radio", name="Middling")).to_be_visible()
    buttons[1].set_enabled(False)
    desk.at(buttons[1]).click(force=True)
    desk.assert_silent(*calls)
    desk.assert_same()
    expect(desk.at(buttons[2], "input")).to_be_checked()
    buttons[2].set_state(False)
    expect(desk.at(buttons[2], "input")).not_to_be_checked()


def test_groups_are_apart(desk: Desk) -> None:
    ones, texts = desk.W.RadioButton("number", group=1), desk.W.RadioButton("text", group="1")
    box = desk.W.VBox()
    box.add_widget(ones)
    box.add_widget(texts)
    desk.show(box)
    calls = [desk.calls(ones), desk.calls(texts)]
    desk.at(ones).click()
    desk.at(texts).click()
    assert [call.next() for call in calls] == [(True,), (True,)]
    assert ones.get_state()
    assert texts.get_state()
    expect(desk.at(ones, "input")).to_be_checked()


def test_second_page_follows(desk: Desk) -> None:
    buttons = column(desk)
    calls = [desk.calls(button) for button in buttons]
    desk.at(buttons[0]).click()
    assert calls[0].next() == (True,)
    desk.at(buttons[2], page=desk.second).click()
    assert calls[2].next() == (True,)
    expect(desk.at(buttons[2], "input")).to_be_checked()
    expect(desk.at(buttons[0], "input")).not_to_be_checked()
    desk.assert_silent(*calls)
