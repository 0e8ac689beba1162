"""jupyter-server-proxy and Jupyter Server accept what pgwidgets_jupyter gives them."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import entry_points
from types import SimpleNamespace

import pytest
from jupyter_server_proxy.config import ServerProcess

from pgwidgets_jupyter import _jupyter_server_extension_points, _load_jupyter_server_extension
from pgwidgets_jupyter.extension import VARIABLE


def test_entry_point_describes_a_server_with_a_launcher_tile() -> None:
    (entry,) = entry_points(group="jupyter_serverproxy_servers", name="pgwidgets")
    server = ServerProcess(name="pgwidgets", **entry.load()())
    assert server.command[:3] == [sys.executable, "-m", "pgwidgets.demo"]
    assert "{port}" in server.command
    assert server.launcher_entry.title == "pgwidgets"
    assert server.launcher_entry.path_info == "pgwidgets/"
    assert server.launcher_entry.icon_path.endswith(".svg")


def test_proxied_requests_carry_no_secrets_of_jupyter() -> None:
    (entry,) = entry_points(group="jupyter_serverproxy_servers", name="pgwidgets")
    override = entry.load()()["request_headers_override"]
    assert override == {"Authorization": "", "Cookie": "", "Referer": ""}


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
    manager = SimpleNamespace(extensions=extensions)
    _load_jupyter_server_extension(
        SimpleNamespace(extension_manager=manager, base_url="/user/ada/")
    )
    assert json.loads(os.environ[VARIABLE]) == {
        "pid": os.getpid(),
        "base_url": "/user/ada/",
        "proxy": proxy,
    }


def test_extension_is_found_under_its_package() -> None:
    assert _jupyter_server_extension_points() == [{"module": "pgwidgets_jupyter"}]
