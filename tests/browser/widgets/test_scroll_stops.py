"""What has too little room for its content scrolls, and by keys alone one gets to all of it."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.registry import offered
from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.specimens import Nursery, placing, references

TEXT = "A text that is far too long for the room that it has. " * 30

SCROLLERS = """() => {
  const found = [...document.querySelectorAll(".pg-root, .pg-root *")].filter((it) => {
    const isScroller = /auto|scroll/.test(getComputedStyle(it).overflowY);
    return isScroller && it.scrollHeight > it.clientHeight + 1 && it.checkVisibility();
  });
  for (const it of found) it.dataset.scroller = "";
  return found.length;
}"""


IS_STOP = """(it) => it.matches(":is([tabindex='0'], :has([tabindex='0'], button))")"""
HAS_SCROLLED = "(it) => it.scrollTop > 0"
HAS_ROOM = "(it) => it.matches('.pg-scrolls') && it.scrollHeight <= it.clientHeight"
IS_NO_STOP = """(it) => !it.matches("[tabindex='0']")"""


def holds_any(declaration: Widget) -> bool:
    """Whether widgets of any class may be placed in those of a class."""
    adding = placing(declaration)
    parameters = () if adding is None else declaration.parameters_of(adding)
    return any(not it.kinds for parameter in parameters for it in references(parameter.type))


def show(desk: Desk, kind: str) -> Any:
    """Show a long text in a container of a class, in a window that is low."""
    declaration = offered()[kind]
    label = desk.W.Label(TEXT)
    adding = placing(declaration)
    assert adding is not None
    container = getattr(desk.W, kind)()
    Nursery(desk.session).call(container, adding, Random(0), (), label)
    if declaration.window:
        container.resize(300, 160)
        container.show()
    elif declaration.fills:
        desk.page.set_viewport_size({"width": 300, "height": 160})
    else:
        desk.show(container, 300, 160)
    return label


def test_what_scrolls_is_a_stop_of_the_tab_key(desk: Desk) -> None:
    desk.join(desk.page)
    page = desk.page
    tried, emptied = set(), set()
    for kind, declaration in offered().items():
        if not (declaration.remote and holds_any(declaration)):
            continue
        label = show(desk, kind)
        desk.settle()
        page.evaluate(SCROLLERS)
        for scroller in page.locator("[data-scroller]").all()[-1:]:
            tried.add(kind)
            wait_until(partial(scroller.evaluate, IS_STOP), f"{kind}: it is a stop", page)
            desk.assert_accessible()
            for _ in range(6):
                page.keyboard.press("Tab")
                if scroller.evaluate("(it) => it.contains(document.activeElement)"):
                    break
            page.keyboard.press("End")
            wait_until(partial(scroller.evaluate, HAS_SCROLLED), f"{kind}: it scrolls", page)
            label.set_text("short")
            desk.settle()
            if scroller.evaluate(HAS_ROOM):
                emptied.add(kind)
                wait_until(partial(scroller.evaluate, IS_NO_STOP), f"{kind}: it is none", page)
        desk.clear()
    assert {"Dialog", "Frame", "Splitter", "TabWidget", "TopLevel"} <= tried
    assert {"Dialog", "Page", "Splitter"} <= emptied
