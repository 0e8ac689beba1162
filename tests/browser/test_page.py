"""What the page is like to look at and to work with: light and dark, small, framed, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from pgwidgets.sync import Application, Session
from tests.browser.frames import frame_height, show_in_frame
from tests.browser.support import Applications, Complaints, axe, wait_until

Show = Callable[[Session], Page]


def build(session: Session) -> Any:
    """A window with the controls that most programs have; returns it."""
    ui = session.get_widgets()
    top = ui.TopLevel(title="Tool", resizable=True, closeable=True)
    top.resize(340, 380)
    outer = ui.VBox()
    menus = ui.MenuBar()
    menus.add_name("File").add_name("Open")
    outer.add_widget(menus)
    tabs = ui.TabWidget()
    box = ui.VBox(spacing=8, padding=10)
    status = ui.Label("Ready")
    controls = (
        ui.Button("Run"),
        ui.CheckBox("Grid"),
        ui.TextEntry(text="name"),
        ui.Slider(min=0, max=10, value=3),
        ui.ComboBox(),
        status,
    )
    controls[0].on("activated", lambda: status.set_text("ran"))
    controls[4].append_text("one")
    controls[4].append_text("two")
    for control in controls:
        box.add_widget(control, 0)
    tabs.add_widget(box, {"title": "Controls"})
    tabs.add_widget(ui.TextArea(), {"title": "Notes"})
    outer.add_widget(tabs, 1)
    top.set_widget(outer)
    top.show()
    return top


def background(page: Page | Frame) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def brightness(color: str) -> int:
    return sum(int(part) for part in color.strip("rgb()").split(",")) // 3


# -- light and dark --------------------------------------------------------------------------


def test_the_page_follows_the_system_theme(session: Session, show: Show, page: Page) -> None:
    build(session)
    page.emulate_media(color_scheme="dark")
    show(session)
    assert brightness(background(page)) < 60
    assert axe(page) == []
    page.emulate_media(color_scheme="light")
    wait_until(lambda: brightness(background(page)) > 200, "the page turns light", page)
    assert axe(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_new_page_does_not_flash(
    application: Application, page: Page, complaints: Complaints, theme: Any
) -> None:
    complaints.expect("ERR_FAILED")
    page.emulate_media(color_scheme=theme)
    # the style sheet alone, before any script has run
    page.route("**/Widgets.js", lambda route: route.abort())
    page.goto(application.url, wait_until="commit")
    page.locator("link[rel=stylesheet]").wait_for(state="attached")
    is_dark = "getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 60"
    page.wait_for_function(f"{is_dark} === {'true' if theme == 'dark' else 'false'}")


# -- small and large -------------------------------------------------------------------------


def test_windows_stay_reachable_on_a_narrow_screen(
    session: Session, new_context: Callable[..., BrowserContext]
) -> None:
    top = build(session)
    top.resize(600, 500)
    top.set_position(500, 400)
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto(session.get_url())
    window = page.get_by_role("dialog", name="Tool")
    expect(window).to_be_visible()
    box = window.bounding_box()
    assert box is not None
    # enough of the title bar is in view to move it
    assert box["x"] <= 360 - 40
    assert 0 <= box["y"] <= 640 - 24
    # nothing scrolls the page itself
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == []


def test_the_program_knows_the_size_of_the_page(session: Session, show: Show, page: Page) -> None:
    show(session)
    wait_until(lambda: session.get_screen_size() == (1000, 700), "the first size", page)
    page.set_viewport_size({"width": 1600, "height": 900})
    wait_until(lambda: session.get_screen_size() == (1600, 900), "the later size", page)


def test_a_tab_has_the_title_of_the_one_window(session: Session, show: Show, page: Page) -> None:
    ui = session.get_widgets()
    label = ui.Label("text")
    first = ui.TopLevel(title="First", widget=label)
    first.show()
    show(session)
    expect(page).to_have_title("First")
    first.set_title("Renamed")
    expect(page).to_have_title("Renamed")
    dialog = ui.Dialog("Sure?", ["Yes"])
    dialog.popup()
    expect(page.get_by_role("dialog", name="Sure?")).to_be_visible()
    expect(page).to_have_title("Renamed")
    second = ui.TopLevel(title="Second", widget=ui.Label("more"))
    second.show()
    # of several none speaks for the page
    expect(page).to_have_title("pgwidgets")
    page.get_by_role("dialog", name="Renamed").get_by_role("button", name="Close").click()
    expect(page).to_have_title("Second")
    second.set_title(" ")
    expect(page).to_have_title("pgwidgets")
    # one that is shown alone has the title of its window
    wid = label.get_element().removeprefix("pg-")
    page.goto(f"{session.get_url()}&widget={wid}")
    expect(page).to_have_title("Renamed")


# -- by keyboard alone -----------------------------------------------------------------------


def focused(page: Page) -> str:
    """The words for what has the focus, as a screen reader says them."""
    script = """() => {
        const e = document.activeElement;
        const label = e.labels?.[0]?.textContent;
        return e.ariaLabel ?? label ?? e.textContent.trim() ?? "";
    }"""
    return str(page.evaluate(script))


def test_everything_is_reached_and_used_by_keyboard(
    session: Session, show: Show, page: Page
) -> None:
    build(session)
    show(session)
    # work begins below the menus
    expect(page.get_by_role("tab", name="Controls")).to_be_focused()
    page.locator(".pg-window").focus()
    seen: list[str] = []
    roles: set[str] = set()
    unfocused = page.screenshot(animations="disabled")
    for _ in range(12):
        page.keyboard.press("Tab")
        active = page.locator(":focus")
        if not active.count():
            break
        seen.append(focused(page))
        roles.add(active.evaluate("(e) => e.role ?? e.type ?? e.localName"))
        assert page.screenshot(animations="disabled") != unfocused, f"{seen[-1]} shows no focus"
    assert {"File", "Controls", "Run", "Grid"} <= set(seen)
    assert {"text", "range", "checkbox"} <= roles
    page.get_by_role("button", name="Run").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("ran", exact=True)).to_be_visible()
    page.get_by_role("tab", name="Controls").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Notes")).to_be_focused()


def test_a_window_is_moved_and_resized_by_keyboard(
    session: Session, show: Show, page: Page
) -> None:
    top = build(session)
    show(session)
    window = page.get_by_role("dialog", name="Tool")
    before = window.bounding_box()
    assert before is not None
    page.get_by_role("button", name="Run").focus()
    page.keyboard.press("Alt+F7")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+F8")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    after = window.bounding_box()
    assert after is not None
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (20, 11)
    assert (after["width"], after["height"]) == (before["width"] + 10, before["height"])
    wait_until(lambda: top.get_size() == (350, 380), "the program knows the size")
    # arrow keys are the widgets' own again
    page.get_by_role("slider").press("ArrowRight")
    assert window.bounding_box() == after


# -- in a frame ------------------------------------------------------------------------------


@pytest.fixture
def framed(applications: Applications, page: Page) -> Any:
    """Shows the page in a frame of a page of the same origin."""
    app = applications.sync(build)

    def show(query: str, body: str = "") -> Frame:
        frame = show_in_frame(page, f"{app.url}?{query}", body)
        expect(frame.get_by_role("dialog", name="Tool")).to_be_visible()
        return frame

    return app, show


def test_a_frame_fits_what_it_shows(framed: Any, page: Page) -> None:
    app, show = framed
    frame = show("fit=1")
    (session,) = app.sessions.values()
    (top,) = (w for w in session.walk_widget_tree() if type(w).__name__ == "TopLevel")

    def fits() -> bool:
        box = frame.get_by_role("dialog", name="Tool").evaluate(
            "(e) => e.offsetTop + e.offsetHeight"
        )
        return 0 <= frame_height(page) - float(box) <= 24

    wait_until(fits, "the frame is as high as the window", page)
    first = frame_height(page)
    top.resize(340, 520)
    wait_until(lambda: frame_height(page) >= first + 100 and fits(), "it grows along", page)
    top.resize(340, 300)
    wait_until(lambda: frame_height(page) < first and fits(), "it shrinks again", page)


def test_a_frame_keeps_its_height_unless_asked(framed: Any, page: Page) -> None:
    _, show = framed
    show("")
    assert frame_height(page) == 150


def test_a_frame_follows_the_theme_of_the_notebook(framed: Any, page: Page) -> None:
    _, show = framed
    page.emulate_media(color_scheme="light")
    frame = show("fit=1", 'data-jp-theme-light="false"')
    assert frame.evaluate("document.documentElement.dataset.theme") == "dark"
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    wait_until(
        lambda: frame.evaluate("document.documentElement.dataset.theme") == "light",
        "the frame turns light",
        page,
    )


# -- in a notebook's cell --------------------------------------------------------------------

LOOKS = {
    "--jp-ui-font-family": "Georgia",
    "--jp-ui-font-size1": "15px",
    "--jp-ui-font-color1": "rgb(7, 54, 66)",
    "--jp-layout-color0": "rgb(253, 246, 227)",
    "--jp-brand-color1": "rgb(181, 137, 0)",
    "--jp-content-link-color": "rgb(38, 139, 210)",
}
"""A notebook in colors of its own."""

NOTEBOOK = 'data-jp-theme-light="true" style="{}"'.format(
    "; ".join(f"{name}: {value}" for name, value in LOOKS.items())
)


def only_window(app: Application) -> Any:
    """The window of the only session."""
    (session,) = app.sessions.values()
    (top,) = (w for w in session.walk_widget_tree() if type(w).__name__ == "TopLevel")
    return top


def test_a_cell_has_the_looks_of_its_notebook(framed: Any, page: Page) -> None:
    _, show = framed
    frame = show("cell=1&fit=1", NOTEBOOK)
    body = frame.locator("body")
    expect(body).to_have_css("background-color", LOOKS["--jp-layout-color0"])
    expect(body).to_have_css("color", LOOKS["--jp-ui-font-color1"])
    expect(body).to_have_css("font-family", "Georgia")
    expect(body).to_have_css("font-size", "15px")
    expect(frame.get_by_role("dialog")).to_have_css("background-color", LOOKS["--jp-layout-color0"])
    checked = frame.get_by_role("checkbox")
    checked.check()
    # away from it, since it has another color there
    page.mouse.move(990, 690)
    expect(checked).to_have_css("background-color", LOOKS["--jp-brand-color1"])


def test_elsewhere_a_frame_has_its_own_looks(framed: Any, page: Page) -> None:
    _, show = framed
    frame = show("", NOTEBOOK)
    expect(frame.locator("body")).not_to_have_css("background-color", LOOKS["--jp-layout-color0"])
    expect(frame.get_by_text("Tool", exact=True)).to_be_visible()


def test_a_lone_window_in_a_cell_has_no_bar_and_no_shadow(framed: Any, page: Page) -> None:
    app, show = framed
    frame = show("cell=1&fit=1", NOTEBOOK)
    top = only_window(app)
    window = frame.get_by_role("dialog", name="Tool")
    title = frame.get_by_text("Tool", exact=True)
    expect(title).not_to_be_visible()
    # by its lower and right edge the user can still resize it; it stays where it is
    expect(window.locator("[data-edge=se]")).to_be_visible()
    expect(window.locator("[data-edge=w]")).not_to_be_visible()
    frame.get_by_role("textbox").first.focus()
    page.keyboard.press("Alt+F7")
    expect(window).not_to_have_attribute("data-keyboard", "move")
    wait_until(lambda: 0 <= frame_height(page) - 380 <= 6, "nothing empty below it", page)
    second = top.session.get_widgets().TopLevel(title="Second")
    second.show()
    expect(title).to_be_visible()
    expect(frame.get_by_text("Second", exact=True)).to_be_visible()
    for shown in (window, frame.get_by_role("dialog", name="Second")):
        # a line, and no blur
        assert "0px 0px 0px 1px" in shown.evaluate("(e) => getComputedStyle(e).boxShadow")
    second.hide()
    expect(title).not_to_be_visible()
    # of an empty one the bar is all there is
    top.hide()
    second.show()
    expect(frame.get_by_text("Second", exact=True)).to_be_visible()
    second.set_widget(second.session.get_widgets().Label("content"))
    expect(frame.get_by_text("Second", exact=True)).not_to_be_visible()


@pytest.mark.parametrize(
    "use",
    [
        lambda top: top.on("close", lambda: None),
        lambda top: top.on("move", lambda: None),
        lambda top: top.set_position(40, 10),
        lambda top: top.toggle_shade(),
    ],
    ids=["close", "move", "position", "state"],
)
def test_a_program_that_uses_the_title_bar_has_it_in_a_cell(
    framed: Any, page: Page, use: Callable[[Any], object]
) -> None:
    app, show = framed
    frame = show("cell=1&fit=1", NOTEBOOK)
    title = frame.get_by_text("Tool", exact=True)
    expect(frame.get_by_role("dialog", name="Tool")).to_be_visible()
    expect(title).not_to_be_visible()
    use(only_window(app))
    expect(title).to_be_visible()


def test_a_dialog_in_a_cell_keeps_its_bar(framed: Any, page: Page) -> None:
    app, show = framed
    frame = show("cell=1&fit=1", NOTEBOOK)
    top = only_window(app)
    dialog = top.session.get_widgets().Dialog("Sure?", ["OK"])
    dialog.popup()
    expect(frame.get_by_text("Sure?")).to_be_visible()
    # nothing moves under it
    expect(frame.get_by_text("Tool", exact=True)).not_to_be_visible()
    top.hide()
    expect(frame.get_by_text("Sure?")).to_be_visible()
