"""Who sees which session: reloads, second browsers, full houses and locked doors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import BrowserContext, FloatRect, Page, expect

from pgwidgets.session.facade import core_of
from pgwidgets.sync import Application, Session
from tests.browser.support import Applications, axe, wait_until

NewContext = Callable[..., BrowserContext]
Show = Callable[[Session], Page]

COUNT_MUTATIONS = """() => {
    window.mutations = [];
    new MutationObserver((records) => {
        for (const r of records) {
            const what = r.attributeName ?? [...r.addedNodes, ...r.removedNodes].length;
            window.mutations.push(`${r.type} ${r.target.id || r.target.className} ${what}`);
        }
    }).observe(document, {
        subtree: true, childList: true, attributes: true, characterData: true,
    });
}"""


def build(session: Session) -> SimpleNamespace:
    """A window with one widget of each kind that a user changes."""
    ui = session.get_widgets()
    made = SimpleNamespace()
    made.top = ui.TopLevel(title="Desk", resizable=True)
    made.top.resize(480, 420)
    made.tabs = ui.TabWidget()
    first = ui.VBox(spacing=6, padding=8)
    made.entry = ui.TextEntry(text="start")
    made.slider = ui.Slider(min=0, max=100, value=20, track=True)
    made.box = ui.CheckBox("Grid")
    made.button = ui.Button("Go")
    made.status = ui.Label("nothing yet")
    for child in (made.entry, made.slider, made.box, made.button, made.status):
        first.add_widget(child, 0)
    made.area = ui.TextArea()
    made.area.set_text("\n".join(f"line {n}" for n in range(200)))
    made.tabs.add_widget(first, {"title": "Controls"})
    made.tabs.add_widget(made.area, {"title": "Notes"})
    made.top.set_widget(made.tabs)
    made.top.show()
    made.entry.on("activated", lambda text: made.status.set_text(f"entered {text}"))
    made.button.on("activated", lambda: made.status.set_text("went"))
    return made


def bounds(page: Page, name: str = "Desk") -> FloatRect:
    box = page.get_by_role("dialog", name=name).bounding_box()
    assert box is not None
    return box


def drag_window(page: Page, dx: int, dy: int, name: str = "Desk") -> None:
    bar = page.get_by_role("dialog", name=name).locator(".pg-window-bar").first
    bar.hover(position={"x": 60, "y": 10})
    box = bar.bounding_box()
    assert box is not None
    x, y = box["x"] + 60, box["y"] + 10
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()


def notice(page: Page, title: str) -> Any:
    heading = page.get_by_role("heading", name=title)
    expect(heading).to_be_visible()
    return page.locator(".pg-notice")


# -- reload ------------------------------------------------------------------------------


def test_reload_restores_what_user_and_program_did(
    session: Session, show: Show, page: Page
) -> None:
    made = build(session)
    show(session)
    drag_window(page, 120, 70)
    page.get_by_role("textbox").fill("typed, not entered")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("checkbox", name="Grid").click()
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    made.top.resize(500, 430)
    made.status.set_text("by the program")
    expect(page.get_by_text("by the program", exact=True)).to_be_visible()
    before = bounds(page)

    page.reload()

    expect(page.get_by_text("by the program", exact=True)).to_be_visible()
    assert bounds(page) == before
    assert before["width"] == 500
    expect(page.get_by_role("textbox")).to_have_value("typed, not entered")
    expect(page.get_by_role("slider")).to_have_value("21")
    expect(page.get_by_role("checkbox", name="Grid")).to_be_checked()
    # and it is as alive as before
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("entered typed, not entered", exact=True)).to_be_visible()


def test_reload_restores_tab_and_scroll(session: Session, show: Show, page: Page) -> None:
    made = build(session)
    show(session)
    page.get_by_role("tab", name="Notes").click()
    area = page.get_by_role("textbox")
    area.evaluate("(area) => { area.scrollTop = 700; }")
    wait_until(lambda: area.evaluate("(area) => area.scrollTop") == 700, "it scrolls", page)
    wait_until(lambda: made.area.get_scroll_position()[1] > 0.1, "the program knows", page)

    page.reload()

    expect(page.get_by_role("tab", name="Notes")).to_have_attribute("aria-selected", "true")
    wait_until(
        lambda: abs(page.get_by_role("textbox").evaluate("(a) => a.scrollTop") - 700) < 2,
        "the scroll position is back",
        page,
    )


def test_reload_without_credentials_in_the_url(applications: Applications, page: Page) -> None:
    app = applications.sync(build)
    page.goto(app.url)
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    assert len(app.sessions) == 1


def test_a_link_to_an_ended_session_leads_to_one_new_session(
    applications: Applications, page: Page
) -> None:
    app = applications.sync(build)
    ended = app.create_session()
    link = ended.get_url()
    ended.destroy()
    page.goto(link)
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    page.reload()
    # the link still names the ended session, but the page belongs to its successor
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    assert len(app.sessions) == 1
    # a link to another session is followed all the same
    other = app.create_session()
    build(other)
    page.goto(other.get_url())
    expect(page.get_by_text("nothing yet", exact=True)).to_be_visible()
    # and a wrong link is wrong, whatever this tab knows
    page.goto(other.get_url()[:-3] + "abc")
    notice(page, "This session can't be joined")


def test_a_duplicated_tab_shares_the_session(
    applications: Applications, page: Page, context: BrowserContext
) -> None:
    app = applications.sync(build, max_sessions=1)
    page.goto(app.url)
    expect(page.get_by_text("nothing yet", exact=True)).to_be_visible()
    storage = page.evaluate("JSON.stringify(sessionStorage)")
    twin = context.new_page()
    copy = f"Object.assign(sessionStorage, {json.dumps(json.loads(storage))})"
    twin.add_init_script(f"if (!sessionStorage.length) {copy}")
    twin.goto(app.url)
    twin.get_by_role("button", name="Go").click()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
    assert len(app.sessions) == 1
    # each tab comes back to it
    page.reload()
    expect(page.get_by_text("went", exact=True)).to_be_visible()


# -- a second browser --------------------------------------------------------------------


def test_a_second_browser_follows_live(
    session: Session, show: Show, new_context: NewContext
) -> None:
    made = build(session)
    first = show(session)
    second = new_context().new_page()
    second.goto(session.get_url())
    expect(second.get_by_text("nothing yet", exact=True)).to_be_visible()
    first.get_by_role("textbox").press_sequentially("!")
    expect(second.get_by_role("textbox")).to_have_value(re.compile("start"))
    second.get_by_role("slider").focus()
    second.keyboard.press("End")
    expect(first.get_by_role("slider")).to_have_value("100")
    drag_window(second, 90, 40)
    wait_until(lambda: bounds(first) == bounds(second), "the window moved in both", first)
    second.get_by_role("tab", name="Notes").click()
    expect(first.get_by_role("tab", name="Notes")).to_have_attribute("aria-selected", "true")
    made.tabs.set_index(0)
    for page in (first, second):
        expect(page.get_by_role("button", name="Go")).to_be_visible()


def test_a_second_browser_disturbs_nothing(
    session: Session, show: Show, new_context: NewContext
) -> None:
    build(session)
    first = show(session)
    entry = first.get_by_role("textbox")
    entry.fill("half-typed text")
    entry.evaluate("(entry) => entry.setSelectionRange(4, 6)")
    session.flush()
    first.evaluate(COUNT_MUTATIONS)

    second = new_context().new_page()
    second.goto(session.get_url())
    expect(second.get_by_role("textbox")).to_have_value("half-typed text")
    second.reload()
    expect(second.get_by_role("textbox")).to_have_value("half-typed text")
    second.close()
    wait_until(lambda: len(session.connections) == 1, "the second browser left", first)
    session.flush()

    assert first.evaluate("window.mutations") == []
    expect(entry).to_be_focused()
    expect(entry).to_have_value("half-typed text")
    assert entry.evaluate("(e) => [e.selectionStart, e.selectionEnd]") == [4, 6]


def test_what_one_types_is_not_eaten_by_what_another_does(
    session: Session, show: Show, new_context: NewContext
) -> None:
    made = build(session)
    first = show(session)
    second = new_context().new_page()
    second.goto(session.get_url())
    expect(second.get_by_text("nothing yet", exact=True)).to_be_visible()
    entry = first.get_by_role("textbox")
    entry.fill("")
    for letter in "a longer sentence":
        first.keyboard.type(letter)
        second.get_by_role("slider").press("ArrowRight")
    expect(entry).to_have_value("a longer sentence")
    expect(entry).to_be_focused()
    expect(second.get_by_role("textbox")).to_have_value("a longer sentence")
    wait_until(lambda: made.entry.get_text() == "a longer sentence", "so does the program")


def test_a_message_to_all_changes_only_what_it_names(session: Session, show: Show) -> None:
    made = build(session)
    page = show(session)
    page.evaluate(COUNT_MUTATIONS)
    made.status.set_text("changed")
    expect(page.get_by_text("changed", exact=True)).to_be_visible()
    mutations = page.evaluate("window.mutations")
    assert len(mutations) == 1, mutations
    assert mutations[0].startswith("characterData")


# -- full, closed, locked ------------------------------------------------------------------


def test_a_full_program_has_a_waiting_page_that_goes_on_by_itself(
    applications: Applications, page: Page, new_context: NewContext
) -> None:
    app = applications.sync(build, max_sessions=1)
    page.goto(app.url)
    expect(page.get_by_role("button", name="Go")).to_be_visible()
    other = new_context().new_page()
    other.goto(app.url)
    waiting = notice(other, "Waiting for a free place")
    expect(waiting).to_contain_text("one session at a time (max_sessions=1)")
    expect(waiting).to_contain_text("This page joins as soon as somebody leaves.")
    assert axe(other) == []
    assert len(app.sessions) == 1
    page.goto("about:blank")
    expect(other.get_by_role("button", name="Go")).to_be_visible()
    expect(other.get_by_role("heading", name="Waiting")).to_have_count(0)
    assert len(app.sessions) == 2


def test_a_wrong_token_is_rejected_and_a_new_session_is_offered(
    applications: Applications, page: Page
) -> None:
    app = applications.sync(build)
    session = app.create_session()
    page.goto(session.get_url()[:-3] + "abc")
    rejected = notice(page, "This session can't be joined")
    expect(rejected).to_contain_text("not valid")
    assert axe(page) == []
    assert not session.is_connected
    button = page.get_by_role("button", name="Start a new session")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Go")).to_be_visible()
    assert page.url == app.url
    assert len(app.sessions) == 2
    page.reload()
    expect(page.get_by_role("button", name="Go")).to_be_visible()
    assert len(app.sessions) == 2


def test_a_rejected_page_does_not_try_again(application: Application, page: Page) -> None:
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    session = application.create_session()
    page.goto(session.get_url()[:-3] + "abc")
    notice(page, "This session can't be joined")
    # what makes a page that waits for its line try at once
    page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_load_state("networkidle")
    assert len(sockets) == 1


def test_closing_a_session_says_so_and_offers_to_come_back(
    session: Session, show: Show, page: Page
) -> None:
    made = build(session)
    show(session)
    session.close()
    closed = notice(page, "Disconnected")
    expect(closed).to_contain_text("closed the connection")
    assert axe(page) == []
    assert not core_of(session).destroyed
    made.status.set_text("meanwhile")
    page.get_by_role("button", name="Connect again").click()
    expect(page.get_by_text("meanwhile", exact=True)).to_be_visible()
    expect(page.locator(".pg-notice")).to_have_count(0)


def test_destroying_a_session_says_so(applications: Applications, page: Page) -> None:
    app = applications.sync(build)
    page.goto(app.url)
    expect(page.get_by_role("button", name="Go")).to_be_visible()
    (session,) = app.sessions.values()
    session.destroy()
    ended = notice(page, "Disconnected")
    expect(ended).to_contain_text("ended the session")
    page.get_by_role("button", name="Connect again").click()
    expect(page.get_by_text("nothing yet", exact=True)).to_be_visible()
    assert list(app.sessions) != [session.id]


def test_a_browser_that_forbids_storage_still_works(applications: Applications, page: Page) -> None:
    app = applications.sync(build)
    forbid = "get() { throw new DOMException('forbidden', 'SecurityError'); }"
    page.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {{ {forbid} }})")
    page.goto(app.url)
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("went", exact=True)).to_be_visible()
