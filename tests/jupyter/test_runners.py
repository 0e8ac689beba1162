"""Notebooks that are run by tools: those that show them to nobody, and Voilà."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.jupyter.server import free_port

LIMIT = 60.0
"""Seconds for a tool, with the start of its kernel."""

WINDOW = """
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
W = session.get_widgets()
label, button = W.Label("quiet"), W.Button("Press")
dialog = W.Dialog("Sure?", ["OK"])
box = W.VBox()
box.add_widget(label)
box.add_widget(button)
top = W.TopLevel(title="Window", widget=box)
top.show()
open("secrets.txt", "w").write(f"{session.token} {app._core.key}")
session
"""

WAIT = """
from pgwidgets.errors import NoViewerError
for wait in (lambda: session.wait(button, "activated"), dialog.ask):
    try:
        wait()
    except NoViewerError as error:
        print("not waited:", error)
"""

ASYNC = """
from pgwidgets.async_ import Application
other = Application()
await other.start()
other_button = await other.create_session().get_widgets().Button("Press")
other_button
"""

PRESSED = """
def work():
    session.wait(button, "activated")
    label.set_text("waited for")
session.gui_do(work)
"""

TOOLS = {
    "nbconvert": ["nbconvert", "--to=notebook", "--execute", "--inplace", "notebook.ipynb"],
    "nbclient": ["execute", "--inplace", "notebook.ipynb"],
    "papermill": ["notebook.ipynb", "notebook.ipynb"],
}


def write(folder: Path, *sources: str) -> None:
    """Write a notebook of some cells."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source.strip(),
        }
        for number, source in enumerate(sources)
    ]
    content = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4}
    (folder / "notebook.ipynb").write_text(json.dumps({**content, "nbformat_minor": 5}))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The variables of a tool that knows of no other Jupyter on this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    return {**kept, **own, "IPYTHONDIR": str(tmp_path / "ipython")}


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_tools_that_show_nothing_wait_for_nobody(
    tmp_path: Path, environment: dict[str, str], tool: str
) -> None:
    write(tmp_path, WINDOW, WAIT, ASYNC, "label.set_text('last'); label.get_text()")
    module = "papermill" if tool == "papermill" else "jupyter"
    subprocess.run(
        [sys.executable, "-m", module, *TOOLS[tool]],
        cwd=tmp_path,
        env=environment,
        timeout=LIMIT,
        check=True,
        capture_output=True,
    )
    saved = (tmp_path / "notebook.ipynb").read_text(encoding="utf-8")
    for secret in (tmp_path / "secrets.txt").read_text(encoding="utf-8").split():
        assert secret not in saved
    window, wait, other, last = (cell["outputs"] for cell in json.loads(saved)["cells"])
    assert "http://127.0.0.1:" in text(window[0])
    assert text(wait[0]).count("not waited: nobody can answer") == 2
    assert text(other[0]).startswith("<Button")
    assert text(last[0]) == "'last'"


def text(output: dict[str, Any]) -> str:
    """Return what an output shows in a plain terminal."""
    lines = output["text"] if "text" in output else output["data"]["text/plain"]
    return "".join(lines)


@contextmanager
def voila(folder: Path, environment: dict[str, str], *options: str) -> Iterator[str]:
    """Serve a folder's notebook with Voilà; yields its address."""
    port = free_port()
    command = ["voila", "notebook.ipynb", "--no-browser", f"--port={port}", *options]
    log = folder / "voila.txt"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=folder, env=environment, stdout=file, stderr=file
        )
    try:
        url = f"http://127.0.0.1:{port}/"
        end = time.monotonic() + LIMIT
        while not answers(f"{url}voila/static/voila.js"):
            assert time.monotonic() < end, log.read_text()
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(LIMIT)


def answers(url: str) -> bool:
    """Return whether a server answers, whatever it says."""
    try:
        urllib.request.urlopen(url, timeout=LIMIT).close()
    except urllib.error.HTTPError as answer:
        answer.close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("last", "option"),
    [
        (PRESSED, "False"),
        ("session.wait(button, 'activated'); label.set_text('waited for')", "True"),
    ],
    ids=["handler", "cell"],
)
def test_voila_shows_the_page_and_can_wait(
    tmp_path: Path, environment: dict[str, str], browser: Browser, last: str, option: str
) -> None:
    write(tmp_path, WINDOW, last)
    with voila(tmp_path, environment, f"--progressive_rendering={option}") as url:
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(LIMIT * 1000)
        page.goto(url, wait_until="commit")
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name="Press").click()
        expect(frame.get_by_text("waited for")).to_be_visible()
        # of another origin than the page around it, and as high as the window all the same
        assert 60 < page.locator("iframe").evaluate("it => it.offsetHeight") < 200
        context.close()
