"""What a finger can hit."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pgwidgets.catalog.registry import declarations, offered
from pgwidgets.sync import Session
from tests.browser.scenes import build
from tests.browser.support import Applications
from tests.browser.widgets.desk import Calls

TARGETS = """([least, corner, edge]) => {
  const all = "button, a[href], input, select, textarea, [tabindex]:not(.pg-window, .pg-page), "
    + "[role=tab], [role^=menuitem], [role=option], [role=row][tabindex], .pg-tab-close, "
    + "[role=separator][aria-valuenow], .pg-window-grip";
  const needs = (element) => {
    if (element.matches(".pg-window-grip[data-edge=se]")) return corner;
    return element.matches("[role=separator], .pg-window-grip") ? edge : least;
  };
  // a link in a sentence is as high as its line: WCAG 2.5.8 excepts it
  const isInSentence = (element) => {
    return element.matches("a") && getComputedStyle(element).display === "inline"
      && element.parentElement.textContent.trim() !== element.textContent.trim();
  };
  // windows lie over one another, lists and menus over all
  const list = [...document.querySelectorAll(":popover-open")].at(-1);
  const over = document.querySelector("dialog:modal, .pg-notice");
  const top = over ?? document.querySelector(".pg-active");
  const isOnTop = (element) => {
    return list ? list.contains(element) : (element.closest(".pg-window") ?? top) === top;
  };
  // what takes the pointer for a control: what is in it, its label, the border of its field
  const takes = (element, hit) => {
    const outer = element.closest("label, .pg-field");
    return hit !== null && (element.contains(hit) || hit === outer
      || (outer?.matches("label") ?? false) && outer.contains(hit));
  };
  // as far as it needs to be hit: beyond that nobody asks
  const reach = (element, x, y, dx, dy) => {
    const most = needs(element);
    const hit = (count) => document.elementFromPoint(x + count * dx, y + count * dy);
    let count = 0;
    while (count < most && takes(element, hit(count))) count += 0.5;
    return count;
  };
  const size = (element) => {
    element.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = element.getBoundingClientRect();
    // somewhat beside the middle, where two edges may meet
    const [x, y] = [left + width * 0.4, top + height * 0.4];
    const span = (dx, dy) => {
      return Math.max(0, reach(element, x, y, dx, dy) + reach(element, x, y, -dx, -dy));
    };
    return [span(1, 0), span(0, 1)];
  };
  return [...document.querySelectorAll(all)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter(isOnTop)
    .filter((element) => !isInSentence(element))
    .map((element) => [element, ...size(element)])
    .filter(([element, ...sizes]) => Math.min(...sizes) < needs(element) - 0.5)
    .map(([element, ...sizes]) => `${element.outerHTML.slice(0, 120)}: ${sizes.join("x")}`);
}"""
"""What of a page a pointer hits with less room than it needs, found out by where it hits."""

FINGER = (40, 40, 24)
MOUSE = (24, 12, 8)
"""How large what one operates is in px, and corners and edges that one takes hold of."""

GIVEN = """
label = W.Label("text")
area = W.TextArea()
top = W.TopLevel(title="Test")
menubar = W.MenuBar()
"""
"""What examples take for granted, besides a picture."""

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

Contexts = Callable[..., BrowserContext]


def page_for_fingers(session: Session, new_context: Contexts) -> Page:
    size = {"width": 900, "height": 800}
    page = new_context(has_touch=True, is_mobile=True, viewport=size).new_page()
    page.goto(session.get_url())
    assert page.evaluate("matchMedia('(pointer: coarse) and (hover: none)').matches")
    return page


def page_for_a_mouse(session: Session, new_context: Contexts) -> Page:
    page = new_context(viewport={"width": 900, "height": 800}).new_page()
    page.goto(session.get_url())
    assert page.evaluate("matchMedia('(pointer: fine) and (hover: hover)').matches")
    return page


POINTERS = pytest.mark.parametrize(
    ("join", "room"),
    [(page_for_fingers, FINGER), (page_for_a_mouse, MOUSE)],
    ids=["finger", "mouse"],
)


def show_example(session: Session, kind: str) -> None:
    """Show what a widget's example makes: windows as they are, all else in one."""
    ui = session.get_widgets()
    names: dict[str, Any] = {"W": ui, "png_bytes": PNG}
    exec(GIVEN, names)
    given = names["top"]
    exec(compile(offered()[kind].example, kind, "exec"), names)
    if names["top"] is not given:
        given.destroy()
    widgets = list(session.walk_widget_tree())
    held = {
        child
        for widget in widgets
        for held_by in ("get_children", "get_subwindows")
        for child in getattr(widget, held_by, list)()
    }
    column = ui.VBox()
    for widget in widgets:
        declared = declarations()[type(widget).__name__]
        if declared.window:
            widget.set_position(60, 60)
        if declared.window or declared.fills:
            widget.show()
        elif declared.remote and not declared.pops_up and widget not in held:
            column.add_widget(widget)
    if column.num_children() and not offered()[kind].fills:
        window = ui.TopLevel(title="Example", resizable=True, minimizable=True, lowerable=True)
        window.set_widget(column)
        window.resize(600, 500)
        window.set_position(60, 60)
        window.show()


@POINTERS
def test_what_an_example_shows_can_be_hit(
    applications: Applications, new_context: Contexts, join: Any, room: tuple[int, int, int]
) -> None:
    app = applications.sync()
    sessions = {kind: app.create_session() for kind in offered()}
    for kind, session in sessions.items():
        show_example(session, kind)
    page = join(sessions["Button"], new_context)
    found = {}
    for kind, session in sessions.items():
        page.goto(session.get_url())
        expect(page.locator(".pg-window:not([hidden]), .pg-page").first).to_be_visible()
        found[kind] = page.evaluate(TARGETS, room)
    assert {kind: small for kind, small in found.items() if small} == {}


@POINTERS
def test_all_that_there_is_can_be_hit(
    session: Session, new_context: Contexts, join: Any, room: tuple[int, int, int]
) -> None:
    windows = build(session).windows
    page = join(session, new_context)
    for window in windows:
        window.set_position(40, 40)
        window.raise_()
        expect(page.locator(f"#{window.get_element()}.pg-active")).to_be_visible()
        assert page.evaluate(TARGETS, room) == []


def test_what_a_finger_has_touched_looks_as_before(session: Session, new_context: Contexts) -> None:
    ui = session.get_widgets()
    box = ui.VBox()
    made = [ui.Button("one"), ui.Button("two", kind="primary"), ui.TextEntry(), ui.CheckBox("box")]
    for widget in made:
        box.add_widget(widget)
    ui.TopLevel(title="Test", widget=box, maximizable=True).show()
    page = page_for_fingers(session, new_context)
    calls = [Calls(widget, "activated") for widget in (made[0], made[1], made[3], made[3])]
    look = """(element) => {
      document.activeElement.blur();
      const { backgroundColor, borderTopColor, color } = getComputedStyle(element);
      return [backgroundColor, borderTopColor, color];
    }"""
    page.emulate_media(reduced_motion="reduce")
    for widget, taps in zip(made, (1, 1, 1, 2), strict=True):
        at = page.locator(f"#{widget.get_element()}")
        before = at.evaluate(look)
        for _ in range(taps):
            at.tap()
        assert at.evaluate(look) == before
    for call in calls:
        call.next()
    button = page.get_by_role("button", name="Maximize")
    before = button.evaluate(look)
    button.tap()
    restore = page.get_by_role("button", name="Restore")
    assert restore.evaluate(look) == before


def test_a_finger_can_dismiss_what_the_page_says(
    applications: Applications, new_context: Contexts
) -> None:
    app = applications.sync(debug=True)
    session: Session = app.create_session()
    ui = session.get_widgets()
    button = ui.Button("fail")
    button.on("activated", lambda: 1 / 0)
    ui.TopLevel(title="Test", widget=button).show()
    page = page_for_fingers(session, new_context)
    page.get_by_role("button", name="fail").tap()
    expect(page.get_by_role("button", name="Dismiss")).to_be_visible()
    assert page.evaluate(TARGETS, FINGER) == []
    page.get_by_role("button", name="Dismiss").tap()
    expect(page.get_by_role("button", name="Dismiss")).to_have_count(0)
    applications.errors.clear()
    session.close()
    expect(page.locator(".pg-notice").get_by_role("button")).to_be_visible()
    assert page.evaluate(TARGETS, FINGER) == []


def test_a_finger_opens_and_chooses(
    session: Session, new_context: Callable[..., BrowserContext]
) -> None:
    ui = session.get_widgets()
    box = ui.VBox()
    bar, combo = ui.MenuBar(), ui.ComboBox()
    action = bar.add_name("File").add_name("Open")
    combo.append_text("item")
    for widget in (bar, combo):
        box.add_widget(widget, 0)
    ui.TopLevel(title="Test", widget=box, resizable=True).show()
    page = page_for_fingers(session, new_context)
    opened, chosen = Calls(action, "activated"), Calls(combo, "activated")
    page.get_by_role("menuitem", name="File").tap()
    assert page.evaluate(TARGETS, FINGER) == []
    page.get_by_role("menuitem", name="Open").tap()
    page.get_by_role("combobox").tap()
    assert page.evaluate(TARGETS, FINGER) == []
    page.get_by_role("option", name="item").tap()
    assert (opened.next(), chosen.next()) == ((), (0, "item"))
    assert (opened.rest(), chosen.rest()) == ([], [])


def test_a_finger_gets_hold_of_a_windows_edge(
    session: Session, new_context: Callable[..., BrowserContext]
) -> None:
    ui = session.get_widgets()
    window = ui.TopLevel(title="Test", widget=ui.Label("text"), resizable=True)
    window.resize(300, 200)
    window.set_position(100, 100)
    window.show()
    page = page_for_fingers(session, new_context)
    corner = page.locator(".pg-window-grip[data-edge=se]").bounding_box()
    assert corner is not None
    assert min(corner["width"], corner["height"]) >= 40
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    send("touchStart", (410, 310))
    send("touchMove", (430, 330))
    send("touchMove", (460, 350))
    send("touchEnd")
    expect(page.get_by_role("dialog")).to_have_css("width", "350px")
    expect(page.get_by_role("dialog")).to_have_css("height", "240px")
