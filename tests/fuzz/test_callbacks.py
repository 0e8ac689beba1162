"""Every callback of every class with what no page of ours would say, by the catalog.

Each message is refused whole, or means something that its declaration allows: handlers get what is
declared, nothing is half done, and the other browsers and those who come later show what Python
has.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.registry import declarations
from pgwidgets.errors import ProtocolError
from pgwidgets.model.documents.document import Document
from pgwidgets.model.node import Node
from pgwidgets.protocol.connection import Connection
from pgwidgets.session import inputs
from tests.fuzz.mutation import VALUES
from tests.support import soak
from tests.unit.session.deeds import plain
from tests.unit.session.simulation import Page, Session, Shell
from tests.unit.session.test_permission import TABLES, filled, held, willing
from tests.unit.session.values import sample

KINDS = [name for name, widget in declarations().items() if widget.remote and not widget.abstract]

TRIES = soak.count(2, 40)
"""So many values are tried in each place, and so many of any number of arguments."""

REFUSED = "input refused"
"""How the log begins to say that what a page has done can't be."""


class Refusals(logging.Handler):
    """Counts the refusals that are logged."""

    def __init__(self) -> None:
        super().__init__()
        # so many there were
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += REFUSED in record.getMessage()


class Forger:
    """A session with one widget that its users may do everything with, and two browsers.

    One sends anything, the other follows.
    """

    def __init__(self, kind: str, refused: Refusals) -> None:
        self._refused = refused
        # its class
        self.kind = kind
        self.session = Session()
        # that of whoever forges
        self._page = Page().join(self.session)
        # that of another
        self._witness = Page().join(self.session)
        # reads what is sent, as a connection does
        self._machine = Connection()
        list(self._machine.receive('{"type":"result","id":0,"features":["inputs"]}'))
        # so many messages were refused
        self.refusals = 0
        # what should not have come of one
        self.wrong: list[str] = []
        self.lay()

    def lay(self) -> None:
        """Make the widget, and others to speak of: one elsewhere, and one that has ended."""
        self.node = willing(self.session, self.kind)
        filled(self.session, self.node)
        held(self.session, self.node)
        self._elsewhere = self.session.make("Label")
        self._ended = self.session.make("Label")
        self.session.do(self._ended, "destroy")
        for callback in declarations()[self.kind].all_callbacks.values():
            if not (callback.internal or callback.python):
                self._listen(callback)
        self._page.settle(self.session)

    def _listen(self, callback: Callback) -> None:
        def take(*args: Any) -> None:
            # what is in rows is the program's own, and its users'
            wrong = None if self.kind in TABLES else _misfit(callback, args)
            if wrong is not None:
                self.wrong.append(f"{callback.name}: a handler got {args!r:.200}: {wrong}")

        self.session.on(self.node, callback.name, take)

    def callbacks(self) -> Iterator[Callback]:
        """Yield what pages tell of the widget."""
        for callback in declarations()[self.kind].all_callbacks.values():
            if not callback.python:
                yield callback

    def arguments(self, callback: Callback, dice: Random) -> Iterator[list[Any]]:
        """Yield lists of arguments of which something is wrong, most often."""
        children = [item.node for item in self.node.children] or [self.node]
        right = [sample(it.type, children) for it in callback.arguments]
        others = [{"__wid__": it.wid} for it in (self._elsewhere, self._ended, self.node)]
        values = [*VALUES, *others, *({"__wid__": it.wid} for it in children)]
        for place in range(len(right)):
            for value in dice.choices(values, k=TRIES):
                yield [*right[:place], value, *right[place + 1 :]]
            yield [*right[:place], [right[place]] * 3, *right[place + 1 :]]
        yield right[:-1]
        yield [*right, dice.choice(values)]
        for _ in range(TRIES):
            yield dice.choices(values, k=dice.randrange(6))

    def say(self, message: dict[str, Any]) -> None:
        """Have the page say something; what is refused must have changed nothing."""
        before, refused = self._content(), self._refused.count
        try:
            for event in self._machine.receive(json.dumps(message)):
                inputs.receive(self.session, self._page.client, event)
        except ProtocolError:
            is_refused = True
        else:
            is_refused = self._refused.count > refused
        words = json.dumps(message)[:300]
        if is_refused:
            self.refusals += 1
            if self._content() != before:
                self.wrong.append(f"{words} was refused, and has changed something")
        if self.session.tree.drain():
            self.wrong.append(f"{words} has left something that nobody is told")

    def _content(self) -> Any:
        """Return all that there is."""
        nodes = self.session.tree.nodes.values()
        stack = list(self.session.tree.roots)
        return stack, [(it.wid, _state(it), [p.node.wid for p in it.children]) for it in nodes]

    def verify(self) -> None:
        """Show that nothing was wrong, and that the other browser and a new one follow."""
        assert self.wrong == []
        assert self.session.world.errors == []
        late = Page().join(self.session)
        self._witness.settle(self.session)
        assert self._witness.errors == late.errors == []
        places = {
            node.wid: [placement.node.wid for placement in node.children]
            for node in self.session.tree.nodes.values()
        }
        followed, anew = (page.replica.widgets for page in (self._witness, late))
        for widgets in (followed, anew):
            assert {wid: widget.children for wid, widget in widgets.items()} == places
        for wid, widget in followed.items():
            known = widget.state.keys() & anew[wid].state.keys()
            assert {key: widget.state[key] for key in known} == {
                key: anew[wid].state[key] for key in known
            }


