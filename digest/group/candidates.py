"""Which pairs of articles are worth comparing, without comparing all with all. Read :func:`pairs`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from digest.model import Fingerprint

# A word pair that stands in more articles than this says nothing about two of them.
_COMMON = 40
# A copy shares at least this many uncommon word pairs with its original; two articles on one event share a few.
_ENOUGH = 4


def pairs(prints: Iterable[Fingerprint]) -> Iterator[tuple[str, str]]:
    """Yield (id, id) in order, the smaller id first, of texts that share uncommon word pairs."""
    holders: dict[int, list[str]] = defaultdict(list)
    for one in sorted(prints, key=lambda p: p.article_id):
        for pair in one.pairs:
            holders[pair].append(one.article_id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            shared.update((a, b) for n, a in enumerate(ids) for b in ids[n + 1 :])
    yield from sorted(pair for pair, count in shared.items() if count >= _ENOUGH)
