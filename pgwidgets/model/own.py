"""What is the program's alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A value that a program gave to get it back: the same object, whatever it is.

    Pages know it by a number.
    """

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Unlocked:
    """What a program is given takes long: it is worked out without the session's lock.

    Attributes
    ----------
    work : callable
        Returns it, and does not touch the tree.
    """

    work: Callable[[], Any]
