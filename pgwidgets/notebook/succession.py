"""Applications that cells make: one takes the place of that which an earlier run has made."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, Self

from pgwidgets.errors import ApplicationError
from pgwidgets.notebook import cells, display, nesting, route
from pgwidgets.notebook.showing import ShowingApplication


@dataclass(frozen=True)
class Origin:
    """How a program came by an application.

    Attributes
    ----------
    arguments : tuple
        What the class was called with.
    cell : str or None
        The identity of the cell that did it; None outside cells.
    request : str
        Names that run of the cell.
    number : int
        Counts the applications of that run.
    kept : bool
        Whether an earlier run has made it.
    """

    arguments: tuple[tuple[Any, ...], dict[str, Any]]
    cell: str | None = None
    request: str = ""
    number: int = 0
    kept: bool = False

    def name(self, given: object) -> str:
        """Return the name that was given, after checking it, or one for the cell."""
        place = None if self.cell is None else (self.cell, self.number)
        return route.check_name(given) or route.name_for(place)


class Successor(ShowingApplication):
    """What the applications of both APIs know of the cell that made them.

    Attributes
    ----------
    name : str
        Whichever has the same takes the place of the other.
    origin : Origin
    """

    name: str
    ports: tuple[int, int | None] | None
    earlier_ports: tuple[int | None, ...]
    sessions: dict[str | int, Any]
    origin: Origin

    def __new__(cls, *args: Any, **keywords: Any) -> Self:
        cells.install()
        origin = _origin_here((args, keywords))
        if keywords.get("keep") and origin.cell is not None:
            former = _by_name.get(origin.name(keywords.get("name")))
            if type(former) is cls and _goes_on(former, origin):
                former.origin = replace(origin, kept=True)
                return former
        self = super().__new__(cls)
        self.origin = origin
        return self

    def close(self) -> Coroutine[Any, Any, None] | None:
        """Stop serving."""
        raise NotImplementedError  # each API has its own

    def require_keep(self, *, keep: bool) -> None:
        """Check that a subclass has not chosen to be kept when it was too late.

        Raises
        ------
        TypeError
            When the argument was not among those that the class was called with.
        """
        if keep and "keep" not in self.origin.arguments[1]:
            raise TypeError(
                f"{type(self).__name__}() must itself be called with keep=True: its constructor "
                "runs when it is settled which application goes on"
            )

    def take_place(self) -> Any | None:
        """Return the application that this one is to replace, if there is one.

        Raises
        ------
        ApplicationError
            When the same run of the cell has made both.
        """
        _started.add(self)
        if self.origin.cell is None:
            return None
        former = _by_name.get(self.name)
        if former is None or former is self or former.ports is None:
            former = None
        elif former.origin.request == self.origin.request:
            raise ApplicationError(
                f"this cell has made an application with the name {self.name!r} already; "
                "give this one another name"
            )
        else:
            self.earlier_ports = former.ports
        _by_name[self.name] = self
        return former

    def show_running(self) -> None:
        """Show what was run in a cell, which does not wait for its end."""
        end = "close()" if self.origin.kept else "close() or running this cell again"
        print(  # noqa: T201  # a notebook's output
            f"The application runs beside the notebook until {end} ends it. "
            "pgwidgets.jupyter.close_all() ends all."
        )
        # those that a program or an earlier run has made; a page of its own would begin another
        for subject in list(self.sessions.values()) or [self]:
            display.show(subject)


_by_name: weakref.WeakValueDictionary[str, Successor] = weakref.WeakValueDictionary()
"""The applications that cells have made."""

_started: weakref.WeakSet[Successor] = weakref.WeakSet()

_closing: set[asyncio.Task[None]] = set()


def close_here(application: Any) -> None:
    """Close an application of either API, and wait for that in a cell."""
    closing = application.close()
    if closing is not None:
        nesting.run_nested(closing)


async def close_async(application: Any) -> None:
    """Close an application of either API."""
    closing = application.close()
    if closing is not None:
        await closing


def close_all() -> None:
    """Close all applications of this notebook.

    Examples
    --------
    >>> import pgwidgets.jupyter  # doctest: +SKIP
    >>> pgwidgets.jupyter.close_all()  # doctest: +SKIP
    """
    for application in list(_started):
        _close_soon(application)


def _close_soon(application: Successor) -> None:
    closing = application.close()
    if closing is not None:
        task = asyncio.get_running_loop().create_task(closing)
        _closing.add(task)
        task.add_done_callback(_closing.discard)


def _close_leftovers(cell: cells.Cell) -> None:
    """Close what an earlier run of a cell has made and this one has not replaced.

    A cell that made nothing this time may have meant to: `if "app" not in globals():`.
    """
    if not cell.applications:
        return
    for application in list(_by_name.values()):
        origin = application.origin
        if origin.cell == cell.identity and origin.request != cell.request:
            _close_soon(application)


def _origin_here(arguments: tuple[tuple[Any, ...], dict[str, Any]]) -> Origin:
    cell = cells.current()
    if cell is None:
        return Origin(arguments)
    cell.applications += 1
    return Origin(arguments, cell.identity, cell.request, cell.applications)


def _goes_on(former: Successor, origin: Origin) -> bool:
    """Whether an application can be that of another run of its cell."""
    return (
        former.ports is not None
        and former.origin.arguments == origin.arguments
        and former.origin.request != origin.request
    )


cells.at_end(_close_leftovers)
