"""What the tests of widgets share: a window in a page, callbacks in Python, and comparing pages."""

from __future__ import annotations

import difflib
import queue
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Locator, Page

from pgwidgets.catalog.registry import rules
from pgwidgets.errors import WidgetDestroyedError
from pgwidgets.sync import Session
from pgwidgets.sync.Widgets import VisualWidget
from tests.browser.support import WAIT_SECONDS, axe, wait_until

_FACE_OF = """
  // From where it is measured where something lies.
  let [left, top] = [0, 0];
  const looks = [
    "align-content", "background-color", "background-image", "border-top-color", "color",
    "border-top-width", "cursor", "font", "padding", "text-align", "user-select",
  ];
  // What only measures is no part of what shows, nor is what lies where the keys of a page are.
  const isOwn = (node) => node.matches?.(".pg-grid-ruler, .pg-grid-handles");
  const shows = (node) => !(node.hidden || isOwn(node));
  const face = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const facts = {};
    for (const name of node.getAttributeNames().sort()) facts[name] = node.getAttribute(name);
    // Ids that are counted up differ, and so may what the Tab key comes to first.
    if (!/^pg-\\d+$/.test(facts.id ?? "")) delete facts.id;
    const counted = ["aria-controls", "aria-describedby", "aria-labelledby"];
    for (const name of [...counted, "tabindex", "style"]) delete facts[name];
    if (facts.src?.startsWith("blob:")) facts.src = "blob";
    facts.class = [...node.classList].filter((name) => name !== "pg-active").sort().join(" ");
    const style = getComputedStyle(node);
    facts.looks = looks.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
    for (const name of ["value", "checked", "disabled", "readOnly", "scrollTop", "wrap"]) {
      if (/^(INPUT|TEXTAREA)$/.test(node.tagName)) facts[name] = node[name];
    }
    const { x, y, width, height } = node.getBoundingClientRect();
    const isLaidOut = node.getClientRects().length > 0;
    if (isLaidOut) facts.box = [x - left, y - top, width, height].map(Math.round).join(" ");
    // How a text is cut into blocks depends on how it came to be.
    if (node.matches(".pg-text-reading")) return [node.tagName, facts, node.textContent];
    return [node.tagName, facts, ...[...node.childNodes].filter(shows).map(face)];
  };
"""

FACE = f"""() => {{
  // What has the focus looks different.
  document.activeElement?.blur();
  {_FACE_OF}
  return [...document.querySelectorAll(".pg-root > *")]
    .filter(shows)
    .map(face)
    .map((found) => JSON.stringify(found, null, 1))
    .sort();
}}"""
"""All that shows in a page, without what differs between pages that look the same."""

FACES = f"""(ids) => {{
  document.activeElement?.blur();
  {_FACE_OF}
  return ids.map((id) => {{
    const element = document.getElementById(id);
    if (!element?.checkVisibility({{ visibilityProperty: true }})) return "";
    const box = element.getBoundingClientRect();
    [left, top] = [box.x, box.y];
    return JSON.stringify(face(element), null, 1);
  }});
}}"""
"""The same of some elements, wherever they lie."""

LOOK = """([selector, index, argument]) => {
  const found = [...document.querySelectorAll(selector)];
  if (index === null && found.length > 1) throw Error(`${found.length} elements: ${selector}`);
  const looked = found.slice(index ?? 0).slice(0, 1).map((element) => (%s)(element, argument));
  return Promise.all(looked);
}"""
"""What a function makes of an element, in a list, which is empty while there is no element."""

STYLE = "(element, name) => getComputedStyle(element).getPropertyValue(name)"

BOX = """(element) => {
  if (element.getClientRects().length === 0) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}"""
"""Where an element lies in its page; null of one that takes no room."""

TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Calls:
    """The callbacks of one action of one widget, as they come."""

    def __init__(self, widget: Any, action: str) -> None:
        self._arrived: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        self._name = f"{widget!r} {action}"
        widget.on(action, lambda *args: self._arrived.put(args))

    def next(self) -> tuple[Any, ...]:
        """Return the arguments of the next call, waiting for it."""
        try:
            return self._arrived.get(timeout=WAIT_SECONDS)
        except queue.Empty:
            raise AssertionError(f"waited {WAIT_SECONDS:g} s in vain for {self._name}") from None

    def until(self, *args: Any) -> list[tuple[Any, ...]]:
        """Return the calls up to one with these arguments."""
        calls = [self.next()]
        while calls[-1] != args:
            calls.append(self.next())
        return calls

    def rest(self) -> list[tuple[Any, ...]]:
        """Return the calls that have come already."""
        found = []
        while not self._arrived.empty():
            found.append(self._arrived.get())
        return found


