"""What a sentence says of who, where, when and how many: as values that can be compared. Read :func:`mentions`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest import urls, words
from digest.group.facts.lexicon import Member, contrasts, longest, places, tokens
from digest.group.rarity import key, weight
from digest.model import AlterationKind

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[#$€£¥₩])?(?P<digits>\d+(?:[.,:]\d+)*)"
    r"(?:(?:st|nd|rd|th)\b|[-\s]?(?P<times>million|billion|trillion|thousand|hundred)\b|(?P<letter>bn|mn?|k)\b)?"
    r"(?:[-\s]?(?:percent|per cent|%|kilomet\w+|km|met\w+|m|miles?|tons?|tonnes?|years?|months?|weeks?|days?|hours?)\b)?",
    re.IGNORECASE,
)
_TIMES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = {w: n + 2 for n, w in enumerate(_UNITS.split())} | {w: 10 * (n + 2) for n, w in enumerate(_TENS.split())}
_YEARS = (1500, 2200)
_QUOTED = re.compile(r"[“”\"«]([^“”\"«»]{3,120})[”\"»]")
_RELATIVE = re.compile(
    r"\b(last|previous|this|next|coming|following)\s+(day|week|weekend|month|year|decade|century|season|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_RELATION = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_NEGATORS = frozenset(
    ["not", "no", "never", "nobody", "none", "neither", "nor", "without", "hardly", "nothing", "cannot"]
)
_NEGATING = re.compile(r"\b(?:not|never|neither|nor|hardly|cannot|nobody|none)\b|n[’']t\b", re.IGNORECASE)
_NOBODY = frozenset(["nobody", "none", "neither"])
_AUXILIARIES = frozenset(
    ["will", "would", "can", "could", "may", "might", "must", "should", "has", "have", "had", "is", "are", "was", "were", "does", "do", "did", "be", "been", "still"]
)  # fmt: skip
_SLIGHT = frozenset(
    ["be", "been", "being", "a", "an", "the", "any", "really", "yet", "ever", "even", "also", "to", "longer"]
)
_ADJECTIVE = ("al", "ary", "ic", "ian", "ive", "ar", "ct", "vil", "ate")
_ADVERB = ("ly", "always", "often")
_REACH, _SHORT, _SUBJECT = 3, 4, 8
# A longer quotation is trimmed and joined in so many lawful ways that a difference says little.
_QUOTED_WORDS = 8
_SAYING = frozenset(
    ["said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "warned", "warns", "argued", "argues", "claimed", "claims", "insisted", "insists", "stressed", "noted", "notes", "explained", "explains", "stated", "states", "declared", "announced", "according", "asked", "replied"]
)  # fmt: skip
_OF_SPEECH = frozenset(
    [*_SAYING, "call", "calling", "called", "describe", "described", "describing", "dismissed", "labelled", "labeled", "vowed", "pledged", "urged", "blast", "blasted", "slammed", "quoted", "desire", "comment", "statement", "remarks", "warning", "saying", "accused", "promised", "termed", "dubbed"]
)  # fmt: skip
_BODIES = re.compile(
    r"\b(?:Party|Corps|Guard|Airlines?|Airways|Inc|Ltd|Corp|Company|Group|Bank|Ministry|Agency|Council|Committee|Commission|University|Institute|Union|Organi[sz]ation|Department|Office|Bureau|Association|Court|Army|Navy|Force|Club|Times|Post|News)\b"
)
_NAME_WORD = re.compile(r"^[A-Z][\w’']*[a-z][\w’']*$")
_SHOUTED = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing said: what it is (``group`` and ``value`` make it comparable), and where it stands in the text."""

    kind: AlterationKind
    severity: int
    group: str
    value: str
    text: str
    start: int
    end: int
    form: str = ""


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """Everything of which ``text[start:end]``, a sentence, says something, in order of its place."""
    # What stands in an address is no statement; blanks keep every place where it is.
    sentence = urls.URL.sub(lambda m: " " * len(m.group()), text[start:end])
    found = list(tokens(sentence))
    lower = [_lower(m.group()) for m in found]
    named, used = _listed(sentence, found, lower)
    every = [
        *_numbers(sentence, found),
        *named,
        *_quotes(sentence, lower),
        *_relative(sentence),
        *_names(sentence, found, used),
    ]
    every += _speakers(sentence, found)
    return sorted((_moved(m, start) for m in every), key=lambda m: (m.start, m.group))


