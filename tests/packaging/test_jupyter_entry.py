"""jupyter-server-proxy and Jupyter Server accept what pgwidgets_jupyter gives them."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import entry_points
from types import SimpleNamespace

import jupyter_server
import pytest
from jupyter_server_proxy.config import ServerProcess
from tornado.web import Application

from pgwidgets_jupyter import (
    _jupyter_server_extension_points,
    _load_jupyter_server_extension,
    setup_server,
)
from pgwidgets_jupyter.extension import VARIABLE


def test_entry_point_describes_a_server_with_a_launcher_tile() -> None:
    (entry,) = entry_points(group="jupyter_serverproxy_servers", name="pgwidgets")
    server = ServerProcess(name="pgwidgets", **entry.load()())
    assert server.command[:4] == [sys.executable, "-m", "pgwidgets", "gallery"]
    assert "{port}" in server.command
    assert server.launcher_entry.title == "pgwidgets"
    assert server.launcher_entry.path_info == "pgwidgets/"
    assert server.launcher_entry.icon_path.endswith(".svg")


def test_operators_choose_what_the_tile_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGWIDGETS_LAUNCHER", "python 'my tool.py' --port={port}")
    assert setup_server()["command"] == ["python", "my tool.py", "--port={port}"]
    monkeypatch.setenv("PGWIDGETS_LAUNCHER", "python tool.py")
    with pytest.raises(ValueError, match=r"PGWIDGETS_LAUNCHER names no \{port\}"):
        setup_server()


def test_proxied_requests_carry_no_secrets_of_jupyter() -> None:
    (entry,) = entry_points(group="jupyter_serverproxy_servers", name="pgwidgets")
    override = entry.load()()["request_headers_override"]
    assert override == {"Authorization": "", "Cookie": "", "Referer": ""}


def server_app(extensions: dict[str, SimpleNamespace]) -> SimpleNamespace:
    return SimpleNamespace(
        extension_manager=SimpleNamespace(extensions=extensions),
        base_url="/user/ada/",
        runtime_dir="/home/ada/runtime",
        web_app=Application(),
    )


@pytest.mark.parametrize(
    ("extensions", "proxy"),
    [
        ({"jupyter_server_proxy": SimpleNamespace(enabled=True)}, True),
        ({"jupyter_server_proxy": SimpleNamespace(enabled=False)}, False),
        ({}, False),
    ],
    ids=["proxy", "proxy disabled", "no proxy"],
)
def test_extension_tells_kernels_where_they_are(
    monkeypatch: pytest.MonkeyPatch, extensions: dict[str, SimpleNamespace], proxy: bool
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    _load_jupyter_server_extension(server_app(extensions))
    assert json.loads(os.environ[VARIABLE]) == {
        "pid": os.getpid(),
        "base_url": "/user/ada/",
        "proxy": proxy,
        "runtime_dir": "/home/ada/runtime",
    }


def test_extension_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(jupyter_server, "version_info", (2, 12, 5))
    with pytest.raises(RuntimeError, match=r"needs Jupyter Server 2\.13 or newer"):
        _load_jupyter_server_extension(server_app({}))
    assert VARIABLE not in os.environ


def test_extension_is_found_under_its_package() -> None:
    assert _jupyter_server_extension_points() == [{"module": "pgwidgets_jupyter"}]
