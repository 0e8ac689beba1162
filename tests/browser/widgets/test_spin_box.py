from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_keys_buttons_and_wheel(desk: Desk) -> None:
    box = desk.W.SpinBox(min=0, max=100, step=2, value=50)
    desk.show(box)
    calls = desk.calls(box)
    field = desk.page.get_by_role("spinbutton")
    for key, value in (("ArrowUp", 52), ("ArrowDown", 50), ("PageUp", 70), ("PageDown", 50)):
        field.press(key)
        calls.until(value)
        assert box.get_value() == value
    desk.at(box, ".pg-up").click()
    calls.until(52)
    desk.at(box, ".pg-down").click()
    calls.until(50)
    field.hover()
    desk.page.mouse.wheel(0, -100)
    calls.until(52)
    expect(field).to_have_value("52")
    desk.assert_silent(calls)
    desk.assert_accessible()
    desk.assert_same()


def test_typing(desk: Desk) -> None:
    box = desk.W.SpinBox(dtype="float", min=0, max=1, step=0.25, value=0.5)
    desk.show(box)
    calls = desk.calls(box)
    field = desk.page.get_by_role("spinbutton")
    for typed, value, shown in (("0.75", 0.75, "0.75"), ("7", 1, "1.00"), ("-1", 0, "0.00")):
        field.fill(typed)
        field.press("Enter")
        assert calls.next() == (value,)
        expect(field).to_have_value(shown)
    field.fill("no number")
    field.press("Enter")
    expect(field).to_have_value("0.00")
    field.fill("0.5")
    field.press("Escape")
    expect(field).to_have_value("0.00")
    field.fill("0.25")
    field.press("Tab")
    assert calls.next() == (0.25,)
    desk.assert_silent(calls)
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    box = desk.W.SpinBox(dtype="float", min=0, max=10)
    desk.show(box)
    calls = desk.calls(box)
    field = desk.page.get_by_role("spinbutton")
    box.set_value(99)
    expect(field).to_have_value("10")
    assert box.get_value() == 10
    expect(desk.at(box, ".pg-up")).to_be_disabled()
    box.set_limits(20, 30, 5)
    expect(field).to_have_value("20")
    box.set_decimals(2)
    expect(field).to_have_value("20.00")
    box.set_enabled(False)
    expect(field).to_be_disabled()
    desk.assert_silent(calls)
    desk.assert_same()


def test_program_does_not_eat_typing(desk: Desk) -> None:
    box = desk.W.SpinBox(min=0, max=100)
    desk.show(box)
    calls = desk.calls(box)
    field = desk.page.get_by_role("spinbutton")
    field.fill("4")
    box.set_value(77)
    field.press("End")
    field.press("2")
    expect(field).to_have_value("42")
    field.press("Enter")
    assert calls.next() == (42,)


def test_digits_in_groups(desk: Desk) -> None:
    box = desk.W.SpinBox(min=0, max=5_000_000)
    desk.show(box)
    calls = desk.calls(box)
    field = desk.page.get_by_role("spinbutton")
    for typed, value in (("1,000", 1000), ("2.000", 2000), ("1 234 567", 1234567), ("12", 12)):
        field.fill(typed)
        field.press("Enter")
        assert calls.next() == (value,)
        expect(field).to_have_value(str(value))
    desk.assert_same()
