"""What several functions of a program return, some of which may have to be awaited."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any


def gathered(answers: Sequence[Any], read: Callable[[Any], Any]) -> Any:
    """Return what is read of each answer, in a list; an awaitable of it, if one must be awaited."""
    if any(map(inspect.isawaitable, answers)):
        return _awaited(answers, read)
    return list(map(read, answers))


async def _awaited(
    answers: Sequence[Any | Awaitable[Any]], read: Callable[[Any], Any]
) -> list[Any]:
    return [read(await answer if inspect.isawaitable(answer) else answer) for answer in answers]
