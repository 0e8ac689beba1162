"""A text that the program and two users edit, on lines that are slow each way.

Before texts were documents, each `modified` carried the whole text, and what came last won: what
the program appended, or another user typed, while a text was on its way was lost.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pgwidgets.session import client, outbox
from tests.browser.crossing import Crossing, at
from tests.browser.support import wait_until

FAMILY = "\U0001f468‍\U0001f469‍\U0001f467"
ACUTE = "é"
START = f"{FAMILY} first {ACUTE}\nsecond {FAMILY}\nthird"
"""Positions count characters in the program, and half of them in a page."""


def caret(page: Page, area: Any) -> tuple[str, str]:
    """Return what stands in the caret's line before it and behind it."""
    before, behind = at(page, area, "textarea").evaluate(
        """({ value, selectionStart, selectionEnd }) =>
            [value.slice(0, selectionStart), value.slice(selectionEnd)]"""
    )
    return before.rpartition("\n")[2], behind.partition("\n")[0]


def put_caret(page: Page, area: Any, after: str) -> None:
    """Put the caret behind a text that occurs once."""
    at(page, area, "textarea").evaluate(
        """(element, after) => {
            const end = element.value.indexOf(after) + after.length;
            element.focus();
            element.setSelectionRange(end, end);
        }""",
        after,
    )


def shows(page: Page, area: Any, text: str) -> None:
    """Wait until a page shows a text."""
    expect(at(page, area, "textarea")).to_have_value(text)


def ends(crossing: Crossing, area: Any, text: str) -> None:
    """Wait until the program and all pages have a text, and see that they keep it."""
    pages = [seat.page for seat in crossing.seats]
    for page in pages:
        shows(page, area, text)
    wait_until(lambda: area.get_text() == text, f"the program has {text!r}", pages[0])
    crossing.session.flush()
    assert area.get_text() == text
    for page in pages:
        assert at(page, area, "textarea").input_value() == text


# -- both survive ----------------------------------------------------------------------


