"""What users do with some classes alone, and what is shown of them for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.browser.widgets.bench import Bench, Gesture
from tests.browser.widgets.gestures import (
    button,
    choose,
    click,
    double,
    each,
    lay,
    press,
    program,
    showing,
)
from tests.browser.widgets.table_gestures import (
    CELLS,
    ROWS,
    dragged,
    in_table,
    in_tree,
    table,
    tree,
)

LINES = [f"line {number}" for number in range(200)]


def paragraphs(W: Any) -> Any:
    return W.HtmlView("".join(f"<p>{line}</p>" for line in LINES))


def windows(W: Any) -> Any:
    """Return an area that scrolls."""
    area = W.MDIWidget()
    for name, y in (("far", 900), ("under", 20), ("over", 70)):
        place = {"title": name, "x": 20, "y": y, "width": 200, "height": 120}
        area.add_widget(W.Label(name), place)
    return area


def tiled_windows(W: Any) -> Any:
    area = windows(W)
    area.tile_windows()
    return area


def choice(W: Any) -> Any:
    """Return the button of a group that is not the one."""
    box = W.VBox()
    first, second = W.RadioButton("first", group="g"), W.RadioButton("second", group="g")
    first.set_state(True)
    for it in (first, second):
        box.add_widget(it)
    return second, box


def markup(W: Any) -> Any:
    place = W.ExternalWidget()
    place.set_content("<p>text</p>")
    return place


def listed_files(W: Any) -> Any:
    made = W.FileTable()
    made.set_rows([(row, "file", f"{row}.txt", "1 KiB", "today") for row in range(3)])
    return made


SAMPLES: Mapping[str, Callable[[Any], Any]] = {
    "ExternalWidget": markup,
    "FileTable": listed_files,
    "HtmlView": paragraphs,
    "MDIWidget": windows,
    "RadioButton": choice,
    "TableView": table(**ROWS),
    "TextArea": lambda W: W.TextArea("\n".join(LINES)),
    "TreeView": tree(**ROWS),
}
"""What is shown of a class at first, where the gallery's sample doesn't do."""


def open_menu(bench: Bench) -> None:
    """Open the menu of a bar, unless it is open."""
    name = bench.page.get_by_role("menuitem").first
    if name.get_attribute("aria-expanded") != "true":
        name.click()


def open_again(bench: Bench) -> None:
    """Open a window that was the last one to be closed."""
    bench.page.get_by_role("button", name="Open “A window” again").click()


def window(name: str, inner: str = ".pg-window-title") -> str:
    """Return the selector of something of a window in an area."""
    return f".pg-sub-window:has(.pg-window-title:text-is('{name}')) >> {inner}"


OPENED = each(open_menu, showing)

OPEN_AND_LEAVE = each(double("[data-kind] >> nth=1"), press("Backspace"))

OWN: Mapping[str, Mapping[str, Gesture]] = {
    "ColorDialog": {"activated": button("OK")},
    "ComboBox": {"activated": press("ArrowDown", "Enter", inner="[role=combobox]")},
    "Dialog": {"activated": button("Delete")},
    "Expander": {"toggled": click("button >> nth=0")},
    "FileTable": dict.fromkeys(("selected", "activated", "back"), OPEN_AND_LEAVE),
    "MDIWidget": {
        "page-switch": each(lay(windows), click(window("under"))),
        "page-close": each(lay(windows), click(window("over", "[data-action=close]"))),
        "lowered": each(lay(windows), click(window("under"), button="right"), choose("Lower")),
        "arrange": each(
            lay(windows), click(window("under"), button="right"), choose("Tile windows")
        ),
        "has-room": lay(tiled_windows),
    },
    "Menu": {"map": OPENED, "resize": OPENED},
    "MenuAction": {"map": OPENED, "resize": OPENED, "activated": each(OPENED, click())},
    "Splitter": {"sizing": press("ArrowRight", inner="[role=separator] >> nth=1")},
    "TabWidget": {
        "page-switch": click("[role=tab] >> nth=1"),
        "page-close": press("Delete", inner="[role=tab] >> nth=0"),
        "page-move": press("Control+Shift+ArrowRight", inner="[role=tab] >> nth=0"),
    },
    "TableView": {**in_table(table(**CELLS), table(**ROWS)), **dragged(table(**ROWS))},
    "Timer": {
        "expired": program("start", 0.01),
        "cancelled": each(program("start", 60), program("cancel")),
    },
    "TopLevel": {"reopen": each(button("Close"), open_again)},
    "TreeView": {
        **in_table(tree(**CELLS), tree(**ROWS)),
        **dragged(tree(**ROWS)),
        **in_tree(tree(**ROWS)),
    },
}

NEVER: Mapping[str, frozenset[str]] = {
    # declared for programs that are written for a TabWidget
    "StackWidget": frozenset({"page-switch", "page-close"}),
}
"""What never comes."""
