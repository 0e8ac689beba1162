"""States that are seen: disabled, of one family, cut, and nothing that moves."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from pgwidgets.catalog.registry import offered
from tests.browser.widgets.desk import Desk

LOOKS = """(element) => [element, ...element.querySelectorAll("*")].map((it) => {
  const style = getComputedStyle(it);
  const sides = ["Color", "BackgroundColor", "BorderTopColor", "Opacity"];
  return sides.map((side) => style[side[0].toLowerCase() + side.slice(1)]).join(" ");
}).join("\\n")"""
"""What of an element's looks a state may change without moving anything."""


BORDER = """(element) => {
  const { borderTopColor, borderTopWidth } = getComputedStyle(element);
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = borderTopColor;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data, borderTopWidth].join(" ");
}"""
"""What a border looks like, however its color is written."""


def can_be_disabled() -> list[str]:
    """Return the classes whose face has an enabled state."""
    return [name for name, widget in offered().items() if "enabled" in widget.all_states]


def made(desk: Desk, name: str) -> Any:
    """Return a widget that shows, with something in it."""
    W = desk.W
    if name in {"Menu", "MenuAction"}:
        bar = W.MenuBar()
        menu = bar.add_name("File")
        action = menu.add_name("Open")
        desk.show(bar)
        desk.at(bar, ".pg-menu-button").click()
        return menu if name == "Menu" else action
    widget = getattr(W, name)()
    for setter in ("set_text", "set_title"):
        if hasattr(widget, setter):
            getattr(widget, setter)("text")
            break
    if offered()[name].window or name == "Page":
        widget.show()
        return widget
    desk.show(widget)
    return widget


def test_disabled_is_seen(desk: Desk) -> None:
    desk.join(desk.page)
    for name in can_be_disabled():
        widget = made(desk, name)
        desk.settle()
        desk.page.mouse.move(0, 0)
        before, box = desk.look(widget, LOOKS), desk.box(widget)
        widget.set_enabled(False)
        desk.settle()
        assert desk.look(widget, LOOKS) != before, name
        assert desk.box(widget) == box, name
        widget.set_enabled(True)
        desk.settle()
        assert desk.look(widget, LOOKS) == before, name
        desk.clear()


def test_disabled_inside_disabled_is_dimmed_once(desk: Desk) -> None:
    outer, inner = desk.W.VBox(), desk.W.HBox()
    inner.add_widget(desk.W.Label("text"))
    outer.add_widget(inner)
    desk.show(outer)
    for box in (outer, inner):
        box.set_enabled(False)
    assert float(desk.style(outer, "opacity")) < 1
    assert desk.style(inner, "opacity") == "1"


def test_what_is_operated_has_borders_of_one_family(desk: Desk) -> None:
    column = desk.W.VBox()
    parts = [
        (desk.W.Button("x"), ""),
        (desk.W.ToggleButton("x"), ""),
        (desk.W.TextEntry(), ""),
        (desk.W.SpinBox(), ""),
        (desk.W.ComboBox(), ""),
        (desk.W.TextArea(), ""),
        (desk.W.CheckBox("x"), "input"),
        (desk.W.RadioButton("x"), "input"),
    ]
    for widget, _ in parts:
        column.add_widget(widget)
    desk.show(column, 400, 500)
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        desk.settle()
        looks = {desk.look(widget, BORDER, inner=inner) for widget, inner in parts}
        assert len(looks) == 1
    desk.page.emulate_media(color_scheme="light", reduced_motion="reduce")


def test_a_toggle_that_is_off_does_not_look_like_a_button(desk: Desk) -> None:
    row = desk.W.HBox()
    button, toggle = desk.W.Button("x"), desk.W.ToggleButton("x")
    for widget in (button, toggle):
        row.add_widget(widget)
    desk.show(row)
    assert desk.style(toggle, "box-shadow") == "none"
    assert desk.style(toggle, "background-color") != desk.style(button, "background-color")
    before = desk.box(toggle)
    toggle.set_state(True)
    assert desk.box(toggle) == before


def test_numbers_that_change_move_nothing(desk: Desk) -> None:
    row = desk.W.HBox()
    label, beside = desk.W.Label("111"), desk.W.Label("beside")
    for widget in (label, beside):
        row.add_widget(widget)
    desk.show(row)
    before = desk.box(beside)
    label.set_text("000")
    desk.settle()
    assert desk.box(beside) == before


LONG = "A text that is far too long for the room that it has got here " * 3


def cut_texts(desk: Desk) -> list[tuple[str, Any, str]]:
    W = desk.W
    label = W.Label(LONG)
    label.resize(150, 20)
    combo = W.ComboBox()
    combo.append_text(LONG)
    combo.set_index(0)
    combo.resize(width=150)
    entry = W.TextEntry(text=LONG)
    entry.resize(width=150)
    tabs = W.TabWidget()
    tabs.add_widget(W.Label("page"), {"title": LONG})
    return [
        ("label", label, ""),
        ("combo", combo, ".pg-combo-control"),
        ("entry", entry, ""),
        ("tab", tabs, ".pg-tab-title"),
    ]


def test_a_cut_text_shows_whole_under_the_pointer(desk: Desk) -> None:
    column = desk.W.VBox()
    column.set_align("start")
    parts = cut_texts(desk)
    secret = desk.W.TextEntry(text=LONG, password=True)
    secret.resize(width=150)
    for widget in [widget for _, widget, _ in parts] + [secret]:
        column.add_widget(widget)
    window = desk.show(column)
    window.set_title(LONG)
    bubble = desk.page.locator(".pg-tooltip")
    for name, widget, inner in [*parts, ("window", window, ".pg-window-title")]:
        assert desk.style(widget, "text-overflow", inner) == "ellipsis", name
        desk.at(widget, inner).hover()
        expect(bubble).to_have_text(LONG.strip(), use_inner_text=False)
        desk.page.mouse.move(990, 690)
        expect(bubble).to_have_count(0)
    # nor is a password told, or what is whole
    short = desk.W.Label("short")
    column.add_widget(short)
    for widget in (secret, short):
        desk.at(widget).hover()
        # the bubble of the next would come no earlier
        desk.at(parts[0][1]).hover()
        expect(bubble).to_have_text(LONG.strip())
        desk.page.mouse.move(990, 690)
        expect(bubble).to_have_count(0)


def test_a_cut_text_and_its_tooltip(desk: Desk) -> None:
    label = desk.W.Label(LONG)
    label.resize(150, 20)
    label.set_tooltip("What it means")
    column = desk.W.VBox(align="start")
    column.add_widget(label)
    desk.show(column)
    desk.at(label).hover()
    bubble = desk.page.locator(".pg-tooltip")
    expect(bubble).to_contain_text("What it means")
    expect(bubble).to_contain_text("far too long")
    desk.page.mouse.move(0, 0)
