"""Pages say which pictures they can't show, and the program is told."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from pgwidgets.async_ import Session
from pgwidgets.catalog import picture
from pgwidgets.errors import BrowserError, PictureError
from pgwidgets.protocol import messages
from pgwidgets.session import pictures
from pgwidgets.session.widgets import node_of
from tests.protocol.conftest import Start
from tests.support.client import PLAIN, Client, browser
from tests.support.pictures import DOT, Spot, broken, place_of, spots, uri


class Shown:
    """A session, and what reached `on_error`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.errors: list[Any] = []
        session.app.on_error(lambda error, _: self.errors.append(error))

    @property
    def hello(self) -> dict[str, Any]:
        return {"session_id": self.session.id, "token": self.session.token}

    def page(self, **options: Any) -> Any:
        return browser(self.session.app.url, hello=self.hello, **options)

    async def settle(self, page: Client) -> list[Any]:
        """Return the errors, once all that the page has sent was taken."""
        seq = page.acknowledged + 1
        # of a widget that is not there
        await page.send({"type": "callback", "wid": 1_000_000, "action": "x", "seq": seq})
        await page.until(lambda: page.acknowledged == seq)
        # what was taken is told where handlers run
        await self.session.gui_call(lambda: None)
        return self.errors


@pytest.fixture
async def shown(start: Start) -> Shown:
    return Shown((await start()).create_session())


def failed(widget: Any, name: str | int, **more: Any) -> dict[str, Any]:
    """Return what a page says of a picture."""
    return {"type": "picture-failed", "wid": node_of(widget).wid, "picture": name, **more}


async def given(awaited: Any) -> Any:
    return await awaited


@pytest.mark.parametrize("spot", list(spots()), ids=str)
async def test_each_place_of_the_catalog(shown: Shown, spot: Spot) -> None:
    async with shown.page() as page:
        contents: list[bytes | str] = [broken(), "https://example.org/a.png?token=x"]
        for number, content in enumerate(contents):
            if spot.takes_bytes and isinstance(content, str):
                continue
            widget = await spot.fill(shown.session.get_widgets(), given, content)
            node, place = place_of(widget)
            await page.send(failed(widget, picture.mark(place[1])) | {"wid": node.wid})
            error = (await shown.settle(page))[number]
            assert isinstance(error, PictureError)
            assert isinstance(error, BrowserError)
            assert (node_of(error.widget), error.property) == (node, place[0])
            what = "image/png, 40 bytes" if number == 0 else "https://example.org/a.png"
            assert error.picture == what
            assert str(error).startswith(f"{node!r}.{place[0]}: the page reported: it can't ")
            assert what in str(error)


async def test_one_picture_is_told_once_in_a_session(shown: Shown) -> None:
    W = shown.session.get_widgets()
    image = await W.Image(url="/gone.png")
    async with shown.page() as one, shown.page() as two:
        for page in (one, two, one):
            await page.send(failed(image, "/gone.png"))
        assert len(await shown.settle(one)) == 1
        assert len(await shown.settle(two)) == 1
    async with shown.page() as later:
        await later.send(failed(image, "/gone.png"))
        assert len(await shown.settle(later)) == 1
        await image.set_image("/gone too.png")
        await later.send(failed(image, "/gone too.png"))
        await image.set_image("/gone.png")
        await later.send(failed(image, "/gone.png"))
        pictures = [error.picture for error in await shown.settle(later)]
        assert pictures == ["/gone.png", "/gone too.png"]


async def test_what_an_answer_of_its_server_says(shown: Shown) -> None:
    W = shown.session.get_widgets()
    statuses = {404: "the answer has the status 404", 200: "can't decode", None: "can't show"}
    async with shown.page() as page:
        for status, words in statuses.items():
            image = await W.Image(url="/gone.png")
            await page.send(failed(image, "/gone.png", status=status))
            assert words in str((await shown.settle(page))[-1])


async def test_a_picture_whose_place_another_took(shown: Shown) -> None:
    image = await shown.session.get_widgets().Image()
    async with shown.page() as page:
        for number in range(10):
            await image.set_binary_image(broken(1000 + number), "jpeg")
        await image.set_binary_image(DOT)
        await page.send(failed(image, 1003))
        (error,) = await shown.settle(page)
        assert error.picture == "image/png, 1,003 bytes"


async def test_what_was_never_given_is_ignored(shown: Shown) -> None:
    W = shown.session.get_widgets()
    image, label = await W.Image(url=uri(DOT)), await W.Label("x")
    gone = await W.Image(url="/gone.png")
    async with shown.page() as page:
        for message in (
            failed(image, "https://example.org/forged.png"),
            failed(image, len(DOT)),
            failed(label, len(uri(DOT))),
            failed(image, -1),
            failed(image, ""),
            {"type": "picture-failed", "wid": 1_000, "picture": "x"},
        ):
            await page.send(message)
        await gone.destroy()
        await page.send(failed(gone, "/gone.png"))
        assert await shown.settle(page) == []
        # the session lives on
        await label.set_text("y")
        assert page.replica.find("Label").state["text"] == "y"


@pytest.mark.parametrize(
    "fields",
    [{}, {"picture": None}, {"picture": [1]}, {"picture": True}, {"picture": 1, "status": "x"}],
)
async def test_what_is_of_another_form_closes_that_connection_alone(
    shown: Shown, fields: dict[str, Any]
) -> None:
    image = await shown.session.get_widgets().Image(url="/gone.png")
    async with shown.page() as other:
        page = await Client(shown.session.app.url, hello=shown.hello).join()
        await page.send({"type": "picture-failed", "wid": node_of(image).wid, **fields})
        assert (await page.until_closed())[0] == messages.PROTOCOL_CODE
        await other.send(failed(image, "/gone.png", status=10**30))
        assert len(await shown.settle(other)) == 1


async def test_a_page_that_goes_on_and_on_is_told_nothing_of(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_TOLD", 5)
    W = shown.session.get_widgets()
    images = [await W.Image(url=f"/{number}.png") for number in range(20)]
    async with shown.page() as page:
        for _ in range(10):
            for number, image in enumerate(images):
                await page.send(failed(image, f"/{number}.png"))
        assert len(await shown.settle(page)) == 5
        # what is gone makes room
        await images[0].destroy()
        await page.send(failed(images[19], "/19.png"))
        assert len(await shown.settle(page)) == 6


async def test_the_log_says_the_same_without_secrets(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    shown = Shown((await start(logger=logging.getLogger("pictures"))).create_session())
    image = await shown.session.get_widgets().Image(url="https://a:b@example.org/x.png?key=secret")
    async with shown.page() as page:
        await page.send(failed(image, "https://a:b@example.org/x.png?key=secret", status=403))
        (error,) = await shown.settle(page)
    told = [record.getMessage() for record in caplog.records if "Image" in record.getMessage()]
    assert told == [f"session {shown.session.id}: {error}"]
    assert "https://example.org/x.png: the answer has the status 403" in told[0]


async def test_a_plain_page_says_nothing_and_misses_nothing(shown: Shown) -> None:
    W = shown.session.get_widgets()
    async with shown.page(features=PLAIN) as page:
        button = await W.Button("b")
        await button.set_icon(uri(broken()))
        assert page.replica.find("Button").called("set_icon") == [[uri(broken()), None]]
        # if it says it all the same, it is heard
        await page.send(failed(button, len(uri(broken()))))
        await W.Label("its answer comes later")
    assert len(shown.errors) == 1
