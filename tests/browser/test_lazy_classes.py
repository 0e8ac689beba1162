"""Classes of widgets, and their looks, that come when a program makes the first of them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route, expect

from pgwidgets.sync import Session
from tests.browser.support import Complaints, wait_until

Show = Callable[[Session], Page]

PARTS = {
    "class": re.compile(r"/chunks/table-view\.lazy-"),
    "sheet": re.compile(r"/Widgets\.lazy\.css"),
}
each_part = pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)


def build(session: Session) -> None:
    ui = session.get_widgets()
    top = ui.TopLevel(title="Tool")
    top.resize(300, 240)
    box = ui.VBox()
    box.add_widget(ui.TableView(data=[{"a": 1}, {"a": 2}]), 1)
    box.add_widget(ui.Button("after the table"), 0)
    top.set_widget(box)
    top.show()


def test_they_are_not_asked_for_before(session: Session, page: Page, show: Show) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.extend(name for name, part in PARTS.items() if part.search(request.url))

    page.on("request", note)
    label = session.get_widgets().Label("no table")
    show(session)
    assert asked == []
    build(session)
    expect(page.get_by_role("gridcell", name="2", exact=True)).to_be_visible()
    assert sorted(asked) == sorted(PARTS)
    label.set_text("TableView")
    build(session)
    expect(page.get_by_role("grid")).to_have_count(2)
    assert sorted(asked) == sorted(PARTS)


@each_part
def test_what_is_done_meanwhile_comes_in_its_order(
    session: Session, page: Page, show: Show, part: re.Pattern[str]
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(part, hold)
    ui = session.get_widgets()
    shown = ui.TopLevel(title="Before")
    clicks: list[str] = []
    first = ui.Button("before the table")
    first.on("activated", lambda: clicks.append("click"))
    shown.set_widget(first)
    shown.show()
    show(session)
    # not here, where the test goes on
    session.gui_do(build, session)
    session.gui_do(first.set_text, "renamed")
    wait_until(lambda: bool(held), "the page asks for the part", page)
    # the user goes on, with what there is
    page.get_by_role("button", name="before the table").click()
    wait_until(lambda: clicks == ["click"], "the click arrives", page)
    expect(page.get_by_role("grid")).to_have_count(0)
    held[0].continue_()
    expect(page.get_by_role("gridcell", name="2", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="after the table")).to_be_visible()
    expect(page.get_by_role("button", name="renamed")).to_be_visible()


@each_part
def test_one_that_could_not_be_loaded_is_asked_for_again(
    session: Session, page: Page, show: Show, complaints: Complaints, part: re.Pattern[str]
) -> None:
    complaints.expect("could not be loaded|Failed to load resource")
    failed: list[Route] = []

    def fail_once(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route)
            route.abort()

    page.route(part, fail_once)
    show(session)
    session.gui_do(build, session)
    expect(page.get_by_role("gridcell", name="2", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="after the table")).to_be_visible()
    assert failed
