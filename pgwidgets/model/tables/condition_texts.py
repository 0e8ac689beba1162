"""Conditions as users type them: `apple`, `=5`, `>= 2`, `2..5`, `a | b`, `(missing)`."""

from __future__ import annotations

import json
import re
from typing import Any

from pgwidgets.model.tables.conditions import Condition, Family, text_of
from pgwidgets.model.tables.number_types import Number
from pgwidgets.model.tables.value_type import shorten

MISSING = "(missing)"
PRESENT = "(not missing)"

OPERATORS = {
    ">=": "low",
    "≥": "low",
    "<=": "high",
    "≤": "high",
    "!=": "differs",
    "<>": "differs",
    "≠": "differs",
    ">": "above",
    "<": "below",
    "=": "equals",
}
"""What begins a comparison, longer ones first."""

WRITTEN = {"equals": "=", "differs": "!=", "low": ">=", "high": "<=", "above": ">", "below": "<"}

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|\.\.|.', re.DOTALL)


def read_text(text: str, family: Family) -> Condition | None:
    """Return the condition that a user has typed; None if there is none, or not yet.

    Raises
    ------
    ValueError
        When it can't be read; the message is for the user.
    """
    text = text.strip()
    parts = split(text, "&")
    if len(parts) > 1 and all(_is_marked(part) for part in parts):
        return _joined([read_text(part, family) for part in parts])
    if text.casefold() in {MISSING, PRESENT}:
        return Condition(missing=text.casefold() == MISSING)
    return _read_single(text, family)


def _read_single(text: str, family: Family) -> Condition | None:
    """Return what a text says that is neither several conditions nor about what is missing."""
    for sign, name in OPERATORS.items():
        if text.startswith(sign):
            return _said(family, **{name: text[len(sign) :]})
    choices = split(text, "|")
    if len(choices) > 1:
        wanted = tuple(_choice(part, family) for part in choices if part)
        return Condition(choices=wanted) if wanted else None
    ends = split(text, "..")
    if family != "text" and len(ends) == 2:
        return _said(family, low=ends[0], high=ends[1])
    if family == "number":
        return _said(family, equals=text)
    plain = _plain(text)
    return Condition(contains=plain) if plain else None


def split(text: str, sign: str) -> list[str]:
    """Return the parts of a text between signs that stand in no quotes."""
    parts = [""]
    for token in _TOKENS.findall(text):
        if token == sign:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts]


def _is_marked(part: str) -> bool:
    return part.startswith((*OPERATORS, "(")) or ".." in part


def _joined(conditions: list[Condition | None]) -> Condition | None:
    """Return all that several conditions say."""
    said: dict[str, Any] = {}
    for condition in conditions:
        for name in Condition.__slots__ if condition is not None else ():
            value = getattr(condition, name)
            if value is not None:
                said[name] = value
    return Condition(**said) if said else None


def _said(family: Family, **texts: str) -> Condition | None:
    values = {name: _value(text, family) for name, text in texts.items() if text.strip()}
    return Condition(**values) if values else None


def _choice(text: str, family: Family) -> Any:
    return None if text.casefold() == MISSING else _value(text, family)


def _value(text: str, family: Family) -> Any:
    plain = _plain(text)
    if family != "number":
        return plain
    try:
        return Number().read(plain)
    except ValueError:
        raise ValueError(f"{shorten(plain)} is not a number.") from None


def _plain(text: str) -> str:
    """Return a text without the quotes that it may have around it."""
    text = text.strip()
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return text


# -- the other way -------------------------------------------------------------------


def write_text(condition: Condition, family: Family) -> str:
    """Return what a user would type for a condition."""
    parts: list[str] = []
    if condition.contains is not None:
        parts.append(_quoted(condition.contains, family))
    if condition.choices is not None:
        choices = [MISSING if item is None else written(item) for item in condition.choices]
        parts.append(" | ".join(choices) + " |" * (len(choices) == 1))
    low, high = condition.low, condition.high
    is_range = low is not None and high is not None and family != "text"
    if is_range:
        parts.append(f"{written(low)}..{written(high)}")
    for name, sign in WRITTEN.items():
        value = getattr(condition, name)
        if value is None or (is_range and name in {"low", "high"}):
            continue
        bare = name == "equals" and family == "number"
        parts.append(written(value) if bare else f"{sign}{written(value)}")
    if condition.missing is not None:
        parts.append(MISSING if condition.missing else PRESENT)
    return " & ".join(parts)


def written(value: Any) -> str:
    """Return what a user would type for a value."""
    text = text_of(value)
    is_plain = text and text == text.strip() and not set('|&"').intersection(text)
    if is_plain and not _is_marked(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _quoted(text: str, family: Family) -> str:
    """Return a text that is to be found as it is."""
    try:
        is_plain = read_text(text, family) == Condition(contains=text)
    except ValueError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)
