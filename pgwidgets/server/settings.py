"""What an application was told at its construction."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from pgwidgets.errors import closest
from pgwidgets.session.limits import Limits

CONCURRENCY = ("per_session", "serialized", "concurrent")
EVENT_LOOPS = ("thread", "kernel")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Checked constructor arguments; their meaning is in the docstring of `Application`."""

    ws_port: int
    http_port: int
    host: str
    http_server: bool
    concurrency_handling: str
    max_sessions: int | None
    logger: logging.Logger
    event_loop: str
    allowed_origins: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    answer_timeout: float
    handshake_timeout: float
    max_message_size: int
    wait_each_call: bool
    debug: bool
    limits: Limits
    search_ws_port: bool
    search_http_port: bool


def check_port(name: str, port: object) -> int:
    """Return a port number after checking it."""
    if isinstance(port, bool) or not isinstance(port, int):
        raise TypeError(f"{name} must be an integer, not {type(port).__name__}")
    if not 0 <= port <= 65535:
        raise ValueError(f"{name} must be from 0 to 65535, not {port}")
    return port


def check_choice(name: str, value: object, choices: Sequence[str]) -> str:
    """Return one of a few words after checking it."""
    expected = " or ".join(repr(choice) for choice in choices)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")
    if value not in choices:
        raise ValueError(f"{name} must be {expected}, not {value!r}; {closest(value, choices)}")
    return value


def check_limit(name: str, value: object) -> int | None:
    """Return a count of at least one, or None for no limit."""
    return None if value is None else _checked_count(name, value, " or None", ", or None for none")


def check_count(name: str, value: object) -> int:
    """Return a count of at least one."""
    return _checked_count(name, value, "", "")


def _checked_count(name: str, value: object, or_type: str, or_value: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an integer{or_type}, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1{or_value}, not {value}")
    return value


def check_seconds(name: str, value: object) -> float:
    """Return a positive time in seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number of seconds, not {type(value).__name__}")
    if not value > 0:
        raise ValueError(f"{name} must be above 0, not {value}")
    return float(value)


def null_logger() -> logging.Logger:
    """Return a logger that drops everything."""
    logger = logging.getLogger("pgwidgets.silent")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
    return logger
