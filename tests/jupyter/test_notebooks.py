"""The notebooks that come with the product, clicked through in JupyterLab and Notebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.jupyter.lab import Lab, Notebook

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(params=["lab", "notebook"])
def page(request: pytest.FixtureRequest, lab: Lab) -> Page:
    """A page for each of the two front ends."""
    found: Page = request.getfixturevalue(f"{request.param}_page")
    return found


@contextmanager
def opened(lab: Lab, page: Page, name: str) -> Iterator[Notebook]:
    """Open a notebook in the front end that the page belongs to."""
    in_lab = page.url.startswith(lab.address("lab").partition("?")[0])
    yield from (lab.opened if in_lab else lab.opened_in_notebook)(page, name)


def test_first_window_cell_by_cell(lab: Lab, page: Page) -> None:
    with opened(lab, page, "01-first-window.ipynb") as notebook:
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


def test_first_window_runs_all_and_again(lab: Lab, lab_page: Page) -> None:
    with opened(lab, lab_page, "01-first-window.ipynb") as notebook:
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


def test_explore_data_cell_by_cell(lab: Lab, page: Page) -> None:
    with opened(lab, page, "02-explore-data.ipynb") as notebook:
        for index in range(3):
            notebook.run(index)
        window = notebook.frame(2)
        picture = window.locator("img:visible")
        expect(window.get_by_text("342")).to_be_visible()
        all_birds = shown_picture(picture)
        # the keyboard comes into the output with its user alone
        window.get_by_text("342").click()
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


def test_while_a_cell_runs_cell_by_cell(lab: Lab, page: Page) -> None:
    with opened(lab, page, "03-while-a-cell-runs.ipynb") as notebook:
        for index in range(2):
            notebook.run(index)
        window = notebook.frame(0)
        notebook.select(2)
        notebook.run_selected()
        expect(notebook.cell(2).locator(".jp-InputPrompt")).to_have_text("[*]:")
        notebook.scroll_to(0)
        expect(window.get_by_text("Working …")).to_be_visible()
        # it moves while the kernel is busy
        expect(window.get_by_role("progressbar")).not_to_have_attribute("aria-valuenow", "0")
        window.get_by_role("button", name="Stop").click()
        expect(window.get_by_text("Stopped.")).to_be_visible()
        steps = notebook.ended(2).locator(".jp-OutputArea-output")
        expect(steps).to_contain_text(re.compile(r"^\d{1,2} of 100 steps"))
        said = notebook.cell(1).locator(".jp-OutputArea-output")
        expect(said).to_have_text("Stop was pressed.\n")
        notebook.run(2)
        expect(window.get_by_text("Done.")).to_be_visible()
        notebook.select(3)
        notebook.run_selected()
        notebook.scroll_to(0)
        # it says for what it waits, and then no longer
        said = notebook.cell(3).locator(".jp-OutputArea-output").first
        expect(said).to_contain_text("This cell waits for the Dialog “Again?”.")
        window.get_by_role("button", name="Yes").click()
        expect(notebook.ended(3).locator(".jp-OutputArea-output").last).to_have_text("True")
        expect(said).to_have_text("")
        notebook.assert_no_errors()


def test_tables_cell_by_cell(lab: Lab, lab_page: Page) -> None:
    with opened(lab, lab_page, "04-tables.ipynb") as notebook:
        expect(notebook.run(0).locator(".jp-OutputArea-output")).to_have_text("(26115, 15)")
        notebook.run(1)
        grid = notebook.frame(1).get_by_role("grid")
        expect(grid).to_have_attribute("aria-rowcount", "26116")
        notebook.scroll_to(1)
        # its border shows all around
        expect(notebook.frame(1).locator(".pg-single-widget")).to_be_in_viewport(ratio=1)
        windiest = notebook.run(2).locator(".jp-OutputArea-output")
        expect(windiest).to_have_text("JFK, 23 July: 67 mph\n")
        notebook.run(3)
        notebook.scroll_to(1)
        first = grid.get_by_role("row").nth(1)
        cell = first.get_by_role("gridcell", name="40.0", exact=True)
        cell.dblclick()
        notebook.page.keyboard.press("ControlOrMeta+a")
        notebook.page.keyboard.type("41.5")
        notebook.page.keyboard.press("Enter")
        said = notebook.cell(3).locator(".jp-OutputArea-output")
        expect(said).to_have_text("row0: temp was 40.0, and is 41.5\n")
        kept = notebook.run(4).locator(".jp-OutputArea-output")
        expect(kept).to_contain_text("41.5")
        notebook.run(5)
        tree = notebook.frame(5).get_by_role("treegrid")
        expect(tree.get_by_role("row", name="EWR")).to_have_attribute("aria-expanded", "false")
        expect(tree.get_by_role("row", name="January")).to_have_count(1)
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
    # what they need takes three seconds, in every process that only looks for tests here
    import nbformat  # noqa: PLC0415
    from nbclient import NotebookClient  # noqa: PLC0415

    content = nbformat.read(NOTEBOOKS / name, as_version=4)  # type: ignore[no-untyped-call]
    cells = [cell for cell in content.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)
    client = NotebookClient(content, timeout=30, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute()
    outputs = [output for cell in cells for output in cell.outputs]
    assert any(
        "pgwidgets-output" in output.get("data", {}).get("text/html", "") for output in outputs
    )
