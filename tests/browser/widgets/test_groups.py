"""Two members of a group are never on together, in no browser and not in Python."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from pgwidgets.catalog.registry import offered
from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.slow_line import SlowLine

KINDS = [name for name, widget in offered().items() if "group" in widget.all_states]

ON = """(elements) => elements.map((element) => {
  const box = element.querySelector("input");
  return box ? box.checked : element.ariaPressed === "true";
})"""

WATCH = """() => {
  const on = () => [...document.querySelectorAll(".pg-member")].filter((element) => {
    const box = element.querySelector("input");
    return box ? box.checked : element.ariaPressed === "true";
  }).length;
  window.most = 0;
  const look = () => { window.most = Math.max(window.most, on()); };
  new MutationObserver(look).observe(document, { subtree: true, attributes: true });
  const frame = () => { look(); requestAnimationFrame(frame); };
  frame();
}"""


@pytest.fixture
def desk(session: Session, page: Page, new_page: NewPage) -> Desk:
    """A desk whose page is its own, as it is changed for good."""
    return Desk(session, page, new_page)


def states(desk: Desk, members: list[Any], page: Page) -> list[bool]:
    found: list[bool] = page.locator(".pg-member").evaluate_all(ON)
    assert len(found) == len(members)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_program_crosses_its_user(desk: Desk, kind: str) -> None:
    line = SlowLine(desk)
    row = desk.W.HBox()
    members = [getattr(desk.W, kind)(text=text, group="g") for text in ("one", "two", "three")]
    for member in members:
        row.add_widget(member)
    desk.show(row)
    for page in (desk.page, desk.second):
        for member in members:
            desk.at(member, page=page).evaluate("(it) => it.classList.add('pg-member')")
        page.evaluate(WATCH)
    calls = [desk.calls(member) for member in members]
    # the program switches one on, of which its user doesn't know yet
    line.hold()
    desk.session.gui_call(lambda: members[1].set_state(True))
    desk.at(members[0]).click()
    assert calls[0].next() == (True,)
    line.release()
    agreed(desk, members, [True, False, False])
    # the other way round: the user's act is later, and all of it comes at once
    line.hold()
    desk.at(members[1]).click()
    assert calls[1].next() == (True,)
    desk.session.gui_call(lambda: members[2].set_state(True))
    line.release()
    agreed(desk, members, [False, False, True])
    # it is refused, as the program has disabled it
    line.hold()
    desk.session.gui_call(lambda: members[0].set_enabled(False))
    desk.session.gui_call(lambda: members[1].set_state(True))
    desk.at(members[0]).click()
    line.release()
    agreed(desk, members, [False, True, False])
    for page in (desk.page, desk.second):
        assert page.evaluate("window.most") == 1


def agreed(desk: Desk, members: list[Any], expected: list[bool]) -> None:
    desk.settle()
    for page in (desk.page, desk.second):
        wait_until(lambda: states(desk, members, page) == expected, "what is on", page)  # noqa: B023  # it is run at once
    assert [member.get_state() for member in members] == expected
