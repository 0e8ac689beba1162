"""The modules and names that programs import."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from pgwidgets.catalog.registry import declarations

NAMES = {
    "pgwidgets": ["Buffer", "__version__", "load_ipython_extension"],
    "pgwidgets.callbacks": ["Callbacks"],
    "pgwidgets.extras.file_browser": ["FileBrowser"],
}
for api in ("sync", "async_"):
    NAMES[f"pgwidgets.{api}"] = ["Application", "Session"]
    NAMES[f"pgwidgets.{api}.application"] = ["Application", "Session"]
    NAMES[f"pgwidgets.{api}.widget"] = ["Widget"]
    NAMES[f"pgwidgets.{api}.Widgets"] = [
        name for name, declaration in declarations().items() if not declaration.abstract
    ]


@pytest.mark.parametrize("module", NAMES)
def test_a_module_has_its_names(module: str) -> None:
    found = import_module(module)
    # a star import gives them, and tools take them for public
    assert set(NAMES[module]) <= set(found.__all__)
    for name in NAMES[module]:
        assert getattr(found, name).__doc__


@pytest.mark.parametrize("api", ["sync", "async_"])
def test_a_name_means_the_same_wherever_it_is_imported_from(api: str) -> None:
    short, module = (import_module(f"pgwidgets.{api}{end}") for end in ("", ".application"))
    assert (short.Application, short.Session) == (module.Application, module.Session)
    assert import_module(f"pgwidgets.{api}.widget").Widget in (
        import_module(f"pgwidgets.{api}.Widgets").Label.__mro__
    )


@pytest.mark.parametrize("api", ["sync", "async_"])
def test_a_session_can_be_made_by_hand(api: str) -> None:
    session = import_module(f"pgwidgets.{api}.application").Session
    parameters = inspect.signature(session).parameters
    assert list(parameters) == ["app", "session_id", "ws"]
    assert parameters["ws"].default is None
