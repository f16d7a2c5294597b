"""From what is known to an edition: group, rank, choose, compose, render. Read :func:`edit`.

Pure: everything an edition depends on is in its :class:`Material`, which is stored with it. So a past edition can be made
again, byte for byte, and made otherwise, to see what another rule would have done.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from statistics import median

from digest import codec, notices, plugins, urls
from digest.choose import Past, choose
from digest.compose import compose, edition_id, revise
from digest.compose.revise import restored, wishes
from digest.errors import TemplateError
from digest.group import group
from digest.group.events import events
from digest.group.happening import Happening
from digest.model import (
    Article,
    Change,
    Chart,
    Choice,
    Edition,
    Email,
    Failure,
    Funnel,
    Moment,
    Outcome,
    Plan,
    Ran,
    Ranked,
    Report,
    Story,
    Surge,
    Timeline,
    Topic,
    Verdicted,
    Wish,
    standing,
)
from digest.rank import Context, rank
from digest.rank.taste import learn
from digest.rank.topic import Match, Matcher
from digest.render import offenders, render

# A surge is five times what there usually is, and more than a handful; what is usual takes three editions to know.
_TIMES, _HANDFUL, _EDITIONS = 5, 10, 3
_TIMELINES, _MOMENTS = 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that an edition is made of.

    ``shown`` gives the edition that showed an article, ``ran`` the latest of these as they were, ``older`` articles from before
    the window that newer ones may be versions of, ``corrected`` what ran and was changed by its source since the last edition, as it
    was when it ran, ``arrived`` the ids of what came since the last edition, ``volumes`` how many
    items a source brought in 30 days, ``usual`` how many stories were on topic in each of the latest editions, ``chart`` the
    coverage of past weeks, ``changes`` what the editor set at the desk.
    """

    now: datetime
    on: date
    topic: Topic
    plan: Plan
    weights: Mapping[str, float]
    window_days: int
    articles: tuple[Article, ...]
    templates: Mapping[str, str]
    ran: tuple[Ran, ...] = ()
    older: tuple[Article, ...] = ()
    corrected: tuple[Ran, ...] = ()
    arrived: frozenset[str] = frozenset()
    shown: Mapping[str, str] = field(default_factory=dict)
    volumes: Mapping[str, int] = field(default_factory=dict)
    usual: tuple[int, ...] = ()
    wishes: tuple[Wish, ...] = ()
    verdicts: tuple[Verdicted, ...] = ()
    chart: Chart | None = None
    changes: tuple[Change, ...] = ()
    version: str = ""


def unpacked(stored: bytes) -> Material:
    """What an edition was made of, as it was stored."""
    return codec.loads(Material, stored.decode())


def packed(material: Material) -> bytes:
    """What an edition is made of, to be stored with it."""
    return codec.dumps(material).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run made; ``edition`` and ``email`` are None when there was nothing to make."""

    report: Report
    edition: Edition | None = None
    email: Email | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What several stories tell of: the id and the headline of the first."""

    id: str
    label: str
    stories: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """The stories, and by article id the event that several of them tell of.

    ``matches`` remembers what the gate found in each story by each topic, so that an edition is soon made again.
    """

    stories: tuple[Story, ...]
    event_of: Mapping[str, Event]
    matches: dict[Topic, dict[str, Match]] = field(default_factory=dict, compare=False)


def grouped(material: Material) -> Grouped:
    """The stories and events; they depend on the articles alone, so that what is tried with other rules can share them."""
    articles = sorted(material.articles, key=lambda a: a.id)
    stories = _stories(articles, [*(r.article for r in material.ran), *material.older])
    return Grouped(stories, _events([*(s.original for s in stories), *(r.article for r in material.ran)]))


