"""What holds for all tests."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).parent

LARGE = {"browser", "jupyter", "packaging"}
"""What runs whole programs. The rooms have tests of their own, whose coverage is measured: it
makes Python slower, and so all tests that share the processors."""


def pytest_configure() -> None:
    """Have Ctrl-C mean what it means to users: shells start background jobs without it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # the programs that tests start inherit this
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure the coverage of the small tests alone."""
    for item in items:
        if item.path.relative_to(ROOT).parts[0] in LARGE:
            item.add_marker(pytest.mark.no_cover)
