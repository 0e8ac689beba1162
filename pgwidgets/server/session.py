"""The core of a session that an application serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pgwidgets.errors import SessionClosedError
from pgwidgets.model.node import Node
from pgwidgets.protocol import messages
from pgwidgets.session.client import Client
from pgwidgets.session.core import SessionCore
from pgwidgets.session.jobs import Job, single
from pgwidgets.session.questions import check_timeout

if TYPE_CHECKING:
    from pgwidgets.server.application import ApplicationCore
    from pgwidgets.server.widget import WidgetFacade


class HostedSession(SessionCore):
    """A session with the application that it belongs to.

    Parameters
    ----------
    app : ApplicationCore
        The owning application.
    session_id : str or int
        Unique session identifier.
    facade : Session
        The program's object for it.
    """

    def __init__(self, app: ApplicationCore, session_id: str | int, facade: Any) -> None:
        super().__init__(app, session_id, app.make_dispatcher(self.report_error), app.logger)
        self.app: ApplicationCore = app
        # what handlers get
        self.facade = facade
        # what browsers are told if the program's handlers of the first one have failed
        self.unbuilt: str | None = None

    def widget_class(self, kind: str) -> type[WidgetFacade[Any, Any, Any, Any]]:
        """Return the API's class of a widget."""
        raise NotImplementedError  # each API has its own

    def make_widget(self, node: Node) -> object:
        node.widget = self.widget_class(node.kind)._of(self, node)  # noqa: SLF001  # for this
        return node.widget

    def send_away(self) -> None:
        """Close the connections of all browsers."""
        self.disconnect(messages.ENDED_CODE, "the program closed the connection")

    def report_unbuilt(self, error: BaseException) -> None:
        """Hand an error of what was to build the interface to the application's `on_error`."""
        self.app.report_error(error, self, is_unbuilt=True)

    def fail_to_build(self, text: str) -> None:
        """Tell the browsers, and those that come later, that there is no interface."""
        with self.lock:
            self.unbuilt = text
            self.fanout.notify(text)

    def tell_newcomer(self, client: Client) -> None:
        """Tell a browser that has joined what it does not see."""
        with self.lock:
            if self.unbuilt is not None:
                self.fanout.notify(self.unbuilt, [client])

    def finish(self) -> None:
        """Destroy the session and all its widgets."""
        self.end(messages.ENDED_CODE, "the program ended the session")

    def query_limit(self, timeout: float | None) -> float:
        """Return how long the answer of a page is waited for, in seconds."""
        limit = check_timeout(timeout)
        return self.app.settings.answer_timeout if limit is None else limit

    def submit_call(self, run: Callable[[], object], fail: Callable[[BaseException], None]) -> None:
        """Have a function run, or let whoever waits for it know that it never will."""
        job: Job = single(run)
        job.dropped.append(lambda: fail(SessionClosedError("the session ended before the call")))
        self.dispatcher.submit(job)
