"""A gallery of layouts: where all lies, at three sizes and in both themes, and after a squeeze."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from tests.browser.support import wait_until
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.geometry import boxes, verify
from tests.browser.widgets.layouts import SCENES, RandomLayout, Scene
from tests.browser.widgets.specimens import Nursery
from tests.support import soak

SIZES = [(1440, 900), (900, 640), (390, 700)]
EXAMPLES = soak.count(8, 600)


def show(desk: Desk, content: Any) -> Any:
    """Show a layout in a window that fills the page."""
    window = desk.show(content, resizable=True, maximizable=True)
    window.set_window_state("maximized")
    desk.settle()
    return window


def visit(desk: Desk, window: Any, width: int, height: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": height})
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        verify(desk, window, (width, height, scheme))


@pytest.mark.parametrize("scene", SCENES)
def test_where_all_lies(desk: Desk, scene: Scene) -> None:
    window = show(desk, scene(desk.W))
    for width, height in SIZES:
        visit(desk, window, width, height)
    desk.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    desk.assert_accessible()
    squeeze(desk, window)


def squeeze(desk: Desk, window: Any, *, is_fitted: bool = True) -> None:
    """Let a window be shrunk to nothing, and be as large as before; all lies where it lay."""
    window.set_window_state("normal")
    window.resize(900, 600)
    desk.settle()
    before = boxes(desk, window)
    for width, height in ((300, 200), (1, 1), (160, 90)):
        window.resize(width, height)
        verify(desk, window, (width, height), is_fitted=is_fitted)
    window.resize(900, 600)
    desk.settle()
    wait_until(lambda: boxes(desk, window) == before, "all lies where it lay", desk.page)


@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@seed(soak.SEED)
@soak.plays(EXAMPLES)
@given(number=st.integers(0, 2**30))
def test_where_all_lies_in_random_layouts(desk: Desk, number: int) -> None:
    desk.clear()
    layout = RandomLayout(Nursery(desk.session), Random(number))
    window = desk.show(layout.make(4), resizable=True)
    squeeze(desk, window, is_fitted=False)
