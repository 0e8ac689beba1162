"""A real JupyterLab, a real Chromium, and kernels without a front end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support import Chromium
from tests.jupyter.kernel import CLEAR, Kernel
from tests.jupyter.lab import Lab, Notebook

LIMIT_MS = 30_000

# On a busy machine the usual 5 s may pass for nothing.
expect.set_options(timeout=LIMIT_MS)

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.hookimpl(tryfirst=True)  # before xdist looks, also where files of this folder are named
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a run on several processes, keep together the tests that share something."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            fixtures: list[str] = getattr(item, "fixturenames", [])
            # one JupyterLab for all that need one; the others share no more than their module does
            group = "jupyter" if "lab" in fixtures else f"jupyter-{item.path.stem}"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    chromium = Chromium()
    yield chromium
    chromium.close()


@pytest.fixture
def browser(chromium: Chromium) -> Iterator[Browser]:
    with chromium.active() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab under a prefix, on a copy of the notebooks."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "root", ignore=shutil.ignore_patterns(".ipynb_*"))
    lab = Lab(folder, base_url="/prefix/")
    yield lab
    lab.stop()


@pytest.fixture(scope="session")
def loaded_page(lab: Lab, chromium: Chromium) -> Iterator[Page]:
    """JupyterLab's page: one for all tests, since it takes seconds to load."""
    with chromium.active() as browser:
        context = browser.new_context(viewport={"width": 1100, "height": 900})
        context.set_default_timeout(LIMIT_MS)
        page = context.new_page()
        page.goto(lab.address("lab"))
        page.locator(".jp-Launcher").wait_for()
    yield page
    with chromium.active():
        context.close()


@pytest.fixture
def lab_page(loaded_page: Page, chromium: Chromium) -> Iterator[Page]:
    with chromium.active():
        loaded_page.bring_to_front()
        yield loaded_page
        # behind another tab it would draw two pictures a second
        for other in loaded_page.context.pages:
            if other is not loaded_page:
                other.close()
        loaded_page.bring_to_front()


@pytest.fixture(scope="session")
def empty_page(chromium: Chromium) -> Iterator[Page]:
    with chromium.active() as browser:
        context = browser.new_context(viewport={"width": 1100, "height": 900})
        context.set_default_timeout(LIMIT_MS)
        page = context.new_page()
    yield page
    with chromium.active():
        context.close()


@pytest.fixture
def notebook_page(empty_page: Page, chromium: Chromium) -> Iterator[Page]:
    """A page for Jupyter Notebook, which loads anew with each notebook."""
    with chromium.active():
        empty_page.bring_to_front()
        yield empty_page


@pytest.fixture
def notebook(lab: Lab, lab_page: Page) -> Iterator[Notebook]:
    """An empty notebook in JupyterLab, for tests that leave variables and applications alone."""
    yield from lab.opened_again(lab_page)


@pytest.fixture
def own_notebook(lab: Lab, lab_page: Page) -> Iterator[Notebook]:
    """An empty notebook in JupyterLab, with a kernel of its own."""
    yield from lab.opened(lab_page, lab.new_notebook())


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[Kernel]:
    """A kernel as nbclient starts one: beside no Jupyter server."""
    kernel = Kernel(tmp_path)
    yield kernel
    kernel.stop()


@pytest.fixture(scope="module")
def running_kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    kernel = Kernel(tmp_path_factory.mktemp("kernel"))
    yield kernel
    kernel.stop()


@pytest.fixture
def shared_kernel(running_kernel: Kernel) -> Iterator[Kernel]:
    """A kernel for tests that leave nothing behind but variables and applications."""
    yield running_kernel
    running_kernel.ok(CLEAR)


@pytest.fixture(scope="module")
def hosts_kernels() -> Iterator[dict[str, Kernel]]:
    kernels: dict[str, Kernel] = {}
    yield kernels
    for kernel in kernels.values():
        kernel.stop()


@pytest.fixture
def host() -> str:
    """Where the applications of a test run, unless it says so."""
    return "thread"


@pytest.fixture
def hosts_kernel(
    hosts_kernels: dict[str, Kernel], host: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kernel]:
    """A shared kernel that has had applications of one kind alone: some patch its event loop."""
    if host not in hosts_kernels:
        hosts_kernels[host] = Kernel(tmp_path_factory.mktemp("kernel"))
    yield hosts_kernels[host]
    hosts_kernels[host].ok(CLEAR)
