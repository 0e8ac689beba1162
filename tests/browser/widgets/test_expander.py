from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_users_and_programs_hide_what_it_holds(desk: Desk) -> None:
    W = desk.W
    column, expander, entry = W.VBox(padding=0), W.Expander(title="<More>"), W.TextEntry()
    inner = W.VBox()
    inner.add_widget(entry)
    expander.set_widget(inner)
    below = W.TextArea("below")
    column.add_widget(expander, 1)
    column.add_widget(below, 1)
    desk.show(column)
    toggled = desk.calls(expander, "toggled")
    head = desk.page.get_by_role("button", name="<More>")
    content = desk.page.get_by_role("group", name="<More>")
    expect(head).to_have_attribute("aria-expanded", "true")
    expect(content).to_be_visible()
    assert desk.box(entry)["x"] - desk.box(expander)["x"] == 13
    # the title begins behind its arrow
    assert desk.box(expander, ".pg-disclosure-title")["x"] < desk.box(expander)["x"] + 40
    second = desk.second
    head.click()
    assert toggled.next() == (True,)
    assert expander.get_collapsed()
    expect(desk.at(entry)).to_be_hidden()
    expect(desk.at(entry, page=second)).to_be_hidden()
    # what it leaves goes to its neighbour, whatever its stretch
    assert desk.box(expander)["height"] == 30
    end = desk.box(below)["y"] + desk.box(below)["height"]
    assert end == pytest.approx(desk.box(column)["y"] + desk.box(column)["height"], abs=1)
    desk.assert_accessible()
    desk.assert_same()
    desk.page.get_by_role("button", name="<More>").press("Enter")
    assert toggled.next() == (False,)
    desk.page.keyboard.press("Space")
    assert toggled.next() == (True,)
    expander.toggleContent()
    expect(desk.at(entry)).to_be_visible()
    desk.at(entry).focus()
    expander.set_collapsed(True)
    expect(desk.at(entry)).to_be_hidden()
    assert desk.page.evaluate("document.activeElement !== document.body")
    expander.set_enabled(False)
    desk.page.get_by_role("button", name="<More>").click(force=True)
    desk.assert_silent(toggled)
    expander.set_enabled(True)
    expander.set_collapsed(False)
    W.Frame().set_widget(inner)
    expect(desk.at(expander, ".pg-disclosure-body > *")).to_have_count(0)
    desk.assert_same()


def test_one_that_only_the_program_closes(desk: Desk) -> None:
    W = desk.W
    expander = W.Expander(title="long " * 40, collapsible=False, shadow=True, bg_color="navy")
    area = W.TextArea("text")
    expander.set_widget(area)
    window = desk.show(expander, 300, 200)
    expect(desk.at(expander, "button")).to_have_count(0)
    assert desk.style(expander, "box-shadow") != "none"
    assert desk.style(expander, "color", ".pg-disclosure-head") == "rgb(255, 255, 255)"
    # the title is cut, and the window does not scroll for it
    body = desk.at(window, ".pg-window-body")
    assert body.evaluate("(it) => it.scrollWidth - it.clientWidth") == 0
    assert desk.style(area, "border-left-width") == "0px"
    expander.set_collapsed(True)
    expect(desk.at(area)).to_be_hidden()
    desk.assert_accessible()
    desk.assert_same()
    expander.set_collapsed(False)
    expander.set_padding(20)
    assert desk.box(area)["x"] - desk.box(expander)["x"] == 21
    desk.assert_same()
