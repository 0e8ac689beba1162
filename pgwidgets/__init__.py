"""Desktop-style interfaces for Python programs, shown in a browser or a notebook.

Build an interface with :mod:`pgwidgets.sync` (calls block) or :mod:`pgwidgets.async_`
(calls are awaited).
"""

from pgwidgets.model.buffer import Buffer

__version__ = "0.1.0"

__all__ = ["Buffer", "__version__", "load_ipython_extension"]


def load_ipython_extension(_shell: object) -> None:
    """Let scripts' `asyncio.run()` work in a notebook's cells: `%load_ext pgwidgets`."""
    from pgwidgets.notebook import nesting  # noqa: PLC0415  # a script needs none of it

    nesting.allow()
