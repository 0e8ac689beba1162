"""What programs hold: public names, and behind them a core that does the work."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pgwidgets.signatures import explain

C = TypeVar("C")


class Facade(Generic[C]):
    """An object of the API. It has a core rather than being one, so it shows the API alone."""

    # what the rooms of the package work with; see core_of
    _core: C

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if cls.__module__.partition(".")[0] == __name__.partition(".")[0]:
            # the program's own classes are its own
            explain(cls)


def core_of(facade: Facade[C]) -> C:
    """Return what is behind an object of the API.

    Raises
    ------
    TypeError
        When the object is none.
    """
    try:
        return facade._core  # noqa: SLF001  # the one way in
    except AttributeError:
        raise TypeError(f"a Session is needed, not {_described(facade)}") from None


def _described(value: Any) -> str:
    # a class of the user's own that has not called its base's constructor
    unfinished = isinstance(value, Facade)
    return type(value).__name__ + (" before super().__init__()" if unfinished else "")
