"""The awaitable API: calls take effect at once, and awaiting them waits for a browser."""

from pgwidgets.async_.application import Application, Session

__all__ = ["Application", "Session"]
