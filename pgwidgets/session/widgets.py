"""What the widget classes and namespaces of both APIs share."""

from __future__ import annotations

import inspect
import os
from typing import Any, ClassVar, Self

from pgwidgets.catalog import picture, registry
from pgwidgets.errors import closest
from pgwidgets.model.node import Node
from pgwidgets.session.facade import core_of


class WidgetCore:
    """A program's object for one widget: a handle on the node that the session owns.

    Attributes
    ----------
    kind : str
        The catalog's name of the class.
    node : Node
    """

    kind: ClassVar[str] = "Widget"
    node: Node

    # the session's
    _core: Any

    @classmethod
    def of(cls, core: Any, node: Node) -> Self:
        """Return the object for a widget that a method has made."""
        widget = cls.__new__(cls)
        widget._core = core  # noqa: SLF001  # as a constructor does
        widget.node = node
        return widget

    def __repr__(self) -> str:
        node = getattr(self, "node", None)
        if node is None:
            return f"<{type(self).__name__}, not yet created>"
        ended = ", destroyed" if node.destroyed else ""
        return f"<{type(self).__name__} {node.wid}{ended}>"

    @staticmethod
    def to_data_uri(path: str | os.PathLike[str]) -> str:
        """Read a file and return it as a `data:` URI.

        Parameters
        ----------
        path : str or path-like
            The file; its name's ending gives the media type.

        Raises
        ------
        OSError
            When the file can't be read.
        """
        return picture.to_data_uri(path)


def node_of(widget: Any) -> Node:
    """Return the node behind a program's widget.

    Raises
    ------
    TypeError
        When it is none.
    """
    node = getattr(widget, "node", None)
    if not isinstance(node, Node):
        raise TypeError(f"a widget is needed, not {type(widget).__name__}")
    return node


def split_arguments(
    kind: str, args: tuple[Any, ...], keywords: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a constructor's own arguments by name, and the keywords that are left over.

    Raises
    ------
    TypeError
        For too many positional arguments, or one given twice.
    """
    declaration = registry.declarations()[kind]
    if not args and declaration.constructor_names.issuperset(keywords):
        # by far the most: all that is given is named, and the constructor's own
        return keywords, {}
    positional = declaration.arguments
    if len(args) > len(positional):
        raise TypeError(
            f"{kind}() takes at most {len(positional)} positional arguments after the "
            f"session, not {len(args)}"
        )
    given = {item.key: value for item, value in zip(positional, args, strict=False)}
    others = {}
    for key, value in keywords.items():
        if key in given:
            raise TypeError(f"{kind}() got {key} twice")
        if key in declaration.constructor_names:
            given[key] = value
        else:
            others[key] = value
    return given, others


class BoundClass:
    """A widget class bound to a session: called without it, and a base like the class itself.

    Parameters
    ----------
    cls : type
    session : object
    """

    def __init__(self, cls: type, session: Any) -> None:
        self._cls = cls
        self._session = session
        self.__doc__ = cls.__doc__
        self.__name__ = self.__qualname__ = cls.__name__
        self.__module__ = cls.__module__

    @property
    def __signature__(self) -> inspect.Signature:
        signature = inspect.signature(self._cls)
        return signature.replace(parameters=list(signature.parameters.values())[1:])

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (self._cls,)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._cls)

    def __repr__(self) -> str:
        return f"<widget class {self._cls.__name__} of session {self._session.id}>"


class NamespaceCore:
    """The widget classes of one session, as attributes."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def bind(self, cls: type) -> Any:
        """Return a class bound to the session."""
        raise NotImplementedError  # each API has its own

    def __getattr__(self, name: str) -> Any:
        registered: dict[str, type] = core_of(self._session).app.widget_classes
        if name in registered:
            return self.bind(registered[name])
        raise AttributeError(
            f"there is no widget class {name!r}; {closest(name, self._names())}",
            name=name,
            obj=self,
        )

    def __dir__(self) -> list[str]:
        return self._names()

    def _names(self) -> list[str]:
        return sorted({*registry.declarations(), *core_of(self._session).app.widget_classes})
