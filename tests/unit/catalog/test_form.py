"""Every declaration is well formed, so that what is derived from it needs no checks."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterator

import pytest

from pgwidgets.catalog.callbacks import CHILDREN, STACK
from pgwidgets.catalog.categories import CATEGORIES
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.generate.listing import ancestry, arguments_of, classes
from pgwidgets.catalog.methods import REQUIRED, Getter, Method, Parameter, Setter
from pgwidgets.catalog.registry import declarations, offered

RESERVED = {"self", "session", "setters"}


def names_of(widgets: list[Widget]) -> list[str]:
    return [widget.name for widget in widgets]


def unfrozen(value: object) -> object:
    """Lists and tuples are one form of a default; the model copies them."""
    return [unfrozen(item) for item in value] if isinstance(value, list | tuple) else value


def members(widget: Widget) -> Iterator[str]:
    yield from (state.key for state in widget.states)
    for method in widget.methods:
        yield method.name
        yield from (parameter.name for parameter in method.parameters)
    for callback in widget.callbacks:
        yield from (argument.name for argument in callback.arguments)


def is_sentence(text: str) -> bool:
    return text.strip().endswith((".", "!", "?")) and "\\" not in text


def reaches_a_page(widget: Widget, state: State) -> bool:
    is_told = state.folds or state.replay is not None or state.key in widget.setters
    return state.fact or state.python or is_told


every_class = pytest.mark.parametrize("widget", classes(), ids=names_of(classes()))
every_widget = pytest.mark.parametrize(
    "widget", list(declarations().values()), ids=list(declarations())
)


def test_a_name_stands_for_one_class() -> None:
    by_name = {widget.name: widget for widget in classes()}
    for widget in declarations().values():
        for one in ancestry(widget):
            assert by_name[one.name] is one


def test_the_root_alone_has_no_base() -> None:
    assert [widget.name for widget in classes() if widget.base is None] == ["Widget"]


@every_class
def test_names_can_be_written_in_python(widget: Widget) -> None:
    for name in (widget.name, *members(widget)):
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
    constructor = {state.key for state in (*widget.arguments, *widget.options)}
    assert not constructor & RESERVED


@every_class
def test_nothing_is_declared_twice(widget: Widget) -> None:
    for items in (
        [state.key for state in widget.states],
        [method.name for method in widget.methods],
        [callback.name for callback in widget.callbacks],
        *([parameter.name for parameter in method.parameters] for method in widget.methods),
    ):
        assert len(items) == len(set(items))


@every_class
def test_everything_is_documented(widget: Widget) -> None:
    assert is_sentence(widget.doc)
    docs = {state.key: state.doc for state in widget.states}
    docs |= {method.name: method.doc for method in widget.methods}
    docs |= {callback.name: callback.doc for callback in widget.callbacks}
    assert [name for name, doc in docs.items() if not is_sentence(doc)] == []
    for method in widget.methods:
        for parameter in widget.parameters_of(method):
            assert is_sentence(parameter.doc), (method.name, parameter.name)


@every_class
def test_a_class_is_looked_for_under_something(widget: Widget) -> None:
    assert widget.found_under in CATEGORIES


@every_class
def test_defaults_are_values_of_their_types(widget: Widget) -> None:
    for state in widget.states:
        checked = state.type.check(state.default)
        # what is shown in parts is kept otherwise than it is given
        assert state.in_parts or unfrozen(checked) == unfrozen(state.default), state.key


@every_class
def test_defaults_of_parameters_are_values_of_their_types(widget: Widget) -> None:
    for method in widget.methods:
        for parameter in widget.parameters_of(method):
            if parameter.default is not REQUIRED:
                parameter.type.check(parameter.default)


@every_class
def test_parameters_that_may_be_left_out_come_last(widget: Widget) -> None:
    for method in widget.methods:
        optional = [item.default is not None for item in arguments_of(widget, method)]
        assert optional == sorted(optional), method.name


def keys_named_by(method: Method) -> tuple[str, ...]:
    match method:
        case Setter(keys=keys):
            assert len(keys) == len(method.parameters), method.name
            return keys
        case Getter(key=key):
            return (key,)
        case _:
            return method.sets


@every_class
def test_methods_and_callbacks_name_properties_that_exist(widget: Widget) -> None:
    for method in widget.methods:
        assert set(keys_named_by(method)) <= {*widget.all_states, STACK}, method.name
    for callback in widget.callbacks:
        assert set(callback.keys) <= {*widget.all_states, CHILDREN, STACK}, callback.name
        assert callback.keys or not callback.changes, callback.name
        assert 0 <= callback.optional <= len(callback.arguments), callback.name


@every_widget
def test_every_property_reaches_a_page_that_comes_later(widget: Widget) -> None:
    if widget.remote:
        lost = [key for key, item in widget.all_states.items() if not reaches_a_page(widget, item)]
        assert lost == []


@every_widget
def test_pages_can_replay_by_methods_that_they_have(widget: Widget) -> None:
    for state in widget.all_states.values():
        if state.replay is not None and not state.fact:
            value = state.default if state.document is None else state.document(state.default)
            for method, args in state.replay(value):
                assert method in widget.all_methods
                parameters = widget.all_methods[method].parameters
                required = [item for item in parameters if item.default is REQUIRED]
                assert len(required) <= len(args) <= len(parameters), state.key


@pytest.mark.parametrize("widget", list(offered().values()), ids=list(offered()))
def test_an_example_is_python_that_calls_something(widget: Widget) -> None:
    assert any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(widget.example)))


def test_a_setter_takes_type_and_meaning_from_its_property() -> None:
    slider = declarations()["Slider"]
    completed = slider.parameters_of(slider.all_methods["set_value"])
    value = slider.all_states["value"]
    assert completed == (Parameter("num", value.type, value.doc),)
