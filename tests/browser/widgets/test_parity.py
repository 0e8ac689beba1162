"""What the catalog declares, pages have, and nothing else: tried in a real browser.

Each method is called of a widget of its own, so that what a page loses is named by the method that
it is lost of. Of tables and trees, which take long to lay out, there are fewer: each of them has
another method called again and again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import Page

from pgwidgets.catalog.generate.typescript import callbacks_of, methods_of
from pgwidgets.catalog.methods import Action, Compute, Getter, Method, Setter
from pgwidgets.catalog.registry import declarations
from pgwidgets.session import rendering
from pgwidgets.session.facade import core_of
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.rendering import OutgoingCall
from pgwidgets.session.widgets import node_of
from tests.browser.support import wait_until
from tests.browser.widgets.desk import FACES, Desk
from tests.browser.widgets.specimens import KINDS, Nursery, Specimen
from tools.client import SOURCE

SMALL = [name for name, it in KINDS.items() if it.document is None or not it.document.in_parts]

LARGE = [name for name in KINDS if name not in SMALL]

PARTS = 4
"""So many pages have all the classes between them."""

TRACES = """(ids) => ids.map((id) => {
  const element = document.getElementById(id);
  if (!element) return null;
  const state = (it) => [it.value, it.checked, it.disabled, it.scrollTop];
  const inner = [...element.querySelectorAll("input, textarea")].map(state);
  const { x, y, width, height } = element.getBoundingClientRect();
  return JSON.stringify([element.outerHTML, inner, x, y, width, height]);
})"""
"""All of the document that has something of some widgets."""

LAID_OUT = ("get_size", "get_position", "is_visible")
"""What pages tell as it is laid out there, whatever was asked for."""


class EveryAnswer(PageQuery):
    """A question that all pages answer."""

    def __init__(self, call: OutgoingCall) -> None:
        super().__init__(
            call.label,
            lambda number: rendering.encoded(call, number, silent=False, buffers=False),
            lambda value: value,
            node=call.node,
        )
        self.answers: list[Any] = []

    def accept(self, value: Any) -> None:
        self.answers.append(plain(value))
        if not self.owing:
            self.finish()


def plain(value: Any) -> Any:
    """Return a value as JSON has it, widgets by their numbers."""
    match value:
        case dict():
            return {key: plain(item) for key, item in value.items() if key != "__class__"}
        case list() | tuple():
            return [plain(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
    return {"__wid__": node_of(value).wid}


def readers(specimen: Specimen) -> Iterator[Method]:
    """Yield the methods that read what was set, and have no arguments."""
    declaration = KINDS[node_of(specimen.widget).kind]
    for method in declaration.all_methods.values():
        if declaration.parameters_of(method) or method.name in LAID_OUT:
            continue
        if isinstance(method, Getter):
            item = declaration.all_states[method.key]
            if method.key in specimen.keys and not (item.reported or item.fact):
                yield method
        elif isinstance(method, Compute) and method.remote and not specimen.keys:
            yield method


def wrong_answers(desk: Desk, specimens: Sequence[Specimen]) -> dict[str, Any]:
    """Return where a page has something else than Python, and what both have."""
    core = core_of(desk.session)
    asked: dict[str, tuple[Any, EveryAnswer]] = {}
    for specimen in specimens:
        node = node_of(specimen.widget)
        for method in () if node.destroyed else readers(specimen):
            query = EveryAnswer(OutgoingCall(node, method.name, ()))
            asked[f"{specimen.name}, {method.name}"] = (
                plain(core.read(node, method.name, {})),
                query,
            )
            core.query_page(query)
    assert asked
    wait_until(lambda: all(query.done for _, query in asked.values()), "answers", desk.page)
    return {
        name: (has, query.answers)
        for name, (has, query) in asked.items()
        if any(answer != has for answer in query.answers)
    }


def assert_answered(desk: Desk, specimens: Sequence[Specimen]) -> None:
    """Fail unless pages come to have what Python has: what they lay out they report at leisure."""
    wrong: dict[str, Any] = {}

    def right() -> bool:
        wrong.clear()
        wrong.update(wrong_answers(desk, specimens))
        return not wrong

    try:
        wait_until(right, "the same answers", desk.page)
    except AssertionError:
        raise AssertionError(wrong) from None


def assert_same(page: Page, other: Page, specimens: Sequence[Specimen]) -> None:
    """Fail unless a page comes to show of each widget what another one shows."""
    ids = [specimen.widget.get_element() for specimen in specimens]

    def differing() -> list[tuple[str, str, str]]:
        names = [specimen.name for specimen in specimens]
        found = zip(names, page.evaluate(FACES, ids), other.evaluate(FACES, ids), strict=True)
        return [(name, was, now) for name, was, now in found if was != now]

    try:
        wait_until(lambda: not differing(), "the same", other)
    except AssertionError:
        changes = (
            difflib.unified_diff(was.splitlines(), now.splitlines(), name, lineterm="", n=2)
            for name, was, now in differing()
        )
        raise AssertionError("\n".join(line for lines in changes for line in lines)) from None


@pytest.mark.parametrize("part", range(PARTS))
def test_every_method_in_every_page(desk: Desk, part: int) -> None:
    specimens: list[Specimen] = []
    nursery = Nursery(desk.session)
    for kind in SMALL[part::PARTS]:
        column, area, window = desk.W.VBox(), desk.W.ScrollArea(), desk.W.TopLevel(title=kind)
        specimens += nursery.specimens(kind, column)
        area.set_widget(column)
        window.set_widget(area)
        window.resize(900, 600)
        window.show()
    page = desk.join(desk.page)
    ids = [specimen.widget.get_element() for specimen in specimens]
    before = page.evaluate(TRACES, ids)
    with desk.session.batch():
        refused = [specimen.name for specimen in specimens if not specimen.act()]
    assert refused == []
    desk.settle()
    after = page.evaluate(TRACES, ids)
    # what is in no document yet shows later, and what doesn't show is asked for below
    assert [
        specimen.name
        for specimen, was, now in zip(specimens, before, after, strict=True)
        if isinstance(specimen.method, Setter) and was == now is not None
        if not any(readers(specimen))
    ] == []
    # what is done once leaves nothing
    lasting = [it for it in specimens if not isinstance(it.method, Action)]
    assert_answered(desk, specimens)
    assert_same(page, desk.second, lasting)
    desk.reload()
    assert_same(desk.second, page, lasting)
    # those that were built now have it from what they were built of
    assert_answered(desk, specimens)


@pytest.mark.parametrize("kind", LARGE)
def test_every_method_of_what_is_large_in_every_page(desk: Desk, kind: str) -> None:
    nursery = Nursery(desk.session)
    column, area, window = desk.W.VBox(), desk.W.ScrollArea(), desk.W.TopLevel(title=kind)
    area.set_widget(column)
    window.set_widget(area)
    window.resize(900, 600)
    window.show()
    stages = nursery.stages(kind, column)
    first = next(stages)
    page = desk.join(desk.page)
    for specimens in chain([first], stages):
        with desk.session.batch():
            refused = [specimen.name for specimen in specimens if not specimen.act()]
        assert refused == []
        desk.settle()
        lasting = [it for it in specimens if not isinstance(it.method, Action)]
        assert_same(page, desk.second, lasting)
        # what doesn't show is laid out nowhere
        shown = [it for it in specimens if it.widget.is_visible()]
        assert_answered(desk, shown)
        desk.reload()
        assert_same(desk.second, page, lasting)
        assert_answered(desk, shown)


NAMES = """async () => {
  const { Widgets } = await import(new URL("Widgets.js", document.baseURI));
  return Object.fromEntries(Object.entries(Widgets).map(([name, type]) => {
    const found = new Set();
    for (let it = type.prototype; it !== Object.prototype; it = Object.getPrototypeOf(it)) {
      for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(it))) {
        if (typeof value === "function") found.add(key);
      }
    }
    return [name, [...found]];
  }));
}"""
"""By class the methods that its objects have in a page."""


def test_a_page_has_the_methods_of_the_catalog_and_no_others(desk: Desk) -> None:
    remote = {name: widget for name, widget in declarations().items() if widget.remote}
    for kind in KINDS:
        # some come when the first is made
        getattr(desk.W, kind)()
    found = desk.join(desk.page).evaluate(NAMES)
    assert set(found) == set(remote)
    known = {name for widget in remote.values() for name in methods_of(widget)}
    for kind, widget in remote.items():
        declared = set(methods_of(widget))
        assert declared - set(found[kind]) == set(), kind
        # a name of the page's own is in camel case
        foreign = {name for name in found[kind] if "_" in name or name in known}
        assert foreign - declared - {"constructor"} == set(), kind


def test_pages_fire_the_callbacks_of_the_catalog_and_no_others() -> None:
    remote = [widget for widget in declarations().values() if widget.remote]
    declared = {name for widget in remote for name in callbacks_of(widget)}
    sources = [path.read_text("utf-8") for path in SOURCE.rglob("*.ts") if is_own(path)]
    fired = {name for text in sources for name in re.findall(r"\bfire\(\s*\"([^\"]+)\"", text)}
    assert fired - declared == set()
    # some are named elsewhere than where they are fired; what tables bring about Python finds out
    texts = {name for text in sources for name in re.findall(r"\"([a-z_-]+)\"", text)}
    assert {name for kind in SMALL for name in callbacks_of(KINDS[kind])} - texts == set()


def is_own(path: Any) -> bool:
    return {"node_modules", "tests", "generated"}.isdisjoint(path.relative_to(SOURCE).parts)
