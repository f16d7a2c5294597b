"""How rules look for things: whole blocks, single sentences, the tail of a page. Used by every rule file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from digest import words
from digest.model import Draft, Mark, Role

# What stands before the first word of a prompt: bullets, arrows, pictographs.
_ORNAMENT = re.compile("^[\\s•●▪►▶→»>*–—\\-\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+(?=\\w)")


def compiled(*patterns: str) -> re.Pattern[str]:
    """One pattern out of several, in lower case; it is matched against folded text (single spaces, plain quotes)."""
    for pattern in patterns:
        bare = re.sub(r"\\.|\(\?P<", "", pattern)
        if bare != bare.lower():
            raise ValueError(f"{pattern!r} can never match: rules look at text in lower case")
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def blocks(draft: Draft, pattern: re.Pattern[str], role: Role, rule: str, limit: int = 400) -> Iterator[Mark]:
    """Mark each block whose whole text the pattern matches, if it is no longer than ``limit`` characters."""
    matches = pattern.fullmatch
    for at, block in enumerate(draft.blocks):
        if len(block.text) <= limit:
            folded, bare = _folded(block.text)
            if matches(folded) or (bare is not folded and matches(bare)):
                yield Mark(at=at, role=role, rule=rule)


def sentences(draft: Draft, pattern: re.Pattern[str], role: Role, rule: str, limit: int = 500) -> Iterator[Mark]:
    """Mark each sentence that the pattern matches whole; the other sentences of the block stay."""
    matches = pattern.fullmatch
    for at, block in enumerate(draft.blocks):
        for start, end, folded, bare in _sentences(block.text):
            if end - start <= limit and (matches(folded) or (bare is not folded and matches(bare))):
                yield Mark(at=at, role=role, rule=rule, span=(start, end))


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, str]:
    """A text as it is matched: folded, and folded without the ornaments before its first word."""
    folded = words.fold(text)
    return folded, folded if folded[:1].isalnum() else _ORNAMENT.sub("", folded)


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Kept for a while, because many rules ask for the sentences of the same blocks."""
    return tuple((start, end, *_folded(text[start:end])) for start, end in words.sentence_spans(text))


def tail(draft: Draft) -> int:
    """Index of the block after which no long paragraph of prose follows, bios and notices apart: where tails begin.

    It is the index after the last but one third of the prose, so that a long closing paragraph does not hide a tail
    that stands before it. Rules that are only safe near the end look from here on.
    """
    prose = [
        at for at, block in enumerate(draft.blocks) if block.kind in ("paragraph", "quote") and len(block.text) > 200
    ]
    if not prose:
        return 0
    return prose[max(0, len(prose) - 1 - len(prose) // 3)]


def title_at(draft: Draft) -> int | None:
    """Index of the title among the blocks, if it stands there."""
    return next((at for at, block in enumerate(draft.blocks) if block.kind == "title"), None)
