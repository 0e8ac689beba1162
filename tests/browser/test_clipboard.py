"""The user's clipboard, in the sessions of both APIs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from pgwidgets.async_ import Session as AsyncSession
from pgwidgets.errors import ClipboardError
from pgwidgets.sync import Session
from tests.browser.support import Applications, Complaints, wait_until

TEXT = "\N{PARTY POPPER} two\nlines"
READ = "navigator.clipboard.readText()"
COPY_PICTURE = """async () => {
  const canvas = new OffscreenCanvas(1, 1);
  canvas.getContext("2d").fillRect(0, 0, 1, 1);
  const picture = new ClipboardItem({ "image/png": await canvas.convertToBlob() });
  await navigator.clipboard.write([picture]);
}"""


@pytest.fixture
def allowed(context: BrowserContext) -> None:
    """Lets pages have the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def click_on(page: Page, session: Any, deed: Callable[[], Any]) -> Any:
    """Have a handler of a click do something; returns its result, or the error that it raised."""
    outcome: list[Any] = []

    def act() -> None:
        try:
            outcome.append(deed())
        except ClipboardError as error:
            outcome.append(error)

    W = session.get_widgets()
    button = W.Button("Do it")
    button.on("activated", act)
    top = W.TopLevel(title="Clipboard", widget=button)
    top.show()
    page.locator(f"#{button.get_element()}").click()
    wait_until(lambda: outcome, "the handler has run", page)
    top.destroy()
    return outcome[0]


@pytest.mark.usefixtures("allowed")
def test_a_handler_reads_and_writes(session: Session, show: Callable[[Session], Page]) -> None:
    page = show(session)
    assert click_on(page, session, lambda: session.write_clipboard(TEXT)) is None
    assert page.evaluate(READ) == TEXT
    assert click_on(page, session, session.read_clipboard) == TEXT


@pytest.mark.usefixtures("allowed")
def test_a_script_reads_and_writes(session: Session, show: Callable[[Session], Page]) -> None:
    page = show(session)
    page.bring_to_front()
    session.write_clipboard(TEXT)
    assert session.read_clipboard() == TEXT
    page.evaluate(COPY_PICTURE)
    assert session.read_clipboard() == ""


def test_the_browser_may_refuse(
    session: Session, show: Callable[[Session], Page], complaints: Complaints
) -> None:
    complaints.expect("read-clipboard failed")
    page = show(session)
    error = click_on(page, session, session.read_clipboard)
    assert isinstance(error, ClipboardError)
    assert "allow it in the site's permissions" in str(error)
    assert "click or a key" in str(error)


def test_an_insecure_page_has_no_clipboard(
    session: Session, page: Page, show: Callable[[Session], Page], complaints: Complaints
) -> None:
    complaints.expect("write-clipboard failed")
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    show(session)
    with pytest.raises(ClipboardError, match="open it on https, or on localhost"):
        session.write_clipboard("x")


@pytest.mark.usefixtures("allowed")
def test_an_asynchronous_program_reads_and_writes(page: Page, applications: Applications) -> None:
    got: list[str] = []

    async def begin(session: AsyncSession) -> None:
        W = session.get_widgets()
        button = await W.Button("Copy")

        async def copy() -> None:
            await session.write_clipboard(TEXT)
            got.append(await session.read_clipboard())

        await button.on("activated", copy)
        top = await W.TopLevel(title="Clipboard", widget=button)
        await top.show()

    app = applications.async_(begin)
    page.goto(app.url)
    page.get_by_role("button", name="Copy").click()
    wait_until(lambda: got, "the handler has run", page)
    assert got == [TEXT]


@pytest.mark.usefixtures("allowed")
def test_a_question_to_the_user_holds_up_no_other_answer(
    session: Session, page: Page, show: Callable[[Session], Page], context: BrowserContext
) -> None:
    """As long as a browser asks its user, the page answers everything else."""
    page.add_init_script("""
        navigator.clipboard.readText = () => new Promise((done) => { window.decide = done; });
    """)
    show(session)
    label = session.get_widgets().Label("0")
    got: list[str] = []
    session.gui_do(lambda: got.append(session.read_clipboard()))
    page.wait_for_function("window.decide !== undefined")
    for number in range(50):
        label.set_text(str(number))
    session.flush()
    assert got == []
    page.evaluate("decide('late')")
    wait_until(lambda: got, "the answer has come", page)
    assert got == ["late"]
