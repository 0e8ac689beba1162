"""Where the reader of a text is while it grows, and while its first lines go."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

LINES = "".join(f"line {number}\n" for number in range(100))
EDITABLE = pytest.mark.parametrize("editable", [True, False])


def place(desk: Desk, area: Any, page: Page | None = None) -> tuple[float, float]:
    """Return how far from the top and from the end the area is scrolled, in px."""
    top, rest = desk.at(area, ".pg-text-surface", page).evaluate(
        "(e) => [e.scrollTop, e.scrollHeight - e.clientHeight - e.scrollTop]"
    )
    return top, rest


def settle(desk: Desk, area: Any, page: Page | None = None) -> None:
    """Return when a page shows the text: what is costly to lay out it shows at its own pace."""
    desk.settle()
    text = area.get_text()
    surface = desk.at(area, ".pg-text-surface", page)
    wait_until(
        lambda: surface.evaluate("(e) => e.value ?? e.textContent") == text,
        "the text shows",
        desk.page,
    )


def is_at_end(desk: Desk, area: Any, page: Page | None = None) -> bool:
    settle(desk, area, page)
    return place(desk, area, page)[1] < 2


def line_height(desk: Desk, area: Any) -> float:
    height: float = desk.at(area, ".pg-text-surface").evaluate(
        "(e) => parseFloat(getComputedStyle(e).lineHeight)"
    )
    return height


def wheel(desk: Desk, area: Any, dy: float) -> None:
    scrolled = desk.calls(area, "scrolled")
    desk.page.mouse.move(*desk.middle(area))
    desk.page.mouse.wheel(0, dy)
    scrolled.next()
    settle(desk, area)


@EDITABLE
def test_who_is_at_the_end_is_taken_along(desk: Desk, editable: bool) -> None:
    area = desk.W.TextArea(LINES, editable=editable, follow_end=True)
    desk.show(area)
    assert is_at_end(desk, area)
    assert is_at_end(desk, area, desk.second)
    for number in range(3):
        area.append_text(f"another {number}\n")
        assert is_at_end(desk, area)
    # a text that all has room at first
    area.set_text("")
    area.append_text(LINES)
    assert is_at_end(desk, area)
    # an area that has become smaller
    area.resize(300, 120)
    assert is_at_end(desk, area)
    desk.assert_same()


@EDITABLE
def test_a_place_that_the_browser_shows_late_is_not_the_readers(desk: Desk, editable: bool) -> None:
    area = desk.W.TextArea("", editable=editable, follow_end=True)
    desk.show(area)
    area.append_text(LINES)
    assert is_at_end(desk, area)
    # what Chromium's compositor does now and then, a frame after the text was scrolled
    desk.at(area, ".pg-text-surface").evaluate(
        """(e) => new Promise((done) => {
            e.addEventListener("scroll", done, { once: true });
            e.scrollTop = 0;
        })"""
    )
    area.append_text("another\n")
    assert is_at_end(desk, area)
    desk.assert_same()


@EDITABLE
def test_who_has_scrolled_up_is_left_alone(desk: Desk, editable: bool) -> None:
    area = desk.W.TextArea(LINES, editable=editable, follow_end=True)
    desk.show(area)
    assert is_at_end(desk, area)
    wheel(desk, area, -200)
    top, _ = place(desk, area)
    area.append_text(LINES)
    settle(desk, area)
    assert place(desk, area)[0] == top
    # so in a page that is built now
    wait_until(lambda: not is_at_end(desk, area, desk.second), "it is not at its end", desk.page)
    wheel(desk, area, 50000)
    area.append_text("back\n")
    assert is_at_end(desk, area)
    wait_until(lambda: is_at_end(desk, area, desk.second), "the other follows, too", desk.page)


def test_who_has_scrolled_up_is_there_after_a_reload(desk: Desk) -> None:
    area = desk.W.TextArea(LINES, editable=False, follow_end=True)
    desk.show(area)
    assert is_at_end(desk, area)
    wheel(desk, area, -200)
    top, _ = place(desk, area)
    desk.reload()
    wait_until(lambda: place(desk, area)[0] == top, "it is where it was", desk.page)
    wheel(desk, area, -50000)
    wait_until(lambda: place(desk, area)[0] == 0, "it is at the top", desk.page)
    desk.reload()
    area.append_text("more\n")
    settle(desk, area)
    assert place(desk, area)[0] == 0
    # switching it off and on again changes nothing for one who reads
    area.set_follow_end(False)
    area.set_follow_end(True)
    area.append_text("more\n")
    settle(desk, area)
    assert place(desk, area)[0] == 0


@EDITABLE
@pytest.mark.parametrize("follow_end", [True, False])
def test_lines_in_view_stay_as_the_first_ones_go(
    desk: Desk, editable: bool, follow_end: bool
) -> None:
    area = desk.W.TextArea(LINES, editable=editable, follow_end=follow_end)
    area.set_limit(100)
    desk.show(area)
    area.scroll_to_lineno(60)
    wait_until(lambda: place(desk, area)[0] > 0, "it is scrolled", desk.page)
    top, _ = place(desk, area)
    height = line_height(desk, area)
    for count in range(1, 6):
        area.append_text(f"more {count}\n")
        settle(desk, area)
        assert place(desk, area)[0] == pytest.approx(top - count * height, abs=1)
    # what is in view can go, too
    area.append_text(LINES)
    settle(desk, area)
    assert place(desk, area)[0] == 0


@EDITABLE
def test_the_program_may_take_a_reader_to_the_end(desk: Desk, editable: bool) -> None:
    area = desk.W.TextArea(LINES, editable=editable, follow_end=True)
    desk.show(area)
    area.set_scroll_position(v_pct=0.5)
    wait_until(lambda: not is_at_end(desk, area), "it is not at the end", desk.page)
    area.append_text("more\n")
    assert not is_at_end(desk, area)
    area.scroll_to_end()
    assert is_at_end(desk, area)
    area.append_text("more\n")
    assert is_at_end(desk, area)
