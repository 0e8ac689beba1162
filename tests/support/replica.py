"""What a scripted browser shows: widgets, their properties and their children."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pgwidgets.catalog import registry
from pgwidgets.catalog.declaration import State, Widget
from pgwidgets.catalog.methods import Setter
from tests.support.table_part import TablePart

Message = dict[str, Any]

PLACING = {"add_widget": 0, "set_widget": 0, "add_menu": None, "insert_widget": 1}
"""Methods that place a child, and which argument it is; None for the first one that is a widget."""


class PageError(Exception):
    """What the page answers as an error."""


def reference(wid: int) -> Message:
    """Return what stands for a widget in a message."""
    return {"__wid__": wid}


def referred(value: Any) -> int | None:
    """Return the id of the widget that a value stands for, if it stands for one."""
    if isinstance(value, dict) and isinstance(value.get("__wid__"), int):
        return int(value["__wid__"])
    return None


@dataclass
class PageWidget:
    """A widget as the page has it.

    Attributes
    ----------
    state : dict
        The properties as the catalog names them; references are the ids of widgets.
    calls : list
        Every method that was called: its name and arguments, in order.
    silent : list of bool
        For each call whether it must fire no callback.
    """

    wid: int
    kind: str
    args: list[Any]
    state: dict[str, Any]
    children: list[int] = field(default_factory=list)
    calls: list[tuple[str, list[Any]]] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)
    listened: set[str] = field(default_factory=set)
    data: bytes | None = None

    def called(self, method: str) -> list[list[Any]]:
        """Return the arguments of all calls of a method."""
        return [args for name, args in self.calls if name == method]


class Replica:
    """The widgets of one page, built from what the server says."""

    def __init__(self) -> None:
        self.declarations = registry.declarations()
        self.widgets: dict[int, PageWidget] = {}
        self.rebuilding = False
        self.rebuilds = 0
        self._seq = 0
        self._pending: dict[int, tuple[int, tuple[str, ...]]] = {}

    def find(self, kind: str, index: int = 0) -> PageWidget:
        """Return the widget of a class that was made first, or a later one."""
        found = [widget for widget in self.widgets.values() if widget.kind == kind]
        if index >= len(found):
            raise LookupError(f"the page has {len(found)} widgets of the class {kind}")
        return found[index]

    def parent_of(self, wid: int) -> PageWidget | None:
        """Return the widget that holds a widget."""
        return next((item for item in self.widgets.values() if wid in item.children), None)

    def handle(self, message: Message, data: bytes | None = None) -> Message:
        """Apply a message; returns the fields of the answer.

        Raises
        ------
        PageError
            When the page can't do it.
        """
        match message["type"]:
            case "create":
                return self._create(message)
            case "call" | "binary-call" | "binary-call-chunked":
                self._call(message, data, silent=bool(message.get("silent")))
            case "batch":
                for call in message["calls"]:
                    self._call(call, None, silent=False)
            case "content" | "edit":
                self._edit(self._widget(message["wid"]), message)
            case "listen":
                self._widget(message["wid"]).listened.add(message["action"])
            case "unlisten":
                self._widget(message["wid"]).listened.discard(message["action"])
            case "reconstruct-start":
                self.widgets.clear()
                self.rebuilding = True
            case "reconstruct-end":
                self.rebuilding = False
                self.rebuilds += 1
            case kind:
                raise PageError(f"unknown message type {kind}")
        return {}

    def input(self, wid: int, action: str, args: Sequence[Any], *, numbered: bool) -> Message:
        """Show what the user does, and return the message that reports it."""
        message: Message = {"type": "callback", "wid": wid, "action": action, "args": list(args)}
        callback = self._declaration(self._widget(wid)).all_callbacks.get(action)
        if callback is not None:
            self.act(wid, action, args)
        return self.number(message) if numbered else message

    def number(self, message: Message) -> Message:
        """Number an input and keep account of it until it is acknowledged."""
        callback = self._declaration(self._widget(message["wid"])).all_callbacks.get(
            message["action"]
        )
        self._seq += 1
        keys = callback.keys if callback is not None else ()
        self._pending[self._seq] = (message["wid"], keys)
        return {**message, "seq": self._seq}

    def forget_inputs(self) -> None:
        """Number inputs anew, from 1: a new link begins."""
        self._seq = 0
        self._pending.clear()

    def acknowledge(self, seq: int) -> None:
        """Python has applied the inputs up to a number."""
        for number in [number for number in self._pending if number <= seq]:
            del self._pending[number]

    def is_outdated(self, message: Message) -> bool:
        """Whether newer input of the user is on its way for what a message sets."""
        if message["type"] == "reconstruct-start":
            self._pending.clear()
        if message["type"] != "call" or message["wid"] not in self.widgets:
            return False
        keys = self.keys_of(message["wid"], message["method"])
        return any(
            wid == message["wid"] and not set(keys).isdisjoint(pending)
            for wid, pending in self._pending.values()
        )

    def keys_of(self, wid: int, method: str) -> tuple[str, ...]:
        """Return the properties that a call of a method sets."""
        declaration = self._declaration(self._widget(wid))
        known = declaration.all_methods.get(method)
        return () if known is None else declaration.sets_of(known)

    def act(self, wid: int, action: str, args: Sequence[Any]) -> None:
        """Show what the user does, as the page does by itself."""
        widget = self._widget(wid)
        callback = self._declaration(widget).all_callbacks[action]
        if "state" in callback.sets:
            self._switch(widget, on=args[0])
        if "checked" in callback.sets:
            widget.state["checked"] = args[0]
        for key, carry in callback.carries.items():
            widget.state[key] = plain(carry(*args))
        match action:
            case "activated" if widget.kind == "TextEntry":
                widget.state["text"] = args[0]
            case "page-switch":
                widget.state["current"] = referred(args[0])
            case "page-close":
                self._destroy(referred(args[0]))
            case "page-move":
                self._move(widget, referred(args[0]), args[1])

    def _switch(self, widget: PageWidget, *, on: bool) -> None:
        group = widget.state.get("group")
        for other in self.widgets.values():
            if on and group is not None and other.kind == widget.kind:
                other.state["state"] = other.state["state"] and other.state["group"] != group
        widget.state["state"] = on

    def _widget(self, wid: int) -> PageWidget:
        if wid not in self.widgets:
            raise PageError(f"no widget {wid}")
        return self.widgets[wid]

    def _declaration(self, widget: PageWidget) -> Widget:
        return self.declarations[widget.kind]

    def _create(self, message: Message) -> Message:
        wid, kind, args = message["wid"], message["class"], list(message["args"])
        if wid in self.widgets:
            raise PageError(f"widget {wid} exists already")
        declaration = self.declarations[kind]
        state = {key: plain(value) for key, value in declaration.defaults.items()}
        given = list(args)
        options = given.pop() if given and is_options(given[-1]) else {}
        state.update(zip((item.key for item in declaration.arguments), given, strict=False))
        state.update(options)
        self.widgets[wid] = PageWidget(wid, kind, args, state)
        return {"wid": wid}

    def _call(self, message: Message, data: bytes | None, *, silent: bool) -> None:
        widget, method = self._widget(message["wid"]), message["method"]
        args = list(message["args"])
        for value in referenced(args):
            self._widget(value)
        widget.calls.append((method, args))
        widget.silent.append(silent)
        if data is not None:
            widget.data = data
            # the bytes stand for it
            widget.state.pop("image", None)
        elif method == "destroy":
            self._destroy(widget.wid)
        elif method in PLACING:
            self._place(widget, method, args)
        elif method == "remove":
            self._take_out(referred(args[0]) or 0)
        elif method == "move_widget":
            self._move(widget, referred(args[0]), args[1])
        else:
            self._set(widget, method, args)

    def _document_of(self, widget: PageWidget) -> State:
        item = self._declaration(widget).document
        if item is None:
            raise PageError(f"{widget.kind} has no document")
        return item

    def _edit(self, widget: PageWidget, message: Message) -> None:
        item = self._document_of(widget)
        assert item.document is not None
        if item.in_parts:
            content = message.get("content", widget.state[item.key])
            part = TablePart(content)
            for edit in message.get("edits", ()):
                part.apply(edit, [column["key"] for column in widget.state["columns"]])
            widget.state[item.key] = part.window
            return
        document = item.document(message.get("content", widget.state[item.key]))
        for edit in message.get("edits", ()):
            document.apply(document.read(edit))
        widget.state[item.key] = document.content()

    def _place(self, widget: PageWidget, method: str, args: list[Any]) -> None:
        position = PLACING[method]
        found = [referred(arg) for arg in args if referred(arg) is not None]
        child = found[0] if position is None else referred(args[position])
        if child is None:
            raise PageError(f"{method} without a widget")
        self._take_out(child)
        if method == "set_widget":
            widget.children = [child]
        elif method == "insert_widget":
            widget.children.insert(args[0], child)
        else:
            widget.children.append(child)
        if widget.kind == "TabWidget" and widget.state["current"] is None:
            widget.state["current"] = child

    def _take_out(self, child: int) -> None:
        """Take a widget out of its parent; of tabs, the next one comes into view."""
        parent = self.parent_of(child)
        if parent is None:
            return
        index = parent.children.index(child)
        parent.children.remove(child)
        if parent.kind == "TabWidget" and parent.state["current"] == child:
            count = len(parent.children)
            parent.state["current"] = parent.children[min(index, count - 1)] if count else None

    def _move(self, widget: PageWidget, child: int | None, index: int) -> None:
        if child in widget.children:
            widget.children.remove(child)
            widget.children.insert(index, child)

    def _destroy(self, wid: int | None) -> None:
        if wid is None or wid not in self.widgets:
            return
        self._take_out(wid)
        for child in list(self.widgets[wid].children):
            self._destroy(child)
        del self.widgets[wid]

    def _set(self, widget: PageWidget, method: str, args: list[Any]) -> None:
        known = self._declaration(widget).all_methods.get(method)
        if known is None:
            raise PageError(f"{widget.kind} has no method {method}")
        if method in ("show", "hide"):
            widget.state["visible"] = method == "show"
        elif method == "append_text" and "text" in widget.state:
            widget.state["text"] += args[0]
        elif method == "show_widget":
            widget.state["current"] = referred(args[0])
        elif widget.kind == "ComboBox" and method == "set_text":
            items = widget.state["items"]
            index = items.index(args[0]) if args[0] in items else -1
            widget.state["choice"] = [index, args[0]]
        elif widget.kind == "ComboBox" and method == "set_index":
            index = args[0]
            widget.state["choice"] = [index, widget.state["items"][index] if index >= 0 else ""]
        elif isinstance(known, Setter):
            widget.state.update(zip(known.keys, args, strict=True))
        elif len(known.sets) == 1:
            widget.state[known.sets[0]] = args if len(args) != 1 else args[0]


def is_options(value: Any) -> bool:
    """Whether a constructor's last argument is its options."""
    return isinstance(value, dict) and "__wid__" not in value


def plain(value: Any) -> Any:
    """Return a value as JSON carries it."""
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


def referenced(values: Iterable[Any]) -> list[int]:
    """Return the ids of all widgets that values refer to, at any depth."""
    found: list[int] = []
    for value in values:
        wid = referred(value)
        if wid is not None:
            found.append(wid)
        elif isinstance(value, dict):
            found += referenced(value.values())
        elif isinstance(value, list):
            found += referenced(value)
    return found
