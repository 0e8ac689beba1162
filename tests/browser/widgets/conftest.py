"""The desk that widgets are tried on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from pgwidgets.sync import Session
from tests.browser.widgets.desk import Desk


@pytest.fixture
def desk(session: Session, page: Page, new_context: Callable[..., BrowserContext]) -> Desk:
    """A session and a page to show it in."""
    return Desk(session, page, new_context)
