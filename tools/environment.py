"""Makes the development environment: ``python tools/environment.py .venv``.

Runs on the system's Python, so it uses the standard library alone.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def main() -> None:
    """Make or update the environment in the folder given on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: environment.py FOLDER")
    require_python()
    folder = Path(sys.argv[1])
    python = folder / "bin" / "python"
    print(f"Making {folder}. The first time takes a few minutes.", flush=True)
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        # Dependency groups need pip 25.1, which no released Debian or Ubuntu has yet.
        pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", "--upgrade", "pip>=25.1"], check=True)
        subprocess.run(
            [*pip, "install", "--quiet", "--editable", ".[jupyter]", "--group", "dev"],
            check=True,
            cwd=ROOT,
        )
    except subprocess.CalledProcessError as error:
        sys.exit(f"{folder} could not be made: {error}")
    (folder / ".made").touch()


def require_python() -> None:
    """Exit with advice unless this Python can make an environment for pgwidgets."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        sys.exit(
            f"pgwidgets needs Python {'.'.join(map(str, OLDEST))} or newer, and {sys.executable} "
            f"is {version}. Name a newer one: make PYTHON=python3.12 …"
        )
    if find_spec("ensurepip") is None:
        sys.exit(
            f"{sys.executable} cannot make virtual environments. On Debian and Ubuntu, "
            "`apt-get install python3-venv` adds what is missing."
        )


if __name__ == "__main__":
    main()
