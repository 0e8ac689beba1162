"""Every widget that pages know has a class there."""

from __future__ import annotations

import re

from pgwidgets.catalog.registry import declarations
from tools.client import SOURCE

CLASS = re.compile(r"^export class (\w+) .*implements (\w+)Methods", re.MULTILINE)


def test_every_widget_has_its_class_in_the_client() -> None:
    found = [
        names
        for path in (SOURCE / "widgets").glob("*.ts")
        for names in CLASS.findall(path.read_text(encoding="utf-8"))
    ]
    # what a class says that it implements, the compiler checks
    assert all(name == interface for name, interface in found)
    remote = {name for name, widget in declarations().items() if widget.remote}
    assert {name for name, _ in found} == remote