def negations(text: str, start: int, end: int) -> list[Mention]:
    """Of every word of weight in a sentence whether it is negated."""
    sentence = text[start:end]
    found = list(tokens(sentence))
    return [_moved(m, start) for m in _negations(sentence, found, [_lower(m.group()) for m in found])]


def negates(text: str) -> bool:
    """Whether anything is negated in a text: only then does it matter what is in another."""
    return bool(_NEGATING.search(text))


def _moved(one: Mention, by: int) -> Mention:
    return Mention(one.kind, one.severity, one.group, one.value, one.text, one.start + by, one.end + by, one.form)


def _lower(word: str) -> str:
    return word.lower().rstrip(".").replace("’", "'").removesuffix("'s")


def _numbers(sentence: str, found: Sequence[re.Match[str]]) -> Iterator[Mention]:
    for match in _NUMBER.finditer(sentence):
        value = _value(match["digits"].replace(",", ""), match["times"] or (match["letter"] if match["sign"] else None))
        if value is None:
            continue
        year = match.group() == match["digits"] and value.isdigit() and _YEARS[0] <= int(value) <= _YEARS[1]
        yield _at(Member("date" if year else "number", 1, "number", 0), value, match.group().rstrip(), match.start())
    for match in found:
        parts = match.group().lower().split("-")
        if all(p in _SPELLED for p in parts):
            value = _plain(sum(_SPELLED[p] for p in parts))
            yield _at(Member("number", 1, "number", 0), value, match.group(), match.start())


def _value(digits: str, times: str | None) -> str | None:
    try:
        return digits if ":" in digits else _plain(float(digits) * _TIMES.get((times or "").lower(), 1))
    except ValueError:
        return None


def _plain(number: float) -> str:
    return f"{number:.7g}" if number < 1e7 else f"{number:.4e}"


def _listed(sentence: str, found: Sequence[re.Match[str]], lower: Sequence[str]) -> tuple[list[Mention], set[int]]:
    """Places and words that exclude each other: at each word the longest phrase of the tables that begins there.

    Also which words they took.
    """
    listed: list[Mention] = []
    used: set[int] = set()
    at = 0
    while at < len(found):
        for length in range(min(longest(), len(found) - at), 0, -1):
            written = tuple(lower[at : at + length])
            place = places().get(written)
            is_place = place is not None and _is_name(sentence, found, at, length)
            members = (place,) if place and is_place else contrasts().get(written, ())
            if members:
                listed.extend(_mention(sentence, found, lower, at, length, m) for m in members)
                used.update(range(at, at + length))
                at += length - 1
                break
        at += 1
    return [m for m in listed if m.value], used


def _mention(
    sentence: str, found: Sequence[re.Match[str]], lower: Sequence[str], at: int, length: int, member: Member
) -> Mention:
    """A mention of a listed phrase; under a negator one of two opposites means the other, one of many means nothing.

    It is shown with what belongs to it: an article before a place, the noun after an adjective, quotation marks.
    """
    first, last, value = at, at + length - 1, str(member.value)
    negator = _negator(lower, at, found) if member.kind in ("negation", "comparison", "actor") else None
    if negator is not None:
        value = str(1 - member.value) if member.value in (0, 1) else ""
        first = _from_auxiliaries(lower, negator)
    elif member.kind == "place" and member.group == "place" and first and lower[first - 1] == "the":
        first -= 1
    elif (
        member.kind == "term"
        and lower[last].endswith(_ADJECTIVE)
        and last + 1 < len(found)
        and weight(key(lower[last + 1])) > 0
        and _beside(found, sentence, last)
    ):
        last += 1
    begin, stop = found[first].start(), found[last].end()
    if sentence[begin - 1 : begin] in ('"', "“") and sentence[stop : stop + 1] in ('"', "”"):
        begin, stop = begin - 1, stop + 1
    return _at(member, value, re.sub(r"[’']s$", "", sentence[begin:stop]), begin)


def _beside(found: Sequence[re.Match[str]], sentence: str, n: int) -> bool:
    """Whether only a space stands between a word and the next."""
    return sentence[found[n].end() : found[n + 1].start()] == " "


def _negator(lower: Sequence[str], at: int, found: Sequence[re.Match[str]]) -> int | None:
    """Where the word stands that negates the one at ``at``: before it in the same clause, with no word of weight between."""
    subject = next((n for n in range(at - 1, max(-1, at - _SUBJECT), -1) if lower[n] in _NOBODY), None)
    if subject is not None and all(found[n + 1].start() - found[n].end() == 1 for n in range(subject, at)):
        return subject
    for n in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if found[n + 1].start() - found[n].end() > 1 or lower[n + 1 : n + 2] in (["only"], ["just"], ["least"]):
            return None
        if lower[n] in _NEGATORS or lower[n].endswith("n't"):
            return n
        if lower[n] not in _AUXILIARIES and lower[n] not in _SLIGHT:
            return None
    return None


