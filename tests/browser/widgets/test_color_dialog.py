from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_taking_and_leaving(desk: Desk) -> None:
    dialog = desk.W.ColorDialog(color="#336699", title="Ground", modal=True)
    button = desk.W.Button("Color")
    button.on("activated", dialog.popup)
    desk.show(button)
    taken, closed, picked = (desk.calls(dialog, name) for name in ("activated", "close", "pick"))
    desk.at(button).press("Enter")
    expect(desk.page.get_by_role("dialog", name="Ground")).to_be_visible()
    desk.assert_accessible()
    hexadecimal = desk.at(dialog, ".pg-color-hex")
    hexadecimal.fill("#f80")
    hexadecimal.press("Enter")
    assert picked.next() == ("#ff8800",)
    assert taken.next() == ("#ff8800",)
    expect(desk.at(dialog)).to_be_hidden()
    expect(desk.at(button)).to_be_focused()
    assert not dialog.is_visible()
    desk.at(button).press("Enter")
    desk.page.get_by_role("button", name="Cancel").click()
    assert closed.next() == ()
    desk.at(button).press("Enter")
    expect(desk.at(dialog)).to_be_visible()
    desk.page.keyboard.press("Escape")
    assert closed.next() == ()
    expect(desk.at(dialog)).to_be_hidden()
    assert not dialog.is_visible()
    dialog.set_modal(False)
    dialog.popup(120, 80)
    box = desk.box(dialog)
    assert (box["x"], box["y"]) == (120, 80)
    moved = desk.calls(dialog, "move")
    desk.drag(desk.middle(dialog, ".pg-window-title"), 40, 30)
    moved.until(160, 110)
    dialog.set_color("#102030")
    expect(hexadecimal).to_have_value("#102030")
    desk.at(dialog, ".pg-color-swatch[value='#e03131']").click()
    picked.until("#e03131")
    expect(desk.at(dialog, ".pg-color-hex", page=desk.second)).to_have_value("#e03131")
    assert (dialog.get_color(), dialog.get_position()) == ("#e03131", (160, 110))
    desk.assert_silent(taken, closed, picked)
    desk.assert_same()


def test_what_is_no_color_takes_nothing(desk: Desk) -> None:
    dialog = desk.W.ColorDialog(color="#336699", alpha=False)
    button = desk.W.Button("Color")
    button.on("activated", dialog.popup)
    desk.show(button)
    taken = desk.calls(dialog)
    desk.at(button).press("Enter")
    hexadecimal = desk.at(dialog, ".pg-color-hex")
    hexadecimal.fill("#33")
    hexadecimal.press("Enter")
    expect(hexadecimal).to_have_value("#336699")
    expect(desk.at(dialog)).to_be_visible()
    desk.assert_silent(taken)
    hexadecimal.fill("#33669980")
    hexadecimal.press("Enter")
    assert taken.next() == ("#336699",)
    expect(desk.at(dialog)).to_be_hidden()


def test_the_keyboard_stays_in_a_modal_one(desk: Desk) -> None:
    dialog = desk.W.ColorDialog(modal=True)
    button = desk.W.Button("Color")
    button.on("activated", dialog.popup)
    desk.show(button)
    desk.at(button).press("Enter")
    expect(desk.at(dialog)).to_be_visible()
    places = set()
    for _ in range(12):
        desk.page.keyboard.press("Tab")
        place = desk.at(dialog).evaluate(
            """(dialog) => {
                const at = document.activeElement;
                if (!dialog.contains(at)) return at === document.body ? "browser" : "outside";
                return at.ariaLabel ?? at.textContent;
            }"""
        )
        places.add(place)
    assert "outside" not in places
    assert places >= {"Color", "Color in hexadecimal", "Opacity", "#000000", "Cancel", "OK"}
    for scheme in ("dark", "light"):
        desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        desk.assert_accessible()
    desk.page.keyboard.press("Escape")
    expect(desk.at(button)).to_be_focused()
    desk.assert_same()


def test_shown_again_after_a_reload(desk: Desk) -> None:
    dialog = desk.W.ColorDialog(title="Ground", color="#33669980")
    desk.show(desk.W.Label("behind"))
    dialog.popup(100, 90)
    desk.at(dialog, ".pg-color-swatch[value='#e03131']").click()
    recent = desk.at(dialog, ".pg-color-row >> nth=2").locator("button")
    expect(recent).to_have_count(1)
    desk.assert_same()
    desk.assert_same()
    expect(recent).to_have_attribute("value", "#e03131")
    assert dialog.is_visible()
    dialog.hide()
    expect(desk.at(dialog)).to_be_hidden()
    expect(desk.at(dialog, page=desk.second)).to_be_hidden()
