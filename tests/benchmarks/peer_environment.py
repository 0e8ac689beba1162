"""An environment of their own for the libraries that are measured beside the product."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "peers"
PYTHON = FOLDER / "bin" / "python"

BESIDE = ("numpy>=2", "pandas>=3", "pyarrow>=21")
"""What the tables are made of."""


def install(package: str, *more: str) -> str:
    """Install a package and what it needs, unless it is there; returns why it can't be, or nothing.

    The environment is made before the first one, and stays until `make clean`.
    """
    stamp = FOLDER / f".{package}"
    if stamp.exists():
        return ""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    try:
        if not PYTHON.exists():
            subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        subprocess.run(
            [*pip, *BESIDE, package, *more], check=True, stderr=subprocess.PIPE, text=True
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr or str(error)).strip().splitlines()[-1]
        return f"does not install: {last}"
    stamp.touch()
    return ""
