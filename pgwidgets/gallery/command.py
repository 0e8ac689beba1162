"""Serves the gallery, as ``python -m pgwidgets gallery`` does."""

from __future__ import annotations

import argparse
import webbrowser

from pgwidgets.errors import PortInUseError
from pgwidgets.gallery.window import build
from pgwidgets.sync import Application


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (%(default)s)")
    parser.add_argument("--port", type=int, default=9501, help="port, 0 for any (%(default)s)")
    parser.add_argument("--open", action="store_true", help="open it in a browser")


def run(options: argparse.Namespace) -> None:
    """Serve the gallery until Ctrl-C; every browser gets one of its own."""
    app = Application(ws_port=0, http_port=options.port, host=options.host, max_sessions=None)
    app.on_connect(build)
    try:
        app.start()
    except PortInUseError:
        raise SystemExit(
            f"port {options.port} is in use; choose another with --port, or 0 for any free one"
        ) from None
    print(f"The gallery is at {app.url} (Ctrl-C ends it)", flush=True)  # noqa: T201  # it's a command
    if options.open:
        webbrowser.open(app.url)
    app.run()
