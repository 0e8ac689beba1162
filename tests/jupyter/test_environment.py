"""How a kernel finds out whether a Jupyter server routes to its ports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.jupyter import display, environment


@pytest.fixture(autouse=True)
def kernel_of_server_42(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The variables of a kernel, and a runtime folder of its own."""
    monkeypatch.setenv("JPY_PARENT_PID", "42")
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv(environment.SERVER_VARIABLE, raising=False)
    return tmp_path


def told(monkeypatch: pytest.MonkeyPatch, **facts: Any) -> None:
    monkeypatch.setenv(environment.SERVER_VARIABLE, json.dumps(facts))


def test_the_extension_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, pid=42, base_url="/user/ada/", proxy=True)
    assert environment.proxy_base_url() == "/user/ada/"


def test_a_server_without_the_proxy_routes_to_no_port(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "jpserver-42.json").write_text('{"base_url": "/lab/"}')
    told(monkeypatch, pid=42, base_url="/lab/", proxy=False)
    assert environment.proxy_base_url() is None


def test_what_another_server_said_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, pid=41, base_url="/other/", proxy=True)
    assert environment.proxy_base_url() is None


def test_the_servers_own_file_says_it(tmp_path: Path) -> None:
    (tmp_path / "jpserver-42.json").write_text('{"base_url": "/lab/", "pid": 42}')
    (tmp_path / "jpserver-7.json").write_text('{"base_url": "/other/", "pid": 7}')
    assert environment.proxy_base_url() == "/lab/"


@pytest.mark.parametrize(
    "text", ["", "no json", "[1]", "{}", '{"base_url": 5}', '{"base_url": "x"}']
)
def test_a_broken_file_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "jpserver-42.json").write_text(text)
    assert environment.proxy_base_url() is None


def test_a_script_has_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_PARENT_PID")
    assert environment.proxy_base_url() is None
    assert not environment.in_kernel()


def test_show_prints_outside_notebooks(capsys: pytest.CaptureFixture[str]) -> None:
    display.show("a session")
    assert capsys.readouterr().out == "'a session'\n"


def test_importing_pgwidgets_imports_nothing_of_jupyter() -> None:
    names = "('IPython', 'ipykernel', 'jupyter_core', 'jupyter_server', 'nest_asyncio2')"
    loaded = f"print([name for name in {names} if name in sys.modules])"
    script = f"import pgwidgets.sync, pgwidgets.async_, sys; {loaded}"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
