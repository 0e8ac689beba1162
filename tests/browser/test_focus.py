"""Who has the keyboard: the page around a frame, the frame, and what in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from pgwidgets.sync import Session
from tests.browser.lines import Site
from tests.browser.seats import NewPage
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk

NewSite = Callable[..., Site]

AROUND = """<!doctype html><title>Around</title><link rel="icon" href="data:,">
<textarea aria-label="Cell"></textarea>
<iframe src="{url}" title="Output" style="display: block; width: 700px; height: 560px"></iframe>
<button>After</button>
"""


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A session and a page to show it in."""
    return Desk(session, new_page(), new_page)


class Framed:
    """A page with a cell to type into, and a session's page in a frame below it."""

    def __init__(self, session: Session, site: Site, page: Page) -> None:
        self.session = session
        self.W = session.get_widgets()
        self.page = page
        page.goto(site.url)
        wait_until(lambda: session.is_connected, "the frame joins", page)
        session.flush()
        self.cell = page.get_by_label("Cell")
        self.frame: FrameLocator = page.frame_locator("iframe")

    def at(self, widget: Any, inner: str = "") -> Any:
        return self.frame.locator(f"#{widget.get_element()} {inner}".strip())

    def window(self, widget: Any) -> Any:
        top = self.W.TopLevel(title="Window", widget=widget)
        top.set_position(20, 20)
        top.show()
        return top

    def settle(self) -> None:
        """Return when the page has done all, and what it has put off."""
        self.session.flush()
        frame = self.page.frames[1]
        frame.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")

    def type(self, text: str) -> None:
        """Type on as if nothing had happened; the cell must have it all."""
        before = self.cell.input_value()
        self.page.keyboard.type(text)
        self.settle()
        assert self.cell.input_value() == before + text
        expect(self.cell).to_be_focused()


@pytest.fixture(params=["same host", "another host"])
def framed(
    request: pytest.FixtureRequest, session: Session, new_site: NewSite, page: Page, tmp_path: Path
) -> Framed:
    url = session.get_url()
    if request.param == "another host":
        url = url.replace("127.0.0.1", "localhost")
    (tmp_path / "index.html").write_text(AROUND.format(url=url))
    framed = Framed(session, new_site(tmp_path), page)
    framed.cell.click()
    return framed


def test_a_frame_takes_no_focus_from_the_page_around_it(framed: Framed) -> None:
    W = framed.W
    entry, button = W.TextEntry("entry"), W.Button("Other")
    framed.window(_box(W, entry, button))
    framed.type("a ")
    entry.set_focus()
    framed.type("b ")
    dialog = W.Dialog("Sure?", [("No", 0), ("Yes", 1)], modal=True)
    pressed: list[Any] = []
    dialog.on("activated", pressed.append)
    dialog.popup()
    expect(framed.at(dialog)).to_be_visible()
    framed.type(" c\n")
    dialog.hide()
    framed.type("d ")
    plain = W.Dialog("Plain", ["OK"])
    plain.popup()
    expect(framed.at(plain)).to_be_visible()
    framed.type("e ")
    plain.set_modal(True)
    framed.type("f ")
    plain.hide()
    menu = W.Menu()
    menu.add_name("Entry")
    menu.popup(30, 30)
    expect(framed.at(menu)).to_be_visible()
    framed.type("g ")
    entry.set_enabled(False)
    entry.destroy()
    framed.type("h ")
    framed.session.reconstruct()
    framed.type("i ")
    framed.session.close()
    expect(framed.frame.locator(".pg-notice")).to_be_visible()
    framed.type("j ")
    assert pressed == []


def test_what_was_used_before_in_a_frame_comes_back_on_entering_only(framed: Framed) -> None:
    W = framed.W
    first, second = W.TextEntry("first"), W.Button("Second")
    framed.window(_box(W, first, second))
    opener = framed.at(second)
    opener.click()
    dialog = W.Dialog("Sure?", ["No", "Yes"], modal=True)
    dialog.popup()
    expect(framed.at(dialog).get_by_role("button", name="No")).to_be_focused()
    framed.cell.click()
    framed.type("x")
    dialog.hide()
    framed.type(" y")
    dialog.popup()
    framed.type(" z")
    framed.page.keyboard.press("Tab")
    expect(framed.at(dialog).get_by_role("button", name="No")).to_be_focused()
    framed.page.keyboard.press("Escape")
    expect(framed.at(second)).to_be_focused()


