"""The application and its sessions, for programs on asyncio."""

from __future__ import annotations

from pgwidgets.async_.application_core import AwaitedApplication
from pgwidgets.async_.session import Session
from pgwidgets.notebook import cells, succession
from pgwidgets.notebook.showing import ShowingApplication
from pgwidgets.server.facade import ApplicationFacade
from pgwidgets.server.settings import Settings, takes

__all__ = ["Application", "Session"]


class Application(ShowingApplication, ApplicationFacade[AwaitedApplication, Session]):
    """Main entry point for an async pgwidgets application.

    Serves on the event loop that :meth:`start` or :meth:`run` is awaited on; in a notebook
    that is the kernel's.

    Examples
    --------
    >>> app = Application(max_sessions=4)  # doctest: +SKIP
    >>> asyncio.run(app.run())  # doctest: +SKIP
    """

    @takes(Settings)
    def __init__(self, settings: Settings) -> None:
        # what serves, and may be an earlier run's
        self._core = succession.core_for(self, settings, AwaitedApplication)

    async def start(self) -> None:
        """Start the WebSocket server (and HTTP server if enabled) and return.

        Subclasses can override it to add setup before or after. Starting twice changes
        nothing. In a notebook it closes the application that an earlier run of the same
        cell made.

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        await self._core.start()

    async def run(self) -> None:
        """Start servers and run until :meth:`close`, cancellation or Ctrl-C.

        Awaited in a notebook's cell, it shows the application and returns; the application
        runs on beside the notebook.
        """
        await self.start()
        if cells.here():
            succession.show_running(self._core)
            return
        try:
            await self._core.serve()
        finally:
            await self.close()

    async def close(self) -> None:
        """Close all sessions and shut down the application; :meth:`run` returns then.

        May be called from a handler. The application can be started again.
        """
        await self._core.close()
