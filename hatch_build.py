"""Builds the browser client while a distribution is built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ClientBuildHook(BuildHookInterface[Any]):
    """Puts the built client into ``pgwidgets/static``.

    A source distribution carries the built client, so that building from one needs neither Node
    nor npm. Anywhere else the client is built from ``static``, for editable installs too.
    """

    def dependencies(self) -> list[str]:
        """Return what the build needs besides hatchling: a Node, if there is a client to build."""
        if self._client_is_packed():
            return []
        groups: dict[str, list[str]] = self.metadata.config["dependency-groups"]
        return groups["client"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        """Build the client before files are collected."""
        if not self._client_is_packed():
            # The build tool is the developer's own: one way to build, and no import by path.
            subprocess.run(  # noqa: S603 (our own script)
                [sys.executable, str(Path(self.root, "tools", "client.py")), "build"], check=True
            )

    def _client_is_packed(self) -> bool:
        # Only an unpacked source distribution has PKG-INFO; in a checkout a client that is
        # there may be older than its source.
        root = Path(self.root)
        return (root / "PKG-INFO").is_file() and (root / "pgwidgets/static/Widgets.js").is_file()
