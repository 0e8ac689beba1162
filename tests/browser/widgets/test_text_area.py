from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

LINES = "".join(f"line {number}\n" for number in range(1, 101))


def test_type(desk: Desk) -> None:
    area = desk.W.TextArea("one\n")
    desk.show(area)
    typed = desk.calls(area, "modified")
    desk.at(area, "textarea").press("Control+End")
    desk.page.keyboard.type("two")
    typed.until("one\ntwo")
    desk.page.keyboard.press("Enter")
    typed.until("one\ntwo\n")
    assert area.get_text() == "one\ntwo\n"
    desk.assert_silent(typed)
    desk.assert_accessible()
    desk.assert_same()


def test_set_by_the_program(desk: Desk) -> None:
    area = desk.W.TextArea("a", wrap=False)
    desk.show(area)
    typed = desk.calls(area, "modified")
    area.set_text("first\r\nsecond")
    expect(desk.at(area, "textarea")).to_have_value("first\nsecond")
    area.append_text("\nthird")
    expect(desk.at(area, "textarea")).to_have_value("first\nsecond\nthird")
    area.set_limit(2)
    expect(desk.at(area, "textarea")).to_have_value("second\nthird")
    area.append_text("\nfourth")
    expect(desk.at(area, "textarea")).to_have_value("third\nfourth")
    assert area.get_text() == "third\nfourth"
    expect(desk.at(area, "textarea")).to_have_attribute("wrap", "off")
    area.set_wrap(True)
    expect(desk.at(area, "textarea")).to_have_attribute("wrap", "soft")
    area.set_editable(False)
    reading = desk.at(area, "[role=textbox]")
    expect(reading).to_have_text("third\nfourth", use_inner_text=True)
    reading.press("x")
    desk.assert_silent(typed)
    desk.assert_same()
    area.clear()
    expect(reading).to_have_text("")


def test_limit_while_typing(desk: Desk) -> None:
    area = desk.W.TextArea("1\n2")
    area.set_limit(2)
    desk.show(area)
    typed = desk.calls(area, "modified")
    desk.at(area, "textarea").press("Control+End")
    desk.page.keyboard.type("x\n3")
    typed.until("2x\n3")
    expect(desk.at(area, "textarea")).to_have_value("2x\n3")
    desk.assert_same()


def test_scroll_by_the_program_and_the_user(desk: Desk) -> None:
    area = desk.W.TextArea(LINES)
    desk.show(area)
    scrolled = desk.calls(area, "scrolled")
    area.set_scroll_position(v_pct=0.5)
    desk.page.wait_for_function(
        "(id) => { const e = document.getElementById(id).firstElementChild;"
        "return Math.abs(e.scrollTop - (e.scrollHeight - e.clientHeight) / 2) < 2; }",
        arg=area.get_element(),
    )
    desk.assert_silent(scrolled)
    assert area.get_scroll_position()[1] == pytest.approx(0.5, abs=0.01)
    desk.assert_same()
    desk.page.mouse.move(*desk.middle(area))
    desk.page.mouse.wheel(0, 5000)
    while scrolled.next() != (0, 1):
        pass
    assert area.get_scroll_position() == (0, 1)


def test_scroll_to_lines(desk: Desk) -> None:
    area = desk.W.TextArea(LINES)
    desk.show(area)
    scrolled = desk.calls(area, "scrolled")
    seen = []
    for align in ("bottom", "center", "top"):
        area.scroll_to_lineno(50, align)
        desk.settle()
        seen.append(desk.look(area, "(element) => element.scrollTop", inner="textarea"))
    assert seen == sorted(seen)
    assert seen[0] > 0
    area.scroll_to_end()
    wait_until(lambda: area.get_scroll_position()[1] == 1, "it is at the end", desk.page)
    desk.assert_silent(scrolled)
    desk.assert_same()
