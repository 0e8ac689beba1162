"""Widgets of every class, and calls of their methods, made by the catalog alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from pgwidgets.catalog import types
from pgwidgets.catalog.bases import WIDGET_BASE
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.methods import Action, Command, Method, Parameter, Setter
from pgwidgets.catalog.registry import declarations, offered
from pgwidgets.errors import LimitError, WidgetDestroyedError
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own
from pgwidgets.session.facade import core_of
from pgwidgets.session.widgets import node_of
from pgwidgets.sync import Session
from tests.support.pictures import DOT, uri
from tests.unit.session.deeds import value_of

KINDS: Mapping[str, Widget] = {name: widget for name, widget in offered().items() if widget.remote}
"""The classes that pages show."""

REFUSALS = (TypeError, ValueError, LimitError)
"""What a program gets for what can't be done."""

CONTENT: Mapping[str, Any] = {
    # how wide a column is by itself depends on what was there as it was looked at
    "set_columns": [{"label": it.upper(), "key": it, "colwidth": 90} for it in "ab"],
    "set_data": [{"a": number, "b": "x"} for number in range(3)],
    "set_tree": {"row0": {"a": 1, "b": "x"}, "row1": {"row2": {"a": 2}}},
    "append_text": "a",
}
"""What gives a document content that the catalog's examples speak of."""

TRIES = 50
"""So many sets of arguments are tried until one does something."""


@dataclass
class Specimen:
    """A widget that one method is called of, or that was made with one option.

    Attributes
    ----------
    act : callable
        Calls the method; returns whether it was accepted.
    method : Method or None
        That method, if it is called once.
    keys : tuple of str
        The properties that are set; none where it is not known which.
    """

    name: str
    widget: Any
    act: Callable[[], bool]
    method: Method | None
    keys: tuple[str, ...]


def changing(widget: Widget) -> list[Method]:
    """Return the methods by which a program changes a widget, but for its end."""
    return [
        method
        for method in widget.all_methods.values()
        if isinstance(method, Setter | Command | Action)
        and not method.internal
        and method.name != "destroy"
    ]


def _lateness(method: Method) -> tuple[bool, bool]:
    return isinstance(method, Action), WIDGET_BASE.all_methods.get(method.name) is method


def placing(widget: Widget) -> Method | None:
    """Return the method that places a child in a container."""
    children = widget.placing
    if children is None:
        return None
    names = ("add_widget", "set_widget", "add_field", "add_menu")
    return next(widget.all_methods[name] for name in names if name in widget.all_methods)


def references(kind: types.Type) -> Iterator[types.Reference]:
    """Yield the types of widgets that are in a type."""
    match kind:
        case types.Reference():
            yield kind
        case types.Optional():
            yield from references(kind.inner)
        case types.Union():
            for member in kind.members:
                yield from references(member)
        case types.List():
            yield from references(kind.item)
        case types.Tuple():
            for item in kind.items:
                yield from references(item)


def some_value(kind: types.Type, dice: Random, nodes: Sequence[Node]) -> Any:
    """Return a value of a type; of lengths one that can be seen."""
    inner = kind.inner if isinstance(kind, types.Optional) else kind
    if inner is types.PIXELS:
        return dice.randrange(20, 120)
    return value_of(kind, dice, nodes)