def test_a_line_appended_while_a_user_types_survives_beside_it(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, _ = crossing.show(area)
    put_caret(page, area, f"second {FAMILY}")
    page.keyboard.type(f" {ACUTE}x")
    crossing.do(area.append_text, f"\nfourth {FAMILY}")
    page.keyboard.type("yz")
    expected = START.replace("\nthird", f" {ACUTE}xyz\nthird\nfourth {FAMILY}")
    ends(crossing, area, expected)
    assert caret(page, area) == (f"second {FAMILY} {ACUTE}xyz", "")


def test_many_lines_appended_while_a_user_types_at_the_end(crossing: Crossing) -> None:
    area = crossing.ui.TextArea("start\n")
    page, _ = crossing.show(area)
    put_caret(page, area, "start\n")
    for number in range(12):
        page.keyboard.type("ab"[number % 2])
        crossing.do(area.append_text, f"{FAMILY}{number}\n")
    # what is typed may come to stand behind the last of them, in a line of its own
    wait_until(lambda: area.get_text().count(FAMILY) == 12, "all are there", page)
    wait_until(lambda: area.get_text().count("b") == 6, "all are typed", page)
    text = area.get_text()
    ends(crossing, area, text)
    assert [line for line in text.splitlines() if FAMILY in line] == [
        line
        for number in range(12)
        for line in text.splitlines()
        if line.endswith(f"{FAMILY}{number}")
    ]
    assert "".join(letter for letter in text if letter in "ab").endswith("ab" * 6)


def test_two_users_type_in_different_places_and_keep_their_carets(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    one, other = crossing.show(area)
    put_caret(one, area, "first ")
    put_caret(other, area, "second ")
    for letter in "abcd":
        one.keyboard.type(letter)
        other.keyboard.type(letter.upper())
        one.keyboard.insert_text(FAMILY)
        other.keyboard.insert_text(ACUTE)
    mine = "".join(letter + FAMILY for letter in "abcd")
    others = "".join(letter + ACUTE for letter in "ABCD")
    expected = START.replace("first ", f"first {mine}").replace("second ", f"second {others}")
    ends(crossing, area, expected)
    assert caret(one, area) == (f"{FAMILY} first {mine}", ACUTE)
    assert caret(other, area) == (f"second {others}", FAMILY)


def test_two_users_type_in_one_place(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    one, other = crossing.show(area)
    for page in (one, other):
        put_caret(page, area, "thi")
    with crossing.held():
        one.keyboard.type("abc")
        other.keyboard.type("ABC")
    wait_until(lambda: len(area.get_text()) == len(START) + 6, "both are there", one)
    text = area.get_text()
    ends(crossing, area, text)
    assert text[:-2] in {f"{START[:-2]}abcABC", f"{START[:-2]}ABCabc"}


def test_one_user_deletes_where_another_types(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    one, other = crossing.show(area)
    with crossing.held():
        put_caret(other, area, "seco")
        other.keyboard.type("XY")
        put_caret(one, area, f"first {ACUTE}\n")
        one.keyboard.press("Shift+End")
        one.keyboard.press("Delete")
    ends(crossing, area, START.replace(f"second {FAMILY}", "XY"))
    assert caret(other, area) == ("XY", "")


# -- undo --------------------------------------------------------------------------------


def test_undo_takes_back_only_the_users_own(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    one, other = crossing.show(area)
    put_caret(one, area, "first ")
    one.keyboard.type("one")
    crossing.do(area.append_text, f"\nprogram {FAMILY}")
    put_caret(other, area, f"{FAMILY} ")
    other.keyboard.type(f"{ACUTE}other ")
    expected = START.replace("first ", "other first one") + f"\nprogram {FAMILY}"
    expected = expected.replace("other", f"{ACUTE}other", 1)
    ends(crossing, area, expected)
    # a step of its own, some time after the first
    put_caret(one, area, "third")
    one.keyboard.type(f"{FAMILY}two")
    more = expected.replace("third", f"third{FAMILY}two")
    ends(crossing, area, more)
    one.keyboard.press("Control+z")
    shows(one, area, expected)
    assert caret(one, area) == ("third", "")
    one.keyboard.press("Control+z")
    without = expected.replace("one", "")
    shows(one, area, without)
    one.keyboard.press("Control+z")
    ends(crossing, area, without)
    one.keyboard.press("Control+Shift+z")
    shows(one, area, expected)
    one.keyboard.press("Control+y")
    ends(crossing, area, more)
    # and the other user's undo is the other's
    other.keyboard.press("Control+z")
    ends(crossing, area, more.replace(f"{ACUTE}other ", ""))


def test_undo_while_the_program_goes_on(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(f"{START}\n")
    page, _ = crossing.show(area)
    put_caret(page, area, "third\n")
    page.keyboard.type(f"{FAMILY}mine")
    crossing.do(area.append_text, "a\n")
    page.keyboard.press("Control+z")
    crossing.do(area.append_text, "b\n")
    ends(crossing, area, f"{START}\na\nb\n")
    page.keyboard.press("Control+y")
    crossing.do(area.append_text, "c\n")
    # what is typed at the end stays there
    ends(crossing, area, f"{START}\na\nb\nc\n{FAMILY}mine")


def test_nothing_is_taken_back_of_what_the_program_has_replaced(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, _ = crossing.show(area)
    put_caret(page, area, "third")
    page.keyboard.type("mine")
    ends(crossing, area, f"{START}mine")
    crossing.do(area.set_text, f"new {FAMILY}")
    ends(crossing, area, f"new {FAMILY}")
    page.keyboard.press("Control+z")
    ends(crossing, area, f"new {FAMILY}")


# -- what the program sets ---------------------------------------------------------------


def test_a_limit_while_a_user_types(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, _ = crossing.show(area)
    put_caret(page, area, "thi")
    page.keyboard.type("x")
    crossing.do(area.set_limit, 2)
    crossing.do(area.append_text, f"\nfourth {FAMILY}")
    page.keyboard.type("y")
    ends(crossing, area, f"thixyrd\nfourth {FAMILY}")
    assert caret(page, area) == ("thixy", "rd")
    # the user's own lines push others out, too
    page.keyboard.press("Enter")
    ends(crossing, area, f"rd\nfourth {FAMILY}")


def test_what_is_typed_into_a_line_that_the_limit_takes_away(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    area.set_limit(3)
    page, _ = crossing.show(area)
    put_caret(page, area, f"{FAMILY} first")
    page.keyboard.type("xy")
    crossing.do(area.append_text, "\nfourth\nfifth")
    page.keyboard.type("z")
    # what is left of the line is a part of the first, as it is in a text that is cut by hand
    wait_until(lambda: area.get_text().endswith("fifth"), "it is appended", page)
    wait_until(lambda: "first" not in area.get_text(), "the limit is kept", page)
    crossing.session.flush()
    text = area.get_text()
    assert len(text.splitlines()) == 3
    ends(crossing, area, text)
    put_caret(page, area, "fifth")
    page.keyboard.type("!")
    ends(crossing, area, f"{text}!")


def test_another_text_set_while_a_user_types_stands(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, other = crossing.show(area)
    put_caret(page, area, "third")
    with crossing.held():
        page.keyboard.type("lost")
        crossing.do(area.set_text, f"{FAMILY} new")
        page.keyboard.type("too")
    ends(crossing, area, f"{FAMILY} new")
    for each, letter in ((page, "x"), (other, "y")):
        put_caret(each, area, f"{FAMILY} ")
        each.keyboard.type(letter)
    wait_until(lambda: {"x", "y"} <= set(area.get_text()), "typing goes on", page)
    ends(crossing, area, area.get_text())


def test_editable_and_not_with_focus_scroll_and_selection(crossing: Crossing) -> None:
    lines = "\n".join(f"{FAMILY} line {number}" for number in range(100))
    area = crossing.ui.TextArea(lines)
    (page,) = crossing.show(area, pages=1)
    put_caret(page, area, "line 40\n")
    page.keyboard.press("Shift+End")
    surface = at(page, area, ".pg-text-surface")
    surface.evaluate("(element) => { element.scrollTop = 600; }")
    for editable in (False, True, False, True):
        crossing.do(area.set_editable, editable)
        expect(at(page, area, "textarea")).to_have_count(int(editable))
        expect(surface).to_be_focused()
        assert abs(surface.evaluate("(element) => element.scrollTop") - 600) <= 1
        assert area.read_selection() == span(lines, f"{FAMILY} line 41")
    page.keyboard.type("typed")
    ends(crossing, area, lines.replace(f"{FAMILY} line 41\n", "typed\n"))


def span(text: str, part: str) -> tuple[int, int, str]:
    """Return where a part that occurs once begins and ends, and the part."""
    start = text.index(part)
    return start, start + len(part), part


def test_what_is_typed_as_the_program_forbids_it_is_gone(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, other = crossing.show(area)
    put_caret(page, area, "third")
    with crossing.held():
        crossing.do(area.set_editable, False)
        page.keyboard.type("late")
    for each in (page, other):
        reading = at(each, area, ".pg-text-reading")
        expect(reading).to_be_visible()
        expect(reading).to_have_js_property("textContent", START)
    assert area.get_text() == START


# -- lines that break --------------------------------------------------------------------


def test_a_line_cut_in_the_midst_of_typing_loses_nothing(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, other = crossing.show(area)
    seat = crossing.seats[0]
    put_caret(page, area, "second ")
    page.keyboard.type(f"{ACUTE}a")
    crossing.do(area.append_text, "\nbefore")
    seat.cut()
    page.keyboard.type("b")
    crossing.do(area.append_text, "\nmeanwhile")
    put_caret(other, area, f"{FAMILY} ")
    other.keyboard.type("other ")
    page.keyboard.type("c")
    seat.mend()
    page.keyboard.type("d")
    expected = START.replace("second ", f"second {ACUTE}abcd").replace("first", "other first")
    ends(crossing, area, f"{expected}\nbefore\nmeanwhile")
    assert caret(page, area) == (f"second {ACUTE}abcd", FAMILY)


def test_what_was_typed_goes_on_top_of_a_snapshot(
    crossing: Crossing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (client, outbox):
        monkeypatch.setattr(module, "HISTORY_BYTES", 20_000)
    area = crossing.ui.TextArea(START)
    page, other = crossing.show(area)
    seat = crossing.seats[0]
    seat.remember()
    put_caret(page, area, "second ")
    page.keyboard.type(f"{ACUTE}a")
    seat.cut()
    page.keyboard.type("b")
    for number in range(200):
        crossing.do(crossing.ui.Label, f"{number}" * 100)
    put_caret(other, area, f"{FAMILY} ")
    other.keyboard.type("other ")
    crossing.do(area.append_text, "\nmeanwhile")
    page.keyboard.type("c")
    seat.mend()
    expected = START.replace("second ", f"second {ACUTE}abc").replace("first", "other first")
    ends(crossing, area, f"{expected}\nmeanwhile")
    assert seat.rebuilt() == [True]
    expect(at(page, area, "textarea")).to_be_focused()


# -- input methods -----------------------------------------------------------------------


def test_a_character_being_composed_is_not_broken(crossing: Crossing) -> None:
    area = crossing.ui.TextArea(START)
    page, other = crossing.show(area)
    put_caret(page, area, "second ")
    keys = page.context.new_cdp_session(page)
    at(page, area, "textarea").evaluate(
        """(element) => {
            window.noted = [];
            for (const type of ["compositionstart", "compositionend"]) {
                element.addEventListener(type, () => window.noted.push(type));
            }
        }"""
    )
    compose = "Input.imeSetComposition"
    keys.send(compose, {"text": "か", "selectionStart": 1, "selectionEnd": 1})
    crossing.do(area.append_text, "\nmeanwhile")
    keys.send(compose, {"text": "かん", "selectionStart": 2, "selectionEnd": 2})
    put_caret(other, area, f"{FAMILY} ")
    other.keyboard.type("other ")
    wait_until(lambda: "other" in area.get_text(), "the other's text is known", page)
    crossing.session.flush()
    keys.send(compose, {"text": "かんじ", "selectionStart": 3, "selectionEnd": 3})
    # nothing of it shows while it would end the composition
    assert page.evaluate("window.noted") == ["compositionstart"]
    keys.send("Input.insertText", {"text": "漢字"})
    expected = START.replace("second ", "second 漢字").replace("first", "other first")
    ends(crossing, area, f"{expected}\nmeanwhile")
    assert caret(page, area) == ("second 漢字", FAMILY)
    assert page.evaluate("window.noted") == ["compositionstart", "compositionend"]
    page.keyboard.type("x")
    ends(crossing, area, f"{expected}\nmeanwhile".replace("漢字", "漢字x"))
