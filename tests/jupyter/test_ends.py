"""The route when kernels and servers end, begin again, or are not alike."""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import ConnectionClosed

from tests.jupyter.lab import Lab, run_command
from tests.jupyter.served import (
    START,
    ServedKernel,
    browse,
    files,
    join,
    served_kernel,
    socket_to,
    start,
    until,
)

ROOT = Path(__file__).resolve().parent.parent.parent

WITHOUT_EXTENSION = "--ServerApp.jpserver_extensions=pgwidgets_jupyter=False"
WITHOUT_PROXY = "--ServerApp.jpserver_extensions=jupyter_server_proxy=False"

GREETING = """
@app.on_connect
def build(session):
    W = session.get_widgets()
    W.TopLevel(title="Window", widget=W.Label("{text}")).show()
"""

PROGRAM = """
from pgwidgets.sync import Application
app = Application(0, 0, name="plot", max_sessions=None)
"""

TOOL = """
import sys
from pgwidgets.sync import Application

app = Application(ws_port=0, http_port=int(sys.argv[1]), max_sessions=None)

@app.on_connect
def build(session):
    W = session.get_widgets()
    button = W.Button("Ours")
    button.on("activated", lambda: button.set_text("Clicked"))
    W.TopLevel(title="Tool", widget=button).show()

app.run()
"""


# -- kernels -------------------------------------------------------------------------


def test_the_url_survives_a_restart_of_the_kernel(lab: Lab) -> None:
    with served_kernel(lab) as kernel:
        url = start(kernel)
        kernel.restart()
        assert browse(lab, url).status == 502
        assert files(lab, kernel.id) == []
        assert start(kernel) == url
        assert browse(lab, url).status == 200


def test_a_killed_kernel_leaves_a_page_that_comes_back_by_itself(
    lab: Lab, browser: Browser
) -> None:
    context = browser.new_context(color_scheme="dark")
    context.new_page().goto(lab.address("api"))
    with served_kernel(lab) as kernel:
        url = start(kernel, "0, 0, name='plot', max_sessions=None")
        (entry,) = files(lab, kernel.id)
        socket_path = Path(json.loads(entry.read_text())["socket"])
        with socket_to(lab.port, f"{url}ws", lab.login) as line:
            line.recv()
            kernel.kill()
            with pytest.raises(ConnectionClosed) as closed:
                line.recv(30)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1011
        page = context.new_page()
        answer = page.goto(f"http://127.0.0.1:{lab.port}{url}")
        assert answer is not None
        assert answer.status == 502
        expect(page.get_by_role("heading")).to_have_text("The application is not running")
        assert not entry.exists()
        assert not socket_path.exists()
        kernel.connect()
        # in one cell: the page comes back as soon as there is something to connect to
        kernel.run(PROGRAM + GREETING.format(text="Here again") + "app.start()")
        assert kernel.value("app._core.route.url") == url
        expect(page.get_by_text("Here again")).to_be_visible(timeout=30_000)
    context.close()


@pytest.mark.parametrize("end", ["restart", "kill", "close"])
def test_an_open_page_says_at_once_that_its_program_has_ended(
    lab: Lab, browser: Browser, end: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(lab.address("api"))
    with served_kernel(lab) as kernel:
        kernel.run(PROGRAM + GREETING.format(text="Here") + "app.start()")
        url = kernel.value("app._core.route.url")
        page.goto(f"http://127.0.0.1:{lab.port}{url}")
        expect(page.get_by_text("Here")).to_be_visible(timeout=30_000)
        match end:
            case "close":
                kernel.run("app.close()")
            case "kill":
                kernel.kill()
            case _:
                kernel.restart()
        note = page.locator(".pg-status")
        expect(note).to_have_text("The program has ended. Run its cell again.", timeout=30_000)
        if end == "kill":
            kernel.connect()
        kernel.run(PROGRAM + GREETING.format(text="Here again") + "app.start()")
        expect(page.get_by_text("Here again")).to_be_visible(timeout=30_000)
        expect(note).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("scheme", "is_light"), [("light", True), ("dark", False)])
def test_the_page_that_waits_is_as_light_as_the_system(
    lab: Lab, browser: Browser, scheme: str, is_light: bool
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(lab.address("api"))
    nobody = "00000000-0000-4000-8000-000000000000"
    page.goto(f"{lab.base}pgwidgets-kernel/{nobody}/plot/")
    expect(page.get_by_role("status")).to_contain_text("Run the notebook's cells")
    ink, paper = page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor].map("
        "it => it.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)))"
        "(getComputedStyle(document.documentElement))"
    )
    assert (paper > ink) is is_light
    assert abs(paper - ink) > 300
    context.close()


