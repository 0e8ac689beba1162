"""What a message is about: a later one about the same stands for those that still wait."""

from __future__ import annotations

from typing import Any, NamedTuple


class Topic(NamedTuple):
    """What a message says whole, whatever was said of it before.

    Attributes
    ----------
    subject : object
        The properties that it sets, or what it has the page do.
    acts : bool
        It has the page do something once, for which properties may matter that were set before.
    stacks : bool
        It changes the order of the windows, which they have in common.
    replaces : bool
        It gives the content of the widget's document, whatever edits came before.
    """

    subject: Any
    acts: bool = False
    stacks: bool = False
    replaces: bool = False


CONTENT = Topic("content", replaces=True)
"""The content of a document."""
