from __future__ import annotations

from typing import Any

import pytest
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


DROPPER = """() => {
  window.droppers = [];
  window.EyeDropper = class {
    open({ signal } = {}) {
      return new Promise((resolve, reject) => {
        const end = (name) => reject(new DOMException("no color", name));
        signal?.addEventListener("abort", () => end("AbortError"));
        const take = (sRGBHex) => resolve({ sRGBHex });
        window.droppers.push({ take, end, isAborted: () => signal?.aborted ?? false });
      });
    }
  };
}"""
"""A stand-in for what browsers have, whose user the test is."""


@pytest.mark.parametrize("kind", ["ColorWidget", "ColorDialog"])
def test_a_color_from_the_screen(desk: Desk, kind: str) -> None:
    desk.join(desk.page).evaluate(DROPPER)
    chooser = getattr(desk.W, kind)(color="#33669980")
    calls = desk.calls(chooser, "pick")
    desk.show(desk.W.Label("behind") if kind == "ColorDialog" else chooser)
    chooser.show()
    button = desk.at(chooser, "[aria-label='Take a color from the screen']")
    taken = "([color]) => window.droppers.at(-1).take(color)"
    button.click()
    desk.page.evaluate(taken, ["#A0B0C0"])
    assert calls.next() == ("#a0b0c0",)
    recent = ".pg-color-row >> nth=2"
    for page in (desk.page, desk.second):
        kept = desk.at(chooser, recent, page=page).locator("button")
        expect(kept).to_have_count(1)
        expect(kept).to_have_attribute("value", "#a0b0c0")
        expect(desk.at(chooser, ".pg-color-hex", page=page)).to_have_value("#a0b0c0")
    # taken by the keys, and given up by Escape, which closes nothing else
    button.press("Enter")
    desk.page.evaluate("window.droppers.at(-1).end('AbortError')")
    desk.assert_silent(calls)
    expect(button).to_be_focused()
    # a browser that can't
    button.click()
    desk.page.evaluate("window.droppers.at(-1).end('NotAllowedError')")
    button.click()
    desk.page.evaluate(taken, ["no color"])
    # another user has meanwhile chosen something, and the program said something
    button.click()
    swatch = desk.at(chooser, ".pg-color-swatch[value='#e03131']", page=desk.second)
    swatch.click()
    assert calls.next() == ("#e03131",)
    chooser.set_color("#010203")
    desk.page.evaluate(taken, ["#0a0b0c"])
    assert calls.next() == ("#0a0b0c",)
    expect(desk.at(chooser, ".pg-color-hex", page=desk.second)).to_have_value("#0a0b0c")
    # what can't be used any more takes nothing
    for end, back in (
        (lambda: chooser.set_enabled(False), lambda: chooser.set_enabled(True)),
        (chooser.hide, chooser.show),
        (chooser.destroy, lambda: None),
    ):
        button.click()
        end()
        desk.page.wait_for_function("window.droppers.at(-1).isAborted()")
        desk.page.evaluate(taken, ["#ffffff"])
        desk.assert_silent(calls)
        back()


def test_where_the_browser_takes_no_color_from_the_screen(desk: Desk) -> None:
    desk.join(desk.page).evaluate("delete window.EyeDropper")
    chooser = desk.W.ColorWidget()
    desk.show(chooser)
    expect(desk.at(chooser, ".pg-color-line button")).to_have_count(0)
    expect(desk.at(chooser, ".pg-color-hex")).to_be_visible()


def test_two_users_and_a_reload(desk: Desk) -> None:
    chooser = desk.W.ColorWidget(color="#336699")
    desk.show(chooser)
    calls = desk.calls(chooser, "pick")
    second = desk.second
    one, two = "#e03131", "#2f9e44"
    desk.at(chooser, f".pg-color-swatch[value='{one}']").click()
    desk.at(chooser, f".pg-color-swatch[value='{two}']", page=second).click()
    calls.until(two)
    desk.at(chooser, "[type=range]").fill("40")
    assert calls.next() == (f"{two}66",)
    # all have all of them, newest first
    for page in (desk.page, second):
        kept = desk.at(chooser, ".pg-color-row >> nth=2", page=page).locator("button")
        expect(kept).to_have_count(3)
        for place, color in enumerate((f"{two}66", two, one)):
            expect(kept.nth(place)).to_have_attribute("value", color)
        expect(desk.at(chooser, "[type=range]", page=page)).to_have_value("40")
        expect(desk.at(chooser, ".pg-shown-number", page=page)).to_have_text("40 %")
    desk.assert_same()
    assert chooser.get_color() == f"{two}66"
