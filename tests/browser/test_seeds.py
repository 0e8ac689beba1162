"""The examples of the product's documents, run as they are written there."""

from __future__ import annotations

import ast
import asyncio
import inspect
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from playwright.sync_api import Page, expect

from pgwidgets import async_, sync
from pgwidgets.server.settings import Settings
from pgwidgets.session.facade import core_of
from pgwidgets.sync import Application, Session
from tests.browser.support import WAIT_SECONDS, Applications, wait_until

SEEDS = Path(__file__).parent / "seeds"
Started = sync.Application | async_.Application
Launch = Callable[[str], Started]


def read(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_text(encoding="utf-8")


def run(name: str, **names: Any) -> dict[str, Any]:
    """Run an example in a namespace, and return that."""
    namespace = {"__name__": "__main__", **names}
    exec(compile(read(name), f"{name}.txt", "exec"), namespace)
    return namespace


async def run_async(name: str, **names: Any) -> dict[str, Any]:
    """Run an example in which coroutines are awaited."""
    namespace = {"__name__": "__main__", **names}
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    result = eval(compile(read(name), f"{name}.txt", "exec", flags=flags), namespace)
    if inspect.isawaitable(result):
        await result
    return namespace


@pytest.fixture
def launch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Launch]:
    """Runs a whole program in a thread; only the default ports are others: free ones."""
    started: list[Started] = []
    threads: list[threading.Thread] = []
    options: Any = Settings.__init__
    defaults = options.__defaults__
    assert defaults[:2] == (9500, 9501)
    monkeypatch.setattr(options, "__defaults__", (0, 0, *defaults[2:]))

    def remember(cls: Any) -> None:
        construct = cls.__init__

        def remembered(self: Any, *args: Any, **kwargs: Any) -> None:
            construct(self, *args, **kwargs)
            started.append(self)

        monkeypatch.setattr(cls, "__init__", remembered)

    for cls in (sync.Application, async_.Application):
        remember(cls)

    def launch(name: str) -> Started:
        threads.append(threading.Thread(target=run, args=(name,), name=name))
        threads[-1].start()
        wait_until(lambda: started and started[-1].ports, f"{name} serves")
        return started[-1]

    yield launch
    for app in started:
        if isinstance(app, async_.Application):
            loop = core_of(app).host.loop
            asyncio.run_coroutine_threadsafe(app.close(), loop).result(WAIT_SECONDS)
        else:
            app.close()
    for thread in threads:
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive(), "run() returns after close()"


@pytest.mark.parametrize(
    ("name", "title", "button", "before", "after"),
    [
        ("remote_sync", "Remote App", "Click me", "Ready", "Clicked!"),
        ("remote_async", "Async App", "Press me", "Waiting...", "Pressed!"),
    ],
)
def test_remote_interface(
    launch: Launch, page: Page, name: str, title: str, button: str, before: str, after: str
) -> None:
    page.goto(launch(name).url)
    window = page.get_by_role("dialog", name=title)
    expect(window.get_by_text(before, exact=True)).to_be_visible()
    box = window.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (400, 300)
    page.get_by_role("button", name=button).click()
    expect(window.get_by_text(after, exact=True)).to_be_visible()
    expect(window.get_by_text(before, exact=True)).to_have_count(0)


def use_buttons_and_entry(page: Page, buttons: tuple[str, ...]) -> None:
    expect(page.get_by_text("Click a button!", exact=True)).to_be_visible()
    for name in buttons:
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_text(f"{name}!", exact=True)).to_be_visible()
    entry = page.get_by_role("textbox")
    expect(entry).to_have_value("Type here")
    entry.fill("forty-two")
    entry.press("Enter")
    expect(page.get_by_text("Entered: forty-two", exact=True)).to_be_visible()


def test_sync_full_example(launch: Launch, page: Page) -> None:
    page.goto(launch("sync_full").url)
    use_buttons_and_entry(page, ("Hello", "World"))
    slider = page.get_by_role("slider")
    expect(slider).to_have_value("50")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Slider: 51", exact=True)).to_be_visible()
    box = slider.bounding_box()
    assert box is not None
    # dragged with the mouse to the right end
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, middle, steps=5)
    page.mouse.up()
    expect(page.get_by_text("Slider: 100", exact=True)).to_be_visible()


def test_async_full_example(launch: Launch, page: Page) -> None:
    page.goto(launch("async_full").url)
    use_buttons_and_entry(page, ("Hello",))


@pytest.mark.parametrize("name", ["sync_application", "async_application"])
def test_application_arguments(name: str) -> None:
    app = run(name)["app"]
    assert app.url == "http://127.0.0.1:9501/"
    assert app.sessions == {}
    assert (app.static_path / "Widgets.js").is_file()
    assert app.remote_html == app.static_path / "remote.html"


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """Wait until something is printed and return it."""
    said: list[str] = []

    def is_said() -> bool:
        said.append(capsys.readouterr().out)
        return any(said)

    wait_until(is_said, "on_disconnect prints")
    return "".join(said)


