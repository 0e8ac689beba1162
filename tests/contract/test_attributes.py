"""Attributes that widgets, sessions and applications don't have."""

from __future__ import annotations

from typing import Any

import pytest

from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import Getter, Setter
from pgwidgets.catalog.registry import offered
from tests.contract.driver import Program, contract, on_hosts


@contract
async def test_what_has_a_setter_is_not_assigned_to(program: Program) -> None:
    make = (await program.session()).get_widgets()
    button = await program.do(make.Button("old"))
    for name, told in (
        ("text", r"Button has no attribute 'text' that can be assigned to: call set_text\(\)"),
        ("fg", r"call set_color\(\)"),
        ("visible", r"call show\(\) or hide\(\)"),
        ("txt", r"did you mean set_text\(\)"),
        ("zebra", "subclass, or begin with an underscore"),
        ("set_text", "Button.set_text is a method"),
    ):
        with pytest.raises(AttributeError, match=told):
            setattr(button, name, "new")
    button._mine = 3
    assert (button.get_text(), button._mine) == ("old", 3)
    assert set(vars(button)) <= {"_core", "_node", "_creation", "_initialized", "_mine"}
    with pytest.raises(AttributeError, match=r"option of the constructor, TabWidget\(closable=…"):
        (await program.do(make.TabWidget())).closable = True
    with pytest.raises(AttributeError):
        button.session = None


@contract
async def test_what_has_a_getter_is_not_read(program: Program) -> None:
    make = (await program.session()).get_widgets()
    button = await program.do(make.Button("old"))
    with pytest.raises(AttributeError, match=r"Button has no attribute 'text': call get_text\(\)"):
        button.text  # noqa: B018  # the access is what fails
    with pytest.raises(AttributeError, match=r"call is_visible\(\)"):
        button.visible  # noqa: B018
    with pytest.raises(AttributeError, match=r"did you mean set_text\(\)"):
        button.set_txt("new")
    assert not hasattr(button, "zebra")
    assert getattr(button, "_repr_html_", None) is None


def settable(widget: Widget) -> set[str]:
    setters = [m for m in widget.all_methods.values() if isinstance(m, Setter) and not m.internal]
    return {key for method in setters for key in method.keys} | widget.constructor_names


@contract
async def test_no_property_of_any_widget_is_one_of_python(program: Program) -> None:
    make = (await program.session()).get_widgets()
    for name, declaration in offered().items():
        widget = await program.do(getattr(make, name)())
        for key in settable(declaration):
            with pytest.raises(AttributeError, match=f"no attribute '{key}'.*(call|option)"):
                setattr(widget, key, None)
        for method in declaration.all_methods.values():
            if isinstance(method, Getter):
                with pytest.raises(AttributeError, match=rf"no attribute '{method.key}': call"):
                    getattr(widget, method.key)


@contract
async def test_a_subclass_has_attributes_of_its_own(program: Program) -> None:
    session = await program.session()
    make = session.get_widgets()

    class Card(make.Frame):  # type: ignore[misc,name-defined]
        """Has a title that is no Frame's."""

        title: str
        count = 0

        def __init__(self, session: Any) -> None:
            self.before = 1
            super().__init__(session)
            self.title = "mine"
            self.count = 2
            self.parts: list[Any] = []
            self.on_close = print

        @property
        def text(self) -> str:
            return self.title

        @text.setter
        def text(self, text: str) -> None:
            self.title = text

    card = await program.do(Card(session))
    card.text = "other"
    assert (card.title, card.count, card.parts, card.text) == ("other", 2, [], "other")
    with pytest.raises(AttributeError, match=r"call set_bg\(\); for an attribute of .* `bg: …`"):
        card.bg = "red"
    with pytest.raises(AttributeError, match=r"Card has no attribute 'size': call get_size\(\)"):
        card.size  # noqa: B018


@contract
async def test_a_subclass_that_has_not_called_its_base(program: Program) -> None:
    session = await program.session()

    class Early(session.get_widgets().Label):  # type: ignore[misc]
        """Uses what is not there yet."""

        def __init__(self, _session: Any) -> None:
            self.set_text("x")

    with pytest.raises(AttributeError, match=r"before super\(\).__init__\(session"):
        Early(session)


@contract
async def test_options_of_an_application_and_names_that_are_close(program: Program) -> None:
    session = await program.session()
    app = session.app
    for act in (lambda: setattr(app, "max_sessions", 4), lambda: app.max_sessions):
        with pytest.raises(AttributeError, match=r"constructor, Application\(max_sessions=…\)"):
            act()
    with pytest.raises(AttributeError, match=r"has no attribute 'adress'$"):
        app.adress  # noqa: B018
    with pytest.raises(AttributeError, match="did you mean 'get_widgets'"):
        session.get_widget()
    # what a program keeps with its session is its own
    session.user = "Ann"
    app.store = {}
    assert (session.user, app.store) == ("Ann", {})


@on_hosts("async")
async def test_a_forgotten_await(program: Program) -> None:
    make = (await program.session()).get_widgets()
    button = make.Button("x")
    with pytest.raises(AttributeError, match=r"'on'.*did you forget to `await` it to get the Butt"):
        button.on("activated", print)
    with pytest.raises(AttributeError, match=r"'upper'.*did you forget to `await` it\?"):
        (await button).set_text("y").upper()
    with pytest.raises(AttributeError, match=r"'text'.*did you forget to `await` it to get the Bu"):
        button.text = "z"
    with pytest.raises(AttributeError, match=r"'mine'.*did you forget to `await` it\?"):
        (await button).set_text("y").mine = 1
