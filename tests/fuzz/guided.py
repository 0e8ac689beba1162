"""Frames that a coverage-guided fuzzer makes up: `python -m tests.fuzz.guided -runs=N FOLDER`.

The arguments are libFuzzer's; the folder has frames to begin with, and gets those that reach
code which no other had reached.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(
    include=["pgwidgets.protocol", "pgwidgets.session", "pgwidgets.catalog.types"]
):
    from tests.fuzz.target import Target

FRAMES = 500
"""So many go to one session: in the end little is left of it."""

GREETS_EACH = 8
CHECKED_EACH = 100


class Feeder:
    """Hands frames to targets, one after the other."""

    def __init__(self) -> None:
        self._target = Target()
        self._count = 0

    def take(self, data: bytes) -> None:
        """Take one frame."""
        if self._count % CHECKED_EACH == 0:
            self._target.check()
        if self._count % FRAMES == 0:
            self._target = Target()
        if self._count % GREETS_EACH == 0:
            self._target.open()
            self._target.feed(self._target.hello)
        self._count += 1
        try:
            self._target.feed(data.decode())
        except UnicodeDecodeError:
            self._target.feed(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, Feeder().take)
    atheris.Fuzz()
