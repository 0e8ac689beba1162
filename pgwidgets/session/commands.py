"""Commands of a program: arguments checked against the catalog, then carried out on the tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import REQUIRED, Action, Command, Compute, Getter, Method, Setter
from pgwidgets.errors import closest, unknown_callback
from pgwidgets.model.node import Node, Values
from pgwidgets.model.tree import Tree


class _Keep:
    """The default of a setter's parameter that keeps its value when left out."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Any = _Keep()


def bind(declaration: Widget, method: Method, values: Mapping[str, Any]) -> dict[str, Any]:
    """Check the arguments of a call that were given; KEEP marks those that were not."""
    bound: dict[str, Any] = {}
    keeps = isinstance(method, Setter)
    for parameter in declaration.parameters_of(method):
        value = values.get(parameter.name, KEEP)
        if value is KEEP:
            if keeps:
                continue
            if parameter.default is REQUIRED:
                raise TypeError(f"{declaration.name}.{method.name}(): {parameter.name} is missing")
            value = parameter.default
        # a default such as None may stand for "not given" without being of the type
        elif parameter.default is REQUIRED or value is not parameter.default:
            try:
                value = parameter.type.check(value)
            except (TypeError, ValueError) as error:
                where = f"{declaration.name}.{method.name}(): {parameter.name}"
                raise error.__class__(f"{where} {error}") from None
        bound[parameter.name] = value
    if keeps and not bound:
        names = ", ".join(item.name for item in declaration.parameters_of(method))
        raise TypeError(f"{declaration.name}.{method.name}(): give at least one of {names}")
    return bound


def execute(
    tree: Tree, node: Node, declaration: Widget, method: Method, bound: Mapping[str, Any]
) -> Any:
    """Carry out a call whose arguments were checked, and return its result."""
    if isinstance(method, Setter):
        named = zip(declaration.parameters_of(method), method.keys, strict=True)
        tree.set_state(node, {key: bound[item.name] for item, key in named if item.name in bound})
        return None
    if isinstance(method, Command):
        return method.function(tree, node, **bound)
    if isinstance(method, Action):
        tree.call(node, method.name, *bound.values())
        return None
    raise TypeError(f"{declaration.name}.{method.name}() is not a command")


def read(node: Node, declaration: Widget, name: str, values: Mapping[str, Any]) -> Any:
    """Return the answer of a getter."""
    method = declaration.all_methods[name]
    if isinstance(method, Getter):
        return node.state[method.key]
    if isinstance(method, Compute):
        return method.function(node, **bind(declaration, method, values))
    raise TypeError(f"{declaration.name}.{name}() is not a getter")


def callback(declaration: Widget, action: str) -> Callback:
    """Return a callback that programs may use.

    Raises
    ------
    ValueError
        When the widget has none of this name.
    """
    if not isinstance(action, str):
        raise TypeError(f"the callback's name must be a str, not {type(action).__name__}")
    found = declaration.all_callbacks.get(action)
    if found is None or found.internal:
        valid = [name for name, item in declaration.all_callbacks.items() if not item.internal]
        raise unknown_callback(declaration.name, action, valid)
    return found


def initial_state(declaration: Widget, given: Mapping[str, Any]) -> Values:
    """Return a fresh widget's state from the constructor's arguments."""
    state = declaration.fresh()
    defaults = declaration.defaults
    for key, value in given.items():
        # what was left out arrives as the default, which was checked with the declaration
        if value is not defaults[key]:
            item = declaration.all_states[key]
            try:
                checked = item.type.check(value)
                state[key] = checked if item.document is None else item.document(checked)
            except (TypeError, ValueError) as error:
                raise error.__class__(f"{declaration.name}(): {key} {error}") from None
    return state


def keyword_setters(
    declaration: Widget, keywords: Mapping[str, Any]
) -> list[tuple[Method, dict[str, Any]]]:
    """Return the calls that a constructor's other keywords stand for.

    Raises
    ------
    TypeError
        For a keyword that no setter is named after.
    """
    calls = []
    for name, value in keywords.items():
        method = declaration.all_methods.get(f"set_{name}")
        if method is None or not _is_keyword(method):
            raise TypeError(_unknown_keyword(declaration, name))
        parameters = declaration.parameters_of(method)
        spread = isinstance(value, tuple | list) and len(parameters) > 1
        args = tuple(value) if spread else (value,)
        if len(args) > len(parameters):
            raise TypeError(
                f"{declaration.name}(): {name} takes at most {len(parameters)} values, "
                f"not {len(args)}"
            )
        values = dict(zip((item.name for item in parameters), args, strict=False))
        calls.append((method, bind(declaration, method, values)))
    return calls


def _is_keyword(method: Method) -> bool:
    """Whether a setter may be given as a keyword: `set_focus` has no value to give."""
    return bool(method.parameters) and not method.internal


def _unknown_keyword(declaration: Widget, name: str) -> str:
    valid = [item.key for item in (*declaration.arguments, *declaration.options)]
    valid += [
        method.name.removeprefix("set_")
        for method in declaration.all_methods.values()
        if method.name.startswith("set_") and _is_keyword(method)
    ]
    return f"{declaration.name}() has no option {name!r}; {closest(name, valid)}"
