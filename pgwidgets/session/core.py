"""A session: one widget tree, the browsers that show it, and the program that owns it.

Everything that changes the tree passes through here under one lock, so that all browsers
and handlers see changes in one order. What is written here knows neither threads' nor
coroutines' way of waiting.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pgwidgets.catalog import registry
from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.declaration import Widget
from pgwidgets.catalog.methods import Method, Query
from pgwidgets.catalog.permission import obstacle
from pgwidgets.catalog.types import Type
from pgwidgets.errors import LimitError, PictureError, SessionClosedError, WidgetDestroyedError
from pgwidgets.model.change import (
    Change,
    Consulted,
    Created,
    Destroyed,
    Edited,
    Fired,
    Replaced,
    StateSet,
    Undertaken,
)
from pgwidgets.model.documents.errand import Errand
from pgwidgets.model.documents.task import Task
from pgwidgets.model.node import Node
from pgwidgets.model.own import Own, Unlocked
from pgwidgets.model.tree import Tree
from pgwidgets.session import commands, consultation, rendering
from pgwidgets.session.alarms import Alarms
from pgwidgets.session.answers import Answer
from pgwidgets.session.client import Client
from pgwidgets.session.context import current_cause
from pgwidgets.session.departed import Departed
from pgwidgets.session.fanout import FanOut
from pgwidgets.session.gathering import Gathering
from pgwidgets.session.handlers import Handler, HandlerTable
from pgwidgets.session.identity import normal_id
from pgwidgets.session.jobs import single
from pgwidgets.session.limits import Limits
from pgwidgets.session.listening import Listening
from pgwidgets.session.owner import Dispatcher, Owner
from pgwidgets.session.queries import PageQuery
from pgwidgets.session.rendering import OutgoingCall
from pgwidgets.session.secret import is_same, make_token
from pgwidgets.session.stalls import Stalls
from pgwidgets.session.suspended import SuspendedClients
from pgwidgets.session.tasks import Tasks
from pgwidgets.session.values import GoneError, from_page
from pgwidgets.session.waits import Expected, Waits

_SEQUENCES = (list, tuple)

WAKING = (Created, StateSet, Edited, Replaced)
"""What may set, move or cancel a widget's alarm."""

interrupted: weakref.WeakSet[SessionCore] = weakref.WeakSet()
"""Those that Ctrl-C, or a kernel's interrupt, has hit in the middle of a change."""


