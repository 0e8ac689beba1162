from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from pgwidgets.sync import Session
from tests.browser.scenes import build
from tests.browser.seats import NewPage
from tests.browser.support import axe
from tests.browser.widgets.desk import FACE, Desk


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 400])
def test_all_widgets_at_once(
    session: Session,
    new_context: Callable[..., BrowserContext],
    new_page: NewPage,
    scheme: str,
    width: int,
) -> None:
    scene = build(session, width)
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 640})
    desk = Desk(session, context.new_page(), new_page)
    page = desk.join(desk.page)
    desk.assert_accessible()
    for window in scene.windows:
        window.raise_()
        overflowing = desk.at(window, ".pg-window-body").evaluate(
            "(body) => body.scrollWidth > body.clientWidth"
        )
        assert not overflowing
    scene.dialog.popup()
    expect(desk.at(scene.dialog)).to_be_visible()
    desk.assert_accessible()
    page.keyboard.press("Escape")
    desk.settle()
    before = page.evaluate(FACE)
    desk.reload()
    assert page.evaluate(FACE) == before
    assert axe(page, disable=("landmark-one-main", "page-has-heading-one", "region")) == []
