from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_tick_by_mouse_and_key(desk: Desk) -> None:
    box = desk.W.CheckBox("Wrap lines")
    desk.show(box)
    calls = desk.calls(box)
    desk.page.get_by_text("Wrap lines").click()
    assert calls.next() == (True,)
    assert box.get_state() is True
    expect(desk.page.get_by_role("checkbox", name="Wrap lines")).to_be_checked()
    desk.at(box, "input").press("Space")
    assert calls.next() == (False,)
    assert box.get_state() is False
    desk.assert_accessible()
    desk.assert_silent(calls)


def test_set_by_the_program(desk: Desk) -> None:
    box, plain = desk.W.CheckBox("Wrap lines"), desk.W.CheckBox()
    column = desk.W.VBox()
    column.add_widget(box)
    column.add_widget(plain)
    desk.show(column)
    calls = desk.calls(box)
    box.set_state(True)
    expect(desk.at(box, "input")).to_be_checked()
    box.set_enabled(False)
    desk.at(box).click(force=True)
    desk.assert_silent(calls)
    assert box.get_state() is True
    desk.assert_accessible()
    desk.assert_same()
    expect(desk.at(box, "input")).to_be_checked()
    expect(desk.at(box, "input")).to_be_disabled()


def test_second_page_follows(desk: Desk) -> None:
    box = desk.W.CheckBox("Wrap lines")
    desk.show(box)
    calls = desk.calls(box)
    desk.at(box, page=desk.second).click()
    assert calls.next() == (True,)
    expect(desk.at(box, "input")).to_be_checked()
    desk.assert_silent(calls)
