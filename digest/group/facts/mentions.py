"""What a sentence says of who, where, when and how many: as values that can be compared. Read :func:`mentions`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from digest.group.facts import currency, named, quantities
from digest.group.facts.bounds import bounds, is_of_bound
from digest.group.facts.lexicon import contrasts, lower, of_words, tokens
from digest.group.facts.listed import RANKS, listed
from digest.group.facts.mention import Mention
from digest.group.facts.negators import may_deny
from digest.group.facts.tokens import Tokens

_NONE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
SPEAKERS, QUOTES = frozenset(["speaker"]), "quote"
"""The groups of those who say something, and of what is quoted."""
_NUMBERS, _RELATIVE = frozenset(["number", "date", "measure", "rate", "bound", "currency"]), "relative date"


def _figures_and_dates(said: Tokens) -> Iterator[Mention]:
    found = list(quantities.quantities(said))
    yield from found
    yield from quantities.rates(said)
    yield from bounds(said, (m for m in found if m.kind == "number" and m.group == "number"))


def _of_tables_and_names(said: Tokens) -> Iterator[Mention]:
    found, used = listed(said)
    yield from found
    yield from named.names(said, used)


# What is looked for together, and of which groups it finds something; all other groups are those of the tables, and "name".
_SORTS: tuple[tuple[frozenset[str], Callable[[Tokens], Iterable[Mention]]], ...] = (
    (_NUMBERS, _figures_and_dates),
    (frozenset([QUOTES]), named.quotes),
    (frozenset([_RELATIVE]), quantities.relative),
    (SPEAKERS, named.speakers),
    (frozenset(), _of_tables_and_names),
)
FIGURES, LISTED = 0, len(_SORTS) - 1
"""The sort of mentions that are figures and dates, and of those that are names, or words of the tables."""
_BEHIND_FIGURES = ((quantities.is_measure, "measure"), (currency.is_currency, "currency"))
_APART = frozenset[str]().union(*(of for of, _ in _SORTS))


@cache
def named_groups() -> frozenset[str]:
    """The groups of names, whether a table knows them or not."""
    return frozenset(["name", "place"]).union(
        m.group for members in contrasts().values() for m in members if m.kind == "organisation"
    )


def sorts(groups: Collection[str] | None) -> list[int]:
    """Which sorts of mentions have to be looked for, to find all of some groups; None for all."""
    if groups is None:
        return list(range(len(_SORTS)))
    found = [n for n, (of, _) in enumerate(_SORTS) if not of.isdisjoint(groups)]
    return found if _APART.issuperset(groups) else [*found, LISTED]


def mentions(said: Tokens, sort: int) -> Iterable[Mention]:
    """Everything of one sort of which a sentence says something."""
    return _SORTS[sort][1](said)


def together(written: Sequence[str]) -> Iterator[str]:
    """The words, as they stand between spaces, that may say something together; with a word that changes any, also the next.

    In "2 million and 3 thousand" and "2 thousand and 3 million" the words are the same.
    """
    # The last stops the search, and is no word.
    joining = [*map(_joining, written), True]
    size, end = len(written), 0
    while (begin := joining.index(True, end)) < size:
        end = begin
        while end < size and joining[end]:
            end += 1
        end += end < size and "" in groups(written[end - 1])[0]
        if end - begin > 1:
            yield " ".join(written[begin:end])


def _joining(written: str) -> bool:
    every, several = groups(written)
    return bool(several) or "" in every


@lru_cache(maxsize=65_536)
def groups(written: str) -> tuple[frozenset[str], frozenset[str]]:
    """The groups of mentions that a word may be part of, as it stands between spaces; "" if it may change any.

    Any word may be part of a quotation, which is not told here.
    And those of them in which it may be one of several words, so that with it another mention comes or goes.
    """
    plain = written.rstrip(".,;:")
    if plain.islower() and plain.isalpha():
        each = looked_up = [plain]
    else:
        each = tokens(written)
        looked_up = [lower(w) for w in each]
    found: set[str] = set()
    of_several: set[str] = set()
    for word, known in zip(each, looked_up, strict=True):
        part = known.removeprefix("ex-") if known.startswith("ex-") else known.split("-")[0]
        every, several = of_words().get(known) or of_words().get(part, _NONE)
        found |= every
        of_several |= several
        found.update(group for is_one, group in _BEHIND_FIGURES if is_one(known))
        if may_deny(known) or known in RANKS:
            found.add("")
        if named.is_saying(known):
            of_several |= SPEAKERS
        if word[0].isupper():
            found.add("name")
        if quantities.is_month(word) or is_of_bound(known):
            of_several |= _NUMBERS
    if quantities.counts(written, looked_up):
        of_several |= _NUMBERS
    if quantities.is_period(looked_up):
        of_several.add(_RELATIVE)
    return frozenset(found | of_several), frozenset(of_several)
