"""Both sides name the same features."""

from __future__ import annotations

import re
from pathlib import Path

from pgwidgets.protocol.messages import FEATURES

SOURCE = Path(__file__).parents[3] / "static" / "core" / "messages.ts"


def test_the_page_has_the_features_of_the_server() -> None:
    found = re.search(r"FEATURES = \[(.*?)\]", SOURCE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    listed = re.findall(r'^  "([a-z]+)",$', found[1], re.MULTILINE)
    assert listed == list(FEATURES)
