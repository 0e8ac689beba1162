"""Three pages whose lines are cut at random end with what the program has."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page

from pgwidgets.sync import Session
from tests.browser.seats import Seat, SeatAt, build
from tests.browser.support import wait_until
from tests.support import soak

STEPS = soak.count(60, 1000)


def act(seat: Seat, what: str, number: int) -> None:
    """Do something in a page, whether it has a line or not."""
    page = seat.page
    match what:
        case "type":
            page.get_by_role("textbox").first.fill(f"text {number}")
        case "enter":
            page.get_by_role("textbox").first.press("Enter")
        case "check":
            page.get_by_role("checkbox", name="Legend").click()
        case "slide":
            page.get_by_role("slider").press("ArrowRight" if number % 2 else "ArrowLeft")
        case "write":
            page.get_by_role("textbox").nth(1).fill(f"note {number}")


def looks(page: Page) -> list[Any]:
    """Return what a page shows."""
    return [
        page.get_by_role("textbox").first.input_value(),
        page.get_by_role("textbox").nth(1).input_value(),
        page.get_by_role("checkbox", name="Legend").is_checked(),
        float(page.get_by_role("slider").input_value()),
        page.locator(".pg-label").first.inner_text(),
    ]


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@pytest.mark.parametrize("start", [soak.SEED])
def test_three_pages_with_cuts_end_alike(session: Session, seat_at: SeatAt, start: int) -> None:
    made = build(session)
    seats = [seat_at(session) for _ in range(3)]
    chance = random.Random(start)
    is_cut = [False] * 3
    for number in range(STEPS):
        who = chance.randrange(4)
        what = chance.choice(["type", "enter", "check", "slide", "write", "line", "line"])
        if who == 3:
            made.status.set_text(f"program {number}")
            program(made, what, number)
        elif what == "line":
            is_cut[who] = not is_cut[who]
            (seats[who].proxy.cut if is_cut[who] else seats[who].proxy.mend)()
        else:
            act(seats[who], what, number)
    for seat in seats:
        seat.proxy.mend()

    def expected() -> list[Any]:
        return [
            made.entry.get_text(),
            made.area.get_text(),
            made.box.get_state(),
            float(made.slider.get_value()),
            made.status.get_text(),
        ]

    def agree() -> bool:
        return all(looks(seat.page) == expected() for seat in seats)

    wait_until(lambda: len(session.connections) == 3, "all are back", seats[0].page)
    wait_until(agree, f"all show the same (seed {start})", seats[0].page)
    # and it stays so
    session.flush()
    assert agree()


def program(made: SimpleNamespace, what: str, number: int) -> None:
    """Do something in the program."""
    match what:
        case "type":
            made.entry.set_text(f"program {number}")
        case "check":
            made.box.set_state(number % 2 == 0)
        case "slide":
            made.slider.set_value(number % 100)
        case "write":
            made.area.append_text(f" and {number}")
