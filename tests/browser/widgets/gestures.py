"""What users do so that a program hears of it: gestures, and by which a callback comes about.

Those in `COMMON` are for each class that has a callback of the name, unless `class_gestures.py` has
one for that class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from pgwidgets.catalog.registry import declarations
from tests.browser.test_uploads import Drag
from tests.browser.widgets.bench import Bench, Gesture
from tests.browser.widgets.specimens import Nursery, placing

# -- the repertoire ------------------------------------------------------------------


def showing(bench: Bench) -> None:
    """Nothing: it has come as the widget was shown."""
    bench.before.clear()


def each(*gestures: Gesture) -> Gesture:
    """One after the other."""

    def gesture(bench: Bench) -> None:
        for it in gestures:
            it(bench)

    return gesture


def click(inner: str = "", **options: Any) -> Gesture:
    """Click an element in the widget, or the widget."""
    return lambda bench: bench.at(inner).click(**options)


def double(inner: str = "") -> Gesture:
    """Double-click an element in the widget, or the widget."""
    return lambda bench: bench.at(inner).dblclick()


def press(*keys: str, inner: str = "") -> Gesture:
    """Press keys, where the keys are, or in an element."""

    def gesture(bench: Bench) -> None:
        if inner:
            bench.at(inner).focus()
        for key in keys:
            bench.page.keyboard.press(key)

    return gesture


def write(text: str, inner: str) -> Gesture:
    """Type a text into a field."""

    def gesture(bench: Bench) -> None:
        bench.at(inner).focus()
        bench.page.keyboard.type(text)

    return gesture


def seen(inner: str) -> Gesture:
    """Look until something is there."""
    return lambda bench: bench.at(inner).wait_for()


def type_(bench: Bench) -> None:
    """Type a letter into the one field that it is, or has."""
    bench.field.press("x")


def hover(inner: str = "") -> Gesture:
    """Move the pointer onto it, from somewhere else."""

    def gesture(bench: Bench) -> None:
        away(bench)
        bench.at(inner).hover()

    return gesture


def away(bench: Bench) -> None:
    """Move the pointer to where nothing is."""
    bench.page.mouse.move(0, 0)


def drag(inner: str, dx: float, dy: float) -> Gesture:
    """Drag an element by some px."""
    return lambda bench: bench.desk.drag(bench.middle(inner), dx, dy)


def turn(dx: float, dy: float, inner: str = "") -> Gesture:
    """Turn the wheel over it."""

    def gesture(bench: Bench) -> None:
        bench.at(inner).hover()
        bench.page.mouse.wheel(dx, dy)

    return gesture


def choose(name: str, role: Any = "menuitem") -> Gesture:
    """Choose an item of the menu that is open."""
    return lambda bench: bench.page.get_by_role(role, name=name).click()


def button(name: str) -> Gesture:
    """Press a button of the widget's own."""
    return lambda bench: bench.at().get_by_role("button", name=name, exact=True).click()


def files(*, dropped: bool) -> Gesture:
    """Drag a file over it, and let go or not."""

    def gesture(bench: Bench) -> None:
        file = Drag(bench.page, bench.file)
        if dropped:
            file.drop(bench.at())
        else:
            file.over(bench.at())

    return gesture


def lay(make: Callable[[Any], Any]) -> Gesture:
    """Take another widget."""
    return lambda bench: bench.lay(make)


def fresh(bench: Bench) -> None:
    """Take another widget that is made alike."""
    bench.lay(bench.make)


def program(name: str, *args: Any) -> Gesture:
    """The program calls a method."""
    return lambda bench: getattr(bench.widget, name)(*args)


def place_child(bench: Bench) -> None:
    """The program places one more widget."""
    adding = placing(declarations()[bench.kind])
    assert adding is not None
    Nursery(bench.desk.session).call(bench.widget, adding, Random(0), ())


def remove_child(bench: Bench) -> None:
    """The program takes a widget out."""
    place_child(bench)
    bench.widget.remove(bench.widget.get_children()[-1])


def raise_from_below(bench: Bench) -> None:
    """Press a window that another lies over."""
    other = bench.desk.W.TopLevel(title="over it")
    other.show()
    x, y = bench.middle(".pg-window-title")
    other.set_position(x + 40, y + 30)
    bench.desk.settle()
    bench.page.mouse.click(x, y)


TITLE = ".pg-window-title"

CLICK, HOVER, DROP, TYPE = click(), hover(), files(dropped=True), each(click(), press("a"))

SWATCH = click(".pg-color-swatch >> nth=3")
TABS = each(CLICK, press("Tab", "Shift+Tab"))

COMMON: Mapping[str, Gesture] = {
    # of every widget, and of every container
    "map": showing,
    "resize": showing,
    "child-added": place_child,
    "child-removed": remove_child,
    # of what tells of the pointer, the keys and the focus
    "enter": HOVER,
    "leave": each(hover(), away),
    "pointer-move": HOVER,
    "pointer-down": CLICK,
    "pointer-up": CLICK,
    "click": CLICK,
    "dblclick": double(),
    "contextmenu": click(button="right"),
    "scroll": turn(0, 30),
    "key-down": TYPE,
    "key-up": TYPE,
    "key-press": TYPE,
    "focus-in": TABS,
    "focus-out": TABS,
    "drag-over": files(dropped=False),
    "drop-start": DROP,
    "drop-progress": DROP,
    "drop-end": DROP,
    # of what is operated
    "activated": each(click(), press("ArrowUp", "Enter")),
    "modified": type_,
    "scrolled": each(fresh, turn(0, 60), turn(0, -60)),
    "area-resize": showing,
    "pick": SWATCH,
    "kept": SWATCH,
    # of windows
    "move": drag(TITLE, 30, 20),
    "close": button("Close"),
    "resized": drag(".pg-window-grip[data-edge=se]", 20, 20),
    "window-state": each(button("Maximize"), button("Restore")),
    "raised": raise_from_below,
    "lowered": each(click(TITLE, button="right"), choose("Lower")),
}
