"""The page in an output has the colours of the JupyterLab around it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.jupyter.lab import Notebook

WINDOW = """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
top = W.TopLevel(title="Window", widget=W.Label("in the colours of the notebook"))
top.show()
"""

DIRECT = """
from pgwidgets.notebook import display
from pgwidgets.notebook.addresses import Candidate
display.candidates = lambda app: [Candidate(app.url, guarded=False)]
"""

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

LIGHTNESS = """element => {
  const [red, green, blue] = getComputedStyle(element).color.match(/[\\d.]+/g).map(Number);
  return Math.max(red, green, blue) / 255;
}"""


GROUND = "element => getComputedStyle(element).backgroundColor"


def ground(notebook: Notebook) -> str:
    """Return the colour of the page in the first cell's output."""
    colour: str = notebook.frame(0).locator("body").evaluate(GROUND)
    return colour


@pytest.fixture
def themed(own_notebook: Notebook) -> Iterator[Notebook]:
    """A notebook whose JupyterLab is light again after the test."""
    yield own_notebook
    own_notebook.choose_theme(LIGHT)
    expect(own_notebook.page.locator("body")).to_have_attribute("data-jp-theme-light", "true")


@pytest.mark.parametrize("address", ["", DIRECT], ids=["extension", "other-origin"])
def test_an_open_page_follows_the_theme_at_once(themed: Notebook, address: str) -> None:
    themed.enter(0, WINDOW + address + "session")
    page = themed.frame(0).locator("html")
    text = themed.frame(0).get_by_text("in the colours")
    expect(page).to_have_attribute("data-theme", "light")
    assert text.evaluate(LIGHTNESS) < 0.4
    # a page that were loaded again would have lost this
    page.evaluate("() => { globalThis.kept = true; }")
    # nothing tells its ground from the notebook's
    assert ground(themed) == themed.panel.locator(".jp-Notebook").evaluate(GROUND)
    themed.choose_theme(DARK)
    expect(page).to_have_attribute("data-theme", "dark")
    assert ground(themed) == themed.panel.locator(".jp-Notebook").evaluate(GROUND)
    assert text.evaluate(LIGHTNESS) > 0.6
    assert page.evaluate("() => globalThis.kept")
    # and one that opens later begins with it
    themed.enter(1, "session")
    expect(themed.frame(1).locator("html")).to_have_attribute("data-theme", "dark")
    themed.choose_theme(LIGHT)
    for index in range(2):
        expect(themed.frame(index).locator("html")).to_have_attribute("data-theme", "light")
    assert text.evaluate(LIGHTNESS) < 0.4
