"""Calls that don't fit a signature: what was wrong, in the words of who calls."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pgwidgets.errors import closest

F = TypeVar("F", bound=Callable[..., Any])

UNSEEN = ("self", "session")
"""Parameters that a caller may not know of: a namespace gives the session."""


def misfit(
    name: str, signature: inspect.Signature, args: Sequence[Any], keywords: Mapping[str, Any]
) -> str | None:
    """Return why a call doesn't fit a constructor's signature; None when it does.

    Parameters
    ----------
    name : str
        What is called.
    """
    try:
        signature.bind(*args, **keywords)
    except TypeError as error:
        problem = str(error)
    else:
        return None
    parameters = signature.parameters.values()
    hidden = sum(item.name in UNSEEN for item in parameters)
    named = [item.name for item in parameters if item.kind is not item.VAR_KEYWORD][hidden:]
    unknown = [key for key in keywords if key not in named]
    if unknown and len(named) + hidden == len(parameters):
        return f"{name}() has no option {unknown[0]!r}; {closest(unknown[0], named)}"
    by_position = [
        item.name
        for item in parameters
        if item.kind in (item.POSITIONAL_ONLY, item.POSITIONAL_OR_KEYWORD)
    ]
    if len(args) <= len(by_position):
        return f"{name}(): {problem}"
    others = ", ".join(f"{key}=…" for key in named if key not in by_position)
    return f"{name}() takes {_counted(by_position[hidden:])}, not {len(args) - hidden}" + (
        f"; by keyword it takes {others}" if others else ""
    )


def explained(name: str, function: F) -> F:
    """Return a constructor that says what it takes when it is called in another way."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def construct(*args: Any, **keywords: Any) -> Any:
        try:
            return function(*args, **keywords)
        except TypeError:
            problem = misfit(name, signature, args, keywords)
            if problem is None:
                raise
            raise TypeError(problem) from None

    return construct  # type: ignore[return-value]  # it is called alike


def _counted(names: Sequence[str]) -> str:
    if not names:
        return "no arguments by position"
    plural = "" if len(names) == 1 else "s"
    return f"{len(names)} argument{plural} by position ({', '.join(names)})"
