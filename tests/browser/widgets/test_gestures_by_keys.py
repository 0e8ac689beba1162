"""What users change in a widget they change by keys alone, beginning with the Tab key.

Every class takes part by its declaration: one that has a callback by which users change something,
and no keys here, fails. Tables and trees have tests of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pgwidgets.catalog.registry import declarations
from tests.browser.widgets.bench import Bench, Gesture, Sent, sample_of
from tests.browser.widgets.class_gestures import NEVER, SAMPLES, windows
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.gestures import each, lay, press
from tests.unit.session.deeds import acts_of
from tests.unit.session.test_permission import TABLES

LAYOUT = {"resize", "map", "has-room"}
"""What comes of the layout."""

USED = [
    name
    for name, it in declarations().items()
    if not it.abstract and name not in TABLES and {act.name for act in acts_of(it)} - LAYOUT
]

PARTS = 2
"""So many tests have all the classes between them."""

STOPS = 40
"""So often the Tab key may have to be pressed."""


def tab_to(bench: Bench, inner: str = "") -> None:
    """Press the Tab key until the focus is in the widget, or in an element of it."""
    at = bench.at(inner)
    at.wait_for()
    for _ in range(STOPS):
        bench.page.keyboard.press("Tab")
        if at.evaluate("(element) => element.contains(document.activeElement)"):
            return
    raise AssertionError(f"the Tab key leads to no {inner or 'part of it'}")


def tab(inner: str = "") -> Gesture:
    return lambda bench: tab_to(bench, inner)


def keys(*names: str, inner: str = "") -> Gesture:
    """Go to the widget, or an element of it, and press keys there."""
    return each(tab(inner), press(*names))


def from_menu(letter: str) -> Gesture:
    """Choose from the menu of a window by the first letter."""
    return keys("Alt+F3", letter, "Enter")


def beside_another(*names: str) -> Gesture:
    """Go to another window, which is over the widget, and press keys there or thereafter."""

    def gesture(bench: Bench) -> None:
        other = bench.desk.W.TopLevel(title="over it")
        other.set_widget(bench.desk.W.Button("in it"))
        other.show()
        bench.desk.at(other, "button >> nth=0").focus()
        for name in names:
            bench.page.keyboard.press(name)

    return gesture


def next_of_group(bench: Bench) -> None:
    """Go to the one of a group that is on, and on to the next."""
    bench.page.get_by_role("radio", name="first").focus()
    bench.page.keyboard.press("ArrowDown")


def open_again(bench: Bench) -> None:
    """Close the window, and open it again by the button that is there then."""
    keys("Control+Shift+F4")(bench)
    again = bench.page.get_by_role("button", name="Open “A window” again")
    # the keys are there at once
    expect(again).to_be_focused()
    bench.page.keyboard.press("Enter")


WINDOW: Mapping[str, Gesture] = {
    "move": keys("Alt+F7", "ArrowRight", "Enter"),
    "resized": keys("Alt+F8", "ArrowRight", "Enter"),
    "close": keys("Control+Shift+F4"),
    "window-state": from_menu("m"),
    "raised": beside_another("Control+F6"),
    "lowered": beside_another("Control+F6", "Alt+F3", "l", "Enter"),
}
MODELESS = {
    "Dialog": lay(lambda W: W.Dialog("A dialog", ["OK"], modal=False)),
    "ColorDialog": lay(lambda W: W.ColorDialog(modal=False)),
}
SWATCH = keys("ArrowRight", "Enter", inner=".pg-color-swatch >> nth=0")
TAB = "[role=tab] >> nth=0"

KEYS: Mapping[str, Mapping[str, Gesture]] = {
    "AbstractScrollArea": {"scrolled": keys("End")},
    "CheckBox": {"activated": keys("Space")},
    "ColorDialog": {
        **WINDOW,
        "activated": keys("Enter", inner=".pg-primary"),
        "raised": each(MODELESS["ColorDialog"], WINDOW["raised"]),
        "pick": SWATCH,
        "kept": SWATCH,
    },
    "ColorWidget": {"pick": SWATCH, "kept": SWATCH},
    "ComboBox": {"activated": keys("ArrowDown", "Enter"), "modified": keys("x")},
    "Dial": {"activated": keys("ArrowUp")},
    "Dialog": {
        **WINDOW,
        "activated": keys("Enter", inner=".pg-dialog-buttons button >> nth=0"),
        "raised": each(MODELESS["Dialog"], WINDOW["raised"]),
    },
    "Expander": {"toggled": keys("Enter", inner="button >> nth=0")},
    "FileTable": {"selected": keys("Space")},
    "HtmlView": {"scrolled": keys("End")},
    "MDISubWindow": WINDOW,
    "MDIWidget": {
        "page-switch": each(lay(windows), keys("Control+F6")),
        "page-close": each(lay(windows), keys("Control+Shift+F4")),
        "scrolled": each(lay(windows), keys("Control+F6", "Control+F6")),
        "lowered": each(lay(windows), from_menu("l")),
        "arrange": each(lay(windows), from_menu("t")),
    },
    "MenuAction": {"activated": press("F10", "Enter", "Enter")},
    "RadioButton": {"activated": next_of_group},
    "ScrollArea": {"scrolled": keys("End")},
    "ScrollBar": {"activated": keys("End")},
    "Slider": {"activated": keys("ArrowUp")},
    "SpinBox": {"activated": keys("ArrowUp")},
    "Splitter": {"sizing": keys("ArrowRight", inner="[role=separator] >> nth=1")},
    "TabWidget": {
        "page-switch": keys("ArrowRight", inner=TAB),
        "page-close": keys("Delete", inner=TAB),
        "page-move": keys("Control+Shift+ArrowRight", inner=TAB),
    },
    "TextArea": {"scrolled": keys("Control+Home", "Control+End")},
    "TextEntry": {"activated": keys("Enter"), "modified": keys("x")},
    "TextEntrySet": {
        "activated": keys("Enter", inner="button"),
        "modified": keys("x", inner="input"),
    },
    "ToggleButton": {"activated": keys("Space")},
    "ToolBarAction": {"activated": keys("Enter")},
    "TopLevel": {**WINDOW, "reopen": open_again},
}


def wrong_of(bench: Bench) -> list[str]:
    """Bring about by keys what users of a class change; return what is wrong."""
    wrong = []
    unused = LAYOUT | NEVER.get(bench.kind, frozenset())
    for callback in acts_of(bench.declaration):
        if callback.name in unused:
            continue
        gesture = KEYS.get(bench.kind, {}).get(callback.name)
        bench.lay(bench.make)
        words = "no keys are known" if gesture is None else bench.use(callback, gesture)
        if words:
            wrong.append(f"{bench.kind} {callback.name}: {words}")
    return wrong


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_users_do_by_keys_what_they_do(desk: Desk, sent: Sent, tmp_path: Path, part: int) -> None:
    file = tmp_path / "note.txt"
    wrong = []
    for kind in USED[part::PARTS]:
        make = SAMPLES.get(kind) or sample_of(declarations()[kind])
        wrong += wrong_of(Bench(desk, sent, kind, make, file))
    assert not wrong, "\n".join(wrong)
