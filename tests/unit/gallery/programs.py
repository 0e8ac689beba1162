"""Programs from the gallery, without a browser."""

from __future__ import annotations

from typing import Any

import pgwidgets.async_
import pgwidgets.sync


class Started(pgwidgets.sync.Application):
    """An application whose run() makes a session, as if a browser had come, and no more."""

    session: Any

    def on_connect(self, handler: Any) -> Any:
        self._setup = handler
        return handler

    def run(self) -> None:
        self.session = self.create_session()
        self._setup(self.session)


class StartedAsync(pgwidgets.async_.Application):
    """The same for the asynchronous API."""

    session: Any

    def on_connect(self, handler: Any) -> Any:
        self._setup = handler
        return handler

    async def run(self) -> None:
        self.session = self.create_session()
        await self._setup(self.session)


def run(code: str, monkeypatch: Any) -> Any:
    """Run a program, of either API, and return its session."""
    monkeypatch.setattr(pgwidgets.sync, "Application", Started)
    monkeypatch.setattr(pgwidgets.async_, "Application", StartedAsync)
    namespace: dict[str, Any] = {"__name__": "example"}
    exec(compile(code, "example", "exec"), namespace)
    return namespace["app"].session
