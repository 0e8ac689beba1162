"""A kernel that a test talks to, as a front end would."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from jupyter_client.manager import KernelManager

LIMIT = 30.0
"""Seconds for one cell."""

CLEAR = """
from pgwidgets.notebook.succession import close_all
close_all()
get_ipython().run_line_magic("reset", "-f")
"""
"""Ends the applications of a kernel, and forgets its variables."""


@dataclass
class Outcome:
    """What a cell brought."""

    status: str = ""
    error: str = ""
    text: str = ""
    results: list[dict[str, Any]] = field(default_factory=list)
    value: str = ""

    def html(self) -> str:
        """The markup that it displayed."""
        return "".join(data.get("text/html", "") for data in self.results)


class Kernel:
    """A kernel of this environment.

    Parameters
    ----------
    folder : Path
        Where it runs.
    """

    def __init__(self, folder: Path) -> None:
        # of free ports, somebody else may have taken one before the kernel opens it
        self._sockets = tempfile.TemporaryDirectory(prefix="kernel-")
        sockets = Path(self._sockets.name) / "socket"
        self._manager = cast("Any", KernelManager(transport="ipc", ip=str(sockets)))
        # whatever "python3" is elsewhere on this machine
        self._manager.kernel_spec.argv[0] = sys.executable
        self._manager.start_kernel(cwd=str(folder))
        self.client: Any = self._manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=LIMIT)
        self._ended: dict[str, str] = {}

    def run(self, code: str, cell: str | None = None, limit: float = LIMIT) -> Outcome:
        """Run a cell to its end; `cell` is the id that a front end gives it."""
        message = self.client.session.msg(
            "execute_request",
            {
                "code": code,
                "silent": False,
                "store_history": True,
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": True,
            },
            metadata={} if cell is None else {"cellId": cell},
        )
        self.client.shell_channel.send(message)
        return self.outcome(message["header"]["msg_id"], limit)

    def send(self, code: str, subshell: str | None = None) -> str:
        """Queue a cell; returns the id under which to ask for its outcome."""
        content = {"code": code, "silent": False, "allow_stdin": True}
        message = self.client.session.msg("execute_request", content)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(message)
        identity: str = message["header"]["msg_id"]
        return identity

    def control(self, kind: str, **content: Any) -> dict[str, Any]:
        """Send a request that goes past the cells; returns the content of its reply."""
        message = self.client.session.msg(kind, content)
        self.client.control_channel.send(message)
        while True:
            reply = self.client.get_control_msg(timeout=LIMIT)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                found: dict[str, Any] = reply["content"]
                return found

    def outcome(self, identity: str, limit: float = LIMIT) -> Outcome:
        """Wait for the end of a cell."""
        outcome = Outcome()
        while True:
            message = self.client.get_iopub_msg(timeout=limit)
            if message["parent_header"].get("msg_id") != identity:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                outcome.text += content["text"]
            elif kind in ("display_data", "execute_result"):
                outcome.results.append(content["data"])
                outcome.value = content["data"]["text/plain"]
            elif kind == "error":
                outcome.error = f"{content['ename']}: {content['evalue']}"
            elif kind == "status" and content["execution_state"] == "idle":
                break
        outcome.status = self.status(identity, limit)
        return outcome

    def status(self, identity: str, limit: float = LIMIT) -> str:
        """Wait for a kernel's reply to a cell; returns how it ended."""
        while identity not in self._ended:
            reply = self.client.get_shell_msg(timeout=limit)
            self._ended[reply["parent_header"].get("msg_id")] = reply["content"]["status"]
        return self._ended.pop(identity)

    def ok(self, code: str, cell: str | None = None) -> Outcome:
        """Run a cell that must not fail."""
        outcome = self.run(code, cell)
        assert outcome.status == "ok", f"{outcome.error}\n{outcome.text}"
        return outcome

    def wait_for_text(self, text: str) -> None:
        """Wait until a cell has printed something."""
        while True:
            message = self.client.get_iopub_msg(timeout=LIMIT)
            if message["msg_type"] == "stream" and text in message["content"]["text"]:
                return

    def shown_later(self, identity: str) -> dict[str, Any]:
        """Wait until something is displayed in a cell that has ended; returns it."""
        while True:
            message = self.client.get_iopub_msg(timeout=LIMIT)
            is_its_own = message["parent_header"].get("msg_id") == identity
            if is_its_own and message["msg_type"] == "display_data":
                data: dict[str, Any] = message["content"]["data"]
                return data

    def interrupt(self) -> None:
        """Do what the front end's Stop button does."""
        self._manager.interrupt_kernel()

    def stop(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        # what is killed can't tell what it has covered
        self._manager.signal_kernel(signal.SIGTERM)
        end = time.monotonic() + LIMIT
        while self._manager.is_alive() and time.monotonic() < end:
            time.sleep(0.01)
        self._manager.shutdown_kernel(now=True)
        self._sockets.cleanup()
