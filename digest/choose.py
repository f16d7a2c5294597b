"""Which of the ranked stories an edition shows. Read :func:`choose`.

The editor's wishes come first. Then the gates: on the topic, not shown before (or updated since), something to read, a
language that is wanted. Then, one after the other, the story that adds most to those chosen: maximal marginal relevance
(Carbonell and Goldstein 1998, "The use of MMR, diversity-based reranking"), within the caps. Each decision has its sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digest import urls, words
from digest.model import Article, Choice, Plan, Ranked, Story, Wish

LEAD = -1
DROPPED, HAS_SHOWN = "the editor dropped it", " has shown it"
"""How the reasons begin, and end, why a story that the editor dropped, or that an earlier edition had, is left out."""
# An update is worth showing again if so many of its sentences, and so large a share, were not in what was shown.
_NEW_SENTENCES, _NEW_SHARE = 3, 0.2
_OPENING = 120
_SAME_HOST = 0.1
_ALIKE = 0.2
"""From this likeness on, a story that was passed over is said to be like one that is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What earlier editions showed (article id: edition id) or could have shown, and the editor's wishes by article id.

    What was published before ``since`` is no news.
    """

    since: datetime | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    older: frozenset[str] = frozenset()
    wishes: Mapping[str, Wish] = field(default_factory=dict)


def choose(
    ranked: Sequence[Ranked], plan: Plan, past: Past | None = None, events: Mapping[str, str] | None = None
) -> tuple[Choice, ...]:
    """Decide for every story: first the chosen in their order, then the others in the order of their rank.

    ``events`` gives the event of an original, where several stories tell of one.
    """
    past, events = past or Past(), events or {}
    edition = _Edition(plan, events)
    candidates: list[_Candidate] = []
    refused: dict[str, str] = {}
    for one in ranked:
        candidate, why = _gate(one, plan, past)
        if candidate is None:
            refused[one.story.original.id] = why
        else:
            candidates.append(candidate)
    for candidate in sorted((c for c in candidates if c.wish), key=lambda c: c.wish != "lead"):
        edition.take(candidate, "the editor wants it", capped=False)
    likeness = _Likeness(candidates, events)
    refused |= _fill(edition, [c for c in candidates if not c.wish], likeness)
    out = (Choice(ranked=r, chosen=False, why=refused[i]) for r in ranked if (i := r.story.original.id) in refused)
    return (*edition.choices(), *out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A story that passed the gates. ``key`` is the id of its original, also where an update or a translation has taken its place."""

    key: str
    ranked: Ranked
    wish: str = ""
    updates: str = ""


def _gate(one: Ranked, plan: Plan, past: Past) -> tuple[_Candidate | None, str]:
    """The candidate a story makes, or why it makes none."""
    story, key = one.story, one.story.original.id
    ids = story.ids
    wish = next((past.wishes[i] for i in ids if i in past.wishes), None)
    if wish and wish.kind == "drop":
        return None, f"{DROPPED}{f': {wish.reason}' if wish.reason else ''}"
    if wish:
        asked_for = story if wish.article_id == key else _readable(story, plan.language)
        return _Candidate(key=key, ranked=replace(one, story=asked_for), wish=wish.kind), ""
    if not one.on_topic:
        return None, "not on topic"
    before = next((past.shown[i] for i in ids if i in past.shown), "")
    if before:
        newer = _update(story, past.shown)
        if newer is None:
            return None, f"{before}{HAS_SHOWN}"
        one = replace(one, story=replace(story, original=newer, versions=()))
    elif key in past.older:
        return None, "its original is older than the window; an earlier edition could have had it"
    one = replace(one, story=_readable(one.story, plan.language))
    if why := _unfit(one, plan, past):
        return None, why
    return _Candidate(key=key, ranked=one, updates=before), ""


def _unfit(one: Ranked, plan: Plan, past: Past) -> str:
    """Why readers can do nothing with a story that is on topic and new; empty where they can."""
    article = one.story.original
    if past.since and article.published and article.published < past.since:
        return f"it was published on {article.published:%-d %B %Y}, more than {plan.max_age_days} days ago (layout.max_age_days)"
    if not article.paragraphs:
        return "there is no text to show"
    if plan.per_language.get(article.language) == 0:
        return f"the layout excludes items in {article.language!r}"
    if one.score < plan.min_score:
        return f"its score {one.score:.3f} is below {plan.min_score:g}"
    return ""


