"""The text of a TextArea that is not editable: it is read, and large."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LINES = "".join(f"{FAMILY} line {number}\n" for number in range(1, 1001))
"""More than one block of it: see text-blocks.ts."""


class Reading:
    """A window with a text to read, and its surface in the page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.area = desk.W.TextArea(LINES, editable=False)
        self.box = desk.W.VBox(spacing=4)
        self.box.add_widget(self.area, 1)
        self.other = desk.W.TextArea("")
        self.box.add_widget(self.other, 0)

    def show(self) -> Locator:
        """Show it; returns the surface."""
        self.desk.show(self.box)
        return self.desk.at(self.area, ".pg-text-reading")

    @property
    def top(self) -> float:
        """How far it is scrolled, in px."""
        found: float = self.desk.at(self.area, ".pg-text-reading").evaluate("(e) => e.scrollTop")
        return found

    def scrolls(self, key: str) -> float:
        """Press a key and wait until the text has scrolled; returns by how much, in px."""
        before = self.top
        self.desk.page.keyboard.press(key)
        wait_until(lambda: self.top != before, f"{key} scrolls", self.desk.page)
        # it may go on smoothly for some frames
        after = before
        while after != self.top:
            after = self.top
            self.desk.page.wait_for_timeout(100)
        return after - before

    def select(self, part: str) -> None:
        """Select a part of the text that occurs once, as a user does with the mouse."""
        self.desk.at(self.area, ".pg-text-reading").evaluate(
            """(element, part) => {
                const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                let node = walk.nextNode();
                while (!node.data.includes(part)) node = walk.nextNode();
                const start = node.data.indexOf(part);
                element.focus();
                getSelection().setBaseAndExtent(node, start, node, start + part.length);
            }""",
            part,
        )

    @property
    def selected(self) -> str:
        """The user's selection in the page."""
        found: str = self.desk.page.evaluate("getSelection().toString()")
        return found


@pytest.fixture
def reading(desk: Desk) -> Reading:
    return Reading(desk)


