"""The widget classes of one session, as `session.get_widgets()` returns them."""

from __future__ import annotations

import inspect
import re
import types
import weakref
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, Self, TypeVar, overload

from pgwidgets.catalog import registry
from pgwidgets.errors import closest
from pgwidgets.session.facade import core_of

B = TypeVar("B")
P = ParamSpec("P")
T = TypeVar("T")


class BoundClass(Generic[P, T]):
    """A widget class bound to a session: called without it, and a base like the class itself.

    It shows what the class has: an instance of a type that is called and documented like it.

    Parameters
    ----------
    cls : type
    session : object
    """

    def __init__(self, cls: type, session: Any) -> None:
        # what makes the widgets
        self._cls = cls
        # their first argument
        self._session = session
        self.__name__ = self.__qualname__ = cls.__name__
        self.__module__ = cls.__module__

    @abstractmethod
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a widget."""

    @property
    def __origin__(self) -> type:
        # what `help()` shows in the place of an object
        return self._cls

    @property
    def __signature__(self) -> inspect.Signature:
        signature = inspect.signature(self._cls)
        return signature.replace(parameters=list(signature.parameters.values())[1:])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cls, name)

    def __dir__(self) -> list[str]:
        return dir(self._cls)

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, self._cls)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (self._cls,)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._cls)

    def __repr__(self) -> str:
        return f"<widget class {self._cls.__name__} of session {self._session.id}>"


_likenesses: weakref.WeakKeyDictionary[type, dict[type, type]] = weakref.WeakKeyDictionary()
"""By widget class the types that look like it, for each API's way to call one."""


def likeness(base: type[B], cls: type) -> type[B]:
    """Return a type whose instances look like a widget class to who inspects them.

    Parameters
    ----------
    base : type
        What they are.
    cls : type
        The widget class.
    """
    made = _likenesses.setdefault(cls, {})
    if base not in made:
        shown = {"__doc__": _doc_without_session(cls), "__module__": cls.__module__}
        made[base] = type(cls.__name__, (base,), {**shown, "__call__": _called_like(base, cls)})
    found: type[B] = made[base]
    return found


def _called_like(base: type, cls: type) -> Callable[..., Any]:
    call: Any = base.__call__

    def __call__(self: Any, *args: Any, **keywords: Any) -> Any:  # noqa: N807  # its name
        return call(self, *args, **keywords)

    # that of all functions, which IPython leaves out; without one, it would show the base's
    __call__.__doc__ = types.FunctionType.__call__.__doc__
    # the session is to it what an instance is to a method
    __call__.__signature__ = inspect.signature(cls)  # type: ignore[attr-defined]  # not in typeshed
    return __call__


def _doc_without_session(cls: type) -> str | None:
    """Return a widget class's docstring without the argument that a namespace gives."""
    first = next(iter(inspect.signature(cls).parameters), "")
    entry = rf"^( *){first} : .*\n(?:\1 +.*\n)*"
    return cls.__doc__ and re.sub(entry, "", cls.__doc__, count=1, flags=re.MULTILINE)


class BoundClasses:
    """The widget classes of one session, as attributes."""

    def __init__(self, session: Any) -> None:
        # whose widgets the classes make
        self._session = session

    @abstractmethod
    def _bind(self, cls: Any) -> BoundClass[Any, Any]:
        """Return a class bound to the session."""

    def __getattr__(self, name: str) -> Any:
        added = self._added()
        if name in added:
            return self._bind(added[name])
        raise AttributeError(
            f"there is no widget class {name!r}; {closest(name, self.__dir__())}",
            name=name,
            obj=self,
        )

    def __dir__(self) -> list[str]:
        return sorted({*registry.offered(), *self._added()})

    def _added(self) -> dict[str, type]:
        """Return the classes that the program has registered."""
        classes: dict[str, type] = core_of(self._session).app.widget_classes
        return classes


class Factory(Generic[P, T]):
    """An attribute of a namespace: the class, bound to the namespace's session.

    Parameters
    ----------
    cls : type
    """

    def __init__(self, cls: Callable[..., Any]) -> None:
        # the class that it stands for
        self._cls = cls
        # the attribute's
        self._name = ""

    def __set_name__(self, owner: type[BoundClasses], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, namespace: None, owner: type[BoundClasses]) -> Self: ...

    @overload
    def __get__(self, namespace: BoundClasses, owner: type[BoundClasses]) -> BoundClass[P, T]: ...

    def __get__(
        self, namespace: BoundClasses | None, owner: type[BoundClasses]
    ) -> Self | BoundClass[P, T]:
        if namespace is None:
            return self
        bound: BoundClass[P, T] = namespace._bind(self._cls)  # noqa: SLF001  # made for it
        # from here on the namespace has it itself
        vars(namespace)[self._name] = bound
        return bound
