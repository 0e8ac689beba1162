"""What holds for all tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

# How long one example takes is up to the machine, and what runs beside it.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent

UNMEASURED = {
    "fuzz",
    "jupyter/test_hub.py",
    "jupyter/test_runners.py",
    "packaging",
    "server/test_many.py",
    "unit/session/test_convergence.py",
}
"""Whose coverage is not measured: they do the same very often, measure how long it takes, or run
what is installed elsewhere, or large programs of others. Measuring takes a fifth of Python's time,
and more of theirs: such a program takes twice as long to start."""

MEASURES_PROGRAMS = "COVERAGE_PROCESS_CONFIG"
"""The variable by which the programs that tests start are measured, too."""


def pytest_configure() -> None:
    """Have Ctrl-C mean what it means to users: shells start background jobs without it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # the programs that tests start inherit this
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests whose coverage is not measured."""
    for item in items:
        path = item.path.relative_to(ROOT)
        if path.parts[0] in UNMEASURED or path.as_posix() in UNMEASURED:
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let programs that such a test starts go unmeasured, too."""
    configuration = os.environ.get(MEASURES_PROGRAMS)
    if configuration is None or item.get_closest_marker("no_cover") is None:
        return (yield)
    del os.environ[MEASURES_PROGRAMS]
    try:
        return (yield)
    finally:
        os.environ[MEASURES_PROGRAMS] = configuration
