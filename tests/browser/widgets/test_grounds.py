"""Text stays readable on any ground that a program sets, in both themes, under the pointer too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.widgets.desk import Desk

GROUNDS = [
    "yellow", "orange", "#808080", "#767676", "navy", "white", "black", "red",
    "rgb(255 255 0 / 40%)", "rgb(0 0 0 / 60%)", "oklch(70% 0.1 200)",
]  # fmt: skip

CONTRASTS = """(root) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const ground = (element) => {
    const above = [];
    for (let it = element; it; it = it.parentElement) above.push(it);
    canvas.clearRect(0, 0, 1, 1);
    const stops = (image) => /linear-gradient\\(([a-z]+\\([^)]*\\)|#?\\w+)/.exec(image)?.[1];
    for (const it of above.reverse()) {
      const { backgroundColor, backgroundImage } = getComputedStyle(it);
      for (const color of [backgroundColor, stops(backgroundImage)]) {
        if (!color) continue;
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
    }
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const found = [];
  for (const element of [root, ...root.querySelectorAll("*")]) {
    const nodes = [...element.childNodes];
    const hasText = nodes.some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
      || element.matches("input:not([type]), input[type=text], textarea");
    if (!hasText || !element.checkVisibility()) continue;
    const under = ground(element);
    canvas.fillStyle = getComputedStyle(element).color;
    canvas.fillRect(0, 0, 1, 1);
    const over = [...canvas.getImageData(0, 0, 1, 1).data];
    const [low, high] = [luminance(under), luminance(over)].sort((a, b) => a - b);
    found.push([element.className || element.tagName, (high + 0.05) / (low + 0.05)]);
  }
  return found;
}"""
"""How each text in an element contrasts with what lies under it."""


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """A desk in light or dark."""
    desk.page.emulate_media(color_scheme=request.param)
    desk.page.set_viewport_size({"width": 1000, "height": 900})
    desk.join(desk.page)
    return desk


def assert_readable(desk: Desk, widget: Any, ground: str, inner: str = "") -> None:
    contrasts = desk.look(widget, CONTRASTS, inner=inner)
    assert contrasts
    low = [found for found in contrasts if found[1] < 4.5]
    assert low == [], f"{type(widget).__name__} on {ground}"


def holding(W: Any, kind: str) -> Any:
    """Return a container with what takes its text from around it."""
    box = getattr(W, kind)()
    for inner in (
        W.Label("text"),
        W.CheckBox("check"),
        W.RadioButton("radio"),
        W.Button("button"),
        W.TextEntry("entry"),
        W.Slider(show_value=True),
    ):
        box.add_widget(inner)
    return box


def tabs(W: Any) -> Any:
    made = W.TabWidget()
    made.add_widget(W.Label("one"), {"title": "One"})
    made.add_widget(W.Label("two"), {"title": "Two"})
    return made


def with_child(W: Any, kind: str, **options: Any) -> Any:
    made = getattr(W, kind)(**options)
    made.set_widget(holding(W, "HBox"))
    return made


def bar(W: Any) -> Any:
    made = W.MenuBar()
    made.add_name("File")
    return made


def combo(W: Any) -> Any:
    made = W.ComboBox()
    made.append_text("item")
    made.set_index(0)
    return made


KINDS: dict[str, Callable[[Any], Any]] = {
    "Label": lambda W: W.Label("text"),
    "Button": lambda W: W.Button("text"),
    "ToggleButton": lambda W: W.ToggleButton("text"),
    "CheckBox": lambda W: W.CheckBox("text"),
    "RadioButton": lambda W: W.RadioButton("text"),
    "TextEntry": lambda W: W.TextEntry("text"),
    "TextArea": lambda W: W.TextArea("text"),
    "ComboBox": combo,
    "SpinBox": lambda W: W.SpinBox(),
    "Slider": lambda W: W.Slider(show_value=True),
    "HBox": lambda W: holding(W, "HBox"),
    "Frame": lambda W: with_child(W, "Frame", title="Title"),
    "ScrollArea": lambda W: with_child(W, "ScrollArea"),
    "TabWidget": tabs,
    "MenuBar": bar,
}


def test_text_on_a_ground_that_the_program_set(themed: Desk) -> None:
    desk = themed
    column = desk.W.VBox()
    widgets = [make(desk.W) for make in KINDS.values()]
    for widget in widgets:
        column.add_widget(widget)
    desk.show(column, 700, 860)
    for ground in GROUNDS:
        for widget in widgets:
            widget.set_bg(ground)
        desk.settle()
        for widget in widgets:
            assert_readable(desk, widget, ground)


def test_under_the_pointer(themed: Desk) -> None:
    desk = themed
    column = desk.W.VBox()
    button, hovered, toggle = desk.W.Button("one"), desk.W.Button("two"), desk.W.ToggleButton("x")
    label, pages = desk.W.Label("text"), tabs(desk.W)
    for widget in (button, hovered, toggle, label, pages):
        column.add_widget(widget)
    desk.show(column, 400, 300)
    for ground in GROUNDS:
        button.set_color(bg=ground)
        hovered.set_hover(bg=ground)
        toggle.set_bg(ground)
        toggle.set_state(False)
        label.set_color(bg=ground)
        for child in pages.get_children():
            pages.highlight_tab(child, ground)
        pages.set_index(0)
        desk.settle()
        for widget, inner in (
            (button, ""), (hovered, ""), (toggle, ""), (label, ""),
            (pages, ".pg-tab >> nth=0"), (pages, ".pg-tab >> nth=1"),
        ):  # fmt: skip
            assert_readable(desk, widget, ground, inner)
            desk.at(widget, inner).hover()
            assert_readable(desk, widget, f"{ground}, hovered", inner)
            desk.page.mouse.down()
            assert_readable(desk, widget, f"{ground}, pressed", inner)
            desk.page.mouse.up()
        desk.page.mouse.move(0, 0)


def test_the_ground_follows_the_theme_that_shows_through(desk: Desk) -> None:
    label = desk.W.Label("text")
    desk.show(label)
    label.set_bg("rgb(0 0 0 / 50%)")
    desk.settle()
    for scheme in ("dark", "light", "dark"):
        desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        desk.page.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")
        desk.settle()
        assert_readable(desk, label, scheme)
    desk.page.emulate_media(color_scheme="light", reduced_motion="reduce")


def test_what_the_program_says_of_the_text_wins(desk: Desk) -> None:
    column = desk.W.VBox()
    label, button = desk.W.Label("text"), desk.W.Button("text")
    for widget in (label, button):
        column.add_widget(widget)
        widget.set_color(bg="yellow", fg="red")
    desk.show(column)
    for widget in (label, button):
        assert desk.style(widget, "color") == "rgb(255, 0, 0)"
        widget.set_color(bg=None, fg=None)
    plain = desk.W.Label("plain")
    column.add_widget(plain)
    desk.settle()
    assert desk.style(label, "color") == desk.style(plain, "color")
    desk.assert_same()


def test_a_pressed_toggle_shows_it_on_its_own_ground(desk: Desk) -> None:
    toggle = desk.W.ToggleButton("x")
    desk.show(toggle)
    toggle.set_bg("yellow")
    assert desk.style(toggle, "background-color") == "rgb(255, 255, 0)"
    toggle.set_state(True)
    assert desk.style(toggle, "background-color") != "rgb(255, 255, 0)"
    assert_readable(desk, toggle, "yellow, pressed down")
    desk.assert_same()
