"""Tab completion in IPython where jedi is off."""

from __future__ import annotations

import importlib
import sys

import pgwidgets


def install() -> None:
    """Let IPython look at the attributes of our objects to complete what follows.

    By itself it looks only where no class has a `__getattr__`: that might do something. Ours only
    say in an error what is meant.
    """
    if "IPython.core.completer" not in sys.modules:
        return
    try:
        guarded = importlib.import_module("IPython.core.guarded_eval")
    except ImportError:
        # before IPython 8.8 it looks at nothing
        return
    looked_at = getattr(guarded.EVALUATION_POLICIES["limited"], "allowed_getattr_external", None)
    if isinstance(looked_at, set):
        looked_at.add((pgwidgets.__name__,))
