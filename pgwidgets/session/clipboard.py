"""What the sessions of both APIs ask a page about its user's clipboard."""

from __future__ import annotations

from typing import Any

from pgwidgets.catalog.types import TEXT
from pgwidgets.errors import ClipboardError
from pgwidgets.protocol import messages
from pgwidgets.session.queries import PageQuery

FEATURE = "clipboard"
"""What a browser must be able to do."""

SECONDS = 60.0
"""How long an answer is waited for: the browser may have to ask its user first."""


def reading() -> PageQuery:
    """Return the question what text is in the clipboard."""
    return PageQuery(
        "session.read_clipboard",
        lambda message_id: [messages.read_clipboard(message_id)],
        TEXT.check,
        feature=FEATURE,
        personal=True,
        refusal=ClipboardError,
    )


def writing(text: Any) -> PageQuery:
    """Return the demand to put a text into the clipboard.

    Raises
    ------
    TypeError
        When it is no text.
    """
    try:
        checked = TEXT.check(text)
    except TypeError as error:
        raise TypeError(f"session.write_clipboard(): text {error}") from None
    return PageQuery(
        "session.write_clipboard",
        lambda message_id: [messages.write_clipboard(message_id, checked)],
        lambda _: None,
        feature=FEATURE,
        personal=True,
        refusal=ClipboardError,
    )