def _state(node: Node) -> dict[str, Any]:
    return {
        key: plain(value.content()) if isinstance(value, Document) else value
        for key, value in node.state.items()
    }


def _misfit(callback: Callback, args: tuple[Any, ...]) -> str | None:
    """Return what of a handler's arguments is not as declared, if anything is."""
    for parameter, value in zip(callback.arguments, args, strict=False):
        if isinstance(value, Shell) and value._node.destroyed:
            # the user has closed it
            continue
        try:
            parameter.type.check(_own(value))
        except (TypeError, ValueError) as error:
            return f"{parameter.name} {error}"
    return None


def _own(value: Any) -> Any:
    match value:
        case Shell():
            return value._node
        case dict():
            return {key: _own(it) for key, it in value.items()}
        case list():
            return [_own(item) for item in value]
    return value


@pytest.fixture
def refused() -> Iterator[Refusals]:
    """What the sessions' logger says of inputs that are refused."""
    logger = logging.getLogger("test.session")
    refusals, level = Refusals(), logger.level
    logger.addHandler(refusals)
    logger.setLevel(logging.INFO)
    yield refusals
    logger.removeHandler(refusals)
    logger.setLevel(level)


@pytest.mark.no_cover
@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@pytest.mark.parametrize("kind", KINDS)
def test_forged_callbacks(kind: str, refused: Refusals) -> None:
    forger = Forger(kind, refused)
    for callback in forger.callbacks():
        dice = Random(f"{soak.SEED} {kind} {callback.name}")
        for args in forger.arguments(callback, dice):
            if forger.node.destroyed:
                forger.lay()
            wid = forger.node.wid
            forger.say({"type": "callback", "wid": wid, "action": callback.name, "args": args})
    forger.verify()
    assert forger.refusals > 0


@pytest.mark.no_cover
@pytest.mark.soak
@pytest.mark.timeout(soak.seconds(120))
@pytest.mark.parametrize("kind", KINDS)
def test_forged_reports(kind: str, refused: Refusals) -> None:
    forger = Forger(kind, refused)
    for item in declarations()[kind].all_states.values():
        for value in VALUES:
            forger.say({"type": "report", "reports": [[forger.node.wid, item.key, value]]})
    forger.verify()
    assert forger.refusals > 0
