"""What holds for all tests."""

from __future__ import annotations

import gc
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
    "browser/widgets",
    "fuzz",
    "jupyter/test_hub.py",
    "jupyter/test_notebooks.py",
    "jupyter/test_runners.py",
    "packaging",
    "server/test_many.py",
    "unit/model/tables/test_libraries.py",
    "unit/model/tables/test_plain.py",
    "unit/session/test_convergence.py",
    "unit/session/test_sharing.py",
    "unit/session/test_superseding.py",
    "unit/test_comments.py",
    "unit/test_layers.py",
}
"""Whose coverage is not measured: they do the same very often, measure how long it takes, or run
what is installed elsewhere, or large programs of others, or what other tests have run already, for
a browser to show it, or they read the code and run none of it. Measuring takes a fifth of Python's
time, and most of it where little is done but often; programs take twice as long to start."""

MEASURES_PROGRAMS = "COVERAGE_PROCESS_CONFIG"
"""The variable by which the programs that tests start are measured, too, from their beginning."""

MEASURES_LATER = "COVERAGE_LATER"
"""The variable by which they are from where they import what is measured."""

MEASURED = ROOT / "support" / "measured"
"""What Python has to find for that."""


def pytest_configure(config: pytest.Config) -> None:
    """Have Ctrl-C mean what it means to users, and measure nothing where that is asked for."""
    # shells start background jobs without it
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # the programs that tests start inherit this
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("no_cov", default=False):
        # it would stop measuring for some tests what it never began
        config.pluginmanager.unregister(name="_cov")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let nothing but pytest measure its workers: it stops for tests that are not measured."""
    os.environ.pop(MEASURES_PROGRAMS, None)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop what has measured a worker until it knew that it is one: it would go on beneath."""
    measuring = session.config.pluginmanager.getplugin("_cov")
    controller = getattr(measuring, "cov_controller", None)
    if hasattr(session.config, "workerinput") and controller is not None:
        controller.pause()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Have nobody look for garbage among thousands of tests, which stay to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests whose coverage is not measured."""
    for item in items:
        path = item.path.relative_to(ROOT)
        if not UNMEASURED.isdisjoint(it.as_posix() for it in (path, *path.parents)):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let programs that a test starts be measured as late as can be, or not at all."""
    configuration = os.environ.get(MEASURES_PROGRAMS)
    if configuration is None:
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(MEASURES_PROGRAMS)
        if item.get_closest_marker("no_cover") is None:
            patch.setenv(MEASURES_LATER, configuration)
            patch.setenv("PYTHONPATH", str(MEASURED), prepend=os.pathsep)
        return (yield)
