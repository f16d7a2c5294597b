"""Where a page shows only an opening, the whole text may stand elsewhere: in its JSON-LD, or in the feed. Read :func:`fuller`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest import words
from digest.model import Block, Draft, Outside

_TEXT = ("paragraph", "quote", "item", "heading", "post")
# Another text is taken if it is so much longer, and the page's own is an opening of it or nearly nothing.
_LONGER = 1.5
_NEARLY_NOTHING = 400
_AGREEMENT = 0.6
_RUN = 3


def fuller(draft: Draft, other: Sequence[Block]) -> Draft:
    """The draft with another text of the same article in its place, if that is the whole and this only a part.

    What the page showed and the other text does not hold goes outside, so that it stands in the ledger.
    """
    own = [b for b in draft.blocks if b.kind in _TEXT]
    here, there = _length(own), _length(other)
    if there < _LONGER * max(here, 200) or not (here < _NEARLY_NOTHING or _agreement(own, other) >= _AGREEMENT):
        return draft
    held = words.fold(" ".join(b.text for b in other))
    aside = tuple(Outside(at=0, block=b) for b in draft.blocks if b.kind != "title" and words.fold(b.text) not in held)
    title = tuple(b for b in draft.blocks if b.kind == "title")
    return replace(draft, blocks=(*title, *other), outside=(*aside, *(replace(o, at=0) for o in draft.outside)))


def paragraphs(text: str) -> tuple[Block, ...]:
    """A plain text as blocks, one for each of its lines."""
    lines = (words.tidy(words.unescape(re.sub(r"<[^<>]{1,200}>", " ", line))) for line in re.split(r"[\r\n]+", text))
    return tuple(Block(kind="paragraph", text=line) for line in lines if line)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(b.text) for b in blocks)


def _agreement(own: Sequence[Block], other: Sequence[Block]) -> float:
    """How much of one text, 0…1, stands in another, by runs of three words."""
    mine, theirs = (_runs(" ".join(b.text for b in side)) for side in (own, other))
    return len(mine & theirs) / len(mine) if mine else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words.words(text)
    return set(zip(*(found[n:] for n in range(_RUN)), strict=False))
