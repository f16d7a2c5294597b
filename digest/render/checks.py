"""What an e-mail must not be: too large for a mail client, or marred by the renderer. Read :func:`check`."""

from __future__ import annotations

import re

from digest import weight
from digest.errors import TemplateError

# A newline, tab or invisible character in an attribute comes out of mjml-python as a visible escape.
_MANGLED = re.compile(r"=\"[^\"<>]*(?:\\[nt]|\\u\{)[^\"<>]*\"")


def check(html: str) -> None:
    """Raise TemplateError for an e-mail that must not go out."""
    size = weight.encoded(html)
    if size > weight.REFUSED:
        raise TemplateError(
            "edition.mjml.j2", None,
            f"the e-mail is {size:,} bytes when encoded; Gmail clips at 102,000. Lower layout.max_items or the excerpts",
        )  # fmt: skip
    if found := _MANGLED.search(html):
        raise TemplateError(
            "edition.mjml.j2", None, f"an attribute was mangled ({found[0][:80]}); pass it through the `attr` filter"
        )
