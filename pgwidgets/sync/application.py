"""The application and its sessions, for programs that block."""

from __future__ import annotations

from pgwidgets.notebook import cells, succession
from pgwidgets.notebook.showing import ShowingApplication
from pgwidgets.server.facade import ApplicationFacade
from pgwidgets.server.settings import Settings, takes
from pgwidgets.sync.application_core import BlockingApplication
from pgwidgets.sync.session import Session

__all__ = ["Application", "Session"]


class Application(ShowingApplication, ApplicationFacade[BlockingApplication, Session]):
    """Main entry point for a sync pgwidgets application.

    Examples
    --------
    >>> app = Application(max_sessions=4)  # doctest: +SKIP
    """

    @takes(Settings)
    def __init__(self, settings: Settings) -> None:
        # what serves, and may be an earlier run's
        self._core = succession.core_for(self, settings, BlockingApplication)

    def start(self) -> None:
        """Start the servers and return. Starting twice changes nothing.

        In a notebook it closes the application that an earlier run of the same cell made.

        Raises
        ------
        PortInUseError
            When a port is taken. In a notebook the next free one is used instead, unless
            you gave one.
        """
        self._core.start()

    def run(self) -> None:
        """Start the servers and block until :meth:`close` or Ctrl-C.

        In the concurrency mode "serialized", handlers run here. In a notebook's cell it
        shows the application and returns; the application runs on beside the notebook.
        """
        self.start()
        if cells.here():
            succession.show_running(self._core)
            return
        try:
            self._core.serve()
        except KeyboardInterrupt:
            self._core.logger.info("interrupted")
        finally:
            self.close()

    def process_events(self, timeout: float | None = 0) -> int:
        """Run the handlers that are queued, in the concurrency mode "serialized".

        Parameters
        ----------
        timeout : float or None
            Seconds to wait for the first one; 0 to wait for none, None without limit.

        Returns
        -------
        int
            How many ran.
        """
        return self._core.process_events(timeout)

    def close(self) -> None:
        """Shut down all sessions and stop the servers; the ports are free when it returns.

        May be called from a handler. The application can be started again.
        """
        self._core.close()
