"""Applications that cells make: one takes the place of that which an earlier run has made."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import weakref
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pgwidgets.errors import ApplicationError
from pgwidgets.notebook import cells, completion, display, environment, nesting
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.settings import Settings

C = TypeVar("C", bound=ApplicationCore)


@dataclass(frozen=True)
class Origin:
    """How a program came by an application.

    Attributes
    ----------
    cell : str or None
        The identity of the cell that made it; None outside cells.
    request : str
        Names that run of the cell.
    number : int
        Counts the applications of that run.
    kept : bool
        Whether an earlier run has made it.
    """

    cell: str | None = None
    request: str = ""
    number: int = 0
    kept: bool = False

    def name(self) -> str:
        """Return a name for an application that was given none; the same place has the same."""
        if self.cell is None:
            return f"app-{next(_unnamed)}"
        digest = hashlib.sha256(self.cell.encode()).hexdigest()[:10]
        return f"cell-{digest}" if self.number == 1 else f"cell-{digest}-{self.number}"


_unnamed = itertools.count(1)

_origins: weakref.WeakKeyDictionary[ApplicationCore, Origin] = weakref.WeakKeyDictionary()

_by_name: weakref.WeakValueDictionary[str, ApplicationCore] = weakref.WeakValueDictionary()
"""The applications that cells have started: whichever has the same name replaces the other."""

_started: weakref.WeakSet[ApplicationCore] = weakref.WeakSet()

_closing: set[asyncio.Task[None]] = set()


def core_for(facade: Any, settings: Settings, make: type[C]) -> C:
    """Return the core of an application that a program makes.

    That is a new one, unless it is to go on with the one of an earlier run of its cell.

    Parameters
    ----------
    facade : Application
        What the program made.
    settings : Settings
    make : type
        The API's class of cores.
    """
    cells.install()
    completion.install()
    origin = _origin_here()
    name = settings.name or origin.name()
    former = _by_name.get(name) if settings.keep and origin.cell is not None else None
    # one of the other API can't go on
    if isinstance(former, make) and _goes_on(former, settings, origin):
        former.facade = facade
        former.forget_handlers()
        _origins[former] = replace(origin, kept=True)
        return former
    core = make(settings, facade, name=name, in_kernel=environment.in_kernel())
    _origins[core] = origin
    return core


def take_place(core: ApplicationCore) -> ApplicationCore | None:
    """Return the application that this one is to replace, if there is one.

    Raises
    ------
    ApplicationError
        When the same run of the cell has made both.
    """
    _started.add(core)
    origin = _origins[core]
    if origin.cell is None:
        return None
    former = _by_name.get(core.name)
    if former is None or former is core or former.ports is None:
        former = None
    elif _origins[former].request == origin.request:
        raise ApplicationError(
            f"this cell has made an application with the name {core.name!r} already; "
            "give this one another name"
        )
    else:
        core.earlier_ports = former.ports
    _by_name[core.name] = core
    return former


def show_running(core: ApplicationCore) -> None:
    """Show what was run in a cell, which does not wait for its end."""
    end = "close()" if _origins[core].kept else "close() or running this cell again"
    print(  # noqa: T201  # a notebook's output
        f"The application runs beside the notebook until {end} ends it. "
        "pgwidgets.jupyter.close_all() ends all."
    )
    # those that a program or an earlier run has made; a page of its own would begin another
    sessions = [session.facade for session in core.sessions.all().values()]
    for subject in sessions or [core.facade]:
        display.show(subject)


def close_here(core: ApplicationCore) -> None:
    """Close an application of either API, and wait for that in a cell."""
    closing = core.facade.close()
    if closing is not None:
        nesting.run_nested(closing)


async def close_async(core: ApplicationCore) -> None:
    """Close an application of either API."""
    closing = core.facade.close()
    if closing is not None:
        await closing


def close_all() -> None:
    """Close all applications of this notebook.

    Examples
    --------
    >>> import pgwidgets.jupyter  # doctest: +SKIP
    >>> pgwidgets.jupyter.close_all()  # doctest: +SKIP
    """
    for core in list(_started):
        _close_soon(core)


def _close_soon(core: ApplicationCore) -> None:
    closing = core.facade.close()
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
    for core in list(_by_name.values()):
        origin = _origins[core]
        if origin.cell == cell.identity and origin.request != cell.request:
            _close_soon(core)


def _origin_here() -> Origin:
    cell = cells.current()
    if cell is None:
        return Origin()
    cell.applications += 1
    return Origin(cell.identity, cell.request, cell.applications)


def _goes_on(former: ApplicationCore, settings: Settings, origin: Origin) -> bool:
    """Whether an application can be that of another run of its cell."""
    return (
        former.ports is not None
        and former.settings == settings
        and _origins[former].request != origin.request
    )


cells.at_end(_close_leftovers)
