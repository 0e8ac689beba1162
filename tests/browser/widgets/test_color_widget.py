from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.widgets.desk import Desk


def swatch(desk: Desk, chooser: Any, color: str) -> Locator:
    return desk.at(chooser, f".pg-color-swatch[value='{color}']")


def test_choosing(desk: Desk) -> None:
    chooser = desk.W.ColorWidget(color="#369")
    assert chooser.get_color() == "#336699"
    desk.show(chooser)
    calls = desk.calls(chooser, "pick")
    well, hexadecimal = desk.at(chooser, "[type=color]"), desk.at(chooser, ".pg-color-hex")
    expect(hexadecimal).to_have_value("#336699")
    # the platform's picker
    well.fill("#aa0011")
    calls.until("#aa0011")
    # in hexadecimal
    hexadecimal.fill("#0C8")
    hexadecimal.press("Enter")
    calls.until("#00cc88")
    hexadecimal.fill("#00")
    expect(hexadecimal).to_have_attribute("aria-invalid", "true")
    hexadecimal.blur()
    expect(hexadecimal).to_have_value("#00cc88")
    # what shines through
    desk.at(chooser, "[type=range]").fill("50")
    calls.until("#00cc8880")
    # a palette, by keys
    swatch(desk, chooser, "#000000").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        desk.page.keyboard.press(key)
    calls.until("#ffa8a8")
    assert chooser.get_color() == "#ffa8a8"
    # what was chosen before is there, in other browsers too
    for page in (desk.page, desk.second):
        recent = desk.at(chooser, ".pg-color-row >> nth=2", page=page).locator("button")
        expect(recent).to_have_count(4)
        expect(recent.first).to_have_attribute("value", "#ffa8a8")
    desk.at(chooser, ".pg-color-swatch[value='#00cc8880']").click()
    calls.until("#00cc8880")
    expect(swatch(desk, chooser, "#00cc8880")).to_be_focused()
    expect(desk.at(chooser, ".pg-color-hex", page=desk.second)).to_have_value("#00cc8880")
    chooser.set_color("#102030")
    expect(hexadecimal).to_have_value("#102030")
    expect(well).to_have_value("#102030")
    desk.assert_silent(calls)
    desk.assert_accessible()
    desk.assert_same()


def test_without_alpha(desk: Desk) -> None:
    chooser = desk.W.ColorWidget(color="#33669980", alpha=False)
    assert chooser.get_color() == "#336699"
    desk.show(chooser)
    calls = desk.calls(chooser, "pick")
    expect(desk.at(chooser, "[type=range]")).to_have_count(0)
    desk.at(chooser, ".pg-color-hex").fill("#ff880080")
    desk.at(chooser, ".pg-color-hex").press("Enter")
    calls.until("#ff8800")
    chooser.set_enabled(False)
    swatch(desk, chooser, "#000000").click(force=True)
    desk.assert_silent(calls)
    desk.assert_same()
