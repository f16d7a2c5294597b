"""Whether two articles are versions of one text, and how alike they are. Read :func:`alike` and :func:`tie`.

The texts last taken apart and the likenesses last found are kept, as the members of a story are compared with each other
more than once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from digest.group.align import Alignment
from digest.group.forms import of_one_form
from digest.group.houses import in_two_languages, names, names_page
from digest.group.likeness import FEWEST_WORDS, Likeness, aligned, likeness
from digest.group.translation import translated
from digest.group.wording import Wording, wording
from digest.model import Article

Tie = Literal["versions", "summary", "none"]
_TAKEN_APART, _FOUND = 512, 8192
# From this share of word pairs on, two texts are in one language.
_SAME_LANGUAGE = 0.2


def compared(article: Article) -> str:
    """What of an article is compared."""
    return with_title(article.title, article.text)


def with_title(title: str, text: str) -> str:
    """A text, together with its title where it has so few words that they may be the whole text of many: "– cartoon"."""
    return text if len(text.split(None, FEWEST_WORDS)) >= FEWEST_WORDS else f"{title}\n{text}".strip()


def taken_apart(article: Article) -> Wording:
    """What of an article is compared, ready for it."""
    return _wording(compared(article))


def text_apart(article: Article) -> Wording:
    """The text of an article alone, ready for comparing: every place in it is one in the text."""
    return _wording(article.text)


def alike(a: Article, b: Article) -> Likeness:
    """How alike two articles are; the order does not matter."""
    left, right = sorted((compared(a), compared(b)))
    found = _likeness(left, right)
    if not in_two_languages(a, b):
        return found
    # Names and figures may make texts of two languages alike; who shares the words as well has not been told apart rightly.
    if found.is_copy() and alignment(a, b).contained >= _SAME_LANGUAGE:
        return found
    strength, kept = translated(left, right)
    if strength < 1 and (names_page(a, b) or names_page(b, a)):
        strength = 1.0
    if strength >= 1:
        return replace(found, strength=max(strength, found.strength), translated=kept)
    if not (names(a, b) or names(b, a)):
        return found
    # It is one of the texts of that house, if of any: the one that it fits best.
    strength, kept = translated(left, right, stated=True)
    return Likeness(strength=strength, translated=kept, only_told=True) if strength >= 1 else found


def alignment(a: Article, b: Article) -> Alignment:
    """Where two articles are alike."""
    return aligned(taken_apart(a), taken_apart(b))


def strength(a: Article, b: Article) -> float:
    """How alike two articles are, as a number."""
    return alike(a, b).strength


def are_versions(a: Article, b: Article) -> bool:
    """Whether two articles, of which alone is known, are versions of one text."""
    return tie(a, b) != "none"


def tie(a: Article, b: Article) -> Tie:
    """What two articles are to each other: versions of one text; a summary and what it may be one of; neither."""
    if taken_apart(a).folded == taken_apart(b).folded != ():
        return "versions"
    like = alike(a, b)
    stated = names(a, b) or names(b, a)
    if not like.is_copy(stated=stated) or (not stated and of_one_form(a, b)):
        return "none"
    doubtful = like.only_told and (not stated or like.translated is not None)
    return "summary" if doubtful else "versions"


@lru_cache(maxsize=_TAKEN_APART)
def _wording(text: str) -> Wording:
    return wording(text)


@lru_cache(maxsize=_FOUND)
def _likeness(left: str, right: str) -> Likeness:
    return likeness(_wording(left), _wording(right))
