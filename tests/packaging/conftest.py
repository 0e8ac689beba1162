"""Distributions built from a copy of the source tree, on a machine that seems to have no Node."""

from __future__ import annotations

import os
import shutil
import sys
import venv
from pathlib import Path

import pytest

from tests.packaging.building import Distributions, Installation, run

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_SOURCE = (
    *(".git", ".venv", "node_modules", "__pycache__", "dist", "build", ".*_cache"),
    # they come and go while tests run
    ".coverage*",
)


@pytest.fixture(scope="session")
def bare_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment variables with an empty folder as PATH: no Node, no npm, no shell."""
    folder = tmp_path_factory.mktemp("path")
    inherited = {
        name: value
        for name, value in os.environ.items()
        # Coverage and pytest must not reach into the programs that are started.
        if not name.startswith(("COV_CORE", "COVERAGE", "PYTEST", "PYTHON", "VIRTUAL_ENV"))
    }
    return {**inherited, "PATH": str(folder)}


@pytest.fixture(scope="session")
def distributions(
    tmp_path_factory: pytest.TempPathFactory, bare_environment: dict[str, str]
) -> Distributions:
    """The sdist and the wheel, both built from a copy of the source tree.

    The wheel is built as pip does it, which is how the tree is installed.
    """
    source = tmp_path_factory.mktemp("source") / "pgwidgets"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    shutil.rmtree(source / "pgwidgets" / "static", ignore_errors=True)
    output = tmp_path_factory.mktemp("dist")
    for command in (
        ("pip", "wheel", "--no-deps", "--wheel-dir", output, source),
        ("build", "--sdist", "--outdir", output, source),
    ):
        run(sys.executable, "-m", *command, environment=bare_environment, cwd=output)
    (sdist,) = output.glob("*.tar.gz")
    (wheel,) = output.glob("*.whl")
    return Distributions(source, sdist, wheel, bare_environment)


@pytest.fixture(scope="session")
def installation(
    distributions: Distributions, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """The wheel, installed as a user installs it."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    # a pip of its own would take longer to install than the wheel
    venv.create(folder)
    fresh = Installation(folder, distributions.environment)
    run(
        *(sys.executable, "-m", "pip", "--python", fresh.executable),
        *("install", "--quiet", distributions.wheel),
        environment=distributions.environment,
        cwd=folder,
    )
    return fresh
