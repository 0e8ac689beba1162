"""Widget classes of a program's own."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract, on_hosts


def module_of(program: Program) -> Any:
    return importlib.import_module(f"{program.api.__name__}.Widgets")


@contract
async def test_a_subclass_of_the_modules_class(program: Program) -> None:
    session, browser = await program.shown()

    class Counter(module_of(program).Button):  # type: ignore[misc]
        """Counts."""

        def __init__(self, session: Any, text: str, start: int) -> None:
            super().__init__(session, text, padding=3)
            self.count = start

    counter = Counter(session, "up", 5)
    await program.do(counter)
    assert (counter.count, counter.get_text(), counter.session) == (5, "up", session)
    assert counter.app is session.app
    assert browser.widget(counter).kind == "Button"
    assert list(session.walk_widget_tree()) == [counter]


@contract
async def test_a_subclass_of_the_namespaces_class(program: Program) -> None:
    session, browser = await program.shown()
    make = session.get_widgets()

    class Counter(make.Button):  # type: ignore[misc,name-defined]
        """Counts."""

        def __init__(self, session: Any, text: str) -> None:
            super().__init__(session, text)
            self.count = 0

    counter = Counter(session, "up")
    await program.do(counter)
    assert isinstance(counter, make.Button)
    assert isinstance(counter, module_of(program).Button)
    assert browser.widget(counter).state["text"] == "up"
    assert "widget class Button" in repr(make.Button)


@contract
async def test_registered_classes_join_every_namespace(program: Program) -> None:
    session, _browser = await program.shown()

    class Heading(module_of(program).Label):  # type: ignore[misc]
        """A label."""

    session.app.register_widget(Heading)
    session.app.register_widget(Heading, name="Title")
    make = session.get_widgets()
    heading = await program.do(make.Heading("x"))
    assert isinstance(heading, Heading)
    assert isinstance(await program.do(make.Title("y")), Heading)
    assert {"Heading", "Title"} <= set(dir(make))
    with pytest.raises(TypeError, match="widget class"):
        session.app.register_widget(int)


@on_hosts("async")
async def test_initialize_of_async_subclasses(program: Program) -> None:
    session, browser = await program.shown()
    order: list[str] = []

    class Ready(module_of(program).Button):  # type: ignore[misc]
        """Has something to await."""

        def __init__(self, session: Any, text: str) -> None:
            super().__init__(session, text)
            order.append("constructed")

        async def _initialize(self) -> None:
            await super()._initialize()
            await self.set_tooltip("tip")
            order.append("initialized")

    awaited = await Ready(session, "one")
    assert order == ["constructed", "initialized"]
    assert browser.widget(awaited).state["tooltip"] == "tip"
    dropped = Ready(session, "two")
    await program.until(lambda: len(order) == 4)
    await browser.until(
        lambda client: client.replica.widgets[node_of(dropped).wid].state["tooltip"] == "tip"
    )


@on_hosts("async")
async def test_an_error_in_initialize_that_nobody_awaits(program: Program) -> None:
    session = await program.session()

    class Broken(module_of(program).Button):  # type: ignore[misc]
        """Fails."""

        async def _initialize(self) -> None:
            raise ZeroDivisionError("no")

    dropped = Broken(session, "x")
    await program.until(lambda: program.errors)
    assert dropped.get_text() == "x"
    assert isinstance(program.take_errors()[0], ZeroDivisionError)
