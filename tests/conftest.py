"""What holds for all tests."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """Have Ctrl-C mean what it means to users: shells start background jobs without it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # the programs that tests start inherit this
        signal.signal(signal.SIGINT, signal.default_int_handler)