def test_a_control_that_a_screen_reader_comes_to_keeps_the_focus(framed: Framed) -> None:
    W = framed.W
    fields = [W.TextEntry(text) for text in ("first", "second", "third", "fourth")]
    framed.window(_box(W, *fields))
    for wanted, chosen in ((fields[1], fields[2]), (fields[2], fields[1])):
        framed.cell.click()
        wanted.set_focus()
        framed.type("x")
        # neither the Tab key nor the pointer brings its user there
        framed.at(chosen).focus()
        framed.settle()
        expect(framed.at(chosen)).to_be_focused()
        framed.page.keyboard.press("End")
        framed.page.keyboard.type("!")
        wait_until(partial(_is_marked, chosen), "it is typed there", framed.page)


def test_what_the_program_wanted_has_the_focus_when_the_user_comes(framed: Framed) -> None:
    W = framed.W
    first, second, button = W.TextEntry("first"), W.TextEntry("second"), W.Button("Press")
    window = framed.window(_box(W, first, second, button))
    second.set_focus()
    framed.type("x")
    framed.page.keyboard.press("Tab")
    expect(framed.at(second)).to_be_focused()
    framed.cell.click()
    second.set_focus()
    framed.type("y")
    # who presses a control wants that one
    framed.at(first).click()
    expect(framed.at(first)).to_be_focused()
    framed.cell.click()
    second.set_focus()
    framed.type("z")
    framed.at(window, ".pg-window-title").click()
    expect(framed.at(second)).to_be_focused()


def _box(W: Any, *children: Any) -> Any:
    box = W.VBox()
    for child in children:
        box.add_widget(child)
    return box


# What had the focus may go.


def test_the_neighbour_comes_for_what_is_destroyed(desk: Desk) -> None:
    W = desk.W
    rows = [_row(W, W.Label(f"Row {n}"), W.Button(f"Delete {n}")) for n in range(4)]
    table = _box(W, *rows)
    desk.show(_box(W, table, W.Button("Close")))
    for row in rows:
        delete = row.get_children()[1]
        delete.on("activated", row.destroy)
    delete = desk.page.get_by_role("button", name="Delete")
    delete.nth(1).focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Delete 2")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Delete 3")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Delete 0")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="Close", exact=True).last).to_be_focused()


def test_what_is_disabled_or_hidden_gets_the_focus_back(desk: Desk) -> None:
    W = desk.W
    before, entry, after = W.Button("Before"), W.TextEntry("some text"), W.Button("After")
    pressed = desk.calls(before), desk.calls(after)
    window = desk.show(_box(W, before, entry, after))
    desk.at(entry).focus()
    desk.at(entry).evaluate("it => it.setSelectionRange(2, 4)")
    ways: list[tuple[Callable[[], Any], Callable[[], Any]]] = [
        (lambda: entry.set_enabled(False), lambda: entry.set_enabled(True)),
        (entry.hide, entry.show),
    ]
    for away, back in ways:
        away()
        expect(desk.at(window)).to_be_focused()
        # what is typed on goes nowhere
        desk.page.keyboard.type("x y ")
        back()
        expect(desk.at(entry)).to_be_focused()
        assert desk.at(entry).evaluate("it => [it.selectionStart, it.selectionEnd]") == [2, 4]
    entry.set_enabled(False)
    expect(desk.at(window)).to_be_focused()
    desk.page.keyboard.press("Tab")
    expect(desk.at(after)).to_be_focused()
    entry.set_enabled(True)
    desk.settle()
    expect(desk.at(after)).to_be_focused()
    desk.at(entry).focus()
    entry.set_enabled(False)
    expect(desk.at(window)).to_be_focused()
    desk.page.keyboard.press("Shift+Tab")
    expect(desk.at(before)).to_be_focused()
    desk.assert_silent(*pressed)


