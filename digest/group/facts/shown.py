"""What is shown of something said: the words that belong to it. Read :func:`shown`.

"Confirmed" tells a reader little beside "declined to comment"; "confirmed the report" does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from digest.group.facts.bounds import begins_with_bound
from digest.group.facts.mention import Mention
from digest.group.facts.named import is_saying
from digest.group.facts.negation import is_verb_form
from digest.group.facts.negators import AUXILIARIES, is_negator
from digest.group.facts.tokens import Tokens, without_genitive

# What is done, or how something is, is shown with its adverbs and its object; a thing with its article.
_DONE = ("negation", "comparison", "actor", "certainty")
_THINGS = ("place", "nationality", "term", "person", "office", "organisation")
_ARTICLES = frozenset(["a", "an", "the"])
_PRONOUNS = frozenset(["it", "him", "her", "them", "us", "me", "i", "he", "she", "we", "you", "they"])
_SMALL = _ARTICLES.union(
    ["in", "into", "on", "onto", "off", "up", "down", "out", "over", "with", "for", "from", "to", "at", "of", "as", "against", "about", "through"],
    ["his", "its", "this", "their", "our", "your", "my", "both", "all", "any", "some", "no", "each", "every"],
)  # fmt: skip
_JOINING = frozenset(
    ["there", "here", "then", "ago", "later", "earlier", "together", "away", "back", "today", "yesterday", "tomorrow", "and", "or", "but", "that", "which", "who", "what", "how", "when", "where", "while", "if", "whether", "because", "since", "before", "after", "until", "though", "although", "than", "by"]
)  # fmt: skip
_STRONGER = frozenset().union(
    ["well", "more", "most", "less", "least", "so", "too", "very", "quite", "rather", "as", "almost", "nearly", "all", "both", "soon", "far", "many", "much"],
    ["already", "ever", "still", "yet", "now", "just", "always", "often", "also", "even", "since", "again", "once", "likewise"],
)  # fmt: skip
_NO_ADVERBS = frozenset(
    ["family", "supply", "only", "reply", "ally", "assembly", "italy", "july", "early", "daily", "weekly", "monthly", "yearly", "elderly", "friendly", "monopoly", "anomaly"]
)  # fmt: skip
_ADJECTIVES = ("al", "ary", "ic", "ian", "ean", "ive", "ate", "ous", "ese", "ish", "eli", "aqi", "ent", "ar")
_TITLES = frozenset(["mr", "mrs", "ms", "dr"])
_OF_TIME = frozenset(["last", "next", "this", "early", "late", "mid", "fiscal"])
_MOST = 4


def shown(said: Tokens, one: Mention) -> tuple[int, int]:
    """Where what is shown of something begins and ends in the sentence that says it."""
    first, last = bisect_right(said.ends, one.start), bisect_left(said.starts, one.end) - 1
    if first > last:
        return one.start, one.end
    if one.kind in _DONE:
        first, last = _with_verb(said, first), _with_object(said, last)
    else:
        first, last = _with_article(said, one, first, last), _with_noun(said, one, last)
    begin, end = min(one.start, said.starts[first]), max(one.end, said.ends[last])
    # "10 km (six miles)" is shown with both its brackets.
    return begin, end + ("(" in said.sentence[begin:end] and said.sentence[end : end + 1] == ")")


def _with_article(said: Tokens, one: Mention, first: int, last: int) -> int:
    """Where a thing begins with its article, if it is not that of another, as in "a Danish trawler"; a day with "last"."""
    if not first or not said.beside(first - 1):
        return first
    before = said.lower[first - 1]
    if one.kind == "date":
        return first - (before in _OF_TIME)
    if one.kind == "number":
        return begins_with_bound(said.lower, first)
    of_another = one.kind == "nationality" and last + 1 < len(said) and said.beside(last)
    has_article = one.kind in _THINGS and (one.group != "name" or one.kind == "organisation") and not of_another
    return first - (has_article and before in _ARTICLES)


def _with_noun(said: Tokens, one: Mention, last: int) -> int:
    """Where a number ends with what it counts, "300 French grams", a nationality with who is of it, and a place with its name, "East Coast"."""
    if last + 1 == len(said) or not said.beside(last):
        return last
    then = last + 1
    if one.kind in ("place", "nationality") and said.written[then][0].isupper():
        return then
    if one.kind == "nationality":
        is_noun = _has_weight(said, then) and not is_verb_form(said.lower[then]) and not is_saying(said.lower[then])
        return last + (is_noun and not said.lower[last].endswith("s"))
    if one.kind != "number" or not _has_weight(said, then):
        return last
    further = said.lower[then].endswith(_ADJECTIVES) and then + 1 < len(said) and said.beside(then)
    return then + (further and _has_weight(said, then + 1) and not is_verb_form(said.lower[then + 1]))


def _with_verb(said: Tokens, first: int) -> int:
    """Where the auxiliaries, the adverbs and the verb before a word begin: "has certainly arisen", "had sent an answer"."""
    has_article = first > 0 and said.beside(first - 1) and said.lower[first - 1] in _ARTICLES
    first -= has_article
    begin = _with_adverbs(said, first)
    if said.written[first][0].isupper():
        return begin
    # Before a verb stands its subject.
    is_verb = not has_article and (_is_auxiliary(said.lower[begin]) or is_verb_form(said.lower[first]))
    if (
        begin
        and not is_verb
        and said.beside(begin - 1)
        and said.written[begin - 1].islower()
        and _has_weight(said, begin - 1)
    ):
        return _with_adverbs(said, begin - 1)
    return begin


def _with_adverbs(said: Tokens, first: int) -> int:
    begin = first
    while begin and first - begin < _MOST and said.beside(begin - 1) and _belongs_to_verbs(said.lower[begin - 1]):
        begin -= 1
    return begin


def _is_auxiliary(word: str) -> bool:
    return word in AUXILIARIES or is_negator(word)


def _belongs_to_verbs(word: str) -> bool:
    adverb = word.endswith("ly") and word not in _NO_ADVERBS
    return adverb or word in _STRONGER or _is_auxiliary(word)


def _with_object(said: Tokens, last: int) -> int:
    """Where what is done ends: "confirmed the report", "signed a formal trade treaty"; where it began if no object follows."""
    most = min(last + 1 + _MOST, len(said))
    for n in range(last + 1, most):
        word = said.lower[n]
        if not said.beside(n - 1) or word in _JOINING or word in _TITLES or word[0].isdigit():
            return last
        if word in _PRONOUNS or word not in _SMALL:
            return last if without_genitive(said.written[n]) != said.written[n] else _with_head(said, n, most)
    return last


def _with_head(said: Tokens, n: int, most: int) -> int:
    """Where the noun ends before which a word stands: of "formal" in "a formal trade treaty"."""
    while n + 1 < most and said.beside(n) and _has_weight(said, n + 1) and not is_verb_form(said.lower[n + 1]):
        n += 1
    return n


def _has_weight(said: Tokens, n: int) -> bool:
    """Whether a word names something or tells what is done, and is no figure."""
    word = said.lower[n]
    light = word in _SMALL or word in _JOINING or word in _PRONOUNS
    return not light and not word[0].isdigit() and not _belongs_to_verbs(word)
