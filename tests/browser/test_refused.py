"""What users did on slow lines that the program allows no more, and what comes of it."""

from __future__ import annotations

import queue
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crossing import Crossing, at
from tests.browser.support import wait_until


def heard(widget: Any, action: str = "activated") -> queue.SimpleQueue[tuple[Any, ...]]:
    """Return what the handlers of a callback get, as it comes."""
    calls: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
    widget.on(action, lambda *args: calls.put(args))
    return calls


class Fence:
    """A button whose press comes behind all else that its page has sent."""

    def __init__(self, crossing: Crossing) -> None:
        self.button = crossing.ui.Button("Behind")
        self.count = 0
        self.button.on("activated", self._pressed)

    def _pressed(self) -> None:
        self.count += 1

    def pass_(self, page: Page) -> None:
        """Press it, and wait until that is told."""
        count = self.count
        at(page, self.button).click()
        wait_until(lambda: self.count > count, "the last press is told", page)


def test_a_double_click_presses_a_button_that_disables_itself_once(crossing: Crossing) -> None:
    button, fence, box = crossing.ui.Button("Pay"), Fence(crossing), crossing.ui.VBox()
    box.add_widget(button)
    box.add_widget(fence.button)
    presses: list[str] = []

    def pay() -> None:
        presses.append("paid")
        button.set_enabled(False)

    button.on("activated", pay)
    page, _ = crossing.show(box)
    at(page, button).dblclick()
    fence.pass_(page)
    assert presses == ["paid"]
    expect(at(page, button)).to_be_disabled()


def test_a_key_that_is_held_presses_once(crossing: Crossing) -> None:
    fence, box = Fence(crossing), crossing.ui.VBox()
    widgets = {
        kind: getattr(crossing.ui, kind)("text")
        for kind in ("Button", "ToggleButton", "TextEntry", "CheckBox")
    }
    for widget in (*widgets.values(), fence.button):
        box.add_widget(widget)
    calls = {kind: heard(widget) for kind, widget in widgets.items()}
    page, _ = crossing.show(box)
    for kind, widget in widgets.items():
        inner = "input" if kind == "CheckBox" else ""
        key = "Space" if kind == "CheckBox" else "Enter"
        at(page, widget, inner).focus()
        for _ in range(6):
            # each further one is a repetition, as none comes up
            page.keyboard.down(key)
        page.keyboard.up(key)
    fence.pass_(page)
    assert {kind: came.qsize() for kind, came in calls.items()} == dict.fromkeys(widgets, 1)


def test_enter_that_is_held_chooses_no_entry_of_the_menu_that_it_opens(crossing: Crossing) -> None:
    bar, fence, box = crossing.ui.MenuBar(), Fence(crossing), crossing.ui.VBox()
    menu = bar.add_name("File")
    item = menu.add_name("Delete all")
    box.add_widget(bar)
    box.add_widget(fence.button)
    calls = heard(item)
    page, _ = crossing.show(box)
    at(page, bar, "button").focus()
    for _ in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(at(page, item)).to_be_visible()
    page.keyboard.press("Escape")
    fence.pass_(page)
    assert calls.empty()


@pytest.mark.parametrize("track", [False, True])
def test_a_slider_that_is_disabled_while_it_is_dragged_goes_back(
    crossing: Crossing, track: bool
) -> None:
    slider, fence, box = crossing.ui.Slider(track=track), Fence(crossing), crossing.ui.VBox()
    box.add_widget(slider)
    box.add_widget(fence.button)
    page, other = crossing.show(box)
    place = at(page, slider, "input").bounding_box()
    assert place is not None
    y = place["y"] + place["height"] / 2
    page.mouse.move(place["x"] + 10, y)
    page.mouse.down()
    crossing.do(slider.set_enabled, False)
    for step in range(1, 8):
        page.mouse.move(place["x"] + 10 + 20 * step, y)
    expect(at(page, slider, "input")).to_be_disabled()
    page.mouse.up()
    fence.pass_(page)
    value = slider.get_value()
    for each in (page, other):
        expect(at(each, slider, "input")).to_have_value(str(value))


