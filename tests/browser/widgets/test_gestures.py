"""Each callback of the catalog comes about by what a user does in a real browser.

How, is said in `gestures.py` for all classes, in `class_gestures.py` for some. A callback for which
nothing is said fails, as one does that a page tells no more.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pgwidgets.catalog.callbacks import Callback
from pgwidgets.catalog.registry import declarations
from tests.browser.widgets.bench import Bench, Gesture, Sent, sample_of
from tests.browser.widgets.class_gestures import NEVER, OWN, SAMPLES
from tests.browser.widgets.desk import Desk
from tests.browser.widgets.gestures import COMMON

CLASSES = [name for name, declaration in declarations().items() if not declaration.abstract]

PARTS = 4
"""So many tests have all the classes between them."""


def gesture_of(kind: str, name: str) -> Gesture | None:
    return OWN.get(kind, {}).get(name) or COMMON.get(name)


def wrong_of(bench: Bench) -> list[str]:
    """Bring each callback of a class about; return what is wrong."""
    callbacks = bench.declaration.all_callbacks
    never = NEVER.get(bench.kind, frozenset())
    found = {name: it for name, it in callbacks.items() if name not in never}
    wrong = {name: wrong_with(bench, it) for name, it in found.items()}
    wrong.update({name: "it has come" for name in never if bench.has_come(callbacks[name])})
    return [f"{bench.kind} {name}: {words}" for name, words in wrong.items() if words]


def wrong_with(bench: Bench, callback: Callback) -> str | None:
    gesture = gesture_of(bench.kind, callback.name)
    if gesture is None:
        return "nothing is known by which it comes about"
    return bench.use(callback, gesture)


def differing(bench: Bench) -> list[str]:
    """Return what a page that followed shows otherwise than that of the user."""
    try:
        bench.desk.assert_followed()
    except AssertionError as error:
        return [f"{bench.kind}: {error}"]
    return []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_users_bring_every_callback_about(
    desk: Desk, sent: Sent, tmp_path: Path, part: int
) -> None:
    file = tmp_path / "note.txt"
    file.write_text("note")
    # another person is there from the beginning
    assert desk.second is not desk.page
    wrong = []
    for kind in CLASSES[part::PARTS]:
        make = SAMPLES.get(kind) or sample_of(declarations()[kind])
        bench = Bench(desk, sent, kind, make, file)
        wrong += wrong_of(bench)
        bench.leave()
        wrong += differing(bench)
    assert not wrong, "\n".join(wrong)
