"""Programs run in environments of their own, and what they have made."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path


def run(*command: str | Path, environment: dict[str, str], cwd: Path) -> str:
    """Run a program and return what it prints; if it fails, so does the test, with its output."""
    # A traceback would show the environment's variables, which are not for logs.
    __tracebackhide__ = True
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@dataclass(frozen=True)
class Distributions:
    """What was built, and what from."""

    source: Path
    sdist: Path
    wheel: Path
    environment: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class Installation:
    """A fresh virtual environment that holds the wheel."""

    folder: Path
    environment: dict[str, str] = field(repr=False)

    @property
    def executable(self) -> Path:
        """Its Python."""
        return self.folder / "bin" / "python"

    def python(self, *arguments: str) -> str:
        """Run its Python, outside the source tree, and return what it prints."""
        return run(self.executable, *arguments, environment=self.environment, cwd=self.folder)
