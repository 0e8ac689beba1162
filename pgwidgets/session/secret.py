"""Secrets: what somebody shows, compared with what is right."""

from __future__ import annotations

import hmac


def is_same(shown: str, secret: str) -> bool:
    """Whether a text is the secret, compared in constant time."""
    # JSON can spell half a character, which UTF-8 can't
    return hmac.compare_digest(shown.encode(errors="surrogatepass"), secret.encode())
