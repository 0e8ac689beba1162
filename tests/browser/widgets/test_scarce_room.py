"""Where room runs out: nothing lies over its neighbour, and all can be reached."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import FACE, Desk

OVERLAPS = """(window) => {
  const controls = [...window.querySelectorAll(
    ":is(.pg-button, .pg-toggle-button, .pg-field, .pg-check-box, .pg-label, .pg-slider)",
  )].filter((it) => it.checkVisibility())
    .filter((it) => !it.parentElement.closest(".pg-field, .pg-scroll-view"));
  // What is scrolled out of view lies over nothing.
  const seen = (it) => {
    let { left, top, right, bottom } = it.getBoundingClientRect();
    for (let around = it.parentElement; around !== window; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === "visible") continue;
      const edge = around.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, top, right, bottom };
  };
  const boxes = controls.map((it) => [it, seen(it)]);
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).flatMap(([two, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const names = `${one.id} ${one.textContent} / ${two.id} ${two.textContent}`;
    return across > 0.5 && down > 0.5 ? [names] : [];
  }));
}"""
"""Which controls of a window lie over one another."""

OVERFLOWS = """(window) => [...window.querySelectorAll(".pg-button, .pg-toggle-button, .pg-slider")]
  .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
  .map((it) => `${it.id} ${it.textContent}`)"""
"""Which buttons and sliders are too small for what is in them."""


def rows_of_buttons(W: Any) -> tuple[Any, Any]:
    column = W.VBox()
    last = None
    for number in range(6):
        row = W.HBox()
        for letter in "abcd":
            last = W.Button(f"Button {number} {letter}")
            row.add_widget(last)
        column.add_widget(row)
    return column, last


def rows_of_fields(W: Any) -> tuple[Any, Any]:
    column = W.VBox()
    last = None
    for name in ("Name", "Street", "Town", "Country", "Telephone"):
        row = W.HBox()
        row.add_widget(W.Label(name))
        row.add_widget(W.TextEntry(), 1)
        last = W.Button("Look it up")
        row.add_widget(last)
        column.add_widget(row)
    return column, last


def columns_and_an_editor(W: Any) -> tuple[Any, Any]:
    outer, row, side = W.VBox(), W.HBox(), W.VBox()
    last = None
    for number in range(5):
        last = W.Button(f"Tool {number}")
        side.add_widget(last)
    row.add_widget(side)
    row.add_widget(W.TextArea("text"), 1)
    outer.add_widget(W.Label("Above"))
    outer.add_widget(row, 1)
    outer.add_widget(W.Label("Below"))
    return outer, last


def a_list_beside_buttons(W: Any) -> tuple[Any, Any]:
    outer, row, side, lines = W.VBox(), W.HBox(), W.VBox(), W.VBox()
    last = None
    for number in range(5):
        last = W.Button(f"Tool {number}")
        side.add_widget(last)
    for number in range(60):
        lines.add_widget(W.Label(f"line {number}"))
    area = W.ScrollArea()
    area.set_widget(lines)
    row.add_widget(area, 1)
    row.add_widget(side)
    outer.add_widget(W.Label("Above"))
    outer.add_widget(row, 1)
    outer.add_widget(W.Label("Below"))
    return outer, last


def frames_in_a_row(W: Any) -> tuple[Any, Any]:
    row = W.HBox()
    last = None
    for title in ("Do", "Choose", "Undo"):
        frame, column = W.Frame(title=title), W.VBox()
        for number in range(4):
            last = W.Button(f"{title}-{number}")
            column.add_widget(last)
        frame.set_widget(column)
        row.add_widget(frame, 1)
    return row, last


def a_row_of_fields(W: Any) -> tuple[Any, Any]:
    row = W.HBox()
    column = W.ComboBox()
    column.append_text("Body mass")
    last = W.Button("All")
    fields = (column, W.Slider(show_value=True), W.SpinBox(), W.TextEntry())
    for text, field in zip(("show", "from", "to", "as"), fields, strict=True):
        row.add_widget(W.Label(text))
        row.add_widget(field, 1)
    row.add_widget(last)
    return row, last


def grids_in_a_splitter(W: Any) -> tuple[Any, Any]:
    splitter, side, grid = W.Splitter(), W.VBox(), W.GridBox()
    for name in ("Name", "A long label of several words", "Country"):
        grid.append_row([W.Label(name), W.TextEntry(), W.Button("Look it up")])
    grid.append_row([W.Label("Notes"), W.TextArea("text")])
    nested = W.GridBox()
    last = W.Button("Save")
    nested.append_row([W.Button("Undo"), last])
    nested.append_row([W.GridBox(rows=3), W.Label()])
    grid.add_widget(nested, 4, 1)
    side.add_widget(W.VBox())
    side.add_widget(W.Label("Beside it"))
    splitter.add_widget(grid)
    splitter.add_widget(side)
    return splitter, last


def expanders_and_buttons(W: Any) -> tuple[Any, Any]:
    outer, stack, column, buttons = W.VBox(), W.StackWidget(), W.VBox(), W.ButtonBox()
    for title in ("Where", "What"):
        expander, inner = W.Expander(title=f"{title} it is that is looked for"), W.VBox()
        for letter in "abc":
            inner.add_widget(W.Button(f"{title}-{letter}"))
        expander.set_widget(inner)
        column.add_widget(expander)
    points = W.FixedLayout()
    points.add_widget(W.Label("Inlet"), 10, 10)
    points.add_widget(W.Button("Open"), 80, 50)
    column.add_widget(points)
    stack.add_widget(column)
    stack.add_widget(W.StackWidget())
    last = None
    for text in ("Cancel", "Apply", "OK"):
        last = W.Button(text)
        buttons.add_widget(last)
    status = W.StatusBar()
    status.set_message("long text " * 20)
    for widget, stretch in ((stack, 1), (buttons, 0), (status, 0)):
        outer.add_widget(widget, stretch)
    return outer, last


CONTENTS = [
    grids_in_a_splitter,
    expanders_and_buttons,
    rows_of_buttons,
    rows_of_fields,
    a_row_of_fields,
    columns_and_an_editor,
    a_list_beside_buttons,
    frames_in_a_row,
]
SIZES = [(600, 420), (320, 180), (160, 90)]


@pytest.mark.parametrize("make", CONTENTS)
def test_nothing_overlaps_and_all_can_be_reached(desk: Desk, make: Any) -> None:
    content, last = make(desk.W)
    window = desk.show(content)
    presses = desk.calls(last)
    for width, height in SIZES:
        window.resize(width, height)
        desk.settle()
        assert desk.look(window, OVERLAPS) == [], (width, height)
        assert desk.look(window, OVERFLOWS) == [], (width, height)
        desk.at(last).scroll_into_view_if_needed()
        expect(desk.at(last)).to_be_in_viewport(ratio=0.99)
        for field in desk.at(window).locator(".pg-field, .pg-slider").all():
            box = field.bounding_box()
            assert box is not None
            assert box["width"] >= 40, (width, field.get_attribute("class"))
        desk.at(last).click()
        assert presses.next() == ()
    desk.assert_accessible()


@pytest.mark.parametrize("make", CONTENTS)
def test_a_window_shrunk_to_nothing_and_back_looks_as_before(desk: Desk, make: Any) -> None:
    content, _ = make(desk.W)
    window = desk.show(content, 600, 420, resizable=True)
    desk.settle()
    before = desk.page.evaluate(FACE)
    box = desk.box(window)
    corner = (box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    mouse = desk.page.mouse
    mouse.move(*corner)
    mouse.down()
    mouse.move(box["x"] + 5, box["y"] + 5, steps=4)
    wait_until(lambda: desk.box(window)["width"] < 200, "it is small", desk.page)
    mouse.move(*corner, steps=4)
    mouse.up()
    mouse.move(0, 0)
    wait_until(lambda: desk.page.evaluate(FACE) == before, "looks as before", desk.page)


def test_a_row_gives_way_before_its_buttons(desk: Desk) -> None:
    row = desk.W.HBox()
    entry, button = desk.W.TextEntry(), desk.W.Button("Look it up")
    combo = desk.W.ComboBox()
    for widget in (entry, combo, button):
        row.add_widget(widget)
    window = desk.show(row, 600, 120)
    desk.settle()
    whole = desk.box(button)
    entry_width = desk.box(entry)["width"]
    window.resize(340, 120)
    desk.settle()
    assert desk.box(entry)["width"] < entry_width
    assert desk.box(button) == {**whole, "x": desk.box(button)["x"]}


@pytest.mark.parametrize("kind", ["Button", "ToggleButton"])
def test_a_text_of_several_lines_is_centred(desk: Desk, kind: str) -> None:
    button = getattr(desk.W, kind)("Look up everything that is known")
    column = desk.W.VBox()
    column.add_widget(button)
    desk.show(column, 160, 200)
    lines = desk.look(
        button,
        """(element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return [...range.getClientRects()].map(({ left, right, top }) => [left, right, top]);
        }""",
    )
    assert len({line[2] for line in lines}) > 1
    box = desk.box(button)
    middle = box["x"] + box["width"] / 2
    for left, right, _ in lines:
        assert (left + right) / 2 == pytest.approx(middle, abs=2)


def test_a_picture_in_a_stretched_row_takes_what_is_left(desk: Desk) -> None:
    tall = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='900'/>"
    column, row, image = desk.W.VBox(), desk.W.HBox(), desk.W.Image(url=tall)
    row.add_widget(image, 1)
    row.add_widget(desk.W.Button("Beside"))
    column.add_widget(row, 1)
    below = desk.W.Label("Below")
    column.add_widget(below)
    window = desk.show(column, 300, 240)
    desk.settle()
    body = desk.box(window, ".pg-window-body")
    end = body["y"] + body["height"]
    assert desk.box(below)["y"] + desk.box(below)["height"] == pytest.approx(end - 12, abs=1)
    assert desk.box(image)["height"] == pytest.approx(desk.box(row)["height"], abs=1)
    is_scrolling = "(body) => body.scrollHeight > body.clientHeight"
    assert not desk.look(window, is_scrolling, inner=".pg-window-body")


@pytest.mark.parametrize("orientation", ["horizontal", "vertical"])
def test_rows_end_where_the_next_begins(desk: Desk, orientation: Any) -> None:
    inner: Any = "vertical" if orientation == "horizontal" else "horizontal"
    outer = desk.W.Box(orientation=orientation)
    parts = []
    for number in range(5):
        part = desk.W.Box(orientation=inner)
        for letter in "abc":
            part.add_widget(desk.W.Button(f"Part-{number}-{letter}"))
        outer.add_widget(part)
        parts.append(part)
    desk.show(outer, 160, 120)
    desk.settle()
    axis, length = ("x", "width") if orientation == "horizontal" else ("y", "height")
    for before, after in itertools.pairwise(desk.box(part) for part in parts):
        assert before[axis] + before[length] <= after[axis] + 0.1
