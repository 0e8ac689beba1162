"""Layouts that programs make: containers in containers, nearly empty, and with more than fits."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from pgwidgets.catalog.categories import BARS, WINDOWS
from pgwidgets.catalog.declaration import Widget
from tests.browser.widgets.specimens import KINDS, REFUSALS, Nursery, placing, references

WORDS = "A text that is longer than what most windows are wide, and goes on for some time. "
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaen" * 2


def nested_boxes(W: Any) -> Any:
    outer = W.VBox()
    outer.add_widget(W.Label("Above"))
    row = W.HBox()
    for share in (1, 2, 3):
        column = W.VBox()
        column.add_widget(W.Button(f"Share {share}"))
        inner = W.HBox()
        inner.add_widget(W.Label("Name"))
        inner.add_widget(W.TextEntry(), share)
        column.add_widget(inner)
        area = W.TextArea("text")
        area.set_min_size(60, 40)
        column.add_widget(area, share)
        column.add_widget(W.ProgressBar(), 0)
        row.add_widget(column, share)
    outer.add_widget(row, 2)
    last = W.HBox()
    for text in ("Cancel", "Apply", "OK"):
        last.add_widget(W.Button(text))
    outer.add_widget(W.TextArea("another"), 1)
    outer.add_widget(last)
    return outer


def grids(W: Any) -> Any:
    outer, grid = W.VBox(), W.GridBox()
    for name in ("Name", "A long label of several words", "Country"):
        grid.append_row([W.Label(name), W.TextEntry(), W.Button("Look it up")])
    nested = W.GridBox()
    nested.append_row([W.Button("Undo"), W.Button("Save")])
    nested.append_row([W.GridBox(rows=3), W.Label("below"), W.CheckBox("beside")])
    grid.add_widget(nested, 4, 1)
    grid.append_row([W.Label("Notes"), W.TextArea("text")])
    form = W.Form()
    for label in ("From", "To", "A label that is far longer than the others are"):
        form.add_field(label, W.TextEntry())
    form.add_field("Level", W.Slider(show_value=True))
    form.add_field("Notes", W.TextArea("text"))
    outer.add_widget(grid, 1)
    outer.add_widget(W.Separator())
    outer.add_widget(form)
    return outer


def splitters_in_tabs_in_mdi(W: Any) -> Any:
    area = W.MDIWidget()
    for x, y, width, height in ((8, 8, 330, 220), (60, 120, 160, 90), (250, 60, 300, 260)):
        tabs = W.TabWidget(closable=True)
        splitter = W.Splitter()
        for orientation in ("vertical", "horizontal"):
            inner = W.Splitter(orientation=orientation)
            column = W.VBox()
            column.add_widget(W.Label("In a pane"))
            column.add_widget(W.TextEntry())
            inner.add_widget(column)
            inner.add_widget(W.TextArea("text"))
            splitter.add_widget(inner)
        tabs.add_widget(splitter, {"title": "Panes"})
        tabs.add_widget(W.Label("another"), {"title": "Another page"})
        given = {"title": "Window", "x": x, "y": y, "width": width, "height": height}
        area.add_widget(tabs, given)
    outer = W.VBox()
    bar = W.MenuBar()
    bar.add_name("File")
    outer.add_widget(bar)
    outer.add_widget(area, 1)
    return outer


def long_texts(W: Any) -> Any:
    outer = W.VBox()
    outer.add_widget(W.Label(WORDS * 3))
    row = W.HBox()
    row.add_widget(W.Label(WORDS), 1)
    row.add_widget(W.Button("A button with many words on it"))
    row.add_widget(W.CheckBox("A box that is checked or not, as you like"))
    outer.add_widget(row)
    frame, inner = W.Frame(title=WORDS), W.VBox()
    inner.add_widget(W.Label(LONG_WORD))
    inner.add_widget(W.RadioButton(WORDS))
    frame.set_widget(inner)
    outer.add_widget(frame)
    expander = W.Expander(title=WORDS)
    expander.set_widget(W.Label(WORDS))
    outer.add_widget(expander)
    tabs = W.TabWidget(closable=True)
    for number in range(6):
        tabs.add_widget(W.Label(WORDS), {"title": f"{number} {WORDS}"})
    outer.add_widget(tabs, 1)
    status = W.StatusBar()
    status.set_message(WORDS * 3)
    outer.add_widget(status)
    return outer


def tabs_on_all_sides(W: Any) -> Any:
    grid = W.GridBox()
    for number, side in enumerate(("top", "bottom", "left", "right")):
        tabs = W.TabWidget(tab_position=side)
        for text in ("One", "Two", "Three"):
            column = W.VBox()
            column.add_widget(W.Label(f"{text} at the {side}"))
            column.add_widget(W.TextEntry())
            column.add_widget(W.Button("Press"))
            tabs.add_widget(column, {"title": text})
        grid.add_widget(tabs, number // 2, number % 2)
        tabs.set_expanding(True, True)
    return grid


def bars_and_panes(W: Any) -> Any:
    outer = W.VBox()
    menubar, tools = W.MenuBar(), W.ToolBar()
    for name in ("File", "Edit", "View", "Selection", "Window", "Help"):
        menubar.add_name(name)
    for name in ("new", "open", "save", "undo", "redo", "cut", "copy", "paste"):
        tools.add_action({"text": name.capitalize(), "icon_url": f"pg:{name}"})
    splitter, side = W.Splitter(), W.VBox()
    tree = W.TreeView(columns=[{"label": "Name", "key": "name"}])
    tree.set_tree({f"branch {number}": {f"leaf {it}": {} for it in "abc"} for number in range(8)})
    side.add_widget(W.TextEntry())
    side.add_widget(tree, 1)
    splitter.add_widget(side)
    main = W.Splitter(orientation="vertical")
    table = W.TableView(columns=[{"label": label, "key": label} for label in "abcdef"])
    table.set_data([{label: f"{label} {number}" for label in "abcdef"} for number in range(30)])
    main.add_widget(table)
    main.add_widget(W.TextArea("text"))
    splitter.add_widget(main)
    splitter.set_sizes([200, 500])
    status = W.StatusBar()
    status.set_message("Ready")
    for widget, stretch in ((menubar, 0), (tools, 0), (splitter, 1), (status, 0)):
        outer.add_widget(widget, stretch)
    return outer


def frames_and_expanders(W: Any) -> Any:
    row = W.HBox()
    for title in ("Do", "Choose"):
        column = W.VBox()
        for number in range(3):
            expander, inner = W.Expander(title=f"{title} {number}"), W.VBox()
            for text in ("first", "second"):
                inner.add_widget(W.Button(f"{title} the {text}"))
            expander.set_widget(inner)
            if number == 1:
                expander.set_collapsed(True)
            column.add_widget(expander, number)
        row.add_widget(column, 1)
    frame, stack = W.Frame(title="Pages"), W.StackWidget()
    points = W.FixedLayout()
    points.add_widget(W.Label("Inlet"), 10, 10)
    points.add_widget(W.Button("Open"), 80, 50)
    stack.add_widget(points)
    frame.set_widget(stack)
    row.add_widget(frame, 1)
    outer, buttons = W.VBox(), W.ButtonBox(halign="right")
    for text in ("Cancel", "Apply", "OK"):
        buttons.add_widget(W.Button(text))
    outer.add_widget(row, 1)
    outer.add_widget(buttons)
    return outer


def empty_containers(W: Any) -> Any:
    grid = W.GridBox()
    for number, kind in enumerate(sorted(CONTAINERS)):
        beside = W.HBox()
        beside.add_widget(W.Label(kind))
        beside.add_widget(getattr(W, kind)(), 1)
        grid.add_widget(beside, number // 3, number % 3)
    return grid


def lists_that_scroll(W: Any) -> Any:
    outer, row, side, lines = W.VBox(), W.HBox(), W.VBox(), W.VBox()
    for number in range(5):
        side.add_widget(W.Button(f"Tool {number}"))
    for number in range(60):
        lines.add_widget(W.Label(f"Line {number} {WORDS if number % 7 == 0 else ''}"))
    area = W.ScrollArea()
    area.set_widget(lines)
    row.add_widget(area, 1)
    row.add_widget(side)
    outer.add_widget(row, 1)
    image = W.Image()
    image.set_min_size(80, 60)
    outer.add_widget(image)
    return outer


Scene = Callable[[Any], Any]

SCENES: tuple[Scene, ...] = (
    nested_boxes,
    grids,
    splitters_in_tabs_in_mdi,
    long_texts,
    tabs_on_all_sides,
    bars_and_panes,
    frames_and_expanders,
    empty_containers,
    lists_that_scroll,
)


def _takes_any(widget: Widget) -> bool:
    """Whether a container may hold widgets of any class."""
    method = placing(widget)
    if method is None or widget.window or widget.fills or widget.pops_up:
        return False
    if widget.found_under == BARS:
        return False
    kinds = [it for item in method.parameters for it in references(item.type)]
    return any(not kind.kinds for kind in kinds)


CONTAINERS = {name: widget for name, widget in KINDS.items() if _takes_any(widget)}
"""The classes that lay others out."""

LEAVES = {
    name: widget
    for name, widget in KINDS.items()
    if widget.placing is None
    and not (widget.window or widget.fills or widget.pops_up)
    and widget.found_under not in {BARS, WINDOWS}
}
"""The classes that lie anywhere and hold no others."""


class RandomLayout:
    """Containers in containers, made by dice."""

    def __init__(self, nursery: Nursery, dice: Random) -> None:
        self._nursery = nursery
        self._dice = dice

    def make(self, depth: int) -> Any:
        """Return a container with others in it, as deep as that, or a widget."""
        dice = self._dice
        is_leaf = depth == 0 or dice.random() < 0.25
        widget = self._some(LEAVES if is_leaf else CONTAINERS)
        if is_leaf:
            if dice.random() < 0.2:
                widget.set_min_size(dice.randrange(90, 160), dice.randrange(60, 90))
            return widget
        adding = placing(CONTAINERS[type(widget).__name__])
        assert adding is not None
        for _ in range(dice.randrange(4)):
            child = self.make(depth - 1)
            try:
                self._nursery.call(widget, adding, dice, (), child=child)
            except REFUSALS:
                child.destroy()
        return widget

    def _some(self, kinds: Any) -> Any:
        while True:
            try:
                return self._nursery.some(self._dice.choice(sorted(kinds)), self._dice)
            except REFUSALS:
                continue
