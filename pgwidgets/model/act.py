"""What a user did, so that the same user can take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """One thing that a user did, however many edits it makes.

    Attributes
    ----------
    author : str
        Names the browser.
    way : {"edit", "undo", "redo"}
        Whether it is something new, takes back what was done, or does that again.
    """

    author: str
    way: Literal["edit", "undo", "redo"] = "edit"
