"""What the pages of an application in debug mode tell of errors in its handlers."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from pgwidgets.sync import Session
from tests.browser.support import Applications, axe


def failing(applications: Applications) -> Session:
    """A window of an application in debug mode, with two buttons that fail."""
    app = applications.sync(debug=True)
    session: Session = app.create_session()
    ui = session.get_widgets()
    box = ui.VBox(spacing=6, padding=8)
    for text in ("Divide", "Convert"):
        button = ui.Button(text)
        button.on("activated", {"Divide": divide, "Convert": convert}[text])
        box.add_widget(button, 0)
    top = ui.TopLevel(title="Sums", widget=box)
    top.resize(240, 140)
    top.show()
    return session


def divide() -> None:
    raise ZeroDivisionError("no parts")


def convert() -> None:
    int("twelve")


def test_an_error_is_told_once_and_can_be_dismissed(
    applications: Applications, show: Callable[[Session], Page]
) -> None:
    page = show(failing(applications))
    told = page.locator(".pg-told")
    for _ in range(2):
        page.get_by_role("button", name="Divide").click()
    page.get_by_role("button", name="Convert").click()
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("ZeroDivisionError: no parts (test_notices.py, line ")
    expect(told.last).to_contain_text("invalid literal for int() with base 10: 'twelve'")
    assert axe(page) == []
    # the page goes on as before
    expect(page.get_by_role("button", name="Divide")).to_be_enabled()
    dismiss = page.get_by_role("button", name="Dismiss").first
    dismiss.focus()
    page.keyboard.press("Enter")
    expect(told).to_have_count(1)
    applications.errors.clear()


def test_a_page_whose_window_could_not_be_built_says_so(
    applications: Applications, page: Page
) -> None:
    def build(session: Session) -> None:
        divide()

    app = applications.sync(build)
    page.goto(app.url)
    told = page.locator(".pg-told")
    expect(told).to_contain_text("The program failed to build its window.")
    expect(told).not_to_contain_text("no parts")
    assert axe(page) == []
    page.reload()
    expect(told).to_contain_text("The program failed to build its window.")
    assert [type(error) for error in applications.errors] == [ZeroDivisionError]
    applications.errors.clear()
