from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.slow_line import SlowLine


@pytest.fixture
def desk(session: Session, page: Page, new_page: NewPage) -> Desk:
    """A desk whose page is its own, as it is changed for good."""
    return Desk(session, page, new_page)


REPLACED = """(body) => {
  window.replaced = 0;
  const count = (all) => { window.replaced += all.length; };
  new MutationObserver(count).observe(body, { childList: true });
}"""


def test_rows_are_blank_until_they_come(desk: Desk) -> None:
    line = SlowLine(desk)
    rows = [[f"item {index}", index] for index in range(1000)]
    table = desk.W.TableView(columns=["name", "count"], data=rows, show_row_numbers=True)
    desk.show(table)
    scroller = desk.at(table, ".pg-grid-scroller")
    # from the middle to the middle: there are as many rows around those in view
    scroller.evaluate("(view) => { view.scrollTop = 8000 }")
    known = desk.at(table, ".pg-row:not(.pg-blank)")
    expect(known.filter(has_text="item 3").first).to_be_visible()
    expect(desk.at(table, ".pg-blank")).to_have_count(0)
    desk.settle()
    desk.at(table, ".pg-grid-body").evaluate(REPLACED)
    line.hold()
    scroller.evaluate("(view) => { view.scrollTop = 16000 }")
    expect(known).to_have_count(0)
    blank = desk.at(table, ".pg-blank").nth(8)
    # Nothing is seen of what was in its place. Which row it is, is known.
    expect(blank).to_be_visible()
    expect(blank.locator(".pg-row-number")).to_be_visible()
    expect(blank.locator(".pg-cell").first).to_be_hidden()
    table.set_show_row_numbers(False)
    line.release()
    expect(desk.at(table, ".pg-blank")).to_have_count(0)
    # One row after the other shows in the same element, and none has to move for that. One more, or
    # one less, may be in view.
    assert desk.page.evaluate("window.replaced") <= 2
    desk.settle()
    line.hold()
    scroller.evaluate("(view) => { view.scrollTop = 8000 }")
    expect(known).to_have_count(0)
    expect(blank).to_be_visible()
    expect(blank.locator(".pg-cell").first).to_be_hidden()
    line.release()
    expect(known.filter(has_text="item 3").first).to_be_visible()
    desk.assert_same()
