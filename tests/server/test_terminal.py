"""Programs typed at the prompt of IPython in a terminal."""

from __future__ import annotations

import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

SECONDS = 30.0
"""For one line; IPython takes some to begin."""


class Terminal:
    """IPython in a terminal of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        arguments = ["-m", "IPython", "--no-banner", "--no-confirm-exit", *options]
        self._process: pexpect.spawn[str] = pexpect.spawn(
            sys.executable,
            arguments,
            cwd=str(folder),
            env={**os.environ, "IPYTHONDIR": str(folder), "TERM": "dumb"},
            timeout=SECONDS,
            encoding="utf-8",
            dimensions=(40, 200),
        )
        self._expect("In ")

    def _expect(self, pattern: str) -> str:
        self._process.expect(pattern)
        return str(self._process.before) + str(self._process.after)

    def enter(self, line: str, until: str) -> str:
        """Enter a line; returns what came up to where a pattern is found."""
        self._process.send(f"{line}\r")
        return self._expect(until)

    def end(self) -> None:
        """End it."""
        self._process.close(force=True)


@pytest.fixture
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, *getattr(request, "param", ()))
    yield terminal
    terminal.end()


def begin(terminal: Terminal, api: str) -> None:
    # what is typed must not match what is waited for
    terminal.enter(f"from pgwidgets.{api} import Application; print('impor' + 'ted')", "imported")
    terminal.enter("app = Application(0, 0, logger=None); print('ma' + 'de')", "made")


def page(terminal: Terminal) -> str:
    """Return the page that the program serves while the prompt waits."""
    found = terminal.enter("print('at' + f' {app.url} ' + 'now')", r"at http://\S+ now")
    with urllib.request.urlopen(found.split()[-2], timeout=SECONDS) as answer:
        return str(answer.read().decode())


def test_an_async_application_is_served_at_the_prompt(terminal: Terminal) -> None:
    begin(terminal, "async_")
    said = terminal.enter("await app.start(); print('star' + 'ted')", "started")
    assert "Warning" not in said
    assert "Widgets.js" in page(terminal)
    # lines run on the loop as before
    terminal.enter("await app.close(); print('clo' + 'sed')", "closed")


def test_a_sync_application_is_served_at_the_prompt(terminal: Terminal) -> None:
    begin(terminal, "sync")
    terminal.enter("app.start(); print('star' + 'ted')", "started")
    assert "Widgets.js" in page(terminal)


@pytest.mark.parametrize("terminal", [("--simple-prompt",)], indirect=True)
def test_a_prompt_that_can_not_serve_says_so(terminal: Terminal) -> None:
    begin(terminal, "async_")
    terminal.enter("await app.start()", "nothing is served in between: use pgwidgets.sync")
