"""The stages in order, up to the edition. Read :func:`make_edition`; the second half is in :mod:`digest.editing`.

collect → extract → clean → (split) → normalise → group → rank → choose → compose → render → deliver
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from digest import __version__, editing, plugins
from digest.clean import clean, furniture
from digest.compose import edition_id
from digest.compose.coverage import WEEKS, coverage
from digest.config import Config
from digest.editing import Made, Material, edit, shown_by
from digest.errors import DigestError
from digest.extract import extract
from digest.fetch import HttpFetcher, Limits
from digest.group import packed, placed
from digest.interfaces import Clock, Rule, Surroundings
from digest.model import Article, Chart, Document, Failure, House, Plan, Ran, SectionPlan, Source, Verdicted
from digest.rank.taste import traits
from digest.rank.topic import Matcher
from digest.reading import judge, read
from digest.sources import Collected, collect
from digest.store import Store

T = TypeVar("T")
# So many of the latest items of earlier editions are compared with what is new; so many editions tell what is usual.
_REMEMBERED, _USUAL = 400, 8


class Progress(Protocol):
    """Shows a person how far a run has come."""

    def stage(self, name: str, total: int) -> AbstractContextManager[None]:
        """Announce a stage of ``total`` steps."""

    def step(self, what: str = "") -> None:
        """One step is done."""


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


def make_edition(
    config: Config, store: Store, clock: Clock, on: date, templates: Mapping[str, str], progress: Progress
) -> Made:
    """Run every stage up to the e-mail, and save the edition. An edition that exists is not made again."""
    digest_id = config.digest.id
    kept = store.edition(edition_id(digest_id, on))
    if kept is not None:
        return Made(report=replace(kept.report, status="already"), edition=kept.edition, email=kept.email)
    number = store.start_run(digest_id, on.isoformat(), clock.now())
    documents, failures = collect_sources(config, store, clock, progress)
    material = gather(config, store, clock.now(), on, templates)
    made = edit(material)
    report = replace(
        made.report,
        funnel=replace(made.report.funnel, documents=documents),
        failures=(*failures, *made.report.failures),
    )
    made = replace(made, report=report)
    _keep(made, material, store)
    # A run that could read nothing has not come to its end: the scheduler tries again.
    if report.status == "made" or not failed_altogether(config, documents, report.failures):
        store.finish_run(number, report.message)
    return made


def failed_altogether(config: Config, documents: int, failures: Iterable[Failure]) -> bool:
    """Whether nothing was read because every source failed."""
    failed = {f.subject for f in failures if f.stage == "collect"}
    return not documents and bool(config.sources) and failed.issuperset(s.id for s in config.sources)


def collect_sources(config: Config, store: Store, clock: Clock, progress: Progress) -> tuple[int, tuple[Failure, ...]]:
    """Collect and read everything new, keeping each source's documents as soon as they are read; how many, and what failed."""
    matcher = Matcher(config.topic)
    memory = _Memory(store.known_urls(), store.validators())
    rules = plugins.rules()
    failures: list[Failure] = []
    counts: list[int] = []

    reading = asyncio.Lock()

    async def done(found: Collected) -> None:
        # Reading is work for the processor; in a thread of its own it does not keep answers of other hosts waiting.
        async with reading:
            readings, unread = await asyncio.to_thread(read_source, found.documents, found.source, rules, store, clock)
            await asyncio.to_thread(store.keep, readings, found.validators, packed)
        counts.append(len(readings))
        failures.extend((*found.failures, *unread))
        progress.step(found.source.id)

    async def ask() -> None:
        limits = Limits.of(config.fetch)
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
        asyncio.run(ask())
    return sum(counts), tuple(sorted(failures, key=lambda f: (f.subject, f.reason)))


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
        if (reading := attempt(document, partial(judge, whole, source))) is not None:
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
    store.keep(readings, {}, packed)
    return len(readings), failures


