"""Lines that are lost under an open page: what stays, what comes, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pgwidgets.protocol import messages
from pgwidgets.session import client, outbox
from pgwidgets.session.facade import core_of
from pgwidgets.sync import Session
from tests.browser.seats import FAILED_SOCKET, NewProxy, Seat, SeatAt, build
from tests.browser.support import Applications, Complaints, axe, wait_until

LOST = "Some of what you did without a connection has not reached the program."


@pytest.fixture
def seat(session: Session, seat_at: SeatAt) -> Seat:
    """One page that shows what `build` makes."""
    made = build(session)
    seat = seat_at(session)
    seat.made = made
    return seat


def is_alive(seat: Seat, text: str) -> None:
    """Show that the program hears the page, and the page the program."""
    entry = seat.page.get_by_role("textbox").first
    entry.fill(text)
    entry.press("Enter")
    wait_until(lambda: seat.made.got[-1:] == [text], "the program is told", seat.page)
    seat.made.status.set_text(f"heard {text}")
    expect(seat.page.get_by_text(f"heard {text}", exact=True)).to_be_visible()


# -- what stays --------------------------------------------------------------------------


def test_focus_selection_scroll_and_half_typed_text_stay(seat: Seat) -> None:
    page, made = seat.page, seat.made
    entry, area = page.get_by_role("textbox").first, page.get_by_role("textbox").nth(1)
    area.evaluate("(area) => { area.scrollTop = 400; }")
    entry.press("End")
    entry.press_sequentially(" half-typ")
    entry.evaluate("(entry) => entry.setSelectionRange(3, 7)")
    seat.remember()

    seat.cut()
    made.status.set_text("missed")
    new = made.area.session.get_widgets().TopLevel(title="New")
    new.show()
    seat.mend()

    expect(page.get_by_text("missed", exact=True)).to_be_visible()
    expect(page.get_by_role("dialog", name="New")).to_be_visible()
    expect(entry).to_be_focused()
    expect(entry).to_have_value("start half-typ")
    assert entry.evaluate("(e) => [e.selectionStart, e.selectionEnd]") == [3, 7]
    assert area.evaluate("(a) => a.scrollTop") == 400
    assert entry.evaluate("(e) => e.isOld")
    page.keyboard.press("End")
    page.keyboard.type("ed")
    page.keyboard.press("Enter")
    wait_until(lambda: made.got == ["start half-typed"], "it is entered", page)


def test_an_open_menu_stays_open_and_works(seat: Seat) -> None:
    page, made = seat.page, seat.made
    page.get_by_role("menuitem", name="View").click()
    axes = page.get_by_role("menuitemcheckbox", name="Axes")
    expect(axes).to_be_visible()

    seat.cut()
    made.grid.set_checked(True)
    seat.mend()

    expect(page.get_by_role("menuitemcheckbox", name="Grid")).to_be_checked()
    expect(axes).to_be_visible()
    axes.click()
    wait_until(made.axes.get_checked, "the program knows", page)


def test_a_drag_goes_on_over_a_cut(seat: Seat) -> None:
    page, made = seat.page, seat.made
    handle = page.get_by_role("slider").bounding_box()
    assert handle is not None
    x, y = handle["x"] + handle["width"] * 0.2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=3)
    seat.cut()
    page.mouse.move(x + 60, y, steps=5)
    shown = float(page.get_by_role("slider").input_value())
    seat.mend()
    page.mouse.move(x + 80, y, steps=5)
    page.mouse.up()
    final = float(page.get_by_role("slider").input_value())
    assert final > shown
    wait_until(lambda: made.slider.get_value() == final, "the program knows", page)


# -- what the user does meanwhile --------------------------------------------------------


def test_what_is_done_offline_reaches_the_program_once(seat: Seat) -> None:
    page, made = seat.page, seat.made
    entry = page.get_by_role("textbox").first
    seat.remember()
    seat.cut()
    note = page.get_by_role("status")
    expect(note.filter(has_text="What you do is kept.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Go").click()
    entry.fill("typed offline")
    entry.press("Enter")
    page.get_by_role("checkbox", name="Legend").click()
    page.get_by_role("slider").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Go").click()
    assert made.got == []

    seat.mend()

    expected = ["Go", "typed offline", True, "Go"]
    wait_until(lambda: made.got == expected, "the program was told all", page)
    wait_until(lambda: made.slider.get_value() == 25, "of continuous input the last", page)
    expect(page.locator(".pg-status")).to_be_hidden()
    # a second cut repeats nothing
    seat.cut()
    seat.mend()
    is_alive(seat, "again")
    assert made.got == [*expected, "again"]
    assert seat.rebuilt() == [False]


def test_a_cut_in_the_middle_of_typing_loses_no_key(seat: Seat) -> None:
    page, made = seat.page, seat.made
    area = page.get_by_role("textbox").nth(1)
    area.fill("")
    area.press_sequentially("abc")
    seat.proxy.cut()
    area.press_sequentially("def")
    wait_until(lambda: not seat.session.connections, "it is noticed", page)
    seat.mend()
    area.press_sequentially("ghi")
    wait_until(lambda: made.area.get_text() == "abcdefghi", "all keys arrive", page)
    expect(area).to_have_value("abcdefghi")


def test_what_both_did_meanwhile_ends_alike(seat: Seat, seat_at: SeatAt) -> None:
    other = seat_at(seat.session)
    entry = seat.page.get_by_role("textbox").first
    seat.cut()
    seat.made.entry.set_text("by the program")
    entry.fill("by the user")
    seat.mend()
    # the user's text came last
    for page in (seat.page, other.page):
        expect(page.get_by_role("textbox").first).to_have_value("by the user")
    assert seat.made.entry.get_text() == "by the user"


# -- when it is too late -----------------------------------------------------------------


def test_more_than_is_kept_is_a_snapshot(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (outbox, client):
        monkeypatch.setattr(module, "HISTORY_BYTES", 20_000)
    page, made = seat.page, seat.made
    entry = page.get_by_role("textbox").first
    entry.focus()
    seat.remember()
    seat.cut()
    for number in range(100):
        made.area.append_text(f"more {number} " * 50)
    page.get_by_role("button", name="Go").click()
    entry.fill("typed offline")
    entry.press("Enter")
    seat.mend()
    wait_until(lambda: made.got == ["Go", "typed offline"], "the program was told all", page)
    expect(page.get_by_role("textbox").nth(1)).to_have_value(made.area.get_text())
    expect(page.get_by_role("textbox").first).to_have_value("typed offline")
    expect(page.get_by_role("textbox").first).to_be_focused()
    assert seat.rebuilt() == [True]
    assert page.get_by_text(LOST).count() == 0
    is_alive(seat, "after")


def test_a_program_that_was_restarted_says_that_something_is_lost(
    applications: Applications,
    new_proxy: NewProxy,
    page: Page,
    complaints: Complaints,
) -> None:
    complaints.expect(FAILED_SOCKET)
    app = applications.sync(build)
    ports = app.ports
    assert ports is not None
    page.goto(app.url)
    expect(page.get_by_role("button", name="Go")).to_be_visible()
    app.close()
    ended = page.get_by_role("status").filter(has_text="The program has ended.")
    expect(ended).to_be_visible()
    page.get_by_role("button", name="Go").click()
    got: list[Any] = []
    applications.sync(
        lambda session: got.append(build(session)), ws_port=ports[0], http_port=ports[1]
    )
    told = page.get_by_role("log").get_by_text(LOST)
    expect(told).to_be_visible()
    expect(page.get_by_text("nothing yet", exact=True)).to_be_visible()
    assert got[0].got == []
    assert axe(page) == []
    page.get_by_role("button", name="Dismiss").click()
    expect(told).to_have_count(0)


# -- several pages -----------------------------------------------------------------------


def test_a_page_that_joins_disturbs_nothing_in_another(seat: Seat, seat_at: SeatAt) -> None:
    page = seat.page
    entry, area = page.get_by_role("textbox").first, page.get_by_role("textbox").nth(1)
    area.evaluate("(area) => { area.scrollTop = 300; }")
    entry.press("End")
    entry.press_sequentially(" half")
    entry.evaluate("(entry) => entry.setSelectionRange(1, 4)")
    wait_until(lambda: seat.made.entry.get_text() == "start half", "it is known", page)
    seat.session.flush()
    page.evaluate(
        """() => {
            window.mutations = [];
            new MutationObserver((records) => window.mutations.push(...records.map(
                (record) => `${record.type} ${record.target.className}`
            ))).observe(document, {
                subtree: true, childList: true, attributes: true, characterData: true,
            });
        }"""
    )
    other = seat_at(seat.session)
    expect(other.page.get_by_role("textbox").first).to_have_value("start half")
    other.cut()
    other.mend()
    assert page.evaluate("window.mutations") == []
    expect(entry).to_be_focused()
    assert entry.evaluate("(e) => [e.selectionStart, e.selectionEnd]") == [1, 4]
    assert area.evaluate("(a) => a.scrollTop") == 300


def test_a_page_that_stands_still_holds_nobody(seat: Seat, seat_at: SeatAt) -> None:
    other = seat_at(seat.session)
    devtools = seat.page.context.new_cdp_session(seat.page)
    devtools.send("Debugger.enable")
    devtools.send("Debugger.pause")
    for number in range(20):
        # waits for the page that answers
        seat.made.status.set_text(f"step {number}")
    expect(other.page.get_by_text("step 19", exact=True)).to_be_visible()
    other.page.get_by_role("button", name="Go").click()
    wait_until(lambda: seat.made.got == ["Go"], "the program is told", other.page)
    assert [item.answered < item.sent for item in core_of(seat.session).clients] == [True, False]
    devtools.send("Debugger.disable")
    expect(seat.page.get_by_text("step 19", exact=True)).to_be_visible()
    is_alive(seat, "awake")


def test_a_page_that_stands_still_for_long_resumes(seat: Seat) -> None:
    seat.remember()
    devtools = seat.page.context.new_cdp_session(seat.page)
    devtools.send("Debugger.enable")
    devtools.send("Debugger.pause")
    (transport,) = [item.transport for item in core_of(seat.session).clients]
    assert transport is not None
    transport.close(messages.GOING_AWAY_CODE, "no sign of life")
    wait_until(lambda: not seat.session.is_connected, "it is given up")
    seat.made.status.set_text("missed")
    devtools.send("Debugger.disable")
    expect(seat.page.get_by_text("missed", exact=True)).to_be_visible()
    is_alive(seat, "awake")
    assert seat.rebuilt() == [False]
