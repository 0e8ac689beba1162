from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widgets.desk import Desk


def test_title_and_content(desk: Desk) -> None:
    frame = desk.W.Frame(title="Options")
    first, second = desk.W.CheckBox("Wrap"), desk.W.CheckBox("Fold")
    frame.set_widget(first)
    desk.show(frame)
    added, removed = desk.calls(frame, "child-added"), desk.calls(frame, "child-removed")
    expect(desk.page.get_by_role("group", name="Options")).to_be_visible()
    for number, setter in enumerate((frame.set_title, frame.set_text)):
        setter(f"<Title {number}>")
        expect(desk.at(frame, "legend")).to_have_text(f"<Title {number}>")
        assert frame.get_text() == f"<Title {number}>"
    frame.set_widget(second)
    assert (removed.next(), added.next()) == ((first,), (second,))
    expect(desk.at(first)).to_have_count(0)
    expect(desk.at(second)).to_be_visible()
    frame.set_padding(20)
    desk.assert_accessible()
    desk.assert_same()
    frame.set_title("")
    expect(desk.at(frame, "legend")).to_be_hidden()
    frame.remove(second)
    assert removed.next() == (second,)
    assert frame.num_children() == 0
    desk.assert_same()
