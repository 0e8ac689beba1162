"""Checks of an application's arguments; each error names the argument and what it has to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pgwidgets.errors import closest, hint

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")

PLACEHOLDERS = ("port", "name")
"""What the template of an address may contain."""


def check_choice(name: str, value: object, choices: Sequence[str]) -> str:
    """Return one of a few words after checking it."""
    expected = " or ".join(repr(choice) for choice in choices)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")
    if value not in choices:
        raise ValueError(f"{name} must be {expected}, not {value!r}{hint(value, choices)}")
    return value


def check_names(argument: str, names: object) -> None:
    """Check several names, of which one alone is an easy mistake."""
    if isinstance(names, str) or not isinstance(names, Collection):
        raise TypeError(f"{argument} must be a sequence of strings, not {names!r}")


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


def check_name(name: object) -> str:
    """Return the name of an application after checking it."""
    if not isinstance(name, str):
        raise TypeError(f"name must be a string, not {type(name).__name__}")
    if not NAME.fullmatch(name):
        raise ValueError(
            f"name={name!r} is no part of a URL; expected up to 64 letters, digits, "
            "'-', '_' and '.', of which the first is a letter or digit"
        )
    return name


def check_template(source: str, template: object) -> str:
    """Return a template for an application's address after checking it.

    Parameters
    ----------
    source : str
        The argument or variable that it comes from, for the error.
    template : object
        Such as ``"https://host/{port}/"``.
    """
    if not isinstance(template, str):
        raise TypeError(f"{source} must be a string, not {type(template).__name__}")
    if not re.match(r"https?://[^/]|/(?!/)", template) or re.search(r"[?#\s]", template):
        raise ValueError(
            f"{source}={template!r} is no address; expected one like "
            '"https://host/{port}/", without query'
        )
    for name in re.findall(r"\{([^{}]*)\}", template):
        if name not in PLACEHOLDERS:
            raise ValueError(
                f"{source} may contain {{port}} and {{name}}, not {{{name}}}; "
                f"{closest(name, PLACEHOLDERS)}"
            )
    return template