def edit(material: Material, known: Grouped | None = None) -> Made:
    """Make the edition, and say of every story what became of it and why. ``known`` is what :func:`grouped` gave."""
    plan = material.plan
    known = known or grouped(material)
    stories, event_of = known.stories, known.event_of
    ran = {r.article.id: r for r in material.ran}
    ranked = rank(stories, _context(material, known), plugins.signals(), material.weights)
    surge = _surge(ranked, material.usual, event_of)
    changes = standing(material.changes)
    wanted = wishes(material.wishes, changes)
    choices = choose(
        ranked,
        replace(plan, per_event=1) if surge else plan,
        Past(
            since=material.now - timedelta(days=plan.max_age_days) if plan.max_age_days else None,
            shown=material.shown,
            wishes={w.article_id: w for w in wanted},
            older=frozenset(a.id for a in material.older),
        ),
        {a: e.id for a, e in event_of.items()},
    )
    chosen = [c for c in choices if c.chosen]
    composed = compose(restored(choices, changes), plan, material.on, surge.timelines if surge else (), material.chart)
    edition = revise(composed, changes, plan) if composed else None
    report = Report(
        digest_id=plan.digest_id,
        edition_id=edition_id(plan.digest_id, material.on),
        status="made" if edition else "nothing",
        funnel=Funnel(
            items=len(material.articles),
            copies=len(material.articles) - len(stories),
            stories=len(stories),
            on_topic=sum(r.on_topic for r in ranked),
            chosen=len(chosen) if edition else 0,
        ),
        outcomes=tuple(_outcomes(stories, choices, event_of, held=edition is None)),
        notices=(
            *notices.found_late(stories, ran, material.arrived - material.shown.keys()),
            *notices.corrected(material.corrected, ran),
            *notices.updated(chosen),
            *notices.surging(surge),
        ),
        surge=surge,
        message=""
        if edition
        else notices.why_nothing(len(material.articles), material.window_days, plan.min_items, choices, len(chosen)),
    )
    if edition is None:
        return Made(report=report, choices=choices)
    try:
        email = render(edition, material.templates)
    except TemplateError:
        faults = offenders(edition, material.templates)
        if not faults:
            raise
        return _without(faults, material, known)
    return Made(report=report, edition=edition, email=email, choices=choices)


def _without(faults: Mapping[str, str], material: Material, known: Grouped) -> Made:
    """The edition without the items at which the renderer gives up; each is told as a failure."""
    dropped = [Change(field="verdict", article_id=i, value="drop") for i in faults]
    reasons = [Change(field="reason", article_id=i, value="the renderer gave up on it") for i in faults]
    made = edit(replace(material, changes=(*material.changes, *dropped, *reasons)), known)
    titles = {a.id: a.title for a in material.articles}
    failures = tuple(Failure(stage="render", subject=titles.get(i, i), reason=why) for i, why in faults.items())
    return replace(made, report=replace(made.report, failures=(*made.report.failures, *failures)))


def shown_by(choices: Iterable[Choice]) -> Iterator[str]:
    """Ids of everything a reader of the chosen has seen: the originals and all their versions."""
    for choice in choices:
        if choice.chosen:
            yield from choice.ranked.story.ids


def _stories(articles: Sequence[Article], before: Sequence[Article]) -> tuple[Story, ...]:
    """The stories of the window. What was there before is grouped as well: a late original takes over its story."""
    known = {a.id for a in articles}
    every = group((*articles, *{a.id: a for a in before if a.id not in known}.values()))
    return tuple(s for s in every if known.intersection(s.ids))


def _events(articles: Iterable[Article]) -> dict[str, Event]:
    """By article id, the event, where at least two articles tell of it."""
    distinct = list({a.id: a for a in articles}.values())
    when = [a.published.timestamp() if a.published else None for a in distinct]
    found = events(
        [Happening.of(n, a.title, a.text, when[n], urls.host(a.url) or a.publisher) for n, a in enumerate(distinct)], {}
    )
    sizes = Counter(found.values())
    return {
        distinct[n].id: Event(distinct[first].id, distinct[first].title, sizes[first])
        for n, first in sorted(found.items())
        if sizes[first] > 1
    }


