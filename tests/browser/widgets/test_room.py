"""Room by default: content keeps clear of the edges, and what is made to fill goes up to them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.widgets.desk import Desk

ROOM, SPACING = 12, 8
SIZES = [(1200, 800), (760, 560), (380, 640)]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    scheme: str = request.param
    return scheme


@pytest.fixture(params=SIZES, ids=str)
def sized(request: pytest.FixtureRequest, desk: Desk, scheme: str) -> Desk:
    """A desk of one of three sizes, in light or dark."""
    width, height = request.param
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.join(desk.page)
    return desk


def in_window(desk: Desk, content: Any) -> tuple[Any, str]:
    """Show content in a window and return what holds it."""
    return desk.show(content, 340, 300), ".pg-window-body"


def in_tab(desk: Desk, content: Any) -> tuple[Any, str]:
    tabs = desk.W.TabWidget()
    tabs.add_widget(content, {"title": "One"})
    desk.show(tabs, 340, 300)
    return tabs, ".pg-tab-panel"


def in_frame(desk: Desk, content: Any) -> tuple[Any, str]:
    frame = desk.W.Frame()
    frame.set_widget(content)
    desk.show(frame, 340, 300)
    return frame, ".pg-frame-body"


def in_pane(desk: Desk, content: Any) -> tuple[Any, str]:
    splitter = desk.W.Splitter(orientation="vertical")
    splitter.add_widget(content)
    splitter.add_widget(desk.W.Label("below"))
    desk.show(splitter, 340, 300)
    return splitter, ".pg-splitter-pane >> nth=0"


def in_scroll_area(desk: Desk, content: Any) -> tuple[Any, str]:
    area = desk.W.ScrollArea()
    area.set_widget(content)
    desk.show(area, 340, 300)
    return area, "> .pg-scroll-view"


def in_page(desk: Desk, content: Any) -> tuple[Any, str]:
    page = desk.W.Page()
    page.set_widget(content)
    return page, ""


def in_dialog(desk: Desk, content: Any) -> tuple[Any, str]:
    dialog = desk.W.Dialog("Question", ["OK"])
    dialog.add_widget(content)
    dialog.resize(340, 300)
    dialog.show()
    return dialog, ".pg-dialog-content"


HOLDERS = [in_window, in_tab, in_frame, in_pane, in_scroll_area, in_page, in_dialog]
Holder = Callable[[Desk, Any], tuple[Any, str]]


def margins(desk: Desk, holder: tuple[Any, str], inner: Any) -> dict[str, float]:
    """Return how far a widget is from the four edges of what holds it, without scroll bars."""
    widget, part = holder
    outer = desk.look(
        widget,
        """(element) => {
          const { x, y } = element.getBoundingClientRect();
          const left = x + element.clientLeft, top = y + element.clientTop;
          const [right, bottom] = [left + element.clientWidth, top + element.clientHeight];
          return { left, top, right, bottom };
        }""",
        inner=part,
    )
    box = desk.box(inner)
    return {
        "left": round(box["x"] - outer["left"]),
        "top": round(box["y"] - outer["top"]),
        "right": round(outer["right"] - box["x"] - box["width"]),
        "bottom": round(outer["bottom"] - box["y"] - box["height"]),
    }


ALL_ROUND = dict.fromkeys(("left", "top", "right", "bottom"), ROOM)
NONE = dict.fromkeys(("left", "top", "right", "bottom"), 0)


def test_content_keeps_clear_of_the_edges(sized: Desk) -> None:
    for hold in HOLDERS:
        keeps_clear(sized, hold)
    sized.assert_accessible()


def keeps_clear(desk: Desk, hold: Holder) -> None:
    column, row = desk.W.VBox(), desk.W.HBox()
    first, second, entry = desk.W.Label("Name"), desk.W.Button("OK"), desk.W.TextEntry()
    for widget in (first, row):
        column.add_widget(widget)
    row.add_widget(entry, 1)
    row.add_widget(second)
    holder = hold(desk, column)
    assert margins(desk, holder, first)["left"] == ROOM
    assert margins(desk, holder, first)["top"] == ROOM
    assert margins(desk, holder, second)["right"] == ROOM
    top, bottom = desk.box(first), desk.box(row)
    assert bottom["y"] - top["y"] - top["height"] == SPACING
    left, right = desk.box(entry), desk.box(second)
    assert right["x"] - left["x"] - left["width"] == SPACING


def test_one_widget_keeps_clear_of_the_edges(desk: Desk) -> None:
    desk.join(desk.page)
    for hold in HOLDERS:
        label = desk.W.Label("alone")
        found = margins(desk, hold(desk, label), label)
        # in a dialog it has its own height
        assert found == ALL_ROUND | ({"bottom": found["bottom"]} if hold is in_dialog else {})
    desk.assert_same()


FILLING: dict[str, Callable[[Any], Any]] = {
    "TextArea": lambda W: W.TextArea("text"),
    "Image": lambda W: W.Image(),
    "Splitter": lambda W: W.Splitter(),
    "TabWidget": lambda W: W.TabWidget(),
    "ScrollArea": lambda W: W.ScrollArea(),
}


def test_what_is_made_to_fill_goes_to_the_edges(desk: Desk) -> None:
    desk.join(desk.page)
    for make, hold in itertools.product(FILLING.values(), HOLDERS):
        filling = make(desk.W)
        holder = hold(desk, filling)
        found = margins(desk, holder, filling)
        # in a dialog it has its own height
        assert found == NONE | ({"bottom": found["bottom"]} if hold is in_dialog else {}), filling
        # what holds it has its border, or its neighbour has
        for side in ("top", "left", "right"):
            assert desk.style(filling, f"border-{side}-width") == "0px", filling
    desk.assert_same()


def test_a_bar_and_an_editor(sized: Desk) -> None:
    desk = sized
    column, bar, status = desk.W.VBox(), desk.W.MenuBar(), desk.W.Label("3 lines")
    bar.add_name("File")
    area = desk.W.TextArea("text")
    column.add_widget(bar)
    column.add_widget(area, 1)
    column.add_widget(status)
    holder = in_window(desk, column)
    at_bar, at_area, at_status = (margins(desk, holder, it) for it in (bar, area, status))
    assert (at_bar["left"], at_bar["top"], at_bar["right"]) == (0, 0, 0)
    assert (at_area["left"], at_area["right"]) == (0, 0)
    assert desk.box(area)["y"] == desk.box(bar)["y"] + desk.box(bar)["height"]
    # the bar's line is above it, its own is between it and the text below
    assert desk.style(area, "border-top-width") == "0px"
    assert desk.style(area, "border-bottom-width") == "1px"
    assert (at_status["left"], at_status["bottom"]) == (ROOM, ROOM)
    end = desk.box(area)["y"] + desk.box(area)["height"]
    assert desk.box(status)["y"] - end == ROOM


def test_a_bar_above_a_column_of_controls(desk: Desk) -> None:
    outer, bar, column = desk.W.VBox(), desk.W.MenuBar(), desk.W.VBox()
    bar.add_name("File")
    button = desk.W.Button("OK")
    column.add_widget(button)
    outer.add_widget(bar)
    outer.add_widget(column, 1)
    holder = in_window(desk, outer)
    assert margins(desk, holder, bar)["left"] == 0
    assert margins(desk, holder, button)["left"] == ROOM
    assert desk.box(button)["y"] - desk.box(bar)["y"] - desk.box(bar)["height"] == ROOM
    desk.assert_same()


def test_an_editor_among_controls_is_a_field(desk: Desk) -> None:
    column, area = desk.W.VBox(), desk.W.TextArea("text")
    column.add_widget(desk.W.Label("Notes"))
    column.add_widget(area, 1)
    holder = in_window(desk, column)
    found = margins(desk, holder, area)
    assert (found["left"], found["right"], found["bottom"]) == (ROOM, ROOM, ROOM)
    assert desk.style(area, "border-left-width") == "1px"


def test_an_editor_in_a_form_is_a_field(desk: Desk) -> None:
    form, area = desk.W.Form(), desk.W.TextArea("text")
    form.add_field("Notes", area)
    holder = in_window(desk, form)
    assert margins(desk, holder, form)["left"] == ROOM
    assert desk.style(area, "border-left-width") == "1px"


def test_what_the_program_sets_wins(desk: Desk) -> None:
    shown = []
    for padding in (0, 5, 20, [4, 6]):
        across, down = (padding[1], padding[0]) if isinstance(padding, list) else (padding, padding)
        box, nested, label = desk.W.VBox(padding=padding), desk.W.HBox(), desk.W.Label("text")
        nested.add_widget(label)
        box.add_widget(nested)
        box.add_widget(desk.W.Label("below"))
        holder = in_window(desk, box)
        found = margins(desk, holder, label)
        assert (found["left"], found["top"]) == (across, down)
        shown.append((padding, across, box, holder, label))
    desk.assert_same()
    for padding, across, box, holder, label in shown:
        box.set_padding(None)
        assert margins(desk, holder, label)["left"] == ROOM
        holder[0].set_padding(padding)
        assert margins(desk, holder, label)["left"] == across
    desk.assert_same()


def test_padding_of_a_holder_and_of_its_box_do_not_add_up(desk: Desk) -> None:
    desk.join(desk.page)
    for hold in HOLDERS:
        box, label = desk.W.VBox(padding=10), desk.W.Label("text")
        box.add_widget(label)
        found = margins(desk, hold(desk, box), label)
        assert (found["left"], found["top"], found["right"]) == (10, 10, 10)


def test_nested_boxes_do_not_add_up(desk: Desk) -> None:
    label = desk.W.Label("text")
    content = label
    for kind in ("HBox", "VBox", "HBox"):
        outer = getattr(desk.W, kind)()
        outer.add_widget(content)
        outer.add_widget(desk.W.Label("beside"))
        content = outer
    holder = in_window(desk, content)
    found = margins(desk, holder, label)
    assert (found["left"], found["top"]) == (ROOM, ROOM)


def test_spacing_that_is_set_wins(desk: Desk) -> None:
    boxes: list[Any] = [desk.W.HBox(spacing=0), desk.W.VBox(spacing=0)]
    for box in boxes:
        for text in ("one", "two"):
            box.add_widget(desk.W.Label(text))
        desk.show(box)

    def gaps() -> list[float]:
        found = []
        for box, axis, length in zip(boxes, "xy", ("width", "height"), strict=True):
            first, second = (desk.box(label) for label in box.get_children())
            found.append(second[axis] - first[axis] - first[length])
        return found

    assert gaps() == pytest.approx([0, 0], abs=0.1)
    desk.assert_same()
    for box in boxes:
        box.set_spacing(5)
    assert gaps() == pytest.approx([5, 5], abs=0.1)
    for box in boxes:
        box.set_spacing(None)
    assert gaps() == pytest.approx([SPACING, SPACING], abs=0.1)
    desk.assert_same()


def test_hidden_widgets_take_no_room(desk: Desk) -> None:
    column, bar = desk.W.VBox(), desk.W.MenuBar()
    hidden, label = desk.W.Label("hidden"), desk.W.Label("shown")
    for widget in (hidden, bar, label):
        column.add_widget(widget)
    hidden.hide()
    bar.hide()
    holder = in_window(desk, column)
    assert margins(desk, holder, label)["top"] == ROOM
    bar.show()
    assert margins(desk, holder, bar)["top"] == 0


def test_one_line_between_panes(desk: Desk) -> None:
    splitter = desk.W.Splitter()
    areas = [desk.W.TextArea("left"), desk.W.TextArea("right")]
    for area in areas:
        splitter.add_widget(area)
    desk.show(splitter)
    left, right = (desk.box(area) for area in areas)
    assert right["x"] - left["x"] - left["width"] == 1
    assert {desk.style(area, "border-left-width") for area in areas} == {"0px"}


def test_an_editor_at_an_edge_shows_its_focus(desk: Desk) -> None:
    area = desk.W.TextArea("text")
    desk.show(area)
    other = desk.W.Button("elsewhere")
    desk.show(other).set_position(500, 20)
    desk.at(other).focus()
    before = desk.style(area, "box-shadow")
    desk.at(area, "textarea").focus()
    after = desk.style(area, "box-shadow")
    assert before == "none"
    assert "inset" in after
