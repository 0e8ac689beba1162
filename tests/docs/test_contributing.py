"""The widget that CONTRIBUTING.md makes, made as it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.client import TSC, find_node

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?:python|ts|css)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BUILT = shutil.ignore_patterns("node_modules", "__pycache__", "Widgets.js", "chunks")

PLACES = (
    "pgwidgets/catalog/widgets/badge.py",
    "static/widgets/badge.ts",
    "static/widgets/badge.css",
    "tests/browser/widgets/test_badge.py",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources, with the files of the new widget."""
    for folder in ("pgwidgets", "static", "tests", "tools", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=BUILT)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "static" / "node_modules").symlink_to(ROOT / "static" / "node_modules")
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = page[page.index("## A widget") : page.index("### 5.")]
    for place, block in zip(PLACES, BLOCK.findall(steps), strict=True):
        assert place in steps
        (tmp_path / place).write_text(block, encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str | Path) -> None:
    # what is measured is the package, and not a copy of it with one widget more
    env = {name: text for name, text in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        command, cwd=folder, check=False, text=True, stdout=-1, stderr=subprocess.STDOUT, env=env
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.timeout(300)
def test_the_widget_is_made_and_tested(copy: Path) -> None:
    run(copy, sys.executable, "-m", "pgwidgets.catalog.generate")
    assert (copy / "docs" / "reference" / "Badge.md").exists()
    for command in ((TSC, "--noEmit"), ("build.mjs",)):
        run(copy / "static", find_node(), *command)
    tests = (PLACES[-1], "tests/unit/catalog/test_form.py", "tests/client/test_widgets.py")
    run(copy, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--no-cov", *tests)


def test_other_examples_are_the_products_own() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    area = ROOT / "pgwidgets" / "catalog" / "widgets" / "text_area.py"
    declared = " ".join(area.read_text(encoding="utf-8").split())
    (example,) = BLOCK.findall(page[page.index("## More than a setter") :])
    assert " ".join(example.split()) in declared
