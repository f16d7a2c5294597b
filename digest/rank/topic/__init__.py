"""The topic gate: how much a text is about all sides of a topic at once. Read :class:`Matcher`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from digest import words
from digest.model import Alias, Article, Story, Topic
from digest.rank.topic.about import IN_CONTEXT, IN_TEXT, IN_TITLE, Match, Part, judge
from digest.rank.topic.scan import Found, Role, Scanner

READ = 6000
"""So many characters of a text are read: what a piece is about, it says early."""


class Matcher:
    """A topic compiled for matching."""

    def __init__(self, topic: Topic, known: dict[str, Match] | None = None) -> None:
        """``known`` remembers the matches of stories by the ids of their originals, for whoever asks again."""
        self.topic = topic
        self._scanner = _scanner(tuple(_terms(topic)))
        self._known = known
        self._last: tuple[Story, Match] | None = None

    def best(self, story: Story) -> Match:
        """The match of the original, or of the version that matches best (a teaser may carry the fuller context).

        The last is remembered in any case: the gate and the signal ask for one story, one after the other.
        """
        if self._last is None or self._last[0] is not story:
            known = self._known.get(story.original.id) if self._known is not None else None
            articles = (story.original, *(v.article for v in story.versions))
            self._last = story, known or max((self.match(a) for a in articles), key=lambda m: m.value)
            if self._known is not None:
                self._known[story.original.id] = self._last[1]
        return self._last[1]

    def match(self, article: Article) -> Match:
        """Judge one article by title, context and text."""
        text = f"{article.subtitle}\n\n{article.text}" if article.subtitle else article.text
        return self.match_text(article.title, text, article.context, article.language)

    def match_text(self, title: str, text: str, context: str = "", language: str = "") -> Match:
        """Judge a title and a text; ``context`` is the heading an item of a roundup stands under."""
        given = [(w, t) for w, t in ((IN_TITLE, title), (IN_CONTEXT, context), (IN_TEXT, text[:READ])) if t]
        found = self._scanner.find_in([what for _, what in given])
        parts = [Part(weight, what, terms) for (weight, what), terms in zip(given, found, strict=True)]
        return judge(parts, self.topic, language)

    def interests(self, text: str) -> bool:
        """Whether a title and summary name any side at all: reason enough to fetch the page."""
        return any(f.term.role == "alias" for f in self._scanner.find(text))

    def ties(self, article: Article) -> bool:
        """Whether one sentence names a side and a word for the tie."""
        for sentence in (article.title, *words.sentences(article.text[:READ])):
            roles = {f.term.role for f in self._scanner.find(sentence)}
            if {"alias", "tie"} <= roles:
                return True
        return False

    def mentions(self, text: str) -> list[Found]:
        """All that the topic file names in a text, in order."""
        return self._scanner.find(text)


@lru_cache(maxsize=8)
def _scanner(terms: tuple[tuple[Role, int, Alias], ...]) -> Scanner:
    """Compiled once: a run matches when it collects and when it ranks, and what is tried with other rules ranks many times."""
    return Scanner(terms)


def _terms(topic: Topic) -> Iterator[tuple[Role, int, Alias]]:
    for n, side in enumerate(topic.sides):
        yield from (("alias", n, a) for a in side.aliases)
        yield from (("hint", n, a) for a in side.hints)
    yield from (("tie", -1, a) for a in topic.ties)
    yield from (("other", -1, a) for a in topic.others)
    yield from (("exclusion", -1, a) for a in topic.exclusions)
    yield from (("penalty", -1, a) for a in topic.penalties)


__all__ = ["READ", "Found", "Match", "Matcher"]
