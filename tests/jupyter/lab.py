"""JupyterLab as a test uses it: the server's process, and its page in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.jupyter.kernel import CLEAR
from tests.jupyter.server import StartedServer, free_port, plain_environment

TOKEN = "a-token-for-tests"

CLICKS = 5
"""A user clicks again where the first one did not help."""

FOCUS_MS = 2_000

AGAIN = "again.ipynb"
"""A notebook that one test after the other has."""

RUN = """code => Promise.race([
  jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code }).done.then(
    reply => reply.content.status === "ok"),
  new Promise(resolve => setTimeout(resolve, 10000, false)),
])"""
"""Runs code in the kernel of the notebook that is open; false if it fails, or is not done soon."""


def _quiet(settings: Path) -> None:
    """Have JupyterLab not ask whether it may look for news: that covers part of the page."""
    file = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}))


class Lab(StartedServer):
    """A JupyterLab with settings, data and notebooks of its own.

    Parameters
    ----------
    folder : Path
        Where it keeps everything; notebooks are in `root` below it.
    base_url : str
        Begins and ends with a slash.
    options : sequence of str
        More arguments for its command line.
    port : int, optional
        Where it listens; by default at a free port.
    **variables
        More environment variables.
    """

    def __init__(
        self,
        folder: Path,
        base_url: str,
        options: Sequence[str] = (),
        port: int | None = None,
        **variables: str,
    ) -> None:
        self.root = folder / "root"
        self.root.mkdir(parents=True, exist_ok=True)
        self.data = folder / "data"
        runtime = folder / "runtime"
        super().__init__(port or free_port(), base_url, TOKEN, runtime, folder / "log.txt")
        self._numbers = count(1)
        _quiet(folder / "settings")
        environment = plain_environment()
        environment.update(
            JUPYTER_CONFIG_DIR=str(folder / "config"),
            JUPYTER_DATA_DIR=str(self.data),
            JUPYTER_RUNTIME_DIR=str(self.runtime),
            JUPYTERLAB_SETTINGS_DIR=str(folder / "settings"),
            JUPYTERLAB_WORKSPACES_DIR=str(folder / "workspaces"),
            IPYTHONDIR=str(folder / "ipython"),
            **variables,
        )
        arguments = [
            *["--no-browser", "--allow-root"],
            f"--ServerApp.port={self.port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.base_url={base_url}",
            f"--ServerApp.root_dir={self.root}",
            f"--IdentityProvider.token={TOKEN}",
            "--LabApp.expose_app_in_browser=True",
            *options,
        ]
        self.start("jupyterlab", arguments, environment, ready="api")

    def new_notebook(self, *outputs: dict[str, Any]) -> str:
        """Make a notebook with one empty cell, which may have outputs; returns its name."""
        name = f"scratch-{next(self._numbers)}.ipynb"
        self.write(name, *outputs)
        return name

    def write(self, name: str, *outputs: dict[str, Any]) -> None:
        """Let a notebook be one empty cell, which may have outputs."""
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
        cell = {"cell_type": "code", "id": "first", "metadata": {}, "source": ""}
        content = {
            "cells": [{**cell, "execution_count": None, "outputs": list(outputs)}],
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.root / name).write_text(json.dumps(content))

    def address(self, path: str) -> str:
        """Return the URL of a page of the server, with the login."""
        return f"{self.base}{quote(path)}?token={TOKEN}"

    def opened(self, page: Page, name: str) -> Iterator[Notebook]:
        """Open a notebook in JupyterLab; its kernel ends with the test."""
        with self._open(page, name) as notebook:
            yield notebook
        self.end_kernel(name)

    def opened_again(self, page: Page) -> Iterator[Notebook]:
        """Open an empty notebook whose kernel goes on with the next test."""
        self.write(AGAIN)
        with self._open(page, AGAIN) as notebook:
            yield notebook
            is_clear = page.evaluate(RUN, CLEAR)
        if not is_clear:
            self.end_kernel(AGAIN)

    @contextmanager
    def _open(self, page: Page, name: str) -> Iterator[Notebook]:
        run_command(page, "docmanager:open", path=name)
        notebook = Notebook(page)
        # the page goes on to the next test, also when no kernel came
        try:
            notebook.wait_for_kernel()
            yield notebook
        finally:
            page.keyboard.press("Escape")
            run_command(page, "docmanager:save")
            run_command(page, "application:close-all")
            expect(page.locator(".jp-NotebookPanel")).to_have_count(0)

    def opened_in_notebook(self, page: Page, name: str) -> Iterator[Notebook]:
        """Open a notebook in Jupyter Notebook, which is another page of the same server."""
        page.goto(self.address(f"notebooks/{name}"))
        notebook = SingleNotebook(page)
        notebook.wait_for_kernel()
        yield notebook
        notebook.command("File", "Save Notebook")
        expect(page.locator(".jp-NotebookCheckpoint")).to_contain_text("Last Checkpoint")
        page.goto("about:blank")
        self.end_kernel(name)

    def end_kernel(self, name: str) -> None:
        """End the kernel of a notebook."""
        for session in self.ask("api/sessions"):
            if session["path"] == name:
                self.ask(f"api/sessions/{session['id']}", "DELETE")


def run_command(page: Page, name: str, **arguments: str) -> None:
    """Run a command of JupyterLab to its end."""
    page.evaluate(
        "([name, options]) => jupyterapp.commands.execute(name, options).then(() => null)",
        [name, arguments],
    )


class Notebook:
    """A notebook in JupyterLab.

    Parameters
    ----------
    page : Page
        Shows the notebook and nothing else.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def wait_for_kernel(self) -> None:
        """Wait until the kernel has started and is idle."""
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text("| Idle")
        self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()

    def cell(self, index: int) -> Locator:
        """Return a code cell, counted from 0 among the code cells."""
        return self.panel.locator(".jp-CodeCell").nth(index)

    def select(self, index: int) -> None:
        """Click into a code cell."""
        content = self.cell(index).locator(".cm-content")
        for _ in range(CLICKS):
            content.click()
            # JupyterLab takes the focus once more when the cell before has ended
            with suppress(AssertionError):
                expect(content).to_be_focused(timeout=FOCUS_MS)
                return
        expect(content).to_be_focused()

    def run_selected(self) -> None:
        """Press Shift+Enter and wait until the kernel is idle again."""
        self.page.keyboard.press("Shift+Enter")

    def run(self, index: int) -> Locator:
        """Run a code cell; returns it once it has ended."""
        self.select(index)
        self.run_selected()
        return self.ended(index)

    def ended(self, index: int) -> Locator:
        """Wait until a code cell has ended, and return it."""
        cell = self.cell(index)
        expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"))
        return cell

    def enter(self, index: int, code: str) -> Locator:
        """Write code into a cell, run it, and return it once it has ended."""
        self.select(index)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        self.run_selected()
        return self.ended(index)

    def command(self, menu: str, entry: str) -> None:
        """Choose an entry of JupyterLab's menus."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu").get_by_text(entry, exact=True).click()

    def choose_theme(self, name: str) -> None:
        """Give JupyterLab another theme."""
        self.page.get_by_role("menuitem", name="Settings", exact=True).click()
        self.page.locator(".lm-Menu").get_by_text("Theme", exact=True).hover()
        self.page.locator(".lm-Menu").get_by_text(name, exact=True).click()

    def scroll_to(self, index: int) -> None:
        """Bring the page in a code cell's output into view."""
        self.cell(index).locator("iframe").evaluate("it => it.scrollIntoView({block: 'center'})")

    def frame(self, index: int) -> FrameLocator:
        """Return the page that a code cell's output shows."""
        return self.cell(index).frame_locator("iframe")

    def assert_no_errors(self) -> None:
        """No cell failed."""
        expect(
            self.panel.locator("[data-mime-type*=stderr], [data-mime-type*=error]")
        ).to_have_count(0)


class SingleNotebook(Notebook):
    """A notebook in Jupyter Notebook, which shows one in each tab."""

    def wait_for_kernel(self) -> None:
        # idle is also what it says of no kernel
        expect(self.panel.locator(".jp-Toolbar-kernelName")).to_contain_text("Python 3")
        self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
