"""Secrets: how tokens are made, and what somebody shows compared with what is right."""

from __future__ import annotations

import hmac
import re
import secrets

INSTANCE_BYTES = 12
"""Of the name of a running application."""

TOKEN_BYTES = 32
"""256 bits of a token are secret."""

_TOKEN = re.compile(r"([A-Za-z0-9_-]{16})\.[A-Za-z0-9_-]{43}")
"""The instance that made it, and its secret, as they are made here."""


def make_instance() -> str:
    """Return a name for a running application that no other one has."""
    return secrets.token_urlsafe(INSTANCE_BYTES)


def make_token(instance: str) -> str:
    """Return a token for a session of a running application.

    It begins with the name of what made it. So a browser need not be told that name before it
    has shown what it knows, and what an earlier run has given it counts as unknown, not as wrong.
    """
    return f"{instance}.{secrets.token_urlsafe(TOKEN_BYTES)}"


def make_key() -> str:
    """Return what a browser must know to begin a session."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def is_of_another(token: str, instance: str) -> bool:
    """Whether a token was made by another instance, as its form says: then it opens nothing."""
    match = _TOKEN.fullmatch(token)
    return match is not None and not is_same(match[1], instance)


def is_same(shown: str, secret: str) -> bool:
    """Whether a text is the secret, compared in constant time."""
    # JSON can spell half a character, which UTF-8 can't
    return hmac.compare_digest(shown.encode(errors="surrogatepass"), secret.encode())
