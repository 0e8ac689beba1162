from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def row(desk: Desk, group: str | int | None) -> list[Any]:
    buttons = [desk.W.ToggleButton(text, group=group) for text in ("Left", "Middle", "Right")]
    box = desk.W.HBox(spacing=4)
    for button in buttons:
        box.add_widget(button)
    desk.show(box)
    return buttons


def pressed(desk: Desk, buttons: list[Any]) -> list[str | None]:
    return [desk.at(button).get_attribute("aria-pressed") for button in buttons]


@pytest.mark.parametrize("key", [None, "Enter", "Space"])
def test_switch(desk: Desk, key: str | None) -> None:
    button = row(desk, None)[0]
    calls = desk.calls(button)
    for expected in (True, False):
        desk.at(button).press(key) if key else desk.at(button).click()
        assert calls.next() == (expected,)
        assert button.get_state() is expected
        expect(desk.at(button)).to_have_attribute("aria-pressed", str(expected).lower())
    desk.assert_silent(calls)


def test_group_excludes_by_user_and_program(desk: Desk) -> None:
    buttons = row(desk, "side")
    calls = [desk.calls(button) for button in buttons]
    desk.at(buttons[0]).click()
    assert calls[0].next() == (True,)
    desk.at(buttons[1], page=desk.second).click()
    assert calls[1].next() == (True,)
    expect(desk.at(buttons[0])).to_have_attribute("aria-pressed", "false")
    assert [button.get_state() for button in buttons] == [False, True, False]
    buttons[2].set_state(True)
    expect(desk.at(buttons[2])).to_have_attribute("aria-pressed", "true")
    assert pressed(desk, buttons) == ["false", "false", "true"]
    assert [button.get_state() for button in buttons] == [False, False, True]
    desk.assert_silent(*calls)
    desk.assert_accessible()
    desk.assert_same()


def test_text_and_disabled(desk: Desk) -> None:
    button = row(desk, None)[0]
    calls = desk.calls(button)
    button.set_text("Bold")
    expect(desk.page.get_by_role("button", name="Bold")).to_be_visible()
    button.set_state(True)
    button.set_enabled(False)
    desk.at(button).click(force=True)
    desk.assert_silent(calls)
    desk.assert_same()
