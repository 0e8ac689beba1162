"""A widget that is open for the user to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pgwidgets.catalog.methods import Ask
from pgwidgets.errors import SessionError
from pgwidgets.model.node import Node
from pgwidgets.session import commands
from pgwidgets.session.core import SessionCore
from pgwidgets.session.waits import Expected


def check_timeout(timeout: object) -> float | None:
    """Return the limit of a wait in seconds after checking it; None for no limit."""
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise TypeError(f"timeout must be a number of seconds or None, not {timeout!r}")
    if not timeout >= 0:
        raise ValueError(f"timeout must not be below 0, but is {timeout}")
    return float(timeout)


class Question:
    """One call of a method that asks the user.

    Parameters
    ----------
    session : SessionCore
    node : Node
    name : str
        The method.
    values : mapping
        Its arguments.

    Attributes
    ----------
    expected : Expected
        What to wait for.
    timeout : float or None
        For how long, in seconds.
    """

    def __init__(
        self, session: SessionCore, node: Node, name: str, values: Mapping[str, Any]
    ) -> None:
        declaration = session.declarations[node.kind]
        method = declaration.all_methods[name]
        assert isinstance(method, Ask)  # the generated classes call no others
        bound = commands.bind(declaration, method, values)
        self.timeout = check_timeout(bound.pop("timeout"))
        # whose user is asked
        self._session = session
        # what the answers mean
        self._method = method
        with session.lock:
            # at once, for nobody can answer what is not open
            self.expected: Expected = session.expect(node, *method.answers)
            session.run(node, method.opens, bound)

    def close(self) -> None:
        """Close the widget, if it is still there."""
        try:
            self._session.run(self.expected.node, self._method.closes, {})
        except SessionError:
            # it went while it was open; who waits is told so
            return

    def answer(self) -> Any:
        """Return what the user chose, or raise why nobody could."""
        args = self.expected.result()
        return self._method.answers[self.expected.action](*args)
