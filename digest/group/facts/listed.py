"""Places, and words of the tables that exclude each other. Read :func:`listed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.group.facts.idioms import says_nothing
from digest.group.facts.lexicon import BARE, FIGURED, NAME, VOICED, Member, contrasts, lengths, places
from digest.group.facts.mention import Mention, mention
from digest.group.facts.named import says_it
from digest.group.facts.negators import NOT_ONLY, does_nothing, from_auxiliaries, negator
from digest.group.facts.quantities import is_figure
from digest.group.facts.tokens import Tokens, without_genitive
from digest.group.rarity import key, weight

_ADJECTIVE = ("al", "ary", "ic", "ian", "ive", "ar", "ct", "vil", "ate")
_INITIALS = ("us", "eu", "uk", "rok")
_OF_COMPOUNDS = ("comparison", "negation")
_PARTICLES = ("up", "down", "out", "off", "over", "than", "to")
_FORMER = ("ex", "Ex")
RANKS = frozenset(["deputy", "vice", "acting", "assistant", "associate", "lieutenant"])
"""With one of these before it, an office is another one."""


def listed(said: Tokens) -> tuple[list[Mention], set[int]]:
    """Places and words that exclude each other: at each word the longest phrase of the tables that begins there.

    Also which words they took.
    """
    found: list[Mention] = []
    used: set[int] = set()
    by_length, named, excluding = lengths(), places(), contrasts()
    free = 0
    for at, word in enumerate(said.lower):
        if at < free:
            continue
        if word not in by_length:
            found.extend(_of_compound(said, at))
            continue
        for length in by_length[word]:
            written = said.lower[at : at + length]
            if len(written) < length or _says_the_opposite(written[-1], said.lower[at + length : at + length + 1]):
                continue
            place = named.get(written)
            if place and _is_name(said, at, length):
                members: tuple[Member, ...] = (
                    place,
                    *(m for m in excluding.get(written, ()) if m.kind == "organisation"),
                )
            else:
                members = _meant(said, at, excluding.get(written, ()))
            if members:
                found.extend(_mention(said, at, length, m) for m in members)
                used.update(range(at, at + length))
                free = at + length
                break
    return [m for m in found if m.value], used


def _of_compound(said: Tokens, at: int) -> Iterator[Mention]:
    """What a word with a hyphen says of a place that it begins with, or of an office that it ends with: "Soviet-built", "ex-minister"."""
    written = said.written[at]
    head, hyphen, rest = written.partition("-")
    if hyphen and head in _FORMER:
        for member in contrasts().get((rest.lower(),), ()):
            if member.kind == "office":
                yield mention(member, str(member.value), written, said.starts[at])
    elif hyphen and written.islower() and not head.endswith("ing"):
        for member in contrasts().get((head,), ()):
            if member.kind in _OF_COMPOUNDS and rest not in _PARTICLES:
                yield _mention(said, at, 1, member)
    elif hyphen and written[0].isupper():
        place = places().get((head.lower(),))
        if place:
            yield mention(place, str(place.value), head, said.starts[at])


def _meant(said: Tokens, at: int, members: tuple[Member, ...]) -> tuple[Member, ...]:
    """What a word stands for as it is written: "May" is a month, and "may" is none; at the beginning of a sentence it is either."""
    if not any(m.form == NAME for m in members):
        return members
    if not said.written[at][:1].isupper():
        return tuple(m for m in members if m.form != NAME)
    return members if at == 0 else tuple(m for m in members if m.form == NAME)


def _mention(said: Tokens, at: int, length: int, member: Member) -> Mention:
    """A mention of a listed phrase; under a negator one of two opposites means the other, one of many means nothing.

    It is shown with what belongs to it: an article before a place, the noun after an adjective, quotation marks.
    """
    first, last, value = at, at + length - 1, str(member.value)
    if says_nothing(said, at, last, member.kind):
        value = ""
    elif (denied := _denied(said, at, last, member)) is not None:
        value = str(1 - member.value) if member.value in (0, 1) else ""
        first, last = denied
    elif member.kind == "office" and first and said.lower[first - 1] in RANKS:
        first, value = first - 1, f"{said.lower[first - 1].replace('vice', 'deputy')} {value}"
    elif member.kind == "place" and member.group == "place" and first and said.lower[first - 1] == "the":
        first -= 1
    elif member.form == BARE:
        value = "" if first and is_figure(said.lower[first - 1]) else value
    elif member.form == FIGURED:
        value = value if last + 1 < len(said) and is_figure(said.lower[last + 1]) else ""
    elif member.form == VOICED:
        value = value if says_it(said, at, last) else ""
    elif last + 1 < len(said) and said.beside(last) and _belongs(member, said.lower[last], said.written[last + 1]):
        last += 1
    begin, stop = said.starts[first], said.ends[last]
    if said.sentence[begin - 1 : begin] in ('"', "“") and said.sentence[stop : stop + 1] in ('"', "”"):
        begin, stop = begin - 1, stop + 1
    text = said.sentence[begin:stop]
    return mention(member, value, text if member.group == "place" else without_genitive(text), begin)


def _denied(said: Tokens, at: int, last: int, member: Member) -> tuple[int, int] | None:
    """(first, last) word of a phrase with what denies it: "did not sign it", "signed no autographs"; None where nothing does."""
    by = negator(said, at) if member.kind in ("negation", "comparison", "actor") else None
    if by is not None:
        return from_auxiliaries(said.lower, by), last
    return (at, last + 1) if member.kind == "negation" and does_nothing(said, last) else None


def _says_the_opposite(last: str, then: Sequence[str]) -> bool:
    """Whether the next word turns round what a negator says: "not only", "never failed to"."""
    return (last == "not" and not NOT_ONLY.isdisjoint(then)) or (
        last == "never" and any(w.startswith("fail") for w in then)
    )


def _belongs(member: Member, last: str, then: str) -> bool:
    """Whether the next word is shown as well: a noun after an adjective, an adverb after a modal verb."""
    if member.kind == "certainty":
        return then.endswith("ly") and then.islower()
    return member.kind == "term" and last.endswith(_ADJECTIVE) and weight(key(then.lower())) > 0


def _is_name(said: Tokens, at: int, length: int) -> bool:
    """Whether a place is written as a name: "US" and not "us"; "the North", but not of "the North Sea"."""
    last = at + length - 1
    written = said.written[last]
    if written.lower() in _INITIALS:
        return written.isupper()
    if said.written[at].lower() == "the" and length > 1:
        after = said.sentence[said.ends[last] : said.ends[last] + 2].strip()
        return written[:1].isupper() and not after[:1].isupper()
    return written[:1].isupper()
