"""What a sentence says of who, where, when and how many: as values that can be compared. Read :func:`mentions`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest import urls, words
from digest.group.facts.lexicon import Member, contrasts, lengths, of_words, places, tokens
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
_COUNTING = frozenset([*_SPELLED, *_TIMES])
_MARKS = re.compile(r"[“”\"«»]")
_YEARS = (1500, 2200)
_QUOTED = re.compile(r"[“”\"«]([^“”\"«»]{3,120})[”\"»]")
_PERIODS = ("day", "week", "weekend", "month", "year", "decade", "century", "season", "spring", "summer", "autumn", "fall", "winter")  # fmt: skip
_RELATION = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_RELATIVE = re.compile(rf"\b({'|'.join(_RELATION)})\s+({'|'.join(_PERIODS)})\b", re.IGNORECASE)
_NEGATORS = frozenset(
    ["not", "no", "never", "nobody", "none", "neither", "nor", "without", "hardly", "nothing", "cannot"]
)
_NEGATING = re.compile(r"\b(?:not|never|neither|nor|hardly|cannot|nobody|none)\b|n[’']t\b", re.IGNORECASE)
_OF_NOUNS = frozenset(["no", "none", "nobody", "nothing", "without"])
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
    runs = _runs(sentence, found)
    every = [
        *_numbers(sentence, found, lower),
        *named,
        *_quotes(sentence, lower),
        *_relative(sentence, lower),
        *_names(sentence, found, runs, used),
        *_speakers(sentence, found, lower, runs),
    ]
    return sorted((_moved(m, start) for m in every), key=lambda m: (m.start, m.group))


def negations(text: str, start: int, end: int, stems: Collection[str]) -> list[Mention]:
    """Of the words of weight in a sentence that have one of these stems, whether they are negated."""
    sentence = text[start:end]
    found = list(tokens(sentence))
    lower = [_lower(m.group()) for m in found]
    return [_moved(m, start) for m in _negations(sentence, found, lower, stems)]


def negated(text: str) -> frozenset[str]:
    """The stems of the words that are negated in a sentence: only with these does it matter whether another negates them."""
    if not _NEGATING.search(text):
        return frozenset()
    found = list(tokens(text))
    lower = [_lower(m.group()) for m in found]
    return frozenset(stem for n, word in enumerate(lower) if (stem := _stem(word)) and _is_negated(lower, n, found))


@lru_cache(maxsize=65_536)
def groups(written: str) -> frozenset[str]:
    """The groups of mentions that a word may be part of, as it stands between spaces; "" if it may change any."""
    found: set[str] = set()
    if _MARKS.search(written):
        found.add("")
    for match in tokens(written):
        word, lower = match.group(), _lower(match.group())
        found |= of_words().get(lower, frozenset())
        if any(c.isdigit() for c in word) or not _COUNTING.isdisjoint(lower.split("-")):
            found.add("number")
        if lower in _NEGATORS or lower.endswith("n't"):
            found.add("")
        if lower in _SAYING:
            found.add("speaker")
        if lower in _RELATION or lower in _PERIODS:
            found.add("relative date")
        if word[0].isupper():
            found |= {"name", "speaker"}
    return frozenset(found)


def _moved(one: Mention, by: int) -> Mention:
    return Mention(one.kind, one.severity, one.group, one.value, one.text, one.start + by, one.end + by, one.form)


@lru_cache(maxsize=65_536)
def _lower(word: str) -> str:
    return word.lower().rstrip(".").replace("’", "'").removesuffix("'s")


def _numbers(sentence: str, found: Sequence[re.Match[str]], lower: Sequence[str]) -> Iterator[Mention]:
    for match in _NUMBER.finditer(sentence):
        value = _value(match["digits"].replace(",", ""), match["times"] or (match["letter"] if match["sign"] else None))
        if value is None:
            continue
        year = match.group() == match["digits"] and value.isdigit() and _YEARS[0] <= int(value) <= _YEARS[1]
        yield _at(Member("date" if year else "number", 1, "number", 0), value, match.group().rstrip(), match.start())
    for match, word in zip(found, lower, strict=True):
        parts = word.split("-")
        if parts[0] in _SPELLED and all(p in _SPELLED for p in parts):
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
    free = 0
    for at, word in enumerate(lower):
        if at < free:
            continue
        for length in lengths().get(word, ()):
            written = tuple(lower[at : at + length])
            if len(written) < length:
                continue
            place = places().get(written)
            is_place = place is not None and _is_name(sentence, found, at, length)
            members = (place,) if place and is_place else contrasts().get(written, ())
            if members:
                listed.extend(_mention(sentence, found, lower, at, length, m) for m in members)
                used.update(range(at, at + length))
                free = at + length
                break
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


def _negations(
    sentence: str, found: Sequence[re.Match[str]], lower: Sequence[str], stems: Collection[str]
) -> Iterator[Mention]:
    """Of every word with one of the stems whether it is negated: compared only where both texts have the word."""
    for n, word in enumerate(lower):
        stem = _stem(word)
        if stem not in stems:
            continue
        negator = _negator(lower, n, found)
        if negator is not None and lower[negator] in _OF_NOUNS:
            continue
        first = _from_auxiliaries(lower, n if negator is None else negator)
        last = n + 1 if n + 1 < len(found) and lower[n + 1] in ("out", "up", "down", "off") else n
        begin, stop = found[first].start(), found[last].end()
        yield _at(Member("negation", 1, stem, 0), "yes" if negator is None else "no", sentence[begin:stop], begin)


def _is_negated(lower: Sequence[str], at: int, found: Sequence[re.Match[str]]) -> bool:
    negator = _negator(lower, at, found)
    return negator is not None and lower[negator] not in _OF_NOUNS


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """The group in which it is told whether a word is negated; nothing for a word of no weight."""
    if len(word) < _SHORT or not word.isalpha() or weight(key(word)) < 1 or word.endswith(_ADVERB):
        return ""
    return f"not {re.sub('(?:ed|ing|es|e|s)$', '', word)}"


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


def _relative(sentence: str, lower: Sequence[str]) -> Iterator[Mention]:
    if _RELATION.keys().isdisjoint(lower):
        return
    for match in _RELATIVE.finditer(sentence):
        value = f"{_RELATION[match[1].lower()]} {match[2].lower()}"
        yield _at(Member("date", 1, "relative date", 0), value, match.group(), match.start())


def _runs(sentence: str, found: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """(first, last) word of each run of words written as names; none in a heading, where every word is."""
    capital = [n for n, m in enumerate(found) if _NAME_WORD.match(m.group())]
    if len(capital) > _SHOUTED * len(found):
        return []
    runs: list[tuple[int, int]] = []
    for n in capital:
        if runs and runs[-1][1] == n - 1 and _beside(found, sentence, n - 1):
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return [(first, last) for first, last in runs if first or last]


def _names(
    sentence: str, found: Sequence[re.Match[str]], runs: Iterable[tuple[int, int]], used: Collection[int]
) -> Iterator[Mention]:
    for first, last in runs:
        if all(n in used for n in range(first, last + 1)):
            continue
        begin, stop = found[first].start(), found[last].end()
        text = re.sub(r"[’']s$", "", sentence[begin:stop])
        kind: AlterationKind = "organisation" if _BODIES.search(text) else "person"
        yield _at(Member(kind, 1, "name", 0), text.lower(), text, begin)


def _speakers(
    sentence: str, found: Sequence[re.Match[str]], lower: Sequence[str], runs: Iterable[tuple[int, int]]
) -> Iterator[Mention]:
    """Who says it: the name beside a verb of saying."""
    if _SAYING.isdisjoint(lower):
        return
    for first, last in runs:
        beside = [found[n].group().lower() for n in (first - 2, first - 1, last + 1) if 0 <= n < len(found)]
        if last > first and _SAYING.intersection(beside):
            begin, stop = found[first].start(), found[last].end()
            yield _at(Member("attribution", 1, "speaker", 0), _lower(found[last].group()), sentence[begin:stop], begin)


def _at(member: Member, value: str, text: str, start: int) -> Mention:
    return Mention(member.kind, member.severity, member.group, value, text, start, start + len(text), member.form)
