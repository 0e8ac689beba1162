from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_rings_in_the_program_and_shows_in_every_page(desk: Desk) -> None:
    label = desk.W.Label("waiting")
    desk.show(label)
    timer = desk.W.Timer(duration=0.05)
    expired = desk.calls(timer, "expired")
    timer.on("expired", lambda: label.set_text("over"))
    assert desk.second is not desk.page
    timer.start()
    assert expired.next() == (0.05,)
    expect(desk.at(label)).to_have_text("over")
    expect(desk.at(label, page=desk.second)).to_have_text("over")
    assert not timer.is_set()
    desk.assert_silent(expired)


def test_stop_cancel_and_reload(desk: Desk) -> None:
    desk.show(desk.W.Label("x"))
    timer = desk.W.Timer(duration=60)
    expired, cancelled = desk.calls(timer, "expired"), desk.calls(timer, "cancelled")
    timer.start()
    assert timer.is_set()
    assert 0 < timer.time_left() <= 60
    timer.stop()
    desk.assert_silent(expired, cancelled)
    timer.cond_set(50)
    timer.cond_set(10)
    assert timer.get_duration() == 50
    desk.reload()
    assert timer.is_set()
    timer.cancel()
    elapsed = cancelled.next()[0]
    assert 0 < elapsed < 50
    timer.set_duration(0.01)
    timer.set()
    assert expired.next() == (0.01,)
