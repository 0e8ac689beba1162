"""Whatever opens, of every class: the keys open it, and the accessibility checker finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Locator

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.registry import offered
from tests.browser.support import axe
from tests.browser.widgets.bench import Permissive, sample_of
from tests.browser.widgets.class_gestures import SAMPLES
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.table_gestures import CELLS, table

OPEN = ":popover-open:not(.pg-tooltip), dialog[open]"

OPENED_BY = "[aria-haspopup][aria-expanded=true]"

WIDTH = 180
"""Of the window, in px: bars have too little room, and what they have not is in a menu."""

OPENERS = """(within) => {
  const scope = within === null ? document : [...document.querySelectorAll(within)].at(-1);
  const shows = (it) => it.checkVisibility({ visibilityProperty: true });
  const found = [...scope.querySelectorAll("[aria-haspopup]:not([aria-expanded=true])")]
    .filter((it) => shows(it) && !it.matches(":disabled, [aria-disabled=true]"));
  for (const it of found) it.dataset.opener = `${it.role ?? ""} ${it.className}`;
  return [...new Set(found.map((it) => it.dataset.opener))];
}"""
"""What says that it opens something; of those that are alike one name."""

MENU_PRESS = """(place) => {
  const { left, top, width, height } = place.getBoundingClientRect();
  const [clientX, clientY] = [left + width / 2, top + height / 2];
  const init = { bubbles: true, cancelable: true, button: 2, clientX, clientY };
  place.dispatchEvent(new MouseEvent("contextmenu", init));
}"""
"""What a browser does as the right button is pressed."""

MENU_PLACES = f"""([open, scope]) => {{
  const seen = new Set();
  const count = () => document.querySelectorAll(open).length;
  const before = count();
  for (const it of document.querySelectorAll(scope)) {{
    const alike = `${{it.tagName}} ${{it.role}} ${{it.getAttribute("class")}}`;
    if (seen.has(alike) || !it.checkVisibility({{ visibilityProperty: true }})) continue;
    seen.add(alike);
    ({MENU_PRESS})(it);
    if (count() === before) continue;
    const text = [...document.querySelectorAll(open)].at(-1).innerText;
    if (!seen.has(text)) {{
      seen.add(text);
      it.dataset.place = "";
    }}
    const init = {{ key: "Escape", bubbles: true, cancelable: true }};
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", init));
  }}
}}"""
"""Marks what has a menu of its own, one place for each menu."""


class Explorer:
    """Opens what can be opened, and looks at each thing once.

    Attributes
    ----------
    problems : list of str
    looks : set of str
        What was open, by its role and what it says.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._page = desk.page
        # those that were tried
        self._openers: set[str] = set()
        self.problems: list[str] = []
        self.looks: set[str] = set()

    def explore(self, kind: str, make: Callable[[Any], Any]) -> None:
        """Show a widget, and open what it opens."""
        declaration = offered()[kind]
        self._show(declaration, make)
        if self._open:
            self._look(f"{kind} shows")
        self._try_openers(kind)
        stands_alone = declaration.window or declaration.fills
        scope = ".pg-root *" if stands_alone else ".pg-window-body *"
        self._page.evaluate(MENU_PLACES, [OPEN, scope])
        for place in self._page.locator("[data-place]").all():
            self._try(f"{kind}: the right button", partial(place.evaluate, MENU_PRESS))
        if declaration.window:
            self._try(f"{kind}: Alt+F3", partial(self._page.keyboard.press, "Alt+F3"))
        for grid in self._page.locator(":is([role=grid], [role=treegrid])[tabindex='0']").all():
            self._try_cells(kind, grid)

    def _show(self, declaration: Widget, make: Callable[[Any], Any]) -> None:
        found = make(Permissive(self._desk.session, declaration))
        _, shown = found if isinstance(found, tuple) else (found, found)
        if declaration.window:
            shown.show()
        elif not declaration.fills:
            self._desk.show(shown, WIDTH, 400)
        self._desk.settle()

    @property
    def _open(self) -> int:
        return self._page.locator(OPEN).count()

    def _try_openers(self, kind: str, within: str | None = None) -> None:
        """Open by keys what says that it opens something: all, or in the last that is open."""
        for name in self._page.evaluate(OPENERS, within):
            if name in self._openers:
                continue
            self._openers.add(name)
            opener = self._page.locator(f'[data-opener="{name}"]').first
            keys = ("ArrowDown", "ArrowRight", "Enter")
            presses = [partial(opener.press, key) for key in keys]
            if not self._try(f"{kind}: the keys at {name}", *presses):
                self.problems.append(f"{kind}: {name} opens nothing")

    def _try_cells(self, kind: str, grid: Locator) -> None:
        """Edit the cells of a row, and choose in those that have choices."""
        grid.press("Control+Home")
        for _ in range(grid.locator("[role=columnheader]").count()):
            for key in ("F2", "Alt+ArrowDown"):
                self._try(f"{kind}: {key} in a cell", partial(self._page.keyboard.press, key))
            self._page.keyboard.press("Escape")
            self._page.keyboard.press("ArrowRight")

    def _try(self, how: str, *ways: Callable[[], Any]) -> bool:
        """Do one after the other until something opens; look at that, and at what opens in it."""
        before = self._open
        for way in ways:
            way()
            self._desk.settle()
            if self._open > before:
                self._look(how)
                self._try_openers(how, OPEN)
                self._leave(before)
                return True
        return False

    def _leave(self, before: int) -> None:
        """Close what has opened, by the key for that."""
        for _ in range(self._open - before):
            self._page.keyboard.press("Escape")
            self._desk.settle()
        assert self._open == before

    def _look(self, how: str) -> None:
        shown = self._page.locator(OPEN).last
        alike = str(shown.evaluate("(it) => `${it.role ?? it.tagName}: ${it.innerText}`"))
        if alike in self.looks:
            return
        self.looks.add(alike)
        self.problems += [f"{how}: {found}" for found in self._findings()]

    def _findings(self) -> Iterator[str]:
        """Yield what the checker finds in what is open, and at what opened it, in both themes."""
        for scheme in ("light", "dark"):
            self._page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for found in axe(self._page, include=f"{OPEN}, {OPENED_BY}", disable=("region",)):
                yield f"{scheme}: {found}"


KINDS = [name for name, declaration in offered().items() if declaration.remote]
"""The classes that pages show."""


@pytest.mark.parametrize("kind", [*KINDS, "TableView with a cursor in its cells"])
def test_what_opens_is_accessible(desk: Desk, kind: str) -> None:
    name, *is_by_cells = kind.split(maxsplit=1)
    sample = SAMPLES.get(name, sample_of(offered()[name]))
    desk.join(desk.page)
    explorer = Explorer(desk)
    explorer.explore(name, table(**CELLS) if is_by_cells else sample)
    assert not explorer.problems, "\n".join(explorer.problems)
