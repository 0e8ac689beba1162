from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.scenes import ICON, data_uri
from tests.browser.widgets.desk import Desk


def test_press_by_mouse_and_keys(desk: Desk) -> None:
    button = desk.W.Button("Save")
    desk.show(button)
    calls = desk.calls(button)
    desk.at(button).click()
    assert calls.next() == ()
    for key in ("Enter", "Space"):
        desk.at(button).press(key)
        assert calls.next() == ()
    desk.assert_silent(calls)
    desk.assert_accessible()


def test_text_icon_and_disabled(desk: Desk) -> None:
    button = desk.W.Button("Save")
    desk.show(button)
    calls = desk.calls(button)
    button.set_text("<b>Store</b>")
    button.set_icon(data_uri(ICON), 24)
    expect(desk.at(button)).to_have_text("<b>Store</b>")
    assert desk.box(button, "img")["width"] == 24
    button.set_icon(size=(12, 20))
    assert (desk.box(button, "img")["width"], desk.box(button, "img")["height"]) == (12, 20)
    button.set_enabled(False)
    desk.at(button).click(force=True)
    desk.assert_silent(calls)
    desk.assert_same()
    expect(desk.at(button)).to_be_disabled()
    button.set_icon(None)
    expect(desk.at(button, "img")).to_have_count(0)


@pytest.mark.parametrize("reset", ["bg", "fg", "both"])
def test_colors_and_back_to_the_theme(desk: Desk, reset: str) -> None:
    button = desk.W.Button("Save")
    desk.show(button)
    theme = {name: desk.style(button, name) for name in ("background-color", "color")}
    button.set_color(bg="rgb(10, 20, 30)", fg="rgb(240, 250, 230)")
    button.set_hover(bg="rgb(1, 2, 3)", fg="rgb(4, 5, 6)")
    wait = desk.page.wait_for_function
    expect(desk.at(button)).to_have_css("background-color", "rgb(10, 20, 30)")
    expect(desk.at(button)).to_have_css("color", "rgb(240, 250, 230)")
    desk.at(button).hover()
    expect(desk.at(button)).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(desk.at(button)).to_have_css("color", "rgb(4, 5, 6)")
    desk.page.mouse.move(0, 0)
    wait("!document.querySelector('.pg-button:hover')")
    desk.assert_same()
    if reset in {"bg", "both"}:
        button.set_color(bg=None)
        button.set_hover(bg=None)
        expect(desk.at(button)).to_have_css("background-color", theme["background-color"])
    if reset in {"fg", "both"}:
        button.set_color(fg=None)
        button.set_hover(fg=None)
        # of what is readable on the ground, if that stays
        color = theme["color"] if reset == "both" else "rgb(255, 255, 255)"
        expect(desk.at(button)).to_have_css("color", color)
    desk.assert_same()
