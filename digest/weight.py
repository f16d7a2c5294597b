"""What an HTML part weighs as it travels, and how far it may grow. Gmail clips a message at about 102 kB of encoded HTML."""

from __future__ import annotations

import quopri

LARGE, REFUSED, CLIPPED = 80_000, 100_000, 102_000
"""Warned of, refused, clipped by Gmail; bytes when encoded as quoted-printable."""


def encoded(html: str) -> int:
    """Bytes of the HTML part as it travels."""
    return len(quopri.encodestring(html.encode()))
