from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk


def splitter_of(
    desk: Desk, orientation: Literal["horizontal", "vertical"] = "horizontal", count: int = 2
) -> tuple[Any, Any]:
    splitter = desk.W.Splitter(orientation=orientation)
    for number in range(count):
        splitter.add_widget(desk.W.TextArea(str(number)))
    return splitter, desk.show(splitter, 500, 400, resizable=True)


def laid_out(desk: Desk, splitter: Any) -> list[float]:
    """Return the sizes once Python knows those that the page shows."""
    panes = desk.at(splitter, "> .pg-splitter-pane")
    measure = "(all) => all.map((pane) => [pane.offsetWidth, pane.offsetHeight])"

    def known() -> bool:
        shown = panes.evaluate_all(measure)
        axis = 0 if desk.at(splitter).get_attribute("data-orientation") == "horizontal" else 1
        sizes = splitter.get_sizes()
        return len(sizes) == len(shown) and all(
            abs(size - pane[axis]) <= 1 for size, pane in zip(sizes, shown, strict=True)
        )

    wait_until(known, "the sizes are reported", desk.page)
    return list(splitter.get_sizes())


@pytest.mark.parametrize("orientation", ["horizontal", "vertical"])
def test_drag(desk: Desk, orientation: Literal["horizontal", "vertical"]) -> None:
    splitter, _ = splitter_of(desk, orientation)
    calls = desk.calls(splitter, "sizing")
    before = laid_out(desk, splitter)
    flat = orientation == "horizontal"
    handle = "> .pg-splitter-sash >> nth=1"
    desk.drag(desk.middle(splitter, handle), 50 * flat, 50 * (not flat))
    calls.until([before[0] + 50, before[1] - 50])
    assert splitter.get_sizes() == [before[0] + 50, before[1] - 50]
    desk.assert_silent(calls)
    desk.assert_accessible()
    desk.assert_same()
    # As far as the smallest size of the other pane.
    desk.drag(desk.middle(splitter, handle), 900 * flat, 900 * (not flat))
    assert laid_out(desk, splitter)[1] == 24


def test_keyboard(desk: Desk) -> None:
    splitter, _ = splitter_of(desk)
    calls = desk.calls(splitter, "sizing")
    splitter.set_sizes([200, 200])
    first, second = laid_out(desk, splitter)
    handle = desk.at(splitter, "> [role=separator]:visible")
    handle.press("ArrowRight")
    assert calls.next() == ([first + 16, second - 16],)
    handle.press("ArrowLeft")
    assert calls.next() == ([first, second],)
    handle.press("Home")
    assert calls.next() == ([24, first + second - 24],)
    handle.press("End")
    assert calls.next() == ([first + second - 24, 24],)
    desk.assert_silent(calls)


def test_set_by_the_program(desk: Desk) -> None:
    splitter, window = splitter_of(desk, count=3)
    calls = desk.calls(splitter, "sizing")
    splitter.set_sizes([100, 100, 200])
    sizes = laid_out(desk, splitter)
    assert sizes == pytest.approx([124.5, 124.5, 249], abs=1)
    # The same proportions move nothing, and yet the program is told what shows.
    splitter.set_sizes([10, 10, 20])
    assert laid_out(desk, splitter) == sizes
    window.resize(800, 400)
    grown = laid_out(desk, splitter)
    assert grown == pytest.approx([199.5, 199.5, 399], abs=1)
    splitter.set_minimum_size(splitter.get_children()[0], 300)
    assert laid_out(desk, splitter)[0] == 300
    desk.assert_silent(calls)
    desk.assert_same()
    splitter.get_children()[0].destroy()
    expect(desk.at(splitter, "> .pg-splitter-pane")).to_have_count(2)
    desk.assert_same()


def test_escape_takes_a_drag_back(desk: Desk) -> None:
    splitter, _ = splitter_of(desk)
    before = laid_out(desk, splitter)
    x, y = desk.middle(splitter, "> .pg-splitter-sash >> nth=1")
    desk.page.mouse.move(x, y)
    desk.page.mouse.down()
    desk.page.mouse.move(x + 60, y, steps=3)
    desk.page.keyboard.press("Escape")
    desk.page.mouse.up()
    assert laid_out(desk, splitter) == before


def test_fewer_sizes_than_panes_are_the_same_in_every_page(desk: Desk) -> None:
    splitter, _ = splitter_of(desk, count=3)
    splitter.set_sizes([100, 300, 80])
    splitter.set_sizes([120, 60])
    first, second, third = laid_out(desk, splitter)
    assert first == pytest.approx(2 * second, abs=2)
    assert third == pytest.approx((first + second) / 2, abs=2)
    desk.assert_same()


def test_a_sash_says_how_far_it_goes(desk: Desk) -> None:
    splitter, _ = splitter_of(desk)
    sash = desk.at(splitter, "> .pg-splitter-sash >> nth=1")
    desk.settle()
    before = float(sash.get_attribute("aria-valuemax") or "")
    splitter.set_minimum_size(splitter.get_children()[1], 60)
    expect(sash).to_have_attribute("aria-valuemax", f"{before - 36:g}")
    desk.assert_same()
