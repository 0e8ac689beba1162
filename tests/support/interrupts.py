"""An interrupt at each place where Python looks for one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from itertools import count
from types import FrameType, ModuleType


def is_interrupted(
    step: int, function: Callable[[], object], modules: Collection[ModuleType]
) -> bool:
    """Interrupt a function where Python looks for signals; returns whether it looks so often.

    It looks as a function begins, and as one that is not written in Python ends. Only places in
    some modules are counted.
    """
    places = count()
    files = {module.__file__ for module in modules}

    def profile(frame: FrameType, event: str, _arg: object) -> None:
        is_concerned = frame.f_code.co_filename in files
        if is_concerned and event in {"call", "c_return"} and next(places) == step:
            raise KeyboardInterrupt

    sys.setprofile(profile)
    try:
        function()
    except KeyboardInterrupt:
        return True
    finally:
        sys.setprofile(None)
    return False
