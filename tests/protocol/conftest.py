"""What the protocol's tests share: an application on free ports."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import pytest

from pgwidgets.async_ import Application

Start: TypeAlias = Callable[..., Awaitable[Application]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Start applications, and close them in the end."""
    started: list[Application] = []

    async def begin(**settings: Any) -> Application:
        app = Application(ws_port=0, http_port=0, **{"max_sessions": None, **settings})
        await app.start()
        started.append(app)
        return app

    yield begin
    for app in started:
        await app.close()