def test_what_was_typed_into_what_became_read_only_is_taken_back(crossing: Crossing) -> None:
    entry, area, box = crossing.ui.TextEntry("one"), crossing.ui.TextArea("two"), crossing.ui.VBox()
    box.add_widget(entry)
    box.add_widget(area, 1)
    page, other = crossing.show(box)
    at(page, entry).press("End")
    page.keyboard.type("!")
    at(page, area, "textarea").focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("!")
    crossing.do(entry.set_enabled, False)
    crossing.do(area.set_editable, False)
    for each in (page, other):
        expect(at(each, entry)).to_be_disabled()
        expect(at(each, entry)).to_have_value("one")
    wait_until(lambda: crossing.seats[0].page.locator("textarea").count() == 0, "it reads", page)
    for each in (page, other):
        expect(at(each, area)).to_contain_text("two")
    assert (entry.get_text(), area.get_text()) == ("one", "two")


@pytest.mark.parametrize("kind", ["RadioButton", "ToggleButton"])
def test_a_button_that_ends_while_its_click_is_on_the_way(crossing: Crossing, kind: str) -> None:
    make = getattr(crossing.ui, kind)
    first, second, box = make("A", group="g"), make("B", group="g"), crossing.ui.VBox()
    first.set_state(True)
    for button in (first, second):
        box.add_widget(button)
    page, other = crossing.show(box)
    at(page, second).click()
    crossing.do(second.destroy)
    for each in (page, other):
        expect(at(each, second)).to_have_count(0)
        wait_until(partial(is_on, each, first), "the first one is on", each)
    assert first.get_state()


def is_on(page: Page, button: Any) -> bool:
    inner = at(page, button, "input")
    if inner.count():
        return inner.is_checked()
    return at(page, button).get_attribute("aria-pressed") == "true"


# -- windows ---------------------------------------------------------------------------

STACK = """() => [...document.querySelectorAll('.pg-window')]
  .filter((one) => !one.hidden)
  .sort((one, other) => one.style.zIndex - other.style.zIndex)
  .map((one) => one.querySelector('.pg-window-title').textContent)"""


def windows(crossing: Crossing) -> list[Any]:
    """Show two windows and a dialog that overlap."""
    made = []
    for number, title in enumerate("TU"):
        window = crossing.ui.TopLevel(title=title)
        window.resize(200, 150)
        window.set_position(20 + 195 * number, 20)
        window.show()
        made.append(window)
    dialog = crossing.ui.Dialog("D", ["OK"])
    dialog.set_position(100, 90)
    return [*made, dialog]


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("act", ["raise", "popup", "popup again", "show again", "lower"])
def test_all_have_one_order_of_the_windows(crossing: Crossing, act: str, times: int) -> None:
    first, second, dialog = windows(crossing)
    if act == "popup again":
        dialog.popup()
    page, other = crossing.open()
    acts = {
        "raise": second.raise_,
        "popup": dialog.popup,
        "popup again": dialog.popup,
        "show again": lambda: (second.hide(), second.show()),
        "lower": first.lower,
    }
    for crossed in range(times):
        at(page, first, ".pg-window-title").click(position={"x": 2, "y": 2})
        crossing.do(acts[act])
        if crossed + 1 < times:
            at(page, second, ".pg-window-title").click(position={"x": 2, "y": 2})
    crossing.do(first.set_title, "settled")
    for each in (page, other):
        expect(at(each, first, ".pg-window-title")).to_have_text("settled")
    wait_until(lambda: page.evaluate(STACK) == other.evaluate(STACK), "one order", page)
    seen = page.evaluate(STACK)
    crossing.reload()
    wait_until(lambda: len(page.evaluate(STACK)) == len(seen), "it shows again", page)
    assert page.evaluate(STACK) == seen


# -- values ----------------------------------------------------------------------------


class Mine:
    """Some object of a program's."""


def test_a_dialog_hands_out_the_very_value_of_a_button(crossing: Crossing) -> None:
    values = [2**60 + 1, ("a", 1), Mine(), None, {"k": (1,)}, {1, 2}]
    buttons = [(f"OK {index}", value) for index, value in enumerate(values)]
    dialog = crossing.ui.Dialog("Which?", ["Cancel", *buttons], autoclose=True)
    for index, value in enumerate(values):
        dialog.add_button(crossing.ui.Button(f"Extra {index}"), value)
    calls = heard(dialog)
    (page,) = crossing.open(1)
    for index, value in enumerate(values):
        for name in (f"OK {index}", f"Extra {index}"):
            dialog.popup()
            page.get_by_role("button", name=name).click()
            assert calls.get(timeout=20)[0] is value
            expect(at(page, dialog)).to_be_hidden()
    dialog.popup()
    page.get_by_role("button", name="Cancel").click()
    assert calls.get(timeout=20) == ("Cancel",)
