"""What names a session."""

from __future__ import annotations

from pgwidgets.model.text import well_formed


def normal_id(session_id: str | int) -> str | int:
    """Return a session id in its normal form: text of digits and the integer are the same."""
    if isinstance(session_id, bool) or not isinstance(session_id, str | int):
        raise TypeError(f"a session id must be str or int, not {type(session_id).__name__}")
    if isinstance(session_id, str):
        if not session_id:
            raise ValueError("a session id must not be empty")
        if session_id.isascii() and session_id.isdigit():
            return int(session_id)
        # it goes into URLs
        return well_formed(session_id)
    return session_id
