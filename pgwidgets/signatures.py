"""Calls that don't fit a signature: what was wrong, in the words of who calls."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import Parameter
from typing import Any, TypeAlias, TypeVar

from pgwidgets.errors import closest, hint

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=type)

Parameters: TypeAlias = Sequence[Parameter]
Check: TypeAlias = Callable[[Sequence[Any], Mapping[str, Any]], None]
"""Raises for what a function was given that does not fit."""

Around: TypeAlias = Callable[[Callable[..., Any], Check], Callable[..., Any]]
"""From a function, one around it that checks what does not fit."""

Describe: TypeAlias = Callable[[Parameters, Sequence[Any], Mapping[str, Any]], str]
"""Says, from a function's parameters and what it was given, why these don't fit."""

INSIDE = "Facade"
"""Ends the names of bases that programs know without it."""

POSITIONAL = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
REST = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


class _Optional:
    """The default of what may be left out, whatever that is then."""

    def __repr__(self) -> str:
        return "…"


OPTIONAL = _Optional()


def explain(cls: T) -> T:
    """Have a class's constructor and public methods say what they take where they are misused."""
    for name, item in list(vars(cls).items()):
        if name == "__init__":
            setattr(cls, name, _explained(item, functools.partial(_unmade, cls)))
        elif name.startswith("_"):
            continue
        elif inspect.isfunction(item):
            setattr(cls, name, _explained(item, functools.partial(_uncalled, cls, name)))
        elif isinstance(item, staticmethod):
            describe = functools.partial(_unmatched, f"{_known_as(cls)}.{name}")
            setattr(cls, name, staticmethod(_explained(item.__func__, describe, _around)))
    return cls


def _explained(function: F, describe: Describe, around: Around | None = None) -> F:
    """Return a function that is called alike, and fails with other words."""

    def check(args: Sequence[Any], keywords: Mapping[str, Any]) -> None:
        signature = inspect.signature(function)
        try:
            signature.bind(*args, **keywords)
        except TypeError:
            parameters = list(signature.parameters.values())
            raise TypeError(describe(parameters, args, keywords)) from None

    wrapper = (around or _way_around(function))(function, check)
    return functools.wraps(function)(wrapper)  # type: ignore[return-value]  # it is called alike


def _way_around(method: Callable[..., Any]) -> Around:
    if inspect.iscoroutinefunction(method):
        return _around_async
    code = method.__code__
    taken = code.co_argcount + code.co_kwonlyargcount
    takes_more = taken > 1 or code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
    # most that take nothing only read, and are fast
    return _around if takes_more else _around_getter


def _around(function: Callable[..., Any], check: Check) -> Callable[..., Any]:
    def call(*args: Any, **keywords: Any) -> Any:
        try:
            return function(*args, **keywords)
        except TypeError:
            check(args, keywords)
            raise

    return call


def _around_async(function: Callable[..., Any], check: Check) -> Callable[..., Any]:
    async def call(*args: Any, **keywords: Any) -> Any:
        try:
            return await function(*args, **keywords)
        except TypeError:
            check(args, keywords)
            raise

    return call


def _around_getter(function: Callable[..., Any], check: Check) -> Callable[..., Any]:
    def call(self: Any, *args: Any, **keywords: Any) -> Any:
        if args or keywords:
            check((self, *args), keywords)
        return function(self)

    return call


# -- the words -------------------------------------------------------------------------


def _unmade(
    cls: type, parameters: Parameters, args: Sequence[Any], keywords: Mapping[str, Any]
) -> str:
    """Say why a constructor can't be called so: it may have too many options to tell all."""
    name = cls.__name__
    # the object, and the session of widgets, which a namespace gives
    hidden = max(1, sum(item.kind is Parameter.POSITIONAL_ONLY for item in parameters))
    shown = parameters[hidden:]
    unknown = _unknown(parameters, keywords)
    if unknown is not None:
        return f"{name}() has no option {unknown!r}; {closest(unknown, _named(shown))}"
    places = _places(shown)
    given = len(args) - hidden
    if given <= len(places):
        return f"{name}(): {_mistake(parameters, args, keywords)}"
    listed = f" ({', '.join(places)})" if places else ""
    others = ", ".join(f"{key}=…" for key in _named(shown) if key not in places)
    more = f"; by keyword it takes {others}" if others else ""
    return f"{name}() takes {_counted(len(places))} by position{listed}, not {given}{more}"


def _uncalled(
    cls: type, name: str, parameters: Parameters, args: Sequence[Any], keywords: Mapping[str, Any]
) -> str:
    """Say why a method can't be called so."""
    if not (args and isinstance(args[0], cls)):
        known = _known_as(cls)
        return f"{known}.{name}() is a method: call it on an object, not on the class"
    called = f"{type(args[0]).__name__}.{name}"
    return _unmatched(called, parameters[1:], args[1:], keywords)


def _unmatched(
    name: str, parameters: Parameters, args: Sequence[Any], keywords: Mapping[str, Any]
) -> str:
    """Say why a function can't be called so, and all that it takes."""
    called = f"{name}{_written(parameters)}"
    unknown = _unknown(parameters, keywords)
    if unknown is not None:
        return f"{called} has no argument {unknown!r}{_advice(unknown, _named(parameters))}"
    most = len(_places(parameters))
    if len(args) <= most:
        return f"{called}: {_mistake(parameters, args, keywords)}"
    return f"{called} takes {_counted(most)}{' by position' if parameters else ''}, not {len(args)}"


def _advice(unknown: str, named: Sequence[str]) -> str:
    """Say what was meant: a name like it, or one of the options that go in a mapping."""
    near = hint(unknown, named)
    if near or "options" not in named:
        return near
    return f"; an option is given as options={{{unknown!r}: …}}"


def _mistake(parameters: Parameters, args: Sequence[Any], keywords: Mapping[str, Any]) -> str:
    """Say what is given twice or not at all."""
    given = _places(parameters)[: len(args)]
    twice = [name for name in given if name in keywords]
    if twice:
        return f"{twice[0]} is given twice"
    missing = [
        item.name
        for item in parameters
        if item.kind not in REST
        and item.default is Parameter.empty
        and item.name not in (*given, *keywords)
    ]
    return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"


def _unknown(parameters: Parameters, keywords: Iterable[str]) -> str | None:
    """Return the first keyword that no parameter takes."""
    if any(item.kind is Parameter.VAR_KEYWORD for item in parameters):
        return None
    names = _named(parameters)
    return next((key for key in keywords if key not in names), None)


def _places(parameters: Parameters) -> list[str]:
    return [item.name for item in parameters if item.kind in POSITIONAL]


def _named(parameters: Parameters) -> list[str]:
    unnamed = (Parameter.POSITIONAL_ONLY, *REST)
    return [item.name for item in parameters if item.kind not in unnamed]


def _written(parameters: Parameters) -> str:
    """Write parameters as programs know them."""
    empty = Parameter.empty
    plain = [
        item.replace(annotation=empty, default=empty if item.default is empty else OPTIONAL)
        for item in parameters
    ]
    return str(inspect.Signature(plain))


def _counted(number: int) -> str:
    return f"{number or 'no'} argument{'' if number == 1 else 's'}"


def _known_as(cls: type) -> str:
    return cls.__name__.removesuffix(INSIDE)
