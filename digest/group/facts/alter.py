"""Which facts a copy states otherwise than its original. Read :func:`alterations`.

Sentence by sentence of the copy: what it says that its place in the original does not say, against what that place says
and the copy leaves out, if the two are of one kind and exclude each other. What is only left out, added or said in other
words is no alteration.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from digest.group.facts import quantities, roles
from digest.group.facts.lexicon import NAME
from digest.group.facts.mention import Mention
from digest.group.facts.mentions import SPEAKERS, groups, mentions
from digest.group.facts.negation import AFFIRMED, NEGATED, may_negate, negated, negations, negatives
from digest.group.facts.placing import Place, placed
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight
from digest.group.wording import Wording
from digest.model import Alteration, Faithfulness, Span

# Compared with what the whole original says, where the frame is lost: a figure that stands elsewhere may have moved.
_ANYWHERE = {"number", "date", "place", "quote", "relative date"}
# A question is asked where it is, or not at all.
_CLOSELY = 0.3
# Opposites stand in every text; where the frame is lost, they tell something only in a place that is told closely.
_OPPOSITES, _TOLD = ("negation", "comparison", "actor"), 0.2
# With these words left out an office is another one; with "defence" left out, a minister may be the same.
_RANKS = frozenset(["deputy", "vice", "former", "acting", "assistant", "associate", "ex"])
# A name counts where one came and one went; elsewhere one of a group may be told by another word of it.
_APART = frozenset(["name"])
_PUNCTUATION = ".,;:!?()[]“”‘’\"'"
_TELLING = 2.5
# One finding that is surely an alteration, or a few, make a copy altered; one in every other sentence garbles it.
_SURE, _FEW, _MANY, _DENSE = 0.45, 3, 8, 0.5


def alterations(original: Wording, copy: Wording) -> tuple[Alteration, ...]:
    """The facts that ``copy`` states otherwise than ``original``, in the order of the copy."""
    said, told = _Said(original), _Said(copy)
    found: dict[tuple[int, int], Alteration] = {}
    whole: list[Alteration] = []
    for n, place in placed(original, copy):
        if place.framed and said.sentence(place.core[0]) == told.sentence(n):
            continue
        for old, new in _changed(said, told, n, place):
            span = (new.start, new.end)
            if span not in found or found[span].severity > new.severity:
                found[span] = _alteration(old, new, told.sentence(n), place)
        if place.framed:
            whole.extend(_alteration(*pair, told.sentence(n), place) for pair in _of_the_whole(said, told, n, place))
    kept = [found[s] for s in sorted(found) if not _within(s, found)]
    return tuple(sorted((*kept, *whole), key=lambda a: (a.copy.start, a.copy.end)))


def faithfulness(found: Sequence[Alteration], copy: Wording) -> Faithfulness:
    """A verdict on the whole copy, as careful as the findings are: nothing found is called faithful, not proven so."""
    misinforming = [a for a in found if a.severity == 1 and a.confidence >= _SURE]
    if not found or not (misinforming or len(found) >= _FEW):
        return "faithful"
    return "garbled" if len(found) >= max(_MANY, _DENSE * len(copy.sentences)) else "altered"


def _within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in others)


class _Said:
    """What a text says, sentence by sentence; worked out where it is asked for, as most of a copy is as its original."""

    def __init__(self, text: Wording) -> None:
        self._text = text
        self._tokens: dict[int, Tokens] = {}
        self._written: dict[int, Counter[str]] = {}
        self._groups: dict[int, frozenset[str]] = {}
        self._found: dict[tuple[int, frozenset[str] | None], list[Mention]] = {}
        self._negated: dict[int, frozenset[str]] = {}
        self._values: dict[str, frozenset[tuple[str, str]]] = {}

    def __len__(self) -> int:
        return len(self._text.sentences)

    def __getitem__(self, n: int) -> Tokens:
        """The words of a sentence."""
        if n not in self._tokens:
            self._tokens[n] = Tokens.of(self.sentence(n))
        return self._tokens[n]

    def sentence(self, n: int) -> str:
        """A sentence as it stands."""
        sentence = self._text.sentences[n]
        return self._text.text[sentence.start : sentence.end]

    def starts(self, n: int) -> int:
        """Where a sentence starts."""
        return self._text.sentences[n].start

    def ends(self, n: int) -> int:
        """Where a sentence ends."""
        return self._text.sentences[n].end

    def written(self, sentences: Sequence[int]) -> Counter[str]:
        """What some sentences have between spaces, and how often."""
        for n in sentences:
            if n not in self._written:
                self._written[n] = Counter(self.sentence(n).split())
        if len(sentences) == 1:
            return self._written[sentences[0]]
        found: Counter[str] = Counter()
        for n in sentences:
            found.update(self._written[n])
        return found

    def groups(self, sentences: Iterable[int]) -> frozenset[str]:
        """The groups of which some sentences may say something."""
        for n in sentences:
            if n not in self._groups:
                self._groups[n] = _groups(self.written((n,)))
        return frozenset().union(*(self._groups[n] for n in sentences))

    def of(self, sentences: Iterable[int], groups: frozenset[str] | None, stems: Collection[str]) -> list[Mention]:
        """What some sentences say of these groups, also of whether they negate words of these stems."""
        found: list[Mention] = []
        for n in sentences:
            if (n, groups) not in self._found:
                self._found[n, groups] = [m.moved(self.starts(n)) for m in mentions(self[n], groups)]
            found.extend(self._found[n, groups])
            found.extend(m.moved(self.starts(n)) for m in (negations(self[n], stems) if stems else ()))
        return found

    def capitals(self, n: int) -> list[str]:
        """The words of a sentence that are written with a capital letter, in order."""
        return [w.strip(_PUNCTUATION) for w in self.sentence(n).split() if w[0].isupper()]

    def negated(self, n: int) -> frozenset[str]:
        """The stems of what a sentence negates."""
        if n not in self._negated:
            self._negated[n] = negated(self[n]) if may_negate(self.sentence(n)) else frozenset()
        return self._negated[n]

    def has(self, one: Mention) -> bool:
        """Whether the text says the same anywhere: a figure, of the same measure if both tell one."""
        if one.group not in self._values:
            every = (m for n in range(len(self)) for m in mentions(self[n], {one.group}))
            self._values[one.group] = frozenset((m.value, m.form) for m in every if m.group == one.group)
        there = self._values[one.group]
        if one.group == "date":
            return any(quantities.agree(one.value, value) for value, _ in there)
        return any((one.value, form) in there for form in {one.form, ""}) or (
            not one.form and any(value == one.value for value, _ in there)
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text."""
        return frozenset(w for s in self._text.sentences for w in s.words)


