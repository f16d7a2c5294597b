"""The nine stages in order, and the only module that knows it. Read :func:`make_edition` and :func:`read`.

collect → extract → clean → (split) → normalise → group → rank → compose → render → deliver
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Protocol, TypeVar

from digest import codec, plugins
from digest.clean import clean, furniture
from digest.compose import Choice, Plan, SectionPlan, choose, compose, edition_id
from digest.config import Config
from digest.errors import DigestError
from digest.extract import extract
from digest.fetch import HttpFetcher, Limits
from digest.group import group
from digest.group.events import Happening, events
from digest.interfaces import Clock, Rule, Surroundings
from digest.model import (
    Article,
    Document,
    Draft,
    Edition,
    Email,
    Failure,
    Funnel,
    House,
    Outcome,
    Ranked,
    Reading,
    Report,
    Source,
    Story,
)
from digest.normalise import normalise
from digest.rank import Context, rank
from digest.rank.topic import Matcher
from digest.render import render
from digest.sources import Collected, collect
from digest.split import split
from digest.store import Store

T = TypeVar("T")
# So many of the latest items of earlier editions are compared with what is new.
_REMEMBERED = 400


class Progress(Protocol):
    """Shows a person how far a run has come."""

    def stage(self, name: str, total: int) -> AbstractContextManager[None]:
        """Announce a stage of ``total`` steps."""

    def step(self, what: str = "") -> None:
        """One step is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run made; ``edition`` and ``email`` are None when there was nothing to make."""

    report: Report
    edition: Edition | None = None
    email: Email | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Memory:
    """The validators and known addresses of earlier runs."""

    known: frozenset[str]
    by_url: Mapping[str, tuple[str, str]]

    def validators(self, url: str) -> tuple[str, str]:
        return self.by_url.get(url, ("", ""))

    def remember(self, url: str, etag: str, last_modified: str) -> None:
        raise NotImplementedError("what a source remembers is kept with its documents")

    def seen(self, url: str) -> bool:
        return url in self.known


def read(document: Document, source: Source, rules: Sequence[Rule]) -> Reading:
    """Extract, clean, split and normalise one document; raises ReadError where there is nothing to read."""
    return _judge(clean(extract(document), rules), source)


def _judge(draft: Draft, source: Source) -> Reading:
    """A clean draft to an article, or to the items it holds."""
    article = normalise(draft, source)
    parts = split(draft)
    if not parts:
        return Reading(article=article)
    named = (replace(part, hints=replace(part.hints, publisher=article.publisher)) for part in parts)
    items = tuple(normalise(part, source) for part in named)
    return Reading(
        article=replace(article, kind=article.kind if article.kind == "liveblog" else "roundup"), items=items
    )


def make_edition(
    config: Config, store: Store, clock: Clock, on: date, templates: Mapping[str, str], progress: Progress
) -> Made:
    """Run every stage up to the e-mail, and save the edition. An edition that exists is not made again."""
    digest_id = config.digest.id
    kept = store.edition(edition_id(digest_id, on))
    if kept is not None:
        return Made(report=replace(kept.report, status="already"), edition=kept.edition, email=kept.email)
    number = store.start_run(digest_id, on.isoformat(), clock.now())
    matcher = Matcher(config.topic)
    documents, failures = _collect(config, matcher, store, clock, progress)
    made = _edit(config, matcher, store, clock, on, templates, documents, failures)
    store.finish_run(number, made.report.message)
    return made


def _collect(
    config: Config, matcher: Matcher, store: Store, clock: Clock, progress: Progress
) -> tuple[int, list[Failure]]:
    """Collect and read everything new, keeping each source's documents as soon as they are read."""
    memory = _Memory(store.known_urls(), store.validators())
    rules = plugins.rules()
    failures: list[Failure] = []
    counts: list[int] = []

    reading = asyncio.Lock()

    async def done(found: Collected) -> None:
        # Reading is work for the processor; in a thread of its own it does not keep answers of other hosts waiting.
        async with reading:
            readings, unread = await asyncio.to_thread(read_source, found.documents, found.source, rules, store, clock)
            await asyncio.to_thread(store.keep, readings, found.validators)
        counts.append(len(readings))
        failures.extend((*found.failures, *unread))
        progress.step(found.source.id)

    async def gather() -> None:
        limits = Limits(**{n: getattr(config.fetch, n) for n in Limits.__dataclass_fields__})
        async with HttpFetcher(limits) as fetcher:
            world = Surroundings(
                fetcher=fetcher,
                validators=memory,
                clock=clock,
                interest=matcher.interests,
                folder=str(config.folder),
            )
            await collect(config.sources, plugins.kinds(), world, config.fetch.source_timeout_seconds, done)

    with progress.stage("collecting", len(config.sources)):
        asyncio.run(gather())
    return sum(counts), sorted(failures, key=lambda f: (f.subject, f.reason))