def _from_auxiliaries(lower: Sequence[str], at: int) -> int:
    while at and lower[at - 1] in _AUXILIARIES:
        at -= 1
    return at


def _negations(sentence: str, found: Sequence[re.Match[str]], lower: Sequence[str]) -> Iterator[Mention]:
    """Of every word of weight whether it is negated: compared only where both texts have the word."""
    for n in range(len(found)):
        if len(lower[n]) < _SHORT or not lower[n].isalpha() or weight(key(lower[n])) < 1 or lower[n].endswith(_ADVERB):
            continue
        negator = _negator(lower, n, found)
        if negator is not None and lower[negator] in ("no", "none", "nobody", "nothing", "without"):
            continue
        first = _from_auxiliaries(lower, n if negator is None else negator)
        last = n + 1 if n + 1 < len(found) and lower[n + 1] in ("out", "up", "down", "off") else n
        begin, stop = found[first].start(), found[last].end()
        member = Member("negation", 1, f"not {re.sub('(?:ed|ing|es|e|s)$', '', lower[n])}", 0)
        yield _at(member, "yes" if negator is None else "no", sentence[begin:stop], begin)


def _is_name(sentence: str, found: Sequence[re.Match[str]], at: int, length: int) -> bool:
    """Whether a place is written as a name: "US" and not "us"; "the North", but not of "the North Sea"."""
    last = found[at + length - 1].group()
    if last.lower() in ("us", "eu", "uk", "rok"):
        return last.isupper()
    if found[at].group().lower() == "the" and length > 1:
        after = sentence[found[at + length - 1].end() : found[at + length - 1].end() + 2].strip()
        return last[:1].isupper() and not after[:1].isupper()
    return last[:1].isupper()


def _quotes(sentence: str, lower: Sequence[str]) -> Iterator[Mention]:
    """What somebody is quoted with; quotation marks in a sentence where nobody speaks mark a title or a word."""
    if not _OF_SPEECH.intersection(lower):
        return
    for match in _QUOTED.finditer(sentence):
        said = " ".join(words.words(match.group(1)))
        if said and len(said.split()) <= _QUOTED_WORDS:
            yield _at(Member("quote", 1, "quote", 0), said, match.group(), match.start())


def _relative(sentence: str) -> Iterator[Mention]:
    for match in _RELATIVE.finditer(sentence):
        value = f"{_RELATION[match[1].lower()]} {match[2].lower()}"
        yield _at(Member("date", 1, "relative date", 0), value, match.group(), match.start())


def _runs(sentence: str, found: Sequence[re.Match[str]], used: set[int]) -> Iterator[tuple[int, int]]:
    """(first, last) word of each run of words written as names; none in a heading, where every word is."""
    capital = [bool(_NAME_WORD.match(m.group())) for m in found]
    if sum(capital) > _SHOUTED * len(found):
        return
    n = 0
    while n < len(found):
        if not capital[n]:
            n += 1
            continue
        last = n
        while last + 1 < len(found) and capital[last + 1] and _beside(found, sentence, last):
            last += 1
        if (n or last > n) and not used.issuperset(range(n, last + 1)):
            yield n, last
        n = last + 1


def _names(sentence: str, found: Sequence[re.Match[str]], used: set[int]) -> Iterator[Mention]:
    for first, last in _runs(sentence, found, used):
        begin, stop = found[first].start(), found[last].end()
        text = re.sub(r"[’']s$", "", sentence[begin:stop])
        kind: AlterationKind = "organisation" if _BODIES.search(text) else "person"
        yield _at(Member(kind, 1, "name", 0), text.lower(), text, begin)


def _speakers(sentence: str, found: Sequence[re.Match[str]]) -> Iterator[Mention]:
    """Who says it: the name beside a verb of saying."""
    for first, last in _runs(sentence, found, set()):
        beside = [found[n].group().lower() for n in (first - 2, first - 1, last + 1) if 0 <= n < len(found)]
        if last > first and _SAYING.intersection(beside):
            begin, stop = found[first].start(), found[last].end()
            yield _at(Member("attribution", 1, "speaker", 0), _lower(found[last].group()), sentence[begin:stop], begin)


def _at(member: Member, value: str, text: str, start: int) -> Mention:
    return Mention(member.kind, member.severity, member.group, value, text, start, start + len(text), member.form)
