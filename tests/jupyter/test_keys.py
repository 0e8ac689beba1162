"""Whose keys they are: the notebook's, or those of the page in a cell's output."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import wait_until
from tests.jupyter.lab import Lab, Notebook

pytestmark = pytest.mark.timeout(180)

WINDOW = """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
entry, area, button = W.TextEntry("entry"), W.TextArea("area"), W.Button("Press")
box = W.VBox()
for widget in (entry, area, button):
    box.add_widget(widget)
W.TopLevel(title="Window", widget=box).show()
session
"""


@pytest.fixture(params=["JupyterLab", "Jupyter Notebook"])
def either(request: pytest.FixtureRequest, lab: Lab) -> Iterator[Notebook]:
    """An empty notebook in one of two front ends."""
    if request.param == "JupyterLab":
        yield from lab.opened(request.getfixturevalue("lab_page"), lab.new_notebook())
    else:
        page: Page = request.getfixturevalue("notebook_page")
        yield from lab.opened_in_notebook(page, lab.new_notebook())


def count(notebook: Notebook, index: int) -> int:
    """Return how often something was run when the cell was."""
    notebook.ended(index)
    text = notebook.cell(index).locator(".jp-InputPrompt").inner_text()
    return int(re.sub(r"\D", "", text))


def test_the_output_leaves_the_keyboard_to_the_notebook(either: Notebook) -> None:
    notebook = either
    notebook.enter(0, WINDOW)
    notebook.frame(0).get_by_role("button", name="Press").wait_for()
    # what the program asks for while the user writes the next cell
    code = "import threading, time\nasks = threading.Timer(1, lambda: (entry.set_focus(), "
    code += "W.Dialog('Sure?', ['No', 'Yes'], modal=True).popup())); asks.start()"
    notebook.enter(1, code)
    notebook.select(2)
    notebook.page.keyboard.type("asks.join()")
    notebook.frame(0).get_by_role("button", name="Yes").wait_for()
    notebook.page.keyboard.type("; 1 + 1")
    notebook.run_selected()
    expect(notebook.ended(2).locator(".jp-OutputArea-output")).to_have_text("2")
    notebook.assert_no_errors()


def test_all_ways_to_run_a_cell_work_from_inside_the_frame(either: Notebook) -> None:
    notebook = either
    notebook.enter(0, WINDOW)
    cells = notebook.panel.locator(".jp-CodeCell")
    first = count(notebook, 0)
    expect(cells).to_have_count(2)

    def press_inside(key: str, run: int) -> None:
        notebook.scroll_to(0)
        notebook.frame(0).get_by_role("textbox").first.click()
        notebook.page.keyboard.press(key)
        expect(notebook.cell(0).locator(".jp-InputPrompt")).to_have_text(f"[{run}]:")
        notebook.frame(0).get_by_role("button", name="Press").wait_for()

    # runs the cell, and stays at it
    press_inside("Control+Enter", first + 1)
    expect(notebook.cell(0)).to_have_class(re.compile("jp-mod-active"))
    expect(cells).to_have_count(2)
    # runs it, and writes a new one below it
    press_inside("Alt+Enter", first + 2)
    expect(cells).to_have_count(3)
    expect(notebook.cell(1)).to_have_class(re.compile("jp-mod-active"))
    notebook.page.keyboard.type("40 + 2")
    notebook.run_selected()
    expect(notebook.ended(1).locator(".jp-OutputArea-output")).to_have_text("42")
    notebook.assert_no_errors()


def newest(lab: Lab) -> str:
    """Return what the notebook in use has on the disk."""
    files = lab.root.glob("scratch-*.ipynb")
    return max(files, key=lambda file: int(file.stem.split("-")[1])).read_text()


def test_the_notebooks_keys_work_from_inside_the_frame(either: Notebook, lab: Lab) -> None:
    notebook = either
    notebook.enter(0, WINDOW)
    notebook.enter(1, "'another'")
    keyboard = notebook.page.keyboard
    entry = notebook.frame(0).get_by_role("textbox").first
    first = count(notebook, 0)
    # Escape leaves, to where the notebook's own keys are
    notebook.scroll_to(0)
    entry.click()
    keyboard.type("x")
    keyboard.press("Escape")
    expect(notebook.cell(0)).to_have_class(re.compile("jp-mod-active"))
    keyboard.press("Shift+Enter")
    expect(notebook.cell(0).locator(".jp-InputPrompt")).to_have_text(f"[{first + 2}]:")
    notebook.frame(0).get_by_role("button", name="Press").wait_for()
    # a text of several lines has the key itself
    notebook.scroll_to(0)
    notebook.frame(0).get_by_role("textbox").nth(1).click()
    keyboard.press("Shift+Enter")
    expect(notebook.frame(0).get_by_role("textbox").nth(1)).to_be_focused()
    # all else has not
    notebook.frame(0).get_by_role("textbox").first.click()
    assert "'another'" not in newest(lab)
    keyboard.press("Control+s")
    wait_until(lambda: "'another'" in newest(lab), "the notebook is saved", notebook.page)
    # who saves goes on where they were
    entry = notebook.frame(0).get_by_role("textbox").first
    keyboard.press("End")
    keyboard.type("!")
    expect(entry).to_have_value("entry!")
    keyboard.press("Shift+Enter")
    expect(notebook.cell(0).locator(".jp-InputPrompt")).to_have_text(f"[{first + 3}]:")
    expect(notebook.cell(1)).to_have_class(re.compile("jp-mod-active"))
    notebook.frame(0).get_by_role("button", name="Press").wait_for()
    keyboard.press("Shift+Enter")
    expect(notebook.cell(1).locator(".jp-InputPrompt")).to_have_text(f"[{first + 4}]:")
    notebook.assert_no_errors()