class SessionCore:
    """What the sessions of both APIs share.

    Attributes
    ----------
    tree : Tree
    lock : threading.RLock
        Held while the tree changes and messages are put in order.
    fanout : FanOut
        What the browsers are told.
    gathering : Gathering
        What they are told of together, a little later.
    listening : Listening
        What they report, and to whom.
    stalls : Stalls
        What becomes of files of which nothing comes any more.
    """

    def __init__(
        self,
        owner: Owner,
        session_id: str | int,
        dispatcher: Dispatcher,
        logger: logging.Logger,
    ) -> None:
        self.declarations = registry.declarations()
        self.tree = Tree(registry.rules(), time.monotonic, owner.limits.widgets)
        self.lock = threading.RLock()
        self.dispatcher = dispatcher
        self.logger = logger
        # width and height in px of the page that reported last
        self.screen_size: tuple[float, float] = (0, 0)
        self.destroyed = False
        # the application
        self._owner = owner
        # in its normal form
        self._id = normal_id(session_id)
        # whoever has it may join
        self._token = make_token(owner.instance)
        self.waits = Waits()
        self.departed = Departed()
        tables: dict[int, HandlerTable] = {}
        self.fanout = FanOut(
            self.declarations,
            self.tree,
            tables,
            SuspendedClients(owner, self.lock),
            self.report_error,
            wait_each_call=owner.wait_each_call,
            logger=logger,
        )
        # what they are told of at the end of a handler or a batch
        self.gathering = Gathering(self, owner)
        self.listening = Listening(self.declarations, tables, self.waits, self.fanout)
        # of widgets that wake up by themselves
        self._alarms = Alarms(self, owner)
        # of documents that are too large to be worked on under the lock
        self._tasks = Tasks(self, owner)
        self.stalls = Stalls(owner, self.lock, self.clients)

    # -- identity --------------------------------------------------------------------

    @property
    def id(self) -> str | int:
        """Unique session identifier."""
        return self._id

    @property
    def token(self) -> str:
        """Security token for reconnection: whoever has it can join the session."""
        return self._token

    def admits(self, token: str | None) -> bool:
        """Whether a browser's token is the session's, compared in constant time."""
        return token is not None and is_same(token, self._token)

    @property
    def clients(self) -> list[Client]:
        """The browsers that follow."""
        return self.fanout.clients

    @property
    def is_connected(self) -> bool:
        """True if at least one browser is connected."""
        return bool(self.clients)

    @property
    def connections(self) -> list[Any]:
        """List of active WebSocket connections."""
        with self.lock:
            return [client.connection for client in self.clients]

    def walk_widget_tree(self) -> Iterator[Any]:
        """Yield all widgets, parents before children, in the order of their creation."""
        with self.lock:
            nodes = list(self.tree.walk())
        for node in nodes:
            yield self.present(node)

    # -- commands of the program -----------------------------------------------------

    def create(
        self, kind: str, widget: object, given: Mapping[str, Any], keywords: Mapping[str, Any]
    ) -> tuple[Node, Answer]:
        """Make a widget and apply the setters that its other keywords stand for."""
        declaration = self.declarations[kind]
        state = commands.initial_state(declaration, given)
        setters = commands.keyword_setters(declaration, keywords) if keywords else []
        if declaration.document is not None:
            state[declaration.document.key].report = self._report_soon
        with self.lock:
            self.require_open()
            self._require_own(*state.values())
            for _, bound in setters:
                self._require_own(*bound.values())
            try:
                node = self.tree.create(kind, state)
                node.widget = widget
                if setters:
                    self._set_all(node, declaration, setters)
                return node, self.publish(self.tree.drain())
            except KeyboardInterrupt:
                interrupted.add(self)
                raise

    def _set_all(
        self,
        node: Node,
        declaration: Widget,
        setters: Sequence[tuple[Method, Mapping[str, Any]]],
    ) -> None:
        """Apply the setters of a widget that nobody was told of; if one fails, it never was."""
        try:
            for method, bound in setters:
                commands.execute(self.tree, node, declaration, method, bound)
        except BaseException:
            self.tree.discard(node)
            # a child that it had got has left its former parent
            self.publish(self.tree.drain())
            raise

    def run(self, node: Node, name: str, values: Mapping[str, Any]) -> tuple[Any, Answer]:
        """Carry out a method of a widget; returns its result and the pages' answer."""
        declaration = self.declarations[node.kind]
        method = declaration.all_methods[name]
        # not under the lock: checking may run code of the program's, such as a generator
        bound = commands.bind(declaration, method, values)
        with self.lock:
            self.require_open()
            self._require_alive(node, name)
            self._require_own(*bound.values())
            self.tree.cause = _cause()
            try:
                try:
                    result = commands.execute(self.tree, node, declaration, method, bound)
                except (TypeError, ValueError, LimitError) as error:
                    # what a function did before it refused is told to the pages all the same
                    self.publish(self.tree.drain())
                    raise error.__class__(f"{node.kind}.{name}(): {error}") from None
                return self.present(result), self.gathering.publish(self.tree.drain())
            except KeyboardInterrupt:
                interrupted.add(self)
                raise

    def read(self, node: Node, name: str, values: Mapping[str, Any]) -> Any:
        """Answer a getter from the state that Python has."""
        with self.lock:
            self.tree.cause = _cause()
            found = commands.read(node, self.declarations[node.kind], name, values)
            if not isinstance(found, Unlocked):
                return self.present(found)
        return found.work()

    def query(self, node: Node, name: str, values: Mapping[str, Any]) -> PageQuery:
        """Ask the pages something about a widget."""
        declaration = self.declarations[node.kind]
        method = declaration.all_methods[name]
        bound = commands.bind(declaration, method, values)
        call = OutgoingCall(node, name, tuple(bound.values()))
        query = PageQuery(
            call.label,
            lambda message_id: rendering.encoded(call, message_id, silent=False, buffers=False),
            lambda value: self._answered(method.returns, value),
            node=node,
            feature="internal" if method.internal else None,
            personal=isinstance(method, Query) and method.personal,
        )
        with self.lock:
            self.require_open()
            self._require_alive(node, name)
            self._require_own(*bound.values())
            self.gathering.tell()
            self.fanout.queries.ask(query, current_cause())
            self.fanout.listen_on()
        return query

    def query_page(self, query: PageQuery) -> PageQuery:
        """Ask the pages something that is about none of the widgets."""
        with self.lock:
            self.require_open()
            self.fanout.queries.ask(query, current_cause())
            self.fanout.listen_on()
        return query

    def expire(self, query: PageQuery, limit: float) -> None:
        """Wait no longer for the answer to a question."""
        with self.lock:
            query.expire(limit)

    def _answered(self, returns: Type | None, value: Any) -> Any:
        """Return a page's answer as the program gets it."""
        if returns is None:
            return None
        try:
            return self.present(from_page(self.tree, returns, value))
        except GoneError:
            raise ValueError("names a widget that is not there") from None

    def register(self, node: Node, action: str, handler: Handler) -> Answer:
        """Add a handler for a callback of a widget."""
        with self.lock:
            callback = self._callback(node, action, "on")
            try:
                return self.listening.add(node, callback, handler)
            except KeyboardInterrupt:
                interrupted.add(self)
                raise

    def unregister(self, node: Node, action: str, function: Callable[..., Any]) -> Answer:
        """Take back the handlers of a callback that have a function.

        Raises
        ------
        ValueError
            When there are none, or the widget has no such callback.
        """
        with self.lock:
            return self.listening.remove(node, self._callback(node, action, "off"), function)

    def expect(self, node: Node, *actions: str) -> Expected:
        """Return the next of some callbacks of a widget, for somebody to wait for."""
        with self.lock:
            for action in actions:
                self.listening.begin(node, self._callback(node, action, "wait"))
            self.fanout.listen_on()
            return self.waits.add(node, actions)

    def unexpect(self, expected: Expected, error: Exception | None = None) -> None:
        """Wait no longer; an error is told to those who do."""
        with self.lock:
            self.waits.remove(expected, error)

    def _callback(self, node: Node, action: str, method: str) -> Callback:
        """Return a callback that a method of the program names."""
        callback = commands.callback(self.declarations[node.kind], action)
        self.require_open()
        self._require_alive(node, method)
        self.tree.require(node)
        return callback

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for what only a browser can say."""
        with self.lock:
            return bool(self.waits or self.fanout.is_waiting)

    def flushed(self) -> Answer:
        """Return the answer to everything that was sent so far."""
        with self.lock:
            self.gathering.tell()
            return self.fanout.flushed()

    def require_open(self) -> None:
        """Check that the session has not ended.

        Raises
        ------
        SessionClosedError
            When it has.
        """
        if self.destroyed:
            raise SessionClosedError(f"session {self._id} was destroyed, or its application closed")

    def _require_alive(self, node: Node, method: str) -> None:
        if node.destroyed:
            raise WidgetDestroyedError(f"{node.kind}.{method}(): {node!r} was destroyed")

    def _require_own(self, *values: Any) -> None:
        for value in values:
            if isinstance(value, Node):
                self.tree.require(value)
            elif isinstance(value, _SEQUENCES):
                self._require_own(*value)

    # -- changes ---------------------------------------------------------------------

    def publish(
        self,
        changes: Sequence[Change],
        origin: Client | None = None,
        *,
        echo: bool = False,
        edited: bool = False,
    ) -> Answer:
        """Tell the browsers, the handlers, the alarms and the tasks what happened.

        Parameters are those of :meth:`FanOut.publish`.
        """
        self.gathering.tell()
        answer = self.fanout.publish(changes, origin, echo=echo, edited=edited)
        for change in changes:
            if isinstance(change, Fired):
                self._raise(change, origin)
            elif isinstance(change, Consulted):
                consultation.begin(self, change, origin)
            elif isinstance(change, Undertaken):
                self._tasks.begin(change, origin)
            elif isinstance(change, WAKING):
                self._alarms.update(change.node)
                self._tasks.update(change.node)
            elif isinstance(change, Destroyed):
                self.listening.forget(change.node)
                self.fanout.queries.forget(change.node)
                self.fanout.forget(change.node)
                self._remember(change.node)
                self._alarms.cancel(change.node)
                self._tasks.forget(change.node)
        return answer

    def _raise(self, change: Fired, cause: Client | None) -> None:
        """Have the handlers run of a callback that Python itself raises."""
        node, action, args = change.node, change.action, change.args
        if not callable(args):
            self.fire(node, action, args, cause)
        elif self.listening.is_heard(node, (action,)):
            self.fire(node, action, args(node), cause)

    def _remember(self, node: Node) -> None:
        """Keep a widget that ended, if a page that acts on it changes others, too."""
        callbacks = self.declarations[node.kind].all_callbacks.values()
        if any(callback.along is not None for callback in callbacks):
            self.departed.add(node, self.fanout.last_message, self.fanout.answered)

    def mend(self) -> None:
        """Rebuild the pages after an interrupt: what they were to be told may be lost."""
        with self.lock:
            if not self.destroyed:
                self.publish(self.tree.drain())
                self.fanout.rebuild_all()

    def give_up(self) -> None:
        """Wait no longer for browsers that have answered nothing in all the time allowed."""
        with self.lock:
            self.fanout.give_up(self._id)

    # -- handlers --------------------------------------------------------------------

    def fire(
        self,
        node: Node,
        action: str,
        args: Iterable[Any],
        cause: Client | None = None,
        *,
        revocable: bool = False,
    ) -> None:
        """Have the handlers of a callback run.

        Parameters
        ----------
        cause : Client or None
            The browser whose user makes them run.
        revocable : bool
            Not if they wait so long that users can't do it any more, for an earlier handler has
            disabled the widget, say.
        """
        handlers = self.listening.table(node)
        if handlers is None:
            return
        callback = self.declarations[node.kind].all_callbacks[action]
        presented = [self.present(value) for value in args]
        self.waits.deliver(node, action, presented)
        job = handlers.job(node.wid, callback, presented, cause)
        if job is None:
            return
        if revocable:
            job.stands = lambda: self._is_possible(node, callback)
        if cause is not None:
            job.backlog = cause.backlog
            job.backlog.begin()
        self.dispatcher.submit(job)

    def _is_possible(self, node: Node, callback: Callback) -> bool:
        with self.lock:
            return not node.destroyed and obstacle(node, unseen=callback.unseen) is None

    def fire_lazily(
        self, node: Node, action: str, args: Callable[[Node], Iterable[Any]], cause: Client
    ) -> None:
        """Have the handlers of a callback run whose arguments take long to find."""
        if self.listening.table(node) is not None:
            self.fire(node, action, args(node), cause)

    def report_error(self, error: BaseException) -> None:
        """Hand an error of a handler to the application's `on_error`."""
        self._owner.report_error(error, self)

    def _report_soon(self, error: BaseException) -> None:
        """Hand an error to `on_error` as to a handler, which has nothing to wait for."""
        self.dispatcher.submit(single(lambda: self.report_error(error)))

    def picture_failed(self, wid: int, mark: str | int, status: int | None) -> None:
        """Take from a page that it can't show a picture.

        Parameters
        ----------
        wid : int
            Of the widget whose picture it is.
        mark : str or int
            How the page names it.
        status : int or None
            Of HTTP, if the page knows what it was answered.
        """
        node = self.tree.nodes.get(wid)
        given = None if node is None else self.fanout.pictures.fail(node, mark)
        if given is None:
            return
        where, what = f"{node!r}.{given.key}", given.failure(status)
        error = PictureError(where, what, self.present(node), given.key, given.words)
        self._report_soon(error)

    def notify(self, text: str) -> None:
        """Show a text in the pages of all browsers, until their users have read it."""
        with self.lock:
            self.fanout.notify(text)

    def present(self, value: Any) -> Any:
        """Return a value as the program sees it: widgets for nodes, copies of containers."""
        if value is None:
            return None
        if isinstance(value, Own):
            return value.value
        if isinstance(value, Node):
            return value.widget if value.widget is not None else self.make_widget(value)
        if isinstance(value, _SEQUENCES):
            presented = [self.present(item) for item in value]
            return presented if isinstance(value, list) else tuple(presented)
        if isinstance(value, dict):
            return {key: self.present(item) for key, item in value.items()}
        return value

    def make_widget(self, node: Node) -> object:
        """Return the program's object for a widget that a method made."""
        raise NotImplementedError  # each API has its own classes

    # -- browsers --------------------------------------------------------------------

    @property
    def limits(self) -> Limits:
        """What an operator allows the session."""
        return self._owner.limits

    def rebuild_all(self) -> Answer:
        """Rebuild every connected browser."""
        with self.lock:
            self.require_open()
            return self.fanout.rebuild_all()

    # -- the end ---------------------------------------------------------------------

    def disconnect(self, code: int, reason: str) -> None:
        """Close the connections of all browsers."""
        with self.lock:
            for client in self.clients:
                client.close(code, reason)

    def end(self, code: int, reason: str) -> None:
        """Destroy the session: its browsers leave, its handlers run no more."""
        with self.lock:
            if self.destroyed:
                return
            self.gathering.tell()
            self.destroyed = True
            self._alarms.clear()
            self._tasks.clear()
            self.stalls.clear()
            self.fanout.release()
            self.fanout.suspended.clear()
            ended = SessionClosedError(f"session {self._id} ended meanwhile")
            self.waits.end(ended)
            self.fanout.queries.end(ended)
        self.disconnect(code, reason)
        self.dispatcher.close()
        self._owner.forget(self)

    def when_alarm(self, ring: Callable[[Tree, Node], None], node: Node) -> None:
        """Run what a widget does when its time has come."""
        with self.lock:
            if not (self.destroyed or node.destroyed):
                ring(self.tree, node)
                self.publish(self.tree.drain())

    def when_done(self, node: Node, task: Task) -> None:
        """Take over what was found out about a document, under the lock."""
        settle = self.declarations[node.kind].settle
        if settle is not None and not (self.destroyed or node.destroyed):
            settle(self.tree, node, task)
            self.publish(self.tree.drain())

    def when_run(self, node: Node, errand: Errand, cause: Client | None) -> None:
        """Go on with what was done for a browser, or for the program, under the lock."""
        if self.destroyed or node.destroyed:
            return
        errand.then(self.tree, node, errand.outcome)
        author = cause if cause is not None and self.fanout.knows(cause) else None
        self.publish(self.tree.drain(), author, echo=True)


def _cause() -> str | None:
    """Return how the browser is named whose user made the handler run that runs here."""
    client = current_cause()
    return None if client is None else client.author