class Nursery:
    """Makes widgets in a session, each where widgets of its class are at home."""

    def __init__(self, session: Session) -> None:
        # the classes
        self._W = session.get_widgets()
        # what knows the widgets behind the nodes
        self._core = core_of(session)

    # -- one of each -----------------------------------------------------------------

    def specimens(self, kind: str, column: Any) -> Iterator[Specimen]:
        """Yield a widget in a box for each method and each option of a class."""
        widget = KINDS[kind]
        for method in changing(widget):
            name = f"{kind}.{method.name}"
            made = self._ready(kind, method, name)
            self.settle(made, column)
            act = self._calling(made, method, name)
            yield Specimen(name, made, act, method, widget.sets_of(method))
            if isinstance(method, Setter):
                made = self.filled(self.make(kind))
                self.settle(made, column)
                back = self._going_back(made, method, self._calling(made, method, name))
                yield Specimen(f"{name} and back", made, back, None, widget.sets_of(method))
        for item in (*widget.arguments, *widget.options):
            name = f"{kind}({item.key}=)"
            made = self._with(kind, item, name)
            self.settle(self.filled(made), column)
            yield Specimen(name, made, lambda: True, None, (item.key,))

    def stages(self, kind: str, column: Any) -> Iterator[list[Specimen]]:
        """Yield a widget for each option of a large class; then the same, again and again, with
        other methods to call, until all have been called.
        """
        widget = KINDS[kind]
        methods = changing(widget)
        picky = [it for it in methods if not self._is_taken(kind, it)]
        first = [
            Specimen(f"{kind}.{it.name}", made, self._renewed(made, it), it, ())
            for it in picky
            for made in (self._ready(kind, it, it.name),)
        ]
        for specimen in first:
            self.settle(specimen.widget, column)
        for item in (*widget.arguments, *widget.options):
            made = self.filled(self._with(kind, item, item.key))
            self.settle(made, column)
            first.append(Specimen(f"{kind}({item.key}=)", made, lambda: True, None, ()))
        yield first
        # what a class has of its own is seen best before sizes change, and an action leaves nothing
        methods = sorted((it for it in methods if it not in picky), key=_lateness)
        for start in range(0, len(methods), len(first)):
            yield [
                Specimen(f"{kind}.{it.name}", at.widget, self._renewed(at.widget, it), it, ())
                for at, it in zip(first, methods[start:], strict=False)
            ]

    def _is_taken(self, kind: str, method: Method) -> bool:
        """Whether a widget that is made without options takes the method."""
        made = self.filled(self.make(kind))
        is_taken = self._calling(made, method, method.name)()
        made.destroy()
        return is_taken

    def _renewed(self, made: Any, method: Method) -> Callable[[], bool]:
        """Return what calls a method of a widget that has its content again, and shows."""

        def act() -> bool:
            self.filled(made)
            made.show()
            return self._calling(made, method, method.name)()

        return act

    def make(self, kind: str, /, **options: Any) -> Any:
        """Make a widget; the window in an area around another one."""
        if kind == "MDISubWindow":
            return self._W.MDIWidget(min_size=(300, 120)).add_widget(self._W.Label("in"), options)
        return getattr(self._W, kind)(**options)

    def _with(self, kind: str, item: State, name: str) -> Any:
        """Make a widget with an option, and with those that it can't be without."""
        declaration = KINDS[kind]
        given = (*declaration.arguments, *declaration.options)
        for number in range(TRIES):
            dice = Random(f"{name} {number}")
            chosen = [it for it in given if it is item or (number and dice.random() < 0.5)]
            try:
                return self.make(kind, **{it.key: self._option(it, dice) for it in chosen})
            except REFUSALS:
                continue
        raise NotImplementedError(f"no value was accepted for {name}")

    def _ready(self, kind: str, method: Method, name: str) -> Any:
        """Make a widget with which a method can be called: some want an option."""
        for number in range(TRIES):
            try:
                tried, made = (self._filled_like(kind, name, number) for _ in range(2))
            except REFUSALS:
                continue
            is_accepted = self._calling(tried, method, name)()
            for widget in (tried,) if is_accepted else (tried, made):
                # closing it was the end of some
                with suppress(WidgetDestroyedError):
                    widget.destroy()
            if is_accepted:
                return made
        raise NotImplementedError(f"no arguments were accepted by {name}")

    def _filled_like(self, kind: str, name: str, number: int) -> Any:
        dice = Random(f"{name} {number}")
        return self.filled(self.some(kind, dice) if number else self.make(kind))

    def some(self, kind: str, dice: Random) -> Any:
        """Make a widget with some options."""
        declaration = KINDS[kind]
        given = (*declaration.arguments, *declaration.options)
        chosen = [item for item in given if dice.random() < 0.4]
        return self.make(kind, **{item.key: self._option(item, dice) for item in chosen})

    def _option(self, item: State, dice: Random) -> Any:
        return self._public(some_value(item.type, dice, self._at_hand(item.type, ())))

    def filled(self, widget: Any) -> Any:
        """Give a container some of what it may hold, and a document some content."""
        declaration = declarations()[node_of(widget).kind]
        if declaration.document is not None:
            for name, content in CONTENT.items():
                if name in declaration.all_methods:
                    getattr(widget, name)(content)
        adding = placing(declaration)
        if adding is None:
            return widget
        is_single = declaration.placing is not None and declaration.placing.single
        for number in range(1 if is_single else 2):
            self.call(widget, adding, Random(number), ())
        return widget

    def settle(self, widget: Any, column: Any) -> None:
        """Place a widget in a box, or what it is at home in; a window shows."""
        kind = node_of(widget).kind
        declaration = KINDS[kind]
        if declaration.window:
            widget.show()
        elif not declaration.fills:
            column.add_widget(self._home(kind, widget))

    def _home(self, kind: str, widget: Any) -> Any:
        match kind:
            case "Menu":
                bar = self._W.MenuBar()
                bar.add_menu(widget, "menu")
                return bar
            case "MenuAction":
                bar = self._W.MenuBar()
                bar.add_name("menu").add_widget(widget)
                return bar
            case "MDISubWindow":
                return self._core.present(node_of(widget).parent)
            case "ToolBarAction":
                tools = self._W.ToolBar()
                tools.add_widget(widget)
                return tools
        return widget

    # -- calls -----------------------------------------------------------------------

    def call(
        self,
        widget: Any,
        method: Method,
        dice: Random,
        among: Sequence[Node],
        child: Any = None,
    ) -> Any:
        """Call a method with some arguments.

        Parameters
        ----------
        among : sequence of Node
            The widgets that it may get; of none a new one.
        child : widget, optional
            One that it gets.
        """
        declaration = declarations()[node_of(widget).kind]
        values = {
            item.name: self._argument(item, dice, among, child)
            for item in declaration.parameters_of(method)
        }
        return getattr(widget, method.name)(**values)

    def _argument(self, item: Parameter, dice: Random, among: Sequence[Node], child: Any) -> Any:
        if child is not None and isinstance(item.type, types.Reference):
            return child
        return self._public(some_value(item.type, dice, self._at_hand(item.type, among)))

    def _calling(self, made: Any, method: Method, name: str) -> Callable[[], bool]:
        """Return what calls a method until it has done something; it says whether it has."""

        def act() -> bool:
            is_accepted = False
            node = node_of(made)
            keys = method.keys if isinstance(method, Setter) else ()
            for number in range(TRIES):
                before = [node.state[key] for key in keys]
                children = [placement.node for placement in node.children]
                dice = Random(f"{name} {number}")
                try:
                    if number > TRIES / 4:
                        # another one may have to be called before
                        self.call(made, dice.choice(changing(KINDS[node.kind])), dice, ())
                    self.call(made, method, dice, children[number % 2 :])
                except REFUSALS:
                    continue
                is_accepted = True
                if not keys or [node.state[key] for key in keys] != before:
                    break
            return is_accepted

        return act

    def _going_back(self, made: Any, method: Setter, act: Callable[[], bool]) -> Callable[[], bool]:
        """Return what calls a setter, and then again with what there was before."""
        node = node_of(made)

        def back() -> bool:
            before = [node.state[key] for key in method.keys]
            names = [item.name for item in declarations()[node.kind].parameters_of(method)]
            act()
            getattr(made, method.name)(**dict(zip(names, before, strict=True)))
            return True

        return back

    def _at_hand(self, kind: types.Type, among: Sequence[Node]) -> Sequence[Node]:
        """Return widgets of which a value of a type may be one."""
        wanted = next(references(kind), None)
        if wanted is None or among:
            return among
        return [node_of(self.make((wanted.kinds or ("Label",))[0]))]

    def _public(self, value: Any) -> Any:  # noqa: PLR0911  # one line for each kind of value
        """Return a value as a program gives it."""
        match value:
            case str() if value.startswith("data:"):
                return uri(DOT)
            case bytes():
                return DOT
            case Node():
                return self._core.present(value)
            case Own():
                return value.value
            case list():
                return [self._public(item) for item in value]
            case dict():
                return {key: self._public(item) for key, item in value.items()}
        return value
