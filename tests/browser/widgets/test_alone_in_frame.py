"""Each class alone in the frame of a notebook's cell, narrow and wide.

Nothing of it is cut off, and what opens is in view.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, Locator

from pgwidgets.catalog.registry import declarations, offered
from pgwidgets.session.widgets import node_of
from tests.browser.frames import show_in_frame
from tests.browser.support import wait_until
from tests.browser.widgets.bench import sample_of
from tests.browser.widgets.class_gestures import SAMPLES
from tests.browser.widgets.desk import Desk

WIDTHS = 390, 1000

PARTS = 2
"""So many tests have all the classes between them."""

# What is in a menu or an area shows when that opens.
INSIDE = {"Menu", "MenuAction", "MDISubWindow", "ToolBarAction"}
CLASSES = [name for name, it in offered().items() if it.remote and name not in INSIDE]

CUT = """(selector) => {
  const wrong = [];
  const scrolls = (element, axis) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (/auto|scroll/.test(style[axis]) || style.textOverflow === "ellipsis") return true;
    }
    return false;
  };
  const check = (what, element, { left, top, right, bottom }) => {
    const isOut = (left < -1 || right > innerWidth + 1) && !scrolls(element, "overflowX");
    const isOver = (top < -1 || bottom > innerHeight + 1) && !scrolls(element, "overflowY");
    const box = [left, top, right, bottom].map(Math.round);
    if (isOut || isOver) wrong.push(`${what} at ${box} of ${innerWidth} x ${innerHeight}`);
  };
  for (const element of document.querySelectorAll(selector)) {
    check(element.className, element.parentElement, element.getBoundingClientRect());
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const isSeen = parentElement.checkVisibility({ visibilityProperty: true });
    if (!data.trim() || !isSeen || parentElement.closest("[aria-live]")) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    check(data, parentElement, range.getBoundingClientRect());
  }
  return wrong;
}"""
"""What of some elements, and of all texts that show, is out of view where nothing scrolls."""

POPUPS = ":popover-open:not(.pg-tooltip)"


def variants(W: Any, kind: str) -> Iterator[Any]:
    """Yield what shows a class, and for a dialog one that is modal and one that is not."""
    if "modal" in declarations()[kind].all_states:
        for modal in (True, False):
            yield getattr(W, kind)(modal=modal)
        return
    made = (SAMPLES.get(kind) or sample_of(declarations()[kind]))(W)
    yield made[1] if isinstance(made, tuple) else made


def in_frame(desk: Desk, widget: Any) -> Frame:
    """Show a widget alone as in a cell, and return when it is there."""
    url = f"{desk.session.get_url()}&widget={node_of(widget).wid}&cell=1&fit=1"
    frame = show_in_frame(desk.page, url)
    frame.locator(f"#{widget.get_element()}").wait_for(state="attached")
    return frame


def is_whole(desk: Desk, frame: Frame, selector: str) -> None:
    """Wait until nothing is cut off: the frame may have to grow."""
    found: list[str] = []

    def look() -> bool:
        found[:] = frame.evaluate(CUT, selector)
        return not found

    try:
        wait_until(look, "all is in view", desk.page)
    except AssertionError:
        raise AssertionError(str(found)) from None


def opens(desk: Desk, frame: Frame, opener: Locator) -> None:
    """Open a list or a menu and look at it."""
    opener.click()
    # a color's is the platform's
    if opener.get_attribute("aria-haspopup") not in {"dialog", None}:
        frame.locator(POPUPS).first.wait_for()
    is_whole(desk, frame, POPUPS)
    desk.page.keyboard.press("Escape")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_cut_off(desk: Desk, part: int) -> None:
    wrong = []
    for kind in CLASSES[part::PARTS]:
        for widget in variants(desk.W, kind):
            if declarations()[kind].window:
                widget.show()
            desk.page.set_viewport_size({"width": WIDTHS[0], "height": 700})
            frame = in_frame(desk, widget)
            for width in WIDTHS:
                desk.page.set_viewport_size({"width": width, "height": 700})
                try:
                    is_whole(desk, frame, f"#{widget.get_element()}")
                    for opener in frame.locator("[aria-haspopup]:visible").all():
                        opens(desk, frame, opener)
                except AssertionError as error:
                    wrong.append(f"{kind}, {width} px: {error}")
            widget.destroy()
    assert not wrong, "\n".join(wrong)
