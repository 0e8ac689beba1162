"""What programs are told of wrong arguments: in their own words, and each name once."""

from __future__ import annotations

import importlib
import inspect
import re
from collections import Counter
from typing import Any

import pytest

from pgwidgets.catalog.registry import declarations
from tests.contract.driver import Program, contract, on_hosts


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
    for name, declaration in declarations().items():
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
    assert told(make.Button, "a", text="b") == "Button(): multiple values for argument 'text'"
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


@contract
async def test_each_valid_name_is_said_once(program: Program) -> None:
    make = (await program.session()).get_widgets()
    for name in declarations():
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
