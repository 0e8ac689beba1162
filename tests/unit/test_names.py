"""The modules and names that programs import."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pgwidgets import errors
from pgwidgets.async_.operation import Operation, OwedOperation, QueryOperation, UserOperation
from pgwidgets.callbacks import Callbacks
from pgwidgets.catalog.generate.listing import public_methods
from pgwidgets.catalog.registry import offered
from pgwidgets.extras.file_browser import FileBrowser
from pgwidgets.model.buffer import Buffer
from pgwidgets.server.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"

NAMES = {
    "pgwidgets": ["Buffer", "__version__", "load_ipython_extension"],
    "pgwidgets.callbacks": ["Callbacks"],
    "pgwidgets.extras.file_browser": ["FileBrowser"],
}
for package in ("pgwidgets.sync", "pgwidgets.async_"):
    NAMES[package] = ["Application", "Session"]
    NAMES[f"{package}.application"] = ["Application", "Session"]
    NAMES[f"{package}.widget"] = ["Widget"]
    NAMES[f"{package}.Widgets"] = [
        name for name, declaration in offered().items() if not declaration.abstract
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


# -- what objects show -------------------------------------------------------------------

GIVEN = {
    # of the API's first description, and of what is said of the widgets' behaviour
    "Application": "close create_session on_connect on_disconnect register_widget remote_html run"
    " sessions set_favicon start static_path url",
    "Session": "add_connection app batch close connections destroy get_screen_size get_url"
    " get_widgets gui_call gui_do id is_connected make_timer reconstruct remove_connection token"
    " walk_widget_tree",
    "Widget": "add_callback app destroy on session to_data_uri",
}

ADDED = {
    "Application": "on_error on_expire ports serve_file show",
    "Session": "flush read_clipboard show wait write_clipboard",
    "Widget": "off remove_callback",
}
"""The docs tell why one needs them."""

SYNC_ALONE = {"Application": "process_events", "Session": "", "Widget": ""}

OTHERS = {
    Operation: "close send throw",
    OwedOperation: "close send throw",
    QueryOperation: "close send throw",
    UserOperation: "close send throw",
    Buffer: "data dtype shape",
    Callbacks: "add_callback callback_failed enable_callback make_callback off on remove_callback",
    FileBrowser: "add_callback callback_failed destroy enable_callback get_directory get_filename"
    " get_mode get_selection hide is_visible make_callback off on popup refresh remove_callback"
    " session set_directory set_filename set_filters set_mode set_title show",
}


def public(subject: Any) -> set[str]:
    """Return what tab completion offers."""
    return {name for name in dir(subject) if not name.startswith("_")}


def named(api: str, cls: str) -> set[str]:
    """Return the names that a class of an API is to have."""
    alone = SYNC_ALONE if api == "sync" else dict.fromkeys(SYNC_ALONE, "")
    return {name for names in (GIVEN, ADDED, alone) for name in names[cls].split()}


@pytest.fixture(params=["sync", "async_"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def session(api: str) -> Any:
    return import_module(f"pgwidgets.{api}").Application().create_session()


def test_an_application_shows_its_api_alone(api: str, session: Any) -> None:
    assert public(session.app) == public(type(session.app)) == named(api, "Application")


def test_a_session_shows_its_api_alone(api: str, session: Any) -> None:
    assert public(session) == public(type(session)) == named(api, "Session")


def test_a_widget_shows_its_api_alone(api: str, session: Any) -> None:
    classes = import_module(f"pgwidgets.{api}.Widgets")
    base = named(api, "Widget")
    assert public(import_module(f"pgwidgets.{api}.widget").Widget) == base
    for name, declaration in offered().items():
        methods = {item.name for item in public_methods([*declaration.all_methods.values()])}
        assert public(getattr(classes, name)) == base | methods
    # so does the class of a session; nor has what a constructor adds
    label = session.get_widgets().Label
    assert public(label) == public(classes.Label)
    assert label.set_text is classes.Label.set_text
    assert issubclass(classes.Label, label)
    assert not issubclass(classes.Button, label)
    assert public(classes.Label(session)) == public(classes.Label)


def test_a_namespace_shows_the_classes_alone(api: str, session: Any) -> None:
    namespace = session.get_widgets()
    assert public(namespace) == set(offered())
    assert public(type(namespace)) == set(offered())
    mine = type("Mine", (import_module(f"pgwidgets.{api}.Widgets").Label,), {})
    session.app.register_widget(mine)
    assert public(namespace) == {"Mine", *offered()}


@pytest.mark.parametrize("cls", OTHERS, ids=lambda cls: cls.__name__)
def test_other_classes_show_their_api_alone(cls: type) -> None:
    assert public(cls) == set(OTHERS[cls].split())


ERRORS = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, errors.PgwidgetsError)
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_errors_have_only_what_exceptions_have(error: type[BaseException]) -> None:
    builtin = [base for base in error.__mro__ if base.__module__ == "builtins"]
    assert public(error) == {name for base in builtin for name in public(base)}


@pytest.mark.parametrize("cls", GIVEN)
def test_every_name_has_its_docs(api: str, cls: str) -> None:
    owner = import_module(f"pgwidgets.{api}.{'widget' if cls == 'Widget' else 'application'}")
    for name in named(api, cls):
        assert inspect.getdoc(getattr(getattr(owner, cls), name)), name
    told = "\n".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    assert [name for name in ADDED[cls].split() if not re.search(rf"\.{name}\b", told)] == []


def test_the_options_of_an_application_are_said_once(api: str) -> None:
    """Signature, checks and docs come from one dataclass."""
    signature = inspect.signature(import_module(f"pgwidgets.{api}").Application)
    options = inspect.signature(Settings, eval_str=True)
    assert list(signature.parameters.values()) == list(options.parameters.values())
    positional = [
        name
        for name, item in signature.parameters.items()
        if item.kind is item.POSITIONAL_OR_KEYWORD
    ]
    assert positional == [
        "ws_port",
        "http_port",
        "host",
        "http_server",
        "concurrency_handling",
        "max_sessions",
        "logger",
    ]
    doc = inspect.getdoc(import_module(f"pgwidgets.{api}").Application.__init__) or ""
    assert re.findall(r"^(\w+) : ", doc, re.MULTILINE) == list(signature.parameters)
