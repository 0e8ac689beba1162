"""Measures the coverage of a program that a test starts, from where it imports what is measured.

Python imports this as it starts, where the folder is on PYTHONPATH. Large programs such as
JupyterLab import thousands of modules before, which takes twice as long while it is measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import ModuleType

CONFIGURATION = os.environ.get("COVERAGE_LATER")
NOW = "COVERAGE_PROCESS_CONFIG"
MEASURED = ("pgwidgets", "pgwidgets_jupyter")


class Start:
    """Looks at each import, and finds nothing."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        """Begin to measure at the first import that matters."""
        if name not in MEASURED or self not in sys.meta_path:
            return
        sys.meta_path.remove(self)
        # coverage is slow to import, too
        import coverage  # noqa: PLC0415

        os.environ[NOW] = CONFIGURATION or ""
        coverage.process_startup()
        # what this program starts looks here itself
        del os.environ[NOW]


if CONFIGURATION is not None:
    sys.meta_path.insert(0, Start())
