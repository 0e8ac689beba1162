from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pgwidgets.sync import Application
from tests.browser.support import Applications, Complaints, wait_until
from tests.browser.widgets.desk import Desk

DOCS = Path(__file__).resolve().parents[3] / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def application(applications: Applications) -> Application:
    """One of the test's own, which serves its files."""
    return applications.sync()


def test_the_example_of_the_guide(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (DOCS / "guide.md").read_text(encoding="utf-8")
    (example,) = (block for block in BLOCK.findall(guide) if "ExternalWidget" in block)
    monkeypatch.chdir(DOCS)
    names: dict[str, Any] = {"app": desk.session.app, "W": desk.W}
    exec(example, names)
    chart = names["chart"]
    desk.show(chart)
    bars = desk.at(chart, "rect")
    expect(bars).to_have_count(3)
    expect(desk.at(chart).get_by_role("img", name="Bars: 3, 1, 2")).to_be_visible()
    box, inner = desk.box(chart), desk.box(chart, "svg")
    assert (box["width"], box["height"]) == (inner["width"], inner["height"])
    for scheme in ("dark", "light"):
        desk.page.emulate_media(color_scheme=scheme)
        desk.assert_accessible()
    names["draw"]([1, 2, 3, 4])
    expect(bars).to_have_count(4)
    expect(desk.at(chart, "rect", page=desk.second)).to_have_count(4)
    desk.reload()
    expect(bars).to_have_count(4)
    desk.assert_same()
    chart.clear()
    expect(desk.at(chart, ".pg-external-content")).to_be_empty()
    desk.assert_same()


def test_scripts_run_in_their_order_and_once_it_shows(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "part.mjs").write_text("export const word = 'module';", encoding="utf-8")
    (tmp_path / "slow.js").write_text("said.push('slow');", encoding="utf-8")
    module, slow = (
        desk.session.app.serve_file(tmp_path / name) for name in ("part.mjs", "slow.js")
    )
    tabs, place = desk.W.TabWidget(), desk.W.ExternalWidget()
    tabs.add_widget(desk.W.Label("first"), {"title": "First"})
    tabs.add_widget(place, {"title": "Second"})
    desk.show(tabs)
    place.set_content(f"""
        <p>text</p>
        <script>window.said = [document.currentScript.parentElement.id];</script>
        <script src="{slow}"></script>
        <script type="application/json">{{"no": "script"}}</script>
        <script>said.push('last', document.currentScript.parentElement.offsetWidth > 0);</script>
        <script type="module">import {{ word }} from "./{module}"; said.push(word);</script>
    """)
    desk.settle()
    assert desk.page.evaluate("window.said") is None
    tabs.set_index(1)
    desk.page.wait_for_function("window.said?.length === 5")
    expected = [place.get_content_element(), "slow", "last", True, "module"]
    assert desk.page.evaluate("said") == expected
    desk.page.evaluate("window.said = null")
    desk.assert_same()
    desk.second.wait_for_function("window.said?.length === 5")
    assert desk.second.evaluate("said") == expected
    # a library is loaded once, and what follows it runs again
    place.set_content(f"<script src='{slow}'></script><script>said = ['again'];</script>")
    desk.second.wait_for_function("said.length === 1")
    assert desk.second.evaluate("said") == ["again"]


def test_a_library_that_is_not_there(desk: Desk, complaints: Complaints) -> None:
    complaints.expect("404|can't be loaded|Refused to execute script")
    place = desk.W.ExternalWidget()
    desk.show(place)
    place.set_content("<script src='files/none.js'></script><script>window.isLater = true</script>")
    expect(desk.at(place)).to_contain_text("files/none.js can't be loaded")
    desk.page.wait_for_function("window.isLater")
    # what has other content is done with the former
    place.set_content("<p>other</p>")
    expect(desk.at(place)).to_have_text("other")
    desk.assert_accessible()


def test_what_is_large_scrolls_inside(desk: Desk) -> None:
    place = desk.W.ExternalWidget()
    window = desk.show(place)
    place.set_content("<div style='width: 2000px; height: 2000px'>large</div>")
    expect(desk.at(place)).to_have_text("large")
    wait_until(lambda: place.get_size() != (0, 0), "it is laid out", desk.page)
    box, around = desk.box(place), desk.box(window)
    assert box["width"] <= around["width"]
    assert box["height"] <= around["height"]
    place.set_focus()
    expect(desk.at(place)).to_be_focused()