def _readable(story: Story, language: str) -> Story:
    """The story as its readers can read it: told by a translation into their language, where its original is in another."""
    if story.original.language in ("", language):
        return story
    into = [
        v
        for v in story.versions
        if v.relation == "translation" and v.article.language == language and v.article.completeness == "complete"
    ]
    if not into:
        return story
    best = max(into, key=lambda v: (len(v.article.text), v.article.id))
    translated = replace(best, article=story.original)
    return replace(story, original=best.article, versions=(translated, *(v for v in story.versions if v is not best)))


def _update(story: Story, shown: Mapping[str, str]) -> Article | None:
    """The newest wording of a shown story by its own publisher, if it says much that was not there; else None."""
    every = [story.original, *(v.article for v in story.versions)]
    before = [a for a in every if a.id in shown]
    told = {words.fold(s) for a in before for p in a.paragraphs for s in words.sentences(p)}
    found = []
    for article in every:
        if article.id in shown or not any(article.publisher and article.publisher == b.publisher for b in before):
            continue
        says = [words.fold(s) for p in article.paragraphs for s in words.sentences(p)]
        new = [s for s in says if s not in told]
        if len(new) >= _NEW_SENTENCES and len(new) >= _NEW_SHARE * len(says):
            found.append((len(new), article.id, article))
    return max(found)[2] if found else None


class _Edition:
    """The edition as it fills: what is in, and what still fits."""

    def __init__(self, plan: Plan, events: Mapping[str, str]) -> None:
        self.plan, self.events = plan, events
        self.chosen: list[_Candidate] = []
        self._whys: list[str] = []
        self._sections: list[int] = []
        self._hosts: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._events: Counter[str] = Counter()

    @property
    def is_full(self) -> bool:
        return len(self.chosen) >= self.plan.max_items

    def refusal(self, candidate: _Candidate) -> str:
        """The cap that keeps a candidate out, in words; empty where none does."""
        article, plan = candidate.ranked.story.original, self.plan
        host, event = urls.host(article.url), self.events.get(candidate.key, "")
        if host and self._hosts[host] >= plan.per_host:
            return f"layout.per_host is {plan.per_host}, and so many of {host} are in"
        if self._kinds[article.kind] >= plan.per_kind.get(article.kind, plan.max_items):
            return f"layout.per_kind is {plan.per_kind[article.kind]}, and so many of kind {article.kind} are in"
        if self._languages[article.language] >= plan.per_language.get(article.language, plan.max_items):
            return f"layout.per_language is {plan.per_language[article.language]}, and so many in {article.language!r} are in"
        if plan.per_event and event and self._events[event] >= plan.per_event:
            return "another story on its event is in, and there is a surge"
        if self._section(article) is None:
            fitting = fitting_sections(article, plan)
            if fitting:
                return f"the section {plan.sections[fitting[-1]].title} is full"
            return f"no section takes the kind {article.kind} in {article.language or 'no known language'!r}"
        return ""

    def take(self, candidate: _Candidate, why: str, *, capped: bool = True) -> None:
        """Put a candidate in; one that the editor wants goes in whatever the caps say."""
        article = candidate.ranked.story.original
        if candidate.wish == "lead" and LEAD not in self._sections:
            section: int | None = LEAD
        else:
            # What is only pinned is in; the head is for what is wished there, or comes first by its score.
            section = self._section(article, may_lead=not candidate.wish)
        if section is None and not capped:
            section = max(0, len(self.plan.sections) - 1)
        self.chosen.append(candidate)
        self._whys.append(f"chosen as number {len(self.chosen)}: {why}")
        self._sections.append(section or 0)
        self._hosts[urls.host(article.url)] += 1
        self._kinds[article.kind] += 1
        self._languages[article.language] += 1
        self._events[self.events.get(candidate.key, "")] += 1

    def choices(self) -> Iterator[Choice]:
        """The chosen, the lead among them; a teaser leads only where there is nothing else."""
        sections = list(self._sections)
        if sections and LEAD not in sections:
            sections[0] = LEAD
        for candidate, why, section in zip(self.chosen, self._whys, sections, strict=True):
            yield Choice(ranked=candidate.ranked, chosen=True, why=why, section=section, updates=candidate.updates)

    def _section(self, article: Article, *, may_lead: bool = True) -> int | None:
        """The lead where there is none yet, else the first section that takes the kind and has room."""
        if may_lead and LEAD not in self._sections and article.completeness == "complete":
            return LEAD
        fitting = fitting_sections(article, self.plan)
        return next((n for n in fitting if self._sections.count(n) < self.plan.sections[n].max_items), None)


