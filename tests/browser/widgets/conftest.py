"""The desk that widgets are tried on."""

from __future__ import annotations

import pytest

from pgwidgets.sync import Session
from tests.browser.seats import NewPage
from tests.browser.widgets.desk import Desk


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A session and a page to show it in."""
    return Desk(session, new_page(), new_page)
