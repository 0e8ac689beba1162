"""`on_error` is told of the pictures that pages can't show."""

from __future__ import annotations

from typing import Any

from pgwidgets.errors import PictureError
from pgwidgets.session.widgets import node_of
from tests.contract.driver import Program, contract
from tests.support.pictures import DOT, broken, uri


def failed(widget: Any, picture: str | int) -> dict[str, Any]:
    return {"type": "picture-failed", "wid": node_of(widget).wid, "picture": picture}


@contract
async def test_a_program_can_show_another_picture_instead(program: Program) -> None:
    session, browser = await program.shown()
    other = await program.join(session)
    button = await program.do(session.get_widgets().Button("Save"))

    def replace(error: BaseException, told: Any) -> None:
        assert told is session
        assert isinstance(error, PictureError)
        assert error.property == "icon"
        error.widget.set_icon(uri(DOT))
        error.widget.set_text(error.picture)

    session.app.on_error(replace)
    await program.do(button.set_icon(uri(broken())))
    for page in (browser, other, browser):
        await page.send(failed(button, len(uri(broken()))))
    await program.until(lambda: program.errors)
    await program.until(lambda: button.get_text() == "image/png, 40 bytes")
    assert button.get_icon() == uri(DOT)
    later = await program.join(session)
    await later.send(failed(button, len(uri(broken()))))
    # what it says has been heard when its answer to something later has
    await program.do(session.get_widgets().Label("after"))
    await program.do(session.flush())
    (error,) = program.take_errors()
    assert isinstance(error, PictureError)
    assert error.widget is button


@contract
async def test_no_call_waits_for_a_picture(program: Program) -> None:
    session, browser = await program.shown()
    make, do = session.get_widgets(), program.do
    image = await do(make.Image(url="/gone.png"))
    await do(image.set_image("/gone, too.png"))
    await do(session.flush())
    await browser.send(failed(image, "/gone.png"))
    await program.until(lambda: program.errors)
    await do(image.set_tooltip("the call after it is none of its"))
    (error,) = program.take_errors()
    assert str(error).startswith(f"{node_of(image)!r}.image: the page reported: it can't show")