def _attempt(failures: list[Failure], source_id: str, document: Document, work: Callable[[], T]) -> T | None:
    """Do a piece of work on one document; where it fails, None and a failure that names the document."""
    try:
        return work()
    except DigestError as error:
        reason = str(error)
    except Exception as error:
        # A page that trips a parser must not cost the run; it is reported by name and can be tried alone.
        reason = f"{document.url}: {type(error).__name__}: {error}"
    failures.append(Failure(stage="extract", subject=source_id, reason=reason))
    return None


def read_source(
    documents: Iterable[Document], source: Source, rules: Sequence[Rule], store: Store, clock: Clock
) -> tuple[list[tuple[Document, tuple[Article, ...]]], list[Failure]]:
    """Read the documents of one source; one that cannot be read is reported and does not stop the others.

    What recurs on the source's pages, these and those read before, is its furniture and is set aside as well.
    """
    failures: list[Failure] = []
    attempt = partial(_attempt, failures, source.id)
    drafts = [(d, draft) for d in documents if (draft := attempt(d, partial(extract, d))) is not None]
    found = [(d, draft, done) for d, draft in drafts if (done := attempt(d, partial(clean, draft, rules))) is not None]
    known = store.furniture(source.id)
    learned = furniture.learn(known, (cleaned for _, _, cleaned in found), source.id)
    keys = furniture.recurring(learned, store.pages(source.id) + len(found))
    readings = []
    for document, draft, cleaned in found:
        whole = clean(draft, (*rules, furniture.rule(keys))) if keys & furniture.candidates(cleaned).keys() else cleaned
        if (reading := attempt(document, partial(_judge, whole, source))) is not None:
            readings.append((document, reading.found))
    before = {f.key: f.pages for f in known}
    store.keep_furniture((f for f in learned.values() if f.pages != before.get(f.key)), clock.now())
    return readings, failures


def read_again(source: Source, store: Store) -> tuple[int, list[Failure]]:
    """Read a source's kept documents with today's rules and furniture; how many, and those that failed."""
    keys = furniture.recurring({f.key: f for f in store.furniture(source.id)}, store.pages(source.id))
    rules = (*plugins.rules(), furniture.rule(keys))
    failures: list[Failure] = []
    readings = [
        (document, reading.found)
        for document in store.documents(source.id)
        if (reading := _attempt(failures, source.id, document, partial(read, document, source, rules))) is not None
    ]
    store.keep(readings, {})
    return len(readings), failures


def _edit(
    config: Config,
    matcher: Matcher,
    store: Store,
    clock: Clock,
    on: date,
    templates: Mapping[str, str],
    documents: int,
    failures: Sequence[Failure],
) -> Made:
    """Group, rank, compose and render what the store holds for the window."""
    now = clock.now()
    articles = store.articles(now - timedelta(days=config.layout.window_days), now)
    shown = store.shown(config.digest.id)
    sources = {s.id: s for s in config.sources}
    ran = {a.id: (edition, a) for edition, a in store.ran(config.digest.id, _REMEMBERED)}
    stories = _stories(articles, [a for _, a in ran.values()])
    context = Context(now=now, matcher=matcher, sources=sources, shown=shown)
    ranked = rank(stories, context, plugins.signals(), config.weights)
    layout = plan(config)
    choices = choose(ranked, layout, shown)
    chosen = [c.ranked for c in choices if c.chosen]
    edition = compose(chosen, layout, on)
    report = Report(
        digest_id=config.digest.id,
        edition_id=edition_id(config.digest.id, on),
        status="made" if edition else "nothing",
        funnel=Funnel(
            documents=documents,
            items=len(articles),
            copies=len(articles) - len(stories),
            stories=len(stories),
            on_topic=sum(r.on_topic for r in ranked),
            chosen=len(chosen) if edition else 0,
        ),
        failures=tuple(failures),
        outcomes=tuple(_outcomes(stories, choices)),
        notices=tuple(_notices(stories, ran, shown)),
        message="" if edition else _why_nothing(len(articles), len(chosen), config),
    )
    if edition is None:
        store.save_outcomes(report.edition_id, report.outcomes)
        return Made(report=report, choices=choices)
    email = render(edition, templates)
    store.save_edition(edition, email, report, _shown(chosen), now)
    return Made(report=report, edition=edition, email=email, choices=choices)


