"""Desktop-style interfaces for Python programs, shown in a browser or a notebook.

Build an interface with :mod:`pgwidgets.sync` (calls block) or :mod:`pgwidgets.async_`
(calls are awaited).
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
