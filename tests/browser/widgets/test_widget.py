"""What every widget has, tried on widgets of every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.support.pictures import DOT, uri

FOCUSABLE = (
    "Button",
    "CheckBox",
    "ToggleButton",
    "RadioButton",
    "TextEntry",
    "TextArea",
    "ComboBox",
    "Slider",
    "SpinBox",
)
KINDS = (*FOCUSABLE, "Label", "ProgressBar", "Image", "VBox", "Frame", "Splitter", "TabWidget")


def made(desk: Desk, kind: str) -> Any:
    if kind in {"Button", "Label", "CheckBox", "ToggleButton", "RadioButton"}:
        return getattr(desk.W, kind)("Text")
    return getattr(desk.W, kind)()


def is_told(widget: Any, size: tuple[float, float]) -> bool:
    """Whether the program knows how large a widget is in its page."""
    known: tuple[float, float] = widget.get_size()
    return known == size


def placed(desk: Desk, kind: str) -> Any:
    (widget,) = placed_all(desk, [kind]).values()
    return widget


def placed_all(desk: Desk, kinds: Sequence[str]) -> dict[str, Any]:
    """Show a widget of each kind, four below each other."""
    widgets = {kind: made(desk, kind) for kind in kinds}
    row = desk.W.HBox(padding=8)
    for start in range(0, len(kinds), 4):
        column = desk.W.VBox()
        column.set_align("start")
        for kind in kinds[start : start + 4]:
            column.add_widget(widgets[kind])
        row.add_widget(column)
    desk.show(row, 940, 620)
    return widgets


LOOKS = ("font-size", "font-weight", "font-style", "font-family", "background-color")


def test_looks(desk: Desk) -> None:
    widgets = placed_all(desk, KINDS)
    # a box has no ground of its own
    names = {kind: LOOKS[: -1 if kind == "VBox" else None] for kind in KINDS}
    theme = {
        kind: {name: desk.style(widget, name) for name in names[kind]}
        for kind, widget in widgets.items()
    }
    for widget in widgets.values():
        widget.set_bg("rgb(250, 240, 230)")
        widget.set_font("serif", 19, "bold", "italic")
        widget.set_border_width(3)
        widget.set_border_color("rgb(9, 8, 7)")
        widget.resize(210, 90)
    for kind, widget in widgets.items():
        shown = expect(desk.at(widget), kind)
        shown.to_have_css("background-color", "rgb(250, 240, 230)")
        shown.to_have_css("font-size", "19px")
        shown.to_have_css("border-top-color", "rgb(9, 8, 7)")
        shown.to_have_css("border-top-width", "3px")
        box = desk.box(widget)
        assert (box["width"], box["height"]) == (210, 90), kind
    desk.assert_same()
    for kind, widget in widgets.items():
        wait_until(partial(is_told, widget, (210, 90)), f"{kind} tells its size", desk.page)
        widget.set_bg(None)
        widget.set_font(font=None, size=None, weight=None, style=None)
        for name, value in theme[kind].items():
            expect(desk.at(widget), kind).to_have_css(name, value)


def test_focus_tooltip_and_enabled(desk: Desk) -> None:
    widgets = placed_all(desk, FOCUSABLE)
    tip = desk.page.get_by_role("tooltip")
    inside = "(id) => document.getElementById(id).matches(':focus-within')"
    for kind, widget in widgets.items():
        widget.set_focus()
        desk.page.wait_for_function(inside, arg=widget.get_element())
        widget.set_tooltip(f"What a {kind} is for")
        desk.at(widget).hover()
        expect(tip).to_have_text(f"What a {kind} is for")
        desk.assert_accessible()
        desk.page.mouse.move(990, 690)
        expect(tip).to_be_hidden()
    for widget in widgets.values():
        widget.set_focus()
        desk.page.wait_for_function(inside, arg=widget.get_element())
        widget.set_enabled(False)
        assert not widget.get_enabled()
        desk.page.keyboard.press("Tab")
        desk.page.keyboard.press("Shift+Tab")
        desk.page.wait_for_function(f"(id) => !({inside})(id)", arg=widget.get_element())
    desk.assert_same()


def test_sizes_visibility_and_cursor(desk: Desk) -> None:
    widget = placed(desk, "Label")
    resized = desk.calls(widget, "resize")
    desk.settle()
    widget.set_min_size(120, 40)
    assert (desk.box(widget)["width"], desk.box(widget)["height"]) == (120, 40)
    assert resized.next() == ({"width": 120, "height": 40},)
    widget.set_text("a much longer text that would be wider than allowed")
    widget.set_max_size(150, 200)
    assert desk.box(widget)["width"] == 150
    widget.set_padding([1, 2, 3, 4])
    expect(desk.at(widget)).to_have_css("padding", "1px 2px 3px 4px")
    widget.set_cursor("crosshair")
    expect(desk.at(widget)).to_have_css("cursor", "crosshair")
    widget.set_allow_text_selection(True)
    expect(desk.at(widget)).to_have_css("user-select", "text")
    desk.assert_same()
    widget.hide()
    expect(desk.at(widget)).to_be_hidden()
    desk.reload()
    expect(desk.at(widget)).to_be_hidden()
    widget.show()
    expect(desk.at(widget)).to_be_visible()


def test_a_wrong_style_is_refused_and_changes_nothing(desk: Desk) -> None:
    widget = placed(desk, "Label")
    widget.set_color(bg="gold", fg="red")
    widget.set_font("serif", weight=700)
    widget.set_font("3270 Nerd Font, monospace")
    widget.add_cursor("dot", uri(DOT), 0, 0)
    widget.set_cursor("dot")
    expect(desk.at(widget)).to_have_css("font-family", '"3270 Nerd Font", monospace')
    wrong: tuple[tuple[Callable[[], Any], str], ...] = (
        (lambda: widget.set_color(fg="reddish"), "did you mean 'red'"),
        (lambda: widget.set_bg("ff8800"), "'#ff8800'"),
        (lambda: widget.set_font(weight="boldd"), "did you mean 'bold'"),
        (lambda: widget.set_font(style="italics"), "did you mean 'italic'"),
        (lambda: widget.set_cursor("pointr"), "did you mean 'pointer'"),
        (lambda: widget.set_cursor("dott"), "add_cursor"),
        (lambda: widget.set_padding([1, 2, 3, 4, 5]), "up to four"),
    )
    for call, hint in wrong:
        with pytest.raises((TypeError, ValueError), match=hint):
            call()
    expect(desk.at(widget)).to_have_css("color", "rgb(255, 0, 0)")
    expect(desk.at(widget)).to_have_css("font-weight", "700")
    desk.assert_same()


def test_map_comes_once_from_every_page(desk: Desk) -> None:
    label = desk.W.Label("Text")
    mapped = desk.calls(label, "map")
    desk.show(label)
    mapped.next()
    assert desk.second is not None
    mapped.next()
    desk.reload()
    mapped.next()
    label.hide()
    label.show()
    desk.assert_silent(mapped)


def test_text_can_be_selected_as_before(desk: Desk) -> None:
    area = desk.W.TextArea("text")
    desk.show(area)
    before = desk.style(area, "user-select")
    area.set_allow_text_selection(True)
    area.set_allow_text_selection(False)
    assert desk.style(area, "user-select") == before
    desk.assert_same()


def test_a_page_that_is_built_anew_tells_only_of_other_sizes(desk: Desk) -> None:
    area = desk.W.TextArea()
    sizes = desk.calls(area, "resize")
    window = desk.W.TopLevel(title="Test", widget=area, maximizable=True)
    window.set_window_state("maximized")
    window.show()

    def assert_told() -> None:
        box = desk.box(area)
        size = {"width": round(box["width"]), "height": round(box["height"])}
        assert sizes.next() == (size,)
        assert area.get_size() == (size["width"], size["height"])

    # what was built before anybody saw it is as new as all else
    desk.join(desk.page)
    assert_told()
    for width, height in ((1000, 700), (800, 500)):
        desk.page.goto("about:blank")
        desk.page.set_viewport_size({"width": width, "height": height})
        desk.join(desk.page)
    # nothing came of the page that was as large as before
    assert_told()
    desk.page.set_viewport_size({"width": 700, "height": 500})
    assert_told()
