"""Three windows with many of the widgets, beside each other, and a dialog."""

from __future__ import annotations

import base64
from types import SimpleNamespace
from typing import Any

from pgwidgets.sync.application import Session

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="160" height="90">
<rect width="160" height="90" fill="#4a7bd0"/><circle cx="122" cy="26" r="12" fill="#ffd75e"/>
<path d="M0 90 50 34 86 74 108 52 160 90Z" fill="#2d4a7c"/></svg>"""
ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<circle cx="8" cy="8" r="6" fill="#d0564a"/></svg>"""


def data_uri(svg: str) -> str:
    """Return a picture as a URL."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def build(session: Session, width: int = 1180) -> SimpleNamespace:
    """Show widgets in three windows, beside each other as far as the width allows.

    Returns
    -------
    SimpleNamespace
        The widgets that a caller may want to operate, by name.
    """
    made = SimpleNamespace()
    W = session.get_widgets()
    windows = (_controls(W, made), _containers(W, made), _texts(W, made))
    x = y = 16
    for window, (window_width, height) in zip(
        windows, ((412, 560), (420, 560), (300, 560)), strict=True
    ):
        if x > 16 and x + window_width > width:
            x, y = 16, y + 40
        window.resize(min(window_width, width - 32), height)
        window.set_position(x, y)
        window.show()
        x += window_width + 16
    made.windows = windows
    return made


def _controls(W: Any, made: SimpleNamespace) -> Any:
    made.menubar = W.MenuBar()
    made.file = made.menubar.add_name("File")
    made.open = made.file.add_name("Open…")
    made.open.set_icon(data_uri(ICON))
    made.file.add_name("Save")
    made.file.add_separator()
    recent = made.file.add_menu("Recent")
    for name in ("notes.txt", "measurements.csv"):
        recent.add_name(name)
    made.file.add_name("Quit").set_enabled(False)
    view = made.menubar.add_name("View")
    view.add_name("Grid", checkable=True).set_checked(True)
    view.add_name("Axes", checkable=True)
    made.menubar.add_name("Help").add_name("About")

    column = W.VBox(spacing=10, padding=12)
    for row in (_buttons(W, made), _choices(W), _numbers(W, made)):
        column.add_widget(row)
    column.add_widget(W.Separator())
    progress = W.ProgressBar()
    progress.set_value(0.62)
    column.add_widget(progress)
    column.add_widget(W.Label("Ready", halign="center"), 1)
    outer = W.VBox()
    outer.add_widget(made.menubar)
    outer.add_widget(column, 1)
    window = W.TopLevel(
        title="Controls",
        icon=data_uri(ICON),
        resizable=True,
        minimizable=True,
        maximizable=True,
        shadeable=True,
    )
    window.set_widget(outer)
    return window


def _buttons(W: Any, made: SimpleNamespace) -> Any:
    first, second = W.HBox(spacing=8), W.HBox(spacing=8)
    made.button = W.Button("Apply")
    made.button.set_icon(data_uri(ICON))
    colored = W.Button("Delete")
    colored.set_color(bg="#b3261e", fg="white")
    disabled = W.Button("Disabled")
    disabled.set_enabled(False)
    bold = W.ToggleButton("Bold")
    bold.set_state(True)
    for row, buttons in (
        (first, (made.button, colored, disabled)),
        (second, (bold, W.ToggleButton("Italic"))),
    ):
        for button in buttons:
            row.add_widget(button)
    rows = W.VBox(spacing=8)
    rows.add_widget(first)
    rows.add_widget(second)
    return rows


def _choices(W: Any) -> Any:
    row = W.HBox(spacing=12)
    boxes, radios = W.VBox(), W.VBox()
    for text, state, enabled in (
        ("Wrap lines", True, True),
        ("Show rulers", False, True),
        ("Not now", True, False),
    ):
        box = W.CheckBox(text)
        box.set_state(state)
        box.set_enabled(enabled)
        boxes.add_widget(box)
    for text in ("Small", "Medium", "Large"):
        radio = W.RadioButton(text, group="size")
        radio.set_state(text == "Medium")
        radios.add_widget(radio)
    for title, content in (("Options", boxes), ("Size", radios)):
        frame = W.Frame(title=title)
        frame.set_widget(content)
        row.add_widget(frame, 1)
    return row


def _numbers(W: Any, made: SimpleNamespace) -> Any:
    form = W.Form()
    made.combo = W.ComboBox()
    editable = W.ComboBox(editable=True)
    for box in (made.combo, editable):
        for text in ("Linear", "Logarithmic", "Square root", "Asinh"):
            box.append_text(text)
    made.combo.set_index(1)
    editable.set_text("Something else")
    made.slider = W.Slider(min=0, max=100, value=40, show_value=True, track=True)
    made.spin = W.SpinBox(dtype="float", min=0, max=10, step=0.25, value=2.5)
    for name, widget in (
        ("Stretch", made.combo),
        ("Palette", editable),
        ("Level", made.slider),
        ("Gamma", made.spin),
    ):
        form.add_field(name, widget)
    form.set_error(editable, "There is no such palette.")
    return form


def _containers(W: Any, made: SimpleNamespace) -> Any:
    splitter = W.Splitter(orientation="vertical")
    made.tabs = W.TabWidget(closable=True, reorderable=True)
    picture = W.Image(url=data_uri(PICTURE))
    made.tabs.add_widget(picture, {"title": "Picture", "icon_url": data_uri(ICON)})
    made.tabs.add_widget(W.Label("Nothing yet", halign="center"), {"title": "Table"})
    log = W.VBox()
    for number in range(40):
        log.add_widget(W.Label(f"{number} s: nothing to report"))
    area = W.ScrollArea()
    area.set_widget(log)
    made.tabs.add_widget(area, {"title": "Log"})
    splitter.add_widget(made.tabs)
    panes = W.Splitter(orientation="horizontal")
    panes.add_widget(W.TextArea("Left of the bar\nanother line"))
    vertical = W.HBox(spacing=8, padding=8)
    for value in (20, 50, 80):
        slider = W.Slider(
            orientation="vertical", value=value, show_value=True, show_value_position="bottom"
        )
        vertical.add_widget(slider, 1)
    panes.add_widget(vertical)
    splitter.add_widget(panes)
    splitter.set_sizes([240, 200])
    made.splitter = splitter
    window = W.TopLevel(title="Containers", resizable=True)
    window.set_widget(splitter)
    return window


def _texts(W: Any, made: SimpleNamespace) -> Any:
    column = W.VBox(spacing=8, padding=12)
    heading = W.Label("Heading")
    heading.set_font(size=18, weight="bold")
    column.add_widget(heading)
    column.add_widget(
        W.Label("A longer text that does not fit on one line is broken into several of them.")
    )
    made.entry = W.TextEntry(text="Type here", linehistory=5)
    fixed = W.TextEntry(text="Read-only", editable=False)
    password = W.TextEntry(text="secret", password=True)
    disabled = W.TextEntry(text="Disabled")
    disabled.set_enabled(False)
    for entry in (made.entry, fixed, password, disabled):
        column.add_widget(entry)
    made.area = W.TextArea("".join(f"Line {number}\n" for number in range(1, 31)))
    column.add_widget(made.area, 1)
    made.dialog = W.Dialog(
        "Delete?", [("Cancel", False), ("Delete", True)], modal=True, autoclose=True
    )
    made.dialog.add_widget(W.Label("This can't be undone."))
    opener = W.Button("Delete…")
    opener.on("activated", made.dialog.popup)
    made.opener = opener
    column.add_widget(opener)
    window = W.TopLevel(title="Texts", resizable=True)
    window.set_widget(column)
    return window
