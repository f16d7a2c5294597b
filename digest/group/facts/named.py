"""Who is named, who says it, and what is quoted. Read :func:`names`, :func:`speakers` and :func:`quotes`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from digest import words
from digest.group.facts.lexicon import Member, lower, phrases
from digest.group.facts.mention import Mention, mention
from digest.group.facts.tokens import Tokens, without_genitive
from digest.group.rarity import key, weight
from digest.model import AlterationKind

# A longer quotation is trimmed and joined in so many lawful ways that a difference says little.
_QUOTED_WORDS = 8
_SAYING = frozenset(
    ["said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "warned", "warns", "argued", "argues", "claimed", "claims", "insisted", "insists", "stressed", "noted", "notes", "explained", "explains", "stated", "states", "declared", "announced", "according", "asked", "replied"]
)  # fmt: skip
_OF_SPEECH = frozenset(
    [*_SAYING, "call", "calling", "called", "describe", "described", "describing", "dismissed", "labelled", "labeled", "vowed", "pledged", "urged", "blast", "blasted", "slammed", "quoted", "desire", "comment", "statement", "remarks", "warning", "saying", "accused", "promised", "termed", "dubbed"]
)  # fmt: skip
_SPEAKING = frozenset(
    ["spoke", "described", "describes", "acknowledged", "admitted", "recalled", "suggested", "vowed", "pledged", "promised", "urged", "conceded", "cautioned", "complained", "predicted", "joked"]
)  # fmt: skip
_SPEECH = _SAYING | _SPEAKING
BODIES = re.compile(
    r"\b(?:Party|Corps|Guard|Airlines?|Airways|Inc|Ltd|Corp|Company|Group|Bank|Ministry|Agency|Council|Committee|Commission|University|Institute|Union|Organi[sz]ation|Department|Office|Bureau|Association|Court|Army|Navy|Force|Club|Times|Post|News|"
    r"Service|Fund|Foundation|Federation|Authority|Board|Congress|Parliament|Senate|Assembly|Police|Treasury|Society|Trust|Institution|Cent(?:er|re)|Laborator(?:y|ies)|League|Alliance|Movement|Brigade|Division|Fleet|Regiment|Battalion|Squadron|Flotilla|School|College|Hospital|Church|Airport|Railways?|Motors|Energy|Holdings|Systems|Industries|Technologies|Electronics|Pharmaceuticals|Network|Media|Press|Journal|Tribune|Herald|Gazette|Magazine)\b"
)
_PLACES = frozenset(
    ["province", "region", "county", "district", "oblast", "prefecture", "governorate", "river", "lake", "mount", "mountain", "mountains", "island", "islands", "peninsula", "valley", "bay", "gulf", "strait", "canal", "desert", "street", "avenue", "road", "square", "bridge", "port", "city", "village", "town", "township", "park", "stadium"]
)  # fmt: skip
_NAME_WORD = re.compile(r"[^\W\d_][\w’']*(?:-\w+)*")
# "Soviet-built", "UN-led" and "B-movie" are no names; "Jong-un" is one.
_COMPOUND = re.compile(r"[A-Z]+-[a-z]|.*-(?:\w*ed|built|made|led|run|owned|born|based|style|language|wide|era|held)$")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
ACRONYM = "acronym"
"""The form of a name of which only the first letters are written."""
_WITH_CAPITAL = r"[A-Z][\w’']*+(?:-[a-z][\w’']*+)?"
_JOINED = re.compile(rf"(?<![\w’'])(?:{_WITH_CAPITAL}[\s-]+(?:(?:of|for|and|the|on|in)\s+)*)+{_WITH_CAPITAL}")
_SPACE = re.compile(r"[\s-]+")
_NO_NAMES = frozenset(["nobody", "everybody", "everyone", "somebody", "someone", "nothing", "everything"])
_ALSO, _ARTICLES, _ACCORDING = ("also", "have", "has", "had", "later"), ("the", "a", "an", "his", "her", "some"), 6
# "An adviser to Harris, said" names no speaker, and "according to Harris" does.
_NO_SUBJECT = frozenset(["of", "that", "to", "for", "with", "at", "from", "in", "on", "against", "about"])
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_BETWEEN, _OF = (" ", "-", " & "), (" of ", " of the ")
# "George W. Bush".
_MIDDLE = re.compile(r" [A-Z]\. ")
_SMALL, _HARDLY = 0.75, 0.1
_SHOUTED, _COMMON, _PRONOUN = 0.5, 1.5, 0.25
_RARE, _OF_NAMES = 4.0, 5
_ENDINGS = ("s", "ing", "ly", "ed", "tion", "ment", "ever", "over", "less", "more", "while", "able", "ful")
_FEWEST_LETTERS, _LETTERS, _BEGINNING = 3, 8, 4
SPOKEN = "spoken"
"""The form of what stands in quotation marks in a sentence where somebody speaks."""


def tells_what(word: str) -> bool:
    """Whether a word of a name, in lower case, tells what sort of body or of place it is."""
    return word in _PLACES or bool(BODIES.fullmatch(word.capitalize()))


@cache
def quoting(fewest: int, most: int) -> re.Pattern[str]:
    """What stands between quotation marks, of so many characters: the last group that matched."""
    return re.compile(rf"[“”\"«]([^“”\"«»]{{{fewest},{most}}})[”\"»]|(?<!\w)‘([^‘’“”]{{{fewest},{most}}})’(?!\w)")


def is_saying(word: str) -> bool:
    """Whether a word, in lower case, is a verb of saying."""
    return word in _SPEECH


def says_it(said: Tokens, first: int, last: int) -> bool:
    """Whether some words are the subject of a verb of saying: "officials said", "said the officials", "according to two officials"."""
    behind = said.lower[last + 1 : last + 3]
    if behind and (behind[0] in _SAYING or (len(behind) > 1 and behind[0] in _ALSO and behind[1] in _SAYING)):
        return said.beside(last)
    before = said.lower[max(0, first - _ACCORDING) : first]
    if "according" in before:
        return before[before.index("according") + 1 :][:1] == ("to",)
    if before and before[-1] in _ARTICLES:
        before = before[:-1]
    return bool(before) and before[-1] in _SAYING


def _runs(said: Tokens) -> list[tuple[int, int]]:
    """(first, last) word of each run of words written as names; none in a heading, where every word is."""
    capital = [
        n
        for n, w in enumerate(said.written)
        if w[0].isupper()
        and _NAME_WORD.fullmatch(w)
        and not without_genitive(w).isupper()
        and not _COMPOUND.match(w)
        and len(w) > 1
        and said.lower[n] not in _NO_NAMES
    ]
    if len(capital) > _SHOUTED * len(said) and _is_heading(said):
        return []
    found: list[tuple[int, int]] = []
    for n in capital:
        if found and _go_together(said, found[-1][1], n):
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    # What begins a sentence has a capital letter for that alone: "In Orhei".
    if found and found[0][0] == 0 < found[0][1] and weight(key(said.lower[0])) < _COMMON:
        found[0] = (1, found[0][1])
    return [
        (first, last)
        for first, last in found
        if (last or _begins_with_name(said))
        and (first < last or weight(key(said.lower[first].split("'")[0])) >= _PRONOUN)
    ]


def _begins_with_name(said: Tokens) -> bool:
    """Whether the first word, which has a capital letter for that alone, is hardly ever met, and has no ending of a common word."""
    word = without_genitive(said.lower[0])
    return len(word) >= _OF_NAMES and weight(key(word)) >= _RARE and not word.endswith(_ENDINGS)


def _is_heading(said: Tokens) -> bool:
    """Whether only small words are without a capital letter."""
    telling = [w for w, low in zip(said.written, said.lower, strict=True) if w.islower() and weight(key(low)) >= _SMALL]
    return len(telling) <= _HARDLY * len(said)


def _go_together(said: Tokens, last: int, n: int) -> bool:
    """Whether a word goes on with a name that ended so far with another: "Gas & Electric", "University of Bergen"."""
    if _DAYS.intersection((said.lower[last], said.lower[n])):
        return False
    between = said.sentence[said.ends[last] : said.starts[n]]
    if between in _BETWEEN:
        return True
    # "He came to Group D. The" ends a sentence.
    if _MIDDLE.fullmatch(between):
        return not BODIES.fullmatch(said.written[last]) and weight(key(said.lower[n])) >= _COMMON
    return between in _OF and (said.written[last] == "City" or bool(BODIES.fullmatch(said.written[last])))


def names(said: Tokens, used: Collection[int]) -> Iterator[Mention]:
    """Every run of words written as names that is not taken by a place or a word of the tables."""
    for first, last in _runs(said):
        # "European Central Bank" is more than its parts, which the tables know.
        known = all(n in used for n in range(first, last + 1))
        if known and (
            said.lower[first : last + 1] in phrases() or not any(map(BODIES.fullmatch, said.written[first : last + 1]))
        ):
            continue
        begin, stop = said.starts[first], said.ends[last]
        text = without_genitive(said.sentence[begin:stop])
        yield mention(Member(_kind(text), 1, "name", 0), text.lower(), text, begin)
    if sum(map(str.isupper, said.written)) > _SHOUTED * len(said):
        return
    for n, written in enumerate(said.written):
        # "An ICBM" is a thing, of which there are others.
        word = without_genitive(written)
        if n not in used and _ACRONYM.fullmatch(word) and not (n and said.lower[n - 1] in ("a", "an")):
            yield mention(Member("organisation", 1, "name", 0, ACRONYM), word.lower(), word, said.starts[n])


def _kind(name: str) -> AlterationKind:
    """What a name names: a body or a place by a word that tells it, and otherwise somebody."""
    if BODIES.search(name):
        return "organisation"
    each = name.lower().split()
    return "place" if len(each) > 1 and not _PLACES.isdisjoint((each[0], each[-1])) else "person"


def initials(text: str) -> frozenset[str]:
    """The acronyms that the names of a text may be written as, in lower case: "wfp" of the World Food Programme, "boe" of the Bank of England."""
    found: set[str] = set()
    for name in _JOINED.findall(text):
        every = [w for w in _SPACE.split(name) if w]
        own = [w for w in every if w[0].isupper()]
        # "The Justice Department" is the Department of Justice.
        turned = [own[-1], "of", *own[:-1]] if BODIES.fullmatch(own[-1]) else own
        found.update(("".join(w[0] for w in some).lower()) for some in (every, own, turned))
    return frozenset(found)


def may_abbreviate(acronym: str, name: str) -> bool:
    """Whether an acronym may stand for a name: it has the first letters of its words in their order, "USCG" of "the Coast Guard"."""
    own = [w for w in _SPACE.split(name) if w[:1].isupper() and w != "The"]
    letters = name if name.isupper() else "".join(w[0] for w in own)
    if len(letters) == 1 and not BODIES.fullmatch(own[0]):
        return False
    rest = iter(acronym.lower())
    return all(letter in rest for letter in letters.lower())


def acronyms(text: str) -> frozenset[str]:
    """As :func:`initials`, and those of parts of the names: "nis" of "Seoul's National Intelligence Service"."""
    whole = initials(text)
    return whole.union(
        letters[begin:end]
        for letters in whole
        for begin in range(min(len(letters), _LETTERS))
        for end in range(begin + _FEWEST_LETTERS, min(len(letters), begin + _LETTERS) + 1)
    )


def speakers(said: Tokens) -> Iterator[Mention]:
    """Who says it: the name beside a verb of saying."""
    if _SPEECH.isdisjoint(said.lower):
        return
    runs = _runs(said)
    # What begins a sentence has a capital letter for that alone, but for a name.
    if said.written[0].istitle() and not _SAYING.isdisjoint(said.lower[1:2]):
        runs = [(0, 0), *runs]
    for first, last in runs:
        beside = [said.lower[n] for n in (first - 2, first - 1, last + 1) if 0 <= n < len(said)]
        before = [w for w in said.lower[max(0, first - 2) : first] if w != "the"][-1:]
        speaks = last > first and not _SPEAKING.isdisjoint(said.lower[last + 1 : last + 2])
        after = _NO_SUBJECT.isdisjoint(before) or "according" in said.lower[max(0, first - _ACCORDING) : first]
        if (speaks or _SAYING.intersection(beside)) and after:
            begin, stop = said.starts[first], said.ends[last]
            value = _own(said.written[first : last + 1])
            yield mention(Member("attribution", 1, "speaker", 0), value, said.sentence[begin:stop], begin)


def _own(name: Sequence[str]) -> str:
    """What tells a speaker from others: the last name, or how what a body is called after begins: "Church of Norway", "Norwegian Church"."""
    bodies = [w for w in name if BODIES.fullmatch(w)]
    own = [lower(w) for w in name if w[0].isupper() and w not in bodies]
    return own[-1][:_BEGINNING] if bodies and own else lower(name[-1])


def quotes(said: Tokens) -> Iterator[Mention]:
    """What stands between quotation marks, and whether somebody speaks: otherwise they may mark a title or a word."""
    form = "" if _OF_SPEECH.isdisjoint(said.lower) else SPOKEN
    for match in quoting(3, 120).finditer(said.sentence):
        quoted = " ".join(words.words(match[match.lastindex or 0]))
        if quoted and len(quoted.split()) <= _QUOTED_WORDS:
            yield mention(Member("quote", 1, "quote", 0, form), quoted, match.group(), match.start())
