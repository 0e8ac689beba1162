"""The examples in docstrings run; those that need an application are only read."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import pgwidgets

PACKAGE = Path(pgwidgets.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    # the examples of the generated classes are the catalog's, which have a test of their own
    if path.name != "Widgets.py" and ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_a_module_run(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0


@pytest.mark.parametrize("module", ["pgwidgets.callbacks", "pgwidgets.model.buffer"])
def test_examples_that_need_no_application_are_not_skipped(module: str) -> None:
    assert doctest.testmod(import_module(module)).attempted > 0
