from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


@pytest.mark.parametrize(("value", "percent"), [(0, 0), (0.254, 25), (1, 100)])
def test_value(desk: Desk, value: float, percent: int) -> None:
    bar = desk.W.ProgressBar()
    column = desk.W.VBox(padding=10)
    column.add_widget(bar)
    desk.show(column)
    bar.set_value(value)
    shown = desk.page.get_by_role("progressbar")
    expect(shown).to_have_attribute("aria-valuenow", str(percent))
    expect(desk.at(bar, ".pg-progress-text").first).to_have_text(f"{percent}%")
    assert bar.get_value() == value
    desk.assert_accessible()
    desk.assert_same()


def test_nothing_moves_as_it_fills(desk: Desk) -> None:
    bar, below = desk.W.ProgressBar(), desk.W.Label("Below")
    column = desk.W.VBox(spacing=8)
    column.add_widget(bar)
    column.add_widget(below)
    desk.show(column)
    before = desk.box(bar), desk.box(below)
    for value in (0.1, 1.0):
        bar.set_value(value)
        assert (desk.box(bar), desk.box(below)) == before
