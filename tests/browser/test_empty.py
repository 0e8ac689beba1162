"""A page where no window shows says so, and what the user has closed comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pgwidgets.sync import Session
from tests.browser.support import Applications, axe, wait_until

EMPTY = "No window is shown"


@pytest.fixture
def session(applications: Applications) -> Session:
    return applications.sync(max_sessions=None).create_session()


def window(session: Session, title: str = "Notes") -> Any:
    ui = session.get_widgets()
    top = ui.TopLevel(title=title, widget=ui.TextEntry(text="kept"))
    top.show()
    return top


def shown(page: Page, session: Session) -> Page:
    page.goto(session.get_url())
    return page


def close(page: Page, title: str = "Notes") -> None:
    page.get_by_role("dialog", name=title).get_by_label("Close").click()


def test_a_closed_window_is_opened_again(
    session: Session, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    top = window(session)
    closed: list[str] = []
    top.on("close", lambda: closed.append("close"))
    top.on("reopen", lambda: closed.append("reopen"))
    shown(page, session)
    page.get_by_role("textbox").fill("typed")
    close(page)
    expect(page.get_by_text(EMPTY)).to_be_visible()
    again = page.get_by_role("button", name="Open “Notes” again")
    # by keyboard it goes on here
    expect(again).to_be_focused()
    assert axe(page) == []
    # whoever comes now, and who was there, may open it
    page.reload()
    expect(again).to_be_visible()
    other = shown(new_context().new_page(), session)
    other.get_by_role("button", name="again").press("Enter")
    for each in (page, other):
        expect(each.get_by_role("dialog", name="Notes")).to_be_visible()
        expect(each.get_by_role("textbox")).to_have_value("typed")
        expect(each.get_by_text(EMPTY)).to_have_count(0)
    wait_until(lambda: closed == ["close", "reopen"], "the program knows", page)
    assert top.is_visible()
    close(page)
    expect(again).to_be_visible()
    expect(other.get_by_role("button", name="again")).to_be_visible()


def test_the_way_back_has_the_focus_before_the_program_knows(session: Session, page: Page) -> None:
    window(session)
    shown(page, session)
    page.get_by_role("textbox").focus()
    focused = page.get_by_role("dialog", name="Notes").evaluate("""async (dialog) => {
        dialog.querySelector('[aria-label="Close"]').click();
        await null;
        return document.activeElement.textContent;
    }""")
    assert focused == "Open “Notes” again"


def test_what_the_program_hides_stays_hidden(session: Session, page: Page) -> None:
    top = window(session)
    shown(page, session)
    close(page)
    again = page.get_by_role("button", name="again")
    expect(again).to_be_visible()
    top.hide()
    expect(again).to_have_count(0)
    expect(page.get_by_text("as soon as the program calls its show()")).to_be_visible()
    page.reload()
    expect(page.get_by_text("as soon as the program calls its show()")).to_be_visible()
    expect(again).to_have_count(0)
    top.show()
    expect(page.get_by_text(EMPTY)).to_have_count(0)


def test_all_that_was_closed_is_offered_where_nothing_shows(session: Session, page: Page) -> None:
    for title in ("One", "Two"):
        top = window(session, title)
        top.set_position(20, 20 if title == "One" else 200)
    shown(page, session)
    close(page, "One")
    expect(page.get_by_role("dialog", name="Two")).to_be_visible()
    expect(page.get_by_text(EMPTY)).to_have_count(0)
    close(page, "Two")
    expect(page.get_by_role("button", name="Open “One” again")).to_be_visible()
    page.get_by_role("button", name="Open “Two” again").click()
    expect(page.get_by_role("dialog", name="Two")).to_be_visible()
    expect(page.get_by_role("dialog", name="One")).not_to_be_visible()
    expect(page.get_by_text(EMPTY)).to_have_count(0)
    # a dialog is an answer, and does not come back
    session.get_widgets().Dialog("Sure?", ["OK"]).popup()
    close(page, "Two")
    close(page, "Sure?")
    expect(page.get_by_role("button", name="again")).to_have_count(2)


def test_nothing_at_all_is_said_in_words(session: Session, page: Page) -> None:
    shown(page, session)
    expect(page.get_by_text(EMPTY)).to_be_visible()
    ui = session.get_widgets()
    whole = ui.Page()
    whole.set_widget(ui.Label("all of it"))
    expect(page.get_by_text("all of it")).to_be_visible()
    expect(page.get_by_text(EMPTY)).to_have_count(0)
    whole.destroy()
    expect(page.get_by_text(EMPTY)).to_be_visible()


def test_a_widget_alone_that_is_hidden_says_so(session: Session, page: Page) -> None:
    top = window(session)
    (entry,) = top.get_children()
    page.goto(f"{session.get_url()}&widget={entry.get_element()[3:]}")
    expect(page.get_by_role("textbox")).to_be_visible()
    entry.hide()
    expect(page.get_by_text("This widget is hidden")).to_be_visible()
    entry.show()
    expect(page.get_by_role("textbox")).to_be_visible()
    expect(page.get_by_text("This widget is hidden")).to_have_count(0)
    page.goto(f"{session.get_url()}&widget={top.get_element()[3:]}")
    close(page)
    page.get_by_role("button", name="Open “Notes” again").click()
    expect(page.get_by_role("dialog", name="Notes")).to_be_visible()
