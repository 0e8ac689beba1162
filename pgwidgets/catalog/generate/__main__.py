"""``python -m pgwidgets.catalog.generate`` writes the files; with ``--check`` it only compares."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pgwidgets.catalog.generate import python, reference, typescript
from pgwidgets.catalog.generate.listing import classes, offered

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = "docs/reference"


def outputs() -> dict[str, str]:
    """Return every generated file's text by its path in the checkout."""
    files = {
        "pgwidgets/sync/Widgets.py": python.module(python.SYNC),
        "pgwidgets/async_/Widgets.py": python.module(python.ASYNC),
        "static/generated/facts.ts": typescript.facts(),
        "static/generated/catalog.ts": typescript.interfaces(),
        f"{REFERENCE}/index.md": reference.index(),
    }
    for widget in offered(classes()):
        files[f"{REFERENCE}/{widget.name}.md"] = reference.page(widget)
    return files


def stale(files: dict[str, str], root: Path) -> list[str]:
    """Return the files that differ from what they should be, and pages of classes that are gone."""
    changed = [
        name
        for name, text in files.items()
        if not (root / name).is_file() or (root / name).read_text("utf-8") != text
    ]
    pages = (path.relative_to(root).as_posix() for path in (root / REFERENCE).glob("*.md"))
    return sorted([*changed, *(name for name in pages if name not in files)])


def write(files: dict[str, str], root: Path) -> None:
    """Bring the files up to date; what is up to date keeps its time."""
    for name in stale(files, root):
        path = root / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[name], "utf-8", newline="\n")
        else:
            path.unlink()


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m pgwidgets.catalog.generate",
        description="Write the code and the pages that come from the catalog.",
    )
    parser.add_argument(
        "--check", action="store_true", help="only list the files that are out of date"
    )
    check = parser.parse_args().check
    if not (ROOT / "pyproject.toml").is_file():
        sys.exit(f"{ROOT} is no checkout of pgwidgets: there is nothing to write the files to")
    files = outputs()
    if not check:
        write(files, ROOT)
    elif names := stale(files, ROOT):
        sys.exit("\n".join(["out of date; `make generate` writes them:", *names]))


if __name__ == "__main__":
    main()