def test_a_form_that_is_built_anew_keeps_the_caret(desk: Desk) -> None:
    W = desk.W
    box = _box(W, W.Button("Before"), W.TextEntry("some text"), W.Button("After"))
    desk.show(box)
    desk.page.get_by_role("textbox").focus()
    desk.page.get_by_role("textbox").evaluate("it => it.setSelectionRange(2, 4)")
    with desk.session.batch():
        box.remove_all(destroy=True)
        for child in (W.Button("Before"), W.TextEntry("some text"), W.Button("After")):
            box.add_widget(child)
    entry = desk.page.get_by_role("textbox")
    expect(entry).to_be_focused()
    assert entry.evaluate("it => [it.selectionStart, it.selectionEnd]") == [2, 4]
    desk.session.reconstruct()
    expect(entry).to_be_focused()
    assert entry.evaluate("it => [it.selectionStart, it.selectionEnd]") == [2, 4]
    # it goes for good: nothing of another kind gets what is typed on
    box.remove(box.get_children()[1], destroy=True)
    expect(desk.page.locator(".pg-top-level")).to_be_focused()


def test_a_widget_that_moves_keeps_the_focus(desk: Desk) -> None:
    W = desk.W
    button, left, right = W.Button("Moves"), W.VBox(), W.VBox()
    left.add_widget(button)
    desk.show(_box(W, left, right, W.Button("Stays")))
    desk.at(button).focus()
    right.add_widget(button)
    expect(desk.at(button)).to_be_focused()


@pytest.mark.parametrize("way", ["hide", "destroy", "Escape", "cross"])
def test_a_window_that_closes_gives_the_focus_back(desk: Desk, way: str) -> None:
    W = desk.W
    first, opener = W.Button("First"), W.Button("Open")
    desk.show(_box(W, first, opener))
    for make in (
        lambda: W.TopLevel(title="Tool", widget=W.Button("Inside")),
        lambda: _dialog(W, modal=False),
        lambda: _dialog(W, modal=True),
    ):
        window = make()
        is_dialog = type(window).__name__ == "Dialog"
        desk.at(opener).focus()
        window.show()
        expect(desk.at(window).get_by_role("button", name="Inside")).to_be_focused()
        if way == "Escape" and is_dialog:
            desk.page.keyboard.press("Escape")
        elif way == "cross":
            desk.at(window).get_by_role("button", name="Close").click()
        else:
            getattr(window, "destroy" if way == "destroy" else "hide")()
        expect(desk.at(opener)).to_be_focused()


def test_a_tab_that_closes_or_changes_keeps_the_focus_inside(desk: Desk) -> None:
    W = desk.W
    tabs = W.TabWidget(closable=True)
    buttons = [W.Button(f"On {name}") for name in "ABC"]
    for button in buttons:
        tabs.add_widget(button, {"title": button.get_text()[-1]})
    window = desk.show(tabs)
    desk.at(buttons[0]).focus()
    tabs.close_widget(buttons[0])
    expect(desk.at(buttons[1])).to_be_focused()
    tabs.set_index(1)
    expect(desk.at(window)).to_be_focused()
    desk.page.keyboard.press("Tab")
    expect(desk.at(buttons[2])).to_be_focused()
    desk.at(tabs, ".pg-tab-close").last.click()
    expect(desk.page.get_by_role("tab", name="B")).to_be_focused()


def test_work_begins_in_the_content(desk: Desk) -> None:
    W = desk.W
    entry, other = W.TextEntry("text"), W.TextEntry("other")
    window = desk.show(_box(W, W.Label("Name"), entry, other))
    expect(desk.at(entry)).to_be_focused()
    window.hide()
    other.set_focus()
    window.show()
    expect(desk.at(other)).to_be_focused()
    # who writes something goes on with that
    tool = W.TopLevel(title="Tool", widget=W.Button("Inside"))
    tool.show()
    desk.settle()
    expect(desk.at(other)).to_be_focused()
    dialog = W.Dialog("Sure?", ["No", "Yes"], modal=True)
    up = W.Button("Up")
    up.set_enabled(False)
    dialog.add_widget(up)
    dialog.popup()
    expect(desk.at(dialog).get_by_role("button", name="No")).to_be_focused()


def _row(W: Any, *children: Any) -> Any:
    row = W.HBox()
    for child in children:
        row.add_widget(child)
    return row


def _dialog(W: Any, *, modal: bool) -> Any:
    return W.Dialog("Sure?", ["Inside", "Other"], modal=modal)


def _is_marked(field: Any) -> bool:
    return bool(field.get_text().endswith("!"))
