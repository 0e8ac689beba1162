"""What makes a class look as it does in a program: content, where it has none by itself.

A function of the name of the class, in lower case with underscores, returns the widget that is
meant, or that and the widget that holds it. Classes without one are made as they are, with their
own name as their text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from pgwidgets.catalog.declaration import Widget as Declaration
from pgwidgets.catalog.types import Text
from pgwidgets.gallery.script import Noted, Notes, Script
from pgwidgets.gallery.source import snake
from pgwidgets.sync.widget import Widget
from pgwidgets.sync.Widgets import VisualWidget, WidgetNamespace

Sample: TypeAlias = Widget | tuple[Widget, VisualWidget]
"""A widget, or one and what holds it."""

FRUIT = [
    {"fruit": "Apple", "price": 1.2, "stock": 140, "ripe": True},
    {"fruit": "Cherry", "price": 6.9, "stock": 35, "ripe": True},
    {"fruit": "Pear", "price": 1.75, "stock": 80, "ripe": False},
    {"fruit": "Quince", "price": 2.4, "stock": 12, "ripe": False},
]


def noted(declaration: Declaration) -> tuple[Script, Noted, Noted]:
    """Return a script that makes a widget of a class, the widget, and what holds it."""
    script = Script()
    sample: Callable[[Any], Any] | None = globals().get(snake(declaration.name))
    found = plain(Notes(script), declaration) if sample is None else sample(Notes(script))
    subject, shown = found if isinstance(found, tuple) else (found, found)
    return script, subject, shown


def plain(W: Any, declaration: Declaration) -> Sample:
    """Make a widget of a class that has no sample."""
    has_text = any(isinstance(item.type, Text) for item in declaration.arguments[:1])
    make = getattr(W, declaration.name)
    widget = make(declaration.name) if has_text else make()
    lies_in_page = declaration.rules.window or declaration.fills
    return widget if lies_in_page else in_column(W, widget, "start")


def in_column(W: WidgetNamespace, widget: VisualWidget, align: Any = None) -> Sample:
    """Place a widget where it is as high as it is by itself."""
    column = W.VBox() if align is None else W.VBox(align=align)
    column.add_widget(widget)
    return widget, column


def with_text(W: WidgetNamespace, bar: VisualWidget, *, is_below: bool = False) -> VisualWidget:
    """Place a bar above a text, or below it."""
    column, text = W.VBox(spacing=0), W.TextArea()
    for widget in (text, bar) if is_below else (bar, text):
        column.add_widget(widget, int(widget is text))
    return column


def abstract_scroll_area(W: WidgetNamespace) -> Sample:
    area = W.AbstractScrollArea()
    area.set_widget(W.Label("What is in view is up to the program.", halign="center"))
    area.set_thumb_percent(0.5, 0.1)
    return area


def box(W: WidgetNamespace) -> Sample:
    box = W.Box(orientation="vertical")
    box.add_widget(W.Label("Above"))
    box.add_widget(W.TextArea("This takes the room that is left."), 1)
    box.add_widget(W.Button("Below"))
    return box


def button_box(W: WidgetNamespace) -> Sample:
    buttons = W.ButtonBox(halign="right")
    buttons.add_widget(W.Button("Cancel"))
    buttons.add_widget(W.Button("Apply"))
    buttons.add_widget(W.Button("OK", kind="primary"))
    return buttons


def color_widget(W: WidgetNamespace) -> Sample:
    return W.ColorWidget(color="#336699")


def combo_box(W: WidgetNamespace) -> Sample:
    combo = W.ComboBox()
    for city in ("Bergen", "Hobart", "Ushuaia", "Valparaíso"):
        combo.append_text(city)
    combo.set_index(0)
    return in_column(W, combo)


def dial(W: WidgetNamespace) -> Sample:
    return W.Dial(min=0, max=11, value=3, show_value=True, show_value_position="bottom")


def dialog(W: WidgetNamespace) -> Sample:
    dialog = W.Dialog("Delete?", ["Cancel", "Delete"], autoclose=True, dangerous=["Delete"])
    dialog.add_widget(W.Label("This can't be undone."))
    return dialog


def expander(W: WidgetNamespace) -> Sample:
    expander = W.Expander(title="More options")
    expander.set_widget(W.CheckBox("Wrap lines"))
    return expander


def fixed_layout(W: WidgetNamespace) -> Sample:
    layout = W.FixedLayout()
    layout.add_widget(W.Label("Inlet"), 20, 10)
    layout.add_widget(W.Button("Open"), 120, 60)
    layout.add_widget(W.Label("Outlet"), 240, 120)
    return layout


def form(W: WidgetNamespace) -> Sample:
    form = W.Form()
    form.add_field("Name", W.TextEntry("Ada"))
    form.add_field("Age", W.SpinBox(min=0, max=150, value=36))
    form.add_field(None, W.CheckBox("Remember me"))
    return form


def frame(W: WidgetNamespace) -> Sample:
    frame = W.Frame(title="Options")
    frame.set_widget(W.CheckBox("Wrap lines"))
    return frame


def grid_box(W: WidgetNamespace) -> Sample:
    grid = W.GridBox()
    grid.append_row([W.Label("From"), W.TextEntry("Bergen"), W.Button("Swap")])
    grid.append_row([W.Label("To"), W.TextEntry("Hobart")])
    return grid


def hbox(W: WidgetNamespace) -> Sample:
    box = W.HBox()
    box.add_widget(W.Label("Name"))
    box.add_widget(W.TextEntry(), 1)
    box.add_widget(W.Button("Enter"))
    return box


def html_view(W: WidgetNamespace) -> Sample:
    return W.HtmlView("<h2>Results</h2><p>Three runs, <b>all</b> of them fine.</p>")


def image(W: WidgetNamespace) -> Sample:
    return W.Image(url="pg:image")


def label(W: WidgetNamespace) -> Sample:
    return W.Label("A text of a line, or of several.")


def mdi_widget(W: WidgetNamespace) -> Sample:
    area = W.MDIWidget()
    area.add_widget(W.TextArea("Notes"), {"title": "Notes", "width": 220, "height": 140})
    area.add_widget(W.Label("Another window"), {"title": "About", "x": 120, "y": 90})
    return area


def mdi_sub_window(W: WidgetNamespace) -> Sample:
    area = W.MDIWidget()
    window = area.add_widget(W.TextArea("Notes"), {"title": "Notes", "width": 260, "height": 160})
    return window, area


def menu(W: WidgetNamespace) -> Sample:
    bar, menu = W.MenuBar(), W.Menu()
    bar.add_menu(menu, "File")
    menu.add_name("Open…")
    menu.add_name("Save")
    menu.add_separator()
    recent = menu.add_menu("Recent")
    recent.add_name("notes.txt")
    return menu, with_text(W, bar)


def menu_action(W: WidgetNamespace) -> Sample:
    bar, action = W.MenuBar(), W.MenuAction(text="Grid", checkable=True)
    menu = bar.add_name("View")
    menu.add_widget(action)
    return action, with_text(W, bar)


def menu_bar(W: WidgetNamespace) -> Sample:
    bar = W.MenuBar()
    file = bar.add_name("File")
    file.add_name("Open…")
    file.add_name("Save")
    view = bar.add_name("View")
    view.add_name("Grid", checkable=True)
    view.add_name("Axes", checkable=True)
    return bar, with_text(W, bar)


def page(W: WidgetNamespace) -> Sample:
    page = W.Page()
    page.set_widget(W.Label("It fills the page of the browser.", halign="center"))
    return page


def progress_bar(W: WidgetNamespace) -> Sample:
    bar = W.ProgressBar()
    bar.set_value(0.6)
    return in_column(W, bar)


def radio_button(W: WidgetNamespace) -> Sample:
    box = W.VBox()
    small, large = W.RadioButton("Small", group="size"), W.RadioButton("Large", group="size")
    small.set_state(True)
    box.add_widget(small)
    box.add_widget(large)
    return small, box


def scroll_area(W: WidgetNamespace) -> Sample:
    area, label = W.ScrollArea(), W.Label("Something large, to be scrolled")
    label.set_font(size=120)
    area.set_widget(label)
    return area


def scroll_bar(W: WidgetNamespace) -> Sample:
    bar = W.ScrollBar()
    bar.set_thumb_percent(0.25)
    return bar


def separator(W: WidgetNamespace) -> Sample:
    box, line = W.VBox(), W.Separator()
    box.add_widget(W.Label("Above"))
    box.add_widget(line)
    box.add_widget(W.Label("Below"))
    return line, box


def slider(W: WidgetNamespace) -> Sample:
    return in_column(W, W.Slider(min=0, max=100, value=40, show_value=True))


def spin_box(W: WidgetNamespace) -> Sample:
    return in_column(W, W.SpinBox(min=0, max=100, value=40))


def splitter(W: WidgetNamespace) -> Sample:
    splitter = W.Splitter()
    splitter.add_widget(W.TextArea("Drag the bar between them,"))
    splitter.add_widget(W.TextArea("or move it with the arrow keys."))
    return splitter


def stack_widget(W: WidgetNamespace) -> Sample:
    box, stack = W.VBox(), W.StackWidget()
    first, second = W.Button("First page"), W.Button("Second page")
    stack.add_widget(W.Label("The first page"), {"title": "First"})
    stack.add_widget(W.Label("The second page"), {"title": "Second"})
    first.on("activated", stack.set_index, 0)
    second.on("activated", stack.set_index, 1)
    box.add_widget(stack, 1)
    box.add_widget(first)
    box.add_widget(second)
    return stack, box


def status_bar(W: WidgetNamespace) -> Sample:
    status = W.StatusBar()
    status.set_message("Ready")
    return status, with_text(W, status, is_below=True)


def tab_widget(W: WidgetNamespace) -> Sample:
    tabs = W.TabWidget()
    tabs.add_widget(W.TextArea("Notes"), {"title": "Notes", "icon_url": "pg:edit"})
    tabs.add_widget(W.Label("Nothing yet", halign="center"), {"title": "Results"})
    tabs.add_widget(W.Image(url="pg:line-chart"), {"title": "Chart"})
    return tabs


def table_view(W: WidgetNamespace) -> Sample:
    return W.TableView(
        columns=[
            {"label": "Fruit", "key": "fruit", "editable": True},
            {"label": "Price", "key": "price", "type": "float", "editable": True},
            {"label": "Stock", "key": "stock", "type": "integer"},
            {"label": "Ripe", "key": "ripe", "widget": "checkbox"},
        ],
        data=FRUIT,
    )


def text_area(W: WidgetNamespace) -> Sample:
    return W.TextArea("Several lines of text,\nto read or to edit.")


def text_entry(W: WidgetNamespace) -> Sample:
    return in_column(W, W.TextEntry("Type here"))


def text_entry_set(W: WidgetNamespace) -> Sample:
    return in_column(W, W.TextEntrySet("Ada", label="Rename"))


def timer(W: WidgetNamespace) -> Sample:
    timer, buttons = W.Timer(duration=2), W.ButtonBox(halign="left")
    start, cancel = W.Button("Start"), W.Button("Cancel")
    start.on("activated", timer.start)
    cancel.on("activated", timer.cancel)
    buttons.add_widget(start)
    buttons.add_widget(cancel)
    return timer, buttons


def tool_bar(W: WidgetNamespace) -> Sample:
    bar = W.ToolBar()
    bar.add_action({"text": "Open", "icon_url": "pg:open"})
    bar.add_action({"text": "Save", "icon_url": "pg:save"})
    bar.add_separator()
    bar.add_action({"text": "Align left", "icon_url": "pg:align-left", "group": "align"})
    bar.add_action({"text": "Align right", "icon_url": "pg:align-right", "group": "align"})
    bar.add_spacer()
    bar.add_action({"text": "Help"})
    return bar, with_text(W, bar)


def tool_bar_action(W: WidgetNamespace) -> Sample:
    bar, action = W.ToolBar(), W.ToolBarAction(text="Bold", icon_url="pg:bold", toggle=True)
    bar.add_widget(action)
    return action, with_text(W, bar)


def top_level(W: WidgetNamespace) -> Sample:
    top = W.TopLevel(title="A window", resizable=True)
    top.set_widget(W.Label("Drag it by its title.", halign="center"))
    top.resize(320, 200)
    return top


def tree_view(W: WidgetNamespace) -> Sample:
    tree = W.TreeView(
        columns=["Name", {"label": "Size", "key": "size", "type": "integer"}],
        tree={"src": {"main.py": {"size": 812}, "words.py": {"size": 95}}, "tests": {}},
    )
    tree.expand_item(["src"])
    return tree


def vbox(W: WidgetNamespace) -> Sample:
    box = W.VBox()
    box.add_widget(W.Label("Above"))
    box.add_widget(W.TextArea("This takes the room that is left."), 1)
    box.add_widget(W.Button("Below"))
    return box