def test_sync_handlers(
    applications: Applications, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    app = applications.sync()
    run("sync_handlers", app=app)
    page.goto(app.url)
    expect(page.get_by_role("dialog", name="Hello")).to_be_visible()
    (session,) = app.sessions.values()
    page.goto("about:blank")
    assert printed(capsys) == f"Session {session.id}: browser disconnected (0 remaining)\n"


def test_async_handlers(
    applications: Applications, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    app = applications.async_()
    run("async_handlers", app=app)
    page.goto(app.url)
    expect(page.get_by_role("dialog", name="Hello")).to_be_visible()
    (session,) = app.sessions.values()
    page.goto("about:blank")
    assert printed(capsys) == f"Session {session.id} disconnected\n"


def test_sync_session_methods(application: Application, capsys: pytest.CaptureFixture[str]) -> None:
    # Each line on a session of its own: one of them destroys it.
    for statement in ast.parse(read("sync_session")).body:
        session = application.create_session()
        session.get_widgets().Label("in the tree")
        func = Mock(return_value=3)
        names: dict[str, Any] = {"session": session, "args": (1, 2), "func": func}
        exec(compile(ast.Module([statement], []), "sync_session.txt", "exec"), names)
        line = ast.unparse(statement)
        if "destroy" in line:
            assert session.id not in application.sessions
        if "gui_do" in line:
            wait_until(partial(getattr, func, "called"), line)
        if "gui_call" in line:
            assert names["result"] == 3
        if "gui" in line:
            func.assert_called_once_with(1, 2)
        if "make_timer" in line:
            assert [type(w).__name__ for w in session.walk_widget_tree()] == ["Label", "Timer"]
    assert "Label" in capsys.readouterr().out


def test_async_session_methods(applications: Applications) -> None:
    app = applications.async_()

    async def use() -> dict[str, Any]:
        return await run_async("async_session", session=app.create_session())

    names = applications.runner.call(use())
    assert names["text"] == "New text"
    assert names["timer"].get_duration() == 1000


def test_sync_session_without_browser(page: Page) -> None:
    app = Application(ws_port=0, http_port=0)
    try:
        session = run("sync_prebuilt", app=app)["session"]
        page.goto(session.get_url())
        expect(page.get_by_role("dialog", name="Pre-built")).to_be_visible()
    finally:
        app.close()


def test_async_session_without_browser(applications: Applications, page: Page) -> None:
    app = applications.async_()

    async def build() -> str:
        session: async_.Session = (await run_async("async_prebuilt", app=app))["session"]
        top = await session.get_widgets().TopLevel(title="Pre-built")
        await top.show()
        return session.get_url()

    page.goto(applications.runner.call(build()))
    expect(page.get_by_role("dialog", name="Pre-built")).to_be_visible()


def test_sync_widget_factory(session: Session, show: Callable[[Session], Page]) -> None:
    made = run("sync_factory", session=session)
    for name in ("btn", "label", "slider"):
        made["vbox"].add_widget(made[name])
    made["top"].set_widget(made["vbox"])
    made["top"].show()
    page = show(session)
    expect(page.get_by_role("button", name="Click me")).to_be_visible()
    expect(page.get_by_text("Status", exact=True)).to_be_visible()
    expect(page.get_by_role("slider")).to_have_value("50")


def test_sync_background_work(session: Session, show: Callable[[Session], Page]) -> None:
    ui = session.get_widgets()
    top = ui.TopLevel(title="Work")
    label = ui.Label("busy")
    top.set_widget(label)
    top.show()
    page = show(session)
    where: list[str] = []

    def compute() -> int:
        where.append(threading.current_thread().name)
        return 42

    run("sync_background", session=session, label=label, expensive_computation=compute)
    expect(page.get_by_text("42", exact=True)).to_be_visible()
    shown_by = session.gui_call(lambda: threading.current_thread().name)
    assert where != [shown_by]
    assert shown_by != threading.current_thread().name


def test_async_callback(applications: Applications, page: Page) -> None:
    app = applications.async_()

    async def build() -> str:
        session = app.create_session()
        ui = session.get_widgets()
        top = await ui.TopLevel(title="Callback")
        box = await ui.VBox()
        btn = await ui.Button("Go")
        status = await ui.Label("Ready")
        await box.add_widget(btn)
        await box.add_widget(status)
        await top.set_widget(box)
        await top.show()
        await run_async("async_callback", btn=btn, status=status)
        return session.get_url()

    page.goto(applications.runner.call(build()))
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("Clicked!", exact=True)).to_be_visible()