def _stories(articles: Sequence[Article], ran: Sequence[Article]) -> tuple[Story, ...]:
    """The stories of the window. What earlier editions ran is grouped as well: a late original takes over its story."""
    known = {a.id for a in articles}
    every = group((*articles, *(a for a in ran if a.id not in known)))
    return tuple(s for s in every if known & {s.original.id, *(v.article.id for v in s.versions)})


def _notices(stories: Iterable[Story], ran: Mapping[str, tuple[str, Article]], shown: frozenset[str]) -> Iterator[str]:
    """What earlier editions ran and would not today, because its original has arrived since."""
    for story in stories:
        if story.original.id in shown:
            continue
        for version in story.versions:
            if version.article.id not in ran:
                continue
            edition, article = ran[version.article.id]
            facts = len(version.alterations)
            otherwise = f"; it states {facts} fact{'s'[: facts - 1]} otherwise" if facts else ""
            yield (
                f"The piece you ran in {edition}, “{article.title}” ({article.publisher or 'no publisher'}), is a "
                f"{version.relation} of “{story.original.title}” ({story.original.publisher or story.original.url})"
                f"{otherwise}. `digest compare {story.original.id} {article.id}` shows both."
            )


def plan(config: Config) -> Plan:
    """The layout as compose wants it."""
    layout, house = config.layout, config.house
    return Plan(
        digest_id=config.digest.id,
        title=config.digest.title,
        language=config.digest.language,
        house=House(**{n: getattr(house, n) for n in House.__dataclass_fields__}),
        sections=tuple(SectionPlan(title=s.title, kinds=s.kinds, max_items=s.max_items) for s in layout.sections),
        lead_paragraphs=layout.lead_paragraphs,
        max_items=layout.max_items,
        min_items=layout.min_items,
        per_host=layout.per_host,
        min_score=layout.min_score,
        blurb_sentences=layout.blurb_sentences,
        button=layout.button,
        sources={s.id: s for s in config.sources},
    )


def _why_nothing(articles: int, chosen: int, config: Config) -> str:
    window = f"in the last {config.layout.window_days} days"
    if not articles:
        return f"no items were found {window}; no edition is made"
    if not chosen:
        return f"of {articles} items {window} none is on topic and new; no edition is made"
    return f"{chosen} of {articles} items fit, fewer than layout.min_items = {config.layout.min_items}; they wait for the next edition"


def _shown(chosen: Iterable[Ranked]) -> Iterator[str]:
    """Everything a reader has now seen: the originals and all their versions."""
    for one in chosen:
        yield one.story.original.id
        yield from (v.article.id for v in one.story.versions)


def _outcomes(stories: Iterable[Story], choices: Iterable[Choice]) -> Iterator[Outcome]:
    """What became of each article, for ``digest explain``."""
    for story in stories:
        for version in story.versions:
            says = [e.says for e in version.evidence] + [a.says for a in version.alterations]
            if version.faithfulness:
                says.append(f"verdict: {version.faithfulness}")
            detail = f"{version.relation} of {story.original.id} ({story.original.title}); similarity {version.similarity:.2f}; {'; '.join(says)}"
            yield _outcome(version.article, "group", "folded into another version", detail)
        if story.versions:
            yield _outcome(
                story.original, "group", f"original of {len(story.versions) + 1} versions", story.why_original
            )
        else:
            yield _outcome(story.original, "group", "a story of its own", "")
        if story.elsewhere:
            where = story.elsewhere.url or story.elsewhere.publisher
            yield _outcome(
                story.original,
                "group",
                "its original was not collected",
                f"it is at {where}: {story.elsewhere.statement}",
            )
    for original, count, label in _events(stories):
        yield _outcome(original, "group", "part of an event", f"one of {count} stories on “{label}”")
    for choice in choices:
        original = choice.ranked.story.original
        yield _outcome(original, "rank", f"score {choice.ranked.score:.3f}", codec.dumps(choice.ranked.reasons))
        yield _outcome(original, "compose", "in the edition" if choice.chosen else "left out", choice.why)


def _events(stories: Iterable[Story]) -> Iterator[tuple[Article, int, str]]:
    """(original, how many stories, headline of the first) of each story that tells of an event others tell of as well."""
    originals = [s.original for s in stories]
    when = [a.published.timestamp() if a.published else None for a in originals]
    found = events([Happening.of(n, a.title, a.text, when[n]) for n, a in enumerate(originals)], {})
    sizes = Counter(found.values())
    for n, first in sorted(found.items()):
        if sizes[first] > 1:
            yield originals[n], sizes[first], originals[first].title


def _outcome(article: Article, stage: str, outcome: str, detail: str) -> Outcome:
    return Outcome(
        article_id=article.id, url=article.url, title=article.title, stage=stage, outcome=outcome, detail=detail
    )
