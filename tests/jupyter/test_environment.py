"""How a kernel finds out whether a Jupyter server routes to its ports."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from pgwidgets.notebook import addresses, environment
from pgwidgets.session.facade import core_of
from pgwidgets.sync import Application


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


def test_an_old_kernel_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"ipykernel": "6.31.0"}.__getitem__)
    needed = r'needs ipykernel 7, and this is 6\.31\.0: .*pip install "ipykernel>=7".*restart it'
    with pytest.warns(UserWarning, match=needed):
        environment.warn_of_old_kernel()


@pytest.mark.parametrize("version", ["7.0.0", "7.4.0", "8.0.0a1", "10.1"])
def test_a_kernel_that_will_do_is_not_spoken_of(
    monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"ipykernel": version}.__getitem__)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        environment.warn_of_old_kernel()


def test_the_extension_says_where_it_looks_for_applications(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told(monkeypatch, pid=42, base_url="/", proxy=False, runtime_dir="/run/ada")
    server = environment.jupyter_server()
    assert server == environment.JupyterServer("/", proxy=False, runtime_dir=Path("/run/ada"))


def test_a_script_shows_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    app = Application(0, 0)
    app.start()
    try:
        session = app.create_session()
        session.show()
        assert f"open {session.get_url()}" in capsys.readouterr().out
        assert addresses.candidates(core_of(app)) == [(app.url, False)]
    finally:
        app.close()


# -- an operator's template --------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("host.example/{port}", "is no address; expected one like"),
        ("//host.example/", "is no address"),
        ("ftp://host.example/", "is no address"),
        ("javascript:alert(1)", "is no address"),
        ("https://host.example/?port={port}", "without query"),
        ("https://host.example/a b", "is no address"),
        ("https://host.example/{prot}/", r"\{prot\}; did you mean 'port'"),
    ],
)
def test_a_broken_template_is_refused(template: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Application(0, 0, public_url=template)


def test_a_template_is_a_string() -> None:
    with pytest.raises(TypeError, match="public_url must be a string, not int"):
        Application(0, 0, public_url=9501)  # type: ignore[arg-type]


def test_a_broken_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(addresses.URL_VARIABLE, "{port}")
    app = Application(0, 0)
    app.start()
    try:
        with pytest.raises(ValueError, match="is no address; expected one like"):
            addresses.candidates(core_of(app))
    finally:
        app.close()


def test_importing_pgwidgets_imports_nothing_of_jupyter() -> None:
    names = "('IPython', 'ipykernel', 'jupyter_core', 'jupyter_server', 'nest_asyncio2')"
    loaded = f"print([name for name in {names} if name in sys.modules])"
    script = f"import pgwidgets.sync, pgwidgets.async_, sys; {loaded}"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
