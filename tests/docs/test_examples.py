"""Every example of the README, the docs and the catalog runs."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

import pgwidgets.async_
import pgwidgets.sync
from pgwidgets.catalog.registry import offered

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = ["README.md", "docs/guide.md"]

EXAMPLE_NAMES = """
label = W.Label("")
area = W.TextArea()
top = W.TopLevel()
menubar = W.MenuBar()
png_bytes = b"\\x89PNG\\r\\n\\x1a\\n, of which Python reads no more"
"""


def visit(url: str) -> list[dict[str, Any]]:
    """Come as a browser and answer everything until a window shows; returns what was asked."""
    asked: list[dict[str, Any]] = []
    with connect(url.replace("http", "ws", 1)) as socket:
        while not any(message.get("method") == "show" for message in asked):
            messages = json.loads(socket.recv(timeout=10))
            for message in messages if isinstance(messages, list) else [messages]:
                asked.append(message)
                if "id" in message:
                    socket.send(json.dumps({"type": "result", "id": message["id"]}))
    return asked


class Visited(pgwidgets.sync.Application):
    """An application on free ports, whose run() lasts until a browser saw its window."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**{**arguments, "ws_port": 0, "http_port": 0})
        started.append(self)

    def run(self) -> None:
        self.start()
        visit(self.url)
        self.close()


class VisitedAsync(pgwidgets.async_.Application):
    """The same for the asynchronous API."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**{**arguments, "ws_port": 0, "http_port": 0})

    async def run(self) -> None:
        await self.start()
        await asyncio.to_thread(visit, self.url)
        await self.close()


started: list[Visited] = []


@pytest.fixture
def free_ports(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(pgwidgets.sync, "Application", Visited)
    monkeypatch.setattr(pgwidgets.async_, "Application", VisitedAsync)
    yield
    while started:
        started.pop().close()


@pytest.mark.parametrize("page", PAGES)
def test_examples_of_a_page_run_in_order(
    page: str, free_ports: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # where the files are that they name
    monkeypatch.chdir(ROOT / "docs")
    namespace: dict[str, Any] = {"__name__": "example"}
    found = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert found
    for block in found:
        exec(compile(block, page, "exec"), namespace)


def test_first_example_of_the_readme_is_a_window_in_ten_lines() -> None:
    first = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    assert len([line for line in first.splitlines() if line.strip()]) <= 10
    assert "TopLevel" in first


@pytest.mark.parametrize("kind", offered())
def test_example_of_a_widget_runs(kind: str) -> None:
    app = pgwidgets.sync.Application(ws_port=0, http_port=0)
    app.start()
    try:
        session = app.create_session()
        namespace: dict[str, Any] = {"W": session.get_widgets()}
        exec(EXAMPLE_NAMES, namespace)
        exec(compile(offered()[kind].example, kind, "exec"), namespace)
    finally:
        app.close()
