"""What a session needs of the application that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pgwidgets.session.jobs import Job
from pgwidgets.session.limits import Limits


class Dispatcher(Protocol):
    """Runs handlers: on threads, in a loop, as the application's kind and mode demand."""

    @property
    def awaits(self) -> bool:
        """Whether it awaits what a function returns."""

    def submit(self, job: Job) -> None:
        """Take a job; those of one dispatcher start in the order they were taken."""

    def close(self) -> None:
        """Drop what has not begun, and take no more."""


class Owner(Protocol):
    """An application as its sessions see it."""

    @property
    def instance(self) -> str:
        """Names this run of the application."""

    @property
    def limits(self) -> Limits:
        """What an operator allows each session."""

    @property
    def wait_each_call(self) -> bool:
        """Whether every call waits for a browser, those of handlers too."""

    def report_error(self, error: BaseException, session: object) -> None:
        """Hand an error that nobody waits for to `on_error`. Never raises."""

    def call_later(self, delay: float, function: Callable[[], None]) -> Callable[[], None]:
        """Run a function on the application's loop after some seconds; returns its cancelling.

        May be called from any thread.
        """

    def forget(self, session: object) -> None:
        """Remove a session that was destroyed."""
