"""The notebooks that come with the product, clicked through in JupyterLab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Locator, Page, expect

from tests.jupyter.lab import Lab, Notebook

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def first_window(lab: Lab, lab_page: Page) -> Iterator[Notebook]:
    yield from lab.opened(lab_page, "01-first-window.ipynb")


@pytest.fixture
def explore_data(lab: Lab, lab_page: Page) -> Iterator[Notebook]:
    yield from lab.opened(lab_page, "02-explore-data.ipynb")


def test_first_window_cell_by_cell(first_window: Notebook) -> None:
    notebook = first_window
    for index in range(3):
        notebook.run(index)
    window = notebook.frame(2)
    expect(window.get_by_text("Press the button.")).to_be_visible()
    notebook.run(3)
    window.get_by_role("button", name="Press me").click()
    expect(window.get_by_text("Presses: 1")).to_be_visible()
    notebook.run(4)
    expect(window.get_by_text("Changed by a later cell")).to_be_visible()
    window.get_by_role("button", name="Press me again").click()
    expect(window.get_by_text("Presses: 2")).to_be_visible()
    notebook.run(5)
    window.get_by_role("slider").focus()
    notebook.page.keyboard.press("ArrowRight")
    expect(window.get_by_text("The slider is at 26.")).to_be_visible()
    expect(notebook.run(6).locator(".jp-OutputArea-output")).to_have_text("26")
    notebook.assert_no_errors()


def test_first_window_runs_all_and_again(first_window: Notebook) -> None:
    notebook = first_window
    notebook.command("Run", "Run All Cells")
    notebook.ended(6)
    window = notebook.frame(2)
    notebook.scroll_to(2)
    window.get_by_role("button", name="Press me again").click()
    expect(window.get_by_text("Presses: 1")).to_be_visible()
    source = notebook.cell(2).locator("iframe").get_attribute("src")
    notebook.run(0)
    notebook.command("Run", "Run All Cells")
    notebook.ended(6)
    expect(notebook.cell(2).locator("iframe")).not_to_have_attribute("src", source or "")
    notebook.scroll_to(2)
    notebook.frame(2).get_by_role("button", name="Press me again").click()
    expect(notebook.frame(2).get_by_text("Presses: 1")).to_be_visible()
    notebook.assert_no_errors()


def test_explore_data_cell_by_cell(explore_data: Notebook) -> None:
    notebook = explore_data
    for index in range(3):
        notebook.run(index)
    window = notebook.frame(2)
    picture = window.locator("img:visible")
    expect(window.get_by_text("342")).to_be_visible()
    all_birds = shown_picture(picture)
    window.get_by_role("slider").focus()
    for _ in range(10):
        notebook.page.keyboard.press("ArrowRight")
    expect(window.get_by_text("342")).not_to_be_visible()
    heavy_birds = changed_picture(picture, all_birds)
    notebook.scroll_to(2)
    window.get_by_role("combobox").click()
    window.get_by_role("option", name="Bill depth (mm)").click()
    expect(window.get_by_text("13 to 22")).to_be_visible()
    bills = changed_picture(picture, heavy_birds)
    notebook.run(3)
    expect(window.get_by_text("172 to 231")).to_be_visible()
    flippers = changed_picture(picture, bills)
    expect(notebook.run(4).locator(".jp-OutputArea-output")).to_contain_text("172 to 231")
    notebook.run(5)
    expect(window.get_by_text("203 to 231")).to_be_visible()
    changed_picture(picture, flippers)
    notebook.assert_no_errors()


def shown_picture(picture: Locator) -> str:
    """Wait until the picture is decoded; returns its address."""
    expect(picture).to_have_js_property("naturalWidth", 1040)
    return picture.get_attribute("src") or ""


def changed_picture(picture: Locator, former: str) -> str:
    """Wait until there is another picture; returns its address."""
    expect(picture).not_to_have_attribute("src", former)
    return shown_picture(picture)


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_notebooks_run_to_their_end_with_nobody_looking(name: str) -> None:
    content = nbformat.read(NOTEBOOKS / name, as_version=4)  # type: ignore[no-untyped-call]
    cells = [cell for cell in content.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)
    client = NotebookClient(content, timeout=30, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute()
    outputs = [output for cell in cells for output in cell.outputs]
    assert any("<iframe" in output.get("data", {}).get("text/html", "") for output in outputs)
