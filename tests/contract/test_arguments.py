"""What programs are told of wrong arguments: in their own words, and each name once."""

from __future__ import annotations

import importlib
import inspect
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from pgwidgets import Buffer
from pgwidgets.callbacks import Callbacks
from pgwidgets.catalog.generate.listing import public_methods
from pgwidgets.catalog.registry import offered
from pgwidgets.extras.file_browser import FileBrowser
from tests.contract.driver import PROGRAMS, Program, contract, on_hosts

on_each_host = on_hosts(*PROGRAMS, modes=("per_session",))
"""The same words, in whatever mode."""


def told(call: Any, *args: Any, **keywords: Any) -> str:
    """Return the error of a call."""
    with pytest.raises((TypeError, ValueError)) as caught:
        call(*args, **keywords)
    return str(caught.value)


@contract
async def test_too_many_arguments_by_position(program: Program) -> None:
    session = await program.session()
    make = session.get_widgets()
    module = importlib.import_module(f"{program.api.__name__}.Widgets")
    for name, declaration in offered().items():
        most = len(declaration.arguments)
        given = [None] * (most + 1)
        for text in (
            told(getattr(make, name), *given),
            told(getattr(module, name), session, *given),
        ):
            assert text.startswith(f"{name}() takes ")
            assert f"by position, not {most + 1}" in text or f", not {most + 1}" in text
            assert all(item.key in text for item in (*declaration.arguments, *declaration.options))
    assert told(make.Frame, "A") == (
        "Frame() takes no arguments by position, not 1; by keyword it takes title=…"
    )
    assert told(make.Button, "a", "b") == (
        "Button() takes 1 argument by position (text), not 2; by keyword it takes kind=…"
    )
    assert told(make.Button, "a", text="b") == "Button(): text is given twice"
    assert told(module.Button) == "Button(): session is missing"
    assert list(session.walk_widget_tree()) == []


@contract
async def test_a_subclass_says_what_its_base_takes(program: Program) -> None:
    session = await program.session()

    class Card(session.get_widgets().Frame):  # type: ignore[misc]
        """Gives its base too much."""

        def __init__(self, session: Any, title: str) -> None:
            super().__init__(session, title)

    assert told(Card, session, "A").startswith("Frame() takes no arguments by position, not 1")
    assert "missing 1 required positional argument: 'title'" in told(Card, session)


async def complaint(program: Program, call: Any, *args: Any, **keywords: Any) -> str:
    """Return the error of a call that does not fit, of which an async program may see it late."""
    with pytest.raises(TypeError) as caught:
        await program.do(call(*args, **keywords))
    return str(caught.value)


async def check_methods(program: Program, owner: Any, names: Iterable[str]) -> None:
    """Each method names itself, and says what it takes and was given."""
    for name in names:
        method = getattr(owner, name)
        parameters = inspect.signature(method).parameters.values()
        kinds = {item.kind for item in parameters}
        said = f"{type(owner).__name__}.{name}{as_written(parameters)}"
        by_position = [item for item in parameters if item.kind is item.POSITIONAL_OR_KEYWORD]
        count = len(by_position) + 1
        if inspect.Parameter.VAR_KEYWORD not in kinds:
            text = await complaint(program, method, zebra=1)
            assert text.startswith(f"{said} has no argument 'zebra'")
            for item in by_position:
                text = await complaint(program, method, **{f"{item.name}e": 1})
                assert re.search(rf"did you mean .*'{item.name}'", text)
        if inspect.Parameter.VAR_POSITIONAL not in kinds:
            text = await complaint(program, method, *[None] * count)
            assert text.startswith(f"{said} takes ")
            assert text.endswith(f", not {count}")
        needed = [item.name for item in by_position if item.default is item.empty]
        if needed:
            verb = "is" if len(needed) == 1 else "are"
            text = await complaint(program, method)
            assert text == f"{said}: {' and '.join(needed)} {verb} missing"
            first = needed[0]
            text = await complaint(program, method, *needed, **{first: 1})
            assert text == f"{said}: {first} is given twice"


class Dots:
    def __repr__(self) -> str:
        return "…"


def as_written(parameters: Iterable[inspect.Parameter]) -> str:
    """Write what a method takes, with dots where Python has a default."""
    empty = inspect.Parameter.empty
    plain = [
        item.replace(annotation=empty, default=empty if item.default is empty else Dots())
        for item in parameters
    ]
    return str(inspect.Signature(plain))


def methods_of(cls: type) -> list[str]:
    """Return the names of the public methods of a class."""
    return [name for name, _item in inspect.getmembers(cls, inspect.isfunction) if name[0] != "_"]