def _changed(said: _Said, told: _Said, n: int, place: Place) -> Iterator[tuple[Mention, Mention]]:
    wide = place.core if place.framed else tuple(_around(place.core, len(said)))
    near = (n,) if place.framed else tuple(_around((n,), len(told)))
    stems = told.negated(n).union(*map(said.negated, place.core))
    groups = _may_differ(said, place.core, wide, told, (n,), near)
    # A word that is negated here and not there may be in both.
    if groups is not None and not groups and not stems:
        return
    core, own = said.of(place.core, groups, stems), told.of((n,), groups, stems)
    around = core if wide == place.core else said.of(wide, groups, stems)
    beside = own if len(near) == 1 else told.of(near, groups, stems)
    known, kept = Counter((m.group, m.value) for m in around), Counter((m.group, m.value) for m in beside)
    mine, theirs = Counter((m.group, m.value) for m in own), Counter((m.group, m.value) for m in core)
    new = [m for m in own if _is_new(m, known, mine, place, said)]
    gone = [m for m in core if _is_gone(m, kept, theirs, place, told)] if new else []
    ranks = _ranks(core) | _ranks(own)
    found = []
    for one in new:
        rivals = [m for m in gone if m.group == one.group and _comparable(m, one, framed=place.framed)]
        if rivals:
            rival = min(rivals, key=lambda m: abs(ranks[id(m)] - ranks[id(one)]))
            gone.remove(rival)
            found.append((rival, one))
    if stems:
        found = _without_mere_wording(found, {k: said[k] for k in place.core}, said, told[n])
    yield from found


def _of_the_whole(said: _Said, told: _Said, n: int, place: Place) -> Iterator[tuple[Mention, Mention]]:
    """What the sentence as a whole states otherwise."""
    at = place.core[0]
    if place.share >= _CLOSELY and roles.asked(said.sentence(at)) and not roles.asked(told.sentence(n)):
        yield (
            Mention("certainty", 1, "asked", "yes", said.sentence(at), said.starts(at), said.ends(at)),
            Mention("certainty", 1, "asked", "no", told.sentence(n), told.starts(n), told.ends(n)),
        )
    if roles.may_be_swapped(said.capitals(at), told.capitals(n)):
        for old, new in roles.swapped(said[at], told[n]):
            yield old.moved(said.starts(at)), new.moved(told.starts(n))


def _without_mere_wording(
    found: Sequence[tuple[Mention, Mention]], core: Mapping[int, Tokens], said: _Said, own: Tokens
) -> list[tuple[Mention, Mention]]:
    """Leave out what only seems to be negated otherwise, as the sentence says as often that something is not so.

    "It can neither bank nor spend it" is "it cannot be put in a bank". Where one word is negated instead of another, the
    sentence says something else.
    """
    turned = [(old, new) for old, new in found if new.group.startswith(NEGATED)]
    if not turned:
        return list(found)
    rest = [pair for pair in found if pair not in turned]
    if len({new.value for _, new in turned}) > 1:
        return [*rest, *turned]
    times = {k: negatives(t) for k, t in core.items()}
    ours = negatives(own)
    kept = [
        (old, new)
        for old, new in turned
        for theirs in [next(times[k] for k in core if said.starts(k) <= old.start < said.ends(k))]
        if (ours < theirs if new.value == AFFIRMED else ours > theirs)
    ]
    return [*rest, *kept[:1]]


