"""What a finger can hit."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from pgwidgets.sync import Session
from tests.browser.gallery import build
from tests.browser.widgets.desk import Calls

TARGETS = """() => {
  const all = "button, [role=tab], [role=menuitem], [role=option], [role=checkbox], "
    + "input:not([type=checkbox], [type=radio]), label, .pg-tab-close";
  return [...document.querySelectorAll(all)]
    .filter((element) => element.checkVisibility())
    .map((element) => {
      const { width, height } = element.getBoundingClientRect();
      // the border of a field is part of what takes the finger
      const field = element.closest(".pg-field")?.getBoundingClientRect();
      return [element, { width, height: Math.max(height, field?.height ?? 0) }];
    })
    .filter(([, { width, height }]) => Math.min(width, height) < 40)
    .map(([element, { width, height }]) => `${element.outerHTML.slice(0, 90)}: ${width}x${height}`);
}"""


def page_for_fingers(session: Session, new_context: Callable[..., BrowserContext]) -> Page:
    size = {"width": 900, "height": 800}
    page = new_context(has_touch=True, is_mobile=True, viewport=size).new_page()
    page.goto(session.get_url())
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    return page


def test_a_finger_can_hit_all_that_a_pointer_can(
    session: Session, new_context: Callable[..., BrowserContext]
) -> None:
    build(session)
    page = page_for_fingers(session, new_context)
    expect(page.locator(".pg-window:not([hidden])").first).to_be_visible()
    assert page.evaluate(TARGETS) == []


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
    assert page.evaluate(TARGETS) == []
    page.get_by_role("menuitem", name="Open").tap()
    page.get_by_role("combobox").tap()
    assert page.evaluate(TARGETS) == []
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
