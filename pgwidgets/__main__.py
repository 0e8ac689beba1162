"""The command line: ``python -m pgwidgets gallery``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from pgwidgets.gallery import command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the command line.
    """
    parser = argparse.ArgumentParser(prog="python -m pgwidgets")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    gallery = commands.add_parser(
        "gallery", help="show every widget", description="Show every widget, to play with."
    )
    command.add_arguments(gallery)
    gallery.set_defaults(run=command.run)
    options = parser.parse_args(arguments)
    options.run(options)


if __name__ == "__main__":
    main()
