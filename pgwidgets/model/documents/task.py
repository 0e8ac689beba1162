"""Work on a document that takes too long to be done under the session's lock."""

from __future__ import annotations

from abc import ABC, abstractmethod


class GivenUpError(Exception):
    """A task is not wanted any more."""


class Task(ABC):
    """Something that is found out about a document without the session's lock.

    It is made under the lock, with all that it has to know, and runs on a thread of its own. What
    has changed meanwhile is made good as it is settled, under the lock again.
    """

    def __init__(self) -> None:
        # whether nobody wants it any more
        self._is_given_up = False

    def give_up(self) -> None:
        """Want it no more: it ends soon."""
        self._is_given_up = True

    def pause(self) -> None:
        """Let others run.

        Raises
        ------
        GivenUpError
            When it is not wanted any more.
        """
        if self._is_given_up:
            raise GivenUpError

    @abstractmethod
    def run(self) -> None:
        """Do the work.

        Raises
        ------
        GivenUpError
            When it is not wanted any more.
        """
