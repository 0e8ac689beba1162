"""The desk that widgets are tried on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pgwidgets.sync import Application, Session
from tests.browser.seats import NewPage
from tests.browser.support import Applications, LastingApplication
from tests.browser.widgets.bench import Sent
from tests.browser.widgets.desk import Desk


@pytest.fixture(scope="session")
def lasting_application() -> Iterator[LastingApplication]:
    """The application of this process."""
    lasting = LastingApplication()
    yield lasting
    lasting.close()


@pytest.fixture
def application(
    lasting_application: LastingApplication, applications: Applications
) -> Iterator[Application]:
    """A started synchronous application without limits, which other tests have used."""
    with lasting_application.lent(applications.errors) as application:
        yield application


@pytest.fixture
def desk(session: Session, new_page: NewPage) -> Desk:
    """A session and a page to show it in."""
    return Desk(session, new_page(), new_page)


@pytest.fixture
def sent(desk: Desk) -> Iterator[Sent]:
    """What the page tells from the beginning."""
    sent = Sent(desk.page)
    desk.join(desk.page)
    yield sent
    sent.stop()