def _may_differ(
    said: _Said, core: Sequence[int], wide: Sequence[int], told: _Said, own: Sequence[int], near: Sequence[int]
) -> frozenset[str] | None:
    """The groups of which anything came, or went, where both have one of the group; None where any may differ.

    Most sentences of a copy differ in words that state nothing. To see that is many times as fast as to read both.
    """
    around, beside = said.written(wide), told.written(near)
    came = _groups(w for w, times in told.written(own).items() if times > around[w])
    went = _groups(w for w, times in said.written(core).items() if times > beside[w])
    if "" in came or "" in went:
        return None
    if not came and not went:
        return frozenset()
    theirs, ours = said.groups(core) if came else frozenset(), told.groups(own)
    both = came & went | (came - _APART & theirs) | (went - _APART & ours)
    # A speaker is a name beside a verb of saying.
    return both | SPEAKERS if "name" in came | went and SPEAKERS <= ours and SPEAKERS <= said.groups(core) else both


def _groups(written: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(groups, written))


def _is_new(
    one: Mention, known: Counter[tuple[str, str]], own: Counter[tuple[str, str]], place: Place, original: _Said
) -> bool:
    key = (one.group, one.value)
    if one.group == "name":
        return not _name_words(one) <= original.words and not _name_words(one) & _words(known, "name")
    if place.framed:
        return own[key] > known[key]
    return (
        not known[key]
        and (one.severity == 1 or one.form == NAME)
        and one.kind not in ("certainty", "office")
        and (one.kind not in _OPPOSITES or place.share >= _TOLD)
        and not (one.group in _ANYWHERE and original.has(one))
    )


def _is_gone(
    one: Mention, kept: Counter[tuple[str, str]], core: Counter[tuple[str, str]], place: Place, copy: _Said
) -> bool:
    key = (one.group, one.value)
    if one.group == "name":
        return not _name_words(one) & copy.words
    if place.framed:
        return core[key] > kept[key]
    return not kept[key]


def _name_words(one: Mention) -> frozenset[str]:
    """The words of a name that tell it from others: not "Defense Secretary", not "Party"."""
    every = one.value.replace("’", "'").split()
    return frozenset(w for w in every if weight(key(w)) >= _TELLING) or frozenset(every)


def _words(known: Iterable[tuple[str, str]], group: str) -> set[str]:
    return {w for g, v in known if g == group for w in v.split()}


def _comparable(old: Mention, new: Mention, *, framed: bool) -> bool:
    """Whether one can stand for the other: figures of like size, quotations of like length."""
    if old.group == "number":
        return quantities.like(old, new, framed=framed)
    if old.group == "name":
        return (
            old.kind == new.kind
            and (" " in old.value) == (" " in new.value)
            and not _is_short_for(old.value, new.value)
        )
    if old.kind == "office":
        short, long = sorted((old.text.lower(), new.text.lower()), key=len)
        return not long.endswith(short) or not _RANKS.isdisjoint(long.removesuffix(short).split())
    if old.group == "place":
        return old.form == new.form
    if old.group == "quote":
        many, few = sorted((len(old.value.split()), len(new.value.split())), reverse=True)
        return many <= 2 * few and new.value not in old.value and old.value not in new.value
    return True


def _is_short_for(a: str, b: str) -> bool:
    """Whether each word of one name begins as that of the other does: "Lib Dem", "Liberal Democrat"."""
    pairs = list(zip(a.split(), b.split(), strict=False))
    return len(a.split()) == len(b.split()) and all(
        x.startswith(y.rstrip(".")) or y.startswith(x.rstrip(".")) for x, y in pairs
    )


def _ranks(among: Sequence[Mention]) -> dict[int, float]:
    """By identity, where each mention stands among those of its group, 0…1."""
    size = Counter(m.group for m in among)
    seen: Counter[str] = Counter()
    ranks = {}
    for one in among:
        ranks[id(one)] = seen[one.group] / size[one.group]
        seen[one.group] += 1
    return ranks


def _around(core: Sequence[int], count: int) -> list[int]:
    return sorted({j for c in core for j in (c - 1, c, c + 1) if 0 <= j < count})


def _alteration(old: Mention, new: Mention, sentence: str, place: Place) -> Alteration:
    return Alteration(
        original=Span(text=old.text, start=old.start, end=old.end),
        copy=Span(text=new.text, start=new.start, end=new.end),
        copy_sentence=sentence,
        kind=new.kind,
        severity=min(old.severity, new.severity),
        confidence=round((0.6 if place.framed else 0.4) + 0.4 * min(1.0, place.share), 2),
        says=f"the copy says “{_bare(new)}” where the original says “{_bare(old)}”",
    )


def _bare(one: Mention) -> str:
    """What is said, without quotation marks of its own."""
    return one.text.strip('“”"«» ')
