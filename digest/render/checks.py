"""What an e-mail must not be: too large for a mail client, or marred by the renderer. Read :func:`check`."""

from __future__ import annotations

import quopri
import re

from digest.errors import TemplateError

# Gmail clips a message at about 102 KB of encoded HTML.
MAX_ENCODED = 100_000
# A newline, tab or invisible character in an attribute comes out of mjml-python as a visible escape.
_MANGLED = re.compile(r"=\"[^\"<>]*(?:\\[nt]|\\u\{)[^\"<>]*\"")


def check(html: str) -> None:
    """Raise TemplateError for an e-mail that must not go out."""
    size = encoded_size(html)
    if size > MAX_ENCODED:
        raise TemplateError(
            "edition.mjml.j2", None,
            f"the e-mail is {size:,} bytes when encoded; Gmail clips at 102,000. Lower layout.max_items or the excerpts",
        )  # fmt: skip
    if found := _MANGLED.search(html):
        raise TemplateError(
            "edition.mjml.j2", None, f"an attribute was mangled ({found[0][:80]}); pass it through the `attr` filter"
        )


def encoded_size(html: str) -> int:
    """Bytes of the HTML part as it travels, quoted-printable."""
    return len(quopri.encodestring(html.encode()))