def test_a_kernel_of_another_environment(lab: Lab, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    venv.create(folder, symlinks=True)
    library = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    borrowed = [str(ROOT), sysconfig.get_path("purelib")]
    (library / "borrowed.pth").write_text("\n".join(borrowed))
    python = str(folder / "bin" / "python")
    specification = {
        "argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Elsewhere",
        "language": "python",
    }
    spec = tmp_path / "elsewhere"
    spec.mkdir()
    (spec / "kernel.json").write_text(json.dumps(specification))
    (lab.data / "kernels").mkdir(parents=True, exist_ok=True)
    installed = lab.data / "kernels" / "elsewhere"
    installed.symlink_to(spec)
    with served_kernel(lab, "elsewhere") as kernel:
        kernel.run("import sys, importlib.util")
        assert kernel.value("sys.prefix") == str(folder) != sys.prefix
        assert kernel.value("importlib.util.find_spec('pgwidgets_jupyter')") is None
        url = start(kernel, "0, 0, name='plot'")
        assert url == f"/prefix/pgwidgets-kernel/{kernel.id}/plot/"
        session_id = kernel.value("session.id")
        assert join(lab, url, session_id) == session_id
    installed.unlink()


# -- servers -------------------------------------------------------------------------


# what is killed can't tell what it has covered
@pytest.mark.no_cover
def test_servers_that_are_killed_or_end_leave_nothing_for_the_next(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # a socket's path must be short
    folder = tmp_path_factory.mktemp("ends")
    lab = Lab(folder, base_url="/")
    kernel = ServedKernel(lab)
    url = start(kernel, "0, 0, name='plot'")
    pid = kernel.value("__import__('os').getpid()")
    lab.kill()
    os.kill(pid, signal.SIGKILL)
    kernel.leave()
    assert len(files(lab)) == 2
    again = Lab(folder, base_url="/", port=lab.port)
    try:
        until(lambda: files(again) == [])
        assert browse(again, url).status == 502
        other = ServedKernel(again)
        assert browse(again, start(other, "0, 0, name='plot'")).status == 200
        other.leave()
    finally:
        again.stop()
    assert files(again) == []


@pytest.fixture(scope="module")
def deep_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server without jupyter-server-proxy, in a folder too deep for a socket's path."""
    folder = tmp_path_factory.mktemp("deep") / "/".join(["deep" * 5] * 5)
    lab = Lab(folder, base_url="/", options=[WITHOUT_PROXY])
    yield lab
    lab.stop()


def test_a_home_too_deep_for_sockets_and_a_server_without_the_proxy(deep_lab: Lab) -> None:
    with served_kernel(deep_lab) as kernel:
        url = start(kernel, "0, 0, name='plot'")
        (entry,) = files(deep_lab)
        path = Path(json.loads(entry.read_text())["socket"])
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert browse(deep_lab, url).status == 200
        kernel.run("app.close()")
        assert not path.parent.exists()


def test_two_servers_of_one_user_serve_their_own_kernels_alone(lab: Lab, deep_lab: Lab) -> None:
    with served_kernel(deep_lab) as kernel:
        url = start(kernel, "0, 0, name='plot'")
        entry = lab.runtime / "pgwidgets" / kernel.id / "plot.json"
        entry.parent.mkdir(mode=0o700, parents=True)
        entry.write_bytes(files(deep_lab)[0].read_bytes())
        assert browse(deep_lab, url).status == 200
        assert browse(lab, f"/prefix{url}").status == 502
        assert json.loads(browse(lab, f"/prefix/pgwidgets-kernel/{kernel.id}").body) == {
            "applications": []
        }
        entry.unlink()


@pytest.fixture(scope="module")
def proxy_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server with plain jupyter-server-proxy, whose operator has a tool of their own."""
    folder = tmp_path_factory.mktemp("proxy")
    tool = folder / "tool.py"
    tool.write_text(TOOL)
    command = f"'{sys.executable}' '{tool}' {{port}}"
    options = [WITHOUT_EXTENSION]
    lab = Lab(folder, base_url="/some/where/", options=options, PGWIDGETS_LAUNCHER=command)
    yield lab
    lab.stop()


# there is nothing of ours in such a server, and it would take twice as long to start
@pytest.mark.no_cover
def test_a_server_without_the_extension_is_gone_through_by_port(proxy_lab: Lab) -> None:
    with served_kernel(proxy_lab) as kernel:
        kernel.run(START.format(arguments="0, 0"))
        port = kernel.value("app.ports[1]")
        expected = [f"/some/where/proxy/{port}/", f"http://127.0.0.1:{port}/"]
        assert kernel.value("candidates(app._core)") == [[url, False] for url in expected]
        assert browse(proxy_lab, expected[0]).status == 200
        assert files(proxy_lab) == []


@pytest.mark.no_cover
def test_the_tile_opens_what_an_operator_has_chosen(proxy_lab: Lab, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(proxy_lab.address("lab"))
    page.locator(".jp-LauncherCard:visible", has_text="pgwidgets").first.click()
    tool = page.frame_locator("iframe[src*='/some/where/pgwidgets/']")
    tool.get_by_role("button", name="Ours").click(timeout=30_000)
    expect(tool.get_by_role("button", name="Clicked")).to_be_visible()
    run_command(page, "application:close-all")
    context.close()


def test_where_the_server_has_neither_the_address_is_direct(lab: Lab) -> None:
    with served_kernel(lab) as kernel:
        # what such a server does not tell its kernels, and what they don't find installed
        kernel.run("import os, sys; del os.environ['PGWIDGETS_JUPYTER_SERVER']")
        kernel.run("sys.modules['jupyter_server_proxy'] = None")
        kernel.run(START.format(arguments="0, 0"))
        port = kernel.value("app.ports[1]")
        assert kernel.value("candidates(app._core)") == [[f"http://127.0.0.1:{port}/", False]]


def test_an_operators_template_comes_first_and_alone(lab: Lab) -> None:
    with served_kernel(lab) as kernel:
        template = "https://host.example/{name}/{port}"
        kernel.run(f"import os; os.environ['PGWIDGETS_URL'] = {template!r}")
        kernel.run(START.format(arguments="0, 0, name='plot'"))
        port = kernel.value("app.ports[1]")
        expected = [[f"https://host.example/plot/{port}/", False]]
        assert kernel.value("candidates(app._core)") == expected
        kernel.run(START.format(arguments="0, 0, public_url='/by/{name}'"))
        found = kernel.value("candidates(app._core)[0][0]")
        assert found == kernel.value("f'/by/{app._core.name}/'")
