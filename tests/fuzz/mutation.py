"""Frames that nobody would send: recorded ones with something changed."""

from __future__ import annotations

import json
import random
from itertools import chain
from pathlib import Path
from typing import Any

from tests.support.files import announcement, pieces

RECORDED = Path(__file__).parent / "recorded.jsonl"
"""What the product's own page has said in a session that shows every widget."""

FILES = {"a.txt": b"some notes", "empty": b""}

DEEP: list[Any] = []
for _ in range(200):
    DEEP = [DEEP]

VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    2**53,
    10**400,
    -(10**400),
    0.5,
    1e308,
    float("inf"),
    float("nan"),
    "",
    "x",
    "\ud800",
    "\0",
    "x" * 2000,
    "9" * 5000,
    "callback",
    [],
    {},
    DEEP,
    {"__wid__": 1},
    {"__wid__": 10**9},
    {"__wid__": "1"},
    {"__wid__": None, "x": 1},
    [{"__wid__": True}],
]
NAMES = (
    *("type", "id", "wid", "action", "args", "seq", "echo", "reports", "value", "error"),
    *("session_id", "token", "key", "features", "resume", "width", "transfer_id", "chunk_index"),
)
TYPES = ("result", "ack", "error", "callback", "report", "viewport", "binary-chunk", "init")


class Mutator:
    """Makes frames from a seed: the same ones each time.

    Parameters
    ----------
    seed : int
    wids : int
        Widgets have ids up to this.
    token : str
        The session's: the record names none.
    drops_on : int
        A widget that takes files.
    """

    def __init__(self, seed: int, wids: int, token: str, drops_on: int) -> None:
        self._random = random.Random(seed)
        self._wids = wids
        lines = RECORDED.read_text(encoding="utf-8").replace("TOKEN", token).splitlines()
        self._recorded = [json.loads(line) for line in lines]
        self._hellos = [item for item in self._recorded if item.get("id") == 0]
        payload = announcement("files", FILES)
        drop = {"type": "callback", "wid": drops_on, "action": "drop-end", "args": [payload]}
        self._upload = [drop, *chain.from_iterable(pieces(drops_on, "files", FILES))]
        self._recorded += [item for item in self._upload if isinstance(item, dict)]
        self._coming: list[Any] = []
        vocabulary = {item for frame in self._recorded for item in _texts(frame)}
        self._words = sorted(vocabulary)

    def frame(self, *, first: bool = False) -> str | bytes:
        """Return the next frame; the first one greets."""
        chance = self._random.random()
        if first:
            self._coming.clear()
        elif chance < 0.01:
            self._coming = list(self._upload)
        elif chance < 0.03:
            return self._random.randbytes(self._random.randrange(50))
        # an upload of which each part is wrong ends early
        most = self._random.choice((0, 0, 0, 1) if self._coming else (0, 1, 1, 1, 2, 3, 5))
        message = self._next(first)
        if isinstance(message, bytes):
            return message
        for _ in range(most):
            message = self._changed(message)
        if chance < 0.05:
            message = [message, self._random.choice(self._recorded)]
        text = json.dumps(message)
        if self._random.random() < 0.5:
            # JSON has no infinity, but numbers that are too large for a float
            text = text.replace("Infinity", "1e999")
        return self._scratched(text) if chance > 0.9 else text

    def _next(self, first: bool) -> Any:
        if self._coming:
            return self._coming.pop(0)
        return self._random.choice(self._hellos if first else self._recorded)

    def _changed(self, value: Any) -> Any:
        """Return a copy with something changed somewhere."""
        if isinstance(value, dict) and value and self._random.random() < 0.85:
            return self._changed_object(value)
        if isinstance(value, list) and value and self._random.random() < 0.7:
            index = self._random.randrange(len(value))
            match self._random.randrange(4):
                case 0:
                    return [*value[:index], *value[index + 1 :]]
                case 1:
                    return [*value, self._value()]
                case _:
                    return [*value[:index], self._changed(value[index]), *value[index + 1 :]]
        return self._value()

    def _changed_object(self, value: dict[str, Any]) -> dict[str, Any]:
        key = self._random.choice(list(value))
        match self._random.randrange(6):
            case 0:
                return {name: item for name, item in value.items() if name != key}
            case 1:
                return {**value, self._random.choice(NAMES): self._value()}
            case 2 if "wid" in value:
                return {**value, "wid": self._random.randint(0, self._wids + 2)}
            case 3:
                return {**value, "type": self._random.choice(TYPES)}
            case _:
                return {**value, key: self._changed(value[key])}

    def _value(self) -> Any:
        match self._random.randrange(5):
            case 0:
                return self._random.choice(self._words)
            case 1:
                return {"__wid__": self._random.randint(0, self._wids + 2)}
            case 2:
                return self._random.uniform(-1000, 1000)
            case _:
                return self._random.choice(VALUES)

    def _scratched(self, text: str) -> str:
        """Change the text itself, so that it is hardly JSON any more."""
        index = self._random.randrange(len(text))
        match self._random.randrange(4):
            case 0:
                return text[:index]
            case 1:
                return text[:index] + text[index + 1 :]
            case 2:
                return text[:index] + chr(self._random.randrange(0x3000)) + text[index:]
            case _:
                other = self._random.randrange(len(text))
                return text[: min(index, other)] + text[max(index, other) :]


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return set().union(*(_texts(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_texts(item) for item in value))
    return set()
