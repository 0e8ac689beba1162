"""Functions of the program's that widgets ask."""

from __future__ import annotations

import contextvars
import inspect
from collections.abc import Callable
from typing import Any

from pgwidgets.catalog.types import Type, wrong_type


class ProgramFunction:
    """A function, with the context that it was given in.

    Parameters
    ----------
    function : callable
    """

    __slots__ = ("context", "function")

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        # so that what it prints goes to the notebook's cell that gave it
        self.context = contextvars.copy_context()


class Function(Type):
    """A function of the program's.

    Parameters
    ----------
    *arguments : str
        What it is called with.
    """

    python = "Callable[..., Any]"
    typescript = "never"

    def __init__(self, *arguments: str) -> None:
        # as above
        self._arguments = arguments
        self.examples: tuple[Any, ...] = (lambda *args: args[-1],)

    def check(self, value: Any) -> ProgramFunction:
        if isinstance(value, ProgramFunction):
            return value
        if not callable(value):
            raise wrong_type("a function", value)
        try:
            inspect.signature(value).bind(*self._arguments)
        except TypeError:
            expected = ", ".join(self._arguments)
            name = getattr(value, "__qualname__", repr(value))
            raise TypeError(f"must take {expected}, which {name} does not") from None
        except ValueError:
            # some built-ins have no signature
            pass
        return ProgramFunction(value)
