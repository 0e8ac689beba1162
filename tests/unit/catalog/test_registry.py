"""The widget classes by their names, each imported when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pgwidgets.catalog import registry

ALONE = """
import sys
from pgwidgets.catalog import registry
registry.declarations()["Label"], registry.rules()["Label"]
print(*sorted(name for name in sys.modules if name.startswith("pgwidgets.catalog.widgets.")))
"""


def test_who_makes_labels_does_not_wait_for_tables() -> None:
    run = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["pgwidgets.catalog.widgets.label"]


def test_all_are_found_by_their_names() -> None:
    declarations = registry.declarations()
    assert list(declarations) == sorted(declarations) == list(registry.rules())
    assert {name: widget.name for name, widget in declarations.items()} == {
        name: name for name in declarations
    }
    assert len(declarations) == len(registry.declarations().values()) > 40


@pytest.mark.parametrize("name", ["label", "Lable", "_label", "", "Grouped"])
def test_there_are_no_others(name: str) -> None:
    declarations = registry.declarations()
    assert name not in declarations
    assert declarations.get(name) is None
    with pytest.raises(KeyError):
        declarations[name]


def test_what_is_there_is_the_same_each_time() -> None:
    declarations = registry.declarations()
    assert declarations["HBox"] is dict(declarations.items())["HBox"] is declarations.get("HBox")
    assert "MDISubWindow" in declarations
    assert registry.rules()["TopLevel"].window