@on_each_host
async def test_methods_of_widgets_say_what_they_take(program: Program) -> None:
    make = (await program.session()).get_widgets()
    for name, declaration in offered().items():
        widget = await program.do(getattr(make, name)())
        methods = [item.name for item in public_methods([*declaration.all_methods.values()])]
        assert set(methods) <= set(methods_of(type(widget)))
        before = dict(widget._node.state)
        await check_methods(program, widget, {*methods, "on", "off", "add_callback"})
        assert widget._node.state == before
    label = await program.do(make.Label("x"))
    assert (
        told(label.set_text, "a", "b") == "Label.set_text(text) takes 1 argument by position, not 2"
    )
    assert told(label.set_text, txt="a") == (
        "Label.set_text(text) has no argument 'txt'; did you mean 'text'?"
    )
    tabs = await program.do(make.TabWidget())
    assert told(tabs.add_widget, label, title="Tab").endswith(
        "has no argument 'title'; an option is given as options={'title': …}"
    )
    assert told(label.get_text, 1) == "Label.get_text() takes no arguments, not 1"
    assert told(label.to_data_uri) == "Widget.to_data_uri(path): path is missing"
    assert told(make.Label.set_text).startswith("Label.set_text() is a method: call it on an obj")
    # what is wrong with a value is said as before
    assert told(label.set_text, 3).startswith("Label.set_text(): text must be")


@on_each_host
async def test_methods_of_all_else_say_what_they_take(program: Program) -> None:
    session = await program.session()
    for owner in (session, session.app, FileBrowser(session), Callbacks()):
        await check_methods(program, owner, methods_of(type(owner)))
    assert told(FileBrowser) == "FileBrowser(): session is missing"
    assert told(Buffer, b"", (0,), "uint8", 1) == (
        "Buffer() takes 3 arguments by position (data, shape, dtype), not 4"
    )
    assert told(type(session), session.app) == "Session(): session_id is missing"
    if not program.is_async:
        # what a function of the program's own takes is its own affair
        assert "missing 1 required positional argument: 'a'" in told(session.gui_call, lambda a: a)


@on_each_host
async def test_a_subclass_is_called_by_its_own_name(program: Program) -> None:
    session = await program.session()

    class Card(session.get_widgets().Frame):  # type: ignore[misc]
        """Takes something of its own."""

        def turn(self, side: str) -> str:
            return side

    card = await program.do(Card(session))
    assert told(card.set_title).startswith("Card.set_title(")
    assert "missing 1 required positional argument: 'side'" in told(card.turn)


@contract
async def test_each_valid_name_is_said_once(program: Program) -> None:
    make = (await program.session()).get_widgets()
    for name in offered():
        text = told(getattr(make, name), zebra=1)
        names = re.findall(r"\w+", text.partition("valid names: ")[2] or text)
        assert [word for word, count in Counter(names).items() if count > 1] == []
    assert told(make.SpinBox, decimal=1) == (
        "SpinBox() has no option 'decimal'; did you mean 'decimals'?"
    )
    text = told(make.Label, "x", halign="x")
    assert text.endswith(
        "must be one of 'left', 'center', 'right', 'justify', 'start', 'end', not 'x'"
    )


@contract
async def test_options_of_an_application(program: Program) -> None:
    make = program.api.Application
    assert told(make, port=80) == (
        "Application() has no option 'port'; did you mean 'ws_port' or 'http_port'?"
    )
    assert told(make, *[0] * 8).startswith("Application() takes 7 arguments by position (ws_port, ")
    assert "; valid names" not in told(make, concurrency_handling="x")


@contract
async def test_what_is_no_handler_and_no_session(program: Program) -> None:
    session = await program.session()
    make = session.get_widgets()
    button = await program.do(make.Button("b"))
    called = "give the function itself, without calling it"
    for register in (button.on, button.add_callback):
        assert told(register, "activated", None).endswith(called)
        assert told(register, "activated", "print") == "a handler must be callable, not str"
        assert told(register, 3, print) == "the callback's name must be a str, not int"
    assert told(session.app.on_connect, None).endswith(called)
    assert told(session.app.on_error, 3) == "a handler must be callable, not int"
    if not program.is_async:
        assert told(session.gui_call, 3) == "a handler must be callable, not int"
    assert told(session.gui_do, 3) == "a handler must be callable, not int"
    module = importlib.import_module(f"{program.api.__name__}.Widgets")
    assert told(module.Button, session.app) == "a Session is needed, not Application"
    assert told(module.Button, "x") == "a Session is needed, not str"


@on_hosts("async")
async def test_a_coroutine_in_the_place_of_its_function(program: Program) -> None:
    button = await (await program.session()).get_widgets().Button("b")

    async def save() -> None:
        """Never runs."""

    coroutine = save()
    assert told(button.on, "activated", coroutine).endswith("without calling it")
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_CLOSED
