"""What of an item tells which event it reports: words, names, marks that hold across languages. Read :class:`Happening`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice, pairwise

from digest import languages
from digest.group.concepts import concepts, plain
from digest.group.rarity import key

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]+>")
# Of a text, the beginning tells the event; the rest is background.
_WORDS = 60
TITLE = 2.0
# A headline that asks, explains, looks back or comments is rarely one of the reports of an event.
_LOOSE = re.compile(
    r"\?|\banaly|\bopinion|\bwhy\b|\bwhat\b|\bhow\b|\bview\b|takeaways|in pictures|photos?:|explain|\bquiz|review|could|might|\bmay\b|dlaczego|\bco\b|\bjak\b|\bczy\b|komentarz|почему|зачем|warum|pourquoi",
    re.IGNORECASE,
)
_ROLLING = re.compile(
    r"\blive\b|briefing|at a glance|first thing|newsletter|cartoon|podcast|\bday \d{2,4}\b|na żywo|relacja|онлайн|en direct|liveticker",
    re.IGNORECASE,
)
_HOURS = 3600.0
# Of a longer word, the beginning.
_LETTERS = 40
_SKELETON, _COGNATE, _SHORTEST_COGNATE, _COGNATES_COUNT = 4, 5, 4, 0.5
# What cases add to a name: "Putinem", "Bidenowi"; taken off in every language alike.
_CASE = re.compile(r"(?:iem|em|owie?|ach|ami|om|ow|ego|emu|ej|[yi]ch|[yi]m|ie|[auyieo])$")
_SOUNDS = (
    ("dz", "j"),
    ("sz", "sh"),
    ("cz", "ch"),
    ("rz", "z"),
    ("ck", "k"),
    ("ph", "f"),
    ("w", "v"),
    ("q", "k"),
    ("x", "ks"),
    ("tion", "ts"),
    ("cj", "ts"),
)
# As newspapers in English write Russian and Ukrainian.
_LATIN = "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch y e yu ya i ye g"
_CYRILLIC = str.maketrans(
    dict(zip("абвгдежзиклмнопрстуфхцчшщыэюяієґ", _LATIN.split(), strict=True)) | {"ъ": "", "ь": ""}
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An item as events see it: its words, its names, what marks it across languages, when, and what sort it is.

    ``when`` is in hours since 1970, None if unknown; ``language`` is a two-letter code, or empty; ``house`` is who published
    it, in whatever way items tell it: two items of one house are seldom two reports of one event. ``told`` are the
    words of its text alone, ``together`` names that stand side by side.
    """

    at: int
    told: frozenset[str]
    together: frozenset[str]
    words: tuple[tuple[str, float], ...]
    actions: tuple[tuple[str, float], ...]
    names: tuple[tuple[str, float], ...]
    marks: tuple[tuple[str, float], ...]
    when: float | None
    language: str
    loose: bool
    rolling: bool
    house: str

    @classmethod
    def of(cls, at: int, title: str, text: str, seconds: float | None, house: str = "") -> Happening:
        """From a title, a text (HTML of a feed is taken off), seconds since 1970 and whoever published it."""
        words: dict[str, float] = {}
        actions: dict[str, float] = {}
        names: dict[str, float] = {}
        cognates: dict[str, float] = {}
        title, told = title[: _WORDS * 12], text[: _WORDS * 12]
        told = unescape(_TAG.sub(" ", told)) if "<" in told or "&" in told else told
        said: dict[str, float] = {}
        heading, text_words = (list(islice(_WORD.finditer(part), _WORDS)) for part in (unescape(title), told))
        # The title first, so that a word keeps the most it counts.
        for part, value in ((heading, TITLE), (text_words, 1.0)):
            for found in part:
                said.setdefault(found.group()[:_LETTERS], value)
        things: dict[str, float] = {}
        language = languages.language(f"{title} {told}")
        for written, value in said.items():
            word, name, action, cognate = _marks(written)
            if word:
                words.setdefault(word, value)
            if name:
                names.setdefault(name, value)
            if action:
                actions.setdefault(action, value)
            if cognate:
                cognates.setdefault(cognate, value)
            for concept in concepts(written, language):
                things.setdefault(f"={concept}", value)
        return cls(
            at=at,
            together=_together(heading) | _together(text_words),
            told=frozenset(word for w in text_words if (word := _marks(w.group()[:_LETTERS])[0])),
            words=tuple(sorted(words.items())),
            actions=tuple(sorted(actions.items())),
            names=tuple(sorted(names.items())),
            marks=tuple(sorted((names | things | {c: v * _COGNATES_COUNT for c, v in cognates.items()}).items())),
            when=seconds / _HOURS if seconds is not None else None,
            language=language,
            loose=bool(_LOOSE.search(title)),
            rolling=bool(_ROLLING.search(title)),
            house=house,
        )


def _together(found: Sequence[re.Match[str]]) -> frozenset[str]:
    """Each two words with capital letters that only a space parts, as they sound."""
    return frozenset(
        f"{skeleton(one.group()[:_LETTERS])} {skeleton(other.group()[:_LETTERS])}"
        for one, other in pairwise(found)
        if one.group()[0].isupper() and other.group()[0].isupper() and one.string[one.end() : other.start()] == " "
    )


@lru_cache(maxsize=65_536)
def _marks(word: str) -> tuple[str, str, str, str]:
    """What a word may stand for: a word, a name, what is done, a word that sounds alike in other languages."""
    lower = word.lower()
    if len(lower) < 2 and not lower.isdigit():
        return "", "", "", ""
    of, name, action, cognate = key(lower), "", "", ""
    if len(word) > _COGNATE and len(sound := skeleton(word, _COGNATE)) >= _SHORTEST_COGNATE:
        cognate = f"~{sound}"
    if word[0].isupper() and len(word) > 3:
        name = skeleton(word)
    elif word.isdigit():
        name = f"#{word}"
    elif len(word) > 2 and not word[0].isupper():
        action = of
    return of, name, action, cognate


@lru_cache(maxsize=65_536)
def skeleton(word: str, letters: int = _SKELETON) -> str:
    """The consonants of a word as they sound, without its ending: "Szojgu" and "Shoigu", "Putinem" and "Putin" give the same."""
    sounds = plain(word).translate(_CYRILLIC)
    if len(sounds) > _COGNATE:
        sounds = _CASE.sub("", sounds)
    for written, sound in _SOUNDS:
        sounds = sounds.replace(written, sound)
    sounds = re.sub(r"c(?!h)", "k", sounds)
    rest = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyj]", "", sounds[1:]))
    return ((sounds[:1] if sounds[:1] not in "aeiouyj" else "a") + rest)[:letters]
