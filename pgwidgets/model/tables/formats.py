"""How the values of a column are shown, where a program has a say in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pgwidgets.model.tables import number_formats, time_formats
from pgwidgets.model.tables.real import is_real
from pgwidgets.model.tables.value_type import Kind


@dataclass(frozen=True)
class Format:
    """How the values of a column are shown. What is edited and copied stays exact.

    Parameters
    ----------
    decimals : int or None
        How many digits there are behind the point; None for those that a number has.
    thousands, point : str
        What stands between groups of three digits, and before the decimals.
    percent : bool
        Whether a number is a share, 1 of which is all.
    prefix, suffix : str
        What stands around.
    pattern : str or None
        As Python's `format` takes it, of numbers or of dates and times.
    duration : str or None
        ``"clock"``, or the unit in which durations, and numbers as seconds, are shown.
    bar : str or None
        Whether a bar is ``"behind"`` the number or ``"beside"`` it.
    """

    decimals: int | None = None
    thousands: str = ""
    point: str = "."
    percent: bool = False
    prefix: str = ""
    suffix: str = ""
    pattern: str | None = None
    duration: str | None = None
    bar: str | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any] | None) -> Format | None:
        """Return the format that a program's mapping, which was checked, stands for."""
        if not given:
            return None
        known = {name: given[name] for name in cls.__dataclass_fields__ if name in given}
        if "thousands" in known:
            known["thousands"] = known["thousands"] or ""
        return cls(**known)

    def text(self, value: Any) -> str | None:
        """Return what is shown of a value that there is; None if it is none of those meant."""
        try:
            bare = self._bare(value)
        except (ArithmeticError, TypeError, ValueError):
            # what is no number among numbers, say
            return None
        if bare is None:
            return None
        # "-$5" rather than "$-5"
        sign = "-" if self.prefix and bare.startswith("-") else ""
        return f"{sign}{self.prefix}{bare.removeprefix(sign)}{self.suffix}"

    def _bare(self, value: Any) -> str | None:
        """Return what is shown between prefix and suffix."""
        if isinstance(value, bool) or getattr(value, "shape", ()) != ():
            return None
        if self.duration is not None:
            nanoseconds = time_formats.nanoseconds_of(value)
            if nanoseconds is not None:
                bare = time_formats.duration_text(nanoseconds, self.duration, self.decimals)
                return number_formats.grouped(bare, self.thousands, self.point)
            return None
        if is_real(value):
            return self._number(value)
        if self.pattern is not None:
            return time_formats.pattern_text(value, self.pattern)
        has_words = bool(self.prefix or self.suffix)
        return value if isinstance(value, str) and has_words and not self.is_of_numbers else None

    def _number(self, value: Any) -> str:
        if self.pattern is not None:
            return number_formats.pattern_text(value, self.pattern)
        bare = number_formats.digits(value, self.decimals, percent=self.percent)
        return number_formats.grouped(bare, self.thousands, self.point)

    @property
    def is_of_numbers(self) -> bool:
        """Whether only numbers are meant."""
        if self.pattern is not None:
            return not time_formats.is_pattern(self.pattern)
        has_digits = self.decimals is not None or bool(self.thousands) or self.point != "."
        return self.duration is None and (has_digits or self.percent or self.bar is not None)

    def misfit(self, kind: Kind) -> str | None:
        """Return what is wrong with it for a kind of values, in words; None if nothing."""
        is_of_times = self.pattern is not None and time_formats.is_pattern(self.pattern)
        if kind in {"boolean", "icon"}:
            return f"it has a {kind} in each cell, which has no format"
        if kind in {"integer", "float"} and is_of_times:
            return "it has numbers, and the pattern is one of dates and times"
        if kind in {"date", "datetime"} and (self.is_of_numbers or self.duration is not None):
            return "it has dates or times, which take a pattern such as '%d.%m.%Y'"
        if kind == "timedelta" and (self.is_of_numbers or is_of_times):
            return "it has durations, which take 'duration', such as 'clock' or 'h'"
        if kind == "string" and (self.is_of_numbers or is_of_times or self.duration is not None):
            return "it has texts, which take a prefix and a suffix alone"
        return None
