"""What programs see of any widget: all that does not wait, in both APIs."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from pgwidgets.catalog import picture, registry
from pgwidgets.errors import unknown_callback
from pgwidgets.model.node import Node
from pgwidgets.server.session import HostedSession
from pgwidgets.session import attributes, own_callbacks
from pgwidgets.session.facade import Facade
from pgwidgets.session.handlers import Handler

A = TypeVar("A")
Done = TypeVar("Done")
H = TypeVar("H", bound=HostedSession)
S = TypeVar("S")


class WidgetFacade(Facade[H], own_callbacks.Heard, Generic[H, A, S, Done]):
    """A program's object for one widget: a handle on the node that the session owns.

    Its core is the session's. `Done` is what a call returns that has no result of its own: None,
    or in the asynchronous API an operation.
    """

    # the catalog's name of the class
    _kind: ClassVar[str] = "Widget"
    # what the session has of it
    _node: Node

    @classmethod
    def _of(cls, core: H, node: Node) -> Self:
        """Return the object for a widget that a method has made."""
        widget = cls.__new__(cls)
        widget._core = core  # noqa: SLF001  # as a constructor does
        widget._node = node  # noqa: SLF001
        return widget

    if not TYPE_CHECKING:
        # a type checker would take every attribute for one that is there

        def __setattr__(self, name: str, value: Any) -> None:
            if not name.startswith("_"):
                refusal = attributes.refusal(type(self), self._kind, name)
                if refusal is not None:
                    raise AttributeError(refusal, name=name, obj=self)
            super().__setattr__(name, value)

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(attributes.absence(type(self), self._kind, name), name=name)

    def __repr__(self) -> str:
        node = getattr(self, "_node", None)
        if node is None:
            return f"<{type(self).__name__}, not yet created>"
        ended = ", destroyed" if node.destroyed else ""
        return f"<{type(self).__name__} {node.wid}{ended}>"

    @property
    def session(self) -> S:
        """The Session this widget belongs to."""
        session: S = self._core.facade
        return session

    @property
    def app(self) -> A:
        """The Application this widget belongs to."""
        app: A = self._core.app.facade
        return app

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

    def on(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> Done:
        """Register a callback; it is registered when the call returns.

        Parameters
        ----------
        action : str
            The callback's name, such as ``"activated"``.
        handler : callable
            Gets ``(*callback_args, *extra_args, **extra_kwargs)``; of the callback's arguments
            only as many as it takes. In the asynchronous API a function or a coroutine function.

        Raises
        ------
        ValueError
            When the widget has no such callback.

        Examples
        --------
        >>> button.on("activated", lambda: label.set_text("Clicked!"))  # doctest: +SKIP
        """
        return self._handle(action, Handler(handler, (), extra_args, extra_kwargs))

    def add_callback(
        self, action: str, handler: Callable[..., Any], *extra_args: Any, **extra_kwargs: Any
    ) -> Done:
        """Register a callback that gets the widget first.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            Gets ``(widget, *callback_args, *extra_args, **extra_kwargs)``, as with :meth:`on`.

        Raises
        ------
        ValueError
            When the widget has no such callback.
        """
        return self._handle(action, Handler(handler, (self,), extra_args, extra_kwargs))

    def remove_callback(self, action: str, handler: Callable[..., Any]) -> Done:
        """Take a handler back: it is not called any more, however often it was registered.

        Not even for what has happened already and waits its turn. The pages report no more what
        nobody handles.

        Parameters
        ----------
        action : str
            The callback's name.
        handler : callable
            As it was given to :meth:`on` or :meth:`add_callback`.

        Raises
        ------
        ValueError
            When it is not registered, or the widget has no such callback.

        Examples
        --------
        >>> button.on("activated", save)  # doctest: +SKIP
        >>> button.remove_callback("activated", save)  # doctest: +SKIP
        """
        return self._unhandle(action, handler)

    def off(self, action: str, handler: Callable[..., Any]) -> Done:
        """Take a handler back: another name of :meth:`remove_callback`."""
        return self._unhandle(action, handler)

    def destroy(self) -> Done:
        """Destroy this widget and all inside it: they leave the pages and the session."""
        done: Done = self._run("destroy")
        return done

    @property
    def _declared(self) -> Collection[str]:
        callbacks = registry.declarations()[self._kind].all_callbacks
        return [name for name, it in callbacks.items() if not it.internal]

    def _handle(self, action: str, handler: Handler) -> Done:
        if not self._is_own(action):
            return self._register(action, handler)
        own_callbacks.add(self, action, handler)
        return self._done()

    def _unhandle(self, action: str, function: Callable[..., Any]) -> Done:
        if not self._is_own(action):
            return self._unregister(action, function)
        own_callbacks.remove(self, action, function)
        return self._done()

    def _is_own(self, action: str) -> bool:
        """Whether a callback is of a class of the program's own.

        Raises
        ------
        ValueError
            When that has callbacks, but nobody has this one.
        """
        own = own_callbacks.registered(self)
        if own and action not in own and action not in self._declared:
            raise unknown_callback(type(self).__name__, action, [*own, *self._declared])
        return action in own

    @abstractmethod
    def _done(self) -> Done:
        """Return what a call does that waits for nothing."""

    @abstractmethod
    def _register(self, action: str, handler: Handler) -> Done:
        """Add a handler, and wait as the API does."""

    @abstractmethod
    def _unregister(self, action: str, handler: Callable[..., Any]) -> Done:
        """Take a handler back, and wait as the API does."""

    @abstractmethod
    def _run(self, method: str, /, **values: Any) -> Any:
        """Call a method, and wait as the API does."""

    def _read(self, method: str, /, **values: Any) -> Any:
        return self._core.read(self._node, method, values)
