"""Widget classes of a program's own."""

from __future__ import annotations

import importlib
import operator
from functools import partial
from typing import Any

import pytest

from pgwidgets.callbacks import Callbacks
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


def search_class(program: Program, base: Any) -> type:
    """Return a class that makes its children in its constructor, which nobody awaits."""
    widgets = module_of(program)

    class Search(base):  # type: ignore[misc]
        """An entry and a button."""

        def __init__(self, session: Any, hint: str, **options: Any) -> None:
            super().__init__(session, spacing=4, **options)
            self.field = widgets.TextEntry(session, text=hint)
            self.go = widgets.Button(session, "Go")
            self.add_widget(self.field, 1)
            self.add_widget(self.go, 0)
            self.found: list[str] = []
            self.go.on("activated", self.search)

        def search(self) -> None:
            self.found.append(self.field.get_text())

    return Search


def ready_class(base: Any) -> type:
    """Return a class of the async API that awaits its children."""

    class Ready(base):  # type: ignore[misc]
        """An entry and a button."""

        def __init__(self, session: Any, hint: str, **options: Any) -> None:
            super().__init__(session, spacing=4, **options)
            self.hint = hint
            self.found: list[str] = []

        async def _initialize(self) -> None:
            await super()._initialize()
            make = self.session.get_widgets()
            self.field = await make.TextEntry(text=self.hint)
            self.go = await make.Button("Go")
            await self.add_widget(self.field, 1)
            await self.add_widget(self.go, 0)
            await self.go.on("activated", self.search)

        async def search(self) -> None:
            self.found.append(self.field.get_text())

    return Ready


async def use(program: Program, classes: list[type]) -> None:
    """Make a composite of each class, use it, and end it."""
    session, browser = await program.shown()
    make = session.get_widgets()
    tabs = await program.do(make.TabWidget())
    switched: list[Any] = []
    await program.do(tabs.on("page-switch", switched.append))
    made = []
    for cls in classes:
        session.app.register_widget(cls, name="Search")
        made += [await program.do(make.Search("text", padding=2)), cls(session, "text")]
        made[-1] = await program.do(made[-1])
    for number, one in enumerate(made):
        assert one.get_children() == [one.field, one.go]
        await program.do(tabs.add_widget(one, {"title": str(number)}))
    top = await program.do(make.TopLevel(title="Test", widget=tabs))
    await program.do(top.show())
    later = await program.join(session)
    for each in (browser, later):
        for one in made:
            assert each.widget(one).kind == "HBox"
            held = [node_of(child).wid for child in (one.field, one.go)]
            assert each.widget(one).children == held
    assert set(made) < set(session.walk_widget_tree())
    # handlers are given the object that the program has made
    for one in made[1:]:
        await later.fire(tabs, "page-switch", {"__wid__": node_of(one).wid}, made.index(one))
        await later.fire(one.go, "activated")
        await program.until(partial(operator.eq, one.found, ["text"]))
        await program.until(partial(operator.contains, switched, one))
    await program.do(tabs.remove_all(destroy=True))
    assert list(session.walk_widget_tree())[1:] == [tabs]


@contract
async def test_composites_make_their_children_in_their_constructor(program: Program) -> None:
    base = (await program.session()).get_widgets().HBox
    await use(program, [search_class(program, it) for it in (base, module_of(program).HBox)])


@on_hosts("async")
async def test_composites_await_their_children(program: Program) -> None:
    base = (await program.session()).get_widgets().HBox
    await use(program, [ready_class(base), ready_class(module_of(program).HBox)])


@on_hosts("async")
async def test_a_composite_of_composites_in_a_handler(program: Program) -> None:
    session, browser = await program.shown()
    make = session.get_widgets()
    inner = ready_class(make.HBox)

    class Outer(make.VBox):  # type: ignore[misc,name-defined]
        """Two of them."""

        async def _initialize(self) -> None:
            await super()._initialize()
            for hint in ("one", "two"):
                await self.add_widget(await inner(self.session, hint))

    made: list[Any] = []

    async def press() -> None:
        async with session.batch():
            made.append(await Outer(session))

    button = await make.Button("Go")
    await button.on("activated", press)
    await browser.fire(button, "activated")
    await program.until(lambda: made)
    assert [child.hint for child in made[0].get_children()] == ["one", "two"]
    await browser.until(lambda client: len(client.replica.widgets) == 8)


@on_hosts("async")
async def test_an_error_in_initialize_that_is_awaited_is_told_once(program: Program) -> None:
    session = await program.session()

    class Broken(module_of(program).Button):  # type: ignore[misc]
        """Fails."""

        async def _initialize(self) -> None:
            raise ZeroDivisionError("no")

    with pytest.raises(ZeroDivisionError):
        await Broken(session, "x")
    await program.pause()
    assert program.errors == []


@contract
async def test_callbacks_of_a_composites_own(program: Program) -> None:
    session, browser = await program.shown()
    make = session.get_widgets()

    for order in (lambda base: (base, Callbacks), lambda base: (Callbacks, base)):

        class Login(*order(make.VBox)):  # type: ignore[misc]
            """Asks for a name."""

            def __init__(self, session: Any) -> None:
                super().__init__(session)
                self.enable_callback("login")
                self.go = module_of(program).Button(session, "Log in")
                self.add_widget(self.go)
                self.go.on("activated", lambda: self.make_callback("login", "name"))

        login = await program.do(Login(session))
        heard: list[Any] = []
        await program.do(login.on("login", heard.append))
        pairs: list[Any] = []
        await program.do(login.add_callback("login", lambda *args, to=pairs: to.append(args)))
        # those of the class that it comes from are there as well
        await program.do(login.on("child-added", heard.append))
        await program.do(login.on("resize", heard.append))
        await browser.fire(login.go, "activated")
        await program.until(partial(operator.contains, pairs, (login, "name")))
        assert (heard, pairs) == (["name"], [(login, "name")])
        await program.do(login.off("login", heard.append))
        login.make_callback("login", "again")
        assert (heard[1:], pairs[1:]) == ([], [(login, "again")])
        with pytest.raises(ValueError, match="did you mean 'login'"):
            login.on("logn", print)
        with pytest.raises(ValueError, match="has a callback 'resize' already"):
            login.enable_callback("resize")
        await program.do(login.off("child-added", heard.append))
        with pytest.raises(ValueError, match="not registered"):
            login.off("child-added", print)
