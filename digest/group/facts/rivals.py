"""Whether something said is new in a copy, gone from it, and whether the one can stand for the other.

Read :func:`is_new`, :func:`is_gone` and :func:`comparable`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from digest.group.facts import figures
from digest.group.facts.lexicon import CAPITAL, CLOSE, LOCAL, NAME, REGION, places
from digest.group.facts.listed import RANKS
from digest.group.facts.mention import Mention
from digest.group.facts.mentions import QUOTES
from digest.group.facts.named import ACRONYM, BODIES, SPOKEN, acronyms, initials, may_abbreviate, tells_what
from digest.group.facts.placing import Place
from digest.group.facts.said import Said
from digest.group.rarity import key, weight

# Compared with what the whole original says, where the frame is lost: a figure that stands elsewhere may have moved.
_ANYWHERE = {"number", "date", "place", "quote", "relative date"}
# So are things: another word for what the place says may be the word for it elsewhere.
_THINGS = ("term", "organisation", "person", "office")
# "Korean", "Koreas": of one name.
_SAME_NAME, _SAME_BEGINNING = 5, 4
_WORDS = re.compile(r"\w+")
TELLING = 2.5
"""A word of so much weight tells one name from another."""
_JOINING = ("of", "&")


def is_new(
    one: Mention,
    known: Counter[tuple[str, str]],
    own: Counter[tuple[str, str]],
    names: Collection[str],
    place: Place,
    original: Said,
) -> bool:
    """Whether a sentence of the copy says this and its place in the original does not.

    ``known`` is what the place says, and how often; where the frame is lost, with what stands around it; ``names`` are the words
    of the names in it. ``own`` is what the sentence says.
    """
    what = (one.group, one.value)
    if one.group == "name":
        return is_strange(one, original) and (_name_words(one).isdisjoint(names) or _last(one) not in names)
    if one.group == QUOTES and any(group == QUOTES and one.value in said for group, said in known):
        return False
    if place.framed:
        return own[what] > known[what]
    return (
        not known[what]
        and (one.severity == 1 or one.form == NAME or one.kind == "comparison")
        and one.kind != "certainty"
        and one.form != CLOSE
        and not ((one.group in _ANYWHERE or one.kind in _THINGS) and original.has(one))
    )


def is_gone(
    one: Mention, kept: Counter[tuple[str, str]], core: Counter[tuple[str, str]], place: Place, copy: Said
) -> bool:
    """Whether the place in the original says this and the sentence of the copy does not: ``kept`` is what it says, ``core`` theirs."""
    what = (one.group, one.value)
    if one.group == "name":
        there = one.form != ACRONYM and _name_words(one) & copy.words
        return (not there or " " in one.value) and is_strange(one, copy)
    if place.framed:
        return core[what] > kept[what]
    return not kept[what]


def _name_words(one: Mention) -> frozenset[str]:
    """The words of a name that tell it from others: not "Defense Secretary", not "Party"."""
    every = [w for w in one.value.replace("’", "'").split() if w not in _JOINING]
    return frozenset(w for w in every if weight(key(w)) >= TELLING) or frozenset(every)


def _last(one: Mention) -> str:
    """The word that is a name's own: of a person the last, "Nugzar Beridze"; of a body the one before what it is, "Liberal Party".

    Where it is of a place, what is said of the place counts only if nothing else is said: "University of Bergen".
    """
    whole = one.value.replace("’", "'")
    for part in (whole.split(" of ")[0], whole):
        every = [w for w in part.split() if w not in _JOINING and not tells_what(w)]
        own = [w for w in every if not _is_of_a_people(w)] or every[: part == whole]
        telling = [w for w in own if weight(key(w)) >= TELLING]
        if own:
            return (telling or own)[-1]
    return whole.split()[-1]


def _is_of_a_people(word: str) -> bool:
    """Whether many bodies have a word in their names: "American Federation of Teachers"."""
    place = places().get((word,))
    return place is not None and place.kind == "nationality" and place.form != REGION


def is_strange(one: Mention, of: Said) -> bool:
    """Whether a text has no part of a name, or only the first of two, and does not have it as an acronym."""
    if one.form == ACRONYM:
        return one.value not in of.words and one.value not in of.initials
    if one.value in of.initials:
        return False
    if not of.words.isdisjoint(initials(one.text)):
        return False
    # What a body is called after is often a common word: the "culture" of a "Department of Culture".
    there = of.capitalised if BODIES.search(one.text) else of.words
    last = _last(one)
    parts = "-" in last and last.removesuffix("s") in of.hyphenated
    return not _is_among(last, there) and not parts and not all(w in there for w in _name_words(one))


def _is_among(word: str, there: Collection[str]) -> bool:
    """Whether a text has a word, be it as one or as many: "Scud-Bs"."""
    return word in there or word.removesuffix("s") in there or f"{word}s" in there


def comparable(old: Mention, new: Mention, *, framed: bool) -> bool:
    """Whether one can stand for the other: figures of like size, quotations of like length."""
    if old.group == "number":
        return figures.like(old, new, framed=framed)
    if old.group == "name":
        return (
            (old.kind == new.kind or " " in old.value)
            and not _is_short_for(old.value, new.value)
            and not (is_acronym_of(old, new) or is_acronym_of(new, old))
            and not _is_part_of(old.value, new.value)
            and not _is_slip(old.value, new.value)
            and not (old.kind == new.kind == "organisation" and beginnings(old.text) == beginnings(new.text))
        )
    if old.kind == "office":
        short, long = sorted((old.text.lower(), new.text.lower()), key=len)
        return not long.endswith(short) or not RANKS.isdisjoint(long.removesuffix(short).split())
    if old.group == "place":
        return _of_one_sort(old, new, framed=framed)
    if old.group == "date":
        return not figures.agree(old.value, new.value)
    if old.group in ("measure", "bound", "currency"):
        # Of other figures the figure is what differs.
        return old.form == new.form
    if old.group == "quote":
        many, few = sorted((len(old.value.split()), len(new.value.split())), reverse=True)
        spoken = SPOKEN in (old.form, new.form)
        return spoken and many <= 2 * few and new.value not in old.value and old.value not in new.value
    return True


def is_acronym_of(one: Mention, other: Mention) -> bool:
    """Whether a name is the first letters of another, or of a part of it."""
    if not one.text.isupper() or " " in one.text:
        return False
    return may_abbreviate(one.text, other.text) or one.text.lower() in acronyms(other.text)


def beginnings(name: str) -> frozenset[str]:
    """How the words of a name begin, but for what a body is: "Trans-Siberian", "Siberia"; "Ministry of Labor", "Labour Ministry"."""
    own = (w for w in _WORDS.findall(name) if w[0].isupper() and not BODIES.fullmatch(w))
    return frozenset(w[:_SAME_BEGINNING].lower() for w in own)


def of_one_length(old: Mention, new: Mention) -> bool:
    """Whether both names have one word, or both several; bodies are called both ways."""
    return (" " in old.value) == (" " in new.value) or "organisation" in (old.kind, new.kind)


def _of_one_sort(old: Mention, new: Mention, *, framed: bool) -> bool:
    """Whether both places are of one sort; what lies within a country may also be named by a capital, or by the country.

    Where the frame of the sentence is kept, a region of several countries stands for one of them by mistake.
    """
    sorts = {old.form, new.form}
    country = "" in sorts and old.kind == new.kind == "place"
    return len(sorts) == 1 or (LOCAL in sorts and (CAPITAL in sorts or country)) or (framed and sorts == {REGION, ""})


def _is_part_of(a: str, b: str) -> bool:
    """Whether one name is a word of the other, or begins as one does: "Chathams", "Chatham Islands"."""
    few, many = sorted((a.split(), b.split()), key=len)
    if len(few) == 1:
        return any(few[0][:_SAME_NAME] == w[:_SAME_NAME] for w in many)
    return len(few) < len(many) and all(any(w.startswith(f[:_SAME_NAME]) for w in many) for f in few)


def _is_slip(a: str, b: str) -> bool:
    """Whether two names differ in the order of some letters of a word: "Beiber", "Bieber"."""
    apart = [(x, y) for x, y in zip(a.split(), b.split(), strict=False) if x != y]
    return len(a.split()) == len(b.split()) and all(
        sorted(x) == sorted(y) and len(x) > _SAME_BEGINNING for x, y in apart
    )


def _is_short_for(a: str, b: str) -> bool:
    """Whether each word of one name begins as that of the other does: "Lib Dem", "Liberal Democrat"."""
    pairs = list(zip(a.split(), b.split(), strict=False))
    return len(a.split()) == len(b.split()) and all(
        x.startswith(y.rstrip(".")) or y.startswith(x.rstrip(".")) for x, y in pairs
    )
