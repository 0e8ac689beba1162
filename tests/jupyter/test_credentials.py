"""What joining needs, asked for on the kernel's control channel as an output's script does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.jupyter.lab import Lab
from tests.jupyter.served import ServedKernel, served_kernel, until

LIMIT = 30.0
"""Seconds for an answer."""

START = """
import os
# as beside a server with jupyter-server-proxy alone
del os.environ["PGWIDGETS_JUPYTER_SERVER"]
from pgwidgets.notebook import credentials
from pgwidgets.sync import Application
app = Application()
app.start()
session = app.create_session()
"""


@pytest.fixture(scope="module")
def kernel(lab: Lab) -> Iterator[ServedKernel]:
    with served_kernel(lab) as kernel:
        kernel.run(START)
        yield kernel


def ask(kernel: ServedKernel, about: Mapping[str, Any]) -> Any:
    """Ask the kernel as a front end does; returns what the query needs."""
    message = kernel.client.session.msg("pgwidgets_credentials_request", dict(about))
    kernel.client.control_channel.send(message)
    while True:
        reply = kernel.client.get_control_msg(timeout=LIMIT)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            assert reply["msg_type"] == "pgwidgets_credentials_reply"
            return reply["content"]["needed"]


def about(kernel: ServedKernel, session: str) -> dict[str, Any]:
    """Return what an output would ask for."""
    offer: dict[str, Any] = kernel.value(f"credentials.offer(app._core, {session})")
    assert offer["kernel"] == kernel.id
    asked: dict[str, Any] = offer["about"]
    return asked


def test_the_kernel_tells_what_joining_needs(kernel: ServedKernel) -> None:
    assert ask(kernel, about(kernel, "session")) == {"token": kernel.value("session.token")}
    assert ask(kernel, about(kernel, "None")) == {"key": kernel.value("app._core.key")}


def test_it_does_so_while_a_cell_runs(kernel: ServedKernel, tmp_path: Path) -> None:
    wanted, go, begun = about(kernel, "session"), tmp_path / "go", tmp_path / "begun"
    kernel.client.execute(
        f"import pathlib, time\n"
        f"pathlib.Path({str(begun)!r}).touch()\n"
        f"while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)"
    )
    until(begun.exists)
    assert set(ask(kernel, wanted)) == {"token"}
    go.touch()


def test_what_is_unknown_or_has_ended_needs_nothing(kernel: ServedKernel) -> None:
    wanted = about(kernel, "session")
    assert ask(kernel, {}) is None
    assert ask(kernel, {**wanted, "instance": "another"}) is None
    assert ask(kernel, {**wanted, "session": 1}) is None
    kernel.run("session.destroy()")
    assert ask(kernel, wanted) is None
    new = about(kernel, "None")
    kernel.run("app.close()")
    assert ask(kernel, new) is None
