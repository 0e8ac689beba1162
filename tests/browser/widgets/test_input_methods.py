"""What an input method composes, in every field that the catalog has."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, expect

from pgwidgets.catalog.registry import declarations
from tests.browser.widgets.desk import Desk

WIDGETS = declarations()
FIELDS = sorted(
    name
    for name, widget in WIDGETS.items()
    if "modified" in widget.all_callbacks and "set_text" in widget.all_methods
)
"""What users type text into."""


class Composer:
    """A user's input method at work in a field."""

    def __init__(self, desk: Desk, field: Locator) -> None:
        self._keys: CDPSession = desk.page.context.new_cdp_session(desk.page)
        field.focus()
        field.evaluate(
            """(element) => {
                window.noted = [];
                for (const type of ["compositionstart", "compositionend"]) {
                    element.addEventListener(type, () => window.noted.push(type));
                }
            }"""
        )

    def compose(self, text: str) -> None:
        """Have the field show what is composed so far."""
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        self._keys.send("Input.imeSetComposition", {"text": text, **place})

    def commit(self, text: str) -> None:
        """Choose what is entered."""
        self._keys.send("Input.insertText", {"text": text})


def noted(desk: Desk) -> Any:
    return desk.page.evaluate("window.noted")


def shown(desk: Desk, kind: str) -> tuple[Any, Locator]:
    options = {"editable": True} if "editable" in WIDGETS[kind].all_states else {}
    widget = getattr(desk.W, kind)(**options)
    desk.show(widget)
    return widget, desk.at(widget).locator("input, textarea").or_(
        desk.page.locator(f"input#{widget.get_element()}")
    )


@pytest.mark.parametrize("kind", FIELDS)
def test_what_the_program_sets_waits_for_the_end(desk: Desk, kind: str) -> None:
    widget, field = shown(desk, kind)
    user = Composer(desk, field)
    user.compose("に")
    widget.set_text("other")
    user.compose("にほ")
    desk.settle()
    expect(field).to_have_value("にほ")
    assert noted(desk) == ["compositionstart"]
    user.commit("日本")
    desk.settle()
    assert noted(desk) == ["compositionstart", "compositionend"]
    # a document says that what is typed into a text that is replaced goes with it
    expected = "other" if WIDGETS[kind].document and kind != "ComboBox" else "日本"
    expect(field).to_have_value(expected)
    assert widget.get_text() == expected
    desk.assert_same()


@pytest.mark.parametrize("kind", FIELDS)
def test_what_the_program_sets_shows_when_nothing_was_composed(desk: Desk, kind: str) -> None:
    widget, field = shown(desk, kind)
    user = Composer(desk, field)
    user.compose("に")
    widget.set_text("first")
    widget.set_text("other")
    desk.settle()
    expect(field).to_have_value("に")
    user.compose("")
    user.commit("")
    desk.page.keyboard.press("Shift")
    expect(field).to_have_value("other")
    assert noted(desk) == ["compositionstart", "compositionend"]
    assert widget.get_text() == "other"
    desk.assert_same()


@pytest.mark.parametrize("kind", FIELDS)
def test_what_a_handler_makes_of_the_text_breaks_no_composition(desk: Desk, kind: str) -> None:
    widget, field = shown(desk, kind)
    widget.on("modified", lambda text: widget.set_text(text.upper()))
    user = Composer(desk, field)
    for text in ("a", "ab", "abc"):
        user.compose(text)
        desk.settle()
    expect(field).to_have_value("abc")
    assert noted(desk) == ["compositionstart"]
    user.commit("abc")
    expect(field).to_have_value("ABC")
    desk.assert_same()
