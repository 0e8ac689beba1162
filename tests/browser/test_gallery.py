"""The gallery, started and used as a user does."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pgwidgets.__main__ import main
from pgwidgets.catalog.declaration import Widget
from pgwidgets.gallery import build
from pgwidgets.gallery.contents import grouped
from tests.browser.support import Applications, axe

CLASSES = [declaration for found in grouped().values() for declaration in found]
"""In the order of the list."""


@pytest.fixture
def command_url() -> Iterator[str]:
    """The gallery on a free port; at the end Ctrl-C must end it cleanly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pgwidgets", "gallery", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address is not None
    yield address[0]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")


@pytest.fixture
def url(applications: Applications) -> str:
    """The gallery, in this process: an error in it fails the test."""
    return applications.sync(build).url


def stage(page: Page) -> Locator:
    return page.locator(".pg-page:visible .pg-frame").first


def code(page: Page) -> Locator:
    page.get_by_role("tab", name="Code").click()
    return page.get_by_role("tabpanel", name="Code").get_by_role("textbox")


def row(page: Page, name: str) -> Locator:
    """Return the line of a class in the list."""
    return page.get_by_role("row", name=name, exact=True)


def arranged(page: Page) -> None:
    """Wait until all is where it is in a page that is 1400 px wide: what moves can't be used."""
    expect(page.get_by_role("tab")).to_have_text(["Code", "Events"])


def choose(page: Page, name: str) -> None:
    """Look for a class and select it."""
    page.get_by_role("searchbox").fill(name)
    row(page, name).click()
    expect(heading(page)).to_have_text(name)


def heading(page: Page) -> Locator:
    return page.locator(".pg-page:visible .pg-label").first


def pick(page: Page, name: str, value: str) -> None:
    """Choose an item of a list."""
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=value, exact=True).click()


def test_a_user_finds_a_widget_plays_with_it_and_copies_it(
    command_url: str, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(
        viewport={"width": 1400, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.goto(command_url)
    arranged(page)
    # not by its name alone
    page.get_by_role("searchbox").fill("number step")
    row(page, "SpinBox").click()
    expect(heading(page)).to_have_text("SpinBox")
    number = stage(page).get_by_role("spinbutton")
    expect(number).to_have_value("40")
    most = page.get_by_role("spinbutton", name="max")
    most.fill("7")
    most.press("Enter")
    expect(number).to_have_value("7")
    expect(code(page)).to_contain_text("W.SpinBox(min=0, max=7, value=40)")
    # what its user does is told, and is in the options and the code
    number.press("ArrowDown")
    expect(page.get_by_role("spinbutton", name="value")).to_have_value("6")
    expect(code(page)).to_contain_text("W.SpinBox(min=0, max=7, value=6)")
    page.get_by_role("tab", name="Events").click()
    log = page.get_by_role("tabpanel", name="Events")
    expect(log.get_by_role("textbox")).to_contain_text("activated(value=6)")
    page.get_by_role("tab", name="Code").click()
    pick(page, "The API", "Asynchronous")
    expect(code(page)).to_contain_text("await W.SpinBox(")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code(page).text_content()
    page.get_by_role("button", name="Reset").click()
    expect(number).to_have_value("40")


def test_what_a_widget_refuses_is_said_beside_the_option(url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(url)
    arranged(page)
    choose(page, "Button")
    button = stage(page).get_by_role("button")
    color = page.get_by_role("textbox", name="fg", exact=True)
    color.fill("gren")
    expect(page.get_by_text("did you mean 'green'")).to_be_visible()
    color.fill("green")
    expect(button).to_have_css("color", "rgb(0, 128, 0)")
    expect(page.get_by_text("did you mean 'green'")).to_be_hidden()
    page.get_by_role("button", name="Choose…").first.click()
    chooser = page.get_by_role("dialog", name="fg")
    chooser.get_by_role("textbox", name="hexadecimal").fill("#008000")
    chooser.get_by_role("textbox", name="hexadecimal").press("Enter")
    expect(color).to_have_value("#008000")
    page.keyboard.press("Escape")
    expect(chooser).to_be_hidden()
    color.fill("green")
    # an option of the constructor alone takes another widget, with the rest as it was
    pick(page, "kind", "primary")
    expect(button).to_contain_class("pg-primary")
    expect(button).to_have_css("color", "rgb(0, 128, 0)")
    expect(code(page)).to_contain_text('W.Button("Button", kind="primary")')
    expect(code(page)).to_contain_text('button.set_color(fg="green")')


# each of them is looked at
@pytest.mark.timeout(300)
def test_every_class_shows(url: str, page: Page) -> None:
    # as high as all rows of the list
    page.set_viewport_size({"width": 1000, "height": 2400})
    page.goto(url)
    for declaration in CLASSES:
        row(page, declaration.name).click()
        expect(heading(page)).to_have_text(declaration.name)
        expect(code(page)).to_contain_text("W = session.get_widgets()")
        assert axe(page, include=".pg-page:not([hidden]) .pg-frame") == [], declaration.name


@pytest.mark.parametrize("kind", [item for item in CLASSES if item.rules.window or item.fills])
def test_what_lies_in_the_page_by_itself_is_opened(url: str, page: Page, kind: Widget) -> None:
    page.goto(url)
    choose(page, kind.name)
    stage(page).get_by_role("button", name="Open it").click()
    if kind.fills:
        expect(page.get_by_role("searchbox")).to_be_hidden()
        page.get_by_role("button", name="Back to the gallery").click()
    else:
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.locator(".pg-window:visible")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 700, 390])
def test_nothing_is_in_the_way(
    url: str, new_context: Callable[..., BrowserContext], scheme: str, width: int
) -> None:
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(url)
    tabs = {1400: ["Code", "Events"], 700: ["Options", "Code", "Events"]}
    narrow = ["Widgets", "Options", "Code", "Events"]
    expect(page.get_by_role("tab")).to_have_text(tabs.get(width, narrow))
    for name in tabs.get(width, narrow):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
        assert axe(page, disable=("page-has-heading-one", "region")) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_low_page_scrolls(url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 300})
    page.goto(url)
    expect(heading(page)).to_have_text(CLASSES[0].name)
    place = stage(page).bounding_box()
    assert place is not None
    assert place["height"] > 150


def test_it_is_used_by_keyboard_alone(url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(url)
    arranged(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("box to tick")
    expect(page.get_by_role("row")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(heading(page)).to_have_text("CheckBox")
    box = stage(page).get_by_role("checkbox")
    expect(box).to_be_visible()


def test_a_second_browser_of_the_session_follows(
    applications: Applications, new_context: Callable[..., BrowserContext]
) -> None:
    session = applications.sync().create_session()
    build(session)
    pages = [new_context().new_page() for _ in range(2)]
    for page in pages:
        page.goto(session.get_url())
        expect(page.get_by_role("searchbox")).to_be_visible()
    choose(pages[0], "Dial")
    for page in pages:
        expect(heading(page)).to_have_text("Dial")
        expect(stage(page).get_by_role("slider")).to_be_visible()


def test_a_busy_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} is in use.*--port"):
            main(["gallery", "--port", str(port)])
