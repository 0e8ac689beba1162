"""The blocking API: build an interface with plain calls."""

from pgwidgets.sync.application import Application, Session

__all__ = ["Application", "Session"]