def gather(config: Config, store: Store, now: datetime, on: date, templates: Mapping[str, str]) -> Material:
    """All that the edition of a date is made of, from what the store holds."""
    digest_id = config.digest.id
    last = store.last_made(digest_id)
    since = _since(config, last, now)
    wishes = store.wishes(digest_id)
    wanted = store.articles_of(w.article_id for w in wishes if w.kind != "drop")
    articles = tuple({a.id: a for a in (*store.articles(since, now), *wanted)}.values())
    matcher = Matcher(config.topic)
    charted = config.layout.charts != "never"
    earlier = store.articles(now - timedelta(weeks=WEEKS), since) if charted else ()
    relevance = {a.id: matcher.match(a).value for a in (*earlier, *articles)}
    store.sketch(packed)
    hinted = [a for a in articles if relevance[a.id]]
    named = {a.first_published_in.url for a in hinted if a.first_published_in and a.first_published_in.url}
    older = placed(hinted, store.sketches(since)) | store.ids_at(named, since)
    on_topic = {a.id: a for a in (*earlier, *articles) if relevance[a.id] >= config.topic.threshold}
    ran = tuple(Ran(edition_id=edition, article=a) for edition, a in store.ran(digest_id, _REMEMBERED))
    return Material(
        now=now,
        on=on,
        topic=config.topic,
        plan=plan(config),
        weights=config.weights,
        window_days=config.layout.window_days,
        articles=articles,
        templates=templates,
        ran=ran,
        arrived=store.arrived(last, now) if last else frozenset(),
        older=store.articles_of(older - {a.id for a in articles}),
        corrected=tuple(_as_they_ran(store, digest_id, last, now)) if last else (),
        shown=store.shown(digest_id),
        volumes=store.volumes(now - timedelta(days=30)),
        usual=tuple(r.funnel.on_topic for r in store.reports(digest_id, _USUAL)),
        wishes=wishes,
        verdicts=tuple(Verdicted(traits=traits(a), kept=kind != "drop") for a, kind in store.wished(digest_id)),
        chart=_coverage(config, on_topic.values(), on) if charted else None,
        version=__version__,
    )


def _as_they_ran(store: Store, digest_id: str, last: datetime, now: datetime) -> Iterator[Ran]:
    """What earlier editions showed and has been read anew since the last, as it was when they did."""
    for edition, ids in store.refetched(digest_id, last, now).items():
        packed = store.material(edition)
        before = {a.id: a for a in editing.unpacked(packed).articles} if packed else {}
        yield from (Ran(edition_id=edition, article=before[i]) for i in ids if i in before)


def _coverage(config: Config, on_topic: Iterable[Article], on: date) -> Chart | None:
    """What was published on the topic in past weeks, a copy as well as its original: it is how much readers were offered."""
    genres = {s.id: s.genre for s in config.sources}
    days = [(a.published.date(), genres.get(a.source_id) or a.kind) for a in on_topic if a.published]
    return coverage(days, on - timedelta(days=config.layout.window_days), on)


def _since(config: Config, last: datetime | None, now: datetime) -> datetime:
    """Where the window begins; ``last`` is when the last edition was made. What was held since rolls over, for a while."""
    begin = now - timedelta(days=config.layout.window_days)
    held = now - timedelta(days=max(config.layout.hold_days, config.layout.window_days))
    return max(held, min(begin, last)) if last else held


def _keep(made: Made, material: Material, store: Store) -> None:
    """Save the edition with its material, or, where there is none, what became of every candidate."""
    if made.edition is None or made.email is None:
        store.save_outcomes(made.report.edition_id, made.report.outcomes)
        return
    shown = shown_by(made.choices)
    store.save_edition(made.edition, made.email, made.report, shown, material.now, editing.packed(material))


def plan(config: Config) -> Plan:
    """The layout as choose and compose want it."""
    layout, house = config.layout, config.house
    return Plan(
        digest_id=config.digest.id,
        title=config.digest.title,
        language=config.digest.language,
        house=House(**{n: getattr(house, n) for n in House.__dataclass_fields__}),
        sections=tuple(
            SectionPlan(**{n: getattr(s, n) for n in SectionPlan.__dataclass_fields__}) for s in layout.sections
        ),
        lead_paragraphs=layout.lead_paragraphs,
        max_items=layout.max_items,
        min_items=layout.min_items,
        per_host=layout.per_host,
        per_kind={str(k): n for k, n in layout.per_kind.items()},
        per_language=layout.per_language,
        min_score=layout.min_score,
        max_age_days=layout.max_age_days,
        diversity=layout.diversity,
        blurb_sentences=layout.blurb_sentences,
        button=layout.button,
        notes=layout.notes,
        charts=layout.charts,
        sources=tuple(replace(s, options=None) for s in config.sources),
    )
