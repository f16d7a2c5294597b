"""What recurs on the pages of one source is its furniture, whatever it says. Read :func:`recurring`.

Rules know notices and promotional lines by their words; a line that no rule knows is known by standing on page after
page. Counting is per source and is kept in the store; an editor's verdict overrules it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from digest import words
from digest.model import Block, Draft, Furniture, Mark

_NUMBER = re.compile(r"\d+")
_SHORTEST, _LONGEST = 12, 700
_KINDS = ("paragraph", "quote", "item", "heading", "caption")
# On so many pages, and on one in so many of those read: a sentence that recurs may be the background that a wire puts
# under every story ("The two Koreas remain technically at war …"), so it must recur on every third page.
PAGES = 3
_ONE_IN_LINE, _ONE_IN_SENTENCE = 10, 3
# Old pages say nothing of how a site looks now.
_REMEMBERED = 100


def key(text: str) -> str:
    """Sixteen hexadecimal digits that are the same for lines that differ only in case, spacing and numbers."""
    return hashlib.sha256(_NUMBER.sub("#", words.fold(text)).encode()).hexdigest()[:16]


def candidates(draft: Draft) -> dict[str, str]:
    """Key: text of the blocks of one page that may turn out to be furniture."""
    return {key(b.text): b.text for b in draft.blocks if _may_recur(b)}


def learn(known: Iterable[Furniture], drafts: Iterable[Draft], source_id: str) -> dict[str, Furniture]:
    """What is known of a source's blocks, with the pages just read counted in.

    A page that repeats another one (one post under three addresses) is counted once.
    """
    found = {f.key: f for f in known}
    before: list[frozenset[str]] = []
    for draft in drafts:
        here = candidates(draft)
        keys = frozenset(here)
        if any(len(keys & other) * 2 > max(len(keys), 2) for other in before):
            continue
        before.append(keys)
        for k, text in here.items():
            old = found.get(k)
            found[k] = (
                replace(old, pages=old.pages + 1) if old else Furniture(source_id=source_id, key=k, text=text, pages=1)
            )
    return found


def recurring(known: Mapping[str, Furniture], pages: int) -> frozenset[str]:
    """The keys that are furniture, ``pages`` being how many pages of the source were read."""
    return frozenset(
        k for k, f in known.items() if f.verdict == "drop" or (f.verdict == "counted" and _recurs(f, pages))
    )


def rule(keys: Collection[str]) -> Callable[[Draft], Iterator[Mark]]:
    """A cleaning rule that marks the blocks with these keys, unless they are more than half of the page."""

    def mark(draft: Draft) -> Iterator[Mark]:
        at = [n for n, b in enumerate(draft.blocks) if b.kind in _KINDS and key(b.text) in keys]
        if sum(len(draft.blocks[n].text) for n in at) * 2 <= sum(len(b.text) for b in draft.blocks):
            yield from (Mark(at=n, role="noise", rule="furniture.recurring") for n in at)

    return mark


def _may_recur(block: Block) -> bool:
    return block.kind in _KINDS and _SHORTEST <= len(block.text) <= _LONGEST


def _recurs(furniture: Furniture, pages: int) -> bool:
    sentence = len(furniture.text) > 80 and words.ends_sentence(furniture.text)
    one_in = _ONE_IN_SENTENCE if sentence else _ONE_IN_LINE
    return furniture.pages >= PAGES and furniture.pages * one_in >= min(max(pages, furniture.pages), _REMEMBERED)