def _context(material: Material, known: Grouped) -> Context:
    event_of = known.event_of
    told = {event_of[r.article.id].id: r.edition_id for r in reversed(material.ran) if r.article.id in event_of}
    return Context(
        now=material.now,
        matcher=Matcher(material.topic, known.matches.setdefault(material.topic, {})),
        sources={s.id: s for s in material.plan.sources},
        shown=frozenset(material.shown),
        told={a: told[e.id] for a, e in event_of.items() if e.id in told},
        coverage=_coverage(known),
        volumes=material.volumes,
        taste=learn(material.verdicts),
    )


def _coverage(known: Grouped) -> dict[str, int]:
    """By original, how many other publishers tell of its event in texts of their own; copies are no voices."""
    voices: dict[str, set[str]] = defaultdict(set)
    originals = [s.original for s in known.stories if s.original.id in known.event_of]
    for original in originals:
        voices[known.event_of[original.id].id].add(original.publisher or original.source_id)
    return {o.id: len(voices[known.event_of[o.id].id] - {o.publisher or o.source_id}) for o in originals}


def _surge(ranked: Sequence[Ranked], usual: Sequence[int], event_of: Mapping[str, Event]) -> Surge | None:
    """Whether there is far more on the topic than usual, and on which events."""
    on_topic = [r for r in ranked if r.on_topic]
    if len(usual) < _EDITIONS or len(on_topic) <= max(_HANDFUL, _TIMES * median(usual)):
        return None
    told: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for one in on_topic:
        event = event_of.get(one.story.original.id)
        if event:
            told[event.id, event.label].append(one.story.original)
    largest = sorted(told.items(), key=lambda e: (-len(e[1]), e[0]))[:_TIMELINES]
    timelines = tuple(Timeline(label=label, moments=_moments(articles)) for (_, label), articles in largest)
    return Surge(on_topic=len(on_topic), usual=median(usual), timelines=timelines)


def _moments(articles: Iterable[Article]) -> tuple[Moment, ...]:
    """The dated ones, the earliest first."""
    dated = sorted((a.published, a.id, a) for a in articles if a.published)
    return tuple(
        Moment(at=at, title=a.title, publisher=a.publisher, url=urls.encode(a.url) if urls.is_web(a.url) else "")
        for at, _, a in dated[:_MOMENTS]
    )


def _outcomes(
    stories: Iterable[Story], choices: Iterable[Choice], event_of: Mapping[str, Event], *, held: bool
) -> Iterator[Outcome]:
    """What became of each article, for ``digest explain``."""
    for story in stories:
        yield from _grouped(story)
        event = event_of.get(story.original.id)
        if event:
            yield _outcome(
                story.original, "group", "part of an event", f"one of {event.stories} stories on “{event.label}”"
            )
    for choice in choices:
        original = choice.ranked.story.original
        yield _outcome(original, "rank", f"score {choice.ranked.score:.3f}", codec.dumps(choice.ranked.reasons))
        became = ("held for the next edition" if held else "in the edition") if choice.chosen else "left out"
        yield _outcome(original, "choose", became, choice.why)


def _grouped(story: Story) -> Iterator[Outcome]:
    for version in story.versions:
        says = [e.says for e in version.evidence] + [a.says for a in version.alterations]
        if version.faithfulness:
            says.append(f"verdict: {version.faithfulness}")
        detail = f"{version.relation} of {story.original.id} ({story.original.title}); similarity {version.similarity:.2f}; {'; '.join(says)}"
        yield _outcome(version.article, "group", "folded into another version", detail)
    if story.versions:
        yield _outcome(story.original, "group", f"original of {len(story.versions) + 1} versions", story.why_original)
    else:
        yield _outcome(story.original, "group", "a story of its own", "")
    if story.elsewhere:
        where = story.elsewhere.url or story.elsewhere.publisher
        detail = f"it is at {where}: {story.elsewhere.statement}"
        yield _outcome(story.original, "group", "its original was not collected", detail)


def _outcome(article: Article, stage: str, outcome: str, detail: str) -> Outcome:
    return Outcome(
        article_id=article.id, url=article.url, title=article.title, stage=stage, outcome=outcome, detail=detail
    )
