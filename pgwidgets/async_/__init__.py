"""The awaitable API: calls take effect at once, and awaiting them waits for a browser."""

from pgwidgets.async_.application import Application, Session
from pgwidgets.notebook import nesting

__all__ = ["Application", "Session"]

nesting.explain_run()