def fitting_sections(article: Article, plan: Plan) -> list[int]:
    """The sections that may hold an article: those that name its language, else its kind, else those that name nothing."""
    fitting: dict[tuple[bool, bool], list[int]] = {}
    for n, section in enumerate(plan.sections):
        takes = not section.kinds or article.kind in section.kinds
        if takes and (not section.languages or article.language in section.languages):
            fitting.setdefault((bool(section.languages), bool(section.kinds)), []).append(n)
    return fitting[max(fitting)] if fitting else []


def _fill(edition: _Edition, left: list[_Candidate], likeness: _Likeness) -> dict[str, str]:
    """Take the story that adds most, again and again; gives why each of the others stays out."""
    most, refused = edition.plan.diversity, {}
    nearest: dict[str, _Near] = {c.key: _Near() for c in left}
    for taken in edition.chosen:
        _approach(nearest, left, taken, likeness)
    while left and not edition.is_full:
        best = max(left, key=lambda c: (1 - most) * c.ranked.score - most * nearest[c.key].like)
        left.remove(best)
        if why := edition.refusal(best):
            refused[best.key] = why
            continue
        passed = next((c for c in left if c.ranked.score > best.ranked.score), None)
        ahead = f"; ahead of “{passed.ranked.story.original.title}”, which is{nearest[passed.key]}" if passed else ""
        edition.take(best, f"score {best.ranked.score:.3f}{ahead}")
        _approach(nearest, left, best, likeness)
    lowest = min((c.ranked.score for c in edition.chosen), default=0.0)
    for one in left:
        near = nearest[one.key]
        beside = f"; it is{near}" if near.like >= _ALIKE and one.ranked.score > lowest else ""
        refused[one.key] = f"the edition is full ({edition.plan.max_items} items){beside}"
    return refused


@dataclass(frozen=True, slots=True)
class _Near:
    """How like a candidate is to the one of those in that it is most like."""

    like: float = 0.0
    title: str = ""

    def __str__(self) -> str:
        return f" like “{self.title}” ({self.like:.2f}), which is in"


def _approach(nearest: dict[str, _Near], left: Sequence[_Candidate], taken: _Candidate, likeness: _Likeness) -> None:
    for one in left:
        like = likeness.of(one.key, taken.key)
        if like > nearest[one.key].like:
            nearest[one.key] = _Near(like, taken.ranked.story.original.title)


class _Likeness:
    """How much two candidates are alike: 1 for the same event, else the cosine of their openings' rare words.

    Items of one website are a little more alike than others.
    """

    def __init__(self, candidates: Sequence[_Candidate], events: Mapping[str, str]) -> None:
        self._events = events
        originals = {c.key: c.ranked.story.original for c in candidates}
        self._hosts = {k: urls.host(a.url) for k, a in originals.items()}
        self._openings = {k: set(words.words(f"{a.title} {a.text[:2000]}")[:_OPENING]) for k, a in originals.items()}
        common = Counter(w for opening in self._openings.values() for w in opening)
        self._weights = {w: math.log((1 + len(originals)) / count) ** 2 for w, count in common.items()}
        self._norms = {k: math.sqrt(self._sum(opening)) for k, opening in self._openings.items()}

    def of(self, a: str, b: str) -> float:
        """0…1."""
        if a in self._events and self._events[a] == self._events.get(b):
            return 1.0
        norm = self._norms[a] * self._norms[b]
        shared = self._sum(self._openings[a] & self._openings[b]) / norm if norm else 0.0
        return min(1.0, shared + _SAME_HOST * (self._hosts[a] == self._hosts[b] != ""))

    def _sum(self, of: Iterable[str]) -> float:
        """The weight of words; the same to the last digit in whatever order they come."""
        return math.fsum(self._weights[w] for w in of)
