"""The plain-text part: wrapped near 72 columns, addresses never broken."""

from __future__ import annotations

import re
import textwrap

_BLANK_LINES = re.compile(r"\n{3,}")


def wrap(value: str, width: int = 72) -> str:
    """Break a paragraph at spaces only; a word longer than the line, such as an address, stays whole."""
    return textwrap.fill(value, width, break_long_words=False, break_on_hyphens=False)


def squeeze(value: str) -> str:
    """At most one blank line in a row, none at the start, one newline at the end."""
    lines = "\n".join(line.rstrip() for line in value.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip("\n") + "\n"
