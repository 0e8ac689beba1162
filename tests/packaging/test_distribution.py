"""The sdist and the wheel hold what they should, and install without Node."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import pgwidgets
from tests.packaging.building import Distributions, Installation, run

pytestmark = [
    # Building and installing are done once, by the worker that runs these tests.
    pytest.mark.xdist_group("packaging"),
    # Tools are downloaded where they are not cached.
    pytest.mark.timeout(600),
]

CLIENT = {f"pgwidgets/static/{name}" for name in ("Widgets.js", "Widgets.css", "remote.html")}
CONFIGURATION = "etc/jupyter/jupyter_server_config.d/pgwidgets_jupyter.json"


def names_in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def names_in_sdist(sdist: Path) -> set[str]:
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_wheel_holds_both_packages_the_client_and_the_jupyter_configuration(
    distributions: Distributions,
) -> None:
    names = names_in_wheel(distributions.wheel)
    data = f"pgwidgets_python-{pgwidgets.__version__}.data/data/"
    assert names >= CLIENT | {
        "pgwidgets/py.typed",
        "pgwidgets_jupyter/__init__.py",
        "pgwidgets_jupyter/icons/pgwidgets.svg",
        data + CONFIGURATION,
    }
    top = {name.split("/")[0] for name in names}
    distribution = f"pgwidgets_python-{pgwidgets.__version__}"
    assert top == {
        "pgwidgets",
        "pgwidgets_jupyter",
        f"{distribution}.data",
        f"{distribution}.dist-info",
    }


def test_sdist_holds_the_sources_and_the_built_client_but_no_npm_packages(
    distributions: Distributions,
) -> None:
    names = names_in_sdist(distributions.sdist)
    assert names >= CLIENT | {
        "LICENSE",
        "Makefile",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "hatch_build.py",
        "static/build.mjs",
        "static/package-lock.json",
        "tests/packaging/test_distribution.py",
        "tools/client.py",
    }
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]


def test_client_refers_to_nothing_by_an_absolute_url(distributions: Distributions) -> None:
    with zipfile.ZipFile(distributions.wheel) as archive:
        page = archive.read("pgwidgets/static/remote.html").decode()
    assert "<head>" in page
    assert not re.search(r"""(?:src|href)=["']?(?:/|https?:)""", page)


def test_wheel_from_the_sdist_needs_no_node_and_equals_the_one_from_the_tree(
    distributions: Distributions, tmp_path: Path
) -> None:
    output = run(
        *(sys.executable, "-m", "pip", "wheel", "--verbose", "--no-deps"),
        *("--wheel-dir", tmp_path, distributions.sdist),
        environment=distributions.environment,
        cwd=tmp_path,
    )
    assert "hatchling" in output
    assert "nodejs" not in output
    (wheel,) = tmp_path.glob("*.whl")
    assert names_in_wheel(wheel) == names_in_wheel(distributions.wheel)


def test_source_tree_installs_without_node(distributions: Distributions) -> None:
    assert shutil.which("node", path=distributions.environment["PATH"]) is None
    assert names_in_wheel(distributions.wheel) >= CLIENT


def test_metadata_names_one_hard_dependency_and_the_jupyter_extra(
    distributions: Distributions,
) -> None:
    with zipfile.ZipFile(distributions.wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(path).decode())
    required = metadata.get_all("Requires-Dist", [])
    hard = [requirement for requirement in required if "extra ==" not in requirement]
    assert metadata["Name"] == "pgwidgets-python"
    assert metadata["Version"] == pgwidgets.__version__
    assert metadata["License-Expression"] == "BSD-3-Clause"
    assert [re.match(r"[\w-]+", requirement)[0] for requirement in hard] == ["websockets"]  # type: ignore[index]  # every requirement begins with a name
    assert metadata.get_all("Provides-Extra") == ["jupyter"]


def test_installed_package_has_its_client_types_and_jupyter_configuration(
    installation: Installation,
) -> None:
    shown = installation.python(
        "-c",
        "import json, pathlib, pgwidgets, pgwidgets_jupyter, sys\n"
        "root = pathlib.Path(pgwidgets.__file__).parent\n"
        "print(json.dumps([pgwidgets.__version__, str(root), pgwidgets_jupyter.setup_server(),"
        " sorted(sys.modules)]))",
    )
    version, root, server, modules = json.loads(shown)
    assert version == pgwidgets.__version__
    assert Path(root).is_relative_to(installation.folder)
    assert (Path(root) / "py.typed").is_file()
    assert (Path(root) / "static" / "Widgets.js").stat().st_size > 0
    assert json.loads((installation.folder / CONFIGURATION).read_text()) == {
        "ServerApp": {"jpserver_extensions": {"pgwidgets_jupyter": True}}
    }
    assert Path(server["launcher_entry"]["icon_path"]).is_file()
    assert not [name for name in modules if name.startswith(("jupyter_", "tornado", "traitlets"))]


def test_both_interfaces_import_from_the_wheel_alone(installation: Installation) -> None:
    installation.python(
        "-W",
        "error",
        "-c",
        "import pgwidgets.sync, pgwidgets.async_, pgwidgets.sync.Widgets, pgwidgets.async_.Widgets",
    )
