"""What is shown of something said: the words that belong to it. Read :func:`shown`.

"Confirmed" tells a reader little beside "declined to comment"; "confirmed the report" does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from digest.group.facts.mention import Mention
from digest.group.facts.negation import AUXILIARIES, is_negator
from digest.group.facts.tokens import Tokens, without_genitive

# What is done, or how something is, is shown with its adverbs and its object; a thing with its article.
_DONE = ("negation", "comparison", "actor", "certainty")
_THINGS = ("place", "nationality", "term", "person", "office", "organisation")
_ARTICLES = frozenset(["a", "an", "the"])
_OBJECTS = frozenset(["it", "him", "her", "them", "us", "me"])
_SMALL = _ARTICLES.union(
    ["in", "into", "on", "onto", "off", "up", "down", "out", "over", "with", "for", "from", "to", "at", "of", "as", "against", "about", "through"],
    ["his", "its", "this", "their", "our", "your", "my", "both", "all", "any", "some", "no", "each", "every"],
)  # fmt: skip
_JOINING = frozenset(
    ["and", "or", "but", "that", "which", "who", "what", "how", "when", "where", "while", "if", "whether", "because", "since", "before", "after", "until", "though", "although", "than", "by"]
)  # fmt: skip
_STRONGER = frozenset(
    ["well", "more", "most", "less", "least", "so", "too", "very", "quite", "rather", "as", "almost", "nearly", "all", "soon", "far", "many", "much"]
)  # fmt: skip
_NO_ADVERBS = frozenset(
    ["family", "supply", "only", "reply", "ally", "assembly", "italy", "july", "early", "daily", "weekly", "monthly", "yearly", "elderly", "friendly", "monopoly", "anomaly"]
)  # fmt: skip
_TITLES = frozenset(["mr", "mrs", "ms", "dr"])
_OF_TIME = frozenset(["last", "next", "this", "early", "late", "mid", "fiscal"])
_MOST = 4


def shown(said: Tokens, one: Mention) -> tuple[int, int]:
    """Where what is shown of something begins and ends in the sentence that says it."""
    first, last = bisect_right(said.ends, one.start), bisect_left(said.starts, one.end) - 1
    if first > last:
        return one.start, one.end
    if one.kind in _DONE:
        first, last = _with_adverbs(said, first), _with_object(said, last)
    elif first and said.beside(first - 1) and said.lower[first - 1] in _belonging(said, one, last):
        first -= 1
    return min(one.start, said.starts[first]), max(one.end, said.ends[last])


def _belonging(said: Tokens, one: Mention, last: int) -> frozenset[str]:
    """What belongs to a word before which it stands: to a thing its article, if it is not that of another, as in "a Danish trawler"."""
    if one.kind == "date":
        return _OF_TIME
    of_another = one.kind == "nationality" and last + 1 < len(said) and said.beside(last)
    return _ARTICLES if one.kind in _THINGS and one.group != "name" and not of_another else frozenset()


def _with_adverbs(said: Tokens, first: int) -> int:
    """Where the auxiliaries and adverbs before a word begin: "has certainly arisen"."""
    begin = first
    if first and said.beside(first - 1) and said.lower[first - 1] in _ARTICLES:
        return first - 1
    while begin and first - begin < _MOST and said.beside(begin - 1) and _belongs_to_verbs(said.lower[begin - 1]):
        begin -= 1
    return begin


def _belongs_to_verbs(word: str) -> bool:
    adverb = word.endswith("ly") and word not in _NO_ADVERBS
    return adverb or word in AUXILIARIES or word in _STRONGER or is_negator(word)


def _with_object(said: Tokens, last: int) -> int:
    """Where what is done ends: "confirmed the report", "invited into the airport"; where it began if no object follows."""
    for n in range(last + 1, min(last + 1 + _MOST, len(said))):
        word = said.lower[n]
        if not said.beside(n - 1) or word in _JOINING or word in _TITLES or word[0].isdigit():
            return last
        if word in _OBJECTS or word not in _SMALL:
            return last if without_genitive(said.written[n]) != said.written[n] else n
    return last
