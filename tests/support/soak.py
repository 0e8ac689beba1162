"""How long the long runs are: a slice of each in the suite, all of it in `make soak`."""

from __future__ import annotations

import os
import sys

from hypothesis import HealthCheck, Phase, settings

SOAK = bool(os.environ.get("PGWIDGETS_SOAK"))
"""Whether this is a soak."""

SEED = 20_261_121
"""What every generator of random things begins with: runs repeat themselves."""


def count(few: int, many: int) -> int:
    """Return how often to do something: few times in the suite, many times in a soak."""
    return many if SOAK else few


def seconds(limit: float) -> float:
    """Return a time limit for a run of the suite, which a soak has far more of."""
    return limit * 30 if SOAK else limit


def plays(examples: int) -> settings:
    """Return how often something happens by chance that takes long, and so does a shorter play."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        # to look for a shorter one only a soak has the time
        phases=[Phase.generate, *([Phase.shrink] if SOAK else [])],
        suppress_health_check=list(HealthCheck),
    )


def figure(text: str) -> None:
    """Say what was measured; `make soak` shows it."""
    sys.stdout.write(f"\nfigure: {text}\n")
