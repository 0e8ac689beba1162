"""Windows in the outputs of Jupyter Notebook, which is another front end than JupyterLab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.jupyter.lab import Lab, Notebook
from tests.jupyter.test_lab import ERROR, window

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def single(lab: Lab, notebook_page: Page) -> Iterator[Notebook]:
    """An empty notebook, opened in Jupyter Notebook."""
    yield from lab.opened_in_notebook(notebook_page, lab.new_notebook())


def press(notebook: Notebook) -> None:
    """Use the window below the first cell."""
    notebook.scroll_to(0)
    notebook.frame(0).get_by_role("button", name="Press").click()
    expect(notebook.frame(0).get_by_text("pressed")).to_be_visible()


def test_runs_and_runs_again_and_interrupts_and_restarts(single: Notebook) -> None:
    notebook = single
    notebook.enter(0, window())
    press(notebook)
    notebook.run(0)
    expect(notebook.frame(0).get_by_text("quiet")).to_be_visible()
    press(notebook)
    notebook.select(1)
    loop = "import time\nwhile True: label.set_text('busy'); time.sleep(0.01)"
    notebook.page.keyboard.insert_text(loop)
    notebook.run_selected()
    expect(notebook.frame(0).get_by_text("busy")).to_be_visible()
    notebook.command("Kernel", "Interrupt Kernel")
    expect(notebook.ended(1).locator(ERROR)).to_contain_text("KeyboardInterrupt")
    press(notebook)
    notebook.enter(1, "print('after', label.get_text())")
    notebook.command("Kernel", "Restart Kernel and Run All Cells…")
    notebook.page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(notebook.cell(1).locator(".jp-OutputArea-output")).to_have_text("after quiet\n")
    press(notebook)
    notebook.assert_no_errors()


def test_the_window_follows_the_theme(single: Notebook) -> None:
    single.enter(0, window())
    root = single.frame(0).locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    single.choose_theme("JupyterLab Dark")
    expect(root).to_have_attribute("data-theme", "dark")
    single.choose_theme("JupyterLab Light")
    expect(root).to_have_attribute("data-theme", "light")