class Desk:
    """A session, the page that shows it, and the ways to look at both.

    Parameters
    ----------
    session : Session
    page : Page
    new_page : callable
        Makes a page for another person.
    second : Page, optional
        The page of another person, if there is one already that shows the session.
    """

    def __init__(
        self,
        session: Session,
        page: Page,
        new_page: Callable[[], Page],
        second: Page | None = None,
    ) -> None:
        self.session = session
        self.page = page
        self.W = session.get_widgets()
        self._new_page = new_page
        self._second = second

    def show(self, widget: Any, width: float = 420, height: float = 320, **options: Any) -> Any:
        """Show a widget in a window of the page and return the window."""
        if self.page.url == "about:blank":
            self.join(self.page)
        window = self.W.TopLevel(title="Test", **options)
        window.resize(width, height)
        window.set_widget(widget)
        window.set_position(20, 20)
        window.show()
        return window

    def join(self, page: Page) -> Page:
        """Let a page show the session."""
        # Nothing fades, so that what is there looks as it is going to.
        page.emulate_media(reduced_motion="reduce")
        before = len(self.session.connections)
        page.goto(self.session.get_url())
        wait_until(lambda: len(self.session.connections) > before, "a page joins", page)
        self.session.flush()
        is_built = "document.querySelector('.pg-root') !== null"
        wait_until(lambda: page.evaluate(is_built), "the page is built", page)
        return page

    @property
    def second(self) -> Page:
        """Another person's page of the same session, opened when it is first asked for."""
        if self._second is None:
            self._second = self.join(self._new_page())
        return self._second

    def at(self, widget: VisualWidget, inner: str = "", page: Page | None = None) -> Locator:
        """Return a widget's element, or an element inside it."""
        return (page or self.page).locator(f"#{widget.get_element()} {inner}".strip())

    def calls(self, widget: Any, action: str = "activated") -> Calls:
        """Collect a callback from now on."""
        return Calls(widget, action)

    def settle(self) -> None:
        """Return when all that is under way between program and page has arrived."""
        self.page.evaluate(TWO_FRAMES)
        # An answer comes behind the callbacks of the same page, a call runs behind their handlers.
        self.W.Separator()
        self.session.flush()
        self.session.gui_call(lambda: None)

    def clear(self) -> None:
        """Destroy all that there is."""
        for widget in list(self.session.walk_widget_tree()):
            # with its parent, some have gone already
            with suppress(WidgetDestroyedError):
                widget.destroy()
        self.settle()

    def assert_silent(self, *calls: Calls) -> None:
        """Fail if a callback came that nobody waited for."""
        self.settle()
        came = [call.rest() for call in calls]
        assert not any(came), came

    def assert_same(self) -> None:
        """Fail unless a page that is built now, and one that followed, show what the page shows.

        Built now is another person's page the first time, and the page itself, loaded anew,
        each time after that.
        """
        self.settle()
        follows = self._second is not None
        for page in (self.page, self.second):
            page.mouse.move(0, 0)
        expected = self.page.evaluate(FACE)
        self._assert_shows(self.second, expected, "a second page")
        if follows:
            self.reload()
            self._assert_shows(self.page, expected, "the reloaded page")

    def assert_followed(self) -> None:
        """Fail unless another person's page, which was there before, shows what the page shows."""
        self.settle()
        for page in (self.page, self.second):
            page.mouse.move(0, 0)
        self._assert_shows(self.second, self.page.evaluate(FACE), "the page that followed")

    def _assert_shows(self, page: Page, expected: list[str], where: str) -> None:
        try:
            wait_until(lambda: page.evaluate(FACE) == expected, where, page)
        except AssertionError:
            shown = page.evaluate(FACE)
            lines = difflib.unified_diff(_lines(expected), _lines(shown), lineterm="", n=4)
            raise AssertionError("\n".join([f"{where} shows something else", *lines])) from None

    def reload(self) -> None:
        """Load the page anew and return when it is rebuilt."""
        self.page.reload()
        shown = sum(window.is_visible() for window in self._windows())
        expected = (
            f"document.querySelectorAll('.pg-root > .pg-window:not([hidden])').length === {shown}"
        )
        wait_until(lambda: self.page.evaluate(expected), f"{shown} windows show", self.page)
        self.settle()

    def _windows(self) -> list[Any]:
        return [
            widget
            for widget in self.session.walk_widget_tree()
            if rules()[type(widget).__name__].window
        ]

    def assert_accessible(self) -> None:
        """Fail for anything that the accessibility checker finds."""
        broken = axe(self.page, disable=("landmark-one-main", "page-has-heading-one", "region"))
        assert not broken, "\n".join(broken)

    def look(
        self, widget: VisualWidget, function: str, argument: Any = None, inner: str = ""
    ) -> Any:
        """Return what a function in the page makes of an element and an argument.

        `Locator.evaluate` does the same, but has each page first load 300 KB of script more,
        which takes half as long as the page itself.
        """
        whole = f"#{widget.get_element()} {inner}".strip()
        selector, _, index = whole.partition(" >> nth=")
        given = [selector, int(index) if index else None, argument]
        found: list[Any] = []

        def finds() -> bool:
            found[:] = self.page.evaluate(LOOK % function, given)
            return bool(found)

        wait_until(finds, f"{whole} is there", self.page)
        return found[0]

    def style(self, widget: VisualWidget, name: str, inner: str = "") -> str:
        """Return a computed style of a widget's element."""
        value: str = self.look(widget, STYLE, name, inner)
        return value

    def box(self, widget: VisualWidget, inner: str = "") -> dict[str, float]:
        """Return where an element lies in the page, in px."""
        found: dict[str, float] | None = self.look(widget, BOX, inner=inner)
        assert found is not None, f"{widget!r} {inner} takes no room"
        return found

    def drag(self, start: tuple[float, float], dx: float, dy: float, steps: int = 4) -> None:
        """Press at a point, move by some px, and release."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(start[0] + dx, start[1] + dy, steps=steps)
        mouse.up()

    def middle(self, widget: VisualWidget, inner: str = "") -> tuple[float, float]:
        """Return the middle of an element in the page."""
        box = self.box(widget, inner)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _lines(face: list[str]) -> list[str]:
    return "\n".join(face).splitlines()
