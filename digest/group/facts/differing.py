"""In what a sentence of a copy differs from its place in the original. Read :func:`differing`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digest.group.facts import exchanged, figures, questions, roles
from digest.group.facts.beside import Beside, neighbours
from digest.group.facts.mention import Mention, Pair
from digest.group.facts.mentions import QUOTES, SPEAKERS, named_groups
from digest.group.facts.negation import NEGATED, NONE_OF, denies, in_one_word, negatives
from digest.group.facts.placing import Place
from digest.group.facts.preferred import preferred
from digest.group.facts.renamed import renamed
from digest.group.facts.rivals import is_gone, is_new
from digest.group.facts.said import Said
from digest.group.facts.stated import groups_of
from digest.group.facts.tokens import Tokens

# Of a sentence with hundreds of figures, so many to either side are looked at.
_RIVALS = 32
# Of a table, the beginning.
_EXCHANGED = 128
# A question is asked where it is, or not at all.
_CLOSELY = 0.3


def differing(said: Said, told: Said, n: int, place: Place) -> Iterator[Pair]:
    """What a sentence of the copy, by its number, states otherwise than its place in the original."""
    yield from _changed(said, told, n, place)
    if not place.framed:
        yield from _exchanged(said, told, n, place)


def _changed(said: Said, told: Said, n: int, place: Place) -> Iterator[Pair]:
    wide = place.core if place.framed else tuple(neighbours(place.core, len(said)))
    near = (n,) if place.framed else tuple(neighbours((n,), len(told)))
    stems = told[n].negated.union(*(said[k].negated for k in place.core))
    groups = _may_differ(said, place.core, wide, told, (n,), near)
    # A word that is negated here and not there may be in both.
    if groups is not None and not groups and not stems:
        return
    core, own = said.of(place.core, groups, stems), told.of((n,), groups, stems)
    around = core if wide == place.core else said.of(wide, groups, stems)
    beside = own if len(near) == 1 else told.of(near, groups, stems)
    known, kept = Counter((m.group, m.value) for m in around), Counter((m.group, m.value) for m in beside)
    mine, theirs = Counter((m.group, m.value) for m in own), Counter((m.group, m.value) for m in core)
    names = frozenset(w for g, v in known if g == "name" for w in v.split())
    new = [m for m in own if is_new(m, known, mine, names, place, said)]
    gone = [m for m in core if is_gone(m, kept, theirs, place, told)] if new else []
    at = Beside(said, told, n, place)
    found = list(_paired(new, gone, _ranks(core) | _ranks(own), at))
    found += renamed(own, core, new, gone, found, at)
    yield from _without_mere_wording(found, {k: said[k].tokens for k in place.core}, said, told[n].tokens)


def _exchanged(said: Said, told: Said, n: int, place: Place) -> Iterator[Pair]:
    """What stands beside a word beside which the place says something else: "its losing streak", "its winning streak".

    So what a retold sentence exchanged is found also where both are said elsewhere, of something else.
    """
    groups = said.groups(place.core) & told.groups((n,))
    if not groups:
        return
    at = Beside(said, told, n, place)
    by_word: dict[tuple[str, str], list[Mention]] = {}
    for old in said.of(place.core, groups, ())[:_EXCHANGED]:
        for word in said.beside(old):
            by_word.setdefault((old.group, word), []).append(old)
    for new in told.of((n,), groups, ())[:_EXCHANGED]:
        for word in told.beside(new):
            rivals = by_word.get((new.group, word), [])[:_RIVALS]
            yield from ((old, new) for old in rivals if at.is_exchanged(old, new, word))


def _paired(new: Iterable[Mention], gone: Iterable[Mention], ranks: Mapping[int, float], at: Beside) -> Iterator[Pair]:
    """What is gone with what stands for it, each once, the nearest by how far along both stand."""
    left: dict[str, list[Mention]] = {}
    for old in gone:
        left.setdefault(old.group, []).append(old)
    pairs = [
        (not _alike(old, one), abs(ranks[id(old)] - ranks[id(one)]), n, old, one)
        for n, one in enumerate(new)
        for old in _near(left.get(one.group, []), ranks[id(one)])
        if at.can_stand(old, one)
    ]
    taken: set[int] = set()
    for *_, old, one in sorted(pairs, key=lambda p: p[:3]):
        if taken.isdisjoint((id(old), id(one))):
            taken.update((id(old), id(one)))
            yield old, one


def _alike(old: Mention, new: Mention) -> bool:
    """Whether one of two figures looks like the other with a slip."""
    return old.group == "number" == new.group and figures.mistaken(old, new)


def of_the_whole(said: Said, told: Said, n: int, place: Place) -> Iterator[Pair]:
    """What the sentence as a whole states otherwise."""
    at = place.core[0]
    if (
        place.framed
        and place.share >= _CLOSELY
        and questions.asked(said[at].tokens)
        and questions.stated(told[n].tokens)
    ):
        yield (
            Mention("certainty", 1, "asked", "yes", said[at].sentence, said.starts(at), said.ends(at)),
            Mention("certainty", 1, "asked", "no", told[n].sentence, told.starts(n), told.ends(n)),
        )
    if len(place.core) == 1:
        swapped = None if place.retold else roles.swapped(said[at], told[n], framed=place.framed)
        swapped = swapped or preferred(said[at].tokens, told[n].tokens)
        if place.framed and not swapped:
            swapped = exchanged.exchanged_figures(said[at], told[n]) or exchanged.exchanged_words(said[at], told[n])
        if swapped:
            yield swapped[0].moved(said.starts(at)), swapped[1].moved(told.starts(n))


def _without_mere_wording(found: Sequence[Pair], core: Mapping[int, Tokens], said: Said, own: Tokens) -> list[Pair]:
    """Leave out what only seems to be negated otherwise, as the sentence says as often that something is not so.

    "It can neither bank nor spend it" is "it cannot be put in a bank". Where one word is negated instead of another, the
    sentence says something else.
    """
    turned = [
        (old, new)
        for old, new in found
        if new.group.startswith(NEGATED) or (new.kind != "certainty" and denies(old) != denies(new))
    ]
    if not turned:
        return list(found)
    rest = [pair for pair in found if pair not in turned]
    if (
        len(turned) == 2
        and turned[0][1].value != turned[1][1].value
        and _opposes(own)
        and any(map(_opposes, core.values()))
    ):
        return [*rest, *turned]
    times = {k: negatives(t) for k, t in core.items()}
    ours = negatives(own)
    kept = [
        (old, new)
        for old, new in turned
        for theirs in [times[said.sentence_of(old)]]
        # Said not to be so twice, it is so: "hardly any was not white".
        if in_one_word(old)
        or in_one_word(new)
        or ((ours > theirs if denies(new) else ours < theirs) and (ours - theirs) % 2)
    ]
    # "No group claimed it": that there was none says more than that it was not done.
    return [*rest, *sorted(kept, key=lambda pair: not pair[1].group.startswith(NONE_OF))[:1]]


def _opposes(said: Tokens) -> bool:
    """Whether a sentence says that it is the one and not the other."""
    return "but" in said.lower or ", not" in said.sentence


def _may_differ(
    said: Said, core: Sequence[int], wide: Sequence[int], told: Said, own: Sequence[int], near: Sequence[int]
) -> frozenset[str] | None:
    """The groups of which anything came, or went, where both have one of the group; None where any may differ.

    Most sentences of a copy differ in words that state nothing. To see that is many times as fast as to read both.
    """
    around, beside = said.written(wide), told.written(near)
    new = [w for w, times in told.written(own).items() if times > around[w]]
    gone = [w for w, times in said.written(core).items() if times > beside[w]]
    (came, came_beside), (went, went_beside) = groups_of(new), groups_of(gone)
    if "" in came or "" in went:
        return None
    both = came & went
    if came_beside:
        both |= came_beside & said.groups(core)
    if went_beside:
        both |= went_beside & told.groups(own)
    proper = named_groups()
    if came & proper and went & proper:
        both |= (came | went) & proper
    # Any word may stand within a quotation.
    if (new or gone) and any(said[k].quotes for k in core) and any(told[k].quotes for k in own):
        both |= {QUOTES}
    # A speaker is a name beside a verb of saying.
    if "name" in came | went and told.groups(own) >= SPEAKERS and said.groups(core) >= SPEAKERS:
        both |= SPEAKERS
    return both


def _near(among: Sequence[Mention], rank: float) -> Sequence[Mention]:
    """Of many, those that stand about as far along."""
    at = round(rank * len(among))
    return among[max(0, at - _RIVALS) : at + _RIVALS]


def _ranks(among: Sequence[Mention]) -> dict[int, float]:
    """By identity, where each mention stands among those of its group, 0…1."""
    size = Counter(m.group for m in among)
    seen: Counter[str] = Counter()
    ranks = {}
    for one in among:
        ranks[id(one)] = seen[one.group] / size[one.group]
        seen[one.group] += 1
    return ranks