def test_keys_scroll_and_the_tab_key_stops_there(reading: Reading) -> None:
    surface = reading.show()
    page = reading.desk.page
    surface.focus()
    page.keyboard.press("Tab")
    expect(reading.desk.at(reading.other, "textarea")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(surface).to_be_focused()
    line = reading.scrolls("ArrowDown")
    assert line > 0
    assert reading.scrolls("PageDown") > line
    assert reading.scrolls("ArrowUp") < 0
    assert reading.scrolls("PageUp") < 0
    reading.scrolls("End")
    wait_until(lambda: reading.area.get_scroll_position()[1] == 1, "the program knows", page)
    reading.scrolls("Home")
    wait_until(lambda: reading.area.get_scroll_position()[1] == 0, "the program knows", page)
    # it can't be typed into
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+z")
    reading.desk.settle()
    assert reading.area.get_text() == LINES


def test_a_screen_reader_is_told_what_it_is(reading: Reading) -> None:
    surface = reading.show()
    expect(surface).to_have_role("textbox")
    expect(surface).to_have_accessible_name("Text")
    expect(surface).to_have_attribute("aria-readonly", "true")
    expect(surface).to_have_attribute("aria-multiline", "true")
    reading.area.set_tooltip("What happened")
    expect(surface).to_have_accessible_name("What happened")
    reading.desk.assert_accessible()
    reading.area.set_enabled(False)
    expect(surface).to_be_disabled()
    reading.desk.assert_accessible()
    reading.desk.assert_same()


def test_select_all_and_copy(reading: Reading) -> None:
    surface = reading.show()
    page = reading.desk.page
    surface.focus()
    page.keyboard.press("Control+a")
    assert reading.area.read_selection() == (0, len(LINES), LINES)
    page.keyboard.press("Control+c")
    reading.desk.at(reading.other, "textarea").focus()
    page.keyboard.press("Control+v")
    wait_until(reading.other.get_text, "it is pasted", page)
    assert reading.other.get_text() == LINES


def test_copy_a_part_that_spans_blocks(reading: Reading) -> None:
    surface = reading.show()
    page = reading.desk.page
    surface.evaluate(
        """(element) => {
            const [one, two] = element.children;
            element.focus();
            const start = one.firstChild.length - 7;
            getSelection().setBaseAndExtent(one.firstChild, start, two.firstChild, 12);
        }"""
    )
    start, end, text = reading.area.read_selection()
    assert text == LINES[start:end]
    page.keyboard.press("Control+c")
    reading.desk.at(reading.other, "textarea").focus()
    page.keyboard.press("Control+v")
    wait_until(reading.other.get_text, "it is pasted", page)
    assert reading.other.get_text() == text


@pytest.mark.parametrize("form", ["{}\n", "\n{}"])
def test_a_selection_survives_what_the_program_adds_and_takes_away(
    reading: Reading, form: str
) -> None:
    reading.show()
    page = reading.desk.page
    part = f"line 970\n{FAMILY} line 971"
    reading.select(part)
    reading.area.set_limit(500)
    for first in range(0, 400, 40):
        added = "".join(
            form.format(f"added {number} {'x' * 60}") for number in range(first, first + 40)
        )
        reading.area.append_text(added)
        assert reading.selected == part
    start, end, text = reading.area.read_selection()
    whole = reading.area.get_text()
    assert (whole[start:end], text) == (part, part)
    surface = reading.desk.at(reading.area, ".pg-text-reading")
    expect(surface).to_have_js_property("textContent", whole)
    # until its lines are gone
    reading.area.append_text("".join(form.format("more") for _ in range(500)))
    expect(surface).to_have_js_property("textContent", reading.area.get_text())
    assert reading.selected == ""
    page.keyboard.press("Control+a")
    reading.desk.assert_same()


def test_where_the_reader_has_scrolled_stays_as_the_text_grows(reading: Reading) -> None:
    surface = reading.show()
    surface.evaluate("(e) => { e.scrollTop = 4000; }")
    reading.area.append_text("added\n" * 200)
    reading.desk.settle()
    assert reading.top == 4000


def test_wrap(reading: Reading) -> None:
    long = f"{FAMILY} word " * 60
    reading.area.set_text(f"{long}\n{'x' * 400}\nend")
    surface = reading.show()

    def is_wide() -> bool:
        found: bool = surface.evaluate("(e) => e.scrollWidth > e.clientWidth")
        return found

    assert not is_wide()
    high = surface.evaluate("(e) => e.scrollHeight")
    reading.area.set_wrap(False)
    wait_until(is_wide, "it is not wrapped", reading.desk.page)
    assert surface.evaluate("(e) => e.scrollHeight") < high
    reading.desk.assert_same()
    reading.area.set_wrap(True)
    wait_until(lambda: not is_wide(), "it is wrapped", reading.desk.page)
    reading.desk.assert_same()


@pytest.mark.parametrize("wrap", [False, True])
def test_scroll_to_a_line(reading: Reading, wrap: bool) -> None:
    reading.area.set_wrap(wrap)
    surface = reading.show()
    scrolled = reading.desk.calls(reading.area, "scrolled")
    for align in ("top", "center", "bottom"):
        reading.area.scroll_to_lineno(700, align)
        reading.desk.settle()
        expect(surface).not_to_have_js_property("scrollTop", 0)
        # lines that come into view only now are measured in the next frames
        wait_until(partial(is_at, surface, "line 700\n", align), "it is there", reading.desk.page)
    reading.area.scroll_to_end()
    wait_until(lambda: reading.area.get_scroll_position()[1] == 1, "the end", reading.desk.page)
    reading.area.set_scroll_position(v_pct=0.5)
    wait_until(
        lambda: abs(reading.area.get_scroll_position()[1] - 0.5) < 0.01, "half", reading.desk.page
    )
    reading.desk.assert_silent(scrolled)
    reading.desk.assert_same()


def is_at(surface: Locator, part: str, align: str) -> bool:
    return abs(offset_of(surface, part, align)) <= 6


def offset_of(surface: Locator, part: str, align: str) -> float:
    """Return by how many px a line is away from where it is to be; some are padding."""
    found: float = surface.evaluate(
        """(element, [part, align]) => {
            const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            let node = walk.nextNode();
            while (!node.data.includes(part)) node = walk.nextNode();
            const range = document.createRange();
            range.setStart(node, node.data.indexOf(part));
            range.setEnd(node, node.data.indexOf(part) + part.length - 1);
            const line = range.getBoundingClientRect();
            const area = element.getBoundingClientRect();
            if (align === "top") return line.top - area.top;
            if (align === "bottom") return line.bottom - area.bottom;
            return (line.top + line.bottom - area.top - area.bottom) / 2;
        }""",
        [part, align],
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_looks_as_what_can_be_edited(desk: Desk, scheme: Literal["light", "dark"]) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    row = desk.W.HBox(spacing=4)
    pair = [desk.W.TextArea("some\ntext", editable=editable) for editable in (True, False)]
    for area in pair:
        row.add_widget(area, 0)
    column = desk.W.VBox(padding=8)
    column.add_widget(row, 0)
    desk.show(column, width=900)
    looks_same(desk, *pair)
    for area in pair:
        area.set_font("serif", 19, "bold", "italic")
    looks_same(desk, *pair)
    for area in pair:
        area.set_enabled(False)
    looks_same(desk, *pair)
    for area in pair:
        area.resize(200, 90)
    looks_same(desk, *pair)
    desk.assert_accessible()


def looks_same(desk: Desk, editable: Any, other: Any) -> None:
    """Fail unless two areas have one size, and their texts look the same."""
    desk.settle()
    # neither has the focus
    desk.page.locator(".pg-top-level").focus()
    sizes = [desk.box(area) for area in (editable, other)]
    for name in ("width", "height", "y"):
        assert abs(sizes[0][name] - sizes[1][name]) <= 1, name
    for name in ("color", "font", "line-height", "padding", "opacity", "tab-size"):
        faces = [desk.style(area, name, ".pg-text-surface") for area in (editable, other)]
        assert faces[0] == faces[1], name
    for name in ("border-color", "border-radius", "opacity"):
        faces = [desk.style(area, name) for area in (editable, other)]
        assert faces[0] == faces[1], name
